//! The stored shapes: what a client said about being reached, and the note of it that machinery
//! reads.

use care::{DAY, Moment, Section};
use sealed::{DeskNote, Gist, Stored};
use serde::{Deserialize, Serialize};

/// How someone may be reached by one way. That there is a rule means that they may.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleV1 {
    /// The way: its [`number`](crate::Way::number).
    pub way: u8,
    /// The mail address, the telephone number, or the postal address with its lines.
    pub to: String,
    /// For which reasons: a bit for each [`number`](crate::Reason::number).
    pub reasons: u8,
    /// On which days: a bit for each, Monday first.
    pub days: u8,
    /// From which minute of the day, as the service's clock shows it: 0 to 1,439.
    pub from: u16,
    /// To which minute, that one not included: 1 to 1,440.
    pub until: u16,
    /// In which of the reviewed wordings a mail comes, from 0.
    pub cover: u8,
    /// In which language: a place in [`pages::Language::ALL`].
    pub language: u8,
    /// For whom to ask. Empty: for nobody by name.
    pub ask_for: String,
    /// Who to say it is, and what stands as the sender on a letter.
    pub say: String,
    /// What to ask first, before anything else is said.
    pub first: String,
    /// When it was last said to be safe, in milliseconds since the epoch.
    pub confirmed_at: i64,
    /// For how many days that holds: 30, 60 or 90.
    pub holds_days: u16,
}

impl RuleV1 {
    /// From when on it has to be said again that it is safe.
    pub fn ends(&self) -> Moment {
        Moment::from_millis(self.confirmed_at) + i64::from(self.holds_days) * DAY
    }
}

/// The stored shape of everything a client said about being reached.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafeContactV1 {
    /// One rule for each way that is allowed.
    pub rules: Vec<RuleV1>,
    /// How a meeting is called in a calendar of their own. Empty: not said yet.
    pub calendar: String,
}

impl Stored for SafeContactV1 {
    const KIND: &'static str = "safe-contact";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Identity;
}

/// What machinery may know without anyone asking: the rule for the one way it takes by itself.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReachV1 {
    /// The rule for mail.
    pub mail: Option<RuleV1>,
}

impl Gist for ReachV1 {
    const KIND: &'static str = "reach";
    const SHAPE: u16 = 1;
}

impl DeskNote for ReachV1 {}
