//! The stored shapes. Each version is a record of its own that is never written over; the other
//! side's signature is its next state. Steps taken, words beside and ratings are records beside it.

use crate::content::{Content, GoalV1};
use care::{Audience, Moment, Section};
use sealed::{ReadersV1, Stored, TwoSided};
use serde::{Deserialize, Serialize};

/// The signature of the side that did not write a version.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedV1 {
    /// Who.
    pub by: [u8; 16],
    /// When, in milliseconds since the epoch.
    pub at: i64,
}

/// A version of the plan. Whoever wrote it signed it by sending it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanV1 {
    /// Which, from 1.
    pub number: u16,
    /// Who wrote it.
    pub by: [u8; 16],
    /// Whether it was the client.
    pub by_client: bool,
    /// When it was written, in milliseconds since the epoch.
    pub at: i64,
    /// The goals.
    pub goals: Vec<GoalV1>,
    /// When it is to be looked at again, as `YYYY-MM-DD`.
    pub review: Option<String>,
    /// The other side's signature, once it is there.
    pub signed: Option<SignedV1>,
}

impl Stored for PlanV1 {
    const KIND: &'static str = "goals-plan";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;
}

impl TwoSided for PlanV1 {
    fn number(&self) -> u16 {
        self.number
    }

    fn by_client(&self) -> bool {
        self.by_client
    }

    fn is_signed(&self) -> bool {
        self.signed.is_some()
    }
}

impl PlanV1 {
    /// When it was written.
    pub const fn written(&self) -> Moment {
        Moment::from_millis(self.at)
    }

    /// When the second of both signed it, if they did.
    pub fn signed_by_both(&self) -> Option<Moment> {
        self.signed.map(|signed| Moment::from_millis(signed.at))
    }

    /// What it says.
    pub(crate) fn content(&self) -> Content {
        Content {
            goals: self.goals.clone(),
            review: self.review.clone(),
        }
    }

    /// Whether it has a goal or a way of this id.
    pub(crate) fn has(&self, id: [u8; 16]) -> bool {
        let of = |goal: &GoalV1| goal.id == id || goal.options.iter().any(|one| one.id == id);
        self.goals.iter().any(of)
    }
}

/// That a step was taken, or was not after all.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoneV1 {
    /// The step.
    pub step: [u8; 16],
    /// Who said so.
    pub by: [u8; 16],
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// Whether it was taken.
    pub done: bool,
}

impl Stored for DoneV1 {
    const KIND: &'static str = "goals-step-done";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;
}

/// What someone sees differently about a goal or a way.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BesideV1 {
    /// The goal or the way.
    pub beside: [u8; 16],
    /// Who.
    pub by: [u8; 16],
    /// Whether it was the client.
    pub by_client: bool,
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// In their words. Empty once they took it back; what it was stays in its earlier states.
    pub words: String,
}

impl Stored for BesideV1 {
    const KIND: &'static str = "goals-beside";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;
}

/// How close a goal is, as the client sees it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingV1 {
    /// The goal.
    pub goal: [u8; 16],
    /// From 0 (not at all) to 10 (there).
    pub close: u8,
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// Who may read it.
    pub readers: ReadersV1,
}

impl Stored for RatingV1 {
    const KIND: &'static str = "goals-rating";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        self.readers.to_care()
    }
}
