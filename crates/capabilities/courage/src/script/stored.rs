//! What is kept of a script, of going through it, and of what was said after.

use care::{Audience, RecordId, Section};
use sealed::{Passing, ReadersV1, Stored};
use serde::{Deserialize, Serialize};

/// A line of a script.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineV1 {
    /// Whether the client says it; otherwise the other one.
    pub mine: bool,
    /// The words.
    pub words: String,
}

/// A script, as it was written last. Each version has its author.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptV1 {
    /// Whether the client began it.
    pub begun_by_client: bool,
    /// Who wrote this version.
    pub by: [u8; 16],
    /// Whether that was the client.
    pub by_client: bool,
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// What it is about.
    pub about: String,
    /// What the client wants to say, or to come of it.
    pub want: String,
    /// The lines.
    pub lines: Vec<LineV1>,
    /// Who may read it.
    pub readers: ReadersV1,
}

impl Stored for ScriptV1 {
    const KIND: &'static str = "courage-script";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        self.readers.to_care()
    }
}

/// What someone said after going through a script, in their own words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackV1 {
    /// Which script.
    pub script: [u8; 16],
    /// Who.
    pub by: [u8; 16],
    /// Whether that was the client.
    pub by_client: bool,
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// What went well.
    pub well: String,
    /// What to change.
    pub change: String,
    /// Who may read it.
    pub readers: ReadersV1,
}

impl Stored for FeedbackV1 {
    const KIND: &'static str = "courage-feedback";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        self.readers.to_care()
    }
}

impl FeedbackV1 {
    /// Which script.
    pub const fn script(&self) -> RecordId {
        RecordId::from_bytes(self.script)
    }
}

/// At which line the client is while they go through a script on their phone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AtLineV1 {
    /// Which line, from 0.
    pub line: u16,
    /// Whether their own lines are hidden until they ask.
    pub hidden: bool,
    /// Whether this one was asked for.
    pub shown: bool,
}

impl Stored for AtLineV1 {
    const KIND: &'static str = "courage-at-line";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        Audience::Nobody
    }
}

impl Passing for AtLineV1 {}
