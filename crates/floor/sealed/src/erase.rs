//! Erasing a client: their key is destroyed, so that what backups hold of them is noise, and every
//! other key is wrapped anew under a new root key, so that older copies of the key store open
//! nothing either.

use crate::act::everyone;
use crate::engine::{Batch, CommitError, EngineFault};
use crate::envelope::Damaged;
use crate::epochs::RotateError;
use crate::standing::CaseloadV1;
use crate::stored::InDirectory;
use crate::vault::{ReadError, Vault, is_reserved, lock};
use care::{ClientId, DAY, Moment, PersonId, Section};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How often a list that someone else writes at the same time is tried again.
const TRIES: u32 = 16;

/// When someone was erased, and when the last copy that could have opened their record is gone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Erased {
    /// When the key was destroyed here.
    pub at: Moment,
    /// When no copy of the key store that the service is allowed to keep is from before. A copy
    /// from before opens with the root key or the shares of its own time, which are to be gone too.
    pub copies_gone_by: Moment,
}

/// What stays of an erasure: an id that no record bears any more, and the dates. A copy of the key
/// store from before that is put back after a disaster is thereby erased again.
#[derive(Clone, Serialize, Deserialize)]
pub struct ErasedV1 {
    client: [u8; 16],
    at: i64,
    copies_gone_by: i64,
}

impl InDirectory for ErasedV1 {
    const KIND: &'static str = "erased";
    const SHAPE: u16 = 1;
}

impl From<&ErasedV1> for Erased {
    fn from(kept: &ErasedV1) -> Self {
        Self {
            at: Moment::from_millis(kept.at),
            copies_gone_by: Moment::from_millis(kept.copies_gone_by),
        }
    }
}

