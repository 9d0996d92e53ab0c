//! Change beyond an instrument's own imprecision, in either direction.

use super::Precision;
use crate::judged::{Direction, Judged, Method};
use crate::quantity::Quantity;
use crate::scale::ROUNDING;

/// What a change comes to, leaving aside where it began and ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reliable {
    /// Better by more than imprecision.
    Improved,
    /// Within imprecision, whatever the direction.
    Unchanged,
    /// Worse by more than imprecision.
    Deteriorated,
}

impl Reliable {
    /// A stable name for records and the message catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Improved => "improved",
            Self::Unchanged => "unchanged",
            Self::Deteriorated => "deteriorated",
        }
    }

    fn of(better_by: f64, beyond: impl Fn(f64) -> bool) -> Self {
        if beyond(better_by) {
            Self::Improved
        } else if beyond(-better_by) {
            Self::Deteriorated
        } else {
            Self::Unchanged
        }
    }
}

pub(crate) const JACOBSON_TRUAX: Method = Method::published(
    "jacobson-truax",
    "Jacobson & Truax 1991 (J Consult Clin Psychol 59:12-19): the change divided by the standard \
     error of a difference.",
);

pub(crate) const GULLIKSEN_LORD_NOVICK: Method = Method::published(
    "gulliksen-lord-novick",
    "Gulliksen 1950; Lord & Novick 1968: the change against the score expected from the first by regression \
     to the mean, divided by the standard error of prediction; as given in the R package \
     clinicalsignificance.",
);

pub(crate) const THRESHOLD: Method = Method::published(
    "published-threshold",
    "A number of points published for this instrument, named beside it; as many points or more \
     count.",
);

/// Reliable change after Jacobson & Truax, from `before` to `after`, at the level `z`
/// ([`super::Z_95`] unless there is a reason). Exactly at the limit is not beyond it.
pub fn jacobson_truax(
    before: f64,
    after: f64,
    precision: Precision,
    z: f64,
    direction: Direction,
) -> Judged<Reliable> {
    let rci = (after - before) / precision.s_diff();
    let outcome = Reliable::of(direction.better_by(0.0, rci), |by| by > z + ROUNDING);
    let numbers = [
        (Quantity::Before, before),
        (Quantity::After, after),
        (Quantity::Change, after - before),
        (Quantity::StandardErrorOfMeasurement, precision.sem()),
        (Quantity::StandardErrorOfDifference, precision.s_diff()),
        (Quantity::ReliableChangeIndex, rci),
        (Quantity::Limit, precision.threshold(z)),
    ];
    Judged::new(outcome, &JACOBSON_TRUAX, &numbers)
}

/// Reliable change after Gulliksen, Lord & Novick: for someone who began far from the mean of
/// everyone who starts (`mean_before`), whose next score is nearer to it by chance alone.
pub fn gulliksen_lord_novick(
    before: f64,
    after: f64,
    precision: Precision,
    mean_before: f64,
    z: f64,
    direction: Direction,
) -> Judged<Reliable> {
    let expected = mean_before + precision.reliability() * (before - mean_before);
    let index = (after - expected) / precision.prediction_error();
    let outcome = Reliable::of(direction.better_by(0.0, index), |by| by > z + ROUNDING);
    let numbers = [
        (Quantity::Before, before),
        (Quantity::After, after),
        (Quantity::Change, after - before),
        (Quantity::Expected, expected),
        (
            Quantity::StandardErrorOfPrediction,
            precision.prediction_error(),
        ),
        (Quantity::ReliableChangeIndex, index),
        (Quantity::Limit, z),
    ];
    Judged::new(outcome, &GULLIKSEN_LORD_NOVICK, &numbers)
}

