//! What interpersonal trauma did in three domains, trust in others, trust in self, closeness, and how each changes. No total, no verdict.

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
