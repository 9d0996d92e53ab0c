//! The individuals control chart (`XmR`): a person's own usual range, from their own scores.

use crate::scale::mean;

/// From a mean moving range to three standard errors: 3 / 1.128 for ranges of two (Shewhart;
/// Wheeler, individuals chart).
pub const WHEELER: f64 = 2.66;

/// A person's own usual range.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Chart {
    /// The mean of the scores.
    pub mean: f64,
    /// The mean of the distances from each score to the next.
    pub mean_moving_range: f64,
    /// The lower limit: mean - 2.66 mean moving ranges.
    pub lower: f64,
    /// The upper limit.
    pub upper: f64,
    /// How many scores it rests on.
    pub scores: usize,
}

impl Chart {
    /// The chart of these scores, in order; `None` for fewer than two. The mean moving range is
    /// taken as at least `least`: a person who always gives the same score has a range too.
    ///
    /// Where a session has no score, the distance runs from the score before it to the one after.
    pub fn of(scores: &[f64], least: f64) -> Option<Self> {
        let centre = mean(scores)?;
        let ranges: Vec<f64> = scores
            .windows(2)
            .map(|pair| (pair[1] - pair[0]).abs())
            .collect();
        let mean_moving_range = mean(&ranges)?.max(least);
        Some(Self {
            mean: centre,
            mean_moving_range,
            lower: centre - WHEELER * mean_moving_range,
            upper: centre + WHEELER * mean_moving_range,
            scores: scores.len(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_score_has_no_range() {
        assert_eq!(Chart::of(&[], 1.0), None);
        assert_eq!(Chart::of(&[5.0], 1.0), None);
    }

    proptest! {
        #[test]
        fn shifting_every_score_shifts_the_limits(
            scores in prop::collection::vec(0.0_f64..10.0, 2..20), by in -50.0_f64..50.0
        ) {
            let chart = Chart::of(&scores, 0.1).unwrap();
            let shifted: Vec<f64> = scores.iter().map(|score| score + by).collect();
            let moved = Chart::of(&shifted, 0.1).unwrap();
            for (before, after) in [
                (chart.mean, moved.mean), (chart.lower, moved.lower), (chart.upper, moved.upper)
            ] {
                prop_assert!((before + by - after).abs() < 1e-9);
            }
            prop_assert!((chart.mean_moving_range - moved.mean_moving_range).abs() < 1e-9);
        }
    }
}
