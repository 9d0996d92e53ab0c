//! The pages: the client's screens, and those of whoever works with them.

mod client;
mod days;
mod map;
mod now;
mod shown;
mod staff;
mod tool;

pub use now::now_part;

pub(crate) use map::marked_said;
pub(crate) use now::level_said;

use crate::Sessions;
use crate::act::Refused;
use pages::{Routes, Screens, Trouble};
use std::sync::Arc;

impl From<Refused> for Trouble {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Read(error) => error.into(),
            Refused::None => Self::Nothing,
            Refused::Another => Self::Older,
        }
    }
}

pub(crate) fn routes(sessions: &Arc<dyn Sessions>) -> Routes {
    staff::routes(sessions)
}

pub(crate) fn screens(sessions: &Arc<dyn Sessions>) -> Screens {
    client::screens()
        .and(tool::screens())
        .and(map::screens())
        .and(now::screens())
        .and(days::screens(sessions))
}
