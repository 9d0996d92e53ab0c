//! A number of a unit, compared and added only where the units go together.

use crate::moment::TimeUnit;
use crate::value::Place;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::fmt;

/// A number of a unit: a UCUM code, or a calendar word such as `days`.
#[derive(Clone, PartialEq, Debug)]
pub struct Quantity<'n> {
    /// How many.
    pub value: Decimal,
    /// Of what; `1` for nothing in particular.
    pub unit: Cow<'n, str>,
}

impl Quantity<'_> {
    /// The unit as a span of time, if it is one.
    pub(crate) fn time_unit(&self) -> Option<TimeUnit> {
        TimeUnit::named(&self.unit)
    }

    /// Both numbers in one unit: the same, or spans of time of one length each. Other units are
    /// not converted.
    pub(crate) fn alike(&self, other: &Self) -> Option<(Decimal, Decimal)> {
        if self.unit == other.unit {
            return Some((self.value, other.value));
        }
        let (left, right) = (self.time_unit()?, other.time_unit()?);
        if left == right {
            return Some((self.value, other.value));
        }
        let months = |unit: TimeUnit| match unit {
            TimeUnit::Year => Some(12),
            TimeUnit::Month => Some(1),
            _ => None,
        };
        let (left, right) = match (months(left), months(right)) {
            (Some(left), Some(right)) => (left, right),
            _ => (left.length()?, right.length()?),
        };
        let of = |value: Decimal, length: i64| value.checked_mul(Decimal::from(length));
        Some((of(self.value, left)?, of(other.value, right)?))
    }
}

impl fmt::Display for Quantity<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.value.normalize();
        match TimeUnit::word(&self.unit) {
            Some(_) => write!(f, "{value} {}", self.unit),
            None => write!(f, "{value} '{}'", self.unit),
        }
    }
}

impl<'n> Place<'n> {
    /// A FHIR Quantity, if this object is one: a `value`, and a `code` or a `unit`.
    pub(crate) fn quantity(&self) -> Option<Quantity<'n>> {
        let value = self.node.get("value")?.as_number()?;
        let unit = self.node.get("code").or_else(|| self.node.get("unit"));
        let unit = match unit {
            Some(unit) => unit.as_str()?,
            None if self.kind == "Quantity" => "1",
            None => return None,
        };
        Some(Quantity {
            value,
            unit: Cow::Borrowed(unit),
        })
    }
}
