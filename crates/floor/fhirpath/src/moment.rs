//! A date, a date with a time, or a time of day, each as precise as it was said.
//!
//! "In March" and "on 3 March" can be neither equal nor unequal: what is not said decides nothing,
//! and comparing gives no answer.

mod arithmetic;
mod text;

pub use arithmetic::TimeUnit;

use std::cmp::Ordering;

/// What a [`Moment`] is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MomentKind {
    /// A year, a month or a day.
    Date,
    /// A day and a time of day, as far as said.
    DateTime,
    /// A time of day.
    Time,
}

/// How much of a [`Moment`] was said: everything up to and with this.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Precision {
    /// The year.
    Year,
    /// The month.
    Month,
    /// The day.
    Day,
    /// The hour.
    Hour,
    /// The minute.
    Minute,
    /// The second.
    Second,
    /// Parts of a second.
    Millisecond,
}

/// A date, a date-time or a time. What was not said is at its least.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moment {
    kind: MomentKind,
    precision: Precision,
    /// 1 to 9999.
    year: i32,
    /// 1 to 12.
    month: u8,
    /// 1 to 31.
    day: u8,
    /// Milliseconds since midnight.
    clock: i64,
    /// Minutes ahead of UTC.
    offset: Option<i16>,
}

/// Milliseconds in a minute, an hour and a day.
const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

impl Moment {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> MomentKind {
        self.kind
    }

    /// How much of it was said.
    #[must_use]
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// Minutes ahead of UTC, if said.
    #[must_use]
    pub fn offset(&self) -> Option<i16> {
        self.offset
    }

    /// Only its day.
    #[must_use]
    pub fn date(self) -> Self {
        Self {
            kind: MomentKind::Date,
            precision: self.precision.min(Precision::Day),
            clock: 0,
            offset: None,
            ..self
        }
    }

    /// Only its time of day.
    #[must_use]
    pub fn time(self) -> Self {
        Self {
            kind: MomentKind::Time,
            year: 1,
            month: 1,
            day: 1,
            offset: None,
            ..self
        }
    }

    /// As a date-time, which a date is without its time.
    #[must_use]
    pub(crate) fn with_time(self) -> Option<Self> {
        (self.kind != MomentKind::Time).then_some(Self {
            kind: MomentKind::DateTime,
            ..self
        })
    }

    /// Whether the two can be put in order at all.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        (self.kind == MomentKind::Time) == (other.kind == MomentKind::Time)
    }

    /// Which is earlier; `None` where too little was said to tell. A zone that was not said is
    /// `zone` (minutes ahead of UTC).
    pub(crate) fn order(&self, other: &Self, zone: Option<i16>) -> Option<Ordering> {
        let has_clock = |moment: &Self| {
            moment.kind == MomentKind::DateTime && moment.precision >= Precision::Hour
        };
        let (mut left, mut right) = (*self, *other);
        if has_clock(self) && has_clock(other) && self.offset != other.offset {
            left = self.in_utc(self.offset.or(zone)?)?;
            right = other.in_utc(other.offset.or(zone)?)?;
        }
        let said = left.precision.min(right.precision);
        for ((part, left), right) in PARTS.into_iter().zip(left.parts()).zip(right.parts()) {
            if part > said {
                break;
            }
            if left != right {
                return Some(left.cmp(&right));
            }
        }
        let fully = |precision: Precision| precision.min(Precision::Second);
        (fully(left.precision) == fully(right.precision)).then_some(Ordering::Equal)
    }

    /// Year, month, day, hour, minute, and milliseconds within the minute.
    fn parts(&self) -> [i64; 6] {
        [
            i64::from(self.year),
            i64::from(self.month),
            i64::from(self.day),
            self.clock / HOUR,
            self.clock % HOUR / MINUTE,
            self.clock % MINUTE,
        ]
    }

    fn in_utc(self, offset: i16) -> Option<Self> {
        let utc = self.plus_milliseconds(-i64::from(offset) * MINUTE)?;
        Some(Self {
            offset: Some(0),
            ..utc
        })
    }
}

/// What [`Moment::parts`] stand for.
const PARTS: [Precision; 6] = [
    Precision::Year,
    Precision::Month,
    Precision::Day,
    Precision::Hour,
    Precision::Minute,
    Precision::Second,
];
