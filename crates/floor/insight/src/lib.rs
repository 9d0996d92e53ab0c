//! Numbers in, numbers out: the alliance rules and the own-history control chart, each with its evidence.
//!
//! Every function takes plain slices and is deterministic: no clock, no chance, no I/O. A missing
//! score is `None` and is left out of every sum; it is never a zero. Every judgement is a
//! [`Verdict`] that carries the rule, its source, the numbers it used and how many sessions it
//! rests on. A verdict is about scores, never about a person; people decide what it means.

mod alliance;
mod chart;
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
