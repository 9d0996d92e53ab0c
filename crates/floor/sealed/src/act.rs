//! The act: the only way to a client's plaintext.
//!
//! `Act::open` asks once more whether the [`Access`] holds, queues its ledger line and returns only
//! when that line is durable; only then can anything be read. What the act keeps, its gists, its
//! post and the line that says so are committed together by [`Act::done`], or not at all.

mod glass;
mod keeping;
mod standing;

pub(crate) use standing::everyone;

pub use glass::{Broken, Reason};

use crate::engine::{Batch, Row};
use crate::envelope::{Bound, Cell, Damaged, open_under};
use crate::facts::fresh;
use crate::keys::{ClientKey, Secret};
use crate::ledger::{Line, Written, new_line, open_line};
use crate::own_key::{OwnKey, is_own};
use crate::stored::{Kept, Listing, Stored, from_bytes};
use crate::vault::{ReadError, Vault, lock};
use care::{Access, ClientId, Moment, PersonId, RecordId, Section};
use std::sync::Arc;

/// How many records one read takes from the engine at a time.
const PAGE: u32 = 1_000;

/// An opening of one client's record, with its line already durable.
///
/// ```compile_fail
/// // Without an `Access` there is no act.
/// async fn peek(vault: &sealed::Vault) {
///     let act = sealed::Act::open(vault).await;
/// }
/// ```
pub struct Act {
    vault: Vault,
    access: Access,
    key: Arc<ClientKey>,
    now: Moment,
    batch: Batch,
    queue: keeping::Queue,
    /// The own key of whoever acts, for the sections that need it.
    own: Option<OwnKey>,
}

impl Act {
    /// Opens what the access reaches. The ledger line is durable when this returns. An access that
    /// is older than a minute, or that the vault itself would not give now, opens nothing.
    pub async fn open(vault: &Vault, access: Access) -> Result<Self, ReadError> {
        let now = vault.now();
        if !fresh(&access, now) {
            return Err(ReadError::NotCovered);
        }
        vault.holds(&access).await?;
        let key = vault.key(access.whose()).await?.ok_or(Damaged)?;
        let covered = lock(&vault.inner.windows).cover(&access, now);
        if !covered {
            let line = new_line(
                vault,
                &access,
                &key,
                access.sections(),
                now,
                Written::default(),
            )?;
            let batch = Batch {
                lines: vec![line],
                ..Batch::default()
            };
            vault
                .inner
                .engine
                .commit(batch)
                .await
                .map_err(ReadError::NoLine)?;
            lock(&vault.inner.windows).remember(&access, now);
        }
        Ok(Self {
            vault: vault.clone(),
            access,
            key,
            now,
            batch: Batch::default(),
            queue: keeping::Queue::default(),
            own: None,
        })
    }

    /// The access this act was opened with.
    pub const fn access(&self) -> &Access {
        &self.access
    }

    pub(crate) const fn vault(&self) -> &Vault {
        &self.vault
    }

    pub(crate) fn key(&self) -> &ClientKey {
        &self.key
    }

    /// Whose record this is.
    pub const fn whose(&self) -> ClientId {
        self.access.whose()
    }

    /// Who is acting.
    pub const fn by(&self) -> PersonId {
        self.access.asker().person
    }

    /// When the act was opened. One act has one now.
    pub const fn now(&self) -> Moment {
        self.now
    }

    /// A new id for a record of this act.
    pub fn mint(&self) -> RecordId {
        RecordId::mint(self.now, self.vault.chance())
    }

    /// An id that follows from a name: the same for every act on this client, so that a thing of
    /// which there can be only one (the check-in of a session) cannot be kept twice.
    pub fn id_for(&self, kind: &str, of: RecordId) -> RecordId {
        RecordId::from_bytes(self.key.lookup(kind, of.bytes()))
    }

    pub(crate) fn covers(&self, section: Section) -> Result<(), ReadError> {
        if !self.access.sections().has(section) {
            return Err(ReadError::NotCovered);
        }
        if is_own(section) && self.own.is_none() {
            return Err(ReadError::NeedsOwnKey);
        }
        Ok(())
    }

    /// Gives the act the own key of whoever acts. Without it process notes and the circle neither
    /// open nor can be kept; somebody else's key changes nothing.
    #[must_use]
    pub fn with_own_key(mut self, key: OwnKey) -> Self {
        if key.of() == self.by() {
            self.own = Some(key);
        }
        self
    }

    /// To be asked after sealed bytes were read and before they are opened: from the moment the
    /// end of a relation is durable, an act that was opened before it hands out nothing more.
    pub(crate) async fn still_holds(&self) -> Result<(), ReadError> {
        self.vault.holds(&self.access).await
    }

