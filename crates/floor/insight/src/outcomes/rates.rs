//! Outcome rates of everyone who started.

use crate::change::Change;
use crate::judged::{Judged, Method};
use crate::quantity::Quantity;

/// The least number of people that is told. This project's own choice.
const FLOOR: usize = 5;

/// How many, if it may be told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Count {
    /// None, or at least five.
    Told(usize),
    /// Not told: from one to four, or kept back so that no other number can be worked out.
    KeptBack,
}

/// One row of the table.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Row {
    /// What became of them; `None`: there is no second score.
    pub outcome: Option<Change>,
    /// How many.
    pub count: Count,
    /// Their share of everyone who started, 0 to 1; `None` where the number is kept back.
    pub share: Option<f64>,
}

/// The table.
#[derive(Clone, PartialEq, Debug)]
pub struct OutcomeRates {
    /// Everyone who started.
    pub started: Count,
    /// Every outcome, best first, missing last.
    pub rows: Vec<Row>,
}

pub(crate) const RATES: Method = Method::own(
    "outcome-rates",
    "This project's own choice: everyone who started is in the denominator, missing is a row of its \
     own, numbers from one to four are kept back, and as long as what is kept back could be worked out \
     from its sum, the next smallest row too. \
     The outcomes themselves are those of Jacobson & Truax 1991.",
);

/// The table of what became of everyone who started, one entry each, in any order. `None`: no
/// second score.
pub fn outcome_rates(everyone: &[Option<Change>]) -> Judged<OutcomeRates> {
    let outcomes = Change::ALL.into_iter().map(Some).chain([None]);
    let counted: Vec<(Option<Change>, usize)> = outcomes
        .map(|outcome| {
            let same = everyone.iter().filter(|one| **one == outcome);
            (outcome, same.count())
        })
        .collect();
    let kept_back = kept_back(&counted, everyone.len());
    let rows = counted
        .iter()
        .zip(&kept_back)
        .map(|((outcome, count), kept_back)| Row {
            outcome: *outcome,
            count: if *kept_back {
                Count::KeptBack
            } else {
                Count::Told(*count)
            },
            share: (!kept_back)
                .then(|| share(*count, everyone.len()))
                .flatten(),
        })
        .collect();
    let started = if (1..FLOOR).contains(&everyone.len()) || can_be_worked_out(&counted, &kept_back)
    {
        Count::KeptBack
    } else {
        Count::Told(everyone.len())
    };
    let floor = u32::try_from(FLOOR).map_or(f64::MAX, f64::from);
    let numbers = [(Quantity::Floor, floor)];
    Judged::new(OutcomeRates { started, rows }, &RATES, &numbers)
}

/// Which rows are not told. In a group that is itself too small, all of them: even a zero says
/// something about few people.
fn kept_back(counted: &[(Option<Change>, usize)], started: usize) -> Vec<bool> {
    if started < FLOOR {
        return vec![started > 0; counted.len()];
    }
    let mut kept: Vec<bool> = counted
        .iter()
        .map(|(_, count)| (1..FLOOR).contains(count))
        .collect();
    while can_be_worked_out(counted, &kept) {
        let next = counted
            .iter()
            .zip(&kept)
            .enumerate()
            .filter(|(_, (_, kept))| !**kept)
            // A row of nobody hides the least, so it comes last.
            .min_by_key(|(_, ((_, count), _))| (*count == 0, *count));
        let Some(place) = next.map(|(place, _)| place) else {
            break;
        };
        if let Some(place) = kept.get_mut(place) {
            *place = true;
        }
    }
    kept
}

/// Whether somebody who knows how many started can work out a row that is kept back. What they know
/// is the sum of those rows, so: where it is one row, where the sum is the least that so many rows
/// can come to, each one, or the most that so many small rows can, each four.
fn can_be_worked_out(counted: &[(Option<Change>, usize)], kept: &[bool]) -> bool {
    let hidden: Vec<usize> = counted
        .iter()
        .zip(kept)
        .filter(|(_, kept)| **kept)
        .map(|((_, count), _)| *count)
        .collect();
    let sum: usize = hidden.iter().sum();
    let rows = hidden.len();
    let all_small = hidden.iter().all(|count| *count < FLOOR);
    rows == 1 || (rows > 0 && (sum == rows || (all_small && sum == (FLOOR - 1) * rows)))
}

