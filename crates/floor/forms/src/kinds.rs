//! The kinds of question a form can ask, each with the limits of its answer.

use crate::kept::Kept;
use crate::questionnaire::LinkId;
use crate::text::Text;

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
    /// One of several.
    Choice(Choice),
    /// Words over several lines.
    Text(Length),
    /// Words on one line.
    String(Length),
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

/// One of several, perhaps with the person's own words instead.
#[derive(Clone, PartialEq, Debug)]
pub struct Choice {
    pub(crate) options: Vec<ChoiceOption>,
    pub(crate) open: bool,
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
    pub(crate) initial: bool,
    pub(crate) kept: Kept,
}

/// How the option stands in the form.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum OptionForm {
    /// A code, perhaps from a system.
    Coding { system: Option<String> },
    /// Bare words, which are their own code.
    Words,
}

impl ChoiceOption {
    /// What is stored and posted when it is chosen.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The system the code is from, if it is from one.
    pub fn system(&self) -> Option<&str> {
        match &self.form {
            OptionForm::Coding { system } => system.as_deref(),
            OptionForm::Words => None,
        }
    }

    /// What the person reads.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// What was read beside it and is not acted on, such as an ordinal value.
    pub fn kept(&self) -> &Kept {
        &self.kept
    }
}
