//! The plan through its versions: who wrote which, what the other side says, which one holds.

mod act;
mod rules;
mod stored;

pub use act::{PlanRefused, agree, ask_for_change, plan, take_back, write};
pub use rules::{Changed, Plan, Waits, changes};
pub use stored::{SaidV1, SaidWhatV1, VersionV1};
