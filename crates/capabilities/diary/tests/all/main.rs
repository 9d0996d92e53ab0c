//! The diary: what is kept, what is done with it, and its pages between two visitors.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod acts;
mod cards;
mod cost;
mod golden;
mod pages;
mod served;
mod weeks;
mod words;
