//! What is kept: a judgement and what came of it, a boundary with its wordings and tries, a strength.

use care::{Audience, Moment, Section};
use sealed::{ReadersV1, Stored};
use serde::{Deserialize, Serialize};

/// How many letters a field may have: this project's own choice.
pub const WORDS: usize = 1_000;

macro_rules! coded {
    ($kind:ident { $($one:ident = $code:literal),+ $(,)? }) => {
        impl $kind {
            /// Every one, in the order in which they are offered.
            pub const ALL: &[Self] = &[$(Self::$one),+];

            /// The code under which forms and the catalogue know it.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$one => $code),+ }
            }

            /// The one with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

/// Whether it came as it was thought.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum CameV1 {
    /// Yes.
    Yes,
    /// No.
    No,
    /// In part.
    Partly,
    /// It cannot be known.
    Unknown,
}

coded!(CameV1 { Yes = "yes", Partly = "partly", No = "no", Unknown = "unknown" });

/// What came of a judgement.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeV1 {
    /// When it was written down, in milliseconds since the epoch.
    pub at: i64,
    /// Whether it came as it was thought.
    pub came: CameV1,
    /// What happened; may be empty.
    pub happened: String,
    /// What it tells; may be empty.
    pub tells: String,
}

/// Something the client sensed, and what they thought would happen.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgementV1 {
    /// When it was written down, in milliseconds since the epoch.
    pub at: i64,
    /// What they sensed. Nobody needs to be named.
    pub sensed: String,
    /// What they think will happen.
    pub expects: String,
    /// How sure they are, in percent: 50 to 100. Whoever holds something for less likely than even
    /// holds the opposite for more likely, and can write that; so "as I thought" has one meaning.
    pub sure: u8,
    /// The day on which they want to look again, as `YYYY-MM-DD`; empty: none.
    pub again: String,
    /// What came of it.
    pub outcome: Option<OutcomeV1>,
    /// Whether the client took it out; then there are no words in it any more.
    pub gone: bool,
    /// Who may read it.
    pub readers: ReadersV1,
}

impl Stored for JudgementV1 {
    const KIND: &'static str = "self-trust-judgement";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        self.readers.to_care()
    }
}

impl JudgementV1 {
    /// When it was written down.
    pub const fn written(&self) -> Moment {
        Moment::from_millis(self.at)
    }
}

/// With whom a boundary is, without a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum WhomV1 {
    /// A partner, or one who was.
    Partner,
    /// Family.
    Family,
    /// Friends.
    Friend,
    /// People at work or where one learns.
    Work,
    /// People who care for the client: a therapist, a nurse, a doctor.
    Care,
    /// People they do not know well.
    Stranger,
    /// Oneself.
    Myself,
    /// Somebody else, or not said.
    Other,
}

coded!(WhomV1 {
    Partner = "partner", Family = "family", Friend = "friend", Work = "work", Care = "care",
    Stranger = "stranger", Myself = "myself", Other = "other",
});

/// One wording of a boundary.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordingV1 {
    /// Since when, in milliseconds since the epoch.
    pub at: i64,
    /// The words.
    pub words: String,
}

/// Whether a boundary held. That it did not is said of what others did, never of the client.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum HeldV1 {
    /// It held.
    Held,
    /// In part.
    Partly,
    /// It was not respected.
    Not,
}

coded!(HeldV1 { Held = "held", Partly = "partly", Not = "not" });

/// One time that a boundary was tried.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriedV1 {
    /// The id of the page from which it was sent: sent twice, it is kept once.
    pub once: [u8; 16],
    /// When it was, in milliseconds since the epoch.
    pub on: i64,
    /// Whether it held.
    pub held: HeldV1,
    /// What followed; may be empty.
    pub followed: String,
    /// What the client would say next time; may be empty.
    pub next: String,
}

/// A boundary in the client's words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoundaryV1 {
    /// Its wordings, oldest first; never empty unless it is gone.
    pub wordings: Vec<WordingV1>,
    /// With whom.
    pub whom: WhomV1,
    /// The times it was tried, in the order in which they were written down.
    pub tried: Vec<TriedV1>,
    /// Whether the client put it away for now.
    pub away: bool,
    /// Whether the client took it out; then there are no words in it any more.
    pub gone: bool,
    /// Who may read it.
    pub readers: ReadersV1,
}

impl Stored for BoundaryV1 {
    const KIND: &'static str = "self-trust-boundary";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        self.readers.to_care()
    }
}

impl BoundaryV1 {
    /// The wording that stands now; empty once it is gone.
    pub fn words(&self) -> &str {
        self.wordings.last().map_or("", |one| one.words.as_str())
    }

    /// When it was first set.
    pub fn set(&self) -> Option<Moment> {
        self.wordings.first().map(|one| Moment::from_millis(one.at))
    }

    /// The first time that it held.
    pub fn first_held(&self) -> Option<Moment> {
        let held = self.tried.iter().filter(|one| one.held == HeldV1::Held);
        held.map(|one| Moment::from_millis(one.on)).min()
    }
}

/// From whom the words of a strength are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum FromV1 {
    /// From the client.
    Me,
    /// From someone they trust, as the client wrote it down.
    Other,
}

coded!(FromV1 { Me = "me", Other = "other" });

/// A strength.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StrengthV1 {
    /// When it was written down, in milliseconds since the epoch.
    pub at: i64,
    /// The words.
    pub words: String,
    /// From whom they are.
    pub from: FromV1,
    /// Whether the client took it out; then there are no words in it any more.
    pub gone: bool,
    /// Who may read it.
    pub readers: ReadersV1,
}

impl Stored for StrengthV1 {
    const KIND: &'static str = "self-trust-strength";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        self.readers.to_care()
    }
}
