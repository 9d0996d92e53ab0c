//! Moving a moment: the calendar's rules for years and months, plain counting for the rest.

use super::{DAY, HOUR, MINUTE, Moment, MomentKind, Precision};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A span that calendars and clocks count in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum TimeUnit {
    /// Thousandths of a second.
    Millisecond,
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Seven days.
    Week,
    /// Months of the calendar.
    Month,
    /// Years of the calendar.
    Year,
}

impl TimeUnit {
    /// The unit of a word of FHIRPath (`day`, `days`) or of a UCUM code that has one length only.
    #[must_use]
    pub fn named(unit: &str) -> Option<Self> {
        Self::word(unit).or(match unit {
            "wk" => Some(Self::Week),
            "d" => Some(Self::Day),
            "h" => Some(Self::Hour),
            "min" => Some(Self::Minute),
            "s" => Some(Self::Second),
            "ms" => Some(Self::Millisecond),
            _ => None,
        })
    }

    /// The unit of a word of FHIRPath.
    pub(crate) fn word(word: &str) -> Option<Self> {
        Some(match word {
            "year" | "years" => Self::Year,
            "month" | "months" => Self::Month,
            "week" | "weeks" => Self::Week,
            "day" | "days" => Self::Day,
            "hour" | "hours" => Self::Hour,
            "minute" | "minutes" => Self::Minute,
            "second" | "seconds" => Self::Second,
            "millisecond" | "milliseconds" => Self::Millisecond,
            _ => return None,
        })
    }

    /// Its length where it has only one, in milliseconds.
    pub(crate) fn length(self) -> Option<i64> {
        Some(match self {
            Self::Year | Self::Month => return None,
            Self::Week => 7 * DAY,
            Self::Day => DAY,
            Self::Hour => HOUR,
            Self::Minute => MINUTE,
            Self::Second => 1_000,
            Self::Millisecond => 1,
        })
    }
}

impl Moment {
    /// Later by so many units, or earlier if below zero; `None` beyond the years 1 to 9999.
    ///
    /// Parts of a unit above a second do not count, and a unit finer than what was said counts
    /// only as whole ones of what was said (12 months a year, 30 days a month, 365 days a year),
    /// both as FHIRPath 2.0 has it under Date/Time Arithmetic.
    pub(crate) fn plus(self, amount: Decimal, unit: TimeUnit) -> Option<Self> {
        let whole = || amount.trunc().to_i64();
        match (unit, self.kind) {
            (TimeUnit::Year | TimeUnit::Month, MomentKind::Time) => None,
            (TimeUnit::Year, _) => self.plus_months(whole()?.checked_mul(12)?),
            (TimeUnit::Month, _) => self.plus_months(whole()?),
            (TimeUnit::Second, _) => {
                let length = amount.checked_mul(Decimal::ONE_THOUSAND)?;
                self.plus_length(length.trunc().to_i64()?)
            }
            _ => self.plus_length(whole()?.checked_mul(unit.length()?)?),
        }
    }

    fn plus_months(self, months: i64) -> Option<Self> {
        let months = match self.precision {
            Precision::Year => months - months % 12,
            _ => months,
        };
        let counted = i64::from(self.year) * 12 + i64::from(self.month) - 1;
        let counted = counted.checked_add(months)?;
        let year = in_calendar(counted.div_euclid(12))?;
        let month = u8::try_from(counted.rem_euclid(12) + 1).ok()?;
        let day = self.day.min(days_in(year, month));
        Some(Self {
            year,
            month,
            day,
            ..self
        })
    }

    fn plus_length(self, length: i64) -> Option<Self> {
        let days = length / DAY;
        match self.precision {
            Precision::Year => self.plus_months(days / 365 * 12),
            Precision::Month => self.plus_months(days / 30),
            Precision::Day => self.plus_milliseconds(days * DAY),
            Precision::Hour => self.plus_milliseconds(length - length % HOUR),
            Precision::Minute => self.plus_milliseconds(length - length % MINUTE),
            Precision::Second | Precision::Millisecond => {
                let moved = self.plus_milliseconds(length)?;
                let precision = match moved.clock % 1_000 {
                    0 => moved.precision,
                    _ => Precision::Millisecond,
                };
                Some(Self { precision, ..moved })
            }
        }
    }

