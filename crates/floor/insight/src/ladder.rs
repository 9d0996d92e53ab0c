//! Steps of a ladder: trying something feared, and what was learnt from it. What counts is how
//! wrong the prediction was, not how calm the person became.

mod next;

pub use next::{NextStep, OnStep, Why, next_step};

use crate::judged::{Judged, Method};
use crate::quantity::Quantity;

/// A prediction was clearly wrong when belief in it fell by so many points of a hundred.
const CLEARLY_WRONG: u8 = 30;
/// Trials in which it must have been.
const TRIALS: usize = 2;
/// Or the fear was at most so many hundredths of that of the first trial.
const SHARE_OF_FIRST: u32 = 40;

/// One trial. Fear and belief from 0 to 100.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Trial {
    peak: u8,
    end: u8,
    predicted: u8,
    after: u8,
    happened: bool,
}

impl Trial {
    /// `peak` and `end`: the highest fear and that at the end. `predicted` and `after`: how likely
    /// the feared thing seemed before, and how likely it seems after. `happened`: whether it did.
    /// `None` above 100, or an end above the peak.
    pub fn new(peak: u8, end: u8, predicted: u8, after: u8, happened: bool) -> Option<Self> {
        let sound = peak <= 100 && end <= peak && predicted <= 100 && after <= 100;
        sound.then_some(Self {
            peak,
            end,
            predicted,
            after,
            happened,
        })
    }

    /// By how much belief fell; `None` when the feared thing happened.
    fn violation(self) -> Option<i16> {
        (!self.happened).then(|| i16::from(self.predicted) - i16::from(self.after))
    }

    fn clearly_wrong(self) -> bool {
        self.violation()
            .is_some_and(|fell| fell >= i16::from(CLEARLY_WRONG))
    }
}

/// What was learnt in one trial.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Learnt {
    /// It did not happen, and the prediction was clearly wrong.
    Violated,
    /// It did not happen, and the belief stands.
    BeliefStands,
    /// It happened: talk about it, count nothing.
    Happened,
}

/// Whether to go on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rung {
    /// To the next step, if the person wants to.
    Next,
    /// This step again.
    Stay,
}

pub(crate) const TRIAL: Method = Method::published(
    "exposure-trial",
    "Fear within and between trials: Foa & Kozak 1986. What is to be learnt is that the prediction \
     was wrong: Craske et al. 2014. That it counts from a fall of 30 points in belief is this \
     project's own choice.",
);

pub(crate) const RUNG: Method = Method::own(
    "next-rung",
    "This project's own choice: two trials in which belief in the prediction fell by 30 points or \
     more, or a highest fear in the latest trial of at most 40 % of that in the first. Trials in \
     which the feared thing happened count for nothing.",
);

/// What was learnt in this trial, and how fear went within it and since the `earlier` one.
pub fn trial(this: Trial, earlier: Option<Trial>) -> Judged<Learnt> {
    let outcome = if this.happened {
        Learnt::Happened
    } else if this.clearly_wrong() {
        Learnt::Violated
    } else {
        Learnt::BeliefStands
    };
    let within = f64::from(this.peak) - f64::from(this.end);
    let mut numbers = vec![(Quantity::WithinTrial, within)];
    if this.peak > 0 {
        let share = 100.0 * within / f64::from(this.peak);
        numbers.push((Quantity::WithinTrialPercent, share));
    }
    if let Some(earlier) = earlier {
        let between = f64::from(earlier.peak) - f64::from(this.peak);
        numbers.push((Quantity::BetweenTrials, between));
    }
    numbers.extend(
        this.violation()
            .map(|fell| (Quantity::ExpectancyViolation, f64::from(fell))),
    );
    Judged::new(outcome, &TRIAL, &numbers)
}

/// The trials that count: those in which the feared thing happened are left out.
fn counted(trials: &[Trial]) -> Vec<Trial> {
    trials.iter().copied().filter(|one| !one.happened).collect()
}

/// Why the trials of one step are enough to go on, if they are.
fn enough(trials: &[Trial]) -> Option<Why> {
    let counted = counted(trials);
    let wrong = counted.iter().filter(|one| one.clearly_wrong()).count() >= TRIALS;
    let calmer = match counted.as_slice() {
        [first, .., latest] => {
            u32::from(latest.peak) * 100 <= u32::from(first.peak) * SHARE_OF_FIRST
        }
        _ => false,
    };
    match (wrong, calmer) {
        (true, true) => Some(Why::Both),
        (true, false) => Some(Why::Wrong),
        (false, true) => Some(Why::Calmer),
        (false, false) => None,
    }
}

