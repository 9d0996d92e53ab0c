//! The limits of decimals, dates and amounts.

use crate::calendar::When;
use crate::text::Text;
use rust_decimal::Decimal;

/// The least, the most and the places of a decimal number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Decimals {
    pub(crate) min: Option<Decimal>,
    pub(crate) max: Option<Decimal>,
    pub(crate) places: Option<u32>,
}

impl Decimals {
    /// The least, if there is one.
    pub fn min(self) -> Option<Decimal> {
        self.min
    }

    /// The most, if there is one.
    pub fn max(self) -> Option<Decimal> {
        self.max
    }

    /// How many digits may follow the decimal sign.
    pub fn places(self) -> Option<u32> {
        self.places
    }
}

/// The first and the last of dates or times.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Span {
    pub(crate) min: Option<When>,
    pub(crate) max: Option<When>,
}

impl Span {
    /// The first that is taken, if there is one.
    pub fn min(self) -> Option<When> {
        self.min
    }

    /// The last that is taken, if there is one.
    pub fn max(self) -> Option<When> {
        self.max
    }
}

/// A number and the units it may be of.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Quantities {
    pub(crate) limits: Decimals,
    pub(crate) units: Vec<Unit>,
}

impl Quantities {
    /// The least and the most.
    pub fn limits(&self) -> Decimals {
        self.limits
    }

    /// The units to choose between; with one it is of that unit, with none it is a bare number.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// The unit that a page names by this key.
    pub fn unit(&self, key: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.key() == key)
    }
}

/// A unit of measurement.
#[derive(Clone, PartialEq, Debug)]
pub struct Unit {
    pub(crate) text: Text,
    pub(crate) system: Option<String>,
    pub(crate) code: Option<String>,
}

impl Unit {
    /// What the person reads.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Its code, usually of UCUM.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The system the code is from.
    pub fn system(&self) -> Option<&str> {
        self.system.as_deref()
    }

    /// What a page posts when it is chosen: the code, or the words where there is none.
    pub fn key(&self) -> &str {
        self.code().unwrap_or(self.text.written())
    }
}
