//! Which meetings are to come, for the calendar entries that a client can take along: asked of the
//! capability that plans them, and handed to the one that writes their times down.

use contact::{Slot, Upcoming};
use sealed::engine::Pending;
use sealed::{Act, ReadError};

/// How many meetings are offered at most: this project's own choice, a quarter of weekly ones.
const OFFERED: usize = 12;

/// The sessions that have not begun and take place, at the time that holds now.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sessions;

impl Upcoming for Sessions {
    fn upcoming<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<Vec<Slot>, ReadError>> {
        Box::pin(async move {
            let sessions = sessions::coming(act).await?;
            let to_come = sessions
                .iter()
                .filter(|session| session.value.starts() > act.now());
            Ok(to_come
                .take(OFFERED)
                .map(|session| Slot {
                    meeting: session.record,
                    starts: session.value.starts(),
                    ends: session.value.ends(),
                })
                .collect())
        })
    }
}
