//! Triggers: what is kept for ever, what is done, what the pages show, and what they leave out.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod acts;
mod browser;
mod content;
mod golden;
mod left_out;
mod pages;
