//! Every page of the relationship, over HTTP and on the engine in memory: as it is read in both
//! languages, and what becomes of what is sent to it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail where it stands"
)]

mod as_read;
mod asked;
mod between;
mod caseload;
mod drafts;
mod home;
mod joined;
mod kept_words;
mod of_measures;
mod once;
mod room;
mod served;
mod service;
mod tools;
mod work;
mod year;
