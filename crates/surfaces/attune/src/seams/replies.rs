//! By when a message is answered: as the two agreed, or else as the service chose for everyone.

use messages::{ReplyTimes, Within};
use sealed::engine::Pending;
use sealed::{Act, ReadError};

/// What this service chose, for whoever has not agreed on anything: without a choice nothing is
/// promised.
pub(crate) struct Replies(pub(crate) Option<u16>);

impl ReplyTimes for Replies {
    fn reply_within<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<Option<Within>, ReadError>> {
        Box::pin(async move {
            let agreed = agreement::reply_within(act).await?;
            let chosen = self.0.map(|hours| (hours, false));
            let within = agreed.map(|hours| (hours, true)).or(chosen);
            Ok(within.map(|(hours, agreed)| Within { hours, agreed }))
        })
    }
}
