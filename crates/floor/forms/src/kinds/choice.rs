//! What may be chosen, and what each option weighs.

use crate::control::Orientation;
use crate::kept::Kept;
use crate::text::Text;
use rust_decimal::Decimal;

/// One of several, perhaps with the person's own words instead.
#[derive(Clone, PartialEq, Debug)]
pub struct Choice {
    pub(crate) options: Vec<ChoiceOption>,
    pub(crate) open: bool,
    pub(crate) orientation: Option<Orientation>,
}

impl Choice {
    /// What may be chosen, at least one.
    pub fn options(&self) -> &[ChoiceOption] {
        &self.options
    }

    /// Whether own words are welcome instead.
    pub fn open(&self) -> bool {
        self.open
    }

    /// Which way the form wants the options to run.
    pub fn orientation(&self) -> Option<Orientation> {
        self.orientation
    }

    /// The option of this code.
    pub fn option(&self, code: &str) -> Option<&ChoiceOption> {
        self.options.iter().find(|option| option.code == code)
    }
}

/// One thing that may be chosen.
#[derive(Clone, PartialEq, Debug)]
pub struct ChoiceOption {
    pub(crate) code: String,
    pub(crate) form: OptionForm,
    pub(crate) text: Text,
    pub(crate) prefix: Option<String>,
    pub(crate) weight: Option<Decimal>,
    pub(crate) exclusive: bool,
    pub(crate) initial: bool,
    pub(crate) kept: Kept,
}

/// How the option stands in the form, and so in a response.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum OptionForm {
    /// A code, perhaps from a system.
    Coding { system: Option<String> },
    /// A coding that has only words.
    Uncoded { system: Option<String> },
    /// Bare words, which are their own code.
    Words,
    /// A whole number, which is its own code.
    Number,
    /// A date, which is its own code.
    Date,
    /// A time of day, which is its own code.
    Time,
}

impl ChoiceOption {
    /// What is stored and posted when it is chosen.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The system the code is from, if it is from one.
    pub fn system(&self) -> Option<&str> {
        match &self.form {
            OptionForm::Coding { system } | OptionForm::Uncoded { system } => system.as_deref(),
            _ => None,
        }
    }

    /// What the person reads.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// A number or letter to stand before the words.
    pub fn prefix(&self) -> Option<&str> {
        self.prefix.as_deref()
    }

    /// What it counts in a score (`ordinalValue` or `itemWeight`), exactly as written.
    pub fn weight(&self) -> Option<Decimal> {
        self.weight
    }

    /// Whether it is chosen alone or not at all, where several may be chosen.
    pub fn exclusive(&self) -> bool {
        self.exclusive
    }

    /// What was read beside it and is not acted on.
    pub fn kept(&self) -> &Kept {
        &self.kept
    }
}
