//! Sudden gains and losses: a large, lasting step between two sessions, so that people can ask what
//! happened there.

use crate::judged::{Direction, Finding, Judged, Method};
use crate::quantity::Quantity;
use crate::scale::{ROUNDING, mean, present, sd};

/// Sessions looked at on each side of a step.
const AROUND: usize = 3;
/// Scores needed on each side.
const LEAST: usize = 2;
/// The critical value of all comparisons where it is not adjusted to missing scores: two-sided 5 %
/// with four degrees of freedom, as first published.
const UNADJUSTED: f64 = 2.776;

/// The three criteria.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct SuddenRule {
    /// The first: at least so many points, mostly the reliable change. `None`: not applied.
    pub points: Option<f64>,
    /// The second: at least this share of the score before. `None`: not applied.
    pub share: Option<f64>,
    /// The third: the level of the comparison of both sides, above 0 and below 1. `None`: not
    /// applied.
    pub level: Option<f64>,
    /// Whether the third takes fewer scores into account (Lutz et al. 2013), or always uses 2.776.
    pub adjusted: bool,
}

impl SuddenRule {
    /// As published: these points, a quarter of the score before, 5 % adjusted to missing scores.
    pub fn published(points: f64) -> Self {
        Self {
            points: Some(points),
            share: Some(0.25),
            level: Some(0.05),
            adjusted: true,
        }
    }
}

/// Which way a step goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// To the better.
    Gain,
    /// To the worse: the same criteria in the mirror.
    Loss,
}

/// A step that was found.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Sudden {
    /// The last session before the step, counted from 0.
    pub after_session: usize,
    /// How large it is, in points, above zero.
    pub points: f64,
    /// The first later session at which more than half of it was undone; `None`: it lasts.
    pub reversed_at: Option<usize>,
}

pub(crate) const SUDDEN_GAIN: Method = Method::published(
    "sudden-gain",
    "Tang & DeRubeis 1999 (J Consult Clin Psychol 67:894-904): at least the reliable change, at \
     least a quarter of the score before, and the means of three sessions on each side further \
     apart than t times their pooled standard deviation; t adjusted to missing scores after Lutz et \
     al. 2013 (Psychother Res 23:14-24).",
);

pub(crate) const SUDDEN_LOSS: Method = Method::published(
    "sudden-loss",
    "The criteria of Tang & DeRubeis 1999 in the mirror, after Lutz et al. 2013. That a loss must \
     come to a quarter of the score before is this project's own reading: in the R package \
     suddengains this criterion is always met by losses.",
);

/// Whether there is a step between the third score of `before` and the first of `after`, which must
/// both be there. `None` among the others: no score at that session.
pub fn sudden_step(
    before: [Option<f64>; AROUND],
    after: [Option<f64>; AROUND],
    rule: &SuddenRule,
    step: Step,
    direction: Direction,
) -> Judged<Finding> {
    let by = method(step);
    let [_, _, Some(from)] = before else {
        return Judged::new(Finding::NotDeterminable, by, &[]);
    };
    let [Some(to), _, _] = after else {
        return Judged::new(Finding::NotDeterminable, by, &[]);
    };
    let forward = |from: f64, to: f64| match step {
        Step::Gain => direction.better_by(from, to),
        Step::Loss => direction.better_by(to, from),
    };
    let points = forward(from, to);
    let mut numbers = vec![
        (Quantity::Before, from),
        (Quantity::After, to),
        (Quantity::Step, points),
    ];
    let far = |wanted: f64| Finding::from(points >= wanted - ROUNDING);
    let mut outcome = rule.points.map_or(Finding::Met, far);
    if let Some(share) = rule.share {
        outcome = outcome.and(far(share * from));
    }
    if let Some(level) = rule.level {
        let apart = Sides::of(&before, &after)
            .and_then(|sides| Some((sides, sides.critical(level, rule.adjusted)?)));
        let found = apart.map_or(Finding::NotDeterminable, |(sides, critical)| {
            numbers.extend([
                (Quantity::MeanBefore, sides.mean_before),
                (Quantity::MeanAfter, sides.mean_after),
                (Quantity::Spread, sides.pooled),
                (Quantity::CriticalValue, critical),
            ]);
            let apart = forward(sides.mean_before, sides.mean_after);
            // No factor for the number of scores: the criterion is kept as published.
            Finding::from(apart > critical * sides.pooled + ROUNDING)
        });
        outcome = outcome.and(found);
    }
    Judged::new(outcome, by, &numbers)
}

