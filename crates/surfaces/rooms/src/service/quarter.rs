//! A quarter of the calendar, in the service's own time zone.

use care::Moment;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use pages::Words;

/// How many quarters can be looked at, with the one that is going on: a year.
pub(super) const OFFERED: i64 = 4;

/// A quarter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Quarter {
    first: Date,
    zone: TimeZone,
}

impl Quarter {
    /// The quarter in which a moment lies. `None` for a moment beyond the calendar.
    pub(super) fn of(moment: Moment, zone: &TimeZone) -> Option<Self> {
        let at = Timestamp::from_millisecond(moment.millis()).ok()?;
        let day = at.to_zoned(zone.clone()).date();
        let month = (day.month() - 1) / 3 * 3 + 1;
        Some(Self {
            first: Date::new(day.year(), month, 1).ok()?,
            zone: zone.clone(),
        })
    }

    /// So many quarters earlier.
    pub(super) fn back(&self, count: i64) -> Option<Self> {
        let months = Span::new().try_months(-3 * count).ok()?;
        Some(Self {
            first: self.first.checked_add(months).ok()?,
            zone: self.zone.clone(),
        })
    }

    /// Its first moment, and the first that is not in it any more.
    pub(super) fn span(&self) -> Option<(Moment, Moment)> {
        let start = |day: Date| {
            let zoned = day.to_zoned(self.zone.clone()).ok()?;
            Some(Moment::from_millis(zoned.timestamp().as_millisecond()))
        };
        Some((start(self.first)?, start(self.back(-1)?.first)?))
    }

    /// `2026, April to June`.
    pub(super) fn words(&self, words: Words) -> String {
        let month = |number: i8| words.say(&format!("month-{number}"));
        let (from, to) = (month(self.first.month()), month(self.first.month() + 2));
        let year = self.first.year().to_string();
        let put = [
            ("from", (&from).into()),
            ("to", (&to).into()),
            ("year", (&year).into()),
        ];
        words.say_with("service-quarter", &put)
    }

    /// The same as a sentence, which says if it is still going on.
    pub(super) fn said(&self, words: Words, goes_on: bool) -> String {
        let quarter = self.words(words);
        if goes_on {
            words.say_with("service-so-far", &[("quarter", (&quarter).into())])
        } else {
            quarter
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::from_millis(text.parse::<Timestamp>().unwrap().as_millisecond())
    }

    #[test]
    fn every_moment_lies_in_one_quarter_and_quarters_follow_on_each_other() {
        for zone in [
            "UTC",
            "Europe/Madrid",
            "America/New_York",
            "Pacific/Auckland",
        ] {
            let zone = TimeZone::get(zone).unwrap();
            for moment in [
                "2026-01-01T00:00:00Z",
                "2026-03-31T23:59:59Z",
                "2026-03-29T01:30:00Z",
                "2024-02-29T12:00:00Z",
                "2026-11-22T14:00:00Z",
            ] {
                let moment = at(moment);
                let quarter = Quarter::of(moment, &zone).unwrap();
                let (from, until) = quarter.span().unwrap();
                assert!(from <= moment && moment < until, "{quarter:?}");
                let before = quarter.back(1).unwrap();
                assert_eq!(before.span().unwrap().1, from, "{quarter:?}");
                assert_eq!(Quarter::of(from - 1, &zone).unwrap(), before);
                assert_eq!(quarter.back(4).unwrap().back(-4).unwrap(), quarter);
            }
        }
    }
}
