//! The plan over a small service: what is kept of it, and its pages between two people.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod along;
mod golden;
mod pages;
mod refused;
mod served;
