//! Properties that hold for every combination of facts, not only for the ones in the matrix.

use super::*;
use crate::time::DAY;
use proptest::prelude::*;
use std::vec::Vec;

const CLIENT: PersonId = PersonId::from_bytes([9; 16]);

fn person() -> impl Strategy<Value = PersonId> {
    (1_u8..4).prop_map(|n| PersonId::from_bytes([n; 16]))
}

fn role() -> impl Strategy<Value = Role> {
    proptest::sample::select(Role::ALL.to_vec())
}

fn purpose() -> impl Strategy<Value = Purpose> {
    proptest::sample::select(Purpose::ALL.to_vec())
}

fn moment() -> impl Strategy<Value = Moment> {
    (0_i64..20).prop_map(|n| Moment::from_millis(n * DAY / 4))
}

fn kind() -> impl Strategy<Value = RelationKind> {
    proptest::sample::select(std::vec![
        RelationKind::Therapist,
        RelationKind::Supervisor,
        RelationKind::Advocate,
        RelationKind::Team
    ])
}

fn facts() -> impl Strategy<Value = Facts> {
    let relation = (person(), kind(), moment(), proptest::option::of(moment())).prop_map(
        |(person, kind, from, until)| Relation {
            person,
            kind,
            from,
            until,
        },
    );
    let grant = (
        person(),
        role(),
        any::<bool>(),
        any::<u32>(),
        purpose(),
        moment(),
        moment(),
    )
        .prop_map(
            |(person, role, by_role, bits, purpose, from, until)| Grant {
                grantee: if by_role {
                    Grantee::Role(role)
                } else {
                    Grantee::Person(person)
                },
                sections: Sections::from_bits(bits),
                purpose,
                from,
                until,
            },
        );
    let glass = (person(), moment()).prop_map(|(person, at)| BreakGlass { person, at });
    let level = proptest::sample::select(std::vec![
        LevelOfCare::Outpatient,
        LevelOfCare::Intensive,
        LevelOfCare::Inpatient
    ]);
    (
        proptest::collection::vec(relation, 0..4),
        proptest::collection::vec(grant, 0..4),
        proptest::collection::vec(person(), 0..2),
        proptest::collection::vec(glass, 0..2),
        level,
    )
        .prop_map(|(relations, grants, conflicts, break_glass, level)| Facts {
            relations,
            grants,
            conflicts,
            break_glass,
            level,
        })
}

fn reach(asker: Asker, purpose: Purpose, facts: &Facts, now: Moment) -> Vec<Section> {
    Section::ALL
        .into_iter()
        .filter(|section| {
            let wanted = Sections::of(&[*section]);
            decide(asker, ClientId::of(CLIENT), wanted, purpose, facts, now).is_ok()
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn without_any_fact_nobody_but_the_client_gets_in(
        person in person(), role in role(), purpose in purpose(), now in moment(),
    ) {
        let asker = Asker { person, role };
        let found = reach(asker, purpose, &Facts::default(), now);
        if role == Role::ServiceLead && purpose == Purpose::Assignment {
            prop_assert_eq!(found, std::vec![Section::Identity, Section::Consent]);
        } else {
            prop_assert!(found.is_empty());
        }
    }

    #[test]
    fn someone_on_the_conflict_list_gets_nothing(
        person in person(), role in role(), purpose in purpose(), now in moment(), facts in facts(),
    ) {
        let mut facts = facts;
        facts.conflicts.push(person);
        let found = reach(Asker { person, role }, purpose, &facts, now);
        prop_assert!(found.is_empty());
    }

    #[test]
    fn taking_a_fact_away_never_opens_more(
        person in person(), role in role(), purpose in purpose(), now in moment(), facts in facts(),
    ) {
        let asker = Asker { person, role };
        let before = reach(asker, purpose, &facts, now);
        let mut fewer = facts.clone();
        fewer.relations.pop();
        fewer.grants.pop();
        fewer.break_glass.pop();
        for section in reach(asker, purpose, &fewer, now) {
            prop_assert!(before.contains(&section));
        }
    }

    #[test]
    fn process_notes_and_the_ledger_are_nobody_elses(
        person in person(), role in role(), purpose in purpose(), now in moment(), facts in facts(),
    ) {
        let found = reach(Asker { person, role }, purpose, &facts, now);
        prop_assert!(!found.contains(&Section::PsychotherapyNotes));
        prop_assert!(!found.contains(&Section::Ledger));
        prop_assert!(!found.contains(&Section::Drafts));
    }

    #[test]
    fn an_administrator_never_sees_content(
        person in person(), purpose in purpose(), now in moment(), facts in facts(),
    ) {
        let asker = Asker { person, role: Role::Administrator };
        prop_assert!(reach(asker, purpose, &facts, now).is_empty());
    }

    #[test]
    fn a_grant_that_has_ended_opens_nothing(
        person in person(), role in role(), purpose in purpose(), facts in facts(),
    ) {
        let mut facts = facts;
        facts.relations.clear();
        facts.break_glass.clear();
        let end = facts.grants.iter().map(|grant| grant.until).max().unwrap_or_default();
        let found = reach(Asker { person, role }, purpose, &facts, end);
        if purpose != Purpose::Assignment {
            prop_assert!(found.is_empty());
        }
    }

    #[test]
    fn break_glass_ends_after_four_hours_and_reaches_little(
        person in person(), role in role(), purpose in purpose(), at in moment(), later in 0_i64..10 * HOUR,
    ) {
        let facts = Facts { break_glass: std::vec![BreakGlass { person, at }], ..Facts::default() };
        let found = reach(Asker { person, role }, purpose, &facts, at + later);
        if purpose == Purpose::Assignment {
            return Ok(());
        }
        if later >= 4 * HOUR {
            prop_assert!(found.is_empty());
        }
        prop_assert!(found.iter().all(|s| matches!(s, Section::Identity | Section::CrisisPlan)));
    }

    #[test]
    fn what_is_granted_together_was_granted_singly(
        person in person(), role in role(), purpose in purpose(), now in moment(), facts in facts(),
        bits in any::<u32>(),
    ) {
        let asker = Asker { person, role };
        let wanted = Sections::from_bits(bits);
        if decide(asker, ClientId::of(CLIENT), wanted, purpose, &facts, now).is_ok() {
            let single = reach(asker, purpose, &facts, now);
            prop_assert!(wanted.iter().all(|section| single.contains(&section)));
        }
    }
}