    pub(super) fn plus_milliseconds(self, length: i64) -> Option<Self> {
        let clock = self.clock.checked_add(length)?;
        let (days, clock) = (clock.div_euclid(DAY), clock.rem_euclid(DAY));
        if self.kind == MomentKind::Time {
            return Some(Self { clock, ..self });
        }
        let day = day_number(self.year, self.month, self.day).checked_add(days)?;
        let (year, month, day) = day_of(day)?;
        Some(Self {
            year,
            month,
            day,
            clock,
            ..self
        })
    }
}

fn in_calendar(year: i64) -> Option<i32> {
    let year = i32::try_from(year).ok()?;
    (1..=9999).contains(&year).then_some(year)
}

/// Days of a month of the Gregorian calendar.
pub(super) fn days_in(year: i32, month: u8) -> u8 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days before a year that begins in March, so that the leap day is the year's last.
fn days_before(year: i64) -> i64 {
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400)
}

/// Days of such a year before each of its months, March first.
const BEFORE_MONTH: [i64; 12] = [0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337];

/// Days since 1 March of the year 0.
fn day_number(year: i32, month: u8, day: u8) -> i64 {
    let since_march = usize::from((month + 9) % 12);
    let year = i64::from(year) - i64::from(month < 3);
    let before = BEFORE_MONTH.get(since_march).copied().unwrap_or_default();
    days_before(year) + before + i64::from(day) - 1
}

fn day_of(number: i64) -> Option<(i32, u8, u8)> {
    if !(0..=4_000_000).contains(&number) {
        return None;
    }
    // The guess by the mean length of a year is at most one off.
    let mut year = number * 400 / 146_097;
    while days_before(year + 1) <= number {
        year += 1;
    }
    while days_before(year) > number {
        year -= 1;
    }
    let left = number - days_before(year);
    let since_march = BEFORE_MONTH.iter().rposition(|before| *before <= left)?;
    let before = BEFORE_MONTH.get(since_march)?;
    let month = u8::try_from((since_march + 2) % 12 + 1).ok()?;
    let day = u8::try_from(left - before + 1).ok()?;
    Some((in_calendar(year + i64::from(month < 3))?, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_day_of_ten_thousand_years_has_its_own_number() {
        let first = day_number(1, 1, 1);
        let last = day_number(9999, 12, 31);
        assert_eq!(
            last - first,
            3_652_058,
            "days from 0001-01-01 to 9999-12-31"
        );
        let mut before = None;
        for number in first..=last {
            let Some((year, month, day)) = day_of(number) else {
                panic!("{number}");
            };
            assert_eq!(day_number(year, month, day), number);
            assert!(day <= days_in(year, month));
            assert!(before < Some((year, month, day)));
            before = Some((year, month, day));
        }
        assert_eq!(day_of(first - 1), None);
        assert_eq!(day_of(last + 1), None);
    }

    fn on(text: &str) -> Moment {
        Moment::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    proptest! {
        #[test]
        fn days_forward_and_back_meet(days in -700_000_i64..700_000) {
            let start = on("2026-11-22T08:00:00Z");
            let there = start.plus(Decimal::from(days), TimeUnit::Day);
            let back = there.and_then(|there| there.plus(Decimal::from(-days), TimeUnit::Day));
            prop_assert_eq!(back, Some(start));
        }
    }

    #[test]
    fn a_month_later_is_at_most_the_months_last_day() {
        let later = |text, months: i64| on(text).plus(Decimal::from(months), TimeUnit::Month);
        assert_eq!(later("2024-01-31", 1), Some(on("2024-02-29")));
        assert_eq!(later("2023-01-31", 1), Some(on("2023-02-28")));
        assert_eq!(later("2024-03-31", -1), Some(on("2024-02-29")));
        assert_eq!(later("2024-02", -2), Some(on("2023-12")));
        assert_eq!(later("9999-12", 1), None);
    }
}
