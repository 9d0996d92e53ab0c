//! What sets something off, what helps, and what others must not do: written down in a few taps, made
//! into cards, shared line by line as far as the client says. And the words and pictures that the
//! client does not want to meet here.
//!
//! Nothing is said to cause anything: what often comes together is told with its counts, and from a
//! floor on only.

mod act;
mod page;
mod patterns;
mod shared;
mod stored;
mod taken;

pub use act::{
    Circle, Everything, NewCard, NewEntry, Refused, Share, end_share, everything, keep_card,
    keep_entry, put_card_away, say_who_reads_card, say_who_reads_entry, share, share_quiet,
    take_out, team,
};
pub use patterns::{Condition, Counted, STRONG, patterns};
pub use shared::{
    CardLines, Cards, LineV1, QuietSharedV1, TeamCardV1, WardCardV1, cards_for, quiet_shared,
};
pub use stored::{CardV1, KindV1, MOST, PlaceV1, SetOffV1, SleptV1, WithV1};
pub use taken::taken;

use pages::quiet::QuietV1;
use pages::{Routes, Screens};
use sealed::Kind;

/// The pages of those who work with the client.
pub fn routes() -> Routes {
    page::staff::routes()
}

/// The client's screens and acts.
pub fn screens() -> Screens {
    page::home::screens()
        .and(page::log::screens())
        .and(page::card::screens())
        .and(page::share::screens())
        .and(page::quiet::screens())
}

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 6] = [
    Kind::of::<SetOffV1>(),
    Kind::of::<CardV1>(),
    Kind::of::<TeamCardV1>(),
    Kind::of::<WardCardV1>(),
    Kind::of::<QuietSharedV1>(),
    Kind::passing::<QuietV1>(),
];
