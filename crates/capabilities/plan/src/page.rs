//! The plan as it is read, written and signed, by the client and by their therapist.

pub(crate) mod client;
mod form;
pub(crate) mod goal;
mod shown;
pub(crate) mod staff;
mod versions;
pub(crate) mod write;
