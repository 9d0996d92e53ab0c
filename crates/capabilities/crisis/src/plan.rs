//! The plan through its versions: who wrote which, what the other side says, which one holds.

mod act;
mod stored;
mod versions;

pub use act::{PlanRefused, agree, ask_for_change, plan, take_back, write};
pub use stored::{SaidV1, SaidWhatV1, VersionV1};
pub use versions::{Plan, Waits};
