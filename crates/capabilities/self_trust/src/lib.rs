//! Trusting oneself: what one sensed and what came of it, boundaries as things that are set and tried,
//! kindness to oneself, and strengths in one's own words.
//!
//! The client alone writes here and says each time who may read it. `stored` is what is kept, `own`
//! and `written` what can be done with it, `fits` what counts can say of one's judgements. Nothing of
//! it is a gist, a signal, a goal or a number about a person; a boundary that was not respected is said
//! of what others did.

mod fits;
mod own;
mod page;
mod refused;
mod seams;
mod stored;
mod taken;
mod written;

pub use fits::{Fit, Fits, LEAST, fits};
pub use own::{
    Said, SelfTrust, What, boundaries_set, firsts, self_trust, set_readers, strengths, take_out,
};
pub use refused::Refused;
pub use seams::{Offered, Sheets};
pub use stored::{
    BoundaryV1, CameV1, FromV1, HeldV1, JudgementV1, OutcomeV1, StrengthV1, TriedV1, WORDS, WhomV1,
    WordingV1,
};
pub use taken::taken;
pub use written::{
    EVEN, MOST, NewJudgement, NewTry, Outcome, Typed, answer_judgement, keep_judgement,
    keep_strength, put_away, reword, set_boundary, tried,
};

use pages::{Routes, Screens};
use sealed::Kind;
use std::sync::Arc;

/// The pages of those who work with the client: what was sent, and nothing else.
pub fn routes() -> Routes {
    page::staff::routes()
}

/// The client's screens and acts.
pub fn screens(sheets: &Arc<dyn Sheets>) -> Screens {
    page::client::screens(sheets)
}

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 3] = [
    Kind::of::<JudgementV1>(),
    Kind::of::<BoundaryV1>(),
    Kind::of::<StrengthV1>(),
];