pub(super) fn share(part: usize, whole: usize) -> Option<f64> {
    let (part, whole) = (u32::try_from(part).ok()?, u32::try_from(whole).ok()?);
    (whole > 0).then(|| f64::from(part) / f64::from(whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn group(numbers: [usize; 6]) -> Vec<Option<Change>> {
        let outcomes = Change::ALL.into_iter().map(Some).chain([None]);
        outcomes
            .zip(numbers)
            .flat_map(|(outcome, number)| std::iter::repeat_n(outcome, number))
            .collect()
    }

    fn told(numbers: [usize; 6]) -> Vec<Option<usize>> {
        let table = outcome_rates(&group(numbers)).outcome;
        let told = |row: &Row| match row.count {
            Count::Told(count) => Some(count),
            Count::KeptBack => None,
        };
        table.rows.iter().map(told).collect()
    }

    #[test]
    fn everyone_who_started_is_counted() {
        let table = outcome_rates(&group([20, 10, 0, 40, 5, 25])).outcome;
        assert_eq!(table.started, Count::Told(100));
        let shares: Vec<_> = table.rows.iter().map(|row| row.share.unwrap()).collect();
        for (share, expected) in shares.iter().zip([0.2, 0.1, 0.0, 0.4, 0.05, 0.25]) {
            assert!((share - expected).abs() < 1e-12, "{shares:?}");
        }
        assert_eq!(table.rows[5].outcome, None);
    }

    #[test]
    fn a_small_number_is_kept_back_and_cannot_be_worked_out() {
        for (numbers, expected) in [
            (
                [20, 10, 0, 40, 3, 2],
                [Some(20), Some(10), Some(0), Some(40), None, None],
            ),
            (
                [20, 10, 0, 40, 3, 25],
                [Some(20), None, Some(0), Some(40), None, Some(25)],
            ),
            // Two rows that come to two are one each, so a third hides them.
            (
                [10, 1, 0, 0, 1, 20],
                [None, None, Some(0), Some(0), None, Some(20)],
            ),
            (
                [10, 4, 0, 0, 4, 20],
                [None, None, Some(0), Some(0), None, Some(20)],
            ),
            // Where no larger row is left, one of nobody does.
            (
                [4, 4, 0, 0, 0, 0],
                [None, None, None, Some(0), Some(0), Some(0)],
            ),
            ([1, 1, 1, 1, 1, 0], [None; 6]),
            ([1, 1, 0, 1, 1, 0], [None; 6]),
            ([0; 6], [Some(0); 6]),
        ] {
            assert_eq!(told(numbers), expected, "{numbers:?}");
        }
        let few = outcome_rates(&group([1, 1, 0, 1, 1, 0])).outcome;
        assert_eq!(few.started, Count::KeptBack);
        // No row is left to hide behind.
        let each = outcome_rates(&group([1; 6])).outcome;
        assert_eq!(each.started, Count::KeptBack);
    }

    proptest! {
        #[test]
        fn missing_people_lower_every_rate(
            numbers in prop::array::uniform6(5_usize..60), more in 5_usize..60
        ) {
            let share = |numbers| outcome_rates(&group(numbers)).outcome.rows[0].share.unwrap();
            let mut with_more = numbers;
            with_more[5] += more;
            prop_assert!(share(with_more) < share(numbers));
        }

        #[test]
        fn no_number_from_one_to_four_is_ever_told_or_left_over(
            numbers in prop::array::uniform6(0_usize..12)
        ) {
            let table = outcome_rates(&group(numbers)).outcome;
            let mut rest = match table.started {
                Count::Told(all) => all,
                Count::KeptBack => return Ok(()),
            };
            let mut kept = Vec::new();
            for (row, count) in table.rows.iter().zip(numbers) {
                match row.count {
                    Count::Told(count) => {
                        prop_assert!(count == 0 || count >= FLOOR);
                        rest = rest.saturating_sub(count);
                    }
                    Count::KeptBack => kept.push(count),
                }
            }
            // What is left over is the sum of the rows kept back, and says nothing of any of them:
            // more than one row, not one each, and not four each.
            let small = kept.iter().all(|count| *count < FLOOR);
            prop_assert_eq!(rest, kept.iter().sum::<usize>());
            prop_assert!(kept.len() != 1);
            prop_assert!(kept.is_empty() || rest != kept.len());
            prop_assert!(kept.is_empty() || !small || rest != 4 * kept.len());
        }
    }
}
