//! What is kept of a try.

use care::{Audience, Moment, RecordId, Section};
use insight::Trial;
use sealed::{ReadersV1, Stored};
use serde::{Deserialize, Serialize};

/// Whether what was feared came.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum CameV1 {
    /// It did.
    Yes,
    /// It did not.
    No,
    /// A part of it did.
    Partly,
}

/// What was written after a try. Numbers that were left open stay open.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AfterV1 {
    /// Who wrote it down.
    pub by: [u8; 16],
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// The most fear there was, from 0 to 100.
    pub peak: Option<u8>,
    /// The fear at the end, from 0 to 100; never more than the most.
    pub end: Option<u8>,
    /// Whether what was feared came; none where nobody can say.
    pub came: Option<CameV1>,
    /// How sure they are now that it would come, from 0 to 100.
    pub sure: Option<u8>,
    /// What happened.
    pub what: String,
    /// What they learned.
    pub learned: String,
}

/// A try of a step.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialV1 {
    /// Of which ladder.
    pub ladder: [u8; 16],
    /// Of which step.
    pub step: [u8; 16],
    /// The step's words when it was tried.
    pub what: String,
    /// Who began it.
    pub by: [u8; 16],
    /// Whether the client began it by themself; otherwise it was begun together.
    pub by_client: bool,
    /// When, in milliseconds since the epoch.
    pub begun: i64,
    /// What they feared would happen.
    pub feared: String,
    /// How sure they were that it would, from 0 to 100.
    pub sure: Option<u8>,
    /// The fear before, from 0 to 100.
    pub before: Option<u8>,
    /// When it ended, in milliseconds since the epoch.
    pub ended: Option<i64>,
    /// Whether it was stopped early.
    pub stopped: bool,
    /// What was written after.
    pub after: Option<AfterV1>,
    /// When the client took it out: then nothing of it is left here.
    pub gone: Option<i64>,
    /// Who may read it.
    pub readers: ReadersV1,
}

impl Stored for TrialV1 {
    const KIND: &'static str = "courage-trial";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        self.readers.to_care()
    }
}

impl TrialV1 {
    /// Of which ladder.
    pub const fn ladder(&self) -> RecordId {
        RecordId::from_bytes(self.ladder)
    }

    /// Of which step.
    pub const fn step(&self) -> RecordId {
        RecordId::from_bytes(self.step)
    }

    /// When it was begun.
    pub const fn begun(&self) -> Moment {
        Moment::from_millis(self.begun)
    }

    /// Whether it was begun and is not finished.
    pub const fn is_open(&self) -> bool {
        self.after.is_none() && self.gone.is_none()
    }

    /// Whether what was feared came, at least in part.
    pub fn came(&self) -> bool {
        let came = self.after.as_ref().and_then(|after| after.came);
        matches!(came, Some(CameV1::Yes | CameV1::Partly))
    }

    /// The try as the rule for the next step counts it: only with every number, and to the end. What
    /// came in part counts as what came: nothing is learned from it by counting.
    pub fn counted(&self) -> Option<Trial> {
        let after = self.after.as_ref()?;
        if self.stopped || self.gone.is_some() {
            return None;
        }
        let came = after.came? != CameV1::No;
        Trial::new(after.peak?, after.end?, self.sure?, after.sure?, came)
    }
}
