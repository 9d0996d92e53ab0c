//! How far each basis reaches: which sections, for which role and purpose.

use super::facts::{BreakGlass, Facts, Grant, Grantee, RelationKind};
use super::{Asker, Basis, Purpose, Refused};
use crate::ids::ClientId;
use crate::people::{LevelOfCare, Role};
use crate::sections::{Section, Sections};
use crate::time::Moment;
use alloc::vec::Vec;

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
    // Their own process notes only: each is meant for its author and under the author's own key.
    Section::PsychotherapyNotes,
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
/// What break-glass opens.
pub const EMERGENCY_SECTIONS: Sections = Sections::of(&[Section::Identity, Section::CrisisPlan]);
/// What someone from a client's life, who does not work here, can be granted at most. Never the
/// crisis plan, messages, measures, notes, what was said after a session, the map of people or the
/// ledger: a relative's way into those is a way for whoever stands beside that relative.
pub const PROXY_SECTIONS: Sections = Sections::of(&[Section::Identity, Section::Sessions]);
/// What a client can keep from one person. Without a name and the short view nobody finds a client
/// at all: to be not found is what naming a conflict is for.
pub const KEEPABLE: Sections = Sections::of(&[
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
    Section::Notes,
    Section::Messages,
    Section::Measures,
    Section::Work,
    Section::Circle,
    Section::CrisisPlan,
]);
/// What no grant reaches, whatever it says. What lies under the client's own key would open as
/// nothing but noise: what they want to show of it they share from there.
pub const BEYOND_GRANTS: Sections = Sections::of(&[
    Section::PsychotherapyNotes,
    Section::Circle,
    Section::Ledger,
    Section::Consent,
    Section::Drafts,
]);

/// Every basis the asker has with this client, with the sections it reaches or why it does not.
pub(super) fn bases(
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
    if asker.role == Role::Client {
        found.extend(as_proxy(asker, whose, purpose, facts, now));
        return found;
    }
    if asker.role == Role::Administrator {
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
        let answer = if relation.is_live(now) {
            relation_reach(asker.role, relation.kind, purpose, facts.level)
        } else {
            Err(Refused::NotNow)
        };
        found.push((Basis::Relation(relation.kind), answer));
    }
    let on_team = facts
        .relations
        .iter()
        .any(|relation| relation.person == asker.person && relation.is_live(now));
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

/// What someone who does not work here may see of someone else's record: what the client granted
/// to them by name, to stand beside the client, and never more than [`PROXY_SECTIONS`].
fn as_proxy(
    asker: Asker,
    whose: ClientId,
    purpose: Purpose,
    facts: &Facts,
    now: Moment,
) -> Vec<(Basis, Result<Sections, Refused>)> {
    let theirs = |grant: &&Grant| {
        whose.person() != asker.person && grant.grantee == Grantee::Person(asker.person)
    };
    let answer = |grant: &Grant| match (grant.purpose, purpose) {
        (Purpose::Advocacy, Purpose::Advocacy) if grant.is_live(now) => {
            Ok(grant.sections.and(PROXY_SECTIONS))
        }
        (Purpose::Advocacy, Purpose::Advocacy) => Err(Refused::NotNow),
        _ => Err(Refused::WrongPurpose),
    };
    let grants = facts.grants.iter().filter(theirs);
    grants.map(|grant| (Basis::Grant, answer(grant))).collect()
}

/// A grant opens what it says for what it says. Whoever was granted something by name also finds
/// the client on their list, with no more than the grant says: that is a part of every purpose for
/// which people are worked with, and of no other.
fn grant_reach(grant: &Grant, purpose: Purpose, now: Moment) -> Result<Sections, Refused> {
    use Purpose::{Advocacy, Caseload, Proceedings, Supervision, Treatment};
    let sections = grant.sections.without(BEYOND_GRANTS);
    let by_name = matches!(grant.grantee, Grantee::Person(_));
    let reach = match (grant.purpose, purpose) {
        (Treatment, Treatment) | (Supervision, Supervision) | (Advocacy, Advocacy) => sections,
        // For a court somebody is named, never whoever has a role.
        (Proceedings, Proceedings) if by_name => sections,
        (Treatment | Supervision | Advocacy, Caseload) if by_name => sections.and(LIST_SECTIONS),
        _ => return Err(Refused::WrongPurpose),
    };
    if grant.is_live(now) {
        Ok(reach)
    } else {
        Err(Refused::NotNow)
    }
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
    if !glass.is_live(now) {
        return Err(Refused::NotNow);
    }
    Ok(EMERGENCY_SECTIONS)
}
