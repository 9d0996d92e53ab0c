//! The service's own directory: who can sign in, and who is signed in. Sealed under the service's
//! key, in the same tables. It never holds a client's content, so reading it leaves no line.

use crate::engine::{Batch, CommitError, Row};
use crate::envelope::{Bound, Cell, Damaged, open_under, seal_under};
use crate::keys::Secret;
use crate::post::{Notice, seal_notice};
use crate::stored::{InDirectory, Kept, Listing, from_bytes, to_bytes};
use crate::vault::{ReadError, SERVICE, Vault};
use care::{ClientId, Moment, PersonId, RecordId, Section};

/// Changes to the directory, committed together.
pub struct DirectoryChange {
    vault: Vault,
    batch: Batch,
}

const PAGE: u32 = 1_000;

impl Vault {
    /// The id under which something with this exact name is kept: a sign-in name, a token. Without
    /// the service's key the id tells nothing about the name.
    #[expect(
        clippy::unused_async,
        reason = "callers await it: a key service may hold the key one day"
    )]
    pub async fn directory_id(&self, kind: &str, name: &[u8]) -> Result<RecordId, ReadError> {
        Ok(RecordId::from_bytes(self.service_key().lookup(kind, name)))
    }

    /// One entry.
    pub async fn directory_find<T: InDirectory>(
        &self,
        id: RecordId,
    ) -> Result<Option<Kept<T>>, ReadError> {
        let row = self.inner.engine.record(SERVICE, id).await?;
        let tag = self.service_key().tag(T::KIND, T::SHAPE);
        let Some(row) = row.filter(|row| row.tag == tag) else {
            return Ok(None);
        };
        Ok(Some(self.open_entry(&self.entry_key(), &row)?))
    }

    /// Every version of one entry that was kept and not forgotten, oldest first.
    pub async fn directory_history<T: InDirectory>(
        &self,
        id: RecordId,
    ) -> Result<Vec<Kept<T>>, ReadError> {
        let rows = self.inner.engine.versions(SERVICE, id).await?;
        let tag = self.service_key().tag(T::KIND, T::SHAPE);
        let key = self.entry_key();
        let of_kind = rows.iter().filter(|row| row.tag == tag);
        let opened: Result<Vec<Kept<T>>, Damaged> =
            of_kind.map(|row| self.open_entry(&key, row)).collect();
        Ok(opened?)
    }

    /// Every entry of a kind, in the order of their ids, and those that are damaged.
    pub async fn directory_all<T: InDirectory>(&self) -> Result<Listing<T>, ReadError> {
        let tag = self.service_key().tag(T::KIND, T::SHAPE);
        let key = self.entry_key();
        let mut listing = Listing::default();
        let mut after = None;
        loop {
            let rows = self.inner.engine.latest(SERVICE, tag, after, PAGE).await?;
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
        DirectoryChange {
            vault: self.clone(),
            batch: Batch::default(),
        }
    }

    fn entry_key(&self) -> Secret {
        self.service_key().section(Section::Identity)
    }

    fn bound_entry<T: InDirectory>(
        &self,
        id: RecordId,
        version: u32,
        at: Moment,
    ) -> Bound<'static> {
        let names = (Section::Identity.code(), T::KIND, T::SHAPE);
        let key = self.service_key();
        let bound = self.bound(Cell::Record, SERVICE, key, *id.bytes(), version, names);
        Bound { at, ..bound }
    }

    fn open_entry<T: InDirectory>(&self, key: &Secret, row: &Row) -> Result<Kept<T>, Damaged> {
        let bound = self.bound_entry::<T>(row.record, row.version, row.at);
        let value = from_bytes(&open_under(key, &bound, &row.sealed)?)?;
        Ok(Kept {
            record: row.record,
            version: row.version,
            at: row.at,
            value,
        })
    }
}

impl DirectoryChange {
    /// Adds an entry (`after` 0), or its next version after the one that was read.
    #[expect(clippy::unused_async, reason = "as for `directory_id`")]
    pub async fn keep<T: InDirectory>(
        &mut self,
        id: RecordId,
        after: u32,
        value: &T,
    ) -> Result<(), ReadError> {
        let row = self.row(id, after.checked_add(1).ok_or(Damaged)?, value)?;
        self.batch.rows.push(row);
        Ok(())
    }

    /// Writes an entry over whatever stands under its id.
    #[expect(clippy::unused_async, reason = "as for `directory_id`")]
    pub async fn overwrite<T: InDirectory>(
        &mut self,
        id: RecordId,
        value: &T,
    ) -> Result<(), ReadError> {
        let row = self.row(id, 1, value)?;
        self.batch.overwrite.push(row);
        Ok(())
    }

    /// Removes an entry for good.
    #[expect(clippy::unused_async, reason = "as for `directory_id`")]
    pub async fn forget(&mut self, id: RecordId) -> Result<(), ReadError> {
        self.batch.forget.push((SERVICE, id));
        Ok(())
    }

    /// Queues a notice for someone, which says that something waits and nothing else. Someone who
    /// is not here any more gets none.
    pub async fn tell(
        &mut self,
        to: PersonId,
        notice: Notice,
        due_at: Moment,
    ) -> Result<(), ReadError> {
        let desk = ClientId::of(to);
        let Some(key) = self.vault.key(desk).await? else {
            return Ok(());
        };
        let post = RecordId::mint(self.vault.now(), self.vault.chance());
        let row = seal_notice(&self.vault, desk, &key, post, notice, due_at)?;
        self.batch.post.push(row);
        Ok(())
    }

    pub(crate) const fn vault(&self) -> &Vault {
        &self.vault
    }

    /// What it changes, to be committed with something else.
    pub(crate) fn into_batch(self) -> Batch {
        self.batch
    }

    /// Commits the change. Durable when this returns.
    pub async fn done(self) -> Result<(), CommitError> {
        self.vault.inner.engine.commit(self.batch).await
    }

    fn row<T: InDirectory>(&self, id: RecordId, version: u32, value: &T) -> Result<Row, Damaged> {
        let vault = &self.vault;
        let at = vault.now();
        let bound = vault.bound_entry::<T>(id, version, at);
        let sealed = seal_under(
            &vault.entry_key(),
            &bound,
            &to_bytes(value)?,
            vault.chance(),
        )?;
        let tag = vault.service_key().tag(T::KIND, T::SHAPE);
        Ok(Row {
            client: SERVICE,
            record: id,
            version,
            tag,
            at,
            sealed,
        })
    }
}
