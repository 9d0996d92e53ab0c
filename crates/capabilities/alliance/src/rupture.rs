//! Ruptures: strains in the relationship, named by a signal or by either side, answered by the
//! practitioner, repaired in steps, and closed by the client only.

pub mod act;
mod broken;
pub mod follow_up;
pub(crate) mod guide;
pub(crate) mod page;
pub mod rules;
mod stored;

pub use act::{NameIt, RuptureRefused};
pub(crate) use broken::CALLED_OFF;
pub use broken::broken_promise;
pub use stored::{AnswerV1, FitV1, ReasonV1, ReplyV1, RuptureV1, SaidV1, StateV1, StepV1};
