//! The plan as it is read, written, printed and kept.

pub(crate) mod client;
pub(crate) mod device;
pub(crate) mod print;
mod shown;
pub(crate) mod staff;
