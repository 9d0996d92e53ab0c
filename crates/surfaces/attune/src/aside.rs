//! What cannot be read is put aside after a few tries. Each try opens the record and leaves a line in
//! front of the client, and nothing becomes readable by trying: `attune verify` says what is damaged
//! and where.

use care::RecordId;
use sealed::engine::CommitError;
use sealed::{Damaged, ReadError};
use std::collections::BTreeMap;

/// After how many tries something that cannot be read is put aside, until the next start: this
/// project's own choice. At a round a minute they fall into one window of the ledger: one line.
pub(crate) const TRIES: u8 = 3;

/// How often what could not be read was tried, by the entry that says what is to be done.
#[derive(Debug, Default)]
pub(crate) struct Aside(BTreeMap<RecordId, u8>);

impl Aside {
    /// Whether it is not tried any more.
    pub(crate) fn has(&self, entry: RecordId) -> bool {
        self.0.get(&entry).is_some_and(|tries| *tries >= TRIES)
    }

    /// It was tried and could not be done. Only what is damaged counts: a full disk, or someone who
    /// writes at the same moment, passes.
    pub(crate) fn failed(&mut self, entry: RecordId, why: &Undone) {
        if matches!(why, Undone::Read(ReadError::Damaged(Damaged))) {
            let tries = self.0.entry(entry).or_insert(0);
            *tries = tries.saturating_add(1);
        }
    }

    /// How much is put aside.
    pub(crate) fn count(&self) -> usize {
        self.0.values().filter(|tries| **tries >= TRIES).count()
    }
}

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Undone {
    /// It could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It could not be written.
    #[error(transparent)]
    Commit(#[from] CommitError),
}
