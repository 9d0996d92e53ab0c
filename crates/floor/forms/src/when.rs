//! The conditions under which a question is asked.

use crate::answer::Measured;
use crate::calendar::When;
use crate::questionnaire::LinkId;
use rust_decimal::Decimal;

/// Whether all conditions or any one must hold for an item to be asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum EnableBehavior {
    /// Every condition.
    #[default]
    All,
    /// At least one.
    Any,
}

/// A condition for an item to be asked: another question, and what its answer must be.
#[derive(Clone, PartialEq, Debug)]
pub struct EnableWhen {
    pub(crate) question: LinkId,
    pub(crate) test: Test,
}

impl EnableWhen {
    /// The question whose answer decides.
    pub fn question(&self) -> &LinkId {
        &self.question
    }

    /// What its answer must be.
    pub fn test(&self) -> &Test {
        &self.test
    }
}

/// What an answer must be. A skipped question counts as not answered.
#[derive(Clone, PartialEq, Debug)]
pub enum Test {
    /// Answered (`true`) or not answered (`false`).
    Exists(bool),
    /// Answered, and with this.
    Is(Expected),
    /// Not answered with this; holds, as FHIR has it, when there is no answer at all.
    IsNot(Expected),
    /// A number above this, or words or a time after it.
    Above(Expected),
    /// A number below this, or words or a time before it.
    Below(Expected),
    /// This, or above or after it.
    AtLeast(Expected),
    /// This, or below or before it.
    AtMost(Expected),
}

/// An answer to compare with.
#[derive(Clone, PartialEq, Debug)]
pub enum Expected {
    /// Yes or no.
    Boolean(bool),
    /// A whole number.
    Integer(i32),
    /// Words.
    Words(String),
    /// An option, by its code.
    Code {
        /// The system the code is from.
        system: Option<String>,
        /// The code.
        code: String,
    },
    /// A number.
    Decimal(Decimal),
    /// A date or a time.
    When(When),
    /// A number of something.
    Quantity(Measured),
}
