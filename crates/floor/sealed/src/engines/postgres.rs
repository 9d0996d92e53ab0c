//! The engine for a service that has outgrown one file: PostgreSQL on the same machine.
//!
//! Every act is acknowledged after its transaction is on disk, and many acts share one
//! ([`writer`]). Records live in the schema `attune`, wrapped keys in `attune_keys`. The server is
//! backed up by its own tools; [`Engine::back_up`] says how.

mod address;
mod durable;
mod fault;
mod keys;
mod migrate;
mod pipeline;
mod read;
mod sql;
mod transaction;
mod wave;
mod writer;

use crate::engine::{
    Batch, CommitError, Engine, EngineFault, GistRow, KeysAnew, Leaf, LineRow, Pending, PostRow,
    Row, Tag, WrappedKey,
};
use care::{ClientId, Moment, RecordId};
use read::Readers;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use writer::{Ask, GROUP, Writer};

/// How many acts may wait for the writer before whoever brings the next one waits to hand it over.
const QUEUE: usize = 16 * GROUP;

/// How long to pause before the next attempt to reach the database, counted from 0; `None` gives
/// up, until the next act asks again.
pub type Backoff = Arc<dyn Fn(u32) -> Option<Pending<'static, ()>> + Send + Sync>;

/// Seven pauses, each twice the last up to 1.6 s, 4.75 s in all: about what PostgreSQL needs to
/// come back from a crash on a small machine.
pub fn patient() -> Backoff {
    Arc::new(|attempt| {
        let pause = (attempt < 7).then(|| Duration::from_millis(50 << attempt.min(5)))?;
        Some(Box::pin(tokio::time::sleep(pause)))
    })
}

/// Sealed records in PostgreSQL.
pub struct PostgresEngine {
    queue: mpsc::Sender<Ask>,
    readers: Readers,
}

impl PostgresEngine {
    /// Connects, refuses unsafe settings, migrates and starts the writer.
    ///
    /// # Errors
    /// [`EngineFault::Database`] if the address leaves this machine or nothing answers there;
    /// [`EngineFault::NotDurable`] if the server may lose what it acknowledges, or if its schema is
    /// not the one this program knows; [`EngineFault::Newer`] if a newer program wrote it.
    pub async fn connect(url: &str) -> Result<Self, EngineFault> {
        Self::connect_with(url, patient()).await
    }

    /// Connects, with a backoff of your own for every time the database is away.
    ///
    /// # Errors
    /// As [`PostgresEngine::connect`].
    pub async fn connect_with(url: &str, backoff: Backoff) -> Result<Self, EngineFault> {
        let config = address::read(url)?;
        let mut first = writer::reach(&config, &backoff).await?;
        durable::check(&first).await?;
        migrate::run(&mut first).await?;
        drop(first);
        let writing = writer::writing(&config, &backoff).await?;
        let readers = Readers::new(config.clone())?;
        let (queue, asked) = mpsc::channel(QUEUE);
        tokio::spawn(Writer::new(config, backoff, asked, writing).run());
        Ok(Self { queue, readers })
    }

    async fn save(&self, batch: Batch) -> Result<(), CommitError> {
        let (answer, answered) = oneshot::channel();
        self.queue
            .send(Ask::Commit(batch, answer))
            .await
            .map_err(|_| EngineFault::Stopped)?;
        answered.await.unwrap_or(Err(EngineFault::Stopped.into()))
    }
}

const LATEST: &str = "SELECT client, record, version, tag, at, sealed FROM records AS r \
WHERE client = $1 AND tag = $2 AND record > $3 \
AND version = (SELECT MAX(version) FROM records AS v WHERE v.client = r.client AND v.record = r.record) \
ORDER BY record LIMIT $4";
const VERSIONS: &str = "SELECT client, record, version, tag, at, sealed FROM records \
WHERE client = $1 AND record = $2 ORDER BY version";
const RECORD: &str = "SELECT client, record, version, tag, at, sealed FROM records \
WHERE client = $1 AND record = $2 ORDER BY version DESC LIMIT 1";
const GISTS: &str =
    "SELECT client, tag, version, sealed FROM gists WHERE client = ANY($1::bytea[])";
const LINES: &str = "SELECT client, place, line, at, leaf, sealed FROM lines \
WHERE client = $1 AND place < $2 ORDER BY place DESC LIMIT $3";
const ALL_LINES: &str = "SELECT client, place, line, at, leaf, sealed FROM lines \
WHERE place >= $1 ORDER BY place LIMIT $2";
const LEAVES: &str = "SELECT place, leaf FROM lines WHERE place >= $1 ORDER BY place LIMIT $2";
const ALL_ROWS: &str = "SELECT client, record, version, tag, at, sealed FROM records \
WHERE (client, record, version) > ($1, $2, $3) ORDER BY client, record, version LIMIT $4";
const DUE: &str = "SELECT client, post, due_at, tries, sealed FROM post \
WHERE due_at <= $1 ORDER BY due_at, client, post LIMIT $2";
const KEY: &str = "SELECT client, epoch, wrapped FROM attune_keys.keys WHERE client = $1";
const ALL_KEYS: &str = "SELECT client, epoch, wrapped FROM attune_keys.keys ORDER BY client";

/// Places are counted in the database's signed numbers; beyond them there is nothing.
fn place(place: u64) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}

