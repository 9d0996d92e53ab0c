//! Statements: what a client says beside something that stands in their record, or asks to have set
//! right. Nothing that others wrote is written over; both can be read from then on.

mod act;
pub(crate) mod client;
pub(crate) mod staff;
mod stored;
#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use stored::AnswerV1;
pub use stored::{StatementV1, WantsV1};
