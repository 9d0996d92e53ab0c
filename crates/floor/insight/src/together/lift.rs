//! How much more often an event comes on days with a trigger than on others.

use crate::judged::{Judged, Method};
use crate::quantity::Quantity;
use crate::scale::ROUNDING;

/// Days with the trigger there must be.
const WITH_TRIGGER: u32 = 5;
/// How sure it must be that the event is more frequent with the trigger.
const SURE: f64 = 0.9;

/// Days counted, with the trigger and without.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Days {
    /// Days with the trigger and the event.
    pub with_hits: u32,
    /// Days with the trigger.
    pub with: u32,
    /// Days without the trigger, with the event.
    pub without_hits: u32,
    /// Days without the trigger.
    pub without: u32,
}

/// What is assumed before any day is counted: so many days with the event, and so many without.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Prior {
    hits: f64,
    misses: f64,
}

impl Prior {
    /// One day of each: every share is as likely as any other.
    pub const EVEN: Self = Self {
        hits: 1.0,
        misses: 1.0,
    };

    /// A service's own. `None` unless both are between .1 and a million.
    pub fn new(hits: f64, misses: f64) -> Option<Self> {
        let sound = |days: f64| (0.1..=1e6).contains(&days);
        (sound(hits) && sound(misses)).then_some(Self { hits, misses })
    }
}

/// Whether it is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lift {
    /// Often come together.
    Shown,
    /// Too few days, or not sure enough: nothing is shown.
    NotShown,
}

pub(crate) const LIFT: Method = Method::own(
    "trigger-lift",
    "Shares with a Beta prior (conjugate update, textbook). That it is shown from five days with \
     the trigger, with the event on both kinds of day, and from a probability of .9 that it is more \
     frequent with the trigger, is this project's own choice.",
);

/// How much more often the event comes with the trigger. `None` when more days have the event than
/// there are days.
///
/// The probability is worked out by quadrature, not by drawing: the same days always say the same.
pub fn lift(days: Days, prior: Prior) -> Option<Judged<Lift>> {
    if days.with_hits > days.with || days.without_hits > days.without {
        return None;
    }
    let with = Beta::after(days.with_hits, days.with, prior);
    let without = Beta::after(days.without_hits, days.without, prior);
    let sure = with.exceeds(without);
    let shown = days.with >= WITH_TRIGGER
        && days.with_hits > 0
        && days.without_hits > 0
        && sure >= SURE - ROUNDING;
    let outcome = if shown { Lift::Shown } else { Lift::NotShown };
    let numbers = [
        (Quantity::ShareWith, with.mean()),
        (Quantity::ShareWithout, without.mean()),
        (Quantity::Lift, with.mean() / without.mean()),
        (Quantity::Probability, sure),
        (Quantity::DaysWith, f64::from(days.with)),
        (Quantity::DaysWithout, f64::from(days.without)),
    ];
    Some(Judged::new(outcome, &LIFT, &numbers))
}

/// What is believed of a share.
#[derive(Clone, Copy)]
struct Beta {
    hits: f64,
    misses: f64,
}

/// Points of the quadrature; even, so that one lies at one half.
const POINTS: i32 = 8_000;
/// Shares are looked at on a scale of log odds, from minus to plus so many. Beyond, a share with
/// the least prior allowed has a density below e^-8 of its peak.
const ODDS: f64 = 80.0;

impl Beta {
    fn after(hits: u32, of: u32, prior: Prior) -> Self {
        Self {
            hits: prior.hits + f64::from(hits),
            misses: prior.misses + f64::from(of - hits),
        }
    }

    fn mean(self) -> f64 {
        self.hits / (self.hits + self.misses)
    }

    /// The logarithm of the density on log odds, up to a constant: both tails fall off
    /// exponentially, so that equal steps are as exact as any rule.
    fn log_density(self, odds: f64) -> f64 {
        // The logarithms of the share and of its complement, without loss at either end.
        let log_share = -(-odds.abs()).exp().ln_1p() + odds.min(0.0);
        let log_rest = log_share - odds;
        self.hits * log_share + self.misses * log_rest
    }

