//! Sessions on the page: what the client sees and says, and what the practitioner writes.

pub(crate) mod client;
pub(crate) mod next_day;
pub(crate) mod shown;
pub(crate) mod staff;
mod week;
mod when;

pub(crate) use when::at;

use crate::folk::Folk;
use std::sync::Arc;

/// What staff can do about sessions.
pub(crate) fn routes(folk: &Arc<dyn Folk>) -> pages::Routes {
    crate::meeting::page::routes()
        .and(staff::routes(folk))
        .and(week::routes(folk))
}

/// What the client can see and say about sessions.
pub(crate) fn screens() -> pages::Screens {
    client::screens().and(next_day::screens())
}
