//! Many items made into one: counted, added, or however the form says.

use super::{Function, Known, known};
use crate::ast::Call;
use crate::quantity::Quantity;
use crate::value::Value;
use crate::walk::{Scope, Sink, Walked, Walker};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// Functions over all items.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Aggregating {
    Count,
    Sum,
    Min,
    Max,
    Avg,
    Aggregate,
}

pub(super) const KNOWN: &[Known] = &[
    known("count", Function::Aggregating(Aggregating::Count), 0, 0),
    known("sum", Function::Aggregating(Aggregating::Sum), 0, 0),
    known("min", Function::Aggregating(Aggregating::Min), 0, 0),
    known("max", Function::Aggregating(Aggregating::Max), 0, 0),
    known("avg", Function::Aggregating(Aggregating::Avg), 0, 0),
    known(
        "aggregate",
        Function::Aggregating(Aggregating::Aggregate),
        1,
        2,
    ),
];

impl<'n> Walker<'_, 'n> {
    pub(super) fn aggregating(
        &self,
        function: Aggregating,
        call: &'n Call,
        scope: Scope<'_, 'n>,
        sink: Sink<'_, 'n>,
    ) -> Walked<()> {
        let value = match function {
            Aggregating::Aggregate => return self.aggregate(call, scope, sink),
            Aggregating::Count => {
                let mut count = 0;
                self.each(&call.of, scope, &mut |_| {
                    count += 1;
                    Ok(())
                })?;
                Some(Value::Integer(count))
            }
            Aggregating::Sum => self.sum(call, scope)?.0,
            Aggregating::Avg => {
                let (sum, count) = self.sum(call, scope)?;
                sum.and_then(|sum| shared(sum, count))
            }
            Aggregating::Min => self.extreme(call, scope, Ordering::Less)?,
            Aggregating::Max => self.extreme(call, scope, Ordering::Greater)?,
        };
        value.map_or(Ok(()), sink)
    }

    /// The sum, and how many were added. Nothing adds up to nothing, not to zero: a form that
    /// nobody answered has no score.
    fn sum(&self, call: &'n Call, scope: Scope<'_, 'n>) -> Walked<(Option<Value<'n>>, u32)> {
        let wrong = || call.spot().wrong("numbers, or quantities of one unit");
        let (mut sum, mut count) = (None, 0);
        self.each(&call.of, scope, &mut |item| {
            let item = match item {
                Value::Node(place) => place.quantity().map(Value::Quantity).ok_or_else(wrong)?,
                simple => simple,
            };
            sum = Some(match sum.take() {
                None if matches!(
                    item,
                    Value::String(_) | Value::Boolean(_) | Value::Moment(_)
                ) =>
                {
                    return Err(wrong());
                }
                None => item,
                Some(sum) => added(sum, item).ok_or_else(wrong)?,
            });
            count += 1;
            Ok(())
        })?;
        Ok((sum, count))
    }

    fn extreme(
        &self,
        call: &'n Call,
        scope: Scope<'_, 'n>,
        wanted: Ordering,
    ) -> Walked<Option<Value<'n>>> {
        let mut extreme: Option<Value<'n>> = None;
        self.each(&call.of, scope, &mut |item| {
            let is_further = match &extreme {
                None => true,
                Some(so_far) => {
                    self.order(item.clone(), so_far.clone(), call.spot())? == Some(wanted)
                }
            };
            if is_further {
                extreme = Some(item);
            }
            Ok(())
        })?;
        Ok(extreme)
    }

    fn aggregate(&self, call: &'n Call, scope: Scope<'_, 'n>, sink: Sink<'_, 'n>) -> Walked<()> {
        let mut total = match call.argument(1) {
            Some(start) => self.all(start, scope)?,
            None => Vec::new(),
        };
        let Some(step) = call.argument(0) else {
            return Ok(());
        };
        let mut index = 0;
        self.each(&call.of, scope, &mut |item| {
            let about = Scope {
                this: std::slice::from_ref(&item),
                index,
                total: &total,
            };
            let next = self.all(step, about)?;
            total = next;
            index += 1;
            Ok(())
        })?;
        total.into_iter().try_for_each(sink)
    }
}

/// Two numbers or two quantities of one unit; `None` if they are not, or if the sum is too large.
fn added<'n>(left: Value<'n>, right: Value<'n>) -> Option<Value<'n>> {
    match (left, right) {
        (Value::Integer(left), Value::Integer(right)) => {
            left.checked_add(right).map(Value::Integer)
        }
        (Value::Quantity(left), Value::Quantity(right)) if left.unit == right.unit => {
            let value = left.value.checked_add(right.value)?;
            let unit = left.unit;
            Some(Value::Quantity(Quantity { value, unit }))
        }
        (left, right) => {
            let sum = left.number()?.checked_add(right.number()?);
            sum.map(Value::Decimal)
        }
    }
}

/// A sum divided evenly.
fn shared(sum: Value<'_>, count: u32) -> Option<Value<'_>> {
    let count = Decimal::from(count);
    match sum {
        Value::Quantity(mut quantity) => {
            quantity.value = quantity.value.checked_div(count)?;
            Some(Value::Quantity(quantity))
        }
        number => number.number()?.checked_div(count).map(Value::Decimal),
    }
}
