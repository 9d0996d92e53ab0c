//! The pages: what a client says, what staff read before they call, what a lead sees.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod calendar;
mod lead;
mod said;
mod served;
