//! Sessions: when, where, with whom, what is planned and what will not happen; what changed, why and
//! with how much notice; and what came after.

mod gist;
pub mod meeting;
mod taken;

pub use gist::{AtAGlance, SessionsGistV1};
pub use meeting::{SessionV1, meetings};
pub use taken::taken;

use sealed::Kind;

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 1] = [Kind::of::<SessionV1>()];

/// The routes staff take.
pub fn routes() -> pages::Routes {
    meeting::page::routes()
}
