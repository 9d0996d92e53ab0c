//! Who may see what, for what purpose: one pure function over facts.
//!
//! Default deny. A conflict overrides everything. A role alone opens nothing: what opens a record
//! is that it is one's own, a live relation, a grant by the client, or break-glass. The whole
//! matrix stands in `tests/who_may_see.txt`, which a service lead and a client advocate can read.

use crate::ids::{ClientId, PersonId};
use crate::people::{LevelOfCare, Role};
use crate::sections::{Section, Sections};
use crate::time::{HOUR, Moment};
use alloc::vec::Vec;

/// Who asks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Asker {
    /// The person.
    pub person: PersonId,
    /// The role they signed in with.
    pub role: Role,
}

/// Why someone asks. Every opening has one, and the client reads it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Purpose {
    /// It is their own.
    OwnRecord,
    /// Working with the client.
    Treatment,
    /// Looking down the list of one's own clients.
    Caseload,
    /// Supervising the work with the client.
    Supervision,
    /// Standing beside the client at the client's wish.
    Advocacy,
    /// Saying who works with whom. Opens no content.
    Assignment,
    /// An emergency, under break-glass.
    Emergency,
    /// The service itself writes to the client, as they said it may. Nobody can ask for it: it is
    /// in no list to choose from, and the decision never gives it to anyone.
    Contact,
}

impl Purpose {
    /// Every purpose someone can ask for, in the order the golden matrix prints them.
    pub const ALL: [Self; 7] = [
        Self::OwnRecord,
        Self::Treatment,
        Self::Caseload,
        Self::Supervision,
        Self::Advocacy,
        Self::Assignment,
        Self::Emergency,
    ];

    /// The code under which the ledger and the message catalogue know the purpose.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OwnRecord => "own-record",
            Self::Treatment => "treatment",
            Self::Caseload => "caseload",
            Self::Supervision => "supervision",
            Self::Advocacy => "advocacy",
            Self::Assignment => "assignment",
            Self::Emergency => "emergency",
            Self::Contact => "contact",
        }
    }

    /// The purpose with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.code() == code)
    }
}

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

/// What a client granted: to whom, which sections, what for, until when.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Grant {
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

/// Emergency access that someone opened with a reason.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BreakGlass {
    /// Who opened it.
    pub person: PersonId,
    /// When. It ends four hours later, whatever anyone wishes.
    pub at: Moment,
}

/// How long break-glass lasts, in hours: the service's own choice, the same for everyone.
const BREAK_GLASS_HOURS: i64 = 4;

/// What the decision rests on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// Who works with the client.
    pub relations: Vec<Relation>,
    /// What the client granted.
    pub grants: Vec<Grant>,
    /// People for whom the client does not exist.
    pub conflicts: Vec<PersonId>,
    /// Emergency access now or in the past.
    pub break_glass: Vec<BreakGlass>,
    /// The client's level of care.
    pub level: LevelOfCare,
}

/// On what an access rests. The client reads it in the ledger.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Basis {
    /// It is their own record.
    Own,
    /// They work with the client in this way.
    Relation(RelationKind),
    /// The client granted it.
    Grant,
    /// They broke the glass.
    BreakGlass,
    /// They say who works with whom for the service.
    Duty,
}

impl Basis {
    /// The code under which the ledger and the message catalogue know the basis.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Relation(RelationKind::Therapist) => "relation-therapist",
            Self::Relation(RelationKind::Supervisor) => "relation-supervisor",
            Self::Relation(RelationKind::Advocate) => "relation-advocate",
            Self::Relation(RelationKind::Team) => "relation-team",
            Self::Grant => "grant",
            Self::BreakGlass => "break-glass",
            Self::Duty => "duty",
        }
    }
}

/// A decision that someone may open these sections of this record for this purpose. Only
/// [`decide`] makes one, so holding it proves that the question was asked and answered with yes.
///
/// ```compile_fail
/// // Nobody can write an access down.
/// let access = care::Access { basis: care::Basis::Own };
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Access {
    asker: Asker,
    whose: ClientId,
    sections: Sections,
    purpose: Purpose,
    basis: Basis,
    decided_at: Moment,
}

