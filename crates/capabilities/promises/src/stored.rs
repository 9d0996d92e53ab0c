//! What is kept of a promise. Each change is the next version of the whole, one step longer, so a
//! promise that was moved or released keeps its history.

use crate::kind::Kind;
use care::{Audience, Moment, PersonId, Section};
use sealed::Stored;
use serde::{Deserialize, Serialize};

/// What happened to a promise. Only ever appended to.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum WhatV1 {
    /// Someone said, before it was due, that it will be late, and until when.
    Told {
        /// The new time, in milliseconds since the epoch.
        until: i64,
        /// Why, in a line.
        said: String,
    },
    /// What it is about was moved, in time to say so.
    Moved {
        /// The new due time, in milliseconds since the epoch.
        due_at: i64,
        /// Whether the client wished it so.
        by_client: bool,
    },
    /// What it is about was called off, in time to say so, or because the client wished it so.
    CalledOff {
        /// Whether the client wished it so.
        by_client: bool,
    },
    /// It was not kept in its time.
    Broken,
    /// It was done.
    Done {
        /// When, in milliseconds since the epoch: of a session, when it began.
        at: i64,
        /// A line about it. May be empty.
        said: String,
    },
    /// The client said that it need not be any more.
    Released {
        /// A line about it. May be empty.
        said: String,
    },
    /// Someone said sorry.
    Sorry {
        /// In their words.
        said: String,
    },
    /// Someone said how it is made good.
    Mended {
        /// In their words.
        said: String,
    },
}

/// One step, and whose.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepV1 {
    /// Who; the service itself where no person did it.
    pub by: [u8; 16],
    /// When it was written down, in milliseconds since the epoch.
    pub at: i64,
    /// What.
    pub what: WhatV1,
}

/// The stored shape of a promise.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseV1 {
    /// What kind.
    pub kind: Kind,
    /// What it is about, if about a record.
    pub about: Option<[u8; 16]>,
    /// Who promised; the service itself where it is nobody's in particular.
    pub by: [u8; 16],
    /// When it was made, in milliseconds since the epoch.
    pub made_at: i64,
    /// By when it was promised at first, in milliseconds since the epoch.
    pub due_at: i64,
    /// What was promised, in words: only of those made by hand.
    pub words: String,
    /// What happened to it, oldest first.
    pub steps: Vec<StepV1>,
}

impl Stored for PromiseV1 {
    const KIND: &'static str = "promise";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Relationship;

    fn audience(&self) -> Audience {
        if self.is_for_the_client_alone() {
            Audience::Only(vec![PersonId::SERVICE])
        } else {
            Audience::Section
        }
    }
}

impl PromiseV1 {
    /// Who promised.
    pub const fn by(&self) -> PersonId {
        PersonId::from_bytes(self.by)
    }

    /// Whether it is between the client and the service alone. What follows from an emergency opening
    /// says that there was one, and that is in the client's ledger and on the list of whoever looks
    /// at it; what someone promises by hand is known to them.
    pub fn is_for_the_client_alone(&self) -> bool {
        self.kind == Kind::Debrief && self.about.is_some()
    }

    /// When it was made.
    pub const fn made(&self) -> Moment {
        Moment::from_millis(self.made_at)
    }
}
