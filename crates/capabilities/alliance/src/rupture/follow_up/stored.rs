//! What is kept beside a rupture, and what the machinery knows of it: ids and times.

use crate::audience::AudienceV1;
use care::{Audience, Moment, PersonId, Section};
use sealed::{InDirectory, Stored};
use serde::{Deserialize, Serialize};

/// To whom a rupture was brought.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BroughtV1 {
    /// By whom; `None`: nobody had to, it was open through three sessions.
    pub by: Option<[u8; 16]>,
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// To whom; `None`: to whoever supervises the work with the client.
    pub to: Option<[u8; 16]>,
}

/// Someone who stands beside the client has looked at it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LookedV1 {
    /// Who.
    pub by: [u8; 16],
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// A line from them. May be empty.
    pub words: String,
}

/// The stored shape of what follows a rupture.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FollowUpV1 {
    /// The rupture.
    pub rupture: [u8; 16],
    /// When it was opened, in milliseconds since the epoch.
    pub opened_at: i64,
    /// With whom the strain is, as far as is known: whose it is to answer.
    pub answerer: Option<[u8; 16]>,
    /// By when it is to be answered, in milliseconds since the epoch. Means nothing where whoever
    /// treats the client cannot read it.
    pub due_at: i64,
    /// When whoever treats the client was reminded.
    pub prompted_at: Option<i64>,
    /// When it was first answered.
    pub answered_at: Option<i64>,
    /// When the client closed it.
    pub closed_at: Option<i64>,
    /// When the latest answers were back where they had been before. Says nothing about whether it
    /// is repaired: that is the client's to say.
    pub back_at: Option<i64>,
    /// When three sessions had gone by without the answers coming back and without the client
    /// closing it.
    pub unrepaired_at: Option<i64>,
    /// To whom it was brought, oldest first.
    pub brought: Vec<BroughtV1>,
    /// Who has looked, oldest first.
    pub looked: Vec<LookedV1>,
    /// How often the directory was told what is counted.
    pub tallied: u32,
    /// How often the directory was told by when it is to be answered.
    pub timed: u32,
    /// Who may see it: those who may see the rupture.
    pub audience: AudienceV1,
}

impl Stored for FollowUpV1 {
    const KIND: &'static str = "rupture-follow-up";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Relationship;

    fn audience(&self) -> Audience {
        self.audience.to_care()
    }
}

impl FollowUpV1 {
    /// By when it is to be answered.
    pub const fn due(&self) -> Moment {
        Moment::from_millis(self.due_at)
    }

    /// Whether it waits for whoever supervises, or for this person.
    pub fn is_brought_to(&self, person: PersonId) -> bool {
        self.brought
            .iter()
            .any(|one| one.to.is_none_or(|to| to == *person.bytes()))
    }

    /// Whether it was brought to whoever supervises.
    pub fn is_in_supervision(&self) -> bool {
        self.brought.iter().any(|one| one.to.is_none())
    }

    /// Whether this person has said that they have looked.
    pub fn has_looked(&self, person: PersonId) -> bool {
        self.looked.iter().any(|one| one.by == *person.bytes())
    }
}

/// What the machinery knows of a rupture that is to be answered: ids and times.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RuptureDueV1 {
    /// Whose record it is in.
    pub client: [u8; 16],
    /// The rupture.
    pub rupture: [u8; 16],
    /// By when it is to be answered, in milliseconds since the epoch.
    pub due_at: i64,
    /// Whether whoever treats the client was reminded.
    pub told: bool,
    /// Whether nothing is to be done any more: it was answered or closed.
    pub ended: bool,
}

impl InDirectory for RuptureDueV1 {
    const KIND: &'static str = "rupture-due";
    const SHAPE: u16 = 1;
}

/// What is counted of a rupture, without whose it is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RuptureTallyV1 {
    /// With whom the strain is, as far as is known and whoever treats the client may know of it.
    pub by: Option<[u8; 16]>,
    /// When it was opened, in milliseconds since the epoch.
    pub opened_at: i64,
    /// From when whoever treats the client can read it; `None`: the client chose someone else.
    pub readable_at: Option<i64>,
    /// When it was first answered.
    pub answered_at: Option<i64>,
    /// When the client closed it.
    pub closed_at: Option<i64>,
    /// When it had been open through three sessions.
    pub unrepaired_at: Option<i64>,
}

impl InDirectory for RuptureTallyV1 {
    const KIND: &'static str = "rupture-tally";
    const SHAPE: u16 = 1;
}

/// For what the worker is to look into a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum WaitsForV1 {
    /// A session that the service called off at short notice.
    CalledOff,
    /// A rupture through which three sessions have gone.
    ThreeSessions,
}

/// Something for the worker to look at: ids and times.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RuptureWaitsV1 {
    /// Whose record it is in.
    pub client: [u8; 16],
    /// The session or the rupture.
    pub about: [u8; 16],
    /// The practitioner it is with, where that is known.
    pub with: Option<[u8; 16]>,
    /// What for.
    pub what: WaitsForV1,
    /// From when on, in milliseconds since the epoch.
    pub at: i64,
}

impl InDirectory for RuptureWaitsV1 {
    const KIND: &'static str = "rupture-waits";
    const SHAPE: u16 = 1;
}
