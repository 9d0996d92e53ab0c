//! How regular sessions are: part of whether a service can be relied on.

use crate::scale::{mean, sd};

/// How regular sessions are, in days.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Regularity {
    /// Sessions it rests on, at least two.
    pub sessions: usize,
    /// Mean days from one session to the next.
    pub mean_days: f64,
    /// Sample standard deviation of the days between sessions; `None` with fewer than two gaps.
    /// 0 is every session at the same distance.
    pub sd_days: Option<f64>,
    /// The longest gap, in days.
    pub longest_days: u32,
}

/// How regular the sessions on these days are. A day is a whole number counted from any fixed day;
/// two sessions may fall on one day. `None` with fewer than two sessions, or out of order.
///
/// The standard deviation of days between sessions is the service's measure of its own regularity:
/// this project's own choice. Only sessions that took place belong here.
pub fn regularity(days: &[i32]) -> Option<Regularity> {
    let gap = |pair: &[i32]| u32::try_from(i64::from(pair[1]) - i64::from(pair[0])).ok();
    let gaps: Vec<u32> = days.windows(2).map(gap).collect::<Option<_>>()?;
    let lengths: Vec<f64> = gaps.iter().copied().map(f64::from).collect();
    Some(Regularity {
        sessions: days.len(),
        mean_days: mean(&lengths)?,
        sd_days: sd(&lengths),
        longest_days: gaps.into_iter().max()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_between_sessions() {
        for (days, mean_days, sd_days, longest_days) in [
            (vec![0, 7, 14, 21], 7.0, Some(0.0), 7),
            (vec![3, 10], 7.0, None, 7),
            (vec![0, 7, 21], 10.5, Some(4.9497), 14),
            (vec![0, 0, 4], 2.0, Some(2.8284), 4),
        ] {
            let found = regularity(&days).unwrap();
            assert!((found.mean_days - mean_days).abs() < 1e-9);
            let rounded = found.sd_days.map(|sd| (sd * 1e4).round() / 1e4);
            assert_eq!(
                (rounded, found.longest_days),
                (sd_days, longest_days),
                "{days:?}"
            );
            assert_eq!(found.sessions, days.len());
        }
        for days in [vec![], vec![4], vec![7, 0]] {
            assert_eq!(regularity(&days), None);
        }
        assert!(regularity(&[i32::MIN, i32::MAX]).is_some());
    }

    proptest! {
        #[test]
        fn the_first_day_does_not_matter(
            gaps in prop::collection::vec(0_i32..60, 1..30), from in -10_000_i32..10_000
        ) {
            let days = |first: i32| -> Vec<i32> {
                let next = |day: &mut i32, gap: &i32| { *day += gap; Some(*day) };
                std::iter::once(first).chain(gaps.iter().scan(first, next)).collect()
            };
            prop_assert_eq!(regularity(&days(0)), regularity(&days(from)));
        }
    }
}
