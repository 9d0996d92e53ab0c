//! The engine a service begins with: one SQLite file on one machine, nothing else to install.
//!
//! One thread writes, in groups that share a sync (`writer`); a few connections read beside it
//! (`read`); the clients' keys are in a file of their own (`keys`).

mod apply;
mod backup;
mod keys;
mod open;
mod read;
mod trouble;
mod writer;

pub use backup::Checked;

use self::keys::KeyStore;
use self::read::Readers;
use self::trouble::io;
use self::writer::{Health, Job, Writer};
use super::schema::{KEYS, RECORDS};
use crate::engine::{
    Batch, CommitError, Engine, EngineFault, GistRow, KeysAnew, Leaf, LineRow, Pending, PostRow,
    Row, Tag, WrappedKey,
};
use care::{ClientId, Clock, Moment, RecordId};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, Sender};
use std::thread::JoinHandle;
use tokio::sync::oneshot;
use tokio::task::spawn_blocking;

/// Keeps sealed bytes in an SQLite file. Dropping it finishes what is under way and blocks until
/// the file is closed; [`Engine::close`] does the same without blocking.
pub struct SqliteEngine {
    path: PathBuf,
    vfs: Option<String>,
    jobs: Option<Sender<Job>>,
    writing: Option<JoinHandle<()>>,
    readers: Arc<Readers>,
    keys: Arc<KeyStore>,
    health: Arc<Health>,
}

impl SqliteEngine {
    /// Opens the database at `path`, new or not, and its key store `keys.sqlite` beside it. The
    /// folder must exist. Blocks while it does so.
    ///
    /// # Errors
    /// [`EngineFault::Newer`] if a later program wrote it; [`EngineFault::NotDurable`] if it is open
    /// elsewhere, a setting cannot be had or its schema is not ours; otherwise what the disk says.
    pub fn open(path: &Path, clock: &dyn Clock) -> Result<Self, EngineFault> {
        // By its one true name, so that a link to it is not taken for another database.
        open::private(path).map_err(|error| io("opening the database", &error))?;
        let path = path
            .canonicalize()
            .map_err(|error| io("opening the database", &error))?;
        let keys = open::keys_beside(&path);
        open::private(&keys).map_err(|error| io("opening the key store", &error))?;
        Self::start(path, None, clock)
    }

    /// As [`Self::open`], on the SQLite file system `vfs`, which keeps others away by its own means.
    pub fn open_with_vfs(path: &Path, vfs: &str, clock: &dyn Clock) -> Result<Self, EngineFault> {
        Self::start(path.into(), Some(vfs.into()), clock)
    }

    fn start(path: PathBuf, vfs: Option<String>, clock: &dyn Clock) -> Result<Self, EngineFault> {
        let held = if vfs.is_none() {
            Some(open::hold(&path)?)
        } else {
            None
        };
        let (health, on, now) = (Health::new(), vfs.as_deref(), clock.now());
        let conn = open::writer(&path, on, RECORDS, now)?;
        let key_conn = open::writer(&open::keys_beside(&path), on, KEYS, now)?;
        let keys = KeyStore::new(key_conn, Arc::clone(&health));
        let readers = Readers::open(&path, on)?;
        let (sender, jobs) = mpsc::channel();
        let writer = Writer {
            conn,
            jobs,
            health: Arc::clone(&health),
            held,
        };
        let writing = std::thread::Builder::new()
            .name("attune-writer".into())
            .spawn(move || writer.run())
            .map_err(|error| io("starting the writer", &error))?;
        let (jobs, writing) = (Some(sender), Some(writing));
        Ok(Self {
            path,
            vfs,
            jobs,
            writing,
            readers,
            keys,
            health,
        })
    }

    /// Whether a fault has made the disk untrustworthy. Nothing is saved any more, and what was
    /// under way at that moment may or may not be on the disk: the service must be restarted.
    pub fn stopped(&self) -> bool {
        self.health.is_stopped()
    }

    /// Returns when [`Self::stopped`] becomes true, so that the service can end itself.
    pub fn until_stopped(&self) -> Pending<'static, ()> {
        let mut watching = self.health.stopped.subscribe();
        Box::pin(async move {
            if watching.wait_for(|stopped| *stopped).await.is_err() {
                // Closed without a fault: it never will.
                std::future::pending::<()>().await;
            }
        })
    }

    /// Whether another engine has the database at `path` open, in this process or another.
    ///
    /// # Errors
    /// What the disk says.
    pub fn is_open_elsewhere(path: &Path) -> Result<bool, EngineFault> {
        let path = path
            .canonicalize()
            .map_err(|error| io("opening the database", &error))?;
        match open::hold(&path) {
            Ok(_) => Ok(false),
            Err(EngineFault::NotDurable(_)) => Ok(true),
            Err(fault) => Err(fault),
        }
    }

    /// Reads a backup from end to end, without changing it or making files beside it.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn check(path: &Path) -> Result<Checked, EngineFault> {
        backup::check(path)
    }

    /// Copies the records of the database at `path` to the new file `to`, and reads the copy before
    /// it gets its name. For another program than the one that has the database open: nobody is
    /// kept waiting.
    ///
    /// # Errors
    /// If `to` is there already, or what the disk says.
    pub fn back_up_records(path: &Path, to: &Path) -> Result<(), EngineFault> {
        backup::back_up(path, None, to)
    }

    /// Copies the key store of the database at `path` to `to`, in place of the copy that is there:
    /// an archive of old key stores would bring back people who were erased. Likewise for another
    /// program. Gives the number of keys.
    ///
    /// # Errors
    /// What the disk says; a copy that was there stays as it was.
    pub fn back_up_keys(path: &Path, to: &Path) -> Result<u64, EngineFault> {
        backup::back_up_keys(path, to)
    }

    async fn write(&self, batch: Batch) -> Result<(), CommitError> {
        if self.stopped() {
            return Err(EngineFault::Stopped.into());
        }
        let (answer, answered) = oneshot::channel();
        let jobs = self.jobs.as_ref().ok_or(EngineFault::Stopped)?;
        self.health.waiting.fetch_add(1, Ordering::Relaxed);
        jobs.send(Job::Commit(batch, answer))
            .map_err(|_| EngineFault::Stopped)?;
        answered.await.unwrap_or(Err(EngineFault::Stopped.into()))
    }
}

