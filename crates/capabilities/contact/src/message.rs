//! What can be said to someone outside at all: a few reviewed wordings, all equally long, that say
//! nothing.
//!
//! Every mail someone gets is the same, whatever it is about: the wording is the one they chose, not
//! one that fits the reason. It names nobody and leads nowhere.

use crate::rules::{SafeContactPermit, Way};
use pages::{Language, Words};
use sealed::engine::Pending;

/// How many wordings there are to choose from.
pub const COVERS: u8 = 4;
/// How long every subject is, in bytes of UTF-8: as much as fits one encoded word of RFC 2047.
pub const SUBJECT_BYTES: usize = 45;
/// How long every text is, in bytes of UTF-8: six full lines of base64, RFC 2045.
pub const BODY_BYTES: usize = 342;

/// A subject and a text, each filled up to its one length.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wording {
    /// The subject.
    pub subject: String,
    /// The text, with the line ends of mail.
    pub body: String,
}

/// One of the wordings in a language. A number that no wording has is taken for the first.
pub fn wording(cover: u8, language: Language) -> Wording {
    let words = Words::new(language);
    let number = if cover < COVERS { cover + 1 } else { 1 };
    let subject = words.say(&format!("mail-{number}-subject"));
    let body = words.say(&format!("mail-{number}-body"));
    Wording {
        subject: filled(subject, " ", SUBJECT_BYTES),
        body: filled(body.replace('\n', "\r\n"), "\r\n", BODY_BYTES),
    }
}

/// Fills up to exactly so many bytes: with what is given, and a space where that does not come out
/// even.
fn filled(mut text: String, with: &str, to: usize) -> String {
    let missing = to.saturating_sub(text.len());
    text.extend(std::iter::repeat_n(' ', missing % with.len()));
    text.extend(std::iter::repeat_n(with, missing / with.len()));
    text
}

/// A message that may leave now. It exists only from a permit, and is used up when it is carried.
///
/// ```compile_fail
/// fn forge(wording: contact::message::Wording) -> contact::OutboundMessage {
///     contact::OutboundMessage { to: "sam@example.org".into(), wording }
/// }
/// ```
#[must_use]
pub struct OutboundMessage {
    to: String,
    wording: Wording,
}

impl OutboundMessage {
    /// The message a permit allows, if it is for a way that the service takes by itself.
    pub fn of(permit: SafeContactPermit) -> Option<Self> {
        let (way, to, cover, language) = permit.into_parts();
        let language = Language::ALL.get(usize::from(language)).copied();
        (way == Way::Mail).then(|| Self {
            to,
            wording: wording(cover, language.unwrap_or_default()),
        })
    }

    /// To which address.
    pub fn to(&self) -> &str {
        &self.to
    }

    /// What it says.
    pub const fn wording(&self) -> &Wording {
        &self.wording
    }
}

/// Why a message was not carried. Carries no words of the other side: they may name the address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotCarried {
    /// The other side will never take it.
    ForGood,
    /// Not now; it may work later.
    NotNow,
}

/// Whoever carries messages out. It takes what a permit allows, and nothing else.
pub trait Carrier: Send + Sync {
    /// Carries a message, or says why not. It must come back within a bounded time.
    fn carry(&self, message: OutboundMessage) -> Pending<'_, Result<(), NotCarried>>;
}
