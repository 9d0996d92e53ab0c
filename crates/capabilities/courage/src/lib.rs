//! Ladders for what is feared, and role-play: prediction, what happened, what was learnt.
//!
//! A ladder is made by a client and their therapist together. Before its first step both look at what
//! would speak against it now. What counts is how wrong a prediction was, not how calm somebody
//! became; when what was feared came, it is talked about, and nothing is counted.

mod glance;
mod ladder;
mod page;
mod read;
mod refused;
mod rules;
mod script;
mod shared;
mod taken;
mod trial;

pub use glance::{First, Open, Waits, firsts, open};
pub use ladder::{
    AimV1, CheckV1, GOAL, LadderV1, Move, NewLadder, NewStep, OpenedV1, PLACE, SAFETY, STEP, STEPS,
    StepKindV1, StepV1, add_step, change_step, form, go_on, keep_check, move_step, open_anyway,
    propose, stop, ticked,
};
pub use read::{Courage, courage};
pub use refused::Refused;
pub use rules::{Against, Gate, LOOK_DAYS, gate, may_try, next};
pub use script::{
    ABOUT, AtLineV1, FeedbackV1, LINES, LineV1, NewLine, NewScript, SAID, SPOKEN, ScriptV1,
    at_line, go_to, keep_script, say_after,
};
pub use shared::readers;
pub use taken::taken;
pub use trial::{
    After, AfterV1, Before, CameV1, FEARED, TOLD, TrialV1, begin, end, finish, leave_out,
};

use pages::{Routes, Screens};
use sealed::Kind;

/// The pages of those who work with the client.
pub fn routes() -> Routes {
    page::staff::routes()
}

/// The client's screens and acts.
pub fn screens() -> Screens {
    page::client::screens()
}

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 6] = [
    Kind::of::<LadderV1>(),
    Kind::of::<CheckV1>(),
    Kind::of::<TrialV1>(),
    Kind::of::<ScriptV1>(),
    Kind::of::<FeedbackV1>(),
    Kind::passing::<AtLineV1>(),
];
