//! A daily card that a client and their therapist make together, the week they both look at, and how
//! one thing led to another.
//!
//! The card is data, not a form of the program: its lines are chosen per client, in the browser. An
//! entry keeps the lines as they were when it was written, so a card can change without changing what
//! was said. A line that was skipped is a gap and never a nought, and acting is asked apart from the
//! urge. What the client keeps for themself is met nowhere on the staff side.
//!
//! The idea of a daily card of feelings, urges, acts and skills, and of looking at it in the order of
//! what is at stake, is from dialectical behaviour therapy (Linehan 1993, Cognitive-Behavioral
//! Treatment of Borderline Personality Disorder). The words, the anchors and the lines are our own.

mod card;
mod entry;
mod gist;
mod goes;
mod often;
mod page;
mod room;
mod sheets;
mod taken;
mod week;

pub use card::{
    Card, CardRefused, CardV1, ClassV1, ITEMS, ItemV1, KindV1, LabelV1, ProposalV1, StateV1, card,
    drop, proposal, propose, starting, withdraw, write,
};
pub use entry::{
    BACK, EntryRefused, EntryV1, How, MarkV1, MedicineV1, New, STRONG, ValueV1, entries, read,
    remove, save, send_waiting, share, take_back,
};
pub use gist::{DiaryGistV1, Glance, Look, LookV1, WhyV1};
pub use goes::{GoesV1, ToV1, goes, goes_to};
pub use often::{Often, often};
pub use room::{due, room_lines};
pub use sheets::{Done, Offered, Sheets};
pub use taken::taken;
pub use week::{Group, Row, Tally, Week, week};

use pages::{Routes, Screens};
use sealed::Kind;
use std::sync::Arc;

/// The pages of those who work with the client.
pub fn routes(sheets: &Arc<dyn Sheets>) -> Routes {
    page::staff::routes(sheets).and(page::card_staff::routes())
}

/// The client's screens and acts.
pub fn screens(sheets: &Arc<dyn Sheets>) -> Screens {
    page::entry::screens()
        .and(page::week::screens(sheets))
        .and(page::card_client::screens())
}

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 4] = [
    Kind::of::<CardV1>(),
    Kind::of::<ProposalV1>(),
    Kind::of::<EntryV1>(),
    Kind::of::<GoesV1>(),
];
