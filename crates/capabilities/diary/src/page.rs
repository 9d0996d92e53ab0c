//! The diary's screens and pages.

pub(crate) mod card_client;
pub(crate) mod card_staff;
mod charts;
mod editor;
pub(crate) mod entry;
mod lines;
mod shown;
pub(crate) mod staff;
pub(crate) mod week;
mod week_shown;

pub(crate) use shown::said;
pub(crate) use week_shown::tally;
