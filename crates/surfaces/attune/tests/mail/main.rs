//! Mail as it goes over the wire, caught by a small mail server of the test's own.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod letter;
mod sink;
mod trouble;
