//! What an alliance rule says of the latest session, and what it rests on. Rules on scores and
//! answers say theirs in [`crate::Judged`]; both tell their numbers as [`Quantity`].

use crate::quantity::Quantity;

/// What a rule says of the latest session.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Worth a conversation.
    Signal,
    /// The numbers cannot tell: ask.
    Ask,
    /// Nothing stands out.
    Quiet,
    /// There is not enough of the person's own history for this rule.
    TooEarly,
    /// The latest session has no score.
    NoScore,
}

/// A rule, by name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Rule {
    /// S2: below the person's own usual range.
    BelowOwnRange,
    /// S3: a sharp drop before there is enough own history.
    EarlyDrop,
    /// S4: a slide over the last three sessions.
    Slide,
    /// All scores at the top of the scale.
    Ceiling,
    /// Back to before the rupture within three sessions.
    Return,
    /// A turn to silence.
    Silence,
}

impl Rule {
    /// A stable name for records and the message catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BelowOwnRange => "below-own-range",
            Self::EarlyDrop => "early-drop",
            Self::Slide => "slide",
            Self::Ceiling => "ceiling",
            Self::Return => "return",
            Self::Silence => "silence",
        }
    }

    /// Where the rule and its numbers come from, to be shown beside what it says.
    pub const fn source(self) -> &'static str {
        match self {
            Self::BelowOwnRange => {
                "Individuals control chart, limits at 2.66 mean moving ranges (Shewhart; Wheeler). \
                 Control charts for alliance ruptures: Eubanks-Carter, Gorman & Muran 2012; Lipner \
                 et al. 2022. That it needs four earlier scores, and the least width of the range, \
                 are this project's own choice."
            }
            Self::EarlyDrop => {
                "A drop of two standard deviations from one session to the next (Stiles et al. \
                 2004, called ad hoc by its authors), with the standard deviation of differences \
                 .52 on a 1-7 scale, assumed in this project's own simulation until the service \
                 has its own."
            }
            Self::Slide => {
                "This project's own choice, after Gumz et al. 2012 (BMC Med Res Methodol 12:10), \
                 who advise allowing for declines over several sessions: the last three scores below \
                 the mean of at least four before them, by two within-person standard deviations on \
                 average, the latest by one. The standard deviation .4 on a 1-7 scale is assumed \
                 until the service has its own."
            }
            Self::Ceiling => "This project's own choice: at the top of a scale nothing can fall.",
            Self::Return => {
                "This project's own choice: within one own standard deviation of the mean before \
                 the rupture, within three sessions."
            }
            Self::Silence => "This project's own choice; no published rule was found.",
        }
    }

    /// Whether the rule as a whole is the project's own choice, and must be labelled so.
    pub const fn is_own_choice(self) -> bool {
        !matches!(self, Self::BelowOwnRange | Self::EarlyDrop)
    }
}

/// What a rule says of the latest session, with all it rests on.
#[derive(Clone, PartialEq, Debug)]
pub struct Verdict {
    /// What it says.
    pub outcome: Outcome,
    /// The rule that says it.
    pub rule: Rule,
    /// The numbers used, in the order in which they are best told.
    pub numbers: Vec<(Quantity, f64)>,
    /// How many sessions it rests on, the latest among them. Sessions without a score do not
    /// count.
    pub sessions: usize,
}

impl Verdict {
    pub(crate) fn new(
        rule: Rule,
        outcome: Outcome,
        sessions: usize,
        numbers: &[(Quantity, f64)],
    ) -> Self {
        Self {
            outcome,
            rule,
            numbers: numbers.to_vec(),
            sessions,
        }
    }

    /// Where the rule and its numbers come from.
    pub fn source(&self) -> &'static str {
        self.rule.source()
    }

    /// Whether it is worth a conversation.
    pub fn is_signal(&self) -> bool {
        self.outcome == Outcome::Signal
    }

    /// One of the numbers used.
    pub fn number(&self, quantity: Quantity) -> Option<f64> {
        self.numbers
            .iter()
            .find(|(name, _)| *name == quantity)
            .map(|(_, number)| *number)
    }
}
