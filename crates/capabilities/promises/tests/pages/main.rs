//! The pages of promises, as a client and their therapist use them.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod client;
mod known;
mod served;
mod staff;
