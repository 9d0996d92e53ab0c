//! What is kept of a time when something was set off, and of a card.

use care::{Audience, Moment, Section};
use sealed::{ReadersV1, Stored};
use serde::{Deserialize, Serialize};

/// How many letters a field may have: this project's own choice. A card is short.
pub const MOST: usize = 600;

/// What kind of thing set it off. Only ever appended to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum KindV1 {
    /// A place.
    Place,
    /// A sound or a voice.
    Sound,
    /// A smell or a taste.
    Smell,
    /// A touch, or someone close by.
    Touch,
    /// A kind of person.
    Person,
    /// A date, a time of day or of the year.
    Date,
    /// Words.
    Words,
    /// A picture or a film.
    Picture,
    /// Something in the body.
    Body,
    /// Something else, or not known.
    Other,
}

/// Where it was.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum PlaceV1 {
    /// At home.
    Home,
    /// Outside, in the street, in a shop.
    Outside,
    /// On the way, in a bus, in a car.
    OnTheWay,
    /// At work or where one learns.
    Work,
    /// Where one is cared for.
    Care,
    /// Somewhere else.
    Elsewhere,
}

/// With whom. Nobody is named.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum WithV1 {
    /// With nobody.
    Alone,
    /// With one person.
    One,
    /// With several.
    Several,
}

/// How the night before was.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum SleptV1 {
    /// Bad.
    Bad,
    /// All right.
    Okay,
    /// Good.
    Good,
}

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

coded!(KindV1 {
    Sound = "sound", Smell = "smell", Touch = "touch", Place = "place", Person = "person",
    Words = "words", Picture = "picture", Date = "date", Body = "body", Other = "other",
});
coded!(PlaceV1 {
    Home = "home", Outside = "outside", OnTheWay = "on-the-way", Work = "work", Care = "care",
    Elsewhere = "elsewhere",
});
coded!(WithV1 { Alone = "alone", One = "one", Several = "several" });
coded!(SleptV1 { Bad = "bad", Okay = "okay", Good = "good" });

/// A time when something was set off, as the client wrote it down.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetOffV1 {
    /// When it was, in milliseconds since the epoch.
    pub at: i64,
    /// Whether it was written down later than it was.
    pub earlier: bool,
    /// What set it off, in the client's words.
    pub cue: String,
    /// What kind of thing that is.
    pub kind: KindV1,
    /// The first signs.
    pub signs: String,
    /// What the body did.
    pub body: String,
    /// What the client did.
    pub did: String,
    /// What helped.
    pub helped: String,
    /// How strong it was, 0 to 10.
    pub strong: Option<u8>,
    /// Where.
    pub place: Option<PlaceV1>,
    /// With whom.
    pub with: Option<WithV1>,
    /// How the night before was.
    pub slept: Option<SleptV1>,
    /// Whether the client took it out; then there are no words in it any more.
    pub gone: bool,
    /// Who may read it.
    pub readers: ReadersV1,
}

impl Stored for SetOffV1 {
    const KIND: &'static str = "trigger-log";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        self.readers.to_care()
    }
}

impl SetOffV1 {
    /// When it was.
    pub const fn when(&self) -> Moment {
        Moment::from_millis(self.at)
    }
}

/// A card: short enough to be read by someone at a door.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardV1 {
    /// Who wrote this version.
    pub by: [u8; 16],
    /// Whether the client began the card; then they alone say who reads it.
    pub own: bool,
    /// When this version was written, in milliseconds since the epoch.
    pub at: i64,
    /// What sets it off.
    pub cue: String,
    /// The early signs.
    pub signs: String,
    /// What helps.
    pub helps: String,
    /// What others must not do.
    pub not: String,
    /// Whether it was put away.
    pub gone: bool,
    /// Who may read it.
    pub readers: ReadersV1,
}

impl Stored for CardV1 {
    const KIND: &'static str = "trigger-card";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        self.readers.to_care()
    }
}

impl CardV1 {
    /// Whether both say the same.
    pub fn says_as(&self, other: &Self) -> bool {
        (&self.cue, &self.signs, &self.helps, &self.not)
            == (&other.cue, &other.signs, &other.helps, &other.not)
    }
}
