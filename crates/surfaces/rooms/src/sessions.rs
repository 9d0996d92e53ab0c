//! Where the relationship asks for sessions: one capability keeps them, the other needs their times.

use alliance::{Meetings, Met};
use sealed::engine::Pending;
use sealed::{Act, ReadError};

/// The sessions that are kept here.
#[derive(Clone, Copy, Debug)]
pub struct Sessions;

impl Meetings for Sessions {
    fn meetings<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<Met, ReadError>> {
        Box::pin(async move {
            let (meetings, damaged) = sessions::meetings(act).await?;
            Ok(Met { meetings, damaged })
        })
    }
}