impl Access {
    /// Who may.
    pub const fn asker(&self) -> Asker {
        self.asker
    }

    /// Whose record.
    pub const fn whose(&self) -> ClientId {
        self.whose
    }

    /// Which sections.
    pub const fn sections(&self) -> Sections {
        self.sections
    }

    /// What for.
    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// On what it rests.
    pub const fn basis(&self) -> Basis {
        self.basis
    }

    /// When it was decided.
    pub const fn decided_at(&self) -> Moment {
        self.decided_at
    }
}

/// Why someone may not. To the person who asked, every one of these looks like a record that does
/// not exist; the reason is for the golden matrix and for the lead's own log of refusals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Refused {
    /// For this person the client does not exist.
    Conflict,
    /// Nothing connects them: no relation, no grant, not their own.
    NoBasis,
    /// There is a basis, but it does not reach these sections.
    OutOfScope,
    /// There is a basis, but not for this purpose.
    WrongPurpose,
    /// There was a basis and it has ended, or it has not begun.
    NotNow,
}

/// What a client may open of their own record. A practitioner's process notes are kept apart by
/// law and under the practitioner's own key.
pub const CLIENT_OWN_SECTIONS: Sections = Sections::of(&[
    Section::Identity,
    Section::Overview,
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
    Section::Notes,
    Section::Messages,
    Section::Measures,
    Section::Work,
    Section::Circle,
    Section::CrisisPlan,
    Section::Ledger,
    Section::Consent,
    Section::Drafts,
]);

const THERAPIST_SECTIONS: Sections = Sections::of(&[
    Section::Identity,
    Section::Overview,
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
    Section::Notes,
    Section::Messages,
    Section::Measures,
    Section::Work,
    Section::CrisisPlan,
]);
const LIST_SECTIONS: Sections = Sections::of(&[Section::Identity, Section::Overview]);
const BESIDE_SECTIONS: Sections = Sections::of(&[
    Section::Identity,
    Section::Overview,
    Section::CheckIns,
    Section::Relationship,
]);
const TEAM_SECTIONS: Sections =
    Sections::of(&[Section::Identity, Section::Overview, Section::Sessions]);
const WARD_SECTIONS: Sections = Sections::of(&[
    Section::Identity,
    Section::Overview,
    Section::Sessions,
    Section::Relationship,
    Section::CrisisPlan,
]);
const ASSIGNMENT_SECTIONS: Sections = Sections::of(&[Section::Identity, Section::Consent]);
const EMERGENCY_SECTIONS: Sections = Sections::of(&[Section::Identity, Section::CrisisPlan]);
/// What no grant reaches, whatever it says.
const BEYOND_GRANTS: Sections = Sections::of(&[
    Section::PsychotherapyNotes,
    Section::Ledger,
    Section::Consent,
    Section::Drafts,
]);

/// Decides whether `asker` may open `sections` of `whose` record for `purpose`.
///
/// All of `sections` or none: a partial yes would hide from the client what was meant.
pub fn decide(
    asker: Asker,
    whose: ClientId,
    sections: Sections,
    purpose: Purpose,
    facts: &Facts,
    now: Moment,
) -> Result<Access, Refused> {
    if facts.conflicts.contains(&asker.person) {
        return Err(Refused::Conflict);
    }
    if purpose == Purpose::Contact {
        return Err(Refused::WrongPurpose);
    }
    let allow = |basis| Access {
        asker,
        whose,
        sections,
        purpose,
        basis,
        decided_at: now,
    };
    let mut refused = Refused::NoBasis;
    for (basis, answer) in bases(asker, whose, purpose, facts, now) {
        match answer {
            Ok(reach) if reach.covers(sections) => return Ok(allow(basis)),
            Ok(_) => refused = refused.max(Refused::OutOfScope),
            Err(why) => refused = refused.max(why),
        }
    }
    Err(refused)
}