    /// The probability that this share is above the other.
    fn exceeds(self, other: Self) -> f64 {
        let step = 2.0 * ODDS / f64::from(POINTS);
        let odds = || (0..=POINTS).map(|point| f64::from(point) * step - ODDS);
        let peak = |beta: Self| beta.log_density((beta.hits / beta.misses).ln());
        let (here, there) = (peak(self), peak(other));
        let (mut below, mut above, mut all) = (0.0, 0.0, 0.0);
        for odds in odds() {
            let mine = (self.log_density(odds) - here).exp();
            let theirs = (other.log_density(odds) - there).exp();
            // Half of the step the other share falls in lies below.
            above += mine * (below + theirs / 2.0);
            below += theirs;
            all += mine;
        }
        above / (all * below)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// For whole numbers there is an exact sum: the terms are ratios of Beta functions.
    fn exact(a1: u32, b1: u32, a0: u32, b0: u32) -> f64 {
        let log_factorial = |n: u32| -> f64 { (2..=n).map(|k| f64::from(k).ln()).sum() };
        let log_beta =
            |a: u32, b: u32| log_factorial(a - 1) + log_factorial(b - 1) - log_factorial(a + b - 1);
        (0..a1)
            .map(|i| {
                let term = log_beta(a0 + i, b0 + b1) - log_beta(1 + i, b1) - log_beta(a0, b0);
                term.exp() / f64::from(b1 + i)
            })
            .sum()
    }

    fn judged(days: (u32, u32, u32, u32)) -> Judged<Lift> {
        let (with_hits, with, without_hits, without) = days;
        let days = Days {
            with_hits,
            with,
            without_hits,
            without,
        };
        lift(days, Prior::EVEN).unwrap()
    }

    #[test]
    fn nothing_is_shown_below_the_floor() {
        for (days, expected) in [
            ((6, 8, 5, 20), Lift::Shown),
            // Four days with the trigger.
            ((4, 4, 1, 40), Lift::NotShown),
            ((5, 5, 1, 40), Lift::Shown),
            // The event never came otherwise, or never with it.
            ((6, 8, 0, 20), Lift::NotShown),
            ((0, 8, 9, 20), Lift::NotShown),
            // More frequent, but not surely.
            ((3, 8, 5, 20), Lift::NotShown),
            ((0, 0, 0, 0), Lift::NotShown),
        ] {
            assert_eq!(judged(days).outcome, expected, "{days:?}");
        }
        let days = Days {
            with_hits: 3,
            with: 2,
            without_hits: 0,
            without: 0,
        };
        assert_eq!(lift(days, Prior::EVEN), None);
        assert_eq!(Prior::new(0.0, 1.0), None);
        assert_eq!(Prior::new(f64::NAN, 1.0), None);
    }

    proptest! {
        #[test]
        fn the_probability_is_the_exact_one(
            with in 0_u32..300, without in 0_u32..300, one in 0_u32..300, two in 0_u32..300
        ) {
            let (hits, other) = (one.min(with), two.min(without));
            let found = judged((hits, with, other, without)).number(Quantity::Probability).unwrap();
            let exact = exact(hits + 1, with - hits + 1, other + 1, without - other + 1);
            prop_assert!((found - exact).abs() < 1e-3, "{} is not {}", found, exact);
        }

        #[test]
        fn swapping_the_days_leaves_the_other_probability(
            with in 0_u32..60, without in 0_u32..60, one in 0_u32..60, two in 0_u32..60
        ) {
            let (hits, other) = (one.min(with), two.min(without));
            let sure = |days| judged(days).number(Quantity::Probability).unwrap();
            let both = sure((hits, with, other, without)) + sure((other, without, hits, with));
            prop_assert!((both - 1.0).abs() < 1e-9);
        }

        #[test]
        fn one_more_hit_never_makes_it_less_likely(
            with in 1_u32..60, without in 0_u32..60, one in 0_u32..60, two in 0_u32..60
        ) {
            let (hits, other) = (one.min(with - 1), two.min(without));
            let sure = |hits| {
                judged((hits, with, other, without)).number(Quantity::Probability).unwrap()
            };
            // Near one, a further hit is lost in rounding.
            prop_assert!(sure(hits + 1) > sure(hits) - 1e-12);
        }
    }
}
