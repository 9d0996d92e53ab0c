//! The gist: what was left open since when, how many resources there are, whether the client said
//! stop. Not a word of what any of it is about, and no names of targets.

use care::{HOUR, Moment, RecordId};
use jiff::tz::TimeZone;
use pages::Words;
use sealed::Gist;
use serde::{Deserialize, Serialize};

/// For how long a sitting that nobody closed is taken to go on, in milliseconds; from then on its
/// target counts as left open. This project's own choice: more than twice the 60 to 90 minutes that a
/// sitting is planned for, and over on the same day.
pub const SITTING_LASTS: i64 = 4 * HOUR;

/// A target that was left open.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenV1 {
    /// Which.
    pub target: [u8; 16],
    /// From when on it counts as left open, in milliseconds since the epoch. While its sitting goes
    /// on, this is still to come ([`SITTING_LASTS`]).
    pub since: i64,
}

/// The stored shape.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmdrGistV1 {
    /// What was left open, in the order agreed on.
    pub open: Vec<OpenV1>,
    /// How many resources were practised and did not make it worse the last time.
    pub resources: u16,
    /// Since when a stop of the client stands that nobody has said they heard.
    pub stop: Option<i64>,
}

impl Gist for EmdrGistV1 {
    const KIND: &'static str = "emdr";
    const SHAPE: u16 = 1;
}

/// The work with EMDR at a glance.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Glance {
    /// Since when the one that was left open first is open.
    pub open_since: Option<Moment>,
    /// How many are left open.
    pub open: usize,
    /// How many resources were practised and did not make it worse the last time.
    pub resources: u16,
    /// Since when a stop stands that nobody has said they heard.
    pub stop_since: Option<Moment>,
}

impl EmdrGistV1 {
    /// What a list shows. What today's sitting is still about was not left open.
    pub fn glance(&self, now: Moment) -> Glance {
        let left = self.open.iter().map(|open| open.since);
        let left = left.filter(|since| *since <= now.millis());
        Glance {
            open_since: left.clone().min().map(Moment::from_millis),
            open: left.count(),
            resources: self.resources,
            stop_since: self.stop.map(Moment::from_millis),
        }
    }

    /// The target to look at again first.
    pub fn look_again(&self) -> Option<RecordId> {
        let first = self.open.iter().min_by_key(|open| open.since)?;
        Some(RecordId::from_bytes(first.target))
    }
}

/// The line that the room shows first, if there is one: a stop that nobody heard, or that a target
/// is to be looked at again.
pub fn room_line(gist: &EmdrGistV1, words: Words, now: Moment, zone: &TimeZone) -> Option<String> {
    let glance = gist.glance(now);
    let (key, since) = match (glance.stop_since, glance.open_since) {
        (Some(since), _) => ("emdr-room-stop", since),
        (None, Some(since)) => ("emdr-room-open", since),
        (None, None) => return None,
    };
    let when = words.day_and_time(since, now, zone);
    let count = i64::try_from(glance.open).unwrap_or(i64::MAX);
    let put = [("when", (&when).into()), ("count", count.into())];
    Some(words.say_with(key, &put))
}
