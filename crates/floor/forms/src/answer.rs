//! What a person answered, in the shape that records keep.

use serde::{Deserialize, Serialize};
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

    /// The chosen option's code, if it is a choice.
    pub fn code(&self) -> Option<&str> {
        if let Self::Choice { code } = self {
            Some(code)
        } else {
            None
        }
    }

    /// The words, if it is words.
    pub fn words(&self) -> Option<&str> {
        if let Self::Text(words) = self {
            Some(words)
        } else {
            None
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
        })
    }
}

/// The answers to one form, as a record keeps them: which form, and each answer under its
/// question's name in the order of the form. A question that is not here was not answered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StoredAnswers {
    /// The form, as `url|version`.
    pub questionnaire: String,
    /// Each answer under its question's `linkId`.
    pub answers: Vec<(String, Answer)>,
}

impl StoredAnswers {
    /// The answer to a question; `None`: it was not answered, or not asked.
    pub fn get(&self, link_id: &str) -> Option<&Answer> {
        self.answers
            .iter()
            .find(|(name, _)| name == link_id)
            .map(|(_, answer)| answer)
    }
}
