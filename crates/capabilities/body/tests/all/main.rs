//! The body: what is kept of it opens for ever, who may read what, and its pages.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod acts;
mod browser;
mod golden;
mod pages;
mod words;
