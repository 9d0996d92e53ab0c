//! How regular sessions are: for one client, and for the service as a whole without whose they are.

use crate::stored::{BookedV1, ENOUGH_NOTICE, NoticeV1, ReasonV1, RegularV1};
use care::{DAY, Moment, RecordId};
use insight::{Regularity, regularity};
use sealed::{Act, Kept, ReadError, Vault};
use std::collections::BTreeSet;

/// How far back the service's own figures look, in days: this project's own choice, a quarter.
pub const COUNTED_DAYS: i64 = 90;
/// Below how many nothing is shown: a small number could be one person. This project's own choice.
pub const FEWEST: usize = 5;
/// How many practitioners had sessions in that time at least, before anything is said of how regular
/// they are: with fewer it would be one practitioner's own. This project's own choice.
pub const FEWEST_PRACTITIONERS: usize = 3;
/// From how many clients on it is said how long the gaps of nine in ten were at most: then the
/// number rests on two clients at least, and never on the one with the longest gap. This project's
/// own choice.
pub const FEWEST_FOR_GAPS: usize = 10;

/// How regular sessions that began at these times are; they are in order. Days are counted from the
/// first session, each rounded, so that neither the clock change nor an hour later makes one.
pub fn of(held: &[Moment]) -> Option<Regularity> {
    let first = *held.first()?;
    let day = |at: &Moment| i32::try_from((*at - first + DAY / 2).div_euclid(DAY)).ok();
    let days: Option<Vec<i32>> = held.iter().map(day).collect();
    regularity(&days?)
}

/// A standard deviation as it is kept, in hundredths of a day.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a spread of days is small and never negative"
)]
pub(crate) fn hundredths(sd_days: Option<f64>) -> Option<u32> {
    sd_days.map(|days| (days * 100.0).round() as u32)
}

/// Writes down how regular this client's sessions are, for the service's own figures.
pub(crate) async fn count(act: &mut Act, held: &[Moment]) -> Result<(), ReadError> {
    let Some(found) = of(held) else {
        return Ok(());
    };
    // An id of this client's that nobody can work out without opening this client's record.
    let id = act.id_for("session-regularity", RecordId::from_bytes([0; 16]));
    let stands: Option<Kept<RegularV1>> = act.directory_find(id).await?;
    let regular = RegularV1 {
        at: act.now().millis(),
        sessions: u32::try_from(found.sessions).unwrap_or(u32::MAX),
        sd_hundredths: hundredths(found.sd_days),
        longest_days: found.longest_days,
    };
    let after = stands.map_or(0, |kept| kept.version);
    act.keep_in_directory(id, after, &regular).await
}

/// Writes down that the service changed or called off a session, for the service's own figures.
pub(crate) async fn count_notice(
    act: &mut Act,
    notice_minutes: i64,
    reason: ReasonV1,
    called_off: bool,
) -> Result<(), ReadError> {
    let notice = NoticeV1 {
        at: act.now().millis(),
        notice_minutes,
        reason,
        called_off,
    };
    let id = act.mint();
    act.keep_in_directory(id, 0, &notice).await
}

/// What a service lead sees of sessions. Where there are fewer than [`FEWEST`] of something, its
/// number is not said.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ServiceCounts {
    /// For how many clients regularity is known.
    pub clients: Option<usize>,
    /// The median over clients of the standard deviation of the days between their sessions.
    pub median_sd_days: Option<f64>,
    /// How many weeks the longest gap between two sessions was at most, for nine in ten clients.
    /// Weeks and not days, and never the longest of all: that would be one person's.
    pub gap_weeks: Option<u32>,
    /// How many changes the service announced.
    pub changes: Option<usize>,
    /// How many of the changes were announced a whole day before or earlier.
    pub with_enough_notice: Option<usize>,
    /// How many sessions the service called off.
    pub called_off: Option<usize>,
    /// How many changes came from what, where it is not a small number.
    pub by_reason: Vec<(ReasonV1, Option<usize>)>,
    /// How many could not be read. They are counted, never left out silently.
    pub damaged: usize,
}

/// The service's own regularity and notice over the last [`COUNTED_DAYS`], from entries that say
/// nothing of whose they are.
///
/// # Errors
/// If they cannot be read.
pub async fn service_counts(vault: &Vault) -> Result<ServiceCounts, ReadError> {
    let regular = vault.directory_all::<RegularV1>().await?;
    let notices = vault.directory_all::<NoticeV1>().await?;
    let from = (vault.now() - COUNTED_DAYS * DAY).millis();
    let recent: Vec<RegularV1> = regular
        .kept
        .into_iter()
        .map(|kept| kept.value)
        .filter(|one| one.at >= from)
        .collect();
    let announced: Vec<NoticeV1> = notices
        .kept
        .into_iter()
        .map(|kept| kept.value)
        .filter(|one| one.at >= from)
        .collect();
    let booked = vault.directory_all::<BookedV1>().await?;
    let days = from.div_euclid(DAY)..=vault.now().millis().div_euclid(DAY);
    let met = booked.kept.iter().map(|kept| &kept.value);
    let met = met.filter(|day| !day.slots.is_empty() && days.contains(&day.day));
    let practitioners: BTreeSet<[u8; 16]> = met.map(|day| day.practitioner).collect();
    let damaged = regular.damaged.len() + notices.damaged.len() + booked.damaged.len();
    Ok(ServiceCounts {
        damaged,
        ..counted(&recent, practitioners.len(), &announced)
    })
}

