//! The agreement as it is read, written and signed, by the client and by those who work with them.

pub(crate) mod client;
mod shown;
pub(crate) mod staff;
mod written;
