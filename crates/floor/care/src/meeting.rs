//! A meeting in care, as far as more than one capability must know of it.

use crate::ids::{PersonId, RecordId};
use crate::time::Moment;

/// A session, in the few facts that others rest on: when, with whom, and whether it was.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Meeting {
    /// The session.
    pub session: RecordId,
    /// How often what is said about it has changed, from 1: a form shown for another version is old.
    pub version: u32,
    /// When it begins.
    pub starts: Moment,
    /// When it is meant to end.
    pub ends: Moment,
    /// The practitioner it is with.
    pub with: PersonId,
    /// Whether it takes place: one that was called off or missed has no check-in and counts in no
    /// regularity.
    pub takes_place: bool,
}

impl Meeting {
    /// The next of these that takes place and has not ended. They are in the order of their times.
    pub fn next(meetings: &[Self], now: Moment) -> Option<&Self> {
        meetings
            .iter()
            .find(|meeting| meeting.takes_place && meeting.ends > now)
    }

    /// The last of these that took place and has ended. They are in the order of their times.
    pub fn last(meetings: &[Self], now: Moment) -> Option<&Self> {
        meetings
            .iter()
            .rev()
            .find(|meeting| meeting.takes_place && meeting.ends <= now)
    }
}
