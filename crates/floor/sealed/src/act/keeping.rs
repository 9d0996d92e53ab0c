//! What an act keeps: queued as it goes, committed whole by [`Act::done`] or not at all.

use super::Act;
use crate::directory::DirectoryChange;
use crate::engine::{CommitError, EngineFault, GistRow, Row, Tag};
use crate::envelope::{Damaged, seal_under};
use crate::ledger::{Written, new_line};
use crate::own_key::is_own;
use crate::post::{Notice, seal_notice};
use crate::stored::{DeskNote, Gist, InDirectory, Kept, Passing, Stored, to_bytes};
use crate::vault::ReadError;
use care::{ClientId, Facts, Moment, PersonId, RecordId, Section, Sections};
use std::collections::{BTreeMap, BTreeSet};

/// What an act remembers about what it has queued.
#[derive(Default)]
pub(super) struct Queue {
    /// The sections its rows belong to.
    sections: Sections,
    /// The sections its gists belong to.
    gist_sections: Sections,
    /// The version of each gist as the act first read it: what it writes follows that one.
    read: BTreeMap<Tag, u32>,
    /// Passing records it touches, with the tag they must have.
    passing: BTreeMap<RecordId, Tag>,
    /// The standing as the act first read it.
    pub(super) stood: Option<Facts>,
    /// Those whose lists it writes.
    pub(super) relisted: BTreeSet<PersonId>,
    /// Whether the standing is written.
    pub(super) standing_changes: bool,
    /// Entries of the service's directory that go with it.
    directory: Vec<Row>,
}

impl Act {
    pub(super) fn seal_row<T: Stored>(
        &self,
        record: RecordId,
        version: u32,
        value: &T,
    ) -> Result<Row, Damaged> {
        let bound = self.bound_row::<T>(record, version, self.now);
        let section_key = self.key.section(T::SECTION);
        let chance = self.vault.chance();
        let mut bytes = to_bytes(value)?;
        if is_own(T::SECTION) {
            let own = self.own.as_ref().ok_or(Damaged)?;
            bytes = own.seal(&section_key, &bound, &bytes, chance)?;
        }
        let sealed = seal_under(&section_key, &bound, &bytes, chance)?;
        let tag = self.key.tag(T::KIND, T::SHAPE);
        Ok(Row {
            client: self.whose(),
            record,
            version,
            tag,
            at: self.now,
            sealed,
        })
    }

    /// Whether this act may write into a section: it reaches it, and what it rests on is more than
    /// a look that a client granted or an emergency forced.
    fn may_write(&self, section: Section) -> Result<(), ReadError> {
        if self.access.may_write() {
            self.covers(section)
        } else {
            Err(ReadError::NotCovered)
        }
    }

    /// Adds a change of the service's directory, ids and times only, to what is committed.
    pub fn with_directory(&mut self, change: DirectoryChange) {
        self.queue.directory.extend(change.into_batch().rows);
    }

    /// An entry of the service's directory, ids and times only: for what must hold across clients,
    /// such as that nobody is to be in two places at once. It says nothing of any client.
    pub async fn directory_find<T: InDirectory>(
        &self,
        id: RecordId,
    ) -> Result<Option<Kept<T>>, ReadError> {
        self.vault.directory_find(id).await
    }

    /// The id under which such an entry is kept.
    pub async fn directory_id(&self, kind: &str, name: &[u8]) -> Result<RecordId, ReadError> {
        self.vault.directory_id(kind, name).await
    }

    /// Keeps an entry of the service's directory, ids and times only, in this act's transaction:
    /// the version after `after`, which is 0 for a new one.
    pub async fn keep_in_directory<T: InDirectory>(
        &mut self,
        id: RecordId,
        after: u32,
        value: &T,
    ) -> Result<(), ReadError> {
        let mut change = self.vault.directory_change();
        change.keep(id, after, value).await?;
        self.with_directory(change);
        Ok(())
    }