impl Drop for SqliteEngine {
    fn drop(&mut self) {
        self.readers.clear();
        self.keys.close();
        self.jobs = None;
        if let Some(writing) = self.writing.take() {
            // A writer that panicked has already stopped the engine and said so.
            let _ = writing.join();
        }
    }
}

impl Engine for SqliteEngine {
    fn commit(&self, batch: Batch) -> Pending<'_, Result<(), CommitError>> {
        Box::pin(self.write(batch))
    }

    fn latest(
        &self,
        client: ClientId,
        tag: Tag,
        after: Option<RecordId>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>> {
        Box::pin(async move {
            let few = limit.min(read::GLANCE);
            let glance = move |conn: &_| read::latest(conn, client, tag, after, few);
            let mut rows = self.readers.glance(glance).await?;
            let full = rows.len() == few as usize && few < limit;
            if let Some(last) = rows.last().filter(|_| full).map(|row| row.record) {
                let rest = move |conn: &_| read::latest(conn, client, tag, Some(last), limit - few);
                rows.extend(self.readers.read(rest).await?);
            }
            Ok(rows)
        })
    }

    fn versions(
        &self,
        client: ClientId,
        record: RecordId,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>> {
        Box::pin(
            self.readers
                .read(move |conn| read::versions(conn, client, record)),
        )
    }

    fn record(
        &self,
        client: ClientId,
        record: RecordId,
    ) -> Pending<'_, Result<Option<Row>, EngineFault>> {
        Box::pin(
            self.readers
                .glance(move |conn| read::record(conn, client, record)),
        )
    }

    fn gists(&self, clients: Vec<ClientId>) -> Pending<'_, Result<Vec<GistRow>, EngineFault>> {
        Box::pin(async move {
            if clients.len() <= read::FEW_CLIENTS {
                self.readers
                    .glance(move |conn| read::gists(conn, &clients))
                    .await
            } else {
                self.readers
                    .read(move |conn| read::gists(conn, &clients))
                    .await
            }
        })
    }

    fn lines(
        &self,
        client: ClientId,
        before: Option<u64>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<LineRow>, EngineFault>> {
        Box::pin(
            self.readers
                .read(move |conn| read::lines(conn, client, before, limit)),
        )
    }

    fn all_lines(&self, from: u64, limit: u32) -> Pending<'_, Result<Vec<LineRow>, EngineFault>> {
        Box::pin(
            self.readers
                .read(move |conn| read::all_lines(conn, from, limit)),
        )
    }

    fn leaves(&self, from: u64, limit: u32) -> Pending<'_, Result<Vec<Leaf>, EngineFault>> {
        Box::pin(
            self.readers
                .read(move |conn| read::leaves(conn, from, limit)),
        )
    }

    fn all_rows(
        &self,
        after: Option<(ClientId, RecordId, u32)>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>> {
        Box::pin(
            self.readers
                .read(move |conn| read::all_rows(conn, after, limit)),
        )
    }

    fn due(&self, now: Moment, limit: u32) -> Pending<'_, Result<Vec<PostRow>, EngineFault>> {
        Box::pin(self.readers.read(move |conn| read::due(conn, now, limit)))
    }

    fn key(&self, client: ClientId) -> Pending<'_, Result<Option<WrappedKey>, EngineFault>> {
        Box::pin(self.keys.key(client))
    }

    fn put_keys(&self, keys: Vec<WrappedKey>) -> Pending<'_, Result<(), CommitError>> {
        Box::pin(self.keys.put(keys))
    }

    fn keys(&self) -> Pending<'_, Result<Vec<WrappedKey>, EngineFault>> {
        Box::pin(self.keys.keys())
    }

    fn replace_keys(&self, anew: KeysAnew) -> Pending<'_, Result<(), CommitError>> {
        Box::pin(self.keys.replace(anew))
    }

    fn destroy_key(&self, client: ClientId) -> Pending<'_, Result<(), EngineFault>> {
        Box::pin(self.keys.destroy(client))
    }

    fn back_up(&self, to: PathBuf) -> Pending<'_, Result<(), EngineFault>> {
        let (path, vfs) = (self.path.clone(), self.vfs.clone());
        Box::pin(async move {
            spawn_blocking(move || backup::back_up(&path, vfs.as_deref(), &to))
                .await
                .map_err(|_| EngineFault::Stopped)?
        })
    }

    fn close(&self) -> Pending<'_, ()> {
        Box::pin(async move {
            // The writer closes last and leaves one file, its log moved into it.
            self.readers.close().await;
            let (told, closed) = oneshot::channel();
            // What is asked before this is finished; what is asked after is refused.
            if self
                .jobs
                .as_ref()
                .is_some_and(|jobs| jobs.send(Job::Close(told)).is_ok())
            {
                let _ = closed.await;
            }
            self.keys.close();
        })
    }
}
