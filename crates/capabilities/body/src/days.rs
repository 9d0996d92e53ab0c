//! How much it was, day by day beside the sessions: counts, and no verdict.

use crate::act::{noted, since};
use crate::stored::{LevelV1, NowV1, Piece};
use care::Moment;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sealed::engine::Pending;
use sealed::{Act, Kept, ReadError};
use std::collections::BTreeMap;

/// How many days are drawn: four weeks, this project's own choice.
pub const DAYS: i64 = 28;

/// When this client's sessions were: asked of the capability that keeps them.
pub trait Sessions: Send + Sync {
    /// When those that took place began. The act opens [`care::Section::Sessions`].
    fn held<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<Vec<Moment>, ReadError>>;
}

/// One day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Day {
    /// When it was noted, or when the session was: a moment of that day.
    pub at: Moment,
    /// How many days before today.
    pub ago: i64,
    /// How often each was noted, in the order of [`LevelV1::ALL`].
    pub counts: [usize; 3],
    /// Whether there was a session.
    pub session: bool,
}

/// The days on which something was noted or a session was, oldest first; everything that was noted,
/// newest first; and how many are damaged.
pub struct Days {
    /// The days of the last [`DAYS`].
    pub days: Vec<Day>,
    /// Everything that was noted.
    pub noted: Vec<Kept<NowV1>>,
    /// How many are there and do not open.
    pub damaged: usize,
}

fn date(moment: Moment, zone: &TimeZone) -> Date {
    let at = Timestamp::from_millisecond(moment.millis()).unwrap_or_default();
    at.to_zoned(zone.clone()).date()
}

/// Counts what was noted and the sessions by the day of the service's time zone.
pub fn by_day(
    noted: &[(Moment, LevelV1)],
    sessions: &[Moment],
    now: Moment,
    zone: &TimeZone,
) -> Vec<Day> {
    let today = date(now, zone);
    let mut days: BTreeMap<Date, Day> = BTreeMap::new();
    let noted = noted.iter().map(|(at, level)| (*at, Some(*level)));
    let sessions = sessions.iter().map(|at| (*at, None));
    for (at, level) in noted.chain(sessions) {
        let day = date(at, zone);
        let ago = today
            .since(day)
            .map_or(-1, |span| i64::from(span.get_days()));
        if !(0..DAYS).contains(&ago) {
            continue;
        }
        let empty = Day {
            at,
            ago,
            counts: [0; 3],
            session: false,
        };
        let day = days.entry(day).or_insert(empty);
        match level {
            None => day.session = true,
            Some(level) => {
                let places = LevelV1::ALL.iter().zip(&mut day.counts);
                for (_, count) in places.filter(|(one, _)| **one == level) {
                    *count += 1;
                }
            }
        }
    }
    days.into_values().collect()
}

/// The days as far as whoever acts may see them. The act opens the work and the sessions.
pub async fn days(act: &Act, sessions: &dyn Sessions, zone: &TimeZone) -> Result<Days, ReadError> {
    let (noted, damaged) = noted::<NowV1>(act).await?;
    let now = act.now();
    // A day more than is drawn, for the hours between this time zone and any other.
    let from = since(now, DAYS + 1);
    let lately = noted.iter().filter(|kept| kept.value.at() >= from);
    let lately: Vec<_> = lately
        .map(|kept| (kept.value.at(), kept.value.level))
        .collect();
    let held = sessions.held(act).await?;
    let held: Vec<_> = held
        .into_iter()
        .filter(|at| *at >= from && *at <= now)
        .collect();
    Ok(Days {
        days: by_day(&lately, &held, now, zone),
        noted,
        damaged,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::{DAY, HOUR};
    use proptest::prelude::*;

    #[test]
    fn what_is_noted_just_before_midnight_belongs_to_the_day_where_the_service_is() {
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        let midnight = Moment::from_millis(20_000 * DAY - 2 * HOUR);
        let noted = [
            (midnight - 1, LevelV1::TooMuch),
            (midnight, LevelV1::TooLittle),
        ];
        let days = by_day(&noted, &[midnight + HOUR], midnight + HOUR, &zone);
        let told: Vec<_> = days
            .iter()
            .map(|day| (day.ago, day.counts, day.session))
            .collect();
        assert_eq!(told, [(1, [1, 0, 0], false), (0, [0, 0, 1], true)]);
    }

    proptest! {
        #[test]
        fn everything_of_these_weeks_is_counted_once_and_nothing_else(
            ago in prop::collection::vec((0_i64..60 * 24, 0_usize..3), 0..40)
        ) {
            let now = Moment::from_millis(20_000 * DAY + 12 * HOUR);
            let noted: Vec<_> = ago.iter().map(|(hours, level)| (now - hours * HOUR, LevelV1::ALL[*level])).collect();
            let days = by_day(&noted, &[], now, &TimeZone::UTC);
            let counted: usize = days.iter().flat_map(|day| day.counts).sum();
            // Noon of today back to the beginning of the first day.
            let within = ago.iter().filter(|(hours, _)| *hours <= (DAYS - 1) * 24 + 12).count();
            prop_assert_eq!(counted, within);
            prop_assert!(days.is_sorted_by(|one, other| one.ago > other.ago));
        }
    }
}
