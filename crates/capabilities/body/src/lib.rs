//! Short tools for the body, what helps this person, where something is felt, and how much is too much.

use care::Sections;
use pages::{Routes, Screens};
use sealed::Kind;

/// The pages of those who work with the client.
pub fn routes() -> Routes {
    Routes::new()
}

/// The client's screens and acts.
pub fn screens() -> Screens {
    Screens::new().cover("calm", Sections::NONE, async |visit, _| {
        Ok(pages::calm::screen(visit.words))
    })
}

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 0] = [];
