//! Where the service's directory speaks of someone: for taking every trace of a person out of it,
//! whichever capability left it there.

use crate::engine::CommitError;
use crate::envelope::{Bound, Cell, open_under};
use crate::vault::{ReadError, SERVICE, Vault};
use crate::verify::Kind;
use care::{ClientId, RecordId, Section};

const PAGE: u32 = 1_000;

/// Why a trace was not taken away. Trying again finishes it.
#[derive(Debug, thiserror::Error)]
pub enum MentionError {
    /// The directory could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It could not be written.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

impl Vault {
    /// The entries of these kinds that hold this person's id anywhere in what they say. Ids are 16
    /// random bytes written as they are, so an entry that holds them speaks of this person.
    ///
    /// # Errors
    /// If the directory cannot be read.
    pub async fn mentions(
        &self,
        person: ClientId,
        kinds: &[Kind],
    ) -> Result<Vec<RecordId>, ReadError> {
        let section_key = self.service_key().section(Section::Identity);
        let mut found = Vec::new();
        for kind in kinds {
            let (name, shape) = kind.named();
            let tag = self.service_key().tag(name, shape);
            let mut after = None;
            loop {
                let rows = self.inner.engine.latest(SERVICE, tag, after, PAGE).await?;
                let full = rows.len() == PAGE as usize;
                after = rows.last().map(|row| row.record);
                for row in rows {
                    let names = (Section::Identity.code(), name, shape);
                    let key = self.service_key();
                    let id = *row.record.bytes();
                    let bound = self.bound(Cell::Record, SERVICE, key, id, row.version, names);
                    let bound = Bound {
                        at: row.at,
                        ..bound
                    };
                    // What does not open says nothing to anyone.
                    let Ok(said) = open_under(&section_key, &bound, &row.sealed) else {
                        continue;
                    };
                    if said.windows(16).any(|bytes| bytes == person.bytes()) {
                        found.push(row.record);
                    }
                }
                if !full {
                    break;
                }
            }
        }
        Ok(found)
    }

    /// Takes every entry of these kinds that speaks of this person out of the directory. Gives how
    /// many. Safe to repeat.
    ///
    /// # Errors
    /// If the directory cannot be read or written.
    pub async fn forget_mentions(
        &self,
        person: ClientId,
        kinds: &[Kind],
    ) -> Result<usize, MentionError> {
        let found = self.mentions(person, kinds).await?;
        let mut change = self.directory_change();
        for record in &found {
            change.forget(*record).await?;
        }
        change.done().await?;
        Ok(found.len())
    }
}
