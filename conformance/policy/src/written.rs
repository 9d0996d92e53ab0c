//! The facts about a client, written as Cedar policies.

use crate::cases::{CLIENT, Case};
use care::{Grant, Grantee, LevelOfCare, Purpose, Relation, RelationKind, Sections};
use std::fmt::Write as _;

const FOUR_HOURS: i64 = 4 * 60 * 60 * 1_000;
const YEAR: i64 = 365 * 24 * 60 * 60 * 1_000;
const LIST: &str = "[\"identity\",\"overview\"]";
const TREATED: &str = "[\"identity\",\"overview\",\"sessions\",\"check-ins\",\"relationship\",\"notes\",\"messages\",\"measures\",\"work\",\"crisis-plan\",\"psychotherapy-notes\"]";
const BESIDE: &str = "[\"identity\",\"overview\",\"check-ins\",\"relationship\"]";
const TEAM: &str = "[\"identity\",\"overview\",\"sessions\"]";
const WARD: &str = "[\"identity\",\"overview\",\"sessions\",\"relationship\",\"crisis-plan\"]";
const OWN: &str = "[\"identity\",\"overview\",\"sessions\",\"check-ins\",\"relationship\",\"notes\",\"messages\",\"measures\",\"work\",\"circle\",\"crisis-plan\",\"ledger\",\"consent\",\"drafts\"]";

/// Everything that is so about the client, as policies.
pub(crate) fn policies(case: &Case) -> String {
    let mut text = String::new();
    let facts = &case.facts;
    for person in &facts.conflicts {
        let _ = writeln!(text, "forbid(principal == Person::\"{person}\", action, resource);");
    }
    for kept in &facts.kept_from {
        let _ = writeln!(
            text,
            "forbid(principal == Person::\"{}\", action, resource) when {{ {}.containsAny(context.sections) }};",
            kept.person,
            set(kept.sections)
        );
    }
    let _ = writeln!(
        text,
        "forbid(principal, action == Action::\"contact\", resource);\n\
         permit(principal == Person::\"{CLIENT}\", action == Action::\"own-record\", resource) when {{ {OWN}.containsAll(context.sections) }};\n\
         permit(principal, action == Action::\"assignment\", resource) when {{ context.role == \"service-lead\" && [\"identity\",\"consent\"].containsAll(context.sections) }};",
    );
    for one in &facts.relations {
        relation(&mut text, one, facts.level);
    }
    for glass in &facts.break_glass {
        let at = glass.at.millis();
        let _ = writeln!(
            text,
            "permit(principal == Person::\"{}\", action == Action::\"emergency\", resource) when {{ [\"therapist\",\"ward-nurse\"].contains(context.role) && context.now >= {at} && context.now < {} && [\"identity\",\"crisis-plan\"].containsAll(context.sections) }};",
            glass.person,
            at + FOUR_HOURS
        );
    }
    for one in &facts.grants {
        grant(&mut text, one, &facts.relations);
    }
    text
}

fn set(sections: Sections) -> String {
    let codes: Vec<String> = sections
        .iter()
        .map(|section| format!("\"{}\"", section.code()))
        .collect();
    // A set of nothing has no elements that anyone asks for.
    if codes.is_empty() {
        return "[\"nothing\"]".to_owned();
    }
    format!("[{}]", codes.join(","))
}

fn when(relation: &Relation) -> String {
    let until = relation
        .until
        .map(|until| format!(" && context.now < {}", until.millis()));
    format!(
        "context.now >= {}{}",
        relation.from.millis(),
        until.unwrap_or_default()
    )
}

/// What a relation opens: which roles, for what, which parts.
fn relation(text: &mut String, relation: &Relation, level: LevelOfCare) {
    let ward = "[\"ward-nurse\"]";
    let team = "[\"therapist\",\"peer-supporter\",\"facilitator\"]";
    let mut rows: Vec<(&str, &str, &str)> = match relation.kind {
        RelationKind::Therapist => vec![
            ("[\"therapist\"]", "treatment", TREATED),
            ("[\"therapist\"]", "caseload", LIST),
        ],
        RelationKind::Supervisor => vec![
            ("[\"supervisor\",\"therapist\"]", "supervision", BESIDE),
            ("[\"supervisor\",\"therapist\"]", "caseload", LIST),
        ],
        RelationKind::Advocate => vec![
            ("[\"advocate\"]", "advocacy", BESIDE),
            ("[\"advocate\"]", "caseload", LIST),
        ],
        RelationKind::Team => vec![(team, "treatment", TEAM), (team, "caseload", LIST)],
    };
    if relation.kind == RelationKind::Team && level != LevelOfCare::Outpatient {
        rows.extend([(ward, "treatment", WARD), (ward, "caseload", LIST)]);
    }
    for (roles, purpose, parts) in rows {
        let _ = writeln!(
            text,
            "permit(principal == Person::\"{}\", action == Action::\"{purpose}\", resource) when {{ {roles}.contains(context.role) && {} && {parts}.containsAll(context.sections) }};",
            relation.person,
            when(relation)
        );
    }
}

/// What a grant opens: to whoever works here, and to someone from the client's life.
fn grant(text: &mut String, grant: &Grant, relations: &[Relation]) {
    let (from, until) = (grant.from.millis(), grant.until.millis());
    let until = until.min(from + YEAR);
    let live = format!("context.now >= {from} && context.now < {until}");
    let open = set(grant.sections.without(care::BEYOND_GRANTS));
    let list = set(grant.sections.and(Sections::of(&[
        care::Section::Identity,
        care::Section::Overview,
    ])));
    let outside = set(grant.sections.and(Sections::of(&[
        care::Section::Identity,
        care::Section::Sessions,
    ])));
    let staff = "![\"client\",\"administrator\"].contains(context.role)";
    let works = matches!(
        grant.purpose,
        Purpose::Treatment | Purpose::Supervision | Purpose::Advocacy
    );
    let purpose = grant.purpose.code();
    match grant.grantee {
        Grantee::Person(person) => {
            let mut permit = |action: &str, unless: &str, parts: &str| {
                let _ = writeln!(
                    text,
                    "permit(principal == Person::\"{person}\", action == Action::\"{action}\", resource) when {{ {unless} && {live} && {parts}.containsAll(context.sections) }};"
                );
            };
            if works {
                permit(purpose, staff, &open);
                permit("caseload", staff, &list);
            }
            if grant.purpose == Purpose::Proceedings {
                permit(purpose, staff, &open);
            }
            if grant.purpose == Purpose::Advocacy && person != CLIENT {
                permit(purpose, "context.role == \"client\"", &outside);
            }
        }
        // Whoever has the role and works with the client now: a permit for each of them.
        Grantee::Role(role) if works => {
            for relation in relations {
                let _ = writeln!(
                    text,
                    "permit(principal == Person::\"{}\", action == Action::\"{purpose}\", resource) when {{ context.role == \"{}\" && {staff} && {} && {live} && {open}.containsAll(context.sections) }};",
                    relation.person,
                    role.code(),
                    when(relation)
                );
            }
        }
        Grantee::Role(_) => {}
    }
}
