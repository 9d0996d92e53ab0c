//! The pages: the client's screens, and what was sent for whoever treats them.

pub(crate) mod client;
mod shown;
pub(crate) mod staff;
