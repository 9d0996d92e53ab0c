//! What is kept of the circle. All of it is passing: what a client erases is gone, not put aside.
//! People, lines and scripts lie under the client's own key; a copy that was shared lies with the
//! work, for one person and until a moment.

use care::{Audience, Moment, PersonId, RecordId, Section};
use sealed::{Passing, Stored};
use serde::{Deserialize, Serialize};

/// Someone in the client's life, under a name that only the client knows.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonV1 {
    /// The name the client uses here.
    pub called: String,
    /// Who they are to the client, in the client's words; empty where nothing was said.
    pub who: String,
    /// What the client wants with them: closer, as it is, more room.
    pub wants: String,
    /// What the client wants the other to know or to leave.
    pub limits: String,
    /// When it was last written, in milliseconds.
    pub at: i64,
}

impl Stored for PersonV1 {
    const KIND: &'static str = "circle-person";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Circle;
}

impl Passing for PersonV1 {}

/// Something that happened with one of them. It is one day and what was seen; nothing is weighed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineV1 {
    /// With whom.
    pub person: [u8; 16],
    /// On which day, as `2026-05-04`.
    pub day: String,
    /// What was seen, in the order of [`crate::Behaviour::ALL`]: it was so, it was not, or this is
    /// not what the line is about.
    pub seen: [Option<bool>; 4],
    /// In the client's words; empty where nothing was said.
    pub words: String,
    /// When it was written, in milliseconds.
    pub at: i64,
}

impl Stored for LineV1 {
    const KIND: &'static str = "circle-line";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Circle;
}

impl Passing for LineV1 {}

/// The client's own copy of words to say.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptV1 {
    /// The words.
    pub words: String,
    /// When they were last written, in milliseconds.
    pub at: i64,
}

impl Stored for ScriptV1 {
    const KIND: &'static str = "circle-script";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Circle;
}

impl Passing for ScriptV1 {}

/// What the client said about who may see the device. It is asked before anything is opened, so it
/// cannot lie under a key that is not open yet; nobody else opens this section.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedV1 {
    /// Whether it is theirs alone.
    pub alone: bool,
    /// When they said so, in milliseconds.
    pub at: i64,
}

impl Stored for AskedV1 {
    const KIND: &'static str = "circle-asked";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Drafts;
}

impl Passing for AskedV1 {}

/// A copy for one person and for a time: the words exactly as the client saw them when they shared
/// them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedV1 {
    /// Who may read it.
    pub to: [u8; 16],
    /// What it is a copy of. It names nothing; the client's own screens find it by this.
    pub of: [u8; 16],
    /// When it was shared, in milliseconds.
    pub at: i64,
    /// From when on nobody but the client reads it, in milliseconds.
    pub until: i64,
    /// The words.
    pub words: String,
}

impl SharedV1 {
    /// Who may read it.
    pub const fn reader(&self) -> PersonId {
        PersonId::from_bytes(self.to)
    }

    /// From when on nobody but the client reads it.
    pub const fn ends(&self) -> Moment {
        Moment::from_millis(self.until)
    }

    /// What it is a copy of.
    pub const fn copied(&self) -> RecordId {
        RecordId::from_bytes(self.of)
    }
}

impl Stored for SharedV1 {
    const KIND: &'static str = "circle-shared";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        Audience::OnlyUntil(vec![self.reader()], self.ends())
    }
}

impl Passing for SharedV1 {}

/// That a shared copy was opened, and when first.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedV1 {
    /// By whom.
    pub by: [u8; 16],
    /// When first, in milliseconds.
    pub at: i64,
}

impl Stored for OpenedV1 {
    const KIND: &'static str = "circle-opened";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        Audience::Only(vec![PersonId::from_bytes(self.by)])
    }
}

impl Passing for OpenedV1 {}
