//! A private map of people, under the client's own key: what they did, as counts, never a verdict.

use pages::{Routes, Screens};
use sealed::Kind;

/// The pages of those who work with the client.
pub fn routes() -> Routes {
    Routes::new()
}

/// The client's screens and acts.
pub fn screens() -> Screens {
    Screens::new()
}

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 0] = [];
