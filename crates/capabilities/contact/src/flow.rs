//! What becomes of an errand at a moment: purely, from the rule as it stands at that moment.

use crate::rules::{Reason, Refused, SafeContactPermit, permit};
use crate::stored::RuleV1;
use care::{HOUR, MINUTE, Moment};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// How long after each try the next one may follow, in milliseconds; as many tries as there are
/// pauses, and one. This project's own choice: a mail server that is restarted, repaired, or out
/// for a day and a half.
const PAUSES: [i64; 5] = [5 * MINUTE, 30 * MINUTE, 2 * HOUR, 8 * HOUR, 24 * HOUR];
/// How often an errand is tried in all.
pub const MOST_TRIES: u32 = 6;
/// How long a reminder of a meeting is of use after it came due: it comes due with the day before
/// (in UTC, so that nothing tells the hour), and is of no use when that day is over.
const REMINDS_FOR: i64 = 24 * HOUR;

/// Why an errand was given up.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum WhyV1 {
    /// The other side will never take it.
    Refused,
    /// It was tried too often.
    NotReached,
    /// The service does not send by this way any more.
    NoWay,
}

impl WhyV1 {
    /// The code under which the message catalogue knows it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::NotReached => "not-reached",
            Self::NoWay => "no-way",
        }
    }
}

/// An errand, as far as its fate depends on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Errand {
    /// What for.
    pub reason: Reason,
    /// When it was queued.
    pub queued: Moment,
    /// How often it was tried.
    pub tries: u32,
    /// Whether anything still waits inside the app that they have not looked at.
    pub waits: bool,
}

/// What is to be done with an errand now.
pub enum Step {
    /// It may leave.
    Leave(SafeContactPermit),
    /// Not before this moment.
    Wait(Moment),
    /// It must not leave, or there is no use in it any more.
    Drop,
    /// It cannot: someone has to be told.
    Bury(WhyV1),
}

/// Whether there is still a use in it at a moment: a reminder is of none when the meeting has begun.
pub fn of_use(reason: Reason, since: Moment, at: Moment) -> bool {
    reason != Reason::Appointment || at - since <= REMINDS_FOR
}

/// What is to be done with an errand now, by the rule as it stands now.
pub fn step(rule: Option<&RuleV1>, errand: Errand, now: Moment, zone: &TimeZone) -> Step {
    if errand.reason == Reason::SomethingWaits && !errand.waits {
        return Step::Drop;
    }
    let of_use = |at| of_use(errand.reason, errand.queued, at);
    if !of_use(now) {
        return Step::Drop;
    }
    match permit(rule, errand.reason, now, zone) {
        Ok(_) if errand.tries >= MOST_TRIES => Step::Bury(WhyV1::NotReached),
        Ok(permit) => Step::Leave(permit),
        Err(Refused::NotNow { next: Some(next) }) if of_use(next) => Step::Wait(next),
        Err(_) => Step::Drop,
    }
}

/// When an errand is tried again if the try after so many others fails, or is cut off.
pub fn again(tries: u32, now: Moment) -> Moment {
    let last = PAUSES.len() - 1;
    let place = usize::try_from(tries).unwrap_or(last).min(last);
    now + PAUSES.get(place).copied().unwrap_or(HOUR)
}
