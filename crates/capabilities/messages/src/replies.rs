//! By when an answer comes, as it was agreed or as the service chose.

use care::{HOUR, Moment};
use sealed::engine::Pending;
use sealed::{Act, ReadError};

/// Within which time an answer comes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Within {
    /// How many hours.
    pub hours: u16,
    /// Whether these two agreed on it; otherwise the service chose it for everyone.
    pub agreed: bool,
}

impl Within {
    /// By when the answer to a message comes that is sent at this moment.
    pub fn after(self, sent: Moment) -> Moment {
        sent + i64::from(self.hours) * HOUR
    }
}

/// Within which time an answer comes to this client. The binary implements it, from the working
/// agreement and from what the service chose.
pub trait ReplyTimes: Send + Sync {
    /// Within which time, if anyone said so: without that nothing is promised. The act opens
    /// [`care::Section::Relationship`].
    fn reply_within<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<Option<Within>, ReadError>>;
}
