//! Signals for attention: what the record noticed in answers, each with a next step attached. A
//! practitioner confirms one with what comes next, or dismisses it with a reason; the client reads
//! all of it.

pub(crate) mod act;
pub(crate) mod page;
pub(crate) mod reason;
pub(crate) mod rules;
mod stored;

pub use act::{Answer, SignalRefused, answer, move_action, see_to_unanswered};
pub(crate) use reason::{number, outcome, rule_name};
pub use reason::{reason, reason_of, to_do, told};
pub use stored::{
    ActionV1, AnsweredByV1, BY_AN_ANSWER, MovedV1, OutcomeV1, SIGNALS, Signal, SignalV1,
};
