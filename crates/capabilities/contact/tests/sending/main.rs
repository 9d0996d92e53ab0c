//! Sending, over a real vault: what follows from a notice, hours, tries, crashes, dead letters, and
//! a "never" that is said in the middle of it.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod desk;
mod never;
mod notices;
mod tries;
