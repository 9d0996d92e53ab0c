//! What is kept. All of it passes: written over or thrown away, it leaves nothing behind, so that what
//! a client deletes is deleted. Versions of a chapter are records side by side, and go with it.

use care::{Audience, Moment, RecordId, Section};
use sealed::{Passing, ReadersV1, Stored};
use serde::{Deserialize, Serialize};

/// Whether the client wants this.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum OnV1 {
    /// They turned it on.
    On,
    /// They turned it off again.
    Off,
    /// They were asked and said no.
    No,
}

/// What the client chose.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceV1 {
    /// Whether they want this.
    pub on: OnV1,
    /// Since when, in milliseconds since the epoch.
    pub at: i64,
}

/// What a line is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum NoteKindV1 {
    /// Something done or felt for the first time.
    First,
    /// A small step.
    Step,
    /// A strength.
    Strength,
}

/// A first, a small step or a strength, in the client's words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteV1 {
    /// What it is.
    pub kind: NoteKindV1,
    /// The words.
    pub words: String,
    /// The day it was, as `YYYY-MM-DD`; empty: not said.
    pub day: String,
    /// When it was written, in milliseconds since the epoch.
    pub at: i64,
    /// Who may read it.
    pub readers: ReadersV1,
}

/// A chapter as it was written at one time. The newest of a chapter is the one that is shown.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChapterV1 {
    /// Which chapter: the id of its first version.
    pub chapter: [u8; 16],
    /// Its heading; may be empty.
    pub title: String,
    /// Its words.
    pub words: String,
    /// Which version, from 1.
    pub number: u32,
    /// When it was written, in milliseconds since the epoch.
    pub at: i64,
    /// Who may read it.
    pub readers: ReadersV1,
}

/// The order the client gave their chapters. One that is not named comes last.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderV1 {
    /// The chapters.
    pub chapters: Vec<[u8; 16]>,
}

macro_rules! passes {
    ($($shape:ty, $kind:literal, $of:expr;)*) => {$(
        impl Stored for $shape {
            const KIND: &'static str = $kind;
            const SHAPE: u16 = 1;
            const SECTION: Section = Section::Work;

            fn audience(&self) -> Audience {
                let of: fn(&Self) -> Audience = $of;
                of(self)
            }
        }

        impl Passing for $shape {}
    )*};
}

// Whether it is on, and the order, are nobody's business but the client's.
passes! {
    ChoiceV1, "growth-choice", |_| Audience::Nobody;
    NoteV1, "growth-note", |note| note.readers.to_care();
    ChapterV1, "growth-chapter", |chapter| chapter.readers.to_care();
    OrderV1, "growth-order", |_| Audience::Nobody;
}

impl NoteV1 {
    /// When it was written.
    pub const fn written(&self) -> Moment {
        Moment::from_millis(self.at)
    }

    /// Whether those who treat the client may read it.
    pub fn is_sent(&self) -> bool {
        self.readers == ReadersV1::Section
    }
}

impl ChapterV1 {
    /// Which chapter.
    pub const fn chapter(&self) -> RecordId {
        RecordId::from_bytes(self.chapter)
    }

    /// When it was written.
    pub const fn written(&self) -> Moment {
        Moment::from_millis(self.at)
    }

    /// Whether those who treat the client may read it.
    pub fn is_sent(&self) -> bool {
        self.readers == ReadersV1::Section
    }
}
