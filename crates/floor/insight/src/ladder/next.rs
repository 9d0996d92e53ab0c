//! Which step of a ladder comes next, and why. It is offered; the person and their therapist decide.
//!
//! Steps may be tried in any order (variability: Craske et al. 2014). After a step that is enough the
//! next one in the ladder's order that is not yet enough is offered, however hard those around it are.

use super::{RUNG, Rung, Trial, enough, next_rung};
use crate::judged::Judged;

/// A step as it stands on its ladder.
#[derive(Clone, Copy, Debug)]
pub struct OnStep<'a> {
    /// Whether it is left alone for now.
    pub resting: bool,
    /// Its trials that can be counted, oldest first.
    pub trials: &'a [Trial],
}

/// Why a step is enough.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// Twice the prediction was clearly wrong.
    Wrong,
    /// The highest fear is at most 40 % of that of the first trial.
    Calmer,
    /// Both.
    Both,
}

/// What is offered next. Steps are named by their place on the ladder, from 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NextStep {
    /// Nothing was tried yet, or what was tried is left alone: this step could be a beginning.
    Begin(usize),
    /// The feared thing happened last time, at least in part: talk about it, count nothing.
    Talk(usize),
    /// The same step again.
    Again(usize),
    /// This step is enough; that one could be next.
    On {
        /// The step that is enough.
        from: usize,
        /// The one that could be next.
        to: usize,
        /// Why.
        why: Why,
    },
    /// Every step that is not left alone is enough.
    Enough(usize, Why),
    /// There is no step to be tried.
    Nothing,
}

/// What to offer, given the steps in the ladder's order and the trial that was last: of which step it
/// was, and whether the feared thing happened, in part or whole. The numbers are those of that step.
pub fn next_step(steps: &[OnStep<'_>], last: Option<(usize, bool)>) -> Judged<NextStep> {
    let is_open = |at: &usize| {
        let step = steps.get(*at);
        step.is_some_and(|step| !step.resting && enough(step.trials).is_none())
    };
    let begin = || {
        let found = (0..steps.len()).find(is_open);
        found.map_or(NextStep::Nothing, NextStep::Begin)
    };
    let last = last.and_then(|(at, happened)| Some((at, happened, steps.get(at)?)));
    let Some((at, happened, step)) = last else {
        return Judged::new(begin(), &RUNG, &[]);
    };
    let judged = next_rung(step.trials);
    let outcome = match (happened, enough(step.trials)) {
        (true, _) => NextStep::Talk(at),
        (false, None) if step.resting => begin(),
        (false, None) => NextStep::Again(at),
        (false, Some(why)) => {
            let after = (at + 1..steps.len()).chain(0..at).find(is_open);
            after.map_or(NextStep::Enough(at, why), |to| NextStep::On {
                from: at,
                to,
                why,
            })
        }
    };
    debug_assert_eq!(judged.outcome == Rung::Next, enough(step.trials).is_some());
    Judged::new(outcome, &RUNG, &judged.numbers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Quantity;
    use proptest::prelude::*;

    fn of(peak: u8, predicted: u8, after: u8) -> Trial {
        Trial::new(peak, 0, predicted, after, false).unwrap()
    }

    fn step(trials: &[Trial]) -> OnStep<'_> {
        OnStep {
            resting: false,
            trials,
        }
    }

    #[test]
    fn what_is_offered_after_each_kind_of_trial() {
        let twice = [of(80, 90, 60), of(80, 60, 20)];
        let calm = [of(80, 90, 90), of(30, 90, 90)];
        let both = [of(80, 90, 60), of(30, 60, 20)];
        let once = [of(80, 90, 60)];
        let resting = OnStep {
            resting: true,
            trials: &once,
        };
        let on = |from, to, why| NextStep::On { from, to, why };
        for (steps, last, expected) in [
            (vec![], None, NextStep::Nothing),
            (vec![step(&[]), step(&[])], None, NextStep::Begin(0)),
            (vec![resting, step(&[])], None, NextStep::Begin(1)),
            (
                vec![step(&once), step(&[])],
                Some((0, false)),
                NextStep::Again(0),
            ),
            (
                vec![step(&twice), step(&[])],
                Some((0, false)),
                on(0, 1, Why::Wrong),
            ),
            (
                vec![step(&calm), step(&[])],
                Some((0, false)),
                on(0, 1, Why::Calmer),
            ),
            (
                vec![step(&both), step(&[])],
                Some((0, false)),
                on(0, 1, Why::Both),
            ),
            // In any order: the harder one was tried first, and what is left lies below it.
            (
                vec![step(&[]), step(&twice)],
                Some((1, false)),
                on(1, 0, Why::Wrong),
            ),
            // What is enough or left alone is passed over.
            (
                vec![step(&twice), resting, step(&twice), step(&[])],
                Some((0, false)),
                on(0, 3, Why::Wrong),
            ),
            (
                vec![step(&twice)],
                Some((0, false)),
                NextStep::Enough(0, Why::Wrong),
            ),
            (
                vec![resting, step(&[])],
                Some((0, false)),
                NextStep::Begin(1),
            ),
            // However much was learnt before: what happened is talked about first.
            (
                vec![step(&twice), step(&[])],
                Some((0, true)),
                NextStep::Talk(0),
            ),
            (vec![step(&[])], Some((7, true)), NextStep::Begin(0)),
        ] {
            assert_eq!(next_step(&steps, last).outcome, expected, "{steps:?}");
        }
    }

    #[test]
    fn the_reason_comes_with_its_numbers_and_its_rule() {
        let twice = [of(80, 90, 60), of(70, 60, 20)];
        let judged = next_step(&[step(&twice), step(&[])], Some((0, false)));
        assert_eq!(judged.number(Quantity::ViolatedTrials), Some(2.0));
        assert_eq!(judged.number(Quantity::FirstPeak), Some(80.0));
        assert_eq!(judged.rule(), "next-rung");
    }

    fn trials() -> impl Strategy<Value = Vec<Trial>> {
        let one = (0_u8..=100, 0_u8..=100, 0_u8..=100, any::<bool>());
        let trial = one.prop_filter_map("a trial", |(peak, predicted, after, happened)| {
            Trial::new(peak, 0, predicted, after, happened)
        });
        prop::collection::vec(trial, 0..4)
    }

    proptest! {
        #[test]
        fn what_is_left_alone_or_enough_is_never_offered_as_the_next(
            all in prop::collection::vec((any::<bool>(), trials()), 0..5),
            last in prop::option::of((0_usize..6, any::<bool>())),
        ) {
            let steps: Vec<_> = all
                .iter()
                .map(|(resting, trials)| OnStep { resting: *resting, trials })
                .collect();
            match next_step(&steps, last).outcome {
                NextStep::Begin(to) | NextStep::On { to, .. } => {
                    prop_assert!(!steps[to].resting);
                    prop_assert_eq!(next_rung(steps[to].trials).outcome, Rung::Stay);
                }
                NextStep::Again(at) => prop_assert!(!steps[at].resting),
                NextStep::Talk(at) => prop_assert_eq!(last, Some((at, true))),
                NextStep::Enough(at, _) => {
                    prop_assert_eq!(next_rung(steps[at].trials).outcome, Rung::Next);
                }
                NextStep::Nothing => {}
            }
        }
    }
}
