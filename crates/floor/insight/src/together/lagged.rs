//! Whether a day's rating goes with another rating on the day after.

use crate::judged::{Judged, Method};
use crate::quantity::Quantity;
use crate::scale::{ROUNDING, mean};

/// Pairs of days there must be.
const DAYS: usize = 21;
/// Days of doubt added: a correlation over n days is multiplied by n / (n + 20).
const DOUBT: f64 = 20.0;
/// The least correlation that is shown, after that.
const LEAST: f64 = 0.3;

/// Whether it is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lagged {
    /// More of the one is often followed by more of the other.
    MoreAfterMore,
    /// More of the one is often followed by less of the other.
    LessAfterMore,
    /// Too few days, or too weak: nothing is shown.
    NotShown,
}

pub(crate) const LAGGED: Method = Method::own(
    "next-day",
    "Pearson's correlation of a day with the next, after taking the straight trend off both. \
     Multiplying by n / (n + 20), and showing it from 21 pairs of days and .3 on, are this project's \
     own choice.",
);

/// How `first` on one day goes with `then` on the next. One value per day, in order and without a
/// day left out, `None` where there is none.
pub fn lagged(first: &[Option<f64>], then: &[Option<f64>]) -> Judged<Lagged> {
    let (first, then) = (detrended(first), detrended(then));
    let pairs: Vec<(f64, f64)> = first
        .iter()
        .zip(then.iter().skip(1))
        .filter_map(|(today, tomorrow)| today.zip(*tomorrow))
        .collect();
    let days = u32::try_from(pairs.len()).map_or(f64::MAX, f64::from);
    let mut numbers = vec![(Quantity::Days, days)];
    let Some(plain) = correlation(&pairs) else {
        return Judged::new(Lagged::NotShown, &LAGGED, &numbers);
    };
    let shrunk = plain * days / (days + DOUBT);
    numbers.insert(0, (Quantity::Correlation, shrunk));
    numbers.push((Quantity::PlainCorrelation, plain));
    let outcome = match shrunk {
        _ if pairs.len() < DAYS => Lagged::NotShown,
        strong if strong >= LEAST - ROUNDING => Lagged::MoreAfterMore,
        strong if strong <= ROUNDING - LEAST => Lagged::LessAfterMore,
        _ => Lagged::NotShown,
    };
    Judged::new(outcome, &LAGGED, &numbers)
}

/// What remains when the straight line over the days is taken off.
fn detrended(values: &[Option<f64>]) -> Vec<Option<f64>> {
    let timed: Vec<(f64, f64)> = (0_u32..)
        .zip(values)
        .filter_map(|(day, value)| Some((f64::from(day), value.filter(|v| v.is_finite())?)))
        .collect();
    let centre = |of: fn(&(f64, f64)) -> f64| {
        let all: Vec<f64> = timed.iter().map(of).collect();
        mean(&all).unwrap_or(0.0)
    };
    let (day_centre, value_centre) = (centre(|pair| pair.0), centre(|pair| pair.1));
    let across: f64 = timed
        .iter()
        .map(|(day, value)| (day - day_centre) * (value - value_centre))
        .sum();
    let along: f64 = timed
        .iter()
        .map(|(day, _)| (day - day_centre).powi(2))
        .sum();
    let slope = if along > 0.0 { across / along } else { 0.0 };
    (0_u32..)
        .zip(values)
        .map(|(day, value)| {
            let expected = value_centre + slope * (f64::from(day) - day_centre);
            value
                .filter(|v| v.is_finite())
                .map(|value| value - expected)
        })
        .collect()
}

/// `None` with fewer than three pairs, or where one side never differs.
fn correlation(pairs: &[(f64, f64)]) -> Option<f64> {
    let side = |of: fn(&(f64, f64)) -> f64| -> Vec<f64> { pairs.iter().map(of).collect() };
    let (one, two) = (mean(&side(|p| p.0))?, mean(&side(|p| p.1))?);
    let product = |a: fn(&(f64, f64)) -> f64, ca: f64, b: fn(&(f64, f64)) -> f64, cb: f64| -> f64 {
        pairs
            .iter()
            .map(|pair| (a(pair) - ca) * (b(pair) - cb))
            .sum()
    };
    let both = product(|p| p.0, one, |p| p.1, two);
    let (first, second) = (
        product(|p| p.0, one, |p| p.0, one),
        product(|p| p.1, two, |p| p.1, two),
    );
    let enough = pairs.len() > 2 && first.min(second) > ROUNDING;
    enough.then(|| both / (first * second).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn days(values: &[i32]) -> Vec<Option<f64>> {
        values.iter().map(|value| Some(f64::from(*value))).collect()
    }

    /// Nights that go up and down without any rhythm of the week.
    const NIGHTS: [i32; 30] = [
        5, 2, 7, 1, 6, 3, 8, 4, 2, 9, 1, 5, 7, 3, 6, 2, 8, 1, 4, 9, 3, 7, 2, 5, 8, 1, 6, 4, 9, 2,
    ];

    fn next_day(of: &[i32], turn: i32) -> Vec<i32> {
        std::iter::once(5)
            .chain(of.iter().map(|value| 5 + turn * (value - 5)))
            .take(of.len())
            .collect()
    }

    #[test]
    fn what_follows_the_day_after_is_found_from_three_weeks_on() {
        for (length, turn, expected) in [
            (30, 1, Lagged::MoreAfterMore),
            (30, -1, Lagged::LessAfterMore),
            (22, 1, Lagged::MoreAfterMore),
            (21, 1, Lagged::NotShown),
            (30, 0, Lagged::NotShown),
        ] {
            let nights = &NIGHTS[..length];
            let judged = lagged(&days(nights), &days(&next_day(nights, turn)));
            assert_eq!(judged.outcome, expected, "{length} {turn}: {judged:?}");
        }
    }

    #[test]
    fn two_trends_alone_do_not_come_together() {
        let rising: Vec<i32> = (0..60).collect();
        let wobbling: Vec<i32> = rising
            .iter()
            .zip(NIGHTS.iter().cycle())
            .map(|(day, night)| day * 2 + night)
            .collect();
        assert_eq!(
            lagged(&days(&rising), &days(&wobbling)).outcome,
            Lagged::NotShown
        );
    }

    proptest! {
        #[test]
        fn doubt_never_makes_it_stronger(
            first in prop::collection::vec(prop::option::of(0_i32..10), 0..60),
            then in prop::collection::vec(prop::option::of(0_i32..10), 0..60)
        ) {
            let there = |values: &[Option<i32>]| -> Vec<Option<f64>> {
                values.iter().map(|value| value.map(f64::from)).collect()
            };
            let judged = lagged(&there(&first), &there(&then));
            if let Some(shrunk) = judged.number(Quantity::Correlation) {
                let plain = judged.number(Quantity::PlainCorrelation).unwrap();
                prop_assert!(shrunk.abs() <= plain.abs() && plain.abs() <= 1.0 + 1e-9);
            }
            let counted = judged.number(Quantity::Days).unwrap();
            prop_assert!(judged.outcome == Lagged::NotShown || counted >= 21.0);
        }
    }
}