    /// The newest version of every record of a kind that is meant for whoever is acting, in the
    /// order of their ids (minted ids: oldest first), and the ids of those that are damaged.
    pub async fn latest<T: Stored>(&self) -> Result<Listing<T>, ReadError> {
        self.covers(T::SECTION)?;
        let tag = self.key.tag(T::KIND, T::SHAPE);
        let section_key = self.key.section(T::SECTION);
        let mut listing = Listing::default();
        let mut after = None;
        loop {
            let rows = self
                .vault
                .inner
                .engine
                .latest(self.whose(), tag, after, PAGE)
                .await?;
            self.still_holds().await?;
            let full = rows.len() == PAGE as usize;
            after = rows.last().map(|row| row.record);
            for row in rows {
                match self.open_row::<T>(&section_key, &row) {
                    Ok(Some(kept)) if self.meant_for_me(&kept.value) => listing.kept.push(kept),
                    Ok(Some(_)) => {}
                    Ok(None) => listing.apart.push(row.record),
                    Err(Damaged) => listing.damaged.push(row.record),
                }
            }
            if !full {
                return Ok(listing);
            }
        }
    }

    /// The newest version of one record. `None` when there is none, when it is of another kind, or
    /// when it is not meant for whoever is acting: these look the same.
    pub async fn find<T: Stored>(&self, record: RecordId) -> Result<Option<Kept<T>>, ReadError> {
        self.covers(T::SECTION)?;
        let row = self.vault.inner.engine.record(self.whose(), record).await?;
        self.still_holds().await?;
        let tag = self.key.tag(T::KIND, T::SHAPE);
        let Some(row) = row.filter(|row| row.tag == tag) else {
            return Ok(None);
        };
        let kept = self.open_row::<T>(&self.key.section(T::SECTION), &row)?;
        Ok(kept.filter(|kept| self.meant_for_me(&kept.value)))
    }

    /// Every version of one record that is meant for whoever is acting, oldest first. If the
    /// newest is not, none is: what a client has taken back is not read from behind.
    pub async fn history<T: Stored>(&self, record: RecordId) -> Result<Vec<Kept<T>>, ReadError> {
        self.covers(T::SECTION)?;
        let rows = self
            .vault
            .inner
            .engine
            .versions(self.whose(), record)
            .await?;
        self.still_holds().await?;
        let tag = self.key.tag(T::KIND, T::SHAPE);
        if rows.last().is_none_or(|newest| newest.tag != tag) {
            return Ok(Vec::new());
        }
        let section_key = self.key.section(T::SECTION);
        let rows = rows.iter().filter(|row| row.tag == tag);
        let opened = rows.map(|row| self.open_row::<T>(&section_key, row));
        let history = opened.collect::<Result<Vec<_>, _>>()?;
        if history
            .last()
            .and_then(Option::as_ref)
            .is_none_or(|newest| !self.meant_for_me(&newest.value))
        {
            return Ok(Vec::new());
        }
        Ok(history
            .into_iter()
            .flatten()
            .filter(|kept| self.meant_for_me(&kept.value))
            .collect())
    }

    fn meant_for_me<T: Stored>(&self, value: &T) -> bool {
        value
            .audience()
            .includes(self.by(), self.whose().person(), self.now)
    }

    fn bound_row<T: Stored>(&self, record: RecordId, version: u32, at: Moment) -> Bound<'static> {
        let names = (T::SECTION.code(), T::KIND, T::SHAPE);
        let bound = self.vault.bound(
            Cell::Record,
            self.whose(),
            &self.key,
            *record.bytes(),
            version,
            names,
        );
        Bound { at, ..bound }
    }

    /// Opens a row; `None` if it is under the own key of somebody else.
    fn open_row<T: Stored>(&self, key: &Secret, row: &Row) -> Result<Option<Kept<T>>, Damaged> {
        let bound = self.bound_row::<T>(row.record, row.version, row.at);
        let mut bytes = open_under(key, &bound, &row.sealed)?;
        if is_own(T::SECTION) {
            let own = self.own.as_ref().ok_or(Damaged)?;
            match own.open(key, &bound, &bytes)? {
                Some(opened) => bytes = opened,
                None => return Ok(None),
            }
        }
        Ok(Some(Kept {
            record: row.record,
            version: row.version,
            at: row.at,
            value: from_bytes(&bytes)?,
        }))
    }

    /// The client's ledger lines, newest first, and how many are damaged.
    pub async fn lines(
        &self,
        before: Option<u64>,
        limit: u32,
    ) -> Result<(Vec<Line>, usize), ReadError> {
        self.covers(Section::Ledger)?;
        let rows = self
            .vault
            .inner
            .engine
            .lines(self.whose(), before, limit)
            .await?;
        self.still_holds().await?;
        let section_key = self.key.section(Section::Ledger);
        let opened = rows.iter().map(|row| {
            open_line(&self.vault, &self.key, &section_key, row)?
                .says
                .read(row)
        });
        let (mut lines, mut damaged) = (Vec::with_capacity(rows.len()), 0);
        for line in opened {
            match line {
                Ok(line) => lines.push(line),
                Err(Damaged) => damaged += 1,
            }
        }
        Ok((lines, damaged))
    }
}
