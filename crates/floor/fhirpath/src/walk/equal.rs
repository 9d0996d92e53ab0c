//! Whether two are the same (`=`), or as good as the same (`~`).

use super::{Spot, Walked, Walker};
use crate::moment::Moment;
use crate::node::{DEEPEST_NODE, Node, Shape};
use crate::quantity::Quantity;
use crate::refused::EvaluateProblem;
use crate::value::Value;
use rust_decimal::{Decimal, RoundingStrategy};
use std::borrow::Cow;
use std::cmp::Ordering;

/// Two items made alike where FHIRPath makes them so by itself: text that is compared with a
/// moment is read as one, a FHIR Quantity and a plain number as a quantity.
pub(super) fn alike<'n>(left: Value<'n>, right: Value<'n>) -> (Value<'n>, Value<'n>) {
    match (left, right) {
        (Value::Moment(left), Value::String(right)) => (Value::Moment(left), read_moment(right)),
        (Value::String(left), Value::Moment(right)) => (read_moment(left), Value::Moment(right)),
        (left @ (Value::Quantity(_) | Value::Node(_)), right)
        | (left, right @ (Value::Quantity(_) | Value::Node(_))) => {
            match (as_quantity(&left), as_quantity(&right)) {
                (Some(left), Some(right)) => (Value::Quantity(left), Value::Quantity(right)),
                _ => (left, right),
            }
        }
        same => same,
    }
}

fn read_moment(text: Cow<'_, str>) -> Value<'_> {
    Moment::parse(&text).map_or(Value::String(text), Value::Moment)
}

/// A quantity, a FHIR Quantity, or a number of nothing in particular.
pub(super) fn as_quantity<'n>(value: &Value<'n>) -> Option<Quantity<'n>> {
    match value {
        Value::Quantity(quantity) => Some(quantity.clone()),
        Value::Node(place) => place.quantity(),
        number => Some(Quantity {
            value: number.number()?,
            unit: Cow::Borrowed("1"),
        }),
    }
}

impl<'n> Walker<'_, 'n> {
    /// Whether two items are equal; `None` where that cannot be told.
    pub(crate) fn equal(&self, left: Value<'n>, right: Value<'n>) -> Walked<Option<bool>> {
        self.spend(1)?;
        if let (Some(left), Some(right)) = (left.number(), right.number()) {
            return Ok(Some(left == right));
        }
        Ok(match alike(left, right) {
            (Value::Boolean(left), Value::Boolean(right)) => Some(left == right),
            (Value::String(left), Value::String(right)) => {
                self.spend(left.len() / 64)?;
                Some(left == right)
            }
            (Value::Moment(left), Value::Moment(right)) => {
                if !left.is_like(&right) {
                    return Ok(Some(false));
                }
                let order = left.order(&right, self.zone());
                order.map(|order| order == Ordering::Equal)
            }
            (Value::Quantity(left), Value::Quantity(right)) => {
                left.alike(&right).map(|(left, right)| left == right)
            }
            (Value::Node(left), Value::Node(right)) => {
                Some(self.same_tree(left.node, right.node, 0)?)
            }
            _ => Some(false),
        })
    }

    /// Whether two trees are equal; the order of an object's parts does not matter.
    fn same_tree(&self, left: Node<'_>, right: Node<'_>, depth: usize) -> Walked<bool> {
        self.spend(1)?;
        if depth > DEEPEST_NODE {
            let spot = Spot {
                what: "=",
                at: crate::ast::At(0),
            };
            return Err(spot.refuse(EvaluateProblem::TooDeep));
        }
        match (left.shape(), right.shape()) {
            (Shape::Object, Shape::Object) => {
                if left.count() != right.count() {
                    return Ok(false);
                }
                for (name, left) in left.fields() {
                    self.spend(right.count() / 8)?;
                    let Some(right) = right.get(name) else {
                        return Ok(false);
                    };
                    if !self.same_tree(left, right, depth + 1)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            (Shape::Array, Shape::Array) => {
                if left.count() != right.count() {
                    return Ok(false);
                }
                for (left, right) in left.items().zip(right.items()) {
                    if !self.same_tree(left, right, depth + 1)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            (one, other) => Ok(match (left.as_number(), right.as_number()) {
                (Some(left), Some(right)) => left == right,
                _ => one == other,
            }),
        }
    }

    /// Whether two collections are equal, item by item in order.
    pub(super) fn all_equal(
        &self,
        left: Vec<Value<'n>>,
        right: Vec<Value<'n>>,
    ) -> Walked<Option<bool>> {
        if left.is_empty() || right.is_empty() {
            return Ok(None);
        }
        if left.len() != right.len() {
            return Ok(Some(false));
        }
        let mut all = Some(true);
        for (left, right) in left.into_iter().zip(right) {
            match self.equal(left, right)? {
                Some(true) => {}
                Some(false) => return Ok(Some(false)),
                None => all = None,
            }
        }
        Ok(all)
    }

    /// Whether an item is among these.
    pub(crate) fn is_among(&self, item: &Value<'n>, these: &[Value<'n>]) -> Walked<bool> {
        for one in these {
            if self.equal(item.clone(), one.clone())? == Some(true) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether two items are as good as equal: text without regard to case and white space,
    /// numbers to the less precise of the two, moments as precise as each other.
    fn equivalent(&self, left: Value<'n>, right: Value<'n>) -> Walked<bool> {
        self.spend(1)?;
        if let (Some(left), Some(right)) = (left.number(), right.number()) {
            return Ok(roughly_equal(left, right));
        }
        Ok(match alike(left, right) {
            (Value::String(left), Value::String(right)) => {
                self.spend((left.len() + right.len()) / 16)?;
                plainly(&left) == plainly(&right)
            }
            (Value::Quantity(left), Value::Quantity(right)) => left
                .alike(&right)
                .is_some_and(|(left, right)| roughly_equal(left, right)),
            (left, right) => self.equal(left, right)? == Some(true),
        })
    }

    /// Whether two collections are equivalent, in whatever order.
    pub(super) fn all_equivalent(
        &self,
        left: Vec<Value<'n>>,
        mut right: Vec<Value<'n>>,
    ) -> Walked<bool> {
        if left.len() != right.len() {
            return Ok(false);
        }
        for item in left {
            let mut found = None;
            for (number, other) in right.iter().enumerate() {
                if self.equivalent(item.clone(), other.clone())? {
                    found = Some(number);
                    break;
                }
            }
            match found {
                Some(number) => right.swap_remove(number),
                None => return Ok(false),
            };
        }
        Ok(true)
    }
}

fn roughly_equal(left: Decimal, right: Decimal) -> bool {
    let (left, right) = (left.normalize(), right.normalize());
    let digits = left.scale().min(right.scale());
    let round = |number: Decimal| {
        number.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero)
    };
    round(left) == round(right)
}

fn plainly(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
