//! `+ - * / div mod &`: exact, and nothing where there is no result.

use super::equal::as_quantity;
use super::{Scope, Spot, Walked, Walker};
use crate::ast::{Binary, Operator};
use crate::moment::Moment;
use crate::quantity::Quantity;
use crate::refused::{EvaluateProblem, LONGEST_TEXT};
use crate::value::Value;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::borrow::Cow;

impl<'n> Walker<'_, 'n> {
    pub(super) fn computed(
        &self,
        binary: &'n Binary,
        scope: Scope<'_, 'n>,
    ) -> Walked<Option<Value<'n>>> {
        let (operator, spot) = (binary.operator, binary.spot());
        let left = self.one(&binary.left, scope, spot)?;
        let right = self.one(&binary.right, scope, spot)?;
        if operator == Operator::Concatenate {
            return self.joined_text(left, right, spot).map(Some);
        }
        let (Some(left), Some(right)) = (left, right) else {
            return Ok(None);
        };
        if let (Value::Integer(left), Value::Integer(right)) = (&left, &right) {
            return Ok(of_integers(operator, *left, *right));
        }
        if let (Some(left), Some(right)) = (left.number(), right.number()) {
            return Ok(of_decimals(operator, left, right));
        }
        match (left, right) {
            (Value::String(left), Value::String(right)) if operator == Operator::Add => {
                self.text(left.into_owned() + &right, spot).map(Some)
            }
            (left, right) => match moment(&left) {
                Some(start) => moved(operator, start, &right, spot),
                None => of_quantities(operator, &left, &right, spot),
            },
        }
    }

    /// `&`: nothing counts as no text.
    fn joined_text(
        &self,
        left: Option<Value<'n>>,
        right: Option<Value<'n>>,
        spot: Spot,
    ) -> Walked<Value<'n>> {
        let text = |side: Option<Value<'n>>| match side {
            None => Ok(Cow::Borrowed("")),
            Some(Value::String(text)) => Ok(text),
            Some(_) => Err(spot.wrong("texts")),
        };
        let (left, right) = (text(left)?, text(right)?);
        self.text(left.into_owned() + &right, spot)
    }

    /// A text that was made, if it is not too long.
    pub(crate) fn text(&self, text: String, spot: Spot) -> Walked<Value<'n>> {
        self.spend(text.len() / 64)?;
        if text.len() <= LONGEST_TEXT {
            Ok(Value::String(Cow::Owned(text)))
        } else {
            Err(spot.refuse(EvaluateProblem::TooLong))
        }
    }
}

/// Whole numbers stay whole, except when divided; one too large is no number.
fn of_integers<'n>(operator: Operator, left: i64, right: i64) -> Option<Value<'n>> {
    let whole = match operator {
        Operator::Add => left.checked_add(right),
        Operator::Subtract => left.checked_sub(right),
        Operator::Multiply => left.checked_mul(right),
        Operator::WholeDivide => left.checked_div(right),
        Operator::Remainder => left.checked_rem(right),
        _ => return of_decimals(operator, left.into(), right.into()),
    };
    whole.map(Value::Integer)
}

fn of_decimals<'n>(operator: Operator, left: Decimal, right: Decimal) -> Option<Value<'n>> {
    let number = match operator {
        Operator::Add => left.checked_add(right),
        Operator::Subtract => left.checked_sub(right),
        Operator::Multiply => left.checked_mul(right),
        Operator::Divide => left.checked_div(right),
        Operator::Remainder => left.checked_rem(right),
        Operator::WholeDivide => {
            let whole = left.checked_div(right)?.trunc().to_i64();
            return whole.map(Value::Integer);
        }
        _ => None,
    };
    number.map(Value::Decimal)
}

/// A moment, or text that is one.
fn moment(value: &Value<'_>) -> Option<Moment> {
    match value {
        Value::Moment(moment) => Some(*moment),
        Value::String(text) => Moment::parse(text),
        _ => None,
    }
}

/// A moment later or earlier by a quantity of time.
fn moved<'n>(
    operator: Operator,
    start: Moment,
    by: &Value<'n>,
    spot: Spot,
) -> Walked<Option<Value<'n>>> {
    let wrong = || spot.wrong("a date or time and a quantity of time, such as 3 days");
    let by = match (by, as_quantity(by)) {
        (Value::Integer(_) | Value::Decimal(_), _) | (_, None) => return Err(wrong()),
        (_, Some(by)) => by,
    };
    let unit = by.time_unit().ok_or_else(wrong)?;
    let amount = match operator {
        Operator::Add => by.value,
        Operator::Subtract => -by.value,
        _ => return Err(wrong()),
    };
    Ok(start.plus(amount, unit).map(Value::Moment))
}

fn of_quantities<'n>(
    operator: Operator,
    left: &Value<'n>,
    right: &Value<'n>,
    spot: Spot,
) -> Walked<Option<Value<'n>>> {
    let wrong = || spot.wrong("two numbers, or other kinds that go together");
    let (Some(left), Some(right)) = (as_quantity(left), as_quantity(right)) else {
        return Err(wrong());
    };
    let of_unit = |value: Option<Decimal>, unit: Cow<'n, str>| {
        Ok(value.map(|value| Value::Quantity(Quantity { value, unit })))
    };
    match operator {
        Operator::Add if left.unit == right.unit => {
            of_unit(left.value.checked_add(right.value), left.unit)
        }
        Operator::Subtract if left.unit == right.unit => {
            of_unit(left.value.checked_sub(right.value), left.unit)
        }
        Operator::Add | Operator::Subtract => Ok(None),
        Operator::Multiply if right.unit == "1" => {
            of_unit(left.value.checked_mul(right.value), left.unit)
        }
        Operator::Multiply if left.unit == "1" => {
            of_unit(left.value.checked_mul(right.value), right.unit)
        }
        Operator::Divide if right.unit == "1" => {
            of_unit(left.value.checked_div(right.value), left.unit)
        }
        Operator::Divide => {
            let alike = left.alike(&right);
            let value = alike.and_then(|(left, right)| left.checked_div(right));
            of_unit(value, Cow::Borrowed("1"))
        }
        _ => Err(wrong()),
    }
}
