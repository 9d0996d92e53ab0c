//! The few facts about a client's promises from which lists are drawn: ids, kinds and times.

use crate::kind::Kind;
use crate::rules::{Became, Stands};
use crate::stored::PromiseV1;
use care::{Moment, PersonId, RecordId};
use sealed::Gist;
use serde::{Deserialize, Serialize};

/// How many broken promises that nobody has said sorry for the gist holds: the newest.
const BROKEN: usize = 20;

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct OneV1 {
    promise: [u8; 16],
    kind: Kind,
    by: [u8; 16],
    due_at: i64,
    /// The later time that was told in advance.
    until: Option<i64>,
    told: bool,
}

/// A client's promises that are open, and those that were broken and that nobody has said sorry for.
/// What follows from an emergency is not among them: whoever reads in short would learn of that.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromisesGistV1 {
    open: Vec<OneV1>,
    broken: Vec<OneV1>,
}

impl Gist for PromisesGistV1 {
    const KIND: &'static str = "promises";
    const SHAPE: u16 = 1;
}

/// A promise, as lists need it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OpenPromise {
    /// Which.
    pub promise: RecordId,
    /// Of what kind.
    pub kind: Kind,
    /// Who promised; [`PersonId::SERVICE`]: nobody in particular.
    pub by: PersonId,
    /// By when it was promised.
    pub due: Moment,
    /// The later time that was told in advance, if one was.
    pub until: Option<Moment>,
    /// Whether its time has passed.
    pub late: bool,
    /// Whether the client heard beforehand that it would be otherwise.
    pub told: bool,
}

/// A client's promises at a glance.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Glance {
    /// What is open, due first first.
    pub open: Vec<OpenPromise>,
    /// What was broken and nobody has said sorry for, oldest first.
    pub broken: Vec<OpenPromise>,
}

impl Glance {
    /// What is due next, or was due first.
    pub fn next(&self) -> Option<&OpenPromise> {
        self.open.first()
    }

    /// Only what this person promised.
    #[must_use]
    pub fn of(&self, by: PersonId) -> Self {
        let theirs = |all: &[OpenPromise]| all.iter().filter(|one| one.by == by).copied().collect();
        Self {
            open: theirs(&self.open),
            broken: theirs(&self.broken),
        }
    }

    /// Whether nothing is open and nothing unanswered.
    pub const fn is_empty(&self) -> bool {
        self.open.is_empty() && self.broken.is_empty()
    }
}

impl PromisesGistV1 {
    /// The promises as they stand at `now`.
    pub fn glance(&self, now: Moment) -> Glance {
        let all = |all: &[OneV1], open: bool| -> Vec<OpenPromise> {
            let all = all.iter().filter(|one| !one.is_kept_apart());
            all.map(|one| one.at(now, open)).collect()
        };
        let mut glance = Glance {
            open: all(&self.open, true),
            broken: all(&self.broken, false),
        };
        glance
            .open
            .sort_by_key(|one| (one.until.unwrap_or(one.due), one.promise));
        glance.broken.sort_by_key(|one| (one.due, one.promise));
        glance
    }

    pub(crate) fn set(&mut self, id: RecordId, promise: &PromiseV1, stands: &Stands) {
        let other = |one: &OneV1| one.promise != *id.bytes();
        self.open.retain(other);
        self.broken.retain(other);
        if promise.is_for_the_client_alone() {
            return;
        }
        let one = OneV1 {
            promise: *id.bytes(),
            kind: promise.kind,
            by: promise.by,
            due_at: stands.due.millis(),
            until: stands.until.map(Moment::millis),
            told: stands.told,
        };
        match stands.became {
            Became::Open => self.open.push(one),
            Became::Broken if !stands.sorry => {
                self.broken.push(one);
                let surplus = self.broken.len().saturating_sub(BROKEN);
                self.broken.drain(..surplus);
            }
            _ => {}
        }
    }
}

impl OneV1 {
    /// What followed from an emergency, where it was written down before it no longer was.
    fn is_kept_apart(&self) -> bool {
        self.kind == Kind::Debrief && self.by == *PersonId::SERVICE.bytes()
    }

    fn at(&self, now: Moment, open: bool) -> OpenPromise {
        let due = Moment::from_millis(self.due_at);
        OpenPromise {
            promise: RecordId::from_bytes(self.promise),
            kind: self.kind,
            by: PersonId::from_bytes(self.by),
            due,
            until: self.until.map(Moment::from_millis),
            late: open && self.kind.late_by_time() && now > due,
            told: self.told,
        }
    }
}
