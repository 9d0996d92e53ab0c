//! Firsts, steps, strengths and the story: what is kept, what is deleted, what each side sees.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod acts;
mod browser;
mod golden;
mod nowhere;
mod pages_client;
mod served;
mod story;
mod words;
