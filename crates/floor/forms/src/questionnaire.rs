//! A form as care uses it: questions, their words, what may be answered, and when each is asked.
//!
//! These types are made only by reading a form ([`Questionnaire::from_json`]), which refuses what
//! could not be shown or answered. Holding one means it can be.

use crate::answer::Answer;
use crate::control::Control;
use crate::expression::{Computed, Variable, World};
use crate::kept::Kept;
use crate::kinds::{ItemKind, Unit};
use crate::text::Text;
use crate::when::{EnableBehavior, EnableWhen};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

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
    pub(crate) url: Option<String>,
    /// What it is known by when it has no address: `urn:sha256:` of the file.
    pub(crate) known_as: String,
    pub(crate) version: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) title: Option<Text>,
    pub(crate) language: Option<String>,
    pub(crate) status: Status,
    pub(crate) items: Vec<Item>,
    /// Item numbers in the order in which it is worked out what is asked: after the parent, and
    /// after every question the item's own conditions look at.
    pub(crate) order: Vec<usize>,
    pub(crate) variables: Vec<Variable>,
    /// What expressions are worked out with; nothing for a form without any.
    pub(crate) world: Option<World>,
    pub(crate) kept: Kept,
    pub(crate) source: Value,
}

impl Questionnaire {
    /// The form's address: its identity across versions and services. A form without one is known
    /// by the SHA-256 of its file, as `urn:sha256:..`.
    pub fn url(&self) -> &str {
        self.url.as_deref().unwrap_or(&self.known_as)
    }

    /// The form's version, if it says.
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// `url|version`, or the address alone when there is no version: how an answer names its form.
    pub fn canonical(&self) -> String {
        match &self.version {
            Some(version) => format!("{}|{version}", self.url()),
            None => self.url().to_owned(),
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

    /// Item numbers by name.
    pub(crate) fn numbers(&self) -> BTreeMap<&str, usize> {
        self.every_item()
            .into_iter()
            .map(|item| (item.link_id.as_str(), item.number))
            .collect()
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

    /// The form's own extensions that are not acted on.
    pub fn kept(&self) -> &Kept {
        &self.kept
    }

    /// The form exactly as it was read, to pass on: nothing that this engine does not understand
    /// is lost.
    pub fn source(&self) -> &Value {
        &self.source
    }
}

/// How many times a repeating item is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Occurs {
    pub(crate) min: Option<u32>,
    pub(crate) max: Option<u32>,
}

impl Occurs {
    /// At least so many.
    pub fn min(self) -> Option<u32> {
        self.min
    }

    /// At most so many.
    pub fn max(self) -> Option<u32> {
        self.max
    }
}

/// One question, group of questions, or passage to read.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a yes or no that FHIR has"
)]
#[derive(Clone, PartialEq, Debug)]
pub struct Item {
    /// Its place among all items, a parent before its children.
    pub(crate) number: usize,
    /// Its place in the file, among those beside it.
    pub(crate) index: usize,
    pub(crate) link_id: LinkId,
    pub(crate) prefix: Option<Text>,
    pub(crate) text: Option<Text>,
    pub(crate) kind: ItemKind,
    pub(crate) control: Option<Control>,
    pub(crate) unit: Option<Text>,
    pub(crate) entry_format: Option<String>,
    pub(crate) support_link: Option<String>,
    pub(crate) required: bool,
    pub(crate) repeats: bool,
    pub(crate) occurs: Occurs,
    pub(crate) hidden: bool,
    pub(crate) read_only: bool,
    pub(crate) enable_when: Vec<EnableWhen>,
    pub(crate) enable_behavior: EnableBehavior,
    pub(crate) initial: Vec<Answer>,
    pub(crate) computed: Computed,
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

    /// A number or letter to stand before the words.
    pub fn prefix(&self) -> Option<&Text> {
        self.prefix.as_ref()
    }

    /// The form's wish for how to show it.
    pub fn control(&self) -> Option<Control> {
        self.control
    }

    /// What a number is a number of, to stand beside it.
    pub fn unit(&self) -> Option<&Text> {
        self.unit.as_ref()
    }

    /// How the answer is to be written, in the form's words.
    pub fn entry_format(&self) -> Option<&str> {
        self.entry_format.as_deref()
    }

    /// Where more is said about the question.
    pub fn support_link(&self) -> Option<&str> {
        self.support_link.as_deref()
    }

    /// Whether it can be there several times: a group in copies, a question with several answers.
    pub fn repeats(&self) -> bool {
        self.repeats
    }

    /// How many times at least and at most.
    pub fn occurs(&self) -> Occurs {
        self.occurs
    }

    /// Whether it must be answered or skipped on purpose.
    pub fn required(&self) -> bool {
        self.required
    }

    /// Never shown, it or anything under it; its answer, if any, is its initial or calculated one.
    pub fn hidden(&self) -> bool {
        self.hidden
    }

    /// Shown, not for the person to change; its answer is its initial or calculated one.
    pub fn read_only(&self) -> bool {
        self.read_only
    }

    /// Whether its answer is worked out from others (`calculatedExpression`).
    pub fn calculated(&self) -> bool {
        self.computed.value.is_some()
    }

    /// Whether it is asked only sometimes, by conditions or by an expression.
    pub fn depends(&self) -> bool {
        !self.enable_when.is_empty() || self.computed.enabled.is_some()
    }

    /// Whether an expression says when it is asked, which only the server can work out.
    pub fn depends_on_expression(&self) -> bool {
        self.computed.enabled.is_some()
    }

    /// When it is asked; empty: always, if its parent is and no expression decides.
    pub fn enable_when(&self) -> &[EnableWhen] {
        &self.enable_when
    }

    /// Whether all conditions or any one must hold.
    pub fn enable_behavior(&self) -> EnableBehavior {
        self.enable_behavior
    }

    /// The answers the form starts with.
    pub fn initial(&self) -> &[Answer] {
        &self.initial
    }

    /// What belongs under it, in order.
    pub fn children(&self) -> &[Item] {
        &self.children
    }

    /// Whether it can be answered at all: not a group and not a passage.
    pub fn is_question(&self) -> bool {
        !matches!(self.kind, ItemKind::Group | ItemKind::Display)
    }

    /// Whether its answer is not the person's to give: hidden, read-only or calculated.
    pub(crate) fn is_fixed(&self) -> bool {
        self.hidden || self.read_only || self.calculated()
    }

    /// Whether it is a group that can be there in several copies.
    pub(crate) fn is_copied(&self) -> bool {
        self.repeats && self.kind == ItemKind::Group
    }

    /// The item's extensions that are not acted on.
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
        let mut words: Vec<&Text> = self.text.iter().chain(&self.unit).collect();
        match &self.kind {
            ItemKind::Choice(choice) => words.extend(choice.options.iter().map(|o| &o.text)),
            ItemKind::Slider(slider) => {
                words.extend(slider.low_label().into_iter().chain(slider.high_label()));
            }
            ItemKind::Quantity(quantities) => {
                words.extend(quantities.units().iter().map(Unit::text));
            }
            _ => {}
        }
        words
    }
}
