//! The scale scores are on, how one check-in becomes a score, and what is known of how much scores
//! move from session to session.

/// The range of a score and the smallest change it can show.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Scale {
    min: f64,
    max: f64,
    step: f64,
}

impl Scale {
    /// A scale from `min` to `max`. `step` is the smallest change the score can show: for a mean of
    /// six items with whole numbers, 1/6. `None` unless `min < max` and `0 < step <= max - min`.
    pub fn new(min: f64, max: f64, step: f64) -> Option<Self> {
        let sound = min.is_finite() && max.is_finite() && min < max;
        (sound && step > 0.0 && step <= max - min).then_some(Self { min, max, step })
    }

    /// The mean of `items` answers, each from `min` to `max` in steps of `step`.
    pub fn of_mean(min: i32, max: i32, step: i32, items: u32) -> Option<Self> {
        if items == 0 {
            return None;
        }
        Self::new(
            f64::from(min),
            f64::from(max),
            f64::from(step) / f64::from(items),
        )
    }

    /// The least score.
    pub fn min(self) -> f64 {
        self.min
    }

    /// The highest score.
    pub fn max(self) -> f64 {
        self.max
    }

    /// The smallest change the score can show.
    pub fn step(self) -> f64 {
        self.step
    }

    /// From the least score to the highest.
    pub fn range(self) -> f64 {
        self.max - self.min
    }
}

/// One check-in's score: the mean of the answered items, if at least half of the items asked were
/// answered. Items left open or skipped are `None`. The half is this project's own choice.
pub fn overall(items: &[Option<i32>]) -> Option<f64> {
    let answered: Vec<f64> = items
        .iter()
        .flatten()
        .map(|answer| f64::from(*answer))
        .collect();
    if answered.is_empty() || answered.len() * 2 < items.len() {
        None
    } else {
        mean(&answered)
    }
}

/// How much scores move in this service when nothing is the matter, in points of the scale.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Norms {
    difference_sd: f64,
    within_sd: f64,
    people: Option<u32>,
}

/// Standard deviation of differences from one session to the next on a 1-7 scale, assumed in this
/// project's own simulation; no published value was found.
const DIFFERENCE_SD_ON_1_TO_7: f64 = 0.52;
/// Standard deviation of one person's scores around their own mean on a 1-7 scale, assumed there
/// too.
const WITHIN_SD_ON_1_TO_7: f64 = 0.4;
/// From 1 to 7.
const RANGE_OF_1_TO_7: f64 = 6.0;

impl Norms {
    /// What is assumed until a service knows its own: values on a 1-7 scale, rescaled in
    /// proportion to the range (on 0-10: .87 and .67).
    pub fn assumed(scale: Scale) -> Self {
        let factor = scale.range() / RANGE_OF_1_TO_7;
        Self {
            difference_sd: DIFFERENCE_SD_ON_1_TO_7 * factor,
            within_sd: WITHIN_SD_ON_1_TO_7 * factor,
            people: None,
        }
    }

    /// The service's own, pooled over `people` clients. `None` unless both are above zero and
    /// somebody was counted.
    pub fn of_service(difference_sd: f64, within_sd: f64, people: u32) -> Option<Self> {
        let sound = |sd: f64| sd.is_finite() && sd > 0.0;
        (sound(difference_sd) && sound(within_sd) && people > 0).then_some(Self {
            difference_sd,
            within_sd,
            people: Some(people),
        })
    }

    /// Pooled standard deviation of differences from one session to the next.
    pub fn difference_sd(self) -> f64 {
        self.difference_sd
    }

    /// Pooled standard deviation of a person's scores around their own mean.
    pub fn within_sd(self) -> f64 {
        self.within_sd
    }

    /// How many clients it rests on; `None`: it is assumed.
    pub fn people(self) -> Option<u32> {
        self.people
    }
}

/// Scores and shares are means of whole numbers; differences below this are rounding.
pub(crate) const ROUNDING: f64 = 1e-9;

/// The scores that are there, in order. What is not a number is no score.
pub(crate) fn present(scores: &[Option<f64>]) -> Vec<f64> {
    scores
        .iter()
        .flatten()
        .copied()
        .filter(|score| score.is_finite())
        .collect()
}

pub(crate) fn mean(numbers: &[f64]) -> Option<f64> {
    let count = u32::try_from(numbers.len())
        .ok()
        .filter(|count| *count > 0)?;
    Some(numbers.iter().sum::<f64>() / f64::from(count))
}

/// Sample standard deviation (n - 1); needs two.
pub(crate) fn sd(numbers: &[f64]) -> Option<f64> {
    let centre = mean(numbers)?;
    let free = u32::try_from(numbers.len())
        .ok()?
        .checked_sub(1)
        .filter(|free| *free > 0)?;
    let squares: f64 = numbers.iter().map(|number| (number - centre).powi(2)).sum();
    Some((squares / f64::from(free)).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_score_needs_half_of_its_items_and_leaves_out_the_rest() {
        for (items, score) in [
            (vec![Some(8), Some(6)], Some(7.0)),
            (vec![Some(8), None], Some(8.0)),
            (vec![Some(0), None], Some(0.0)),
            (vec![Some(8), None, None], None),
            (vec![Some(9), Some(8), Some(7), None, None, None], Some(8.0)),
            (vec![Some(9), Some(8), None, None, None, None], None),
            (vec![None, None], None),
            (vec![], None),
        ] {
            assert_eq!(overall(&items), score, "{items:?}");
        }
    }

    #[test]
    fn a_scale_goes_somewhere_in_steps() {
        assert!(Scale::of_mean(0, 10, 1, 6).is_some());
        for (min, max, step) in [
            (0.0, 0.0, 1.0),
            (1.0, 0.0, 0.1),
            (0.0, 1.0, 0.0),
            (0.0, 1.0, 2.0),
        ] {
            assert_eq!(Scale::new(min, max, step), None);
        }
        assert_eq!(Scale::new(f64::NAN, 1.0, 0.1), None);
        assert_eq!(Scale::new(0.0, f64::INFINITY, 0.1), None);
        assert_eq!(Scale::new(0.0, 1.0, f64::NAN), None);
        assert_eq!(Scale::of_mean(0, 10, 1, 0), None);
    }

    #[test]
    fn what_is_assumed_is_rescaled_to_the_range() {
        let norms = Norms::assumed(Scale::of_mean(0, 10, 1, 6).unwrap());
        assert!((norms.difference_sd() - 0.8667).abs() < 1e-4);
        assert!((norms.within_sd() - 0.6667).abs() < 1e-4);
        assert_eq!(norms.people(), None);
        assert_eq!(Norms::of_service(0.5, 0.0, 9), None);
        assert_eq!(Norms::of_service(f64::NAN, 0.5, 9), None);
        assert_eq!(Norms::of_service(0.5, 0.4, 0), None);
        assert_eq!(
            Norms::of_service(0.5, 0.4, 9).and_then(Norms::people),
            Some(9)
        );
    }

    proptest! {
        #[test]
        fn a_score_stays_between_its_lowest_and_highest_item(
            items in prop::collection::vec(prop::option::of(0..=10), 0..12)
        ) {
            if let Some(score) = overall(&items) {
                let low = items.iter().flatten().min().copied().unwrap();
                let high = items.iter().flatten().max().copied().unwrap();
                prop_assert!(f64::from(low) - 1e-9 <= score && score <= f64::from(high) + 1e-9);
            }
        }
    }
}
