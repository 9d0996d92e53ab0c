//! What a rule says of scores or answers, with all it rests on: the outcome, the numbers used, the
//! rule's name and where it comes from. Nothing is shown that cannot say these four.

use crate::quantity::Quantity;

/// A rule, by name, with where it and its numbers come from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Method {
    /// A stable name for records and the message catalogue.
    pub name: &'static str,
    /// Where the rule and its numbers come from, to be shown beside what it says.
    pub source: &'static str,
    /// Whether the rule as a whole is this project's own choice, and must be labelled so.
    pub own_choice: bool,
}

impl Method {
    /// A rule that was published.
    pub(crate) const fn published(name: &'static str, source: &'static str) -> Self {
        Self {
            name,
            source,
            own_choice: false,
        }
    }

    /// A rule that is this project's own choice; the source says so in words.
    pub(crate) const fn own(name: &'static str, source: &'static str) -> Self {
        Self {
            name,
            source,
            own_choice: true,
        }
    }
}

/// What a rule says, with all it rests on.
#[derive(Clone, PartialEq, Debug)]
pub struct Judged<O> {
    /// What it says.
    pub outcome: O,
    /// The rule that says it.
    pub by: &'static Method,
    /// The numbers used, in the order in which they are best told.
    pub numbers: Vec<(Quantity, f64)>,
}

impl<O> Judged<O> {
    pub(crate) fn new(outcome: O, by: &'static Method, numbers: &[(Quantity, f64)]) -> Self {
        Self {
            outcome,
            by,
            numbers: numbers.to_vec(),
        }
    }

    /// The rule's stable name.
    pub fn rule(&self) -> &'static str {
        self.by.name
    }

    /// Where the rule and its numbers come from.
    pub fn source(&self) -> &'static str {
        self.by.source
    }

    /// One of the numbers used.
    pub fn number(&self, quantity: Quantity) -> Option<f64> {
        let found = self.numbers.iter().find(|(name, _)| *name == quantity);
        found.map(|(_, number)| *number)
    }
}

/// Which way a score goes when someone is better.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// A lower score is better, as with symptoms.
    LowerIsBetter,
    /// A higher score is better, as with well-being.
    HigherIsBetter,
}

impl Direction {
    /// How much better `to` is than `from`, in points; below zero: worse.
    pub fn better_by(self, from: f64, to: f64) -> f64 {
        match self {
            Self::LowerIsBetter => from - to,
            Self::HigherIsBetter => to - from,
        }
    }
}

/// Whether a rule on answers is met, where some answers may be missing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Finding {
    /// Met, whatever the missing answers would have been.
    Met,
    /// Not met, whatever the missing answers would have been.
    NotMet,
    /// A missing answer could change it.
    NotDeterminable,
}

impl Finding {
    /// A stable name for records and the message catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not-met",
            Self::NotDeterminable => "not-determinable",
        }
    }

    /// Both, of two findings that rest on different answers.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::NotMet, _) | (_, Self::NotMet) => Self::NotMet,
            (Self::Met, Self::Met) => Self::Met,
            _ => Self::NotDeterminable,
        }
    }
}

impl From<bool> for Finding {
    fn from(met: bool) -> Self {
        if met { Self::Met } else { Self::NotMet }
    }
}
