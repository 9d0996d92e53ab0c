//! What is asked to be destroyed waits, can be stopped, and is gone when it is gone.

use super::rules::{ERASE_AFTER, Keeps, due, ended, kept_until};
use super::stored::receipt;
use care::{DAY, Facts, Moment, PersonId, Relation, RelationKind};

const NOW: Moment = Moment::from_millis(1_800_000_000_000);

fn with(until: &[Option<i64>]) -> Facts {
    let relation = |until: &Option<i64>| Relation {
        person: PersonId::from_bytes([1; 16]),
        kind: RelationKind::Therapist,
        from: Moment::from_millis(0),
        until: until.map(|days| NOW + days * DAY),
    };
    Facts {
        relations: until.iter().map(relation).collect(),
        ..Facts::default()
    }
}

#[test]
fn care_has_ended_when_the_last_who_worked_with_them_has_left() {
    for (until, days) in [
        (&[][..], None),
        (&[None], None),
        (&[Some(-5)], Some(-5)),
        (&[Some(-5), None], None),
        (&[Some(-5), Some(-2)], Some(-2)),
        (&[Some(-5), Some(3)], None),
        (&[Some(0)], Some(0)),
    ] {
        let expected = days.map(|days| NOW + days * DAY);
        assert_eq!(ended(&with(until), NOW), expected, "{until:?}");
    }
}

#[test]
fn without_a_law_a_wish_is_enough_after_seven_days() {
    let asked = NOW + -DAY;
    for facts in [with(&[]), with(&[None]), with(&[Some(-9)])] {
        let due = due(Keeps::default(), &facts, asked, NOW);
        assert_eq!(due, Some(asked + ERASE_AFTER));
        assert_eq!(kept_until(Keeps::default(), &facts, NOW), None);
    }
}

#[test]
fn what_the_law_keeps_is_kept_until_then_and_nobody_knows_when_while_care_lasts() {
    let keeps = Keeps { years: Some(10) };
    let (asked, year) = (NOW, 366 * DAY);
    assert_eq!(due(keeps, &with(&[None]), asked, NOW), None);
    let ended = with(&[Some(-30)]);
    let kept = NOW + -30 * DAY + 10 * year;
    assert_eq!(due(keeps, &ended, asked, NOW), Some(kept));
    assert_eq!(kept_until(keeps, &ended, NOW), Some(kept));
    // Time is over already: the wish still gets its seven days.
    let long_ago = with(&[Some(-11 * 366)]);
    assert_eq!(due(keeps, &long_ago, asked, NOW), Some(asked + ERASE_AFTER));
    // Nobody ever worked with them.
    assert_eq!(
        due(keeps, &with(&[]), asked, NOW),
        Some(asked + ERASE_AFTER)
    );
}

#[test]
fn a_receipt_can_be_read_aloud() {
    assert_eq!(receipt([0; 8]), "AAAA-AAAA-AAAAA");
    let all: std::collections::BTreeSet<String> = (0..=u8::MAX).map(|n| receipt([n; 8])).collect();
    assert_eq!(all.len(), 256);
}
