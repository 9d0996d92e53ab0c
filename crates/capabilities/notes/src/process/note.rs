//! What is kept of a note. A note is never changed: each further version stands beside the first.

use care::{Audience, Moment, PersonId, Section};
use sealed::Stored;
use serde::{Deserialize, Serialize};

/// How many letters a note may have: about four pages. This project's own choice.
pub const MOST: usize = 10_000;

/// One version of a process note.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteV1 {
    /// Who wrote it, and for whom alone it is.
    pub by: [u8; 16],
    /// Which of this author's notes about this client, from 1.
    pub number: u32,
    /// When this version was written, in milliseconds.
    pub at: i64,
    /// The words.
    pub words: String,
}

impl NoteV1 {
    /// When this version was written.
    pub const fn written(&self) -> Moment {
        Moment::from_millis(self.at)
    }
}

impl Stored for NoteV1 {
    const KIND: &'static str = "process-note";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::PsychotherapyNotes;

    /// Its author only, whoever else may come to treat the client.
    fn audience(&self) -> Audience {
        Audience::Only(vec![PersonId::from_bytes(self.by)])
    }
}
