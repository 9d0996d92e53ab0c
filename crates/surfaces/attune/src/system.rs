//! The wall clock, the operating system's chance, and a stopwatch: the one place that takes them
//! from around it. Everything else is handed them.

use care::{Chance, Clock, Moment};
use std::time::{Duration, Instant};

/// The wall clock.
#[derive(Clone, Copy, Debug)]
pub struct WallClock;

impl Clock for WallClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is where the time is handed in from"
    )]
    fn now(&self) -> Moment {
        Moment::from_millis(jiff::Timestamp::now().as_millisecond())
    }
}

/// The operating system's chance.
#[derive(Clone, Copy, Debug)]
pub struct SystemChance;

impl Chance for SystemChance {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is where chance is handed in from"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        if getrandom::fill(bytes).is_err() {
            // A key or an id that someone could guess is worse than no service at all.
            std::process::abort();
        }
    }
}

/// Measures how long the machine took. Never how long people did.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    #[expect(
        clippy::disallowed_methods,
        reason = "measures the machine; no time of anyone's care"
    )]
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    pub(crate) fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}
