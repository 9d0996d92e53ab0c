//! The gist of the messages: which of the client's wait for an answer, since when and by when one was
//! promised. Nothing of what they say, and nothing of who has read what.

use care::{Moment, RecordId};
use sealed::Gist;
use serde::{Deserialize, Serialize};

/// A message of the client's that waits for an answer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitsV1 {
    /// The message.
    pub message: [u8; 16],
    /// When it was sent, in milliseconds since the epoch.
    pub at: i64,
    /// By when an answer was promised.
    pub reply_by: Option<i64>,
}

/// The stored shape.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessagesGistV1 {
    /// What waits, oldest first.
    pub waits: Vec<WaitsV1>,
    /// When the client wrote last, in milliseconds since the epoch.
    pub last_client: Option<i64>,
    /// When someone who works with them wrote last.
    pub last_staff: Option<i64>,
}

impl Gist for MessagesGistV1 {
    const KIND: &'static str = "messages";
    const SHAPE: u16 = 1;
}

/// A message that waits for an answer, as a list shows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OpenMessage {
    /// The message.
    pub message: RecordId,
    /// When it was sent.
    pub at: Moment,
    /// By when an answer was promised, if one was.
    pub reply_by: Option<Moment>,
    /// Whether that time is over.
    pub past: bool,
}

/// What a list shows of a client's messages.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Glance {
    /// What waits for an answer, oldest first.
    pub open: Vec<OpenMessage>,
    /// When the client wrote last.
    pub last_client: Option<Moment>,
    /// When someone who works with them wrote last.
    pub last_staff: Option<Moment>,
}

impl MessagesGistV1 {
    /// What a list shows at `now`.
    pub fn glance(&self, now: Moment) -> Glance {
        let open = self.waits.iter().map(|waits| {
            let reply_by = waits.reply_by.map(Moment::from_millis);
            OpenMessage {
                message: RecordId::from_bytes(waits.message),
                at: Moment::from_millis(waits.at),
                reply_by,
                past: reply_by.is_some_and(|by| by <= now),
            }
        });
        Glance {
            open: open.collect(),
            last_client: self.last_client.map(Moment::from_millis),
            last_staff: self.last_staff.map(Moment::from_millis),
        }
    }

    /// A message of the client's came and waits.
    pub(crate) fn came(&mut self, waits: WaitsV1) {
        self.last_client = self.last_client.max(Some(waits.at));
        self.waits.push(waits);
        self.waits.sort_by_key(|waits| waits.at);
    }

    /// A message waits no longer.
    pub(crate) fn waits_no_longer(&mut self, message: RecordId) {
        self.waits.retain(|waits| waits.message != *message.bytes());
    }
}

impl Glance {
    /// Since when a message has waited for an answer.
    pub fn since(&self) -> Option<Moment> {
        self.open.iter().map(|open| open.at).min()
    }

    /// The earliest time by which an answer was promised.
    pub fn due(&self) -> Option<Moment> {
        self.open.iter().filter_map(|open| open.reply_by).min()
    }

    /// Whether a promised time is over without an answer: then it rises on a list by itself.
    pub fn is_past(&self) -> bool {
        self.open.iter().any(|open| open.past)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::HOUR;

    fn waits(n: u8, at: i64, reply_by: Option<i64>) -> WaitsV1 {
        WaitsV1 {
            message: [n; 16],
            at,
            reply_by,
        }
    }

    #[test]
    fn what_was_promised_rises_when_its_time_is_over_and_what_was_not_never_does() {
        let mut gist = MessagesGistV1::default();
        gist.came(waits(2, HOUR, None));
        gist.came(waits(1, 0, Some(3 * HOUR)));
        let at = Moment::from_millis;
        let before = gist.glance(at(3 * HOUR - 1));
        assert!(!before.is_past());
        assert_eq!(before.since(), Some(at(0)), "the oldest");
        assert_eq!(before.due(), Some(at(3 * HOUR)));
        let after = gist.glance(at(3 * HOUR));
        assert!(after.is_past() && after.open[0].past && !after.open[1].past);
        gist.waits_no_longer(RecordId::from_bytes([1; 16]));
        let left = gist.glance(at(i64::MAX));
        assert!(!left.is_past(), "nothing was promised");
        assert_eq!((left.since(), left.due()), (Some(at(HOUR)), None));
        gist.waits_no_longer(RecordId::from_bytes([2; 16]));
        assert_eq!(gist.glance(at(0)).since(), None);
        assert_eq!(gist.glance(at(0)).last_client, Some(at(HOUR)));
    }
}
