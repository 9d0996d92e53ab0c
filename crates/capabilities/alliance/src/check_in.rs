//! The session check-in: what a client says about a session, in under a minute.

pub(crate) mod complete;
mod cost;
pub(crate) mod page;
pub mod rules;
mod stored;

pub use complete::{CompleteRefused, Completed, complete};
pub use cost::{MOST_TAPS, MOST_WORDS, Taps, check_in_taps, words_shown};
pub use stored::{CheckInAnswersV1, CheckInV1};

use care::{Meeting, Moment, RecordId};
use sealed::Kept;
use std::collections::BTreeSet;

/// The sessions that have a check-in.
pub fn answered(check_ins: &[Kept<CheckInV1>]) -> BTreeSet<RecordId> {
    check_ins
        .iter()
        .map(|check_in| check_in.value.of_session())
        .collect()
}

/// The session a check-in is asked for now, of these in their order.
pub fn due<'a>(
    meetings: &'a [Meeting],
    answered: &BTreeSet<RecordId>,
    now: Moment,
) -> Option<&'a Meeting> {
    let took_place = meetings.iter().filter(|meeting| meeting.takes_place);
    let ends: Vec<_> = took_place.map(|one| (one.session, one.ends)).collect();
    let due = rules::due(&ends, answered, now)?;
    meetings.iter().find(|meeting| meeting.session == due)
}
