//! Dates and times of day as people give them: perhaps only a year, perhaps without a time zone.
//! Nothing is filled in that was not said, so two of them may be neither before nor after.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// The words are no date or time in the shape that FHIR writes them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error("no date or time as FHIR writes them")]
pub struct NotATime;

/// A day, or only its month or year.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// A time of day, to the thousandth of a second.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Time {
    hour: u8,
    minute: u8,
    second: u8,
    thousandth: u16,
}

/// A day with a time, or only the day, month or year. Without an offset it is the time on the
/// clock where the person was.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DateTime {
    date: Date,
    time: Option<Time>,
    /// Minutes east of UTC.
    offset: Option<i16>,
}

/// A point in time of any of the three kinds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum When {
    /// A date.
    Date(Date),
    /// A date with a time.
    DateTime(DateTime),
    /// A time of day.
    Time(Time),
}

impl Date {
    /// The year, 1 to 9999.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12, if it was said.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, if it was said.
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// Earlier, later or the same; `None` when one says less than the other and they agree as far
    /// as both go.
    pub fn compare(self, other: Self) -> Option<Ordering> {
        part(Some(self.year), Some(other.year), || {
            part(self.month, other.month, || {
                part(self.day, other.day, || Some(Ordering::Equal))
            })
        })
    }
}

impl DateTime {
    /// The day.
    pub fn date(self) -> Date {
        self.date
    }

    /// The time of day, if it was said.
    pub fn time(self) -> Option<Time> {
        self.time
    }

    /// Minutes east of UTC, if it was said.
    pub fn offset(self) -> Option<i16> {
        self.offset
    }

    /// Earlier, later or the same; `None` when that cannot be told. Where one names no offset,
    /// what the clocks showed is compared.
    pub fn compare(self, other: Self) -> Option<Ordering> {
        if let (Some(one), Some(two)) = (self.instant(), other.instant()) {
            return Some(one.cmp(&two));
        }
        match self.date.compare(other.date) {
            Some(Ordering::Equal) => part(self.time, other.time, || Some(Ordering::Equal)),
            unlike => unlike,
        }
    }

    /// Thousandths of a second since the year 0, in UTC.
    fn instant(self) -> Option<i64> {
        let (time, offset) = (self.time?, self.offset?);
        let days = days(self.date.year, self.date.month?, self.date.day?);
        let minutes = (days * 24 + i64::from(time.hour)) * 60 + i64::from(time.minute);
        let seconds = (minutes - i64::from(offset)) * 60 + i64::from(time.second);
        Some(seconds * 1000 + i64::from(time.thousandth))
    }
}

impl When {
    /// Earlier, later or the same; `None` when that cannot be told or the kinds do not compare.
    pub fn compare(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Time(one), Self::Time(two)) => Some(one.cmp(&two)),
            (Self::Date(one), Self::Date(two)) => one.compare(two),
            (Self::Time(_), _) | (_, Self::Time(_)) => None,
            (one, two) => one.with_time()?.compare(two.with_time()?),
        }
    }

    fn with_time(self) -> Option<DateTime> {
        match self {
            Self::Date(date) => Some(DateTime {
                date,
                time: None,
                offset: None,
            }),
            Self::DateTime(at) => Some(at),
            Self::Time(_) => None,
        }
    }
}

/// Compares two parts; where only one was said nobody can tell, where neither was, they agree.
fn part<T: Ord>(
    one: Option<T>,
    two: Option<T>,
    rest: impl FnOnce() -> Option<Ordering>,
) -> Option<Ordering> {
    match (one, two) {
        (Some(one), Some(two)) if one == two => rest(),
        (Some(one), Some(two)) => Some(one.cmp(&two)),
        (None, None) => Some(Ordering::Equal),
        _ => None,
    }
}

/// Days since 1 January of the year 0, in the Gregorian calendar.
fn days(year: u16, month: u8, day: u8) -> i64 {
    let before = i64::from(year) - 1;
    let leap_days = before / 4 - before / 100 + before / 400;
    let months: i64 = (1..month).map(|m| i64::from(month_length(year, m))).sum();
    before * 365 + leap_days + months + i64::from(day)
}

