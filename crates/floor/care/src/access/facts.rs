//! What the decision rests on: who works with a client, what the client granted, keeps from
//! someone, and for whom the client does not exist.

use super::Purpose;
use crate::ids::{PersonId, RecordId};
use crate::people::{LevelOfCare, Role};
use crate::private::Private;
use crate::sections::Sections;
use crate::time::{DAY, HOUR, Moment};
use alloc::string::String;
use alloc::vec::Vec;

/// How someone stands to a client.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RelationKind {
    /// The client's therapist.
    Therapist,
    /// Supervises the client's therapist.
    Supervisor,
    /// The client's advocate.
    Advocate,
    /// On the client's care team in another role.
    Team,
}

/// A relation between a member of staff and a client, for a time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Relation {
    /// The member of staff.
    pub person: PersonId,
    /// How they stand to the client.
    pub kind: RelationKind,
    /// From when.
    pub from: Moment,
    /// Until when, if it has ended or will.
    pub until: Option<Moment>,
}

/// To whom a client grants access.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grantee {
    /// One person.
    Person(PersonId),
    /// Whoever on the client's team holds the role.
    Role(Role),
}

/// How long a grant lasts unless the client chooses otherwise: 90 days, this project's own choice.
pub const GRANT_LASTS: i64 = 90 * DAY;
/// How long a grant lasts at most, whatever it says: a year, this project's own choice. Releases
/// that are limited in time are what the Violence Against Women Act asks of a service
/// (34 U.S.C. 12291(b)(2)).
pub const GRANT_LONGEST: i64 = 365 * DAY;

/// What a client granted: to whom, which sections, what for, until when.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Grant {
    /// The record that says all of it: how it was given, in which words.
    pub id: RecordId,
    /// To whom.
    pub grantee: Grantee,
    /// What they may open.
    pub sections: Sections,
    /// What for.
    pub purpose: Purpose,
    /// From when.
    pub from: Moment,
    /// Until when. A grant always ends.
    pub until: Moment,
}

impl Grant {
    /// When it ends: when it says, and a year after it began at the latest.
    pub fn ends(&self) -> Moment {
        self.until.min(self.from + GRANT_LONGEST)
    }

    /// Whether it holds at `now`.
    pub fn is_live(&self, now: Moment) -> bool {
        now >= self.from && now < self.ends()
    }
}

/// Parts of a record that a client keeps from one person, whatever else that person may.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KeptFrom {
    /// From whom.
    pub person: PersonId,
    /// What.
    pub sections: Sections,
}

/// Emergency access that someone opened with a reason.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BreakGlass {
    /// Who opened it.
    pub person: PersonId,
    /// When. It ends four hours later, whatever anyone wishes.
    pub at: Moment,
}

/// How long break-glass lasts, in milliseconds: four hours, this project's own choice, the same for
/// everyone and nothing that whoever uses it can change.
pub const BREAK_GLASS_LASTS: i64 = 4 * HOUR;

impl BreakGlass {
    /// When it ends.
    pub fn ends(&self) -> Moment {
        self.at + BREAK_GLASS_LASTS
    }

    /// Whether it holds at `now`.
    pub fn is_live(&self, now: Moment) -> bool {
        now >= self.at && now < self.ends()
    }
}

impl Relation {
    /// Whether it holds at `now`.
    pub fn is_live(&self, now: Moment) -> bool {
        now >= self.from && self.until.is_none_or(|until| now < until)
    }
}

/// What the decision rests on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// Who works with the client.
    pub relations: Vec<Relation>,
    /// What the client granted.
    pub grants: Vec<Grant>,
    /// What the client keeps from someone.
    pub kept_from: Vec<KeptFrom>,
    /// People for whom the client does not exist.
    pub conflicts: Vec<PersonId>,
    /// Names of people for whom the client does not exist, and who may come to work here one day.
    pub named: Vec<Private<String>>,
    /// Emergency access now or in the past.
    pub break_glass: Vec<BreakGlass>,
    /// The client's level of care.
    pub level: LevelOfCare,
}

impl Facts {
    /// What the client keeps from this person.
    pub fn kept_from(&self, person: PersonId) -> Sections {
        self.kept_from
            .iter()
            .filter(|kept| kept.person == person)
            .fold(Sections::NONE, |all, kept| all.or(kept.sections))
    }
}