/// Why someone was not erased, or not wholly.
#[derive(Debug, thiserror::Error)]
pub enum EraseError {
    /// There is no such person.
    #[error("there is nobody with this id")]
    Nobody,
    /// Something could not be read.
    #[error("not erased: {0}")]
    Read(#[from] ReadError),
    /// Something could not be written. Erasing again goes on where this ended.
    #[error("not erased wholly: {0}; erase again")]
    Commit(#[from] CommitError),
    /// The other keys could not be wrapped anew.
    #[error("not erased: {0}")]
    Rotate(#[from] RotateError),
}

impl From<EngineFault> for EraseError {
    fn from(fault: EngineFault) -> Self {
        Self::Read(fault.into())
    }
}

impl Vault {
    /// Erases a person: takes them off everyone's list, notes the erasure, destroys their key,
    /// wraps all others anew under a new root key whose predecessor is destroyed, and removes what
    /// is stored of them. Of their ledger lines place, time and leaf stay. Safe to repeat.
    ///
    /// What capabilities keep of a person under another key must be taken away first: their way in,
    /// and the sums without a name that only their key leads to.
    ///
    /// # Errors
    /// In words. Whether the key is gone can be asked by erasing again.
    pub async fn erase(&self, client: ClientId) -> Result<Erased, EraseError> {
        let vault = self.clone();
        // A task of its own: whoever stops waiting does not leave it half done.
        let erasing = tokio::spawn(async move { vault.erase_whole(client).await });
        erasing
            .await
            .unwrap_or(Err(EraseError::Read(EngineFault::Stopped.into())))
    }

    /// How long copies of the key store may be kept, in days, as the service promises: the date an
    /// erasure states rests on it.
    pub fn key_copies_kept_days(&self) -> u16 {
        self.inner.copies_kept_days
    }

    /// When someone was erased, if they were.
    ///
    /// # Errors
    /// If the directory cannot be read.
    pub async fn erased(&self, client: ClientId) -> Result<Option<Erased>, ReadError> {
        let id = self.directory_id(ErasedV1::KIND, client.bytes()).await?;
        let kept = self.directory_find::<ErasedV1>(id).await?;
        Ok(kept.map(|kept| Erased::from(&kept.value)))
    }

    /// Erases again whoever was erased and is there: an erasure that a crash cut off, or a key store
    /// from before it that was put back. Gives how many.
    ///
    /// # Errors
    /// As [`Self::erase`].
    pub async fn finish_erasures(&self) -> Result<u64, EraseError> {
        let (mut again, mut failed) = (0, None);
        for kept in self.directory_all::<ErasedV1>().await?.kept {
            let client = ClientId::from_bytes(kept.value.client);
            if self.inner.engine.key(client).await?.is_some() {
                // Closed from here on, whether or not it can be finished now.
                lock(&self.inner.gone).insert(client);
                match self.erase(client).await {
                    Ok(_) => again += 1,
                    // One that cannot be finished keeps no other from it.
                    Err(error) => failed = Some(error),
                }
            } else {
                // Cut off after the key was gone: what is stored of them is noise, and goes too.
                let batch = Batch {
                    erased: vec![client],
                    ..Batch::default()
                };
                self.inner.engine.commit(batch).await?;
            }
        }
        failed.map_or(Ok(again), Err)
    }

    /// Takes whoever was erased out of a key store from before that is being put back, without
    /// changing the root key: what is being restored is to be opened first. Gives how many.
    ///
    /// # Errors
    /// If the directory or the key store cannot be read or written.
    pub async fn leave_out_erased(&self) -> Result<u64, EraseError> {
        let mut left_out = 0;
        for kept in self.directory_all::<ErasedV1>().await?.kept {
            let client = ClientId::from_bytes(kept.value.client);
            if self.inner.engine.key(client).await?.is_some() {
                lock(&self.inner.gone).insert(client);
                self.inner.engine.destroy_key(client).await?;
                lock(&self.inner.keys).remove(&client);
                self.forget_facts(client);
                left_out += 1;
            }
        }
        Ok(left_out)
    }

    async fn erase_whole(&self, client: ClientId) -> Result<Erased, EraseError> {
        if is_reserved(client) {
            return Err(EraseError::Nobody);
        }
        let known = self.erased(client).await?;
        let here = self.inner.engine.key(client).await?.is_some();
        let erased = match known {
            None if !here => return Err(EraseError::Nobody),
            None => self.note_erasure(client).await?,
            Some(erased) => erased,
        };
        if here {
            self.off_every_list(client).await?;
            lock(&self.inner.gone).insert(client);
            self.rotate(Some(client)).await?;
        }
        self.forget_facts(client);
        let batch = Batch {
            erased: vec![client],
            ..Batch::default()
        };
        self.inner.engine.commit(batch).await?;
        Ok(erased)
    }

    async fn note_erasure(&self, client: ClientId) -> Result<Erased, EraseError> {
        let at = self.now();
        let copies_gone_by = at + i64::from(self.inner.copies_kept_days) * DAY;
        let note = ErasedV1 {
            client: *client.bytes(),
            at: at.millis(),
            copies_gone_by: copies_gone_by.millis(),
        };
        let id = self.directory_id(ErasedV1::KIND, client.bytes()).await?;
        let mut change = self.directory_change();
        change.overwrite(id, &note).await?;
        change.done().await?;
        Ok(Erased { at, copies_gone_by })
    }

    /// Takes a client off the lists of everyone who stands or stood to them in any way.
    async fn off_every_list(&self, client: ClientId) -> Result<(), EraseError> {
        let stood = match self.read_standing(client).await {
            // What says who works with them is lost; lists are an index and open nothing.
            Err(ReadError::Damaged(Damaged)) => return Ok(()),
            read => read?,
        };
        let people: BTreeSet<PersonId> = stood
            .iter()
            .flat_map(|stood| everyone(&stood.facts))
            .collect();
        for person in people {
            self.off_the_list(person, client).await?;
        }
        Ok(())
    }

    async fn off_the_list(&self, person: PersonId, client: ClientId) -> Result<(), EraseError> {
        let desk = ClientId::of(person);
        for _ in 0..TRIES {
            let Some(key) = self.key(desk).await? else {
                return Ok(());
            };
            let (version, mut list) = match self.desk_gist::<CaseloadV1>(person).await {
                Err(ReadError::Damaged(Damaged)) => return Ok(()),
                read => read?,
            };
            if !list.set(client, false) {
                return Ok(());
            }
            let gist = self
                .seal_gist(desk, &key, Section::Overview, version, &list)
                .map_err(ReadError::from)?;
            let batch = Batch {
                gists: vec![gist],
                ..Batch::default()
            };
            match self.inner.engine.commit(batch).await {
                Err(CommitError::Conflict) => {}
                outcome => return Ok(outcome?),
            }
        }
        Err(CommitError::Conflict.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stored::{from_bytes, to_bytes};

    #[test]
    fn what_was_noted_of_an_erasure_reads_for_ever() {
        // The id, then two dates as zigzag numbers of seven bits a byte (postcard).
        let kept: Vec<u8> = [[7; 16].as_slice(), &[2, 0xD0, 0x0F]].concat();
        let read: ErasedV1 = from_bytes(&kept).unwrap();
        assert_eq!(
            (read.client, read.at, read.copies_gone_by),
            ([7; 16], 1, 1_000)
        );
        assert_eq!(*to_bytes(&read).unwrap(), kept);
    }
}
