//! The pages: ladders, tries and scripts on the client's phone, and at the desk for both to look at.

pub(crate) mod client;
pub(crate) mod said;
mod shown;
pub(crate) mod staff;
mod typed;
