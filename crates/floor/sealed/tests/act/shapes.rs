//! The shapes these tests keep.

use care::{Audience, Moment, PersonId, Section};
use sealed::{Gist, InDirectory, Kind, Passing, StandingV1, StandingV2, Stored};
use serde::{Deserialize, Serialize};

/// A note the whole section may read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct NoteV1 {
    pub(crate) words: String,
}

pub(crate) fn note(words: &str) -> NoteV1 {
    NoteV1 {
        words: words.to_owned(),
    }
}

impl Stored for NoteV1 {
    const KIND: &'static str = "note";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Notes;
}

/// Something a client said, for those they chose.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct SaidV1 {
    pub(crate) words: String,
    pub(crate) to: To,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) enum To {
    Everyone,
    From(i64),
    Only(Vec<[u8; 16]>),
    Nobody,
}

impl To {
    pub(crate) fn only(people: &[PersonId]) -> Self {
        Self::Only(people.iter().map(|person| *person.bytes()).collect())
    }
}

pub(crate) fn said(words: &str, to: To) -> SaidV1 {
    SaidV1 {
        words: words.to_owned(),
        to,
    }
}

impl Stored for SaidV1 {
    const KIND: &'static str = "said";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::CheckIns;

    fn audience(&self) -> Audience {
        match &self.to {
            To::Everyone => Audience::Section,
            To::From(at) => Audience::From(Moment::from_millis(*at)),
            To::Only(people) => {
                Audience::Only(people.iter().map(|id| PersonId::from_bytes(*id)).collect())
            }
            To::Nobody => Audience::Nobody,
        }
    }
}

/// Half-written words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct HalfV1 {
    pub(crate) words: String,
}

impl Stored for HalfV1 {
    const KIND: &'static str = "half";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Drafts;
}

impl Passing for HalfV1 {}

/// How many notes there are.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub(crate) struct CountV1 {
    pub(crate) notes: u32,
}

impl Gist for CountV1 {
    const KIND: &'static str = "count";
    const SHAPE: u16 = 1;
}

/// An entry of the service's directory.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct EntryV1 {
    pub(crate) number: u32,
}

impl InDirectory for EntryV1 {
    const KIND: &'static str = "entry";
    const SHAPE: u16 = 1;
}

/// Everything these tests keep.
pub(crate) const KINDS: [Kind; 6] = [
    Kind::of::<StandingV2>(),
    Kind::of::<NoteV1>(),
    Kind::of::<SaidV1>(),
    Kind::passing::<HalfV1>(),
    Kind::in_directory::<EntryV1>(),
    Kind::of::<StandingV1>(),
];
