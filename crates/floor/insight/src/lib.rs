//! Numbers in, numbers out: what scores and answers say, by rules with a name and a source.
//!
//! Change beyond imprecision, symptom patterns, triage, the course against what was expected, the
//! alliance, what often comes together, how well judgements turned out, and how a service does.
//!
//! Every function takes plain slices and is deterministic: no clock, no chance, no I/O. A missing
//! score is `None` and is left out of every sum; it is never a zero. Every judgement is a
//! [`Judged`], or a [`Verdict`] for the alliance, and carries the rule, its source and the numbers
//! it used. It is about scores, never about a person; people decide what it means.

mod alliance;
mod chart;
pub mod course;
mod regularity;
mod repair;
mod scale;
mod silence;
mod verdict;

pub use alliance::{alliance, below_own_range, ceiling, early_drop, slide};
pub use chart::{Chart, WHEELER};
pub use regularity::{Regularity, regularity};
pub use repair::{Return, Returned, returned};
pub use scale::{Norms, Scale, overall};
pub use silence::{Engagement, silence};
pub use verdict::{Outcome, Quantity, Rule, Verdict};