/// Reliable change against a published number of points, above zero: as many or more count.
pub fn by_threshold(
    before: f64,
    after: f64,
    threshold: f64,
    direction: Direction,
) -> Judged<Reliable> {
    let better_by = direction.better_by(before, after);
    let outcome = Reliable::of(better_by, |by| by >= threshold - ROUNDING);
    let numbers = [
        (Quantity::Before, before),
        (Quantity::After, after),
        (Quantity::Change, after - before),
        (Quantity::Limit, threshold),
    ];
    Judged::new(outcome, &THRESHOLD, &numbers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::Z_95;
    use proptest::prelude::*;

    /// Recomputed by hand from the formula with the inputs of the R package's own test: sd 7,
    /// reliability .8, mean 5, so the standard error of prediction is 4.2.
    #[test]
    fn regression_to_the_mean_is_allowed_for() {
        let precision = Precision::new(7.0, 0.8).unwrap();
        for (before, index, outcome) in [
            (30.0, -23.0 / 4.2, Reliable::Improved),
            (20.0, -15.0 / 4.2, Reliable::Improved),
            (10.0, -7.0 / 4.2, Reliable::Unchanged),
            (8.0, -5.4 / 4.2, Reliable::Unchanged),
            (2.0, -0.6 / 4.2, Reliable::Unchanged),
        ] {
            let judged =
                gulliksen_lord_novick(before, 2.0, precision, 5.0, Z_95, Direction::LowerIsBetter);
            let found = judged.number(Quantity::ReliableChangeIndex).unwrap();
            assert!((found - index).abs() < 1e-9, "{before}: {found}");
            assert_eq!(judged.outcome, outcome, "{before}");
        }
    }

    #[test]
    fn a_published_number_of_points_is_enough() {
        for (before, after, outcome) in [
            (18.0, 12.0, Reliable::Improved),
            (18.0, 13.0, Reliable::Unchanged),
            (8.0, 14.0, Reliable::Deteriorated),
        ] {
            let judged = by_threshold(before, after, 6.0, Direction::LowerIsBetter);
            assert_eq!(judged.outcome, outcome, "{before} to {after}");
        }
    }

    fn mirrored(outcome: Reliable) -> Reliable {
        match outcome {
            Reliable::Improved => Reliable::Deteriorated,
            Reliable::Unchanged => Reliable::Unchanged,
            Reliable::Deteriorated => Reliable::Improved,
        }
    }

    proptest! {
        #[test]
        fn the_other_direction_says_the_opposite(
            before in 0.0_f64..80.0, after in 0.0_f64..80.0, sd in 1.0_f64..20.0,
            r in 0.1_f64..0.95, threshold in 1.0_f64..20.0
        ) {
            let precision = Precision::new(sd, r).unwrap();
            let (low, high) = (Direction::LowerIsBetter, Direction::HigherIsBetter);
            let truax = |way| jacobson_truax(before, after, precision, Z_95, way).outcome;
            let novick = |way| {
                gulliksen_lord_novick(before, after, precision, 40.0, Z_95, way).outcome
            };
            let points = |way| by_threshold(before, after, threshold, way).outcome;
            prop_assert_eq!(mirrored(truax(low)), truax(high));
            prop_assert_eq!(mirrored(novick(low)), novick(high));
            prop_assert_eq!(mirrored(points(low)), points(high));
        }

        #[test]
        fn a_better_end_is_never_judged_worse(
            before in 0.0_f64..80.0, after in 0.0_f64..80.0, better in 0.0_f64..40.0,
            sd in 1.0_f64..20.0, r in 0.1_f64..0.95
        ) {
            let rank = |outcome| match outcome {
                Reliable::Deteriorated => 0,
                Reliable::Unchanged => 1,
                Reliable::Improved => 2,
            };
            let precision = Precision::new(sd, r).unwrap();
            let judge = |after| {
                let way = Direction::LowerIsBetter;
                [
                    rank(jacobson_truax(before, after, precision, Z_95, way).outcome),
                    rank(gulliksen_lord_novick(before, after, precision, 30.0, Z_95, way).outcome),
                    rank(by_threshold(before, after, precision.threshold(Z_95), way).outcome),
                ]
            };
            for (worse, better) in judge(after).into_iter().zip(judge(after - better)) {
                prop_assert!(better >= worse);
            }
        }

        #[test]
        fn from_the_mean_both_methods_agree_on_the_direction(
            after in 0.0_f64..80.0, sd in 1.0_f64..20.0, r in 0.1_f64..0.95
        ) {
            let precision = Precision::new(sd, r).unwrap();
            let way = Direction::LowerIsBetter;
            let truax = jacobson_truax(40.0, after, precision, Z_95, way);
            let novick = gulliksen_lord_novick(40.0, after, precision, 40.0, Z_95, way);
            let signs = [truax, novick].map(|judged| {
                judged.number(Quantity::ReliableChangeIndex).unwrap() >= 0.0
            });
            prop_assert_eq!(signs[0], signs[1]);
        }
    }
}
