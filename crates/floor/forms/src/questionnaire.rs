//! A form as care uses it: questions, their words, what may be answered, and when each is asked.
//!
//! These types are made only by reading a form ([`Questionnaire::from_json`]), which refuses what
//! could not be shown or answered. Holding one means it can be.

use crate::answer::Answer;
use crate::kept::Kept;
use crate::text::Text;
use std::collections::BTreeSet;
use std::fmt;

/// The longest answer in words that is taken when a form sets no limit of its own, in characters.
/// This engine's own choice.
pub const LONGEST_ANSWER: u32 = 20_000;

/// The name of a question inside its form; the name of its field on the page.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LinkId(pub(crate) String);

impl LinkId {
    /// The name as written in the form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LinkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::borrow::Borrow<str> for LinkId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// Whether a form is in use.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// Being written.
    Draft,
    /// In use.
    Active,
    /// No longer given; old answers still make sense with it.
    Retired,
    /// The form does not say.
    Unknown,
}

/// A form.
#[derive(Clone, PartialEq, Debug)]
pub struct Questionnaire {
    pub(crate) url: String,
    pub(crate) version: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) title: Option<Text>,
    pub(crate) language: Option<String>,
    pub(crate) status: Status,
    pub(crate) items: Vec<Item>,
    /// Every item, each after all that its being asked depends on.
    pub(crate) order: Vec<LinkId>,
    pub(crate) kept: Kept,
}

impl Questionnaire {
    /// The form's address: its identity across versions and services.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The form's version, if it says.
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// `url|version`, or the address alone when there is no version: how an answer names its form.
    pub fn canonical(&self) -> String {
        match &self.version {
            Some(version) => format!("{}|{version}", self.url),
            None => self.url.clone(),
        }
    }

    /// The form's name for programs.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The form's name for people.
    pub fn title(&self) -> Option<&Text> {
        self.title.as_ref()
    }

    /// The language the form was first written in, a BCP 47 tag.
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// Whether the form is in use.
    pub fn status(&self) -> Status {
        self.status
    }

    /// The questions, groups and passages at the top, in order.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Every item, a parent before its children, in the order a person meets them.
    pub fn every_item(&self) -> Vec<&Item> {
        let mut found = Vec::new();
        for item in &self.items {
            item.gather(&mut found);
        }
        found
    }

    /// The item of this name.
    pub fn item(&self, link_id: &str) -> Option<&Item> {
        self.every_item()
            .into_iter()
            .find(|item| item.link_id.0 == link_id)
    }

    /// The languages that every word shown to a person has a translation for.
    pub fn languages(&self) -> BTreeSet<&str> {
        let mut texts: Vec<&Text> = self.title.iter().collect();
        for item in self.every_item() {
            texts.extend(item.words());
        }
        let mut texts = texts.into_iter();
        let first = texts
            .next()
            .map(|t| t.languages().collect())
            .unwrap_or_default();
        texts.fold(first, |both: BTreeSet<&str>, text| {
            let these: BTreeSet<&str> = text.languages().collect();
            both.intersection(&these).copied().collect()
        })
    }

    /// What was read and is not acted on.
    pub fn kept(&self) -> &Kept {
        &self.kept
    }
}

/// One question, group of questions, or passage to read.
#[derive(Clone, PartialEq, Debug)]
pub struct Item {
    pub(crate) link_id: LinkId,
    pub(crate) text: Option<Text>,
    pub(crate) kind: ItemKind,
    pub(crate) control: Option<String>,
    pub(crate) required: bool,
    pub(crate) hidden: bool,
    pub(crate) read_only: bool,
    pub(crate) enable_when: Vec<EnableWhen>,
    pub(crate) enable_behavior: EnableBehavior,
    pub(crate) enable_behavior_written: bool,
    pub(crate) initial: Option<Answer>,
    pub(crate) children: Vec<Item>,
    pub(crate) kept: Kept,
}

impl Item {
    /// The item's name, and its field's name on the page.
    pub fn link_id(&self) -> &LinkId {
        &self.link_id
    }

    /// What the person reads. Only a group may have none.
    pub fn text(&self) -> Option<&Text> {
        self.text.as_ref()
    }

    /// What kind of item it is, with its limits.
    pub fn kind(&self) -> &ItemKind {
        &self.kind
    }

    /// The form's wish for how to show it (a code of FHIR's `questionnaire-item-control`), such as
    /// `radio-button`, `drop-down` or `help`.
    pub fn control(&self) -> Option<&str> {
        self.control.as_deref()
    }

    /// Whether it must be answered or skipped on purpose.
    pub fn required(&self) -> bool {
        self.required
    }

    /// Never shown; its answer, if any, is its initial one.
    pub fn hidden(&self) -> bool {
        self.hidden
    }

    /// Shown, not for the person to change; its answer is its initial one.
    pub fn read_only(&self) -> bool {
        self.read_only
    }

    /// When it is asked; empty: always, if its parent is.
    pub fn enable_when(&self) -> &[EnableWhen] {
        &self.enable_when
    }

    /// Whether all conditions or any one must hold.
    pub fn enable_behavior(&self) -> EnableBehavior {
        self.enable_behavior
    }

    /// The answer the form starts with.
    pub fn initial(&self) -> Option<&Answer> {
        self.initial.as_ref()
    }

    /// What belongs under it, in order.
    pub fn children(&self) -> &[Item] {
        &self.children
    }

    /// Whether it can be answered at all: not a group and not a passage.
    pub fn is_question(&self) -> bool {
        !matches!(self.kind, ItemKind::Group | ItemKind::Display)
    }

    /// What was read and is not acted on.
    pub fn kept(&self) -> &Kept {
        &self.kept
    }

    fn gather<'a>(&'a self, found: &mut Vec<&'a Item>) {
        found.push(self);
        for child in &self.children {
            child.gather(found);
        }
    }

    fn words(&self) -> Vec<&Text> {
        let mut words: Vec<&Text> = self.text.iter().collect();
        match &self.kind {
            ItemKind::Choice(choice) => words.extend(choice.options.iter().map(|o| &o.text)),
            ItemKind::Slider(slider) => {
                words.extend(slider.low_label().into_iter().chain(slider.high_label()))
            }
            _ => {}
        }
        words
    }
}

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
    pub(crate) step_written: bool,
    pub(crate) low: Option<EndLabel>,
    pub(crate) high: Option<EndLabel>,
}

/// The words at one end of a slider: a passage of its own in the form, and so with its own name.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct EndLabel {
    pub(crate) link_id: LinkId,
    pub(crate) text: Text,
    pub(crate) kept: Kept,
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
    /// A code from a system, with other fields of the coding.
    Coding { system: Option<String>, kept: Kept },
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
            OptionForm::Coding { system, .. } => system.as_deref(),
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
    pub(crate) kept: Kept,
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
    /// A number above this.
    Above(i32),
    /// A number below this.
    Below(i32),
    /// A number, this or above.
    AtLeast(i32),
    /// A number, this or below.
    AtMost(i32),
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
}
