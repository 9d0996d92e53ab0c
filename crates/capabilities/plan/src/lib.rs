//! What the client wants and how the two go about it: goals, options, small steps, in versions both sign.

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
