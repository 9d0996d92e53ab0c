//! Whether the score came back after a rupture. Only the client closes a repair; this only says
//! when three sessions went by without the score coming back, so that it is not forgotten.

use crate::quantity::Quantity;
use crate::scale::{Norms, ROUNDING, Scale, mean, present, sd};
use crate::verdict::Rule;

/// Sessions after the rupture within which the score is looked for. This project's own choice.
const SESSIONS: usize = 3;
/// Earlier scores from which a person's own spread is taken; below, the service's pooled one. This
/// project's own choice.
const OWN_SPREAD: usize = 4;

/// What the scores after a rupture say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Return {
    /// The score came back.
    Back {
        /// At which session after the rupture, from 1 to 3.
        session: usize,
    },
    /// Not yet, and there is time.
    Waiting {
        /// Sessions left to look at.
        left: usize,
    },
    /// Three sessions went by with at least one score, none of them back: unrepaired as far as
    /// scores can tell.
    NotBack,
    /// Three sessions went by without a score: nothing can be told.
    NoScore,
    /// There was no score before the rupture to come back to.
    NothingBefore,
}

/// What the scores after a rupture say, with all it rests on.
#[derive(Clone, PartialEq, Debug)]
pub struct Returned {
    /// What they say.
    pub verdict: Return,
    /// The rule that says it.
    pub rule: Rule,
    /// The numbers used.
    pub numbers: Vec<(Quantity, f64)>,
    /// How many scores it rests on, before and after.
    pub sessions: usize,
}

/// Whether the score came back to within one own standard deviation of its mean before the
/// rupture, within three sessions.
///
/// `before` are the scores before the session of the rupture, `after` those of the sessions after
/// it, in order; only the first three count. The spread is taken as at least one step of the scale.
pub fn returned(
    before: &[Option<f64>],
    after: &[Option<f64>],
    scale: Scale,
    norms: Norms,
) -> Returned {
    let rule = Rule::Return;
    let before = present(before);
    let Some(own_mean) = mean(&before) else {
        let verdict = Return::NothingBefore;
        return Returned {
            verdict,
            rule,
            numbers: Vec::new(),
            sessions: 0,
        };
    };
    let own = sd(&before).filter(|_| before.len() >= OWN_SPREAD);
    let spread = own.unwrap_or_else(|| norms.within_sd()).max(scale.step());
    let limit = own_mean - spread;
    let looked_at = after.get(..SESSIONS).unwrap_or(after);
    let scores = present(looked_at);
    let back = |score: &Option<f64>| score.is_some_and(|score| score >= limit - ROUNDING);
    let verdict = match looked_at.iter().position(back) {
        Some(index) => Return::Back { session: index + 1 },
        None if looked_at.len() < SESSIONS => Return::Waiting {
            left: SESSIONS - looked_at.len(),
        },
        None if scores.is_empty() => Return::NoScore,
        None => Return::NotBack,
    };
    let mut numbers: Vec<_> = scores
        .last()
        .map(|score| (Quantity::Score, *score))
        .into_iter()
        .collect();
    numbers.extend([
        (Quantity::OwnMean, own_mean),
        (Quantity::Spread, spread),
        (Quantity::Limit, limit),
    ]);
    Returned {
        verdict,
        rule,
        numbers,
        sessions: before.len() + scores.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn verdict(before: &[Option<f64>], after: &[Option<f64>]) -> Return {
        let scale = Scale::of_mean(0, 10, 1, 6).unwrap();
        returned(before, after, scale, Norms::assumed(scale)).verdict
    }

    #[test]
    fn the_score_is_looked_for_in_three_sessions_after() {
        // Mean 8, own standard deviation 1: back from 7.
        let before = [7.0, 9.0, 7.0, 9.0, 8.0].map(Some);
        for (after, expected) in [
            (vec![], Return::Waiting { left: 3 }),
            (vec![Some(6.9)], Return::Waiting { left: 2 }),
            (vec![Some(7.0)], Return::Back { session: 1 }),
            (vec![Some(5.0), Some(9.5)], Return::Back { session: 2 }),
            (vec![None, None], Return::Waiting { left: 1 }),
            (
                vec![None, Some(6.0), Some(7.5)],
                Return::Back { session: 3 },
            ),
            (vec![Some(5.0), None, Some(6.9)], Return::NotBack),
            (
                vec![Some(5.0), Some(5.0), Some(5.0), Some(9.0)],
                Return::NotBack,
            ),
            (vec![None, None, None, Some(9.0)], Return::NoScore),
        ] {
            assert_eq!(verdict(&before, &after), expected, "{after:?}");
        }
    }

    #[test]
    fn with_little_history_the_services_spread_stands_in() {
        // 8.6 and 8.4, then the fall: mean 8.5, spread .67 from the norm, back from 7.83.
        let before = [Some(8.6), Some(8.4)];
        assert_eq!(verdict(&before, &[Some(7.9)]), Return::Back { session: 1 });
        assert_eq!(verdict(&before, &[Some(7.8)]), Return::Waiting { left: 2 });
        assert_eq!(verdict(&[None], &[Some(7.8)]), Return::NothingBefore);
    }

    proptest! {
        #[test]
        fn a_missing_score_is_never_a_low_one(
            before in prop::collection::vec(0.0_f64..10.0, 1..12), gap in 0_usize..12
        ) {
            let mut scores: Vec<_> = before.iter().copied().map(Some).collect();
            let without = verdict(&scores, &[Some(5.0)]);
            scores.insert(gap.min(before.len()), None);
            prop_assert_eq!(verdict(&scores, &[Some(5.0)]), without);
        }
    }
}
