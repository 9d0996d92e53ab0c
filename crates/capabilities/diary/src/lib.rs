//! A daily card that a client and their therapist make together, the week they both look at, and how one thing led to another.

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