    /// Keeps a new record. If its id is taken when the act is done, nothing of the act is kept.
    pub fn keep<T: Stored>(&mut self, record: RecordId, value: &T) -> Result<(), ReadError> {
        self.keep_version(record, 1, value)
    }

    /// Keeps the next version of a record that was read. If someone else was first, nothing of the
    /// act is kept.
    pub fn amend<T: Stored>(&mut self, was: &Kept<T>, value: &T) -> Result<(), ReadError> {
        self.keep_version(
            was.record,
            was.version.checked_add(1).ok_or(Damaged)?,
            value,
        )
    }

    fn keep_version<T: Stored>(
        &mut self,
        record: RecordId,
        version: u32,
        value: &T,
    ) -> Result<(), ReadError> {
        self.may_write(T::SECTION)?;
        let row = self.seal_row(record, version, value)?;
        self.queue.sections = self.queue.sections.or(Sections::of(&[T::SECTION]));
        self.batch.rows.push(row);
        Ok(())
    }

    /// Writes a passing record over whatever stands under its id. Leaves no history and no line:
    /// a half-written answer is nobody's business yet.
    pub fn overwrite<T: Passing>(&mut self, record: RecordId, value: &T) -> Result<(), ReadError> {
        self.may_write(T::SECTION)?;
        let row = self.seal_row(record, 1, value)?;
        self.queue.passing.insert(record, row.tag);
        self.batch.overwrite.push(row);
        Ok(())
    }

    /// Throws a passing record away for good.
    pub fn forget<T: Passing>(&mut self, record: RecordId) -> Result<(), ReadError> {
        self.may_write(T::SECTION)?;
        self.queue
            .passing
            .insert(record, self.key.tag(T::KIND, T::SHAPE));
        self.batch.forget.push((self.whose(), record));
        Ok(())
    }

    /// A capability's gist of this client, to be changed and set again. What this act has set
    /// already is what it reads.
    pub async fn gist<G: Gist>(&mut self) -> Result<Option<G>, ReadError> {
        self.gist_in::<G>(Section::Overview).await
    }

    pub(super) async fn gist_in<G: Gist>(
        &mut self,
        section: Section,
    ) -> Result<Option<G>, ReadError> {
        self.covers(section)?;
        let (whose, tag) = (self.whose(), self.key.gist_tag(G::KIND));
        let is_it = |row: &&GistRow| row.client == whose && row.tag == tag;
        if let Some(queued) = self.batch.gists.iter().find(is_it) {
            return Ok(Some(self.vault.open_gist(&self.key, section, queued)?));
        }
        let rows = self.vault.inner.engine.gists(vec![whose]).await?;
        self.still_holds().await?;
        let row = rows.iter().find(is_it);
        // The first reading stays: if it has changed since, what rests on it must not be written.
        self.queue
            .read
            .entry(tag)
            .or_insert(row.map_or(0, |row| row.version));
        Ok(row
            .map(|row| self.vault.open_gist(&self.key, section, row))
            .transpose()?)
    }

    /// Writes a capability's gist anew. If it changed since it was first read, nothing of the act
    /// is kept.
    pub async fn set_gist<G: Gist>(&mut self, gist: &G) -> Result<(), ReadError> {
        self.set_gist_in(Section::Overview, gist).await
    }

    pub(super) async fn set_gist_in<G: Gist>(
        &mut self,
        section: Section,
        gist: &G,
    ) -> Result<(), ReadError> {
        self.may_write(section)?;
        let tag = self.key.gist_tag(G::KIND);
        if !self.queue.read.contains_key(&tag) {
            match self.gist_in::<G>(section).await {
                // Damaged, what stands there is written over by someone who may write here.
                Ok(_) | Err(ReadError::Damaged(Damaged)) => {}
                Err(error) => return Err(error),
            }
        }
        let after = self.queue.read.get(&tag).copied().unwrap_or(0);
        let row = self
            .vault
            .seal_gist(self.whose(), &self.key, section, after, gist)?;
        self.batch
            .gists
            .retain(|queued| queued.tag != tag || queued.client != row.client);
        self.batch.gists.push(row);
        self.queue.gist_sections = self.queue.gist_sections.or(Sections::of(&[section]));
        Ok(())
    }