/// Every step in a course: one score per session, in order. A step needs two sessions on each side
/// of it.
pub fn sudden_steps(
    scores: &[Option<f64>],
    rule: &SuddenRule,
    step: Step,
    direction: Direction,
) -> Vec<Judged<Sudden>> {
    let at = |index: Option<usize>| {
        let score = *scores.get(index?)?;
        score.filter(|score| score.is_finite())
    };
    let judge = |last: usize| {
        let before = [2, 1, 0].map(|back| at(last.checked_sub(back)));
        let after = [1, 2, 3].map(|on| at(Some(last + on)));
        let judged = sudden_step(before, after, rule, step, direction);
        if judged.outcome != Finding::Met {
            return None;
        }
        let (points, to) = (judged.number(Quantity::Step)?, (*after.first()?)?);
        let undone = |score: f64| match step {
            Step::Gain => direction.better_by(score, to),
            Step::Loss => direction.better_by(to, score),
        };
        let back = |session: &usize| {
            at(Some(*session)).is_some_and(|score| undone(score) > points / 2.0 + ROUNDING)
        };
        let found = Sudden {
            after_session: last,
            points,
            reversed_at: (last + 2..scores.len()).find(back),
        };
        Some(Judged::new(found, method(step), &judged.numbers))
    };
    (1..scores.len().saturating_sub(LEAST))
        .filter_map(judge)
        .collect()
}

fn method(step: Step) -> &'static Method {
    match step {
        Step::Gain => &SUDDEN_GAIN,
        Step::Loss => &SUDDEN_LOSS,
    }
}

/// Both sides of a step.
#[derive(Clone, Copy)]
struct Sides {
    mean_before: f64,
    mean_after: f64,
    pooled: f64,
    free: u32,
}

impl Sides {
    fn of(before: &[Option<f64>], after: &[Option<f64>]) -> Option<Self> {
        let (before, after) = (present(before), present(after));
        let free = |side: &[f64]| u32::try_from(side.len().checked_sub(1)?).ok();
        let squares = |side: &[f64]| Some(f64::from(free(side)?) * sd(side)?.powi(2));
        let all_free = free(&before)? + free(&after)?;
        Some(Self {
            mean_before: mean(&before)?,
            mean_after: mean(&after)?,
            pooled: ((squares(&before)? + squares(&after)?) / f64::from(all_free)).sqrt(),
            free: all_free,
        })
    }

    fn critical(self, level: f64, adjusted: bool) -> Option<f64> {
        if adjusted {
            two_sided_t(level, self.free)
        } else {
            Some(UNADJUSTED)
        }
    }
}

