//! A change is told as confirmed when two administrations in a row agree; the first time it is
//! "check again".

use super::{Reliable, by_threshold};
use crate::judged::{Direction, Judged, Method};
use crate::quantity::Quantity;
use crate::scale::present;

/// Where someone stands against their start.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// There is no score after the start.
    TooEarly,
    /// The latest score is within imprecision of the start.
    Unchanged,
    /// The latest score is beyond it for the first time: worth asking again, not yet worth saying.
    CheckAgain(Reliable),
    /// The latest two scores are beyond it, both the same way.
    Confirmed(Reliable),
}

pub(crate) const TWO_IN_A_ROW: Method = Method::own(
    "two-in-a-row",
    "This project's own choice: reliable change (Jacobson & Truax 1991) counts when two \
     administrations in a row show it. In this project's own simulation of twenty sessions without \
     any change, single crossings call one client in five worse, two in a row fewer than one in \
     twenty.",
);

/// Where someone stands against `start`, from the scores after it, in order. A missing score
/// neither confirms nor denies: the latest two that are there count.
pub fn standing(
    start: f64,
    later: &[Option<f64>],
    threshold: f64,
    direction: Direction,
) -> Judged<Standing> {
    let scores = present(later);
    let judge = |score: &f64| by_threshold(start, *score, threshold, direction).outcome;
    let numbers = [(Quantity::Before, start), (Quantity::Limit, threshold)];
    let Some((latest, earlier)) = scores.split_last() else {
        return Judged::new(Standing::TooEarly, &TWO_IN_A_ROW, &numbers);
    };
    let outcome = match (judge(latest), earlier.last().map(judge)) {
        (Reliable::Unchanged, _) => Standing::Unchanged,
        (now, Some(then)) if now == then => Standing::Confirmed(now),
        (now, _) => Standing::CheckAgain(now),
    };
    let mut told = vec![(Quantity::Score, *latest)];
    told.extend(earlier.last().map(|score| (Quantity::Previous, *score)));
    told.extend(numbers);
    Judged::new(outcome, &TWO_IN_A_ROW, &told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(later: &[Option<f64>]) -> Standing {
        standing(40.0, later, 10.0, Direction::LowerIsBetter).outcome
    }

    #[test]
    fn the_second_time_confirms() {
        let (better, worse) = (Reliable::Improved, Reliable::Deteriorated);
        for (later, expected) in [
            (vec![], Standing::TooEarly),
            (vec![None], Standing::TooEarly),
            (vec![Some(31.0)], Standing::Unchanged),
            (vec![Some(50.0)], Standing::CheckAgain(worse)),
            (vec![Some(50.0), Some(50.0)], Standing::Confirmed(worse)),
            (vec![Some(50.0), Some(30.0)], Standing::CheckAgain(better)),
            (vec![Some(50.0), Some(40.0)], Standing::Unchanged),
            (
                vec![Some(50.0), Some(40.0), Some(51.0)],
                Standing::CheckAgain(worse),
            ),
            (
                vec![Some(30.0), None, Some(28.0)],
                Standing::Confirmed(better),
            ),
            (vec![Some(30.0), None], Standing::CheckAgain(better)),
        ] {
            assert_eq!(at(&later), expected, "{later:?}");
        }
    }

    proptest! {
        #[test]
        fn a_missing_score_is_never_a_score_of_zero(
            scores in prop::collection::vec(0_i32..=80, 0..8),
            gaps in prop::collection::vec(0_usize..8, 0..4)
        ) {
            let mut later: Vec<_> = scores.iter().map(|score| Some(f64::from(*score))).collect();
            let without = at(&later);
            for gap in gaps {
                later.insert(gap.min(later.len()), None);
            }
            prop_assert_eq!(at(&later), without);
        }
    }
}
