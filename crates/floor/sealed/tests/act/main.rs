//! What an act promises: nothing is read before its line is durable, nothing is read by someone it
//! is not for, and what is kept is kept whole or not at all.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod audience;
mod engines;
mod keeping;
mod opening;
mod post;
mod relations;
mod shapes;
mod tampered;
mod verifying;
