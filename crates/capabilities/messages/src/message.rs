//! What is kept of a message: who wrote it, by when an answer was promised, which message it answers,
//! and what came with it.
//!
//! A client can take their own words back. Then nobody reads them any more, whoever may open the
//! section: the newest version of the message and of everything sent along is for the client alone,
//! and what is for someone else is not read from behind. That there was a message stays, apart.

use care::{Audience, Moment, PersonId, RecordId, Section};
use sealed::{Passing, Stored};
use serde::{Deserialize, Serialize};

/// How many letters a message may have: about three pages. This project's own choice.
pub const MOST: usize = 6_000;

/// What kind of file came with a message. Only ever appended to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum KindV1 {
    /// A picture without anything see-through in it.
    Jpeg,
    /// A picture of sharp lines, or with something see-through.
    Png,
    /// A document.
    Pdf,
}

/// A file that came with a message.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileV1 {
    /// Under which id its parts are found.
    pub id: [u8; 16],
    /// What kind it is.
    pub kind: KindV1,
    /// How many parts it is kept in.
    pub parts: u16,
    /// How many bytes it has.
    pub size: u32,
    /// How wide and how high a picture is, in pixels.
    pub shape: Option<(u16, u16)>,
}

/// A message.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageV1 {
    /// Who wrote it.
    pub by: [u8; 16],
    /// Whether that was the client.
    pub by_client: bool,
    /// When it was sent, in milliseconds since the epoch.
    pub at: i64,
    /// The words; none where files say it all.
    pub words: String,
    /// What came with it.
    pub files: Vec<FileV1>,
    /// The client's messages that it answers.
    pub answers: Vec<[u8; 16]>,
    /// By when an answer was promised to the client as they wrote.
    pub reply_by: Option<i64>,
    /// When the client said that it needs no answer.
    pub released: Option<i64>,
    /// When the client took it back.
    pub taken_back: Option<i64>,
}

impl Stored for MessageV1 {
    const KIND: &'static str = "message";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Messages;

    fn audience(&self) -> Audience {
        only_if(self.taken_back.is_some(), self.by)
    }
}

impl MessageV1 {
    /// When it was sent.
    pub const fn sent(&self) -> Moment {
        Moment::from_millis(self.at)
    }

    /// Who wrote it.
    pub const fn author(&self) -> PersonId {
        PersonId::from_bytes(self.by)
    }

    /// By when an answer was promised.
    pub fn promised(&self) -> Option<Moment> {
        self.reply_by.map(Moment::from_millis)
    }

    /// Whether it answers that message.
    pub fn answers(&self, message: RecordId) -> bool {
        self.answers.iter().any(|one| one == message.bytes())
    }
}

/// A part of a file: large ones are kept in several.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartV1 {
    /// Who sent it.
    pub by: [u8; 16],
    /// Whether the message it came with was taken back; then there is nothing in it any more.
    pub taken_back: bool,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Stored for PartV1 {
    const KIND: &'static str = "message-part";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Messages;

    fn audience(&self) -> Audience {
        only_if(self.taken_back, self.by)
    }
}

/// With which message a file came, kept under the file's own id: so that a picture on a page is found
/// without every message being opened. Whether it may be seen is for the message to say.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CameWithV1 {
    /// The message.
    pub message: [u8; 16],
}

impl Stored for CameWithV1 {
    const KIND: &'static str = "message-file";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Messages;
}

/// That a client took a message back: what those who work with them still see of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenBackV1 {
    /// The message.
    pub message: [u8; 16],
    /// When it was sent, in milliseconds since the epoch.
    pub sent: i64,
    /// When it was taken back, in milliseconds since the epoch.
    pub at: i64,
}

impl Stored for TakenBackV1 {
    const KIND: &'static str = "message-taken-back";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Messages;
}

/// Up to when someone has seen the messages, for their own page alone: what is new to them stands
/// out. Nobody else ever reads it; that a record was opened is in the ledger anyway.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenV1 {
    /// Who.
    pub by: [u8; 16],
    /// When the newest message they saw was sent, in milliseconds since the epoch.
    pub newest: i64,
}

impl Stored for SeenV1 {
    const KIND: &'static str = "messages-seen";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Messages;

    fn audience(&self) -> Audience {
        only_if(true, self.by)
    }
}

impl Passing for SeenV1 {}

fn only_if(only: bool, by: [u8; 16]) -> Audience {
    if only {
        Audience::Only(vec![PersonId::from_bytes(by)])
    } else {
        Audience::Section
    }
}
