//! Time that stands still until a test moves it, and chance that comes from a seed.

use care::{Chance, Clock, Moment};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// A clock that stands still. It begins on Monday 4 May 2026, 09:00 UTC.
#[derive(Debug)]
pub struct Frozen(AtomicI64);

/// When a [`Frozen`] clock begins: 2026-05-04T09:00:00Z.
pub const BEGINNING: Moment = Moment::from_millis(1_777_885_200_000);

impl Default for Frozen {
    fn default() -> Self {
        Self::at(BEGINNING)
    }
}

impl Frozen {
    /// A clock standing at this moment.
    pub const fn at(moment: Moment) -> Self {
        Self(AtomicI64::new(moment.millis()))
    }

    /// Moves the clock on by so many milliseconds.
    pub fn pass(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::SeqCst);
    }

    /// Sets the clock.
    pub fn set(&self, moment: Moment) {
        self.0.store(moment.millis(), Ordering::SeqCst);
    }
}

impl Clock for Frozen {
    fn now(&self) -> Moment {
        Moment::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// Chance from a seed (splitmix64): the same seed, the same ids.
#[derive(Debug)]
pub struct Seeded(AtomicU64);

impl Seeded {
    /// Chance from this seed.
    pub const fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl Chance for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let state = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst);
            let mut mixed = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^= mixed >> 31;
            chunk.copy_from_slice(&mixed.to_le_bytes()[..chunk.len()]);
        }
    }
}
