//! The gist of the plan: which version is in force, who is waited for, and when it is to be looked at
//! again. Nothing of what it says.

use sealed::Gist;
use serde::{Deserialize, Serialize};

/// The stored shape.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanGistV1 {
    /// The number of the version in force; 0 where none is.
    pub in_force: u16,
    /// Whether the therapist's signature is waited for.
    pub waits_for_staff: bool,
    /// Whether the client's is.
    pub waits_for_client: bool,
    /// Since when someone is waited for, or else since when it is in force: milliseconds since the
    /// epoch.
    pub since: i64,
    /// When the version in force is to be looked at again: `YYYY-MM-DD`.
    pub review: Option<String>,
}

impl Gist for PlanGistV1 {
    const KIND: &'static str = "goals-plan";
    const SHAPE: u16 = 1;
}

impl PlanGistV1 {
    /// Whether the day to look at it again has come. `today`: `YYYY-MM-DD`.
    pub fn is_to_be_looked_at(&self, today: &str) -> bool {
        self.review.as_deref().is_some_and(|review| review <= today)
    }
}