fn counted(recent: &[RegularV1], practitioners: usize, announced: &[NoticeV1]) -> ServiceCounts {
    let enough = |count: usize| (count >= FEWEST).then_some(count);
    let recent = if practitioners < FEWEST_PRACTITIONERS {
        &[]
    } else {
        recent
    };
    let mut spreads: Vec<u32> = recent.iter().filter_map(|one| one.sd_hundredths).collect();
    spreads.sort_unstable();
    let changes: Vec<&NoticeV1> = announced.iter().filter(|one| !one.called_off).collect();
    let in_time = changes
        .iter()
        .filter(|one| one.notice_minutes >= ENOUGH_NOTICE)
        .count();
    let of = |kind: ReasonV1| announced.iter().filter(|one| one.reason == kind).count();
    let kinds = ReasonV1::ALL.into_iter().map(|kind| (kind, of(kind)));
    let kinds = kinds.filter(|(_, count)| *count > 0);
    ServiceCounts {
        clients: enough(recent.len()),
        median_sd_days: median(&spreads),
        gap_weeks: gap_weeks(recent),
        changes: enough(changes.len()),
        // A part is said only where the rest of it is no small number either.
        with_enough_notice: enough(changes.len()).map(|_| in_time).filter(|in_time| {
            let rest = changes.len() - in_time;
            (*in_time == 0 || *in_time >= FEWEST) && (rest == 0 || rest >= FEWEST)
        }),
        called_off: enough(announced.len() - changes.len()),
        by_reason: by_reason(kinds.collect()),
        damaged: 0,
    }
}

/// How many weeks the longest gap was at most, for nine in ten.
fn gap_weeks(recent: &[RegularV1]) -> Option<u32> {
    let mut longest: Vec<u32> = recent.iter().map(|one| one.longest_days).collect();
    longest.sort_unstable();
    let nine_in_ten = (longest.len() * 9).div_ceil(10);
    let days = longest.get(nine_in_ten.checked_sub(1)?)?;
    (longest.len() >= FEWEST_FOR_GAPS).then(|| days.div_ceil(7))
}

/// Each kind with how many, where that can be said. All of them together are said too, so what is
/// hidden must not follow by subtraction: it is more than one, and enough together.
fn by_reason(kinds: Vec<(ReasonV1, usize)>) -> Vec<(ReasonV1, Option<usize>)> {
    let mut largest_first: Vec<usize> = kinds.iter().map(|(_, count)| *count).collect();
    largest_first.sort_unstable_by_key(|count| core::cmp::Reverse(*count));
    // The fewest from which on a kind is said.
    let said_from = (0..=largest_first.len()).rev().find_map(|shown| {
        let hidden = largest_first.get(shown..).unwrap_or_default();
        let together: usize = hidden.iter().sum();
        let safe = hidden.is_empty() || hidden.len() > 1 && together >= FEWEST;
        let smallest = largest_first.get(..shown)?.last().copied();
        let smallest = smallest.unwrap_or(usize::MAX);
        // Of two that are equal, neither is said if the other is not.
        let apart = hidden.first().is_none_or(|hidden| *hidden < smallest);
        (safe && apart && smallest >= FEWEST).then_some(smallest)
    });
    let said = |count: usize| said_from.is_some_and(|from| count >= from);
    kinds
        .into_iter()
        .map(|(kind, count)| (kind, said(count).then_some(count)))
        .collect()
}

