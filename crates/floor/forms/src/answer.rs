//! What a person answered, in the shape that records keep.

use crate::calendar::{Date, DateTime, Time, When};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// One answer.
///
/// Stored shapes are for ever: variants are added at the end, never reordered or renamed. Printing
/// one for debugging tells its kind and nothing that the person said.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// Yes or no.
    Boolean(bool),
    /// A whole number.
    Integer(i32),
    /// One of the options.
    Choice {
        /// Its code.
        code: String,
    },
    /// Own words; also the own words given in place of an option.
    Text(String),
    /// Skipped on purpose. Never a number, never "no".
    Skipped {
        /// Why, in the person's words, if they said.
        reason: Option<String>,
    },
    /// A number, as exact as it was written.
    Decimal(#[serde(with = "as_words")] Decimal),
    /// A day, month or year.
    Date(Date),
    /// A day with a time.
    DateTime(DateTime),
    /// A time of day.
    Time(Time),
    /// An address on the web.
    Url(String),
    /// A number of something.
    Quantity(Measured),
    /// Someone or something known elsewhere.
    Reference(Referred),
}

/// A number with its unit.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// How many.
    #[serde(with = "as_words")]
    pub value: Decimal,
    /// The unit in words.
    pub unit: Option<String>,
    /// The system the unit's code is from.
    pub system: Option<String>,
    /// The unit's code.
    pub code: Option<String>,
}

impl Measured {
    /// Whether both are of one unit: the same code, or without codes the same words.
    pub fn same_unit(&self, other: &Self) -> bool {
        match (&self.code, &other.code) {
            (Some(one), Some(two)) => one == two,
            _ => self.unit == other.unit,
        }
    }
}

/// Someone or something, in words and perhaps by address.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referred {
    /// In words.
    pub display: String,
    /// The FHIR address, if the answer came with one.
    pub reference: Option<String>,
}

impl fmt::Debug for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Measured(..)")
    }
}

impl fmt::Debug for Referred {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Referred(..)")
    }
}

/// Numbers are kept as they are written: records must not depend on how a library lays them out.
mod as_words {
    use super::{Decimal, Deserialize, Deserializer, Serializer};
    use serde::de::Error as _;

    pub(super) fn serialize<S: Serializer>(number: &Decimal, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(number)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
        let text = String::deserialize(from)?;
        text.parse()
            .map_err(|_| D::Error::custom("no decimal number"))
    }
}

impl Answer {
    /// The number, if it is one.
    pub fn integer(&self) -> Option<i32> {
        if let Self::Integer(number) = self {
            Some(*number)
        } else {
            None
        }
    }

    /// The number, if it is one: whole, decimal or of a unit.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Integer(number) => Some(Decimal::from(*number)),
            Self::Decimal(number) => Some(*number),
            Self::Quantity(measured) => Some(measured.value),
            _ => None,
        }
    }

    /// The date or time, if it is one.
    pub fn when(&self) -> Option<When> {
        match self {
            Self::Date(date) => Some(When::Date(*date)),
            Self::DateTime(at) => Some(When::DateTime(*at)),
            Self::Time(time) => Some(When::Time(*time)),
            _ => None,
        }
    }

    /// The chosen option's code, if it is a choice.
    pub fn code(&self) -> Option<&str> {
        if let Self::Choice { code } = self {
            Some(code)
        } else {
            None
        }
    }

    /// The words, if it is words, an address, or something named in words.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Text(words) | Self::Url(words) => Some(words),
            Self::Reference(referred) => Some(&referred.display),
            _ => None,
        }
    }

    /// Yes or no, if it is that.
    pub fn boolean(&self) -> Option<bool> {
        if let Self::Boolean(yes) = self {
            Some(*yes)
        } else {
            None
        }
    }

    /// Whether the question was skipped on purpose.
    pub fn is_skipped(&self) -> bool {
        matches!(self, Self::Skipped { .. })
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Boolean(_) => "Boolean(..)",
            Self::Integer(_) => "Integer(..)",
            Self::Choice { .. } => "Choice(..)",
            Self::Text(_) => "Text(..)",
            Self::Skipped { .. } => "Skipped(..)",
            Self::Decimal(_) => "Decimal(..)",
            Self::Date(_) => "Date(..)",
            Self::DateTime(_) => "DateTime(..)",
            Self::Time(_) => "Time(..)",
            Self::Url(_) => "Url(..)",
            Self::Quantity(_) => "Quantity(..)",
            Self::Reference(_) => "Reference(..)",
        })
    }
}

/// The answers to one form, as a record keeps them: which form, and each answer under its
/// question's spot in the order of the form. A question that is not here was not answered; one
/// that takes several answers may be here several times.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StoredAnswers {
    /// The form, as `url|version`.
    pub questionnaire: String,
    /// Each answer under its question's spot: the `linkId`, and in a further copy of a repeating
    /// group which copy (see [`crate::Spot`]).
    pub answers: Vec<(String, Answer)>,
}

impl StoredAnswers {
    /// The answer to a question, the first of several; `None`: it was not answered, or not asked.
    pub fn get(&self, spot: &str) -> Option<&Answer> {
        self.all(spot).next()
    }

    /// Every answer to a question.
    pub fn all(&self, spot: &str) -> impl Iterator<Item = &Answer> {
        self.answers
            .iter()
            .filter(move |(name, _)| name == spot)
            .map(|(_, answer)| answer)
    }
}
