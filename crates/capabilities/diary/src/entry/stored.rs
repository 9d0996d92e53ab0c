//! What is kept of a day. Each line is kept with what it asked, so that a card can change without
//! changing what was said; a line that was skipped is not there.

use crate::card::ItemV1;
use crate::gist::WhyV1;
use care::{Audience, Moment, Section};
use sealed::{ReadersV1, Stored};
use serde::{Deserialize, Serialize};

/// From this strength on, an urge that can cost a life is to be looked at: 4 of 5. This project's own
/// choice; no threshold is published for a card that each pair makes for itself.
pub const STRONG: u8 = 4;
/// From this step of the skills line on, a skill was used.
pub(crate) const USED: u8 = 3;
/// From this step on, it helped.
pub(crate) const HELPED: u8 = 5;

/// Whether medicine was taken as agreed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum MedicineV1 {
    /// As agreed.
    Yes,
    /// Otherwise.
    No,
    /// There was none to take.
    None,
}

/// What was said to a line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ValueV1 {
    /// A feeling, 0 to 5, or a step of the skills line, 0 to 7.
    Level(u8),
    /// An urge. Each of the three can be there without the others: acting is possible at urge 0.
    Urge {
        /// How strong, 0 to 5.
        level: Option<u8>,
        /// Whether it was acted on.
        acted: Option<bool>,
        /// How often.
        times: Option<u16>,
    },
    /// Something done or not.
    Did {
        /// Whether.
        did: bool,
        /// How often.
        times: Option<u16>,
    },
    /// Medicine.
    Medicine(MedicineV1),
    /// Sleep, in minutes.
    Sleep(u16),
    /// A few words.
    Words(String),
    /// Yes or no.
    YesNo(bool),
    /// A number, in hundredths.
    Number(i64),
}

/// A line of the day: what was asked, and what was said.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MarkV1 {
    /// The line as it stood on the card.
    pub item: ItemV1,
    /// What was said.
    pub value: ValueV1,
}

impl MarkV1 {
    /// Why it is to be looked at, if it is.
    fn why(&self) -> Option<WhyV1> {
        if !self.item.is_life() {
            return None;
        }
        match &self.value {
            ValueV1::Urge {
                acted: Some(true), ..
            }
            | ValueV1::Did { did: true, .. } => Some(WhyV1::Acted),
            ValueV1::Urge {
                level: Some(level), ..
            } if *level >= STRONG => Some(WhyV1::Strong),
            _ => None,
        }
    }
}

/// A day.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryV1 {
    /// Which: `YYYY-MM-DD`.
    pub day: String,
    /// The number of the card it was written on.
    pub card: u16,
    /// When it was first written, in milliseconds since the epoch.
    pub written: i64,
    /// When it was changed since, if it was.
    pub changed: Option<i64>,
    /// How many days after its day it was first written.
    pub late: u16,
    /// What was said. What is not there was skipped.
    pub marks: Vec<MarkV1>,
    /// Who may read it.
    pub readers: ReadersV1,
    /// Whether the client keeps it to send it with others at the session.
    pub session: bool,
    /// Whether the client took the day out. What it said stays in its earlier states, for them alone.
    pub gone: bool,
}

impl Stored for EntryV1 {
    const KIND: &'static str = "diary-entry";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        self.readers.to_care()
    }
}

impl EntryV1 {
    /// What was said to a line.
    pub fn mark(&self, item: u16) -> Option<&MarkV1> {
        self.marks.iter().find(|mark| mark.item.id == item)
    }

    /// Whether those who treat the client can read it.
    pub fn is_sent(&self) -> bool {
        self.readers == ReadersV1::Section && !self.gone
    }

    /// Whether it was written on a later day than it is about.
    pub const fn is_later(&self) -> bool {
        self.late > 0
    }

    /// When it was first written.
    pub const fn written(&self) -> Moment {
        Moment::from_millis(self.written)
    }

    /// Why it is to be looked at, the gravest reason first; `None` unless it was sent.
    pub fn why(&self) -> Option<WhyV1> {
        let sent = self.is_sent();
        let reasons = self.marks.iter().filter_map(MarkV1::why);
        reasons.min().filter(|_| sent)
    }
}
