//! Time and chance, handed in.

use core::ops::{Add, Sub};

/// A second, in the milliseconds that [`Moment`] counts.
pub const SECOND: i64 = 1_000;
/// A minute in milliseconds.
pub const MINUTE: i64 = 60 * SECOND;
/// An hour in milliseconds.
pub const HOUR: i64 = 60 * MINUTE;
/// A day of 24 hours in milliseconds.
pub const DAY: i64 = 24 * HOUR;

/// An instant: milliseconds since 1970-01-01T00:00:00Z. Civil dates are made where they are shown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Moment(i64);

impl Moment {
    /// The instant this many milliseconds after the epoch.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the epoch.
    pub const fn millis(self) -> i64 {
        self.0
    }
}

impl Add<i64> for Moment {
    type Output = Self;
    fn add(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }
}

impl Sub<i64> for Moment {
    type Output = Self;
    fn sub(self, millis: i64) -> Self {
        Self(self.0.saturating_sub(millis))
    }
}

impl Sub for Moment {
    type Output = i64;
    /// Milliseconds from `other` to `self`.
    fn sub(self, other: Self) -> i64 {
        self.0.saturating_sub(other.0)
    }
}

/// What time it is. The binary hands in the wall clock; tests hand in one that stands still.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Moment;
}

/// Unpredictable bytes. The binary hands in the operating system's; tests hand in a seed.
pub trait Chance: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}
