//! Moments as FHIR writes them.

use super::arithmetic::days_in;
use super::{HOUR, MINUTE, Moment, MomentKind, Precision};
use std::fmt;

impl Moment {
    /// Reads `2026`, `2026-11`, `2026-11-22`, `2026-11-22T08:00:00.000+01:00`, `08:00`, or a time
    /// after a `T`. `None` if it is none of them or not in the calendar.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (moment, length) = Self::prefix(text)?;
        (length == text.len()).then_some(moment)
    }

    /// The moment that the text begins with, and its length in bytes.
    pub(crate) fn prefix(text: &str) -> Option<(Self, usize)> {
        let mut pen = Reading {
            bytes: text.as_bytes(),
            at: 0,
        };
        let is_time = pen.bytes.first() == Some(&b'T') || pen.bytes.get(2) == Some(&b':');
        let moment = if is_time {
            let _mark = pen.takes(b'T');
            let (precision, clock) = pen.clock()?;
            Self {
                kind: MomentKind::Time,
                precision,
                clock,
                ..FIRST
            }
        } else {
            pen.date()?
        };
        Some((moment, pen.at))
    }
}

/// The least moment, of which a literal says more.
const FIRST: Moment = Moment {
    kind: MomentKind::Date,
    precision: Precision::Year,
    year: 1,
    month: 1,
    day: 1,
    clock: 0,
    offset: None,
};

struct Reading<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Reading<'_> {
    fn takes(&mut self, byte: u8) -> bool {
        let is_next = self.bytes.get(self.at) == Some(&byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// A number of exactly so many digits.
    fn number(&mut self, digits: usize) -> Option<i32> {
        let written = self.bytes.get(self.at..self.at + digits)?;
        let add = |sum: i32, byte: &u8| {
            byte.is_ascii_digit()
                .then(|| sum * 10 + i32::from(byte - b'0'))
        };
        let number = written.iter().try_fold(0, add)?;
        self.at += digits;
        Some(number)
    }

    /// A sign and two digits within bounds; nothing is taken if they are not there.
    fn after(&mut self, sign: u8, least: i32, most: i32) -> Option<u8> {
        let from = self.at;
        let number = if self.takes(sign) {
            self.number(2)
        } else {
            None
        };
        let fits = number.filter(|number| (least..=most).contains(number));
        if fits.is_none() {
            self.at = from;
        }
        fits.and_then(|number| u8::try_from(number).ok())
    }

    fn date(&mut self) -> Option<Moment> {
        let year = self.number(4).filter(|year| *year > 0)?;
        let mut moment = Moment { year, ..FIRST };
        if let Some(month) = self.after(b'-', 1, 12) {
            (moment.month, moment.precision) = (month, Precision::Month);
            if let Some(day) = self.after(b'-', 1, i32::from(days_in(year, month))) {
                (moment.day, moment.precision) = (day, Precision::Day);
            }
        }
        if self.takes(b'T') {
            moment.kind = MomentKind::DateTime;
            if moment.precision == Precision::Day
                && let Some((precision, clock)) = self.clock()
            {
                (moment.precision, moment.clock) = (precision, clock);
                moment.offset = self.offset();
            }
        }
        Some(moment)
    }

    fn clock(&mut self) -> Option<(Precision, i64)> {
        let from = self.at;
        let Some(hour) = self.number(2).filter(|hour| *hour < 24) else {
            self.at = from;
            return None;
        };
        let mut clock = i64::from(hour) * HOUR;
        let Some(minute) = self.after(b':', 0, 59) else {
            return Some((Precision::Hour, clock));
        };
        clock += i64::from(minute) * MINUTE;
        let Some(second) = self.after(b':', 0, 59) else {
            return Some((Precision::Minute, clock));
        };
        clock += i64::from(second) * 1_000;
        let follows = self.bytes.get(self.at + 1);
        if self.bytes.get(self.at) != Some(&b'.') || !follows.is_some_and(u8::is_ascii_digit) {
            return Some((Precision::Second, clock));
        }
        self.at += 1;
        let mut worth = 100;
        while let Some(digit) = self.bytes.get(self.at).filter(|byte| byte.is_ascii_digit()) {
            clock += i64::from(digit - b'0') * worth;
            worth /= 10;
            self.at += 1;
        }
        Some((Precision::Millisecond, clock))
    }

    fn offset(&mut self) -> Option<i16> {
        if self.takes(b'Z') {
            return Some(0);
        }
        let from = self.at;
        for (sign, ahead) in [(b'+', 1), (b'-', -1)] {
            if let Some(hours) = self.after(sign, 0, 14)
                && let Some(minutes) = self.after(b':', 0, 59)
            {
                return Some(ahead * (i16::from(hours) * 60 + i16::from(minutes)));
            }
            self.at = from;
        }
        None
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [year, month, day, hour, minute, rest] = self.parts();
        let is_dated = self.kind != MomentKind::Time;
        let said = |part: Precision| self.precision >= part;
        if is_dated {
            write!(f, "{year:04}")?;
        }
        if is_dated && said(Precision::Month) {
            write!(f, "-{month:02}")?;
        }
        if is_dated && said(Precision::Day) {
            write!(f, "-{day:02}")?;
        }
        if said(Precision::Hour) {
            let mark = if is_dated { "T" } else { "" };
            write!(f, "{mark}{hour:02}")?;
        }
        if said(Precision::Minute) {
            write!(f, ":{minute:02}")?;
        }
        if said(Precision::Second) {
            write!(f, ":{:02}", rest / 1_000)?;
        }
        if said(Precision::Millisecond) {
            write!(f, ".{:03}", rest % 1_000)?;
        }
        match self.offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                let offset = offset.abs();
                write!(f, "{sign}{:02}:{:02}", offset / 60, offset % 60)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_again() {
        for text in [
            "2026",
            "2026-11",
            "2026-11-22",
            "2026-11-22T08:05",
            "2026-11-22T08:05:09",
            "2026-11-22T08:05:09.120",
            "2026-11-22T08:05:09Z",
            "2026-11-22T08:05:09.000-03:30",
            "08:05",
            "08:05:09",
        ] {
            let read = Moment::parse(text).map(|moment| moment.to_string());
            assert_eq!(read.as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_in_no_calendar_is_not_read() {
        for text in [
            "",
            "T",
            "20",
            "2026-13",
            "2026-02-29",
            "2026-1-1",
            "0000",
            "24:00",
            "08:60",
            "2026-11-22T25",
            "2026-11-22T08:00+15:00",
            "2026-11T08:00",
            "2026-11-22 08:00",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }
}
