//! What is kept of an answered measure. Two records: what it came to, which lists and charts are
//! drawn from, and each answer.

use crate::day::Day;
use crate::signal::Signal;
use care::{Audience, Moment, RecordId, Section};
use forms::StoredAnswers;
use sealed::Stored;
use serde::{Deserialize, Serialize};

/// Who may read it. The client says so each time, when they finish.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ReadersV1 {
    /// Everyone who may open the client's measures: their therapist.
    Section,
    /// Nobody but the client.
    Nobody,
}

impl ReadersV1 {
    /// The choice as the access rules know it.
    pub const fn to_care(self) -> Audience {
        match self {
            Self::Section => Audience::Section,
            Self::Nobody => Audience::Nobody,
        }
    }
}

/// A score.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ScoreV1 {
    /// The score's name in the measure's evidence, such as `total`.
    pub name: String,
    /// Its value. `None`: too much was left out to say. Never zero for something left out.
    pub value: Option<f64>,
    /// How many of its questions were answered.
    pub answered: u16,
    /// How many there are.
    pub asked: u16,
    /// Whether missing answers were made up for as the published rule says.
    pub prorated: bool,
}

/// What a published rule found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum OutcomeV1 {
    /// The rule is met.
    Met,
    /// It is not met.
    NotMet,
    /// A missing answer could change the result.
    NotDeterminable,
    /// The next action of a triage, by its name.
    Next(String),
    /// One of several results, by its name.
    Named(String),
}

/// A rule that was applied to the answers, with its numbers and its source as they were then.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct FoundV1 {
    /// What was looked for.
    pub name: String,
    /// What was found.
    pub outcome: OutcomeV1,
    /// The numbers it rests on, by name.
    pub numbers: Vec<(String, f64)>,
    /// The published source of the rule.
    pub source: String,
}

/// What an answered measure came to.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct AnsweredV1 {
    /// Which measure, by its id in the library.
    pub measure: String,
    /// The form that was answered, as `url|version`.
    pub form: String,
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// The day in the service's calendar.
    pub day: Day,
    /// Who typed it in, if it was answered on paper.
    pub typed_in_by: Option<[u8; 16]>,
    /// The scores, the one that is charted first.
    pub scores: Vec<ScoreV1>,
    /// What published rules found.
    pub findings: Vec<FoundV1>,
    /// The questions about safety that were answered with something to talk about, by `linkId`.
    pub safety: Vec<String>,
    /// How many questions of the measure were answered.
    pub answered: u16,
    /// How many there are.
    pub asked: u16,
    /// What the record noticed then: indices of [`crate::signal::SIGNALS`].
    pub noticed: Vec<u8>,
    /// Who may read it.
    pub readers: ReadersV1,
    /// By when the client was told that it is read, in milliseconds since the epoch: only where
    /// something about safety was sent, and the service promises a time.
    pub read_by: Option<i64>,
}

impl Stored for AnsweredV1 {
    const KIND: &'static str = "measure";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Measures;

    fn audience(&self) -> Audience {
        self.readers.to_care()
    }
}

impl AnsweredV1 {
    /// When it was answered.
    pub const fn when(&self) -> Moment {
        Moment::from_millis(self.at)
    }

    /// The score of this name.
    pub fn score(&self, name: &str) -> Option<&ScoreV1> {
        self.scores.iter().find(|score| score.name == name)
    }

    /// Whether something about safety was answered. A question that was left out says nothing: who
    /// skips one is not told that they spoke about safety.
    pub fn is_about_safety(&self) -> bool {
        use insight::NextAction::{AskAgain, NothingFurther};
        let said = |next: &str| {
            ![NothingFurther, AskAgain]
                .iter()
                .any(|no| no.name() == next)
        };
        let asks = |found: &FoundV1| matches!(&found.outcome, OutcomeV1::Next(next) if said(next));
        !self.safety.is_empty() || self.findings.iter().any(asks)
    }

    /// Whether it was pointed out for this.
    pub fn is_noticed(&self, signal: Signal) -> bool {
        self.noticed.contains(&signal.index())
    }

    /// The score that is charted.
    pub fn main(&self) -> Option<&ScoreV1> {
        self.scores.first()
    }
}

/// Each answer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswersV1 {
    /// The record of what it came to.
    pub of: [u8; 16],
    /// The answers.
    pub answers: StoredAnswers,
    /// Who may read them: the same people.
    pub readers: ReadersV1,
}

impl Stored for AnswersV1 {
    const KIND: &'static str = "measure-answers";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Measures;

    fn audience(&self) -> Audience {
        self.readers.to_care()
    }
}

impl AnswersV1 {
    /// The record of what it came to.
    pub const fn of(&self) -> RecordId {
        RecordId::from_bytes(self.of)
    }
}
