//! The act: the only way to a client's plaintext.
//!
//! `Act::open` queues the ledger line for an [`Access`] and returns only when that line is durable;
//! only then can anything be read. What the act keeps, its gists, its post and the line that says
//! so are committed together by [`Act::done`], or not at all.

use crate::engine::{Batch, CommitError, LineRow, NewLine, PostRow, Row};
use crate::envelope::{Cell, Damaged, open_under, seal_under};
use crate::keys::ClientKey;
use crate::ledger::{Line, LineV1};
use crate::post::{Notice, NoticeV1};
use crate::standing::{CaseloadV1, StandingV1};
use crate::stored::{Gist, Kept, Listing, Passing, Stored, from_bytes, to_bytes};
use crate::vault::{ReadError, Vault};
use care::{
    Access, ClientId, Facts, LineId, MINUTE, Moment, PersonId, RecordId, Section, Sections,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How old a decision may be when it is acted on.
const DECISION_HOLDS: i64 = MINUTE;
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
    written: Sections,
    gists: Vec<([u8; 16], u32)>,
    standing_changed: BTreeSet<ClientId>,
}

impl Act {
    /// Opens what the access reaches. The ledger line is durable when this returns.
    pub async fn open(vault: &Vault, access: Access) -> Result<Self, ReadError> {
        let now = vault.now();
        if !(0..=DECISION_HOLDS).contains(&(now - access.decided_at())) {
            return Err(ReadError::NotCovered);
        }
        let key = vault.key(access.whose()).await?.ok_or(Damaged)?;
        if !vault.covered(&access, now) {
            let line = new_line(vault, &access, &key, access.sections(), now, Vec::new())?;
            let batch = Batch { lines: vec![line], ..Batch::default() };
            vault.inner.engine.commit(batch).await.map_err(ReadError::NoLine)?;
            vault.cover(&access, now);
        }
        Ok(Self {
            vault: vault.clone(),
            access,
            key,
            now,
            batch: Batch::default(),
            written: Sections::NONE,
            gists: Vec::new(),
            standing_changed: BTreeSet::new(),
        })
    }

    /// The access this act was opened with.
    pub const fn access(&self) -> &Access {
        &self.access
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
        let mut name = kind.as_bytes().to_vec();
        name.push(0);
        name.extend_from_slice(of.bytes());
        RecordId::from_bytes(self.key.lookup(&name))
    }

    fn covers(&self, section: Section) -> Result<(), ReadError> {
        if self.access.sections().has(section) { Ok(()) } else { Err(ReadError::NotCovered) }
    }

