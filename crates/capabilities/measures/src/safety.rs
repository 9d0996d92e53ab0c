//! The next action that an answer about safety asks for: what, who, by when, and what became of it.
//! It is opened by the answer itself, and it does not end by being late: then someone else hears
//! that something waits, and the lead sees a count and an age.

pub(crate) mod act;
mod overdue;
pub(crate) mod page;
mod rules;
mod stored;
pub(crate) mod words;

pub use act::{SafetyRefused, done, hand_over};
pub use overdue::{SafetyCounts, overdue, safety_counts};
pub use stored::{
    OpenAction, SafetyActionV1, SafetyDueV1, SafetyGistV1, SafetyStateV1, SafetyStepV1,
    SafetyStepWhatV1, SafetyToldV1,
};
pub use words::action_words;
