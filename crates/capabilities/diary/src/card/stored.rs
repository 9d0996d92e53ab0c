//! What is kept of a card. Each version is the next state of one record; a line keeps its number for
//! as long as it is on the card, and a number is never given to another line.

use care::Section;
use pages::Words;
use sealed::{ReadersV1, Stored};
use serde::{Deserialize, Serialize};

/// The most lines a card has: this project's own choice. Thirty cannot be answered in a minute; the
/// bound only keeps a card from growing without end.
pub const ITEMS: usize = 30;

/// What a line asks for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum KindV1 {
    /// How strong a feeling was, 0 to 5.
    Emotion,
    /// How strong an urge was, 0 to 5, and apart from that whether it was acted on and how often.
    Urge,
    /// Whether something was done, and how often. `more`: it is something the client wants more of;
    /// the two are never counted together.
    Act {
        /// Whether more of it is wanted, not less.
        more: bool,
    },
    /// Whether medicine was taken as agreed.
    Medicine,
    /// How far skills were used, 0 to 7.
    Skills,
    /// Hours of sleep.
    Sleep,
    /// A few words.
    Words,
    /// Yes or no.
    YesNo,
    /// A number with what it counts.
    Number {
        /// What it counts.
        unit: String,
    },
}

impl KindV1 {
    /// How it is named in forms and in the catalogue.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Emotion => "emotion",
            Self::Urge => "urge",
            Self::Act { more: false } => "less",
            Self::Act { more: true } => "more",
            Self::Medicine => "medicine",
            Self::Skills => "skills",
            Self::Sleep => "sleep",
            Self::Words => "words",
            Self::YesNo => "yes-no",
            Self::Number { .. } => "number",
        }
    }

    /// The kinds a form can name, in the order it offers them.
    pub const NAMES: [&'static str; 10] = [
        "emotion", "urge", "less", "more", "skills", "medicine", "sleep", "yes-no", "number",
        "words",
    ];

    /// The kind of this name.
    pub fn named(name: &str, unit: &str) -> Option<Self> {
        Some(match name {
            "emotion" => Self::Emotion,
            "urge" => Self::Urge,
            "less" => Self::Act { more: false },
            "more" => Self::Act { more: true },
            "medicine" => Self::Medicine,
            "skills" => Self::Skills,
            "sleep" => Self::Sleep,
            "words" => Self::Words,
            "yes-no" => Self::YesNo,
            "number" => Self::Number {
                unit: unit.to_owned(),
            },
            _ => return None,
        })
    }
}

/// What is looked at first: the order in which a therapist reviews a card (Linehan 1993), set line by
/// line by the two who make it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum ClassV1 {
    /// It can cost a life.
    Life,
    /// It gets in the way of the work together.
    Therapy,
    /// It makes daily life harder.
    Daily,
}

impl ClassV1 {
    /// All, in the order of review.
    pub const ALL: [Self; 3] = [Self::Life, Self::Therapy, Self::Daily];

    /// How it is named in forms and in the catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Life => "life",
            Self::Therapy => "therapy",
            Self::Daily => "daily",
        }
    }

    /// The class of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }
}

/// What a line is called.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum LabelV1 {
    /// A name of the starting card, said in the reader's language.
    Known(String),
    /// In the words of those who made the card.
    Own(String),
}

/// A line of the card.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ItemV1 {
    /// Its number; 0 on a proposal for a line that is not on any card yet.
    pub id: u16,
    /// What it is called.
    pub label: LabelV1,
    /// What it asks for.
    pub kind: KindV1,
    /// When it is looked at.
    pub class: Option<ClassV1>,
}

impl ItemV1 {
    /// What it is called, in the reader's language where it is a name of the starting card.
    pub fn called(&self, words: Words) -> String {
        match &self.label {
            LabelV1::Known(name) => words.say(&format!("diary-start-{name}")),
            LabelV1::Own(own) => own.clone(),
        }
    }

    /// Whether it can cost a life.
    pub fn is_life(&self) -> bool {
        self.class == Some(ClassV1::Life)
    }
}

/// A version of the card.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardV1 {
    /// Which, from 1.
    pub number: u16,
    /// Who wrote it.
    pub by: [u8; 16],
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// The number the next new line gets.
    pub next: u16,
    /// Its lines, in order.
    pub items: Vec<ItemV1>,
    /// The client's proposal that it takes up, if it does.
    pub takes_up: Option<[u8; 16]>,
}

impl Stored for CardV1 {
    const KIND: &'static str = "diary-card";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;
}

/// What became of a proposal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum StateV1 {
    /// It waits to be talked about.
    Waits,
    /// The card was changed after it.
    TakenUp,
    /// It was talked about, and the card stays as it is.
    Stays,
    /// The client took it back.
    TakenBack,
}

/// A change to the card that the client would like: the whole card as they would have it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalV1 {
    /// The version it was made from; 0 where there was no card.
    pub from: u16,
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// The lines as the client would have them.
    pub items: Vec<ItemV1>,
    /// Why, in their words; may be empty.
    pub words: String,
    /// What became of it.
    pub state: StateV1,
    /// Who may read it.
    pub readers: ReadersV1,
}

impl Stored for ProposalV1 {
    const KIND: &'static str = "diary-card-proposal";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> care::Audience {
        self.readers.to_care()
    }
}
