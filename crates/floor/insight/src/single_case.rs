//! One person's scores before and since something began: how far the two phases overlap.
//!
//! Shown only with five scores in each phase, in plain words, without a p value. Tau-U in Parker's
//! form is left out on purpose: it leaves the range from -1 to 1, and says more than there is.

use crate::judged::{Direction, Judged, Method};
use crate::quantity::Quantity;
use crate::scale::{ROUNDING, present};
use std::cmp::Ordering;

/// Scores each phase must have. This project's own choice.
const EACH_PHASE: usize = 5;

/// How the second phase compares with the first, in words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Overlap {
    /// A phase has fewer than five scores: nothing is shown.
    TooFew,
    /// More often worse than better.
    Worse,
    /// About the same, or a little better.
    LittleChange,
    /// Clearly better, with overlap.
    Better,
    /// Better with hardly any overlap.
    MuchBetter,
}

impl Overlap {
    /// A stable name for records and the message catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TooFew => "too-few",
            Self::Worse => "worse",
            Self::LittleChange => "little-change",
            Self::Better => "better",
            Self::MuchBetter => "much-better",
        }
    }
}

pub(crate) const SINGLE_CASE: Method = Method::published(
    "nonoverlap-of-all-pairs",
    "NAP: Parker & Vannest 2009 (Behav Ther 40:357-367). PEM: Ma 2006. Tau of the phases, \
     where each tie takes half a pair off, and Kendall's tau-b with the trend of the first phase \
     taken off: both as in the R package scan, and always between -1 and 1. The words for up to .5, .65 and .92, and five scores in each phase, are this \
     project's own choice.",
);

/// How the scores since something began, `since`, compare with those `before`, each in order.
///
/// Numbers: NAP and PEM from 0 to 1, tau and tau without the trend of the first phase from -1 to 1,
/// above zero for better. They are given as soon as each phase has two scores.
pub fn single_case(
    before: &[Option<f64>],
    since: &[Option<f64>],
    direction: Direction,
) -> Judged<Overlap> {
    let upward = |score: f64| direction.better_by(0.0, score);
    let a: Vec<f64> = present(before).into_iter().map(upward).collect();
    let b: Vec<f64> = present(since).into_iter().map(upward).collect();
    let Some(pairs) = Pairs::between(&a, &b) else {
        return Judged::new(Overlap::TooFew, &SINGLE_CASE, &[]);
    };
    let nap = pairs.nap();
    let mut numbers = vec![
        (Quantity::NonoverlapOfAllPairs, nap),
        (Quantity::BeyondMedian, beyond_median(&a, &b)),
        (Quantity::Tau, pairs.tau()),
    ];
    numbers.extend(tau_without_trend(&a, &b).map(|tau| (Quantity::TauWithoutTrend, tau)));
    let enough = a.len().min(b.len()) >= EACH_PHASE;
    let outcome = match nap {
        _ if !enough => Overlap::TooFew,
        nap if nap < 0.5 - ROUNDING => Overlap::Worse,
        nap if nap <= 0.655 => Overlap::LittleChange,
        nap if nap <= 0.925 => Overlap::Better,
        _ => Overlap::MuchBetter,
    };
    Judged::new(outcome, &SINGLE_CASE, &numbers)
}

/// Every score of one phase against every score of the other.
struct Pairs {
    rising: f64,
    falling: f64,
    tied: f64,
}

impl Pairs {
    /// `None` when a phase has fewer than two scores.
    fn between(a: &[f64], b: &[f64]) -> Option<Self> {
        let mut pairs = Self::none();
        for before in a {
            for since in b {
                pairs.add(*before, *since);
            }
        }
        (a.len().min(b.len()) >= 2).then_some(pairs)
    }

    fn none() -> Self {
        Self {
            rising: 0.0,
            falling: 0.0,
            tied: 0.0,
        }
    }

    fn add(&mut self, before: f64, since: f64) {
        match before.total_cmp(&since) {
            Ordering::Less => self.rising += 1.0,
            Ordering::Greater => self.falling += 1.0,
            Ordering::Equal => self.tied += 1.0,
        }
    }

    fn all(&self) -> f64 {
        self.rising + self.falling + self.tied
    }

    fn nap(&self) -> f64 {
        (self.rising + 0.5 * self.tied) / self.all()
    }

    /// Corrected for ties the way `scan` does for two phases: each tie takes half a pair off.
    fn tau(&self) -> f64 {
        (self.rising - self.falling) / (self.all() - self.tied / 2.0)
    }
}

/// The share of the second phase beyond the median of the first.
fn beyond_median(a: &[f64], b: &[f64]) -> f64 {
    let mut sorted = a.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let at = |index: usize| sorted.get(index).copied().unwrap_or(0.0);
    let median = if sorted.len().is_multiple_of(2) {
        f64::midpoint(at(middle.saturating_sub(1)), at(middle))
    } else {
        at(middle)
    };
    let (mut beyond, mut all) = (0.0, 0.0);
    for score in b {
        all += 1.0;
        if *score > median + ROUNDING {
            beyond += 1.0;
        }
    }
    beyond / all
}

