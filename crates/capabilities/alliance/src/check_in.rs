//! The session check-in: what a client says about a session, in under a minute.

pub(crate) mod complete;
pub(crate) mod page;
pub mod rules;
mod stored;

pub use complete::{CompleteRefused, Completed, complete};
pub use stored::{CheckInAnswersV1, CheckInV1};