    /// The newest version of every record of a kind that is meant for whoever is acting, oldest
    /// record first, and the ids of those that are damaged.
    pub async fn latest<T: Stored>(&self) -> Result<Listing<T>, ReadError> {
        self.covers(T::SECTION)?;
        let tag = self.key.tag(T::KIND);
        let section_key = self.key.section(T::SECTION);
        let mut listing = Listing::default();
        let mut after = None;
        loop {
            let rows = self.vault.inner.engine.latest(self.whose(), tag, after, PAGE).await?;
            let full = rows.len() == PAGE as usize;
            after = rows.last().map(|row| row.record);
            for row in rows {
                match self.open_row::<T>(&section_key, &row) {
                    Ok(kept) if self.meant_for_me(&kept.value) => listing.kept.push(kept),
                    Ok(_) => {}
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
        let Some(row) = row.filter(|row| row.tag == self.key.tag(T::KIND)) else { return Ok(None) };
        let kept = self.open_row::<T>(&self.key.section(T::SECTION), &row)?;
        Ok(Some(kept).filter(|kept| self.meant_for_me(&kept.value)))
    }

    /// Every version of one record, oldest first.
    pub async fn history<T: Stored>(&self, record: RecordId) -> Result<Vec<Kept<T>>, ReadError> {
        self.covers(T::SECTION)?;
        let tag = self.key.tag(T::KIND);
        let section_key = self.key.section(T::SECTION);
        let rows = self.vault.inner.engine.versions(self.whose(), record).await?;
        let mut history = Vec::with_capacity(rows.len());
        for row in rows.iter().filter(|row| row.tag == tag) {
            let kept = self.open_row::<T>(&section_key, row)?;
            if self.meant_for_me(&kept.value) {
                history.push(kept);
            }
        }
        Ok(history)
    }

    fn meant_for_me<T: Stored>(&self, value: &T) -> bool {
        value.audience().includes(self.by(), self.whose().person(), self.now)
    }

    fn open_row<T: Stored>(&self, key: &crate::keys::Secret, row: &Row) -> Result<Kept<T>, Damaged> {
        let names = (T::SECTION.code(), T::KIND, T::SHAPE);
        let id = *row.record.bytes();
        let bound =
            self.vault.bound(Cell::Record, row.client, id, row.version, self.key.epoch, names);
        let value = from_bytes(&open_under(key, &bound, &row.sealed)?)?;
        Ok(Kept { record: row.record, version: row.version, at: row.at, value })
    }

    fn seal_row<T: Stored>(&self, record: RecordId, version: u32, value: &T) -> Result<Row, Damaged> {
        let names = (T::SECTION.code(), T::KIND, T::SHAPE);
        let id = *record.bytes();
        let bound = self.vault.bound(Cell::Record, self.whose(), id, version, self.key.epoch, names);
        let section_key = self.key.section(T::SECTION);
        let sealed = seal_under(&section_key, &bound, &to_bytes(value)?, self.vault.chance());
        let tag = self.key.tag(T::KIND);
        Ok(Row { client: self.whose(), record, version, tag, at: self.now, sealed })
    }

    /// Keeps a new record. If its id is taken when the act is done, nothing of the act is kept.
    pub fn keep<T: Stored>(&mut self, record: RecordId, value: &T) -> Result<(), ReadError> {
        self.keep_version(record, 1, value)
    }

    /// Keeps the next version of a record that was read. If someone else was first, nothing of the
    /// act is kept.
    pub fn amend<T: Stored>(&mut self, was: &Kept<T>, value: &T) -> Result<(), ReadError> {
        self.keep_version(was.record, was.version + 1, value)
    }

    fn keep_version<T: Stored>(&mut self, record: RecordId, version: u32, value: &T) -> Result<(), ReadError> {
        self.covers(T::SECTION)?;
        let row = self.seal_row(record, version, value)?;
        self.written = self.written.or(Sections::of(&[T::SECTION]));
        self.batch.rows.push(row);
        Ok(())
    }

    /// Writes a passing record over whatever stands under its id. Leaves no history and no line:
    /// a half-written answer is nobody's business yet.
    pub fn overwrite<T: Passing>(&mut self, record: RecordId, value: &T) -> Result<(), ReadError> {
        self.covers(T::SECTION)?;
        let row = self.seal_row(record, 1, value)?;
        self.batch.overwrite.push(row);
        Ok(())
    }

    /// Throws a passing record away for good.
    pub fn forget<T: Passing>(&mut self, record: RecordId) -> Result<(), ReadError> {
        self.covers(T::SECTION)?;
        self.batch.forget.push((self.whose(), record));
        Ok(())
    }

    /// A capability's gist of this client, to be changed and set again.
    pub async fn gist<G: Gist>(&mut self) -> Result<Option<G>, ReadError> {
        self.gist_in::<G>(Section::Overview).await
    }

    async fn gist_in<G: Gist>(&mut self, section: Section) -> Result<Option<G>, ReadError> {
        self.covers(section)?;
        let tag = self.key.tag(G::KIND);
        // What this act has set already is what stands: reading the stored one again here would
        // lose it.
        let whose = self.whose();
        if let Some(set) = self.batch.gists.iter().find(|r| r.tag == tag && r.client == whose) {
            return Ok(Some(self.vault.open_gist(&self.key, section, set)?));
        }
        let rows = self.vault.inner.engine.gists(vec![whose]).await?;
        let row = rows.iter().find(|row| row.tag == tag);
        self.gists.retain(|(known, _)| *known != tag);
        self.gists.push((tag, row.map_or(0, |row| row.version)));
        Ok(row.map(|row| self.vault.open_gist(&self.key, section, row)).transpose()?)
    }

    /// Writes a capability's gist anew. If it changed since it was read, nothing of the act is kept.
    pub async fn set_gist<G: Gist>(&mut self, gist: &G) -> Result<(), ReadError> {
        self.set_gist_in(Section::Overview, gist).await
    }

    async fn set_gist_in<G: Gist>(&mut self, section: Section, gist: &G) -> Result<(), ReadError> {
        let tag = self.key.tag(G::KIND);
        if !self.gists.iter().any(|(known, _)| *known == tag) {
            // Damaged or not, what stands there is written over by someone who may write here.
            let _ = self.gist_in::<G>(section).await;
        }
        self.covers(section)?;
        let version = self.gists.iter().find(|(known, _)| *known == tag).map_or(0, |(_, v)| *v);
        let row = self.vault.seal_gist(self.whose(), &self.key, section, version + 1, gist)?;
        self.batch.gists.retain(|queued| queued.tag != tag || queued.client != row.client);
        self.batch.gists.push(row);
        Ok(())
    }

    /// Who stands how to this client.
    pub async fn standing(&mut self) -> Result<Facts, ReadError> {
        let standing = self.gist_in::<StandingV1>(Section::Consent).await?;
        Ok(standing.map_or_else(|| Ok(Facts::default()), |kept| Facts::try_from(&kept))?)
    }

    /// Changes who stands how to this client: the history, the gist, and the lists of everyone
    /// whose relation begins or ends.
    pub async fn set_standing(&mut self, facts: &Facts) -> Result<(), ReadError> {
        let was = self.standing().await?;
        let standing = StandingV1::from(facts);
        self.keep(self.mint(), &standing)?;
        self.set_gist_in(Section::Consent, &standing).await?;
        let listed = |facts: &Facts| -> BTreeSet<PersonId> {
            let now = self.now;
            let live = |until: Option<Moment>| until.is_none_or(|until| now < until);
            facts.relations.iter().filter(|r| live(r.until)).map(|r| r.person).collect()
        };
        let (before, after) = (listed(&was), listed(facts));
        for person in before.symmetric_difference(&after) {
            let (version, mut list) = self.vault.desk_gist::<CaseloadV1>(*person).await?;
            list.set(self.whose(), after.contains(person));
            let desk = ClientId::of(*person);
            let key = self.vault.key(desk).await?.ok_or(Damaged)?;
            let row = self.vault.seal_gist(desk, &key, Section::Overview, version + 1, &list)?;
            self.batch.gists.push(row);
        }
        self.standing_changed.insert(self.whose());
        Ok(())
    }

    /// Queues a notice for someone. It says that something waits, and nothing else.
    pub async fn post(&mut self, to: PersonId, notice: Notice, due_at: Moment) -> Result<(), ReadError> {
        let desk = ClientId::of(to);
        let Some(key) = self.vault.key(desk).await? else { return Ok(()) };
        let post = self.mint();
        let names = (Section::Overview.code(), NoticeV1::KIND, NoticeV1::SHAPE);
        let bound = self.vault.bound(Cell::Post, desk, *post.bytes(), 1, key.epoch, names);
        let payload = to_bytes(&NoticeV1::from(notice))?;
        let sealed =
            seal_under(&key.section(Section::Overview), &bound, &payload, self.vault.chance());
        self.batch.post.push(PostRow { client: desk, post, due_at, tries: 0, sealed });
        Ok(())
    }

    /// The client's ledger lines, newest first, and how many are damaged.
    pub async fn lines(&self, before: Option<u64>, limit: u32) -> Result<(Vec<Line>, usize), ReadError> {
        self.covers(Section::Ledger)?;
        let rows = self.vault.inner.engine.lines(self.whose(), before, limit).await?;
        let section_key = self.key.section(Section::Ledger);
        let opened = rows.iter().map(|row| {
            open_line(&self.vault, &section_key, self.key.epoch, row)?.read(row.place)
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

    /// Commits everything the act kept, with the line that says so, in one transaction. Durable
    /// when this returns.
    pub async fn done(mut self) -> Result<(), CommitError> {
        if !self.batch.rows.is_empty() {
            let records = self.batch.rows.iter().map(|row| (row.record, row.version)).collect();
            let line = new_line(&self.vault, &self.access, &self.key, self.written, self.now, records)
                .map_err(|_| CommitError::Conflict)?;
            self.batch.lines.push(line);
        }
        if self.batch == Batch::default() {
            return Ok(());
        }
        let outcome = self.vault.inner.engine.commit(self.batch).await;
        // Whatever the outcome: after an unknown one the facts are read again rather than believed.
        for client in self.standing_changed {
            self.vault.standing_changed(client);
        }
        outcome
    }
}

/// Seals the line that says what this access opened or wrote.
pub(crate) fn new_line(
    vault: &Vault,
    access: &Access,
    key: &ClientKey,
    sections: Sections,
    now: Moment,
    records: Vec<(RecordId, u32)>,
) -> Result<NewLine, Damaged> {
    let line = LineId::mint(now, vault.chance());
    let (payload, leaf) = LineV1::new(access, sections, now, records, vault.chance()).seal_ready()?;
    let bound = vault.bound(Cell::Line, access.whose(), *line.bytes(), 1, key.epoch, LINE_NAMES);
    let sealed = seal_under(&key.section(Section::Ledger), &bound, &payload, vault.chance());
    Ok(NewLine { client: access.whose(), line, at: now, leaf, sealed })
}

/// Section, kind and shape of a ledger line.
const LINE_NAMES: (&str, &str, u16) = ("ledger", "line", 1);

/// Opens a stored line and checks that its leaf is the hash of what it says.
pub(crate) fn open_line(
    vault: &Vault,
    section_key: &crate::keys::Secret,
    epoch: u32,
    row: &LineRow,
) -> Result<LineV1, Damaged> {
    let stored = &row.line;
    let bound = vault.bound(Cell::Line, stored.client, *stored.line.bytes(), 1, epoch, LINE_NAMES);
    let payload = open_under(section_key, &bound, &stored.sealed)?;
    if crate::ledger::leaf(&payload) != stored.leaf {
        return Err(Damaged);
    }
    LineV1::parse(&payload)
}
