//! The stored shapes.

use care::{Audience, Moment, PersonId, RecordId, Section};
use forms::StoredAnswers;
use sealed::{ReadersV1, Stored};
use serde::{Deserialize, Serialize};

/// A sheet as it was when a worksheet was given or begun on it: its questions stay with the answers.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetV1 {
    /// Its name.
    pub name: String,
    /// The form, a FHIR R4 Questionnaire in JSON.
    pub form: String,
    /// Who may read that it was used. What a client keeps to themself does not show by its form.
    pub readers: ReadersV1,
}

impl Stored for SheetV1 {
    const KIND: &'static str = "worksheet-sheet";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        self.readers.to_care()
    }
}

/// A sheet that a therapist gave. Read by both at once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenV1 {
    /// The name of the sheet.
    pub sheet: String,
    /// Which form it was.
    pub print: [u8; 16],
    /// What it is about, if it is about a record.
    pub about: Option<[u8; 16]>,
    /// A line with it; empty: none.
    pub words: String,
    /// Who gave it.
    pub by: [u8; 16],
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// When the therapist took it back, in milliseconds since the epoch.
    pub taken_back: Option<i64>,
}

impl Stored for GivenV1 {
    const KIND: &'static str = "worksheet-given";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;
}

impl GivenV1 {
    /// When it was given.
    pub const fn when(&self) -> Moment {
        Moment::from_millis(self.at)
    }

    /// Who gave it.
    pub const fn giver(&self) -> PersonId {
        PersonId::from_bytes(self.by)
    }
}

/// How far a worksheet is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum StateV1 {
    /// Begun; its words may be in a draft.
    Open,
    /// Filled in as far as someone wanted.
    Finished,
    /// The client took their words out. There is nothing in it any more.
    Deleted,
}

/// A worksheet. Every time someone writes on it is a version of its own.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorksheetV1 {
    /// The name of its sheet.
    pub sheet: String,
    /// Which form it is filled in on.
    pub print: [u8; 16],
    /// What it is about, if it is about a record.
    pub about: Option<[u8; 16]>,
    /// What was given with it, if it was given.
    pub given: Option<[u8; 16]>,
    /// Whether the therapist began it, in a session.
    pub together: bool,
    /// When it was begun, in milliseconds since the epoch.
    pub begun: i64,
    /// Who wrote this version.
    pub by: [u8; 16],
    /// Whether that was the client.
    pub by_client: bool,
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// What stands in it.
    pub answers: StoredAnswers,
    /// How far it is.
    pub state: StateV1,
    /// Whether the client wants to talk about it in the next session.
    pub bring: bool,
    /// Who may read it.
    pub readers: ReadersV1,
}

impl Stored for WorksheetV1 {
    const KIND: &'static str = "worksheet";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        self.readers.to_care()
    }
}

impl WorksheetV1 {
    /// When it was last written on.
    pub const fn written(&self) -> Moment {
        Moment::from_millis(self.at)
    }

    /// What it is about.
    pub fn about(&self) -> Option<RecordId> {
        self.about.map(RecordId::from_bytes)
    }

    /// Whether those who treat the client may read it.
    pub fn is_sent(&self) -> bool {
        self.readers == ReadersV1::Section
    }
}

/// That a client put a sheet away that was given to them. Nobody else ever reads it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AwayV1 {
    /// What was given.
    pub given: [u8; 16],
    /// When it was put away, in milliseconds since the epoch.
    pub at: i64,
}

impl Stored for AwayV1 {
    const KIND: &'static str = "worksheet-away";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        Audience::Nobody
    }
}
