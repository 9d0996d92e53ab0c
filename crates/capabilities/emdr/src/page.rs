//! EMDR on the page: the therapist's desk, what the two look at together, and the client's screens.

pub(crate) mod client;
pub(crate) mod desk;
mod ready;
mod resource;
mod shown;
mod target;

pub(crate) use shown::{lines, practised};
