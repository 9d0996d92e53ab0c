//! The service's own directory: who can sign in, and who is signed in. Sealed under the service's
//! key, in the same tables. It never holds a client's content, so reading it leaves no line.

use crate::engine::{Batch, CommitError, Row};
use crate::envelope::{Cell, Damaged, open_under, seal_under};
use crate::stored::{InDirectory, Kept, Listing, from_bytes, to_bytes};
use crate::vault::{ReadError, Vault};
use care::{RecordId, Section};

/// Changes to the directory, committed together.
pub struct DirectoryChange {
    vault: Vault,
    batch: Batch,
}

const PAGE: u32 = 1_000;

impl Vault {
    /// The id under which something with this exact name is kept: a sign-in name, a token. Without
    /// the service's key the id tells nothing about the name.
    pub async fn directory_id(&self, kind: &str, name: &[u8]) -> Result<RecordId, ReadError> {
        let (_, key) = self.service_key().await?;
        let mut bytes = kind.as_bytes().to_vec();
        bytes.push(0);
        bytes.extend_from_slice(name);
        Ok(RecordId::from_bytes(key.lookup(&bytes)))
    }

    /// One entry.
    pub async fn directory_find<T: InDirectory>(&self, id: RecordId) -> Result<Option<Kept<T>>, ReadError> {
        let (service, key) = self.service_key().await?;
        let row = self.inner.engine.record(service, id).await?;
        let Some(row) = row.filter(|row| row.tag == key.tag(T::KIND)) else { return Ok(None) };
        Ok(Some(self.open_entry(&key, &row)?))
    }

    /// Every entry of a kind, oldest first, and those that are damaged.
    pub async fn directory_all<T: InDirectory>(&self) -> Result<Listing<T>, ReadError> {
        let (service, key) = self.service_key().await?;
        let tag = key.tag(T::KIND);
        let mut listing = Listing::default();
        let mut after = None;
        loop {
            let rows = self.inner.engine.latest(service, tag, after, PAGE).await?;
            let full = rows.len() == PAGE as usize;
            after = rows.last().map(|row| row.record);
            for row in rows {
                match self.open_entry(&key, &row) {
                    Ok(kept) => listing.kept.push(kept),
                    Err(Damaged) => listing.damaged.push(row.record),
                }
            }
            if !full {
                return Ok(listing);
            }
        }
    }

    /// Begins a change of the directory.
    pub fn directory_change(&self) -> DirectoryChange {
        DirectoryChange { vault: self.clone(), batch: Batch::default() }
    }

    fn open_entry<T: InDirectory>(&self, key: &crate::keys::ClientKey, row: &Row) -> Result<Kept<T>, Damaged> {
        let names = (Section::Identity.code(), T::KIND, T::SHAPE);
        let bound =
            self.bound(Cell::Record, row.client, *row.record.bytes(), row.version, key.epoch, names);
        let value = from_bytes(&open_under(&key.section(Section::Identity), &bound, &row.sealed)?)?;
        Ok(Kept { record: row.record, version: row.version, at: row.at, value })
    }
}

impl DirectoryChange {
    /// Adds an entry, or its next version after the one that was read.
    pub async fn keep<T: InDirectory>(&mut self, id: RecordId, after: u32, value: &T) -> Result<(), ReadError> {
        let row = self.row(id, after + 1, value).await?;
        self.batch.rows.push(row);
        Ok(())
    }

    /// Writes an entry over whatever stands under its id.
    pub async fn overwrite<T: InDirectory>(&mut self, id: RecordId, value: &T) -> Result<(), ReadError> {
        let row = self.row(id, 1, value).await?;
        self.batch.overwrite.push(row);
        Ok(())
    }

    /// Removes an entry for good.
    pub async fn forget(&mut self, id: RecordId) -> Result<(), ReadError> {
        let (service, _) = self.vault.service_key().await?;
        self.batch.forget.push((service, id));
        Ok(())
    }

    /// Commits the change. Durable when this returns.
    pub async fn done(self) -> Result<(), CommitError> {
        self.vault.inner.engine.commit(self.batch).await
    }

    async fn row<T: InDirectory>(&self, id: RecordId, version: u32, value: &T) -> Result<Row, ReadError> {
        let vault = &self.vault;
        let (service, key) = vault.service_key().await?;
        let names = (Section::Identity.code(), T::KIND, T::SHAPE);
        let bound = vault.bound(Cell::Record, service, *id.bytes(), version, key.epoch, names);
        let sealed = seal_under(
            &key.section(Section::Identity),
            &bound,
            &to_bytes(value)?,
            vault.chance(),
        );
        let tag = key.tag(T::KIND);
        Ok(Row { client: service, record: id, version, tag, at: vault.now(), sealed })
    }
}
