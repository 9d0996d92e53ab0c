//! The card: the lines a client is asked about each day, written with their therapist, in versions.

mod act;
mod start;
mod stored;
mod typed;

pub use act::{Card, CardRefused, card, drop, proposal, propose, withdraw, write};
pub use start::starting;
pub use stored::{CardV1, ClassV1, ITEMS, ItemV1, KindV1, LabelV1, ProposalV1, StateV1};

pub(crate) use typed::{Editor, Row};
