//! What is kept of an absence: what was said and confirmed, in the service's directory; what each
//! client was told and answered, in their own record.

use care::{Moment, PersonId, RecordId, Section};
use sealed::{InDirectory, Kept, Stored};
use serde::{Deserialize, Serialize};

type Who = [u8; 16];

/// An absence as it was said, in the service's directory. It names no client.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsenceV1 {
    /// Who is away.
    pub of: Who,
    /// From when, in milliseconds since the epoch.
    pub from: i64,
    /// Until when: the first moment they are there again.
    pub until: i64,
    /// Why, in words their clients read.
    pub reason: String,
    /// Who they think could stand in.
    pub proposed: Option<Who>,
    /// Who said so: they themselves, or a lead for them.
    pub said_by: Who,
    /// When it was said.
    pub said: i64,
    /// What a lead made of it.
    pub confirmed: Option<ConfirmedV1>,
    /// How many clients the lead who pressed last could not reach, because for them the client
    /// does not exist or because their record is damaged: another lead has to press too.
    pub beyond: u32,
    /// When they said that they are back early.
    pub back: Option<i64>,
    /// When it was ended before its time.
    pub ended: Option<i64>,
}

/// That a lead confirmed it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmedV1 {
    /// Who.
    pub by: Who,
    /// When.
    pub at: i64,
    /// Who stands in, as far as each client's record and the client allow it.
    pub cover: Option<Who>,
}

impl InDirectory for AbsenceV1 {
    const KIND: &'static str = "absence";
    const SHAPE: u16 = 1;
}

/// How it stands with one client's cover: for counting. It says neither who the client is nor why.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverV1 {
    /// Which absence.
    pub absence: [u8; 16],
    /// How it stands.
    pub stands: StandsV1,
    /// Whether the client has said something to it.
    pub answered: bool,
}

/// How it stands with cover.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum StandsV1 {
    /// Someone stands in.
    Covered,
    /// Nobody does yet.
    Without,
    /// The client wants nobody.
    Declined,
    /// It was ended before its time.
    Over,
}

impl InDirectory for CoverV1 {
    const KIND: &'static str = "cover";
    const SHAPE: u16 = 1;
}

/// What a client said to who stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ChoiceV1 {
    /// That it is all right.
    Agree,
    /// Someone else, please.
    SomeoneElse,
    /// Nobody.
    Nobody,
}

/// What they said, and when.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidV1 {
    /// What.
    pub what: ChoiceV1,
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// About whom, if someone stood in.
    pub about: Option<Who>,
}

/// What one client was told: who is away, why, and who stands in. It is a part of who works with
/// them, which is what a lead who confirms opens; they open nothing more for it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnouncedV1 {
    /// Which absence.
    pub absence: [u8; 16],
    /// Who is away.
    pub away: Who,
    /// From when, in milliseconds since the epoch.
    pub from: i64,
    /// Until when: the first moment they are there again.
    pub until: i64,
    /// Why, in their own words.
    pub reason: String,
    /// Who stands in at this moment, if someone does.
    pub cover: Option<Who>,
    /// From when whoever stands in is this client's therapist, as their relation says it.
    pub cover_from: i64,
    /// Whether whoever stands in works with them anyway: then nothing begins and nothing ends.
    pub works_anyway: bool,
    /// When it was announced.
    pub at: i64,
    /// What the client said to it, oldest first.
    pub said: Vec<SaidV1>,
    /// When it was ended before its time.
    pub ended: Option<i64>,
}

impl Stored for AnnouncedV1 {
    const KIND: &'static str = "absence";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Identity;
}

impl AnnouncedV1 {
    /// Who is away.
    pub const fn away(&self) -> PersonId {
        PersonId::from_bytes(self.away)
    }

    /// Who stands in.
    pub fn cover(&self) -> Option<PersonId> {
        self.cover.map(PersonId::from_bytes)
    }

    /// From when they are away.
    pub const fn starts(&self) -> Moment {
        Moment::from_millis(self.from)
    }

    /// The first moment they are there again.
    pub const fn until(&self) -> Moment {
        Moment::from_millis(self.until)
    }

    /// Whether it is over at `now`.
    pub fn is_over(&self, now: Moment) -> bool {
        self.ended.is_some() || self.until() <= now
    }

    /// What the client said last.
    pub fn choice(&self) -> Option<ChoiceV1> {
        self.said.last().map(|said| said.what)
    }

    /// Whether the client has said of this person that they want someone else, or nobody.
    pub fn declined(&self, person: PersonId) -> bool {
        self.said
            .iter()
            .any(|said| said.what != ChoiceV1::Agree && said.about == Some(*person.bytes()))
    }
}

/// An absence.
#[derive(Clone, PartialEq, Eq)]
pub struct Absence {
    /// Which.
    pub id: RecordId,
    pub(crate) version: u32,
    pub(crate) kept: AbsenceV1,
}

/// That a lead confirmed it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Confirmed {
    /// Who did.
    pub by: PersonId,
    /// Who stands in.
    pub cover: Option<PersonId>,
}

impl From<Kept<AbsenceV1>> for Absence {
    fn from(kept: Kept<AbsenceV1>) -> Self {
        Self {
            id: kept.record,
            version: kept.version,
            kept: kept.value,
        }
    }
}

impl Absence {
    /// Who is away.
    pub const fn of(&self) -> PersonId {
        PersonId::from_bytes(self.kept.of)
    }

    /// From when.
    pub const fn starts(&self) -> Moment {
        Moment::from_millis(self.kept.from)
    }

    /// The first moment they are there again.
    pub const fn until(&self) -> Moment {
        Moment::from_millis(self.kept.until)
    }

    /// Why, in words their clients read.
    pub fn reason(&self) -> &str {
        &self.kept.reason
    }

    /// Who they think could stand in.
    pub fn proposed(&self) -> Option<PersonId> {
        self.kept.proposed.map(PersonId::from_bytes)
    }

    /// What a lead made of it.
    pub fn confirmed(&self) -> Option<Confirmed> {
        self.kept.confirmed.as_ref().map(|kept| Confirmed {
            by: PersonId::from_bytes(kept.by),
            cover: kept.cover.map(PersonId::from_bytes),
        })
    }

    /// How many clients another lead has to reach.
    pub const fn beyond(&self) -> u32 {
        self.kept.beyond
    }

    /// Whether they said that they are back early.
    pub const fn is_back(&self) -> bool {
        self.kept.back.is_some()
    }

    /// Whether it was ended before its time.
    pub const fn is_ended(&self) -> bool {
        self.kept.ended.is_some()
    }

    /// Whether it is over at `now`.
    pub fn is_over(&self, now: Moment) -> bool {
        self.is_ended() || self.until() <= now
    }

    /// Whether it waits for a lead.
    pub fn waits(&self, now: Moment) -> bool {
        self.kept.confirmed.is_none() && !self.is_over(now)
    }

    /// Whether a lead has something to do about it: confirm it, end it, or reach whom another
    /// could not.
    pub fn is_open(&self, now: Moment) -> bool {
        !self.is_over(now) || (self.is_ended() && self.kept.beyond > 0 && self.until() > now)
    }
}
