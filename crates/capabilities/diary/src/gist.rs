//! The gist of the diary, for lists: which card is in force, the newest day that was sent, and what a
//! therapist has not read yet of what was sent about life and death. Nothing the client keeps is in it.

use care::{Moment, RecordId};
use sealed::Gist;
use serde::{Deserialize, Serialize};

/// Why an entry is to be looked at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum WhyV1 {
    /// The client wrote that they acted on something that can cost a life.
    Acted,
    /// The client wrote of a strong urge to.
    Strong,
}

/// A sent entry to be looked at.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LookV1 {
    /// The entry.
    pub entry: [u8; 16],
    /// Its day: `YYYY-MM-DD`.
    pub day: String,
    /// Why.
    pub why: WhyV1,
    /// Since when it has been there to read, in milliseconds since the epoch.
    pub since: i64,
}

/// The stored shape.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiaryGistV1 {
    /// The number of the card in force; 0 where none is.
    pub card: u16,
    /// The newest day that was sent: `YYYY-MM-DD`.
    pub last: Option<String>,
    /// What is to be looked at, oldest first.
    pub look: Vec<LookV1>,
    /// Since when a change to the card has waited to be talked about.
    pub proposed: Option<i64>,
}

impl Gist for DiaryGistV1 {
    const KIND: &'static str = "diary";
    const SHAPE: u16 = 1;
}

/// An entry to be looked at, as a list shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Look {
    /// The entry.
    pub entry: RecordId,
    /// Its day: `YYYY-MM-DD`.
    pub day: String,
    /// Why.
    pub why: WhyV1,
    /// Since when it has been there to read.
    pub since: Moment,
}

/// What a list shows of a diary.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Glance {
    /// What is to be looked at, oldest first.
    pub look: Vec<Look>,
    /// Since when a change to the card has waited to be talked about.
    pub proposed: Option<Moment>,
}

impl Glance {
    /// The gravest reason, if there is any.
    pub fn why(&self) -> Option<WhyV1> {
        self.look.iter().map(|look| look.why).min()
    }
}

impl DiaryGistV1 {
    /// What a list shows.
    pub fn glance(&self) -> Glance {
        let look = self.look.iter().map(|look| Look {
            entry: RecordId::from_bytes(look.entry),
            day: look.day.clone(),
            why: look.why,
            since: Moment::from_millis(look.since),
        });
        Glance {
            look: look.collect(),
            proposed: self.proposed.map(Moment::from_millis),
        }
    }

    /// Nothing is to be looked at about this entry any more.
    pub(crate) fn seen(&mut self, entry: RecordId) {
        self.look.retain(|look| look.entry != *entry.bytes());
    }

    /// This entry is to be looked at.
    pub(crate) fn look_at(&mut self, look: LookV1) {
        self.look.retain(|other| other.entry != look.entry);
        self.look.push(look);
        self.look.sort_by_key(|look| look.since);
    }
}
