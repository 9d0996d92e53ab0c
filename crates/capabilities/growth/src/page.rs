//! The pages: the client's own, and one for the therapist that shows what was sent.

pub(crate) mod chapters;
pub(crate) mod home;
pub(crate) mod notes;
mod shown;
pub(crate) mod staff;
pub(crate) mod together;

pub(crate) use shown::{day, kind_code};
