//! Ladders, tries and scripts from outside: what is kept, who reads it, and the pages of both sides.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod acts;
mod browser;
mod golden;
mod pages;
mod readers;
mod words;
mod wrong;
