//! What is kept of the body: how a tool went, what someone wrote as a tool, what was put away, where
//! something is felt, and how much it was.
//!
//! What the client notes is for whoever they choose each time; what they took out is for nobody but
//! them. Nothing here asks where on the body anything was done to anyone.

use care::{Audience, Moment, Section};
use sealed::{ReadersV1, Stored};
use serde::{Deserialize, Serialize};

/// The most letters of a line of the client's own words. This project's own choice.
pub const LINE: usize = 600;
/// The highest number of every scale here.
pub(crate) const HIGHEST: u8 = 10;

/// How a tool went, once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UseV1 {
    /// Which tool.
    pub tool: [u8; 16],
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// How hard it was before, 0 to 10; left out if it was not said.
    pub before: Option<u8>,
    /// How hard it was after, 0 to 10; left out if it was not said.
    pub after: Option<u8>,
    /// The client's own words.
    pub words: Option<String>,
    /// Who may read it.
    pub readers: ReadersV1,
    /// When the client took it out, in milliseconds since the epoch.
    pub gone: Option<i64>,
}

/// Where something is felt.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeltV1 {
    /// The part of the body, by its name in [`crate::REGIONS`].
    pub region: String,
    /// What it is like, by its name in [`crate::SENSATIONS`].
    pub like: Option<String>,
    /// What it is like, in the client's words.
    pub words: Option<String>,
    /// How strong, 0 to 10.
    pub much: Option<u8>,
}

/// Where something is felt, all of it at one time.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapV1 {
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// Where.
    pub felt: Vec<FeltV1>,
    /// The client's own words.
    pub words: Option<String>,
    /// Who may read it.
    pub readers: ReadersV1,
    /// When the client took it out, in milliseconds since the epoch.
    pub gone: Option<i64>,
}

/// How much it was (the window of tolerance: Siegel 1999), in plain words. Only ever appended to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum LevelV1 {
    /// Too much.
    TooMuch,
    /// About right.
    Within,
    /// Too little: far away, numb, empty.
    TooLittle,
}

impl LevelV1 {
    /// All, from above.
    pub const ALL: [Self; 3] = [Self::TooMuch, Self::Within, Self::TooLittle];

    /// Its name in forms and in the message catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TooMuch => "too-much",
            Self::Within => "within",
            Self::TooLittle => "too-little",
        }
    }

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

/// How much it was at one time.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NowV1 {
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// How much.
    pub level: LevelV1,
    /// The client's own words.
    pub words: Option<String>,
    /// Who may read it.
    pub readers: ReadersV1,
    /// When the client took it out, in milliseconds since the epoch.
    pub gone: Option<i64>,
}

/// A tool that a therapist wrote for this client.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnToolV1 {
    /// Who wrote it.
    pub by: [u8; 16],
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// What it is called.
    pub called: String,
    /// Its steps.
    pub steps: Vec<String>,
    /// What to mind.
    pub note: Option<String>,
    /// When it was taken away again, in milliseconds since the epoch.
    pub gone: Option<i64>,
}

/// Whether the client put a tool away. For nobody but them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AwayV1 {
    /// Which tool.
    pub tool: [u8; 16],
    /// Whether it is away.
    pub away: bool,
    /// Since when, in milliseconds since the epoch.
    pub at: i64,
}

/// That a tool made it worse. Whoever treats the client is told, and the client knows that.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorseV1 {
    /// Which tool.
    pub tool: [u8; 16],
    /// What it was called then.
    pub called: String,
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// What the client said of it.
    pub words: Option<String>,
    /// When the client took it up again, in milliseconds since the epoch.
    pub back: Option<i64>,
}

/// Which tools stand first, as the therapist chose.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstV1 {
    /// The tools, in their order.
    pub tools: Vec<[u8; 16]>,
    /// Who chose.
    pub by: [u8; 16],
}

/// What a client noted and may let others read, keep or take out.
pub trait Piece: Stored + Clone + PartialEq {
    /// When.
    fn at(&self) -> Moment;
    /// Who may read it.
    fn readers(&self) -> ReadersV1;
    /// Whether the client took it out.
    fn is_gone(&self) -> bool;
    /// The same, for these.
    #[must_use]
    fn read_by(&self, readers: ReadersV1) -> Self;
    /// The same without what was in it, for nobody but the client.
    #[must_use]
    fn taken_out(&self, at: Moment) -> Self;
    /// The same, noted at another time.
    #[must_use]
    fn noted_at(&self, at: Moment) -> Self;
}

/// What all three have in common; `$empty` names what is emptied when it is taken out.
macro_rules! piece {
    ($shape:ident, $kind:literal, $($empty:ident),+) => {
        impl Stored for $shape {
            const KIND: &'static str = $kind;
            const SHAPE: u16 = 1;
            const SECTION: Section = Section::Work;

            fn audience(&self) -> Audience {
                if self.gone.is_some() {
                    Audience::Nobody
                } else {
                    self.readers.to_care()
                }
            }
        }

        impl Piece for $shape {
            fn at(&self) -> Moment {
                Moment::from_millis(self.at)
            }

            fn readers(&self) -> ReadersV1 {
                self.readers
            }

            fn is_gone(&self) -> bool {
                self.gone.is_some()
            }

            fn read_by(&self, readers: ReadersV1) -> Self {
                Self {
                    readers,
                    ..self.clone()
                }
            }

            fn taken_out(&self, at: Moment) -> Self {
                Self {
                    gone: Some(at.millis()),
                    readers: ReadersV1::Nobody,
                    $($empty: Default::default(),)+
                    ..self.clone()
                }
            }

            fn noted_at(&self, at: Moment) -> Self {
                Self {
                    at: at.millis(),
                    ..self.clone()
                }
            }
        }
    };
}

piece!(UseV1, "body-use", before, after, words);
piece!(MapV1, "body-map", felt, words);
piece!(NowV1, "body-now", words);

impl Stored for OwnToolV1 {
    const KIND: &'static str = "body-tool";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;
}

impl Stored for AwayV1 {
    const KIND: &'static str = "body-away";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        Audience::Nobody
    }
}

impl Stored for WorseV1 {
    const KIND: &'static str = "body-worse";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;
}

impl Stored for FirstV1 {
    const KIND: &'static str = "body-first";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;
}
