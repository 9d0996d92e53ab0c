//! The plan: which measures are asked of one person and how often. The practitioner plans; the
//! client sees it and can say "not this one" at any time.

pub(crate) mod act;
pub mod rules;
mod stored;

pub use act::{Change, PlanRefused, change, counts, plan, set_counts};
pub use stored::{AskedV1, CountsV1, PlanV1, StateV1};
