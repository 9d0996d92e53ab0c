//! Stuck points and the harsh voice: what is kept, what may be done, what each side's pages show.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod acts;
mod browser;
mod golden;
mod order;
mod pages_client;
mod pages_staff;
mod served;
mod shown;
mod voice;
mod words;
