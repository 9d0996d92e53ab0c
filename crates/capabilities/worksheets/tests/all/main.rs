//! Worksheets over a small service: what is kept of them, and their pages between two people.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod along;
mod golden;
mod pages;
mod refused;
mod served;
mod sheets;
