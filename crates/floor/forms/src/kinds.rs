//! The kinds of question a form can ask, each with the limits of its answer.

mod choice;
mod measure;

use crate::questionnaire::LinkId;
use crate::text::Text;

pub(crate) use choice::OptionForm;
pub use choice::{Choice, ChoiceOption};
pub use measure::{Decimals, Quantities, Span, Unit};

/// The longest answer in words that is taken when a form sets no limit of its own, in characters.
/// This engine's own choice.
pub const LONGEST_ANSWER: u32 = 20_000;

/// What kind of item it is, with its limits.
#[derive(Clone, PartialEq, Debug)]
pub enum ItemKind {
    /// Items that belong together.
    Group,
    /// Words to read, nothing to answer.
    Display,
    /// Yes or no.
    Boolean,
    /// A whole number.
    Integer(Limits),
    /// A whole number on a line with two named ends.
    Slider(Slider),
    /// One of several, or several of them where the question repeats.
    Choice(Choice),
    /// Words over several lines.
    Text(Length),
    /// Words on one line.
    String(Length),
    /// A number with decimal places.
    Decimal(Decimals),
    /// A day, month or year.
    Date(Span),
    /// A day with a time.
    DateTime(Span),
    /// A time of day.
    Time(Span),
    /// An address on the web.
    Url(Length),
    /// A number of something.
    Quantity(Quantities),
    /// Someone or something, in words.
    Reference(Length),
}

/// The least and the most a number may be; never crossed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Limits {
    pub(crate) min: Option<i32>,
    pub(crate) max: Option<i32>,
}

impl Limits {
    /// The least, if there is one.
    pub fn min(self) -> Option<i32> {
        self.min
    }

    /// The most, if there is one.
    pub fn max(self) -> Option<i32> {
        self.max
    }
}

/// How long an answer in words may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Length {
    pub(crate) written: Option<u32>,
}

impl Length {
    /// The most characters taken: the form's own limit, or [`LONGEST_ANSWER`].
    pub fn max(self) -> u32 {
        self.written.unwrap_or(LONGEST_ANSWER)
    }
}

/// A line from one number to another in equal steps.
#[derive(Clone, PartialEq, Debug)]
pub struct Slider {
    pub(crate) min: i32,
    pub(crate) max: i32,
    pub(crate) step: i32,
    pub(crate) low: Option<EndLabel>,
    pub(crate) high: Option<EndLabel>,
}

/// The words at one end of a slider: a passage of its own in the form, and so with its own name.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct EndLabel {
    pub(crate) link_id: LinkId,
    pub(crate) text: Text,
}

impl Slider {
    /// The number at the low end.
    pub fn min(&self) -> i32 {
        self.min
    }

    /// The number at the high end; above `min`.
    pub fn max(&self) -> i32 {
        self.max
    }

    /// The distance between two places; at least 1, and the high end is a whole number of steps
    /// from the low end.
    pub fn step(&self) -> i32 {
        self.step
    }

    /// The words at the low end.
    pub fn low_label(&self) -> Option<&Text> {
        self.low.as_ref().map(|end| &end.text)
    }

    /// The words at the high end.
    pub fn high_label(&self) -> Option<&Text> {
        self.high.as_ref().map(|end| &end.text)
    }

    /// Every place on the line, low end first.
    pub fn places(&self) -> impl Iterator<Item = i32> + use<> {
        let step = usize::try_from(self.step).unwrap_or(1);
        (self.min..=self.max).step_by(step)
    }
}
