//! The pages: the client's own, and those of the therapist who works on it with them.

pub(crate) mod client;
pub(crate) mod one;
mod shown;
pub(crate) mod staff;
mod typed;
pub(crate) mod voice;

pub(crate) use shown::about_said;
