//! Days of the calendar: when a measure is due is a matter of days in the service's time zone, so
//! that someone who answered on a Monday evening is asked again from Monday morning on.

use care::{DAY, Moment};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// A day, counted from 1970-01-01, as the service's own calendar shows it.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub struct DayV1(pub i32);

/// A day, as everything but storage calls it.
pub use DayV1 as Day;

impl DayV1 {
    /// The day of a moment in a time zone. A moment beyond the calendar is counted in days of 24
    /// hours.
    pub fn of(moment: Moment, zone: &TimeZone) -> Self {
        let civil = Timestamp::from_millisecond(moment.millis())
            .ok()
            .map(|at| at.to_zoned(zone.clone()).date());
        civil.map_or_else(
            || Self(i32::try_from(moment.millis().div_euclid(DAY)).unwrap_or(i32::MAX)),
            Self::of_date,
        )
    }

    fn of_date(date: Date) -> Self {
        let epoch = Date::constant(1970, 1, 1);
        Self(epoch.until(date).map_or(0, |span| span.get_days()))
    }

    /// The day as a date field posts it: `2026-05-11`.
    pub fn parse(text: &str) -> Option<Self> {
        text.trim().parse().ok().map(Self::of_date)
    }

    /// As a date field shows it. Empty for a day beyond the calendar.
    pub fn to_field(self) -> String {
        let date = Date::constant(1970, 1, 1).checked_add(jiff::Span::new().days(self.0));
        date.map_or_else(|_| String::new(), |date| date.to_string())
    }

    /// A moment in the middle of the day, for saying which day it is.
    pub fn noon(self, zone: &TimeZone) -> Moment {
        let noon = Date::constant(1970, 1, 1)
            .checked_add(jiff::Span::new().days(self.0))
            .ok()
            .and_then(|date| date.at(12, 0, 0, 0).to_zoned(zone.clone()).ok());
        Moment::from_millis(noon.map_or_else(
            || i64::from(self.0) * DAY + DAY / 2,
            |noon| noon.timestamp().as_millisecond(),
        ))
    }

    /// So many days later.
    #[must_use]
    pub fn after(self, days: u16) -> Self {
        Self(self.0.saturating_add(i32::from(days)))
    }

    /// Days from `earlier` to this; negative when this is the earlier one.
    pub fn since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::HOUR;

    #[test]
    fn a_day_is_a_day_of_the_services_own_calendar() {
        let amsterdam = TimeZone::get("Europe/Amsterdam").unwrap();
        // 2026-05-11T22:30Z is already the 12th there.
        let late = Moment::from_millis(1_778_538_600_000);
        assert_eq!(Day::of(late, &TimeZone::UTC).to_field(), "2026-05-11");
        assert_eq!(Day::of(late, &amsterdam).to_field(), "2026-05-12");
    }

    #[test]
    fn a_day_reads_back_from_its_field_and_from_its_noon() {
        let zone = TimeZone::get("America/New_York").unwrap();
        for day in [-1, 0, 1, 20_000, 20_522, 30_000] {
            let day = Day(day);
            assert_eq!(Day::parse(&day.to_field()), Some(day));
            assert_eq!(Day::of(day.noon(&zone), &zone), day);
        }
        assert_eq!(Day::parse("sometime"), None);
    }

    #[test]
    fn a_week_is_seven_days_also_when_the_clocks_change() {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let before = Day::parse("2026-03-26").unwrap();
        let evening = before.noon(&zone) + 9 * HOUR;
        let morning = before.after(7).noon(&zone) - 5 * HOUR;
        assert!(morning - evening < 7 * DAY);
        assert_eq!(Day::of(morning, &zone).since(Day::of(evening, &zone)), 7);
    }
}
