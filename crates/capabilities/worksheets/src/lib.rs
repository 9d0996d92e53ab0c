//! Forms that client and therapist work on together: given, filled in, finished later, looked at again.

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
