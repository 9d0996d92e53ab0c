//! One kind of value as another, where that loses nothing.

use super::{Function, Known, known};
use crate::ast::Call;
use crate::moment::{Moment, MomentKind, TimeUnit};
use crate::quantity::Quantity;
use crate::value::Value;
use crate::walk::{Scope, Walked, Walker};
use rust_decimal::Decimal;
use std::borrow::Cow;

/// To another kind, or whether that can be done.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Conversion {
    To(Kind),
    ConvertsTo(Kind),
}

/// The kinds there are to convert to.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Kind {
    Boolean,
    Integer,
    Decimal,
    String,
    Date,
    DateTime,
    Time,
    Quantity,
}

const fn to(name: &'static str, kind: Kind) -> Known {
    known(name, Function::Conversion(Conversion::To(kind)), 0, 0)
}

const fn converts_to(name: &'static str, kind: Kind) -> Known {
    let function = Function::Conversion(Conversion::ConvertsTo(kind));
    known(name, function, 0, 0)
}

pub(super) const KNOWN: &[Known] = &[
    to("toBoolean", Kind::Boolean),
    to("toInteger", Kind::Integer),
    to("toDecimal", Kind::Decimal),
    to("toString", Kind::String),
    to("toDate", Kind::Date),
    to("toDateTime", Kind::DateTime),
    to("toTime", Kind::Time),
    to("toQuantity", Kind::Quantity),
    converts_to("convertsToBoolean", Kind::Boolean),
    converts_to("convertsToInteger", Kind::Integer),
    converts_to("convertsToDecimal", Kind::Decimal),
    converts_to("convertsToString", Kind::String),
    converts_to("convertsToDate", Kind::Date),
    converts_to("convertsToDateTime", Kind::DateTime),
    converts_to("convertsToTime", Kind::Time),
    converts_to("convertsToQuantity", Kind::Quantity),
];

impl<'n> Walker<'_, 'n> {
    pub(super) fn conversion(
        &self,
        function: Conversion,
        call: &'n Call,
        scope: Scope<'_, 'n>,
    ) -> Walked<Option<Value<'n>>> {
        let Some(item) = self.one(&call.of, scope, call.spot())? else {
            return Ok(None);
        };
        Ok(match function {
            Conversion::To(kind) => converted(item, kind),
            Conversion::ConvertsTo(kind) => Some(Value::Boolean(converted(item, kind).is_some())),
        })
    }
}

fn converted(item: Value<'_>, kind: Kind) -> Option<Value<'_>> {
    match kind {
        Kind::Boolean => boolean(&item).map(Value::Boolean),
        Kind::Integer => integer(&item).map(Value::Integer),
        Kind::Decimal => decimal(&item).map(Value::Decimal),
        Kind::String => item.text().map(Value::String),
        Kind::Quantity => quantity(item).map(Value::Quantity),
        Kind::Date => Some(Value::Moment(moment(&item, MomentKind::Date)?.date())),
        Kind::DateTime => {
            let date = moment(&item, MomentKind::DateTime)?;
            date.with_time().map(Value::Moment)
        }
        Kind::Time => moment(&item, MomentKind::Time).map(Value::Moment),
    }
}

fn boolean(item: &Value<'_>) -> Option<bool> {
    match item {
        Value::Boolean(yes) => Some(*yes),
        Value::String(text) => match text.to_ascii_lowercase().as_str() {
            "true" | "t" | "yes" | "y" | "1" | "1.0" => Some(true),
            "false" | "f" | "no" | "n" | "0" | "0.0" => Some(false),
            _ => None,
        },
        number => match number.number()? {
            one if one == Decimal::ONE => Some(true),
            zero => zero.is_zero().then_some(false),
        },
    }
}

fn integer(item: &Value<'_>) -> Option<i64> {
    match item {
        Value::Boolean(yes) => Some(i64::from(*yes)),
        Value::String(text) => text.parse().ok(),
        // A decimal is not converted, even a whole one: FHIRPath has truncate() and round().
        Value::Integer(whole) => Some(*whole),
        _ => None,
    }
}

fn decimal(item: &Value<'_>) -> Option<Decimal> {
    match item {
        Value::Boolean(yes) => Some(Decimal::from(i32::from(*yes))),
        Value::String(text) => plain_number(text),
        number => number.number(),
    }
}

/// A sign, digits, and perhaps a point and digits; nothing else.
fn plain_number(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, after) = digits.split_once('.').unwrap_or((digits, "0"));
    let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|c| c.is_ascii_digit());
    (are_digits(whole) && are_digits(after)).then(|| text.parse().ok())?
}

fn quantity(item: Value<'_>) -> Option<Quantity<'_>> {
    match item {
        Value::Quantity(quantity) => Some(quantity),
        Value::Node(place) => place.quantity(),
        Value::String(text) => {
            let text = text.trim();
            let number = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.');
            let end = text.find(|c| !number(c)).unwrap_or(text.len());
            let (value, unit) = text.split_at_checked(end)?;
            let unit = unit.trim();
            let quoted = unit
                .strip_prefix('\'')
                .and_then(|unit| unit.strip_suffix('\''));
            let unit = match quoted {
                Some(quoted) => quoted,
                None if unit.is_empty() => "1",
                None => TimeUnit::word(unit).map(|_| unit)?,
            };
            Some(Quantity {
                value: plain_number(value)?,
                unit: Cow::Owned(unit.to_owned()),
            })
        }
        simple => Some(Quantity {
            value: decimal(&simple)?,
            unit: Cow::Borrowed("1"),
        }),
    }
}

fn moment(item: &Value<'_>, kind: MomentKind) -> Option<Moment> {
    let moment = match item {
        Value::Moment(moment) => *moment,
        Value::String(text) => Moment::parse(text)?,
        _ => return None,
    };
    let is_time = moment.kind() == MomentKind::Time;
    (is_time == (kind == MomentKind::Time)).then_some(moment)
}