/// Whether the trials of one step, in order, are enough to go on. Steps may be tried in any order.
/// Those in which the feared thing happened are left out: they are talked about, not counted.
pub fn next_rung(trials: &[Trial]) -> Judged<Rung> {
    let outcome = enough(trials).map_or(Rung::Stay, |_| Rung::Next);
    let counted = counted(trials);
    let wrong = counted.iter().filter(|one| one.clearly_wrong()).count();
    let mut numbers = vec![(
        Quantity::ViolatedTrials,
        f64::from(u32::try_from(wrong).unwrap_or(u32::MAX)),
    )];
    if let Some((first, latest)) = counted.first().zip(counted.last()) {
        numbers.push((Quantity::FirstPeak, f64::from(first.peak)));
        numbers.push((Quantity::LatestPeak, f64::from(latest.peak)));
    }
    Judged::new(outcome, &RUNG, &numbers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(peak: u8, predicted: u8, after: u8) -> Trial {
        Trial::new(peak, 0, predicted, after, false).unwrap()
    }

    #[test]
    fn two_wrong_predictions_or_much_less_fear() {
        for (trials, expected) in [
            (vec![], Rung::Stay),
            (vec![of(80, 90, 60)], Rung::Stay),
            (vec![of(80, 90, 60), of(80, 60, 30)], Rung::Next),
            (vec![of(80, 90, 61), of(80, 61, 30)], Rung::Stay),
            (vec![of(80, 90, 90), of(32, 90, 90)], Rung::Next),
            (vec![of(80, 90, 90), of(33, 90, 90)], Rung::Stay),
            // The first trial is not compared with itself.
            (vec![of(0, 90, 90)], Rung::Stay),
            // A step in between counts nothing away.
            (
                vec![of(80, 90, 60), of(80, 60, 60), of(80, 60, 30)],
                Rung::Next,
            ),
        ] {
            assert_eq!(next_rung(&trials).outcome, expected, "{trials:?}");
        }
    }

    #[test]
    fn when_it_happened_nothing_is_counted() {
        let happened = Trial::new(80, 40, 90, 30, true).unwrap();
        let judged = trial(happened, None);
        assert_eq!(judged.outcome, Learnt::Happened);
        assert_eq!(judged.number(Quantity::ExpectancyViolation), None);
        assert_eq!(judged.number(Quantity::BetweenTrials), None);
        assert_eq!(next_rung(&[happened, happened]).outcome, Rung::Stay);
    }

    #[test]
    fn little_fear_where_it_happened_does_not_lead_on() {
        let happened = Trial::new(30, 30, 90, 100, true).unwrap();
        let judged = next_rung(&[of(80, 90, 90), happened]);
        assert_eq!(judged.outcome, Rung::Stay);
        assert_eq!(judged.number(Quantity::LatestPeak), Some(80.0));
        // Nor is it what later ones are compared with.
        let first = Trial::new(100, 90, 90, 100, true).unwrap();
        let judged = next_rung(&[first, of(80, 90, 90), of(40, 90, 90)]);
        assert_eq!(judged.outcome, Rung::Stay);
        assert_eq!(judged.number(Quantity::FirstPeak), Some(80.0));
    }

    #[test]
    fn numbers_off_the_scale_are_refused() {
        assert_eq!(Trial::new(101, 0, 0, 0, false), None);
        assert_eq!(Trial::new(50, 60, 0, 0, false), None);
        assert_eq!(Trial::new(50, 40, 101, 0, false), None);
        assert_eq!(Trial::new(50, 40, 0, 101, false), None);
        let calm = trial(Trial::new(0, 0, 50, 50, false).unwrap(), None);
        assert_eq!(calm.number(Quantity::WithinTrialPercent), None);
    }

    proptest! {
        #[test]
        fn growing_belief_is_never_learning(
            peak in 0_u8..=100, predicted in 0_u8..=100, more in 0_u8..=100
        ) {
            let after = predicted.saturating_add(more).min(100);
            prop_assert_eq!(trial(of(peak, predicted, after), None).outcome, Learnt::BeliefStands);
        }
    }
}
