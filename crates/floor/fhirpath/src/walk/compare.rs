//! Which of two is the lesser.

use super::equal::alike;
use super::{Spot, Walked, Walker};
use crate::value::Value;
use std::cmp::Ordering;

impl<'n> Walker<'_, 'n> {
    /// The order of two items; `None` where it cannot be told. Of different kinds is refused.
    pub(crate) fn order(
        &self,
        left: Value<'n>,
        right: Value<'n>,
        spot: Spot,
    ) -> Walked<Option<Ordering>> {
        self.spend(1)?;
        if let (Some(left), Some(right)) = (left.number(), right.number()) {
            return Ok(Some(left.cmp(&right)));
        }
        match alike(left, right) {
            (Value::String(left), Value::String(right)) => Ok(Some(left.cmp(&right))),
            (Value::Moment(left), Value::Moment(right)) if left.is_like(&right) => {
                Ok(left.order(&right, self.zone()))
            }
            (Value::Quantity(left), Value::Quantity(right)) => {
                Ok(left.alike(&right).map(|(left, right)| left.cmp(&right)))
            }
            _ => Err(spot.wrong("two numbers, texts, dates, times or quantities")),
        }
    }
}
