//! A try: what someone fears will happen, how sure they are of it; then what happened, and what they
//! learned. That it was stopped early is a result like any other.

mod act;
mod stored;

pub use act::{After, Before, begin, end, finish, leave_out};
pub use stored::{AfterV1, CameV1, TrialV1};

/// How many letters what is feared may have.
pub const FEARED: usize = 600;
/// How many letters what happened, and what was learned, may have.
pub const TOLD: usize = 2_000;
