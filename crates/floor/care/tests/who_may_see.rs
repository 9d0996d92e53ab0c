//! Prints the whole access decision as a text that a service lead and a client advocate can read
//! and sign off, and fails when the decision and the text disagree.

use care::{
    Asker, BreakGlass, ClientId, DAY, Facts, GRANT_LONGEST, Grant, Grantee, HOUR, KeptFrom,
    LevelOfCare, Moment, PersonId, Purpose, RecordId, Relation, RelationKind, Role, Section,
    Sections, decide, keep_watch,
};

const NOW: Moment = Moment::from_millis(1_800_000_000_000);
const ASKER: PersonId = PersonId::from_bytes([1; 16]);
const CLIENT: PersonId = PersonId::from_bytes([2; 16]);

struct Circumstance {
    name: &'static str,
    facts: Facts,
    own: bool,
}

fn relation(kind: RelationKind, from: i64, until: Option<i64>) -> Relation {
    Relation {
        person: ASKER,
        kind,
        from: NOW + from,
        until: until.map(|until| NOW + until),
    }
}

fn grant(sections: &[Section], purpose: Purpose, until: i64) -> Grant {
    Grant {
        id: RecordId::from_bytes([0; 16]),
        grantee: Grantee::Person(ASKER),
        sections: Sections::of(sections),
        purpose,
        from: NOW - DAY,
        until: NOW + until,
    }
}

fn with(name: &'static str, change: impl FnOnce(&mut Facts)) -> Circumstance {
    let mut facts = Facts::default();
    change(&mut facts);
    Circumstance {
        name,
        facts,
        own: false,
    }
}

fn circumstances() -> Vec<Circumstance> {
    use RelationKind::{Advocate, Supervisor, Team, Therapist};
    let live = |kind| relation(kind, -DAY, None);
    vec![
        Circumstance {
            name: "it is their own record",
            facts: Facts::default(),
            own: true,
        },
        with("nothing connects them", |_| ()),
        with("they are the client's therapist", |f| {
            f.relations = vec![live(Therapist)];
        }),
        with("they were the therapist until yesterday", |f| {
            f.relations = vec![relation(Therapist, -9 * DAY, Some(-DAY))];
        }),
        with("they will be the therapist from tomorrow", |f| {
            f.relations = vec![relation(Therapist, DAY, None)];
        }),
        with("they supervise the therapist", |f| {
            f.relations = vec![live(Supervisor)];
        }),
        with("they are the client's advocate", |f| {
            f.relations = vec![live(Advocate)];
        }),
        with("they are on the team, client is outpatient", |f| {
            f.relations = vec![live(Team)];
        }),
        with("they are on the team, client is inpatient", |f| {
            f.relations = vec![live(Team)];
            f.level = LevelOfCare::Inpatient;
        }),
    ]
    .into_iter()
    .chain(given())
    .chain(emergencies())
    .collect()
}

/// What a client gave.
fn given() -> Vec<Circumstance> {
    use RelationKind::Team;
    let live = |kind| relation(kind, -DAY, None);
    vec![
        with("the client granted notes and circle for treatment", |f| {
            f.grants = vec![grant(
                &[Section::Notes, Section::Circle],
                Purpose::Treatment,
                DAY,
            )];
        }),
        with("the client granted everything, for treatment", |f| {
            f.grants = vec![grant(&Section::ALL, Purpose::Treatment, DAY)];
        }),
        with("the same grant, ended an hour ago", |f| {
            f.grants = vec![grant(&Section::ALL, Purpose::Treatment, -HOUR)];
        }),
        with(
            "the client granted all of it to ward nurses on the team, and they are on the team, inpatient",
            |f| {
                f.relations = vec![live(Team)];
                f.level = LevelOfCare::Inpatient;
                f.grants = vec![Grant {
                    grantee: Grantee::Role(Role::WardNurse),
                    ..grant(&Section::ALL, Purpose::Treatment, DAY)
                }];
            },
        ),
        with(
            "the same grant to ward nurses, and they are not on the team",
            |f| {
                f.grants = vec![Grant {
                    grantee: Grantee::Role(Role::WardNurse),
                    ..grant(&Section::ALL, Purpose::Treatment, DAY)
                }];
            },
        ),
        with("the client granted everything, to stand beside them", |f| {
            f.grants = vec![grant(&Section::ALL, Purpose::Advocacy, DAY)];
        }),
    ]
    .into_iter()
    .chain(kept())
    .collect()
}