/// Every basis the asker has with this client, with the sections it reaches or why it does not.
fn bases(
    asker: Asker,
    whose: ClientId,
    purpose: Purpose,
    facts: &Facts,
    now: Moment,
) -> Vec<(Basis, Result<Sections, Refused>)> {
    let mut found = Vec::new();
    if whose.person() == asker.person {
        let reach = (purpose == Purpose::OwnRecord).then_some(CLIENT_OWN_SECTIONS);
        found.push((Basis::Own, reach.ok_or(Refused::WrongPurpose)));
    }
    if !asker.role.is_staff() || asker.role == Role::Administrator {
        return found;
    }
    if asker.role == Role::ServiceLead && purpose == Purpose::Assignment {
        found.push((Basis::Duty, Ok(ASSIGNMENT_SECTIONS)));
    }
    for relation in facts
        .relations
        .iter()
        .filter(|relation| relation.person == asker.person)
    {
        let live = now >= relation.from && relation.until.is_none_or(|until| now < until);
        let answer = if live {
            relation_reach(asker.role, relation.kind, purpose, facts.level)
        } else {
            Err(Refused::NotNow)
        };
        found.push((Basis::Relation(relation.kind), answer));
    }
    let on_team = facts.relations.iter().any(|relation| {
        relation.person == asker.person
            && now >= relation.from
            && relation.until.is_none_or(|until| now < until)
    });
    for grant in &facts.grants {
        let theirs = match grant.grantee {
            Grantee::Person(person) => person == asker.person,
            Grantee::Role(role) => role == asker.role && on_team,
        };
        if theirs {
            found.push((Basis::Grant, grant_reach(grant, purpose, now)));
        }
    }
    for glass in facts
        .break_glass
        .iter()
        .filter(|glass| glass.person == asker.person)
    {
        found.push((
            Basis::BreakGlass,
            break_glass_reach(asker.role, glass, purpose, now),
        ));
    }
    found
}

fn relation_reach(
    role: Role,
    kind: RelationKind,
    purpose: Purpose,
    level: LevelOfCare,
) -> Result<Sections, Refused> {
    use {Purpose as P, RelationKind as K, Role as R};
    let reach = match (kind, role, purpose) {
        (K::Therapist, R::Therapist, P::Treatment) => THERAPIST_SECTIONS,
        (K::Supervisor, R::Supervisor | R::Therapist, P::Supervision)
        | (K::Advocate, R::Advocate, P::Advocacy) => BESIDE_SECTIONS,
        (K::Team, R::WardNurse, P::Treatment | P::Caseload) if level == LevelOfCare::Outpatient => {
            return Err(Refused::NotNow);
        }
        (K::Team, R::WardNurse, P::Treatment) => WARD_SECTIONS,
        (K::Team, R::Therapist | R::PeerSupporter | R::Facilitator, P::Treatment) => TEAM_SECTIONS,
        (K::Therapist, R::Therapist, P::Caseload)
        | (K::Supervisor, R::Supervisor | R::Therapist, P::Caseload)
        | (K::Advocate, R::Advocate, P::Caseload)
        | (K::Team, R::Therapist | R::PeerSupporter | R::Facilitator | R::WardNurse, P::Caseload) => {
            LIST_SECTIONS
        }
        _ => return Err(Refused::WrongPurpose),
    };
    Ok(reach)
}

fn grant_reach(grant: &Grant, purpose: Purpose, now: Moment) -> Result<Sections, Refused> {
    if grant.purpose != purpose {
        return Err(Refused::WrongPurpose);
    }
    if now < grant.from || now >= grant.until {
        return Err(Refused::NotNow);
    }
    Ok(grant.sections.without(BEYOND_GRANTS))
}

fn break_glass_reach(
    role: Role,
    glass: &BreakGlass,
    purpose: Purpose,
    now: Moment,
) -> Result<Sections, Refused> {
    if purpose != Purpose::Emergency || !matches!(role, Role::Therapist | Role::WardNurse) {
        return Err(Refused::WrongPurpose);
    }
    if now < glass.at || now >= glass.at + BREAK_GLASS_HOURS * HOUR {
        return Err(Refused::NotNow);
    }
    Ok(EMERGENCY_SECTIONS)
}

#[cfg(test)]
mod tests;
