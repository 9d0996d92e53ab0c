//! What a promise is about, by kind: a promise holds no content of what it is about.

use care::{DAY, HOUR, MINUTE, Section, Sections};
use serde::{Deserialize, Serialize};

/// What was promised. Stored by its place, so only ever appended to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum KindV1 {
    /// A session begins on time.
    Appointment,
    /// A message is answered.
    Reply,
    /// Something that was agreed is done.
    Task,
    /// Someone gets in touch.
    NextContact,
    /// After an emergency opening somebody else looks at it, and the client is told.
    Debrief,
    /// A question is answered. Made by hand: for a question about a line of the ledger none arises,
    /// because whoever reads promises would learn of a question that was put to someone else.
    Answer,
    /// Something else, in words.
    Hand,
}

/// How long after its time a session that begins is still on time: five minutes, this project's own
/// choice.
pub const ON_TIME: i64 = 5 * MINUTE;

/// What was promised, as the rest of the program calls it.
pub type Kind = KindV1;

impl Kind {
    /// All of them, in the order of their places.
    pub const ALL: [Self; 7] = [
        Self::Appointment,
        Self::Reply,
        Self::Task,
        Self::NextContact,
        Self::Debrief,
        Self::Answer,
        Self::Hand,
    ];

    /// The message catalogue's code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Appointment => "appointment",
            Self::Reply => "reply",
            Self::Task => "task",
            Self::NextContact => "next-contact",
            Self::Debrief => "debrief",
            Self::Answer => "answer",
            Self::Hand => "hand",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Where what it is about stands, if not with the promises themselves. Whoever may not open that
    /// is not told of the promise either: it would say that there is a message, or a session.
    pub const fn section(self) -> Option<Section> {
        match self {
            Self::Reply => Some(Section::Messages),
            Self::Appointment | Self::Task => Some(Section::Sessions),
            Self::NextContact | Self::Debrief | Self::Answer | Self::Hand => None,
        }
    }

    /// What someone has to be able to open to be told of it.
    pub const fn opens(self) -> Sections {
        let promises = Sections::of(&[Section::Relationship]);
        match self.section() {
            Some(section) => promises.or(Sections::of(&[section])),
            None => promises,
        }
    }

    /// For how long after its due time a promise is late before it is broken, in milliseconds. This
    /// project's own choice: a day, in which it can still be seen to. Whether a session was held
    /// only a person can write down, mostly after it, so a day has to pass there too before silence
    /// is taken for a broken promise. The look after an emergency had three days: it has no more.
    pub const fn grace(self) -> i64 {
        match self {
            Self::Debrief => 0,
            _ => 24 * HOUR,
        }
    }

    /// Whether a passed due time alone says that it is late. Of a session it says nothing yet.
    pub const fn late_by_time(self) -> bool {
        !matches!(self, Self::Appointment)
    }

    /// Whether someone can say by hand that it is done. When a session began is written down with
    /// the session.
    pub const fn done_by_hand(self) -> bool {
        !matches!(self, Self::Appointment)
    }

    /// Whether people make it by hand.
    pub const fn by_hand(self) -> bool {
        matches!(
            self,
            Self::NextContact | Self::Debrief | Self::Answer | Self::Hand
        )
    }
}

/// The furthest ahead that a promise can lie: two years, this project's own choice. What is further
/// off is no promise.
pub(crate) const FURTHEST: i64 = 730 * DAY;
