//! What is kept of a note that two write.

use care::{Audience, Moment, PersonId, Section};
use sealed::Stored;
use serde::{Deserialize, Serialize};

/// How many letters a note of two may have: about a page. This project's own choice.
pub const TOGETHER_MOST: usize = 3_000;

/// One wording of a note that a client and a peer supporter write together, and what became of it.
///
/// It stands among what belongs to meetings, which a peer supporter may open, and is meant for these
/// two alone: the notes of others stay closed to peer supporters, and this one to everyone else.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CowrittenV1 {
    /// The peer supporter.
    pub peer: [u8; 16],
    /// When the first wording was begun, in milliseconds.
    pub begun: i64,
    /// Whether the client wrote this wording; otherwise the peer supporter did.
    pub by_client: bool,
    /// When, in milliseconds.
    pub at: i64,
    /// The words.
    pub words: String,
    /// When the other of the two agreed, in milliseconds. Only then is it a note.
    pub agreed: Option<i64>,
    /// That one of the two does not want it, before there was a note.
    pub dropped: bool,
}

impl CowrittenV1 {
    /// The peer supporter.
    pub const fn peer(&self) -> PersonId {
        PersonId::from_bytes(self.peer)
    }

    /// When this wording was written.
    pub const fn written(&self) -> Moment {
        Moment::from_millis(self.at)
    }
}

impl Stored for CowrittenV1 {
    const KIND: &'static str = "co-written-note";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Sessions;

    /// These two only.
    fn audience(&self) -> Audience {
        Audience::Only(vec![self.peer()])
    }
}
