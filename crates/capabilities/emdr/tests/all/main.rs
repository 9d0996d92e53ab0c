//! EMDR: what is kept, who may do what, and the pages of both sides.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail where it stands"
)]

mod acts;
mod along;
mod browser;
mod content;
mod golden;
mod pages;
mod people;
mod theirs;
