//! A ladder: something feared or avoided in the client's words, and steps towards it that the client
//! and their therapist make together.

mod act;
mod check;
mod stored;

pub use act::{Move, NewLadder, NewStep, add_step, change_step, go_on, move_step, propose, stop};
pub use check::{form, keep_check, open_anyway, ticked};
pub use stored::{AimV1, CheckV1, LadderV1, OpenedV1, StepKindV1, StepV1};

/// How many letters the goal of a ladder may have: two or three sentences.
pub const GOAL: usize = 300;
/// How many letters a step may have.
pub const STEP: usize = 300;
/// How many letters where and with whom may have.
pub const PLACE: usize = 200;
/// How many letters what makes a step safe enough may have.
pub const SAFETY: usize = 600;
/// How many steps a ladder may have. This project's own choice, as are the lengths.
pub const STEPS: usize = 30;
