//! Stimulation on the client's screen while the therapist holds the other end of the line.
//!
//! `room` is what both ends share and when it may move, `settings` what can be set, `hub` who holds
//! which end, `talk` what goes over the line, `page` the two pages. What stops it at once is in the
//! client's own page (`stimulate.js`); nothing that is said over the line is kept. What is written
//! down of a set is written by the therapist, like any set.

mod hub;
mod page;
mod room;
mod settings;
mod talk;

pub use hub::Live;
pub(crate) use page::{routes, screens};
