//! What belongs to the client: taking the record along, setting it right, and having it destroyed.

mod along;
mod archive;
mod bundle;
mod contents;
mod erase;
mod gather;
#[cfg(test)]
mod golden;
mod readable;
mod statement;

pub use archive::{ArchiveError, Asked, ROUNDS, WORDS_MIN, archive, opened};
pub use contents::{ContentsV1, FileV1};
pub use erase::{
    DestroyError, Destroyed, ERASE_AFTER, EraseAskedV1, ErasedV1, Erasing, Keeps, Round, Wiping,
    WishV1, asked, destroy, destroy_due,
};
pub use statement::{StatementV1, WantsV1};

use sealed::Kind;

/// The kinds of record kept here.
pub const KINDS: [Kind; 3] = [
    Kind::of::<StatementV1>(),
    Kind::in_directory::<EraseAskedV1>(),
    Kind::in_directory::<ErasedV1>(),
];

/// The routes staff take.
pub fn routes(erasing: &Erasing) -> pages::Routes {
    statement::staff::routes().and(erase::routes(erasing))
}

/// The client's screens and acts.
pub fn screens(erasing: &Erasing) -> pages::Screens {
    statement::client::screens(&erasing.offer)
        .and(along::screens(&erasing.offer))
        .and(erase::screens(erasing))
}
