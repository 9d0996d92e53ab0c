//! The messages as they are read and written, on a phone and at a desk.

pub(crate) mod client;
mod shown;
pub(crate) mod staff;
pub(crate) mod write;

pub(crate) use shown::{kind_of, size_said};