fn month_length(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Exactly this many digits, as a number.
fn digits(text: &str, count: usize) -> Result<u16, NotATime> {
    if text.len() != count || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NotATime);
    }
    text.parse().map_err(|_| NotATime)
}

fn two(text: &str, from: u8, to: u8) -> Result<u8, NotATime> {
    let number = u8::try_from(digits(text, 2)?).map_err(|_| NotATime)?;
    if (from..=to).contains(&number) {
        Ok(number)
    } else {
        Err(NotATime)
    }
}

impl FromStr for Date {
    type Err = NotATime;

    fn from_str(text: &str) -> Result<Self, NotATime> {
        let mut parts = text.split('-');
        let year = digits(parts.next().unwrap_or_default(), 4)?;
        let month = parts.next().map(|m| two(m, 1, 12)).transpose()?;
        let day = parts.next().map(|d| two(d, 1, 31)).transpose()?;
        let real = day
            .zip(month)
            .is_none_or(|(day, month)| day <= month_length(year, month));
        if year == 0 || !real || parts.next().is_some() {
            return Err(NotATime);
        }
        Ok(Self { year, month, day })
    }
}

impl FromStr for Time {
    type Err = NotATime;

    /// Seconds may be left out, as browsers do.
    fn from_str(text: &str) -> Result<Self, NotATime> {
        let (clock, fraction) = match text.split_once('.') {
            Some((clock, fraction)) => (clock, Some(fraction)),
            None => (text, None),
        };
        let mut parts = clock.split(':');
        let hour = two(parts.next().unwrap_or_default(), 0, 23)?;
        let minute = two(parts.next().unwrap_or_default(), 0, 59)?;
        let second = parts.next().map(|s| two(s, 0, 59)).transpose()?;
        if parts.next().is_some() || (fraction.is_some() && second.is_none()) {
            return Err(NotATime);
        }
        let thousandth = match fraction {
            None => 0,
            Some(written)
                if (1..=9).contains(&written.len())
                    && written.bytes().all(|b| b.is_ascii_digit()) =>
            {
                let three: String = written.chars().chain("00".chars()).take(3).collect();
                digits(&three, 3)?
            }
            Some(_) => return Err(NotATime),
        };
        Ok(Self {
            hour,
            minute,
            second: second.unwrap_or(0),
            thousandth,
        })
    }
}

impl FromStr for DateTime {
    type Err = NotATime;

    fn from_str(text: &str) -> Result<Self, NotATime> {
        let Some((date, rest)) = text.split_once(['T', ' ']) else {
            let date = text.parse()?;
            return Ok(Self {
                date,
                time: None,
                offset: None,
            });
        };
        let date: Date = date.parse()?;
        let (time, offset) = match rest.find(['Z', '+', '-']) {
            Some(at) => {
                let (time, offset) = rest.split_at(at);
                (time, Some(minutes_east(offset)?))
            }
            None => (rest, None),
        };
        if date.day.is_none() {
            return Err(NotATime);
        }
        Ok(Self {
            date,
            time: Some(time.parse()?),
            offset,
        })
    }
}

fn minutes_east(text: &str) -> Result<i16, NotATime> {
    if text == "Z" {
        return Ok(0);
    }
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').ok_or(NotATime)?),
    };
    let (hours, minutes) = rest.split_once(':').ok_or(NotATime)?;
    let all = i16::from(two(hours, 0, 14)?) * 60 + i16::from(two(minutes, 0, 59)?);
    if all > 14 * 60 {
        return Err(NotATime);
    }
    Ok(sign * all)
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in self.month.iter().chain(&self.day) {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}:{:02}", self.hour, self.minute, self.second)?;
        if self.thousandth > 0 {
            write!(f, ".{:03}", self.thousandth)?;
        }
        Ok(())
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        if let Some(time) = self.time {
            write!(f, "T{time}")?;
        }
        match self.offset {
            Some(0) => f.write_str("Z"),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
            None => Ok(()),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::DateTime(at) => at.fmt(f),
            Self::Time(time) => time.fmt(f),
        }
    }
}

