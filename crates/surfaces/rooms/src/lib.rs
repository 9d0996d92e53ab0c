//! Screens that combine capabilities: what a client sees first, before and behind the lock, what
//! they are told before they begin, how it has been, the therapist's caseload, one relationship, the
//! session room, one measure beside what happened meanwhile, and what a service lead sees. They
//! change no record; the caseload only notes that someone has looked, and puts a name that an
//! overview lacks there.

mod begin;
mod caseload;
mod course;
mod cover;
mod gists;
mod home;
mod machine;
mod meanwhile;
mod measure;
mod promised;
mod relationship;
mod room;
mod service;
mod sessions;
mod work;

pub use self::room::{Cost, PREPARE};
pub use self::sessions::Sessions;

use measures::Offer;
use std::sync::Arc;

/// The routes staff take.
pub fn routes(offer: &Arc<Offer>) -> pages::Routes {
    caseload::routes(offer)
        .and(relationship::routes(offer))
        .and(measure::routes(offer))
        .and(room::routes(offer))
        .and(service::routes())
        .and(machine::routes())
}

/// The client's screens.
pub fn screens(offer: &Arc<Offer>) -> pages::Screens {
    home::screens(offer)
        .and(cover::screens())
        .and(begin::screens())
        .and(work::screens())
        .and(course::screens())
        .and(measure::screens(offer))
}
