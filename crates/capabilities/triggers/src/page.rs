//! Triggers as they are written, read and shared.

pub(crate) mod card;
pub(crate) mod home;
pub(crate) mod log;
pub(crate) mod quiet;
pub(crate) mod share;
mod shown;
pub(crate) mod staff;

pub(crate) use shown::{entry_facts, line_called};
