//! The log over the ledger: what it proves, what it finds, and what a line must never be missing
//! for. Safety rows LE-1, LE-3 and LE-5.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod completeness;
mod copies;
mod kept;
mod signing;
mod split;
#[expect(
    dead_code,
    reason = "shared with the tests of the act, which need more of it"
)]
#[path = "../act/tampered.rs"]
mod tampered;
mod tampering;

use serde::{Deserialize, Serialize};

/// A note, for something to be read.
#[derive(Serialize, Deserialize)]
pub(crate) struct NoteV1(pub(crate) String);

impl sealed::Stored for NoteV1 {
    const KIND: &'static str = "note";
    const SHAPE: u16 = 1;
    const SECTION: care::Section = care::Section::Notes;
}

#[tokio::test]
async fn what_is_changed_under_a_witnessed_checkpoint_is_found() {
    const ROUNDS: u64 = 250;
    let done = tampering::rounds(ROUNDS).await;
    assert_eq!(done.kinds, 12);
    assert_eq!(done.unseen, Vec::<String>::new());
    testing::shows(
        "LE-1",
        &format!(
            "12 kinds of tampering x {ROUNDS} on lines under a checkpoint that someone outside holds: all {} found; 1,000 of each: cargo run -p sealed --example tamper",
            12 * ROUNDS
        ),
    );
    testing::shows(
        "LE-1 tail",
        &format!(
            "lines after the last witnessed checkpoint, here {} of {}, are counted and shown; the witness alone does not find what is done to them",
            done.tail, done.lines
        ),
    );
}
