//! What belongs together, by tables.

use super::*;
use care::{RelationKind, Section};

const OWN: PersonId = PersonId::from_bytes([1; 16]);
const RUTH: PersonId = PersonId::from_bytes([2; 16]);
const ANA: PersonId = PersonId::from_bytes([3; 16]);

fn by(by: PersonId, wrote: bool, section: Section, day: i64, at: i64) -> Told {
    let own = by == OWN;
    Told {
        what: What {
            by,
            role: if own { Role::Client } else { Role::Therapist },
            wrote,
            sections: Sections::of(&[section]),
            purpose: if own {
                Purpose::OwnRecord
            } else {
                Purpose::Treatment
            },
            basis: if own {
                Basis::Own
            } else {
                Basis::Relation(RelationKind::Therapist)
            },
        },
        line: LineId::from_bytes([u8::try_from(at % 251).unwrap(); 16]),
        at: Moment::from_millis(at),
        day,
    }
}

#[test]
fn no_lines_are_no_days() {
    assert_eq!(days(&[], OWN), []);
}

#[test]
fn every_line_is_told_once_and_no_other() {
    // Every order of a few lines, over two days and three people: counted, nothing is lost.
    for seed in 0..500_u64 {
        let lines: Vec<Told> = (0..12)
            .map(|n| {
                let pick =
                    |of: u64| (seed.wrapping_mul(6_364_136_223_846_793_005) >> (n * 3 + 5)) % of;
                let who = [OWN, RUTH, ANA][usize::try_from(pick(3)).unwrap()];
                let section =
                    [Section::Notes, Section::CheckIns][usize::try_from(pick(2)).unwrap()];
                let at = 100 - i64::from(n);
                by(who, pick(5) == 0, section, at / 95, at)
            })
            .collect();
        let told = days(&lines, OWN);
        let others: usize = told
            .iter()
            .flat_map(|day| &day.others)
            .flat_map(|one| &one.did)
            .map(|entry| entry.times.len())
            .sum();
        let own: usize = told
            .iter()
            .map(|day| day.own_looks + day.own_writes.0)
            .sum();
        assert_eq!(others + own, lines.len());
        let someone = told.iter().flat_map(|day| &day.others);
        for (one, entry) in someone.flat_map(|one| one.did.iter().map(move |did| (one, did))) {
            assert!(entry.times.is_sorted());
            assert_ne!(entry.what.by, OWN);
            assert_eq!((one.by, one.basis), (entry.what.by, entry.what.basis));
            for at in &entry.times {
                assert!(
                    lines
                        .iter()
                        .any(|line| line.what == entry.what && line.at == *at)
                );
            }
        }
    }
}

#[test]
fn the_same_thing_on_one_day_is_told_once_with_its_times_and_on_another_day_again() {
    let lines = [
        by(RUTH, false, Section::CheckIns, 2, 30),
        by(RUTH, false, Section::CheckIns, 2, 20),
        by(RUTH, false, Section::CheckIns, 1, 10),
    ];
    let told = days(&lines, OWN);
    assert_eq!(told.len(), 2);
    let times: Vec<Vec<i64>> = told
        .iter()
        .map(|day| {
            day.others[0].did[0]
                .times
                .iter()
                .map(|at| at.millis())
                .collect()
        })
        .collect();
    assert_eq!(times, [vec![20, 30], vec![10]]);
}

#[test]
fn reading_and_writing_and_different_reasons_are_told_apart() {
    let read = by(RUTH, false, Section::Notes, 1, 9);
    let wrote = by(RUTH, true, Section::Notes, 1, 8);
    let mut supervised = by(RUTH, false, Section::Notes, 1, 7);
    supervised.what.purpose = Purpose::Supervision;
    let told = days(&[read, wrote, supervised], OWN);
    let [ruth] = told[0].others.as_slice() else {
        panic!("one person, one right")
    };
    assert_eq!(ruth.did.len(), 3);
}

#[test]
fn each_person_stands_once_a_day_where_they_first_appear_and_beside_themselves_on_another_right() {
    let mut granted = by(ANA, false, Section::Notes, 1, 6);
    granted.what.basis = Basis::Grant;
    let lines = [
        by(ANA, false, Section::Notes, 1, 9),
        by(RUTH, false, Section::Notes, 1, 8),
        by(ANA, false, Section::CheckIns, 1, 7),
        granted,
    ];
    let therapist = Basis::Relation(RelationKind::Therapist);
    let who: Vec<_> = days(&lines, OWN)[0]
        .others
        .iter()
        .map(|one| (one.by, one.basis, one.did.len()))
        .collect();
    assert_eq!(
        who,
        [
            (ANA, therapist, 2),
            (ANA, Basis::Grant, 1),
            (RUTH, therapist, 1)
        ]
    );
}

#[test]
fn ones_own_looking_is_folded_and_ones_own_writing_is_told_apart_from_it() {
    let lines = [
        by(OWN, false, Section::Ledger, 1, 9),
        by(OWN, true, Section::CheckIns, 1, 8),
        by(OWN, true, Section::Relationship, 1, 7),
        by(OWN, false, Section::Notes, 1, 6),
    ];
    let day = &days(&lines, OWN)[0];
    let wrote = Sections::of(&[Section::CheckIns, Section::Relationship]);
    assert_eq!(
        (day.own_looks, day.own_writes, day.others.len()),
        (2, (2, wrote), 0)
    );
}

#[test]
fn someone_else_who_claims_the_clients_own_right_is_not_folded_away() {
    let mut line = by(RUTH, false, Section::Notes, 1, 9);
    line.what.basis = Basis::Own;
    let mut odd = by(OWN, false, Section::Notes, 1, 8);
    odd.what.basis = Basis::Grant;
    let day = &days(&[line, odd], OWN)[0];
    assert_eq!((day.others.len(), day.own_looks), (2, 0));
}
