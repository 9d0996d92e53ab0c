//! A clock that is set by hand, so that a year can be lived in seconds.

use care::{Clock, Moment};
use std::sync::atomic::{AtomicI64, Ordering};

/// Stands at a moment until it is set to another.
#[derive(Debug)]
pub(crate) struct DemoClock(AtomicI64);

impl DemoClock {
    pub(crate) const fn at(moment: Moment) -> Self {
        Self(AtomicI64::new(moment.millis()))
    }

    pub(crate) fn set(&self, moment: Moment) {
        self.0.store(moment.millis(), Ordering::SeqCst);
    }
}

impl Clock for DemoClock {
    fn now(&self) -> Moment {
        Moment::from_millis(self.0.load(Ordering::SeqCst))
    }
}
