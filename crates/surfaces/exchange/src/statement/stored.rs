//! What is kept of a statement. Each change is the next version of the whole.

use care::{Audience, Moment, RecordId, Section};
use sealed::Stored;
use serde::{Deserialize, Serialize};

/// What the client wants to happen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum WantsV1 {
    /// The words stand beside the entry; nothing else is asked.
    Beside,
    /// Whoever wrote the entry is asked to set it right.
    Change,
}

/// What was answered to someone who asked for a change.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerV1 {
    /// Who.
    pub by: [u8; 16],
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// Whether it was set right. If not, the words say why, and the statement stays beside it.
    pub changed: bool,
    /// In their words.
    pub words: String,
}

/// The stored shape of a statement. It belongs to the relationship: everyone who may read what was
/// agreed, promised and repaired reads what the client says about the record as well.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementV1 {
    /// Beside which record; `None`: about the record as a whole.
    pub about: Option<[u8; 16]>,
    /// What that entry was called when the statement was written, and when it was from.
    pub called: String,
    /// The client's words.
    pub words: String,
    /// What they want.
    pub wants: WantsV1,
    /// When it was said, in milliseconds since the epoch.
    pub said_at: i64,
    /// When the client took it back, if they did.
    pub taken_back_at: Option<i64>,
    /// What was answered.
    pub answer: Option<AnswerV1>,
}

impl Stored for StatementV1 {
    const KIND: &'static str = "statement";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Relationship;

    /// One that was taken back is the client's alone.
    fn audience(&self) -> Audience {
        match self.taken_back_at {
            None => Audience::Section,
            Some(_) => Audience::Nobody,
        }
    }
}

impl StatementV1 {
    /// Beside which record.
    pub fn about(&self) -> Option<RecordId> {
        self.about.map(RecordId::from_bytes)
    }

    /// When it was said.
    pub const fn said(&self) -> Moment {
        Moment::from_millis(self.said_at)
    }

    /// Whether somebody still has to answer it.
    pub const fn waits(&self) -> bool {
        matches!(self.wants, WantsV1::Change)
            && self.answer.is_none()
            && self.taken_back_at.is_none()
    }
}