/// Kendall's tau-b of the scores with a time that runs backward in the first phase and stands still
/// in the second, so that a trend that was there anyway counts against. `None` where nothing
/// differs.
fn tau_without_trend(a: &[f64], b: &[f64]) -> Option<f64> {
    let count = |len: usize| u32::try_from(len).ok().map(f64::from);
    let length = count(a.len())?;
    let mut timed: Vec<(f64, f64)> = Vec::with_capacity(a.len() + b.len());
    for (index, score) in a.iter().enumerate() {
        timed.push((length - count(index)?, *score));
    }
    timed.extend(b.iter().map(|score| (length + 1.0, *score)));
    let (mut concordant, mut untied_time, mut untied_score) = (0.0, 0.0, 0.0);
    for (index, first) in timed.iter().enumerate() {
        for second in timed.iter().skip(index + 1) {
            let time = sign(first.0, second.0);
            let score = sign(first.1, second.1);
            concordant += time * score;
            untied_time += time.abs();
            untied_score += score.abs();
        }
    }
    let least = f64::min(untied_time, untied_score);
    (least > 0.0).then(|| concordant / (untied_time * untied_score).sqrt())
}

fn sign(first: f64, second: f64) -> f64 {
    match first.total_cmp(&second) {
        Ordering::Less => 1.0,
        Ordering::Greater => -1.0,
        Ordering::Equal => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn there(scores: &[i32]) -> Vec<Option<f64>> {
        scores.iter().map(|score| Some(f64::from(*score))).collect()
    }

    fn judged(a: &[i32], b: &[i32], direction: Direction) -> Judged<Overlap> {
        single_case(&there(a), &there(b), direction)
    }

    #[test]
    fn words_come_from_five_scores_in_each_phase_on() {
        let high = Direction::HigherIsBetter;
        for (a, b, expected) in [
            (&[1, 2, 3, 4][..], &[9, 9, 9, 9, 9][..], Overlap::TooFew),
            (&[1, 2, 3, 4, 5], &[6, 7, 8, 9, 9], Overlap::MuchBetter),
            (&[1, 2, 3, 4, 5], &[1, 2, 3, 4, 5], Overlap::LittleChange),
            (&[1, 2, 3, 4, 5], &[3, 4, 5, 6, 7], Overlap::Better),
            (&[1, 2, 3, 4, 5], &[1, 1, 2, 2, 3], Overlap::Worse),
            (&[], &[1, 2], Overlap::TooFew),
        ] {
            assert_eq!(judged(a, b, high).outcome, expected, "{a:?} {b:?}");
        }
    }

    proptest! {
        #[test]
        fn every_number_stays_in_its_range(
            a in prop::collection::vec(0_i32..10, 2..12), b in prop::collection::vec(0_i32..10, 2..12)
        ) {
            let judged = judged(&a, &b, Direction::LowerIsBetter);
            for (name, number) in &judged.numbers {
                let least = match name {
                    Quantity::NonoverlapOfAllPairs | Quantity::BeyondMedian => 0.0,
                    _ => -1.0,
                };
                prop_assert!((least - 1e-12..=1.0 + 1e-12).contains(number), "{:?}", judged);
            }
        }

        #[test]
        fn swapping_the_phases_turns_the_sign(
            a in prop::collection::vec(0_i32..10, 2..12), b in prop::collection::vec(0_i32..10, 2..12)
        ) {
            let way = Direction::HigherIsBetter;
            let (there, back) = (judged(&a, &b, way), judged(&b, &a, way));
            let (tau, other) = (there.number(Quantity::Tau), back.number(Quantity::Tau));
            prop_assert!((tau.unwrap() + other.unwrap()).abs() < 1e-12);
            let lower = judged(&a, &b, Direction::LowerIsBetter).number(Quantity::Tau);
            prop_assert!((tau.unwrap() + lower.unwrap()).abs() < 1e-12);
            let nap = |judged: &Judged<Overlap>| {
                judged.number(Quantity::NonoverlapOfAllPairs).unwrap()
            };
            prop_assert!((nap(&there) + nap(&back) - 1.0).abs() < 1e-12);
        }

        #[test]
        fn the_order_within_the_second_phase_does_not_matter(
            a in prop::collection::vec(0_i32..10, 2..12), b in prop::collection::vec(0_i32..10, 2..12)
        ) {
            let way = Direction::HigherIsBetter;
            let turned: Vec<_> = b.iter().rev().copied().collect();
            prop_assert_eq!(judged(&a, &b, way), judged(&a, &turned, way));
        }

        #[test]
        fn a_missing_score_is_no_score(
            a in prop::collection::vec(0_i32..10, 2..12), b in prop::collection::vec(0_i32..10, 2..12)
        ) {
            let way = Direction::HigherIsBetter;
            let mut gaps = there(&a);
            gaps.insert(1, None);
            prop_assert_eq!(single_case(&gaps, &there(&b), way), judged(&a, &b, way));
        }
    }
}
