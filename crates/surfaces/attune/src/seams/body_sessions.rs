//! When a client's sessions were, for the picture of how much it was beside them: asked of the
//! capability that keeps them.

use care::Moment;
use sealed::engine::Pending;
use sealed::{Act, ReadError};

/// The sessions that took place.
pub(crate) struct Held;

impl body::Sessions for Held {
    fn held<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<Vec<Moment>, ReadError>> {
        Box::pin(async move {
            let (meetings, _) = sessions::meetings(act).await?;
            let took_place = meetings.iter().filter(|meeting| meeting.takes_place);
            Ok(took_place.map(|meeting| meeting.starts).collect())
        })
    }
}