    /// Writes the note that machinery reads without an act. The act must open
    /// [`Section::Identity`]. If it changed since it was first read, nothing of the act is kept.
    pub async fn set_desk_note<T: DeskNote>(&mut self, note: &T) -> Result<(), ReadError> {
        self.set_gist_in(Section::Identity, note).await
    }

    /// Queues a notice for someone. It says that something waits, and nothing else. Someone who is
    /// not here any more gets none.
    pub async fn post(
        &mut self,
        to: PersonId,
        notice: Notice,
        due_at: Moment,
    ) -> Result<(), ReadError> {
        let desk = ClientId::of(to);
        let Some(key) = self.vault.key(desk).await? else {
            return Ok(());
        };
        let post = self.mint();
        let row = seal_notice(&self.vault, desk, &key, post, notice, due_at)?;
        self.batch.post.push(row);
        Ok(())
    }

    /// Commits everything the act kept, with the line that says so, in one transaction. Durable
    /// when this returns. If the access does not hold any more it is a conflict: what the act
    /// rests on has changed, and deciding again will say how.
    pub async fn done(mut self) -> Result<(), CommitError> {
        if self.batch == crate::engine::Batch::default() && self.queue.directory.is_empty() {
            return Ok(());
        }
        self.still_holds().await.map_err(not_kept)?;
        self.check_places().await?;
        let written = Written::of(&self.batch);
        if !written.is_nothing() {
            let rows = self.queue.sections;
            let sections = if rows.is_empty() {
                self.queue.gist_sections
            } else {
                rows
            };
            let line = new_line(
                &self.vault,
                &self.access,
                &self.key,
                sections,
                self.now,
                written,
            )
            .map_err(|damaged| not_kept(damaged.into()))?;
            self.batch.lines.push(line);
        }
        self.batch.rows.append(&mut self.queue.directory);
        let whose = self.whose();
        if !self.queue.standing_changes {
            return self.vault.inner.engine.commit(self.batch).await;
        }
        // Should this be cut off while the engine works, the client's facts stay unremembered.
        self.vault.standing_changing(whose);
        let outcome = self.vault.inner.engine.commit(self.batch).await;
        if !matches!(outcome, Err(CommitError::Fault(_))) {
            self.vault.standing_settled(whose);
        }
        outcome
    }

    /// Checks what the engine, which knows no kinds, cannot: that an amended version follows one
    /// that is there, and that nothing but a passing record is written over or thrown away.
    async fn check_places(&self) -> Result<(), CommitError> {
        let engine = &self.vault.inner.engine;
        let queued = |row: &Row| {
            let before =
                |other: &Row| other.record == row.record && other.version + 1 == row.version;
            self.batch.rows.iter().any(before)
        };
        for row in self
            .batch
            .rows
            .iter()
            .filter(|row| row.version > 1 && !queued(row))
        {
            let stands = engine.record(row.client, row.record).await?;
            if stands.map(|stands| stands.version) != Some(row.version - 1) {
                return Err(CommitError::Conflict);
            }
        }
        for (record, tag) in &self.queue.passing {
            let stands = engine.record(self.whose(), *record).await?;
            if stands.is_some_and(|stands| stands.tag != *tag) {
                return Err(CommitError::Conflict);
            }
        }
        Ok(())
    }
}

fn not_kept(why: ReadError) -> CommitError {
    match why {
        ReadError::Engine(fault) => CommitError::Fault(fault),
        ReadError::NoLine(error) => error,
        ReadError::NotCovered | ReadError::NeedsOwnKey => CommitError::Conflict,
        ReadError::Damaged(damaged) => {
            CommitError::Fault(EngineFault::Database(damaged.to_string()))
        }
    }
}
