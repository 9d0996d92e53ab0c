//! Every page of measures as it is read, in both languages, and what is sent to it.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail where it stands"
)]

mod as_read;
mod promised;
mod sent;
mod served;
