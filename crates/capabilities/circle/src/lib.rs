//! A private map of people, under the client's own key: what they did, as counts, never a verdict.
//!
//! The client writes under a word of their own, uses names that only they know, and sees what
//! happened over time: how often someone did what they said, respected a no, took it seriously, was
//! kind, and how often not. Nobody on the staff has a way to it. The client can share a copy of one
//! entry with one therapist, for a time.

mod asked;
mod page;
mod people;
mod script;
mod seen;
mod share;
mod stored;
mod taken;

pub use asked::{Device, device, said};
pub use page::staff::routes;
pub use people::{
    Circle, LINE_MOST, NAME_MOST, SAID_MOST, circle, clear, erase, erase_all, erase_line, lines,
};
pub use script::{SCRIPT_MOST, Script};
pub use seen::{Behaviour, Count, FEW, counts};
pub use share::{DAYS, NewShare, SHARED_MOST, Share, has_opened, share, shares, stop, tidy};
pub use stored::{AskedV1, LineV1, OpenedV1, PersonV1, ScriptV1, SharedV1};
pub use taken::taken;

use pages::Screens;
use sealed::Kind;

/// The client's screens and acts.
pub fn screens() -> Screens {
    page::screens()
}

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 6] = [
    Kind::passing::<PersonV1>(),
    Kind::passing::<LineV1>(),
    Kind::passing::<ScriptV1>(),
    Kind::passing::<AskedV1>(),
    Kind::passing::<SharedV1>(),
    Kind::passing::<OpenedV1>(),
];

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_said_to_a_client_passes_no_verdict_and_is_read_at_nine() {
        testing::content::check_ftl("circle");
    }
}
