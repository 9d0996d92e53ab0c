//! The narrow waist of storage: sealed bytes in, sealed bytes out.
//!
//! An engine never sees plaintext, never holds a key and knows no capability. Everything an act
//! does is one [`Batch`], committed whole or not at all, and acknowledged only when it is durable.
//! What the plaintext columns reveal to someone who steals the database is listed in
//! `docs/threat-model.md`, table "What a stolen database reveals"; adding a column means adding a
//! row there.

use care::{ClientId, LineId, Moment, RecordId};
use std::future::Future;
use std::pin::Pin;

/// A boxed future, so that engines can be chosen at run time by one URL.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The keyed name of a kind of record: different for every client, meaningless without the key.
pub type Tag = [u8; 16];

/// One version of one sealed record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Whose.
    pub client: ClientId,
    /// Which record.
    pub record: RecordId,
    /// From 1; a record is amended by appending the next version.
    pub version: u32,
    /// Its kind, keyed.
    pub tag: Tag,
    /// When it was kept.
    pub at: Moment,
    /// The envelope.
    pub sealed: Vec<u8>,
}

/// The few sealed facts of one client and capability that lists are drawn from. Overwritten in
/// place; the version is bound into the envelope so that an old one cannot be put back unseen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GistRow {
    /// Whose.
    pub client: ClientId,
    /// Which capability's, keyed.
    pub tag: Tag,
    /// How often it has been written.
    pub version: u32,
    /// The envelope.
    pub sealed: Vec<u8>,
}

/// One line of a client's access ledger, as the act hands it over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewLine {
    /// Whose.
    pub client: ClientId,
    /// Which line.
    pub line: LineId,
    /// When.
    pub at: Moment,
    /// The salted hash that becomes a leaf of the service's tree.
    pub leaf: [u8; 32],
    /// The envelope, salt inside.
    pub sealed: Vec<u8>,
}

/// A ledger line as it is stored: with its place in the service's order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineRow {
    /// Place in the service's order, from 0 without gaps. The engine assigns it at commit.
    pub place: u64,
    /// The line.
    pub line: NewLine,
}

/// A place in the service's order, and the hash that stands there.
pub type Leaf = (u64, [u8; 32]);

/// Something to be delivered later, sealed for the person it is for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PostRow {
    /// For whom: the record of the person it goes to.
    pub client: ClientId,
    /// Which item.
    pub post: RecordId,
    /// Not before.
    pub due_at: Moment,
    /// How often delivery was tried.
    pub tries: u32,
    /// The envelope.
    pub sealed: Vec<u8>,
}

/// Everything one act changes. Applied in one transaction, in the order of the fields: what is
/// written and forgotten in one batch is gone.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Batch {
    /// Record versions to append. A version that exists already is a [`Conflict`](CommitError).
    pub rows: Vec<Row>,
    /// Operational records (drafts, sign-ins) whose earlier versions are removed for good when
    /// this one is written, or whose row is overwritten if it is there.
    pub overwrite: Vec<Row>,
    /// Operational records to remove for good.
    pub forget: Vec<(ClientId, RecordId)>,
    /// Gists to write over. A version that is not exactly one above the stored one (or 1 where
    /// none is stored) is a conflict.
    pub gists: Vec<GistRow>,
    /// Ledger lines to append.
    pub lines: Vec<NewLine>,
    /// Items to deliver. One that is there already is written over: tried again, due later.
    pub post: Vec<PostRow>,
    /// Items that were delivered and go.
    pub delivered: Vec<(ClientId, RecordId)>,
    /// Clients who are erased: their records, gists and post go for good. Of their ledger lines
    /// place, id, time and leaf stay, because the tree stands on them; what is sealed in them goes.
    pub erased: Vec<ClientId>,
}

/// Why a batch was not committed. Nothing of it was, save where an engine says [`Fault`](Self::Fault)
/// and has stopped: then nobody knows before the restart, and the same batch sent again is told by
/// its [`Conflict`](Self::Conflict) that it was kept.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// A record version or gist version was there already: someone else was first, or this is the
    /// same submission a second time.
    #[error("the record has changed since it was read; read it again and repeat the change")]
    Conflict,
    /// The disk is full. Reading goes on; nothing was saved.
    #[error("not saved: the disk is full; free some space and try again")]
    Full,
    /// The engine could not.
    #[error(transparent)]
    Fault(#[from] EngineFault),
}

/// A fault of the machinery. Carries no content: only what an operator needs.
#[derive(Debug, thiserror::Error)]
pub enum EngineFault {
    /// The database answered with an error.
    #[error("the database could not do it ({0}); see the runbook, section storage")]
    Database(String),
    /// The database was written by a newer Attune.
    #[error(
        "this database was written by Attune schema {found} ({wrote_by}); this program knows up to {known}. Use that version or newer"
    )]
    Newer {
        /// The schema version found.
        found: u32,
        /// The newest this program knows.
        known: u32,
        /// The program version that wrote it.
        wrote_by: String,
    },
    /// The database cannot be trusted as it stands: a durability setting could not be had, someone
    /// else has it open, or its schema is not one this program wrote.
    #[error("refusing to start: {0}")]
    NotDurable(String),
    /// The engine has stopped.
    #[error("the storage engine has stopped; restart the service")]
    Stopped,
}