impl Engine for PostgresEngine {
    fn commit(&self, batch: Batch) -> Pending<'_, Result<(), CommitError>> {
        Box::pin(self.save(batch))
    }

    fn latest(
        &self,
        client: ClientId,
        tag: Tag,
        after: Option<RecordId>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>> {
        Box::pin(async move {
            // Nothing sorts before an id but no bytes at all.
            let after = after.as_ref().map_or(&[][..], |record| record.bytes());
            let (client, tag) = (client.bytes().as_slice(), tag.as_slice());
            self.readers
                .rows(
                    LATEST,
                    &[&client, &tag, &after, &i64::from(limit)],
                    read::row,
                )
                .await
        })
    }

    fn versions(
        &self,
        client: ClientId,
        record: RecordId,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>> {
        Box::pin(async move {
            let of = [client.bytes().as_slice(), record.bytes().as_slice()];
            self.readers
                .rows(VERSIONS, &[&of[0], &of[1]], read::row)
                .await
        })
    }

    fn record(
        &self,
        client: ClientId,
        record: RecordId,
    ) -> Pending<'_, Result<Option<Row>, EngineFault>> {
        Box::pin(async move {
            let of = [client.bytes().as_slice(), record.bytes().as_slice()];
            Ok(self
                .readers
                .rows(RECORD, &[&of[0], &of[1]], read::row)
                .await?
                .pop())
        })
    }

    fn gists(&self, clients: Vec<ClientId>) -> Pending<'_, Result<Vec<GistRow>, EngineFault>> {
        Box::pin(async move {
            let clients: Vec<&[u8]> = clients
                .iter()
                .map(|client| client.bytes().as_slice())
                .collect();
            self.readers.rows(GISTS, &[&clients], read::gist).await
        })
    }

    fn lines(
        &self,
        client: ClientId,
        before: Option<u64>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<LineRow>, EngineFault>> {
        Box::pin(async move {
            let (client, before) = (client.bytes().as_slice(), before.map_or(i64::MAX, place));
            self.readers
                .rows(LINES, &[&client, &before, &i64::from(limit)], read::line)
                .await
        })
    }

    fn all_lines(&self, from: u64, limit: u32) -> Pending<'_, Result<Vec<LineRow>, EngineFault>> {
        Box::pin(async move {
            self.readers
                .rows(ALL_LINES, &[&place(from), &i64::from(limit)], read::line)
                .await
        })
    }

    fn leaves(&self, from: u64, limit: u32) -> Pending<'_, Result<Vec<Leaf>, EngineFault>> {
        Box::pin(async move {
            self.readers
                .rows(LEAVES, &[&place(from), &i64::from(limit)], read::leaf)
                .await
        })
    }

    fn all_rows(
        &self,
        after: Option<(ClientId, RecordId, u32)>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>> {
        Box::pin(async move {
            let (client, record, version) = after
                .as_ref()
                .map_or((&[][..], &[][..], -1), |(client, record, version)| {
                    (client.bytes(), record.bytes(), i64::from(*version))
                });
            self.readers
                .rows(
                    ALL_ROWS,
                    &[&client, &record, &version, &i64::from(limit)],
                    read::row,
                )
                .await
        })
    }

    fn due(&self, now: Moment, limit: u32) -> Pending<'_, Result<Vec<PostRow>, EngineFault>> {
        Box::pin(async move {
            self.readers
                .rows(DUE, &[&now.millis(), &i64::from(limit)], read::post)
                .await
        })
    }

    fn key(&self, client: ClientId) -> Pending<'_, Result<Option<WrappedKey>, EngineFault>> {
        Box::pin(async move {
            Ok(self
                .readers
                .rows(KEY, &[&client.bytes().as_slice()], read::key)
                .await?
                .pop())
        })
    }

    fn put_keys(&self, keys: Vec<WrappedKey>) -> Pending<'_, Result<(), CommitError>> {
        Box::pin(async move { keys::put(&self.readers, &keys).await })
    }

    fn keys(&self) -> Pending<'_, Result<Vec<WrappedKey>, EngineFault>> {
        Box::pin(async move { self.readers.rows(ALL_KEYS, &[], read::key).await })
    }

    fn replace_keys(&self, anew: KeysAnew) -> Pending<'_, Result<(), CommitError>> {
        Box::pin(async move { keys::replace(&self.readers, &anew).await })
    }

    fn destroy_key(&self, client: ClientId) -> Pending<'_, Result<(), EngineFault>> {
        Box::pin(keys::destroy(&self.readers, client))
    }

    fn back_up(&self, _to: PathBuf) -> Pending<'_, Result<(), EngineFault>> {
        Box::pin(async {
            Err(EngineFault::Database(
                "PostgreSQL is backed up by its own tools: pg_dump --schema=attune for the records (never the schema attune_keys, or a destroyed key would live on in the backup), or pg_basebackup for the whole server, which contains the keys and must be kept apart and replaced, not archived".to_owned(),
            ))
        })
    }

    fn close(&self) -> Pending<'_, ()> {
        Box::pin(async move {
            let (done, ended) = oneshot::channel();
            if self.queue.send(Ask::Close(done)).await.is_ok() {
                let _ = ended.await;
            }
            self.readers.close();
        })
    }
}
