//! Nobody is promised to two people at once. Each day of a practitioner is one entry of the
//! directory; a session stands in every day it touches, so two that overlap always meet in one
//! entry, and of two people who plan at the same moment one is refused by the engine and looks again.

use crate::stored::{BookedV1, PlacedV1, SlotV1};
use care::{DAY, Moment, PersonId, RecordId};
use sealed::{Act, Kept, ReadError};

/// Whether a time could be taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Booking {
    /// It is.
    Taken,
    /// The practitioner is elsewhere then.
    Elsewhere,
}

/// The days, counted from the epoch, that a stretch of time touches.
pub(crate) fn days(starts: Moment, ends: Moment) -> impl Iterator<Item = i64> {
    let day = |at: Moment| at.millis().div_euclid(DAY);
    // What ends at midnight does not touch the next day.
    day(starts)..=day(ends - 1).max(day(starts))
}

async fn entry(act: &Act, who: PersonId, day: i64) -> Result<(RecordId, u32, BookedV1), ReadError> {
    let mut name = who.bytes().to_vec();
    name.extend(day.to_be_bytes());
    let id = act.directory_id("booked", &name).await?;
    let kept: Option<Kept<BookedV1>> = act.directory_find(id).await?;
    if let Some(kept) = kept {
        return Ok((id, kept.version, kept.value));
    }
    let new = BookedV1 {
        practitioner: *who.bytes(),
        day,
        slots: Vec::new(),
    };
    Ok((id, 0, new))
}

/// Moves a session from where it stood, if it stood anywhere, to where it is to be, if it is to be:
/// in the act's own transaction. What is past is not looked at: it has been.
pub(crate) async fn book(
    act: &mut Act,
    session: RecordId,
    was: Option<&PlacedV1>,
    now: Option<&PlacedV1>,
) -> Result<Booking, ReadError> {
    let at = act.now();
    let touched = |placed: &PlacedV1| -> Vec<(PersonId, i64)> {
        let days = days(placed.starts(), placed.ends());
        days.map(|day| (placed.practitioner(), day)).collect()
    };
    let mut all: Vec<(PersonId, i64)> = Vec::new();
    all.extend(was.iter().flat_map(|placed| touched(placed)));
    all.extend(now.iter().flat_map(|placed| touched(placed)));
    all.sort_unstable();
    all.dedup();
    let mut changed = Vec::new();
    for (who, day) in all {
        let (id, version, mut booked) = entry(act, who, day).await?;
        let before = booked.clone();
        booked.slots.retain(|slot| slot.session != *session.bytes());
        let here = now.filter(|placed| touched(placed).contains(&(who, day)));
        if let Some(placed) = here {
            let overlaps = |slot: &SlotV1| {
                slot.starts_at < placed.ends().millis() && placed.starts_at < slot.ends_at
            };
            if placed.ends() > at && booked.slots.iter().any(overlaps) {
                return Ok(Booking::Elsewhere);
            }
            booked.slots.push(SlotV1 {
                session: *session.bytes(),
                starts_at: placed.starts_at,
                ends_at: placed.ends().millis(),
            });
        }
        if booked != before {
            changed.push((id, version, booked));
        }
    }
    for (id, version, booked) in changed {
        act.keep_in_directory(id, version, &booked).await?;
    }
    Ok(Booking::Taken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::HOUR;
    use proptest::prelude::*;

    #[test]
    fn a_session_stands_in_every_day_it_touches() {
        let at = |hours: i64| Moment::from_millis(hours * HOUR);
        for (starts, ends, touched) in [
            (10, 11, vec![0]),
            (23, 24, vec![0]),
            (23, 25, vec![0, 1]),
            (24, 25, vec![1]),
            (-1, 1, vec![-1, 0]),
        ] {
            assert_eq!(days(at(starts), at(ends)).collect::<Vec<_>>(), touched);
        }
    }

    proptest! {
        #[test]
        fn two_that_overlap_meet_in_a_day(
            first in -5_000_000_000_i64..5_000_000_000, long in 600_000_i64..14_400_000,
            offset in -14_400_000_i64..14_400_000, other in 600_000_i64..14_400_000
        ) {
            let (a, b) = (Moment::from_millis(first), Moment::from_millis(first + offset));
            let (a_ends, b_ends) = (a + long, b + other);
            if a < b_ends && b < a_ends {
                let theirs: Vec<i64> = days(b, b_ends).collect();
                prop_assert!(days(a, a_ends).any(|day| theirs.contains(&day)));
            }
        }
    }
}
