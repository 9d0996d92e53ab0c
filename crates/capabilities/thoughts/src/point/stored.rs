//! What is kept of a stuck point. The thought is one record; each line beside it and each rating is a
//! record of its own, with who wrote it and when, so that nobody writes over anybody.

use crate::theme::AboutV1;
use care::{Audience, Moment, RecordId, Section};
use sealed::{ReadersV1, Stored};
use serde::{Deserialize, Serialize};

/// How a stuck point stands, as the client says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum StateV1 {
    /// It holds.
    Open,
    /// It is looser than it was.
    Loosening,
    /// It can rest.
    Rests,
}

/// A stuck point: a thought, in the client's words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointV1 {
    /// Who wrote it down.
    pub by: [u8; 16],
    /// Whether it was the client.
    pub by_client: bool,
    /// When it was begun, in milliseconds since the epoch.
    pub at: i64,
    /// The thought.
    pub words: String,
    /// What it is about, each once, in their order.
    pub about: Vec<AboutV1>,
    /// How it stands.
    pub state: StateV1,
    /// Since when it stands so, in milliseconds since the epoch.
    pub state_at: i64,
    /// Who may read it.
    pub readers: ReadersV1,
    /// When the client took it out, in milliseconds since the epoch.
    pub gone: Option<i64>,
}

/// What a line beside a thought is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum SideV1 {
    /// It speaks for the thought.
    For,
    /// It speaks against it.
    Against,
    /// It names the pattern the thought follows.
    Pattern,
    /// It is a thought that fits better.
    Instead,
}

/// The side of this name in forms.
pub(crate) fn side_of(code: &str) -> Option<SideV1> {
    match code {
        "for" => Some(SideV1::For),
        "against" => Some(SideV1::Against),
        "pattern" => Some(SideV1::Pattern),
        "instead" => Some(SideV1::Instead),
        _ => None,
    }
}

/// A line beside a thought.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineV1 {
    /// The thought it stands beside.
    pub point: [u8; 16],
    /// What it is.
    pub side: SideV1,
    /// Its words; may be empty where a pattern is named.
    pub words: String,
    /// The code of the pattern it names; empty where it names none.
    pub pattern: String,
    /// Who wrote it.
    pub by: [u8; 16],
    /// Whether it was the client.
    pub by_client: bool,
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// Who may read it: as the thought it stands beside.
    pub readers: ReadersV1,
    /// When whoever wrote it took it out, in milliseconds since the epoch.
    pub gone: Option<i64>,
}

/// What was believed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum OfV1 {
    /// The thought itself.
    Thought,
    /// The line that is a thought that fits better.
    Instead([u8; 16]),
}

/// How much something was believed at one time.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeliefV1 {
    /// The thought it belongs to.
    pub point: [u8; 16],
    /// What was believed.
    pub of: OfV1,
    /// How much: 0 not at all, 100 fully.
    pub value: u8,
    /// Who wrote it down; what is believed is the client's to say.
    pub by: [u8; 16],
    /// Whether it was the client.
    pub by_client: bool,
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// Who may read it: as the thought it belongs to.
    pub readers: ReadersV1,
    /// When whoever wrote it took it out, in milliseconds since the epoch.
    pub gone: Option<i64>,
}

macro_rules! kept_as_work {
    ($($shape:ty, $kind:literal;)*) => {$(
        impl Stored for $shape {
            const KIND: &'static str = $kind;
            const SHAPE: u16 = 1;
            const SECTION: Section = Section::Work;

            fn audience(&self) -> Audience {
                match self.gone {
                    Some(_) => Audience::Nobody,
                    None => self.readers.to_care(),
                }
            }
        }
    )*};
}

kept_as_work! {
    PointV1, "stuck-point";
    LineV1, "stuck-point-line";
    BeliefV1, "stuck-point-belief";
}

impl PointV1 {
    /// When it was begun.
    pub const fn begun(&self) -> Moment {
        Moment::from_millis(self.at)
    }

    /// Whether those who treat the client may read it.
    pub fn is_sent(&self) -> bool {
        self.readers == ReadersV1::Section
    }
}

impl LineV1 {
    /// The thought it stands beside.
    pub const fn point(&self) -> RecordId {
        RecordId::from_bytes(self.point)
    }

    /// When it was written.
    pub const fn written(&self) -> Moment {
        Moment::from_millis(self.at)
    }
}

impl BeliefV1 {
    /// The thought it belongs to.
    pub const fn point(&self) -> RecordId {
        RecordId::from_bytes(self.point)
    }

    /// When it was written down.
    pub const fn rated(&self) -> Moment {
        Moment::from_millis(self.at)
    }
}
