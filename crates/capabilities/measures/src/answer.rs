//! Answering a measure: on the client's own screen, or typed in by a practitioner from paper.

pub(crate) mod act;
pub(crate) mod page;
pub(crate) mod readers;
mod stored;

pub use act::{Completed, Due, Sent, SentRefused, complete, due, put_in, share};
pub use stored::{AnsweredV1, AnswersV1, FoundV1, OutcomeV1, ReadersV1, ScoreV1};
