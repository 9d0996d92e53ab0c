//! The care team, told over a service that has nothing else.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod absence;
mod pages_of;
mod served;
mod teams;
mod words;
mod year;