/// What a client gave for a court or for too long, and what they keep.
fn kept() -> Vec<Circumstance> {
    use RelationKind::Therapist;
    let live = |kind| relation(kind, -DAY, None);
    vec![
        with("the client granted notes and measures, for a court", |f| {
            f.grants = vec![grant(
                &[Section::Notes, Section::Measures],
                Purpose::Proceedings,
                DAY,
            )];
        }),
        with(
            "the client granted everything for a year and a day, a year ago",
            |f| {
                f.grants = vec![Grant {
                    from: NOW - GRANT_LONGEST,
                    ..grant(&Section::ALL, Purpose::Treatment, DAY)
                }];
            },
        ),
        with(
            "they are the client's therapist, and the client keeps measures and the crisis plan from them",
            |f| {
                f.relations = vec![live(Therapist)];
                f.kept_from = vec![KeptFrom {
                    person: ASKER,
                    sections: Sections::of(&[Section::Measures, Section::CrisisPlan]),
                }];
            },
        ),
        with("the same, and they broke the glass an hour ago", |f| {
            f.kept_from = vec![KeptFrom {
                person: ASKER,
                sections: Sections::of(&[Section::Measures, Section::CrisisPlan]),
            }];
            f.break_glass = vec![BreakGlass {
                person: ASKER,
                at: NOW - HOUR,
            }];
        }),
    ]
}

/// Emergencies, and those for whom the client does not exist.
fn emergencies() -> Vec<Circumstance> {
    use RelationKind::Therapist;
    let live = |kind| relation(kind, -DAY, None);
    vec![
        with("they broke the glass an hour ago", |f| {
            f.break_glass = vec![BreakGlass {
                person: ASKER,
                at: NOW - HOUR,
            }];
        }),
        with("they broke the glass five hours ago", |f| {
            f.break_glass = vec![BreakGlass {
                person: ASKER,
                at: NOW - 5 * HOUR,
            }];
        }),
        with("therapist, with every grant, on the conflict list", |f| {
            f.relations = vec![live(Therapist)];
            f.grants = vec![grant(&Section::ALL, Purpose::Treatment, DAY)];
            f.break_glass = vec![BreakGlass {
                person: ASKER,
                at: NOW - HOUR,
            }];
            f.conflicts = vec![ASKER];
        }),
    ]
}

fn matrix() -> String {
    let mut text = String::from(
        "Who may see what. Printed from the decision itself by tests/who_may_see.rs.\n\
         What is not listed is refused. Read: circumstance, role, purpose: sections.\n",
    );
    for circumstance in circumstances() {
        text.push_str("\nWhen ");
        text.push_str(circumstance.name);
        text.push('\n');
        let mut lines = Vec::new();
        for role in Role::ALL {
            let whose = ClientId::of(if circumstance.own { ASKER } else { CLIENT });
            for purpose in Purpose::ALL {
                let sections: Vec<_> = Section::ALL
                    .into_iter()
                    .filter(|section| {
                        let asker = Asker {
                            person: ASKER,
                            role,
                        };
                        decide(
                            asker,
                            whose,
                            Sections::of(&[*section]),
                            purpose,
                            &circumstance.facts,
                            NOW,
                        )
                        .is_ok()
                    })
                    .map(Section::code)
                    .collect();
                if !sections.is_empty() {
                    let (role, purpose) = (role.code(), purpose.code());
                    let sections = sections.join(" ");
                    lines.push(format!(
                        "  {role:<14} {purpose:<11} {sections}
"
                    ));
                }
            }
        }
        if lines.is_empty() {
            lines.push("  nobody, nothing\n".to_owned());
        }
        text.extend(lines);
    }
    text.push_str(&the_services_own());
    text
}

/// The one look that nobody asks for.
fn the_services_own() -> String {
    let access = keep_watch(ClientId::of(CLIENT), NOW);
    let sections: Vec<_> = access.sections().iter().map(Section::code).collect();
    format!(
        "\nWhen nobody asks, and the service itself keeps watch over what was promised\n  {:<14} {:<11} {}\n",
        "no person",
        access.purpose().code(),
        sections.join(" ")
    )
}

#[test]
fn the_matrix_is_what_was_signed_off() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/who_may_see.txt");
    let signed_off = std::fs::read_to_string(path).unwrap_or_default();
    let found = matrix();
    if signed_off != found {
        let proposed = concat!(env!("CARGO_TARGET_TMPDIR"), "/who_may_see.txt");
        std::fs::write(proposed, &found).unwrap();
        panic!("the decision and {path} disagree; the decision as it is now: {proposed}\n{found}");
    }
}
