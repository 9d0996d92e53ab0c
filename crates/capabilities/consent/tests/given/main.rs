//! What a client gives, keeps and takes back, as they meet it on their screens, and what it does to
//! what others can open; and emergencies, from the reason to the second look.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail where it stands"
)]

mod allowing;
mod emergency;
mod golden;
mod keeping;
mod served;
