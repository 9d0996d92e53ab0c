//! The gist of the plan: whether there is one, who is waited for, and when it is to be looked at
//! again. Nothing of what it says.

use care::Moment;
use sealed::Gist;
use serde::{Deserialize, Serialize};

/// The stored shape.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrisisGistV1 {
    /// The number of the version that holds; 0 where none does.
    pub holds: u16,
    /// Whether those who treat them are waited for.
    pub waits_for_staff: bool,
    /// Whether the client is.
    pub waits_for_client: bool,
    /// Since when, in milliseconds since the epoch.
    pub since: i64,
    /// When it is to be looked at again: `YYYY-MM-DD`.
    pub review: Option<String>,
}

impl Gist for CrisisGistV1 {
    const KIND: &'static str = "crisis";
    const SHAPE: u16 = 1;
}

impl CrisisGistV1 {
    /// Since when someone is waited for.
    pub const fn since(&self) -> Moment {
        Moment::from_millis(self.since)
    }

    /// Whether the day to look at it again has come. `today`: `YYYY-MM-DD`.
    pub fn is_to_be_looked_at(&self, today: &str) -> bool {
        self.review.as_deref().is_some_and(|review| review <= today)
    }
}