/// The two-sided critical value of Student's t for two, three or four degrees of freedom, the only
/// ones there are here. `None` for others, or a level that is not above 0 and below 1.
fn two_sided_t(level: f64, free: u32) -> Option<f64> {
    let sound = (2..=4).contains(&free) && level > 0.0 && level < 1.0;
    if !sound {
        return None;
    }
    // The closed forms of the distribution function.
    let below = |t: f64| match free {
        2 => 0.5 + t / (2.0 * (2.0 + t * t).sqrt()),
        3 => {
            let u = t / 3.0_f64.sqrt();
            0.5 + (u / (1.0 + u * u) + u.atan()) / std::f64::consts::PI
        }
        _ => {
            let u = t * t / (4.0 + t * t);
            0.5 + 0.75 * u.sqrt() * (1.0 - u / 3.0)
        }
    };
    let (mut low, mut high) = (0.0, 1.0);
    while below(high) < 1.0 - level / 2.0 && high < 1e12 {
        high *= 2.0;
    }
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        if below(middle) < 1.0 - level / 2.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LOW: Direction = Direction::LowerIsBetter;

    #[test]
    fn critical_values_are_those_of_the_tables() {
        for (level, free, expected) in [
            (0.05, 4, 2.7764),
            (0.05, 3, 3.1824),
            (0.05, 2, 4.3027),
            (0.01, 4, 4.6041),
            (0.01, 3, 5.8409),
            (0.01, 2, 9.9248),
        ] {
            let found = two_sided_t(level, free).unwrap();
            assert!((found - expected).abs() < 1e-4, "{level} {free}: {found}");
        }
        for (level, free) in [(0.05, 1), (0.05, 5), (0.0, 4), (1.0, 4), (f64::NAN, 4)] {
            assert_eq!(two_sided_t(level, free), None);
        }
    }

    fn steps(scores: &[f64], step: Step) -> Vec<(usize, Option<usize>)> {
        let scores: Vec<_> = scores.iter().copied().map(Some).collect();
        sudden_steps(&scores, &SuddenRule::published(7.0), step, LOW)
            .into_iter()
            .map(|found| (found.outcome.after_session, found.outcome.reversed_at))
            .collect()
    }

    #[test]
    fn a_gain_that_is_half_undone_is_reversed() {
        let (gain, half, more) = (
            [35.0, 37.0, 23.0, 23.0, 24.0, 21.0],
            [35.0, 37.0, 23.0, 23.0, 24.0, 30.0],
            [35.0, 37.0, 23.0, 23.0, 24.0, 31.0],
        );
        assert_eq!(steps(&gain, Step::Gain), [(1, None)]);
        assert_eq!(steps(&half, Step::Gain), [(1, None)]);
        assert_eq!(steps(&more, Step::Gain), [(1, Some(5))]);
        assert_eq!(steps(&gain, Step::Loss), []);
    }

    #[test]
    fn a_small_loss_on_a_high_score_is_none() {
        // Eight points are a reliable change, but not a quarter of forty.
        assert_eq!(steps(&[40.0, 40.0, 40.0, 48.0, 48.0, 48.0], Step::Loss), []);
        assert_eq!(
            steps(&[24.0, 24.0, 24.0, 32.0, 32.0, 32.0], Step::Loss),
            [(2, None)]
        );
    }

    #[test]
    fn a_step_needs_both_its_scores_and_two_on_each_side() {
        let rule = SuddenRule::published(7.0);
        let judge = |before, after| sudden_step(before, after, &rule, Step::Gain, LOW).outcome;
        let (high, low) = (Some(33.0), Some(5.0));
        assert_eq!(judge([high; 3], [low; 3]), Finding::Met);
        for (before, after) in [
            ([high, high, None], [low; 3]),
            ([high; 3], [None, low, low]),
            ([None, None, high], [low; 3]),
            ([high; 3], [low, None, None]),
        ] {
            assert_eq!(judge(before, after), Finding::NotDeterminable);
        }
        assert_eq!(judge([None, None, high], [high; 3]), Finding::NotMet);
    }

    proptest! {
        #[test]
        fn without_the_share_gains_and_losses_are_mirrors(
            scores in prop::collection::vec(prop::option::of(0_i32..=60), 0..14)
        ) {
            let rule = SuddenRule { share: None, ..SuddenRule::published(7.0) };
            let there: Vec<_> = scores.iter().map(|score| score.map(f64::from)).collect();
            let mirror: Vec<_> = there.iter().map(|score| score.map(|score| 60.0 - score)).collect();
            let find = |scores: &[Option<f64>], step, way| -> Vec<_> {
                let found = sudden_steps(scores, &rule, step, way);
                found.into_iter().map(|found| found.outcome).collect()
            };
            let gains = find(&there, Step::Gain, LOW);
            prop_assert_eq!(&gains, &find(&mirror, Step::Loss, LOW));
            prop_assert_eq!(&gains, &find(&mirror, Step::Gain, Direction::HigherIsBetter));
        }
    }
}
