//! The pages of the relationship: answering a rupture in one form, asking someone to look, and a
//! check-in that is short enough to be honest about.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod answered;
mod asked;
mod cost;
#[path = "../straight_line/met.rs"]
mod met;
mod served;
mod words;
