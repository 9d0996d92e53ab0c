//! Messages between a client and those who work with them. Whoever writes knows by when an answer
//! comes before they send, and what to do if it cannot wait.
//!
//! What comes along is drawn anew or looked through before any of it is kept. A client can take their
//! own words back. Who has read what is nobody's to see.

mod act;
mod file;
mod gist;
mod message;
mod page;
mod readers;
mod replies;
mod taken;
mod thread;

pub use act::{New, Refused, Sent, answer, release, send, take_back};
pub use file::{FILES, LONGEST, PDF_MAX, PIXELS, Ready, WrongFile, pdf, picture};
pub use gist::{Glance, MessagesGistV1, OpenMessage, WaitsV1};
pub use message::{CameWithV1, FileV1, KindV1, MOST, MessageV1, PartV1, SeenV1, TakenBackV1};
pub use replies::{ReplyTimes, Within};
pub use taken::taken;
pub use thread::{Thread, thread};

use pages::{Routes, Screens};
use sealed::Kind;
use std::sync::Arc;

/// The pages of those who work with clients.
pub fn routes() -> Routes {
    page::staff::routes()
}

/// The client's screens and acts.
pub fn screens(times: &Arc<dyn ReplyTimes>) -> Screens {
    page::client::screens().and(page::write::screens(times))
}

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 5] = [
    Kind::of::<MessageV1>(),
    Kind::of::<PartV1>(),
    Kind::of::<CameWithV1>(),
    Kind::of::<TakenBackV1>(),
    Kind::passing::<SeenV1>(),
];