/// The median of spreads in hundredths of a day, in days. `None` where there are too few.
fn median(sorted: &[u32]) -> Option<f64> {
    if sorted.len() < FEWEST {
        return None;
    }
    let upper = sorted.get(sorted.len() / 2).copied()?;
    let lower = sorted.get((sorted.len() - 1) / 2).copied()?;
    Some((f64::from(lower) + f64::from(upper)) / 200.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::{HOUR, MINUTE};

    #[test]
    fn neither_the_clock_change_nor_an_hour_later_is_a_day() {
        let weeks = |shift: &[i64]| -> Vec<Moment> {
            let at = |(week, hours): (usize, &i64)| {
                let week = i64::try_from(week).unwrap();
                Moment::from_millis(1_700_000_000_000) + week * 7 * DAY + hours * HOUR
            };
            shift.iter().enumerate().map(at).collect()
        };
        for shift in [[0, 0, 0, 0], [0, 1, 1, 1], [0, 0, -1, -1], [0, 3, -3, 2]] {
            let found = of(&weeks(&shift)).unwrap();
            assert_eq!(found.longest_days, 7, "{shift:?}");
            assert_eq!(found.sd_days, Some(0.0), "{shift:?}");
        }
        assert_eq!(of(&weeks(&[0, 0, 14 * 24])).unwrap().longest_days, 21);
        assert!(of(&weeks(&[0])).is_none());
    }

    fn regular(sd_hundredths: Option<u32>, longest_days: u32) -> RegularV1 {
        RegularV1 {
            at: 0,
            sessions: 4,
            sd_hundredths,
            longest_days,
        }
    }

    fn notice(hours: i64, reason: ReasonV1, called_off: bool) -> NoticeV1 {
        NoticeV1 {
            at: 0,
            notice_minutes: hours * HOUR / MINUTE,
            reason,
            called_off,
        }
    }

    #[test]
    fn a_small_number_is_not_said() {
        let four = vec![regular(Some(100), 9); 4];
        let few = vec![notice(30, ReasonV1::Room, false); 4];
        let counts = counted(&four, 3, &few);
        let nothing = ServiceCounts {
            by_reason: vec![(ReasonV1::Room, None)],
            ..ServiceCounts::default()
        };
        assert_eq!(counts, nothing);
    }

    #[test]
    fn the_services_figures_are_medians_and_shares() {
        let people: Vec<RegularV1> = [0, 50, 120, 300, 2_000]
            .map(|sd| regular(Some(sd), 7 + sd / 100))
            .to_vec();
        let mut announced = vec![notice(48, ReasonV1::Room, false); 6];
        announced.extend(vec![notice(3, ReasonV1::Illness, false); 5]);
        announced.extend(vec![notice(2, ReasonV1::Illness, true); 5]);
        let counts = counted(&people, 3, &announced);
        assert_eq!(counts.clients, Some(5));
        assert_eq!(counts.median_sd_days, Some(1.2));
        assert_eq!(counts.gap_weeks, None, "five are too few for it");
        // All of it could be one practitioner's, or two's.
        let of_two = counted(&people, 2, &announced);
        assert_eq!((of_two.clients, of_two.median_sd_days), (None, None));
        assert_eq!(of_two.changes, counts.changes);
        assert_eq!(
            (counts.changes, counts.with_enough_notice),
            (Some(11), Some(6))
        );
        assert_eq!(counts.called_off, Some(5));
        let reasons = [(ReasonV1::Illness, Some(10)), (ReasonV1::Room, Some(6))];
        assert_eq!(counts.by_reason, reasons);
        announced.push(notice(1, ReasonV1::Room, false));
        assert_eq!(counted(&people, 3, &announced).with_enough_notice, Some(6));
        announced.truncate(9);
        assert_eq!(counted(&people, 3, &announced).with_enough_notice, None);
    }

    #[test]
    fn the_longest_gap_of_one_person_is_never_the_figure() {
        let gaps = |rest: u32, longest: u32, many: usize| {
            let mut all = vec![regular(None, rest); many - 1];
            all.push(regular(None, longest));
            gap_weeks(&all)
        };
        assert_eq!(gaps(7, 14, 9), None);
        for many in 10..40 {
            // Whatever one person's is, the figure is the same.
            assert_eq!(gaps(7, 14, many), Some(1), "{many}");
            assert_eq!(gaps(7, 700, many), Some(1), "{many}");
            assert_eq!(gaps(15, 16, many), Some(3), "{many}");
        }
        assert_eq!(gap_weeks(&[]), None);
    }

    #[test]
    fn a_kind_of_reason_that_is_not_said_does_not_follow_from_those_that_are() {
        let cases: [(&[usize], &[Option<usize>]); 8] = [
            (&[], &[]),
            (&[4], &[None]),
            (&[10, 6], &[Some(10), Some(6)]),
            // All there were, less ten, would be the two.
            (&[10, 2], &[None, None]),
            (&[10, 6, 2], &[Some(10), None, None]),
            // Two that could only be one each.
            (&[10, 6, 1, 1], &[Some(10), None, None, None]),
            (&[10, 6, 3, 2], &[Some(10), Some(6), None, None]),
            (&[6, 6, 2], &[None, None, None]),
        ];
        for (counts, expected) in cases {
            let kinds = ReasonV1::ALL.into_iter().zip(counts.iter().copied());
            let said = by_reason(kinds.collect());
            let said: Vec<Option<usize>> = said.into_iter().map(|(_, count)| count).collect();
            assert_eq!(said, expected, "{counts:?}");
        }
    }
}
