//! The pages of messages, as a client and as those who work with them see them.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod along;
mod answered;
mod browser;
mod read;
mod served;
mod written;