/// Where to go on reading a long list.
pub type After = Option<(RecordId, u32)>;

/// A place that keeps sealed bytes. Implemented for SQLite, PostgreSQL and memory; the same
/// conformance suite (`sealed::conformance`) runs on all three.
pub trait Engine: Send + Sync {
    /// Commits a batch. Returns only when it is durable.
    fn commit(&self, batch: Batch) -> Pending<'_, Result<(), CommitError>>;

    /// The latest version of each of a client's records of a kind, oldest record first, at most
    /// `limit`, after `after`.
    fn latest(
        &self,
        client: ClientId,
        tag: Tag,
        after: Option<RecordId>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>>;

    /// Every version of one record, oldest first.
    fn versions(
        &self,
        client: ClientId,
        record: RecordId,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>>;

    /// The latest version of one record.
    fn record(
        &self,
        client: ClientId,
        record: RecordId,
    ) -> Pending<'_, Result<Option<Row>, EngineFault>>;

    /// All gists of these clients, in any order.
    fn gists(&self, clients: Vec<ClientId>) -> Pending<'_, Result<Vec<GistRow>, EngineFault>>;

    /// A client's ledger lines, newest first, before place `before`, at most `limit`.
    fn lines(
        &self,
        client: ClientId,
        before: Option<u64>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<LineRow>, EngineFault>>;

    /// Ledger lines of the whole service in order, from place `from`, at most `limit`; for
    /// verification.
    fn all_lines(&self, from: u64, limit: u32) -> Pending<'_, Result<Vec<LineRow>, EngineFault>>;

    /// The leaves of the same lines, each with its place. An engine that can read them without the
    /// envelopes beside them does.
    fn leaves(&self, from: u64, limit: u32) -> Pending<'_, Result<Vec<Leaf>, EngineFault>> {
        Box::pin(async move {
            let lines = self.all_lines(from, limit).await?;
            let leaf = |row: LineRow| (row.place, row.line.leaf);
            Ok(lines.into_iter().map(leaf).collect())
        })
    }

    /// Everything stored, client by client, for verification and re-keying: rows after the given
    /// client, record and version, at most `limit`.
    fn all_rows(
        &self,
        after: Option<(ClientId, RecordId, u32)>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>>;

    /// Items whose time has come, oldest first.
    fn due(&self, now: Moment, limit: u32) -> Pending<'_, Result<Vec<PostRow>, EngineFault>>;

    /// The wrapped key of a client.
    fn key(&self, client: ClientId) -> Pending<'_, Result<Option<WrappedKey>, EngineFault>>;

    /// Stores wrapped keys, durable before it returns. A key that is there already is a conflict,
    /// and so is one under another root key than those that are there: a key store is always under
    /// one.
    fn put_keys(&self, keys: Vec<WrappedKey>) -> Pending<'_, Result<(), CommitError>>;

    /// Every wrapped key; for verification, rotation and counting.
    fn keys(&self) -> Pending<'_, Result<Vec<WrappedKey>, EngineFault>>;

    /// Writes the whole key store anew in one transaction: afterwards every key is the one given
    /// here, and what stood there before is overwritten. If a stored key is in neither list, or one
    /// given here is not stored, it is a conflict and nothing is changed.
    fn replace_keys(&self, anew: KeysAnew) -> Pending<'_, Result<(), CommitError>>;

    /// Destroys a client's key for good.
    fn destroy_key(&self, client: ClientId) -> Pending<'_, Result<(), EngineFault>>;

    /// Writes a consistent copy of the records (never of the keys) to a new file while the service
    /// runs. Engines that are backed up by their own tools say so.
    fn back_up(&self, to: std::path::PathBuf) -> Pending<'_, Result<(), EngineFault>>;

    /// Finishes what is under way and closes.
    fn close(&self) -> Pending<'_, ()>;
}

/// A client's key, wrapped by the root key. Kept apart from the records: another file or schema,
/// replaced, never archived.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WrappedKey {
    /// Whose.
    pub client: ClientId,
    /// Under which root key.
    pub epoch: u32,
    /// The envelope.
    pub wrapped: Vec<u8>,
}

/// A whole key store under the next root key.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct KeysAnew {
    /// Every key that stays, wrapped anew.
    pub keys: Vec<WrappedKey>,
    /// Whose keys go for good. One that is gone already does no harm.
    pub gone: Vec<ClientId>,
}

/// Whether keys may be put beside the one that is there, if any is: all under one root key.
pub(crate) fn of_one_epoch(keys: &[WrappedKey], there: Option<u32>) -> bool {
    let epoch = there.or(keys.first().map(|key| key.epoch));
    keys.iter().all(|key| Some(key.epoch) == epoch)
}
