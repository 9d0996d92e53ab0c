//! Counting by team, and that nothing small can be worked out.

use super::*;
use proptest::prelude::*;

fn person(number: u8) -> PersonId {
    PersonId::from_bytes([number; 16])
}

fn team(number: u8, members: std::ops::Range<u8>) -> Team {
    Team {
        team: RecordId::from_bytes([number; 16]),
        members: members.map(person).collect(),
    }
}

fn ended(by: u8, how: Became) -> Ended {
    Ended {
        by: person(by),
        kind: Kind::Reply,
        how,
        told: false,
        sorry: false,
        mended: false,
    }
}

/// So many promises, shared out among these people in turn.
fn by(people: std::ops::Range<u8>, count: usize) -> Vec<Ended> {
    let people: Vec<u8> = people.collect();
    (0..count)
        .map(|number| ended(people[number % people.len()], Became::Kept))
        .collect()
}

fn shown(rates: &Rates) -> Vec<Option<u32>> {
    let teams = rates.teams.iter().map(|(_, rate)| rate);
    let all = teams.chain([&rates.others, &rates.all]);
    all.map(|rate| rate.map(|rate| rate.ended)).collect()
}

#[test]
fn each_way_of_ending_is_counted_once() {
    let mut all = Vec::new();
    for how in Became::ALL {
        for told in [true, false] {
            let mut one = ended(u8::try_from(all.len() % 3 + 1).unwrap(), how);
            (one.told, one.sorry, one.mended) = (told, told, !told);
            all.push(one);
        }
    }
    let rate = rates(&all, &[]).all.unwrap();
    let expected = Rate {
        ended: 10,
        kept: 2,
        late: 2,
        broken: 2,
        called_off: 2,
        released: 2,
        told: 2,
        sorry: 1,
        mended: 1,
    };
    assert_eq!(rate, expected);
}

#[test]
fn small_teams_are_not_shown_and_not_worked_out() {
    let teams = [team(1, 1..4), team(2, 4..7), team(3, 7..10)];
    let cases: [(Vec<Ended>, [Option<u32>; 5]); 8] = [
        // Nothing ended.
        (vec![], [None, None, None, None, None]),
        // Large enough, each of them.
        (
            [by(1..4, 10), by(4..7, 12), by(7..10, 30)].concat(),
            [Some(10), Some(12), Some(30), None, Some(52)],
        ),
        // One with nine: another is hidden with it, the smallest.
        (
            [by(1..4, 9), by(4..7, 12), by(7..10, 30)].concat(),
            [None, None, Some(30), None, Some(51)],
        ),
        // Enough promises by two people only.
        (
            [by(1..3, 40), by(4..7, 12), by(7..10, 30)].concat(),
            [None, None, Some(30), None, Some(82)],
        ),
        // Two small ones that are large enough together.
        (
            [by(1..4, 5), by(4..7, 5), by(7..10, 30)].concat(),
            [None, None, Some(30), None, Some(40)],
        ),
        // Two small ones that are not.
        (
            [by(1..4, 4), by(4..7, 5), by(7..10, 30)].concat(),
            [None, None, None, None, Some(39)],
        ),
        // Someone in no team would follow from the others.
        (
            [by(1..4, 10), by(4..7, 12), by(7..10, 30), by(99..100, 1)].concat(),
            [None, Some(12), Some(30), None, Some(53)],
        ),
        // The whole is too small itself.
        (by(1..4, 9), [None, None, None, None, None]),
    ];
    for (ended, expected) in cases {
        assert_eq!(shown(&rates(&ended, &teams)), expected, "{}", ended.len());
    }
}

#[test]
fn a_kind_is_shown_only_where_the_whole_without_it_says_nothing_of_a_few() {
    let tasks = |all: Vec<Ended>| -> Vec<Ended> {
        let task = |one| Ended {
            kind: Kind::Task,
            ..one
        };
        all.into_iter().map(task).collect()
    };
    for (replies, others, shown) in [
        (by(1..4, 10), vec![], Some(10)),
        (by(1..4, 9), vec![], None),
        (by(1..3, 40), vec![], None),
        // One task of Ben's: all that ended, less the replies, would be how he kept it.
        (by(1..4, 30), tasks(by(9..10, 1)), None),
        (by(1..4, 30), tasks(by(4..6, 40)), None),
        (by(1..4, 30), tasks(by(4..7, 10)), Some(30)),
        (by(1..4, 9), tasks(by(4..7, 10)), None),
    ] {
        let all = [replies, others].concat();
        let rate = rate_of(&all, Kind::Reply);
        assert_eq!(rate.map(|rate| rate.ended), shown, "{}", all.len());
    }
    assert_eq!(rate_of(&[], Kind::Reply), None);
}

#[test]
fn who_is_in_two_teams_counts_once() {
    let teams = [team(1, 1..5), team(2, 3..8)];
    let rates = rates(&by(1..8, 70), &teams);
    assert_eq!(shown(&rates), [Some(40), Some(30), None, Some(70)]);
}

proptest! {
    #[test]
    fn what_is_hidden_is_large_or_cannot_be_subtracted(
        counts in prop::collection::vec((1u8..6, 0usize..25), 1..6),
        loose in 0usize..15,
    ) {
        let mut next = 1u8;
        let (mut teams, mut all) = (Vec::new(), Vec::new());
        for (number, (members, count)) in counts.iter().enumerate() {
            let range = next..next + members;
            next += members;
            teams.push(team(u8::try_from(number).unwrap(), range.clone()));
            all.extend(by(range, *count));
        }
        all.extend(by(200..204, loose));
        let found = rates(&all, &teams);
        let cells: Vec<Option<Rate>> =
            found.teams.iter().map(|(_, rate)| *rate).chain([found.others]).collect();
        // Whatever is shown stands for enough promises by enough people.
        for (place, rate) in cells.iter().enumerate() {
            if let Some(rate) = rate {
                prop_assert!(rate.ended as usize >= ENOUGH_ENDED);
                let people = counts.get(place).map_or(4, |(members, _)| usize::from(*members));
                prop_assert!(people >= ENOUGH_PEOPLE);
            }
        }
        // What follows by subtraction is nothing, or large and from more than one.
        if let Some(whole) = found.all {
            let shown: u32 = cells.iter().flatten().map(|rate| rate.ended).sum();
            let rest = (whole.ended - shown) as usize;
            prop_assert!(rest == 0 || rest >= ENOUGH_ENDED, "{rest}");
            let hidden = cells.iter().zip(counts.iter().map(|(_, count)| *count).chain([loose]));
            let filled = hidden.filter(|(rate, count)| rate.is_none() && *count > 0).count();
            prop_assert!(filled != 1);
        }
        // Nothing is counted twice or left out.
        prop_assert!(found.all.is_none_or(|whole| whole.ended as usize == all.len()));
    }
}