macro_rules! kept_as_words {
    ($($kind:ty),*) => {$(
        impl TryFrom<String> for $kind {
            type Error = NotATime;

            fn try_from(text: String) -> Result<Self, NotATime> {
                text.parse()
            }
        }

        impl From<$kind> for String {
            fn from(time: $kind) -> Self {
                time.to_string()
            }
        }
    )*};
}
kept_as_words!(Date, Time, DateTime);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_a_date_and_what_is_none() {
        for good in ["2026", "2026-03", "2026-03-01", "2024-02-29", "2000-02-29"] {
            assert_eq!(good.parse::<Date>().unwrap().to_string(), good);
        }
        for bad in [
            "",
            "26",
            "0000",
            "2026-13",
            "2026-00",
            "2026-02-29",
            "1900-02-29",
            "2026-04-31",
            "2026-3-1",
            "2026-03-01-01",
            "01.03.2026",
            "+026",
            "2026-03-01T10:00",
        ] {
            assert_eq!(bad.parse::<Date>(), Err(NotATime), "{bad}");
        }
        for (typed, kept) in [
            ("09:30", "09:30:00"),
            ("23:59:59", "23:59:59"),
            ("09:30:01.5", "09:30:01.500"),
            ("09:30:01.123456", "09:30:01.123"),
        ] {
            assert_eq!(typed.parse::<Time>().unwrap().to_string(), kept);
        }
        for bad in [
            "9:30",
            "24:00",
            "09:60",
            "09:30:60",
            "09",
            "09:30.5",
            "09:30:00.x",
            "09:30:00.",
        ] {
            assert_eq!(bad.parse::<Time>(), Err(NotATime), "{bad}");
        }
        for (typed, kept) in [
            ("2026-03", "2026-03"),
            ("2026-03-01T09:30", "2026-03-01T09:30:00"),
            ("2026-03-01 09:30", "2026-03-01T09:30:00"),
            ("2026-03-01T09:30:00Z", "2026-03-01T09:30:00Z"),
            ("2026-03-01T09:30:00-03:30", "2026-03-01T09:30:00-03:30"),
        ] {
            assert_eq!(typed.parse::<DateTime>().unwrap().to_string(), kept);
        }
        for bad in [
            "2026-03T09:30",
            "2026-03-01T",
            "2026-03-01T09:30+15:00",
            "2026-03-01T09:30+2",
        ] {
            assert_eq!(bad.parse::<DateTime>(), Err(NotATime), "{bad}");
        }
    }

    #[test]
    fn what_was_not_said_is_not_compared() {
        let compare = |one: &str, two: &str| {
            let at = |text: &str| When::DateTime(text.parse().unwrap());
            at(one).compare(at(two))
        };
        for (one, two, order) in [
            ("2026", "2025", Some(Ordering::Greater)),
            ("2026", "2026", Some(Ordering::Equal)),
            ("2026", "2026-03", None),
            ("2025-12", "2026", Some(Ordering::Less)),
            ("2026-03-01", "2026-03-01T09:30", None),
            ("2026-03-01T09:30", "2026-03-01T09:31", Some(Ordering::Less)),
            (
                "2026-03-01T09:30Z",
                "2026-03-01T10:30+01:00",
                Some(Ordering::Equal),
            ),
            (
                "2026-03-01T00:30+01:00",
                "2026-02-28T23:30Z",
                Some(Ordering::Equal),
            ),
            (
                "2024-12-31T23:59Z",
                "2025-01-01T00:00Z",
                Some(Ordering::Less),
            ),
            (
                "2024-02-29T23:59Z",
                "2024-03-01T00:00Z",
                Some(Ordering::Less),
            ),
        ] {
            assert_eq!(compare(one, two), order, "{one} {two}");
            assert_eq!(
                compare(two, one),
                order.map(Ordering::reverse),
                "{two} {one}"
            );
        }
        let time = When::Time("09:30".parse().unwrap());
        assert_eq!(time.compare(When::Date("2026".parse().unwrap())), None);
    }

    proptest! {
        #[test]
        fn a_date_is_written_as_it_is_read(year in 1u16..=9999, month in 1u8..=12, day in 1u8..=28) {
            let text = format!("{year:04}-{month:02}-{day:02}");
            prop_assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }

        #[test]
        fn any_words_are_a_time_or_none(words in "\\PC{0,24}") {
            let _ = (words.parse::<Date>(), words.parse::<Time>(), words.parse::<DateTime>());
        }
    }
}
