//! An engine in memory whose disk can be full, so that nothing can be written while everything can
//! be read; and whose lines can be spoiled.

use care::{ClientId, Moment, RecordId};
use sealed::engine::{
    Batch, CommitError, Engine, EngineFault, GistRow, KeysAnew, LineRow, Pending, PostRow, Row,
    Tag, WrappedKey,
};
use sealed::engines::MemoryEngine;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// The disk behind the engine.
#[derive(Default)]
pub(super) struct Disk {
    memory: MemoryEngine,
    /// Whether it is full.
    pub(super) full: AtomicBool,
    /// Lines whose place is below this do not open.
    pub(super) spoiled_below: AtomicU64,
}

pub(super) struct EngineOnDisk(pub(super) Arc<Disk>);

impl EngineOnDisk {
    fn spoil(&self, lines: Vec<LineRow>) -> Vec<LineRow> {
        let below = self.0.spoiled_below.load(Ordering::SeqCst);
        let spoil = |mut row: LineRow| {
            if row.place < below {
                row.line.sealed.reverse();
            }
            row
        };
        lines.into_iter().map(spoil).collect()
    }
}

impl Engine for EngineOnDisk {
    fn commit(&self, batch: Batch) -> Pending<'_, Result<(), CommitError>> {
        if self.0.full.load(Ordering::SeqCst) {
            return Box::pin(async { Err(CommitError::Full) });
        }
        self.0.memory.commit(batch)
    }

    fn latest(
        &self,
        client: ClientId,
        tag: Tag,
        after: Option<RecordId>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>> {
        self.0.memory.latest(client, tag, after, limit)
    }

    fn versions(
        &self,
        client: ClientId,
        record: RecordId,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>> {
        self.0.memory.versions(client, record)
    }

    fn record(
        &self,
        client: ClientId,
        record: RecordId,
    ) -> Pending<'_, Result<Option<Row>, EngineFault>> {
        self.0.memory.record(client, record)
    }

    fn gists(&self, clients: Vec<ClientId>) -> Pending<'_, Result<Vec<GistRow>, EngineFault>> {
        self.0.memory.gists(clients)
    }

    fn lines(
        &self,
        client: ClientId,
        before: Option<u64>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<LineRow>, EngineFault>> {
        Box::pin(async move { Ok(self.spoil(self.0.memory.lines(client, before, limit).await?)) })
    }

    fn all_lines(&self, from: u64, limit: u32) -> Pending<'_, Result<Vec<LineRow>, EngineFault>> {
        self.0.memory.all_lines(from, limit)
    }

    fn all_rows(
        &self,
        after: Option<(ClientId, RecordId, u32)>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>> {
        self.0.memory.all_rows(after, limit)
    }

    fn due(&self, now: Moment, limit: u32) -> Pending<'_, Result<Vec<PostRow>, EngineFault>> {
        self.0.memory.due(now, limit)
    }

    fn key(&self, client: ClientId) -> Pending<'_, Result<Option<WrappedKey>, EngineFault>> {
        self.0.memory.key(client)
    }

    fn put_keys(&self, keys: Vec<WrappedKey>) -> Pending<'_, Result<(), CommitError>> {
        self.0.memory.put_keys(keys)
    }

    fn keys(&self) -> Pending<'_, Result<Vec<WrappedKey>, EngineFault>> {
        self.0.memory.keys()
    }

    fn replace_keys(&self, anew: KeysAnew) -> Pending<'_, Result<(), CommitError>> {
        self.0.memory.replace_keys(anew)
    }

    fn destroy_key(&self, client: ClientId) -> Pending<'_, Result<(), EngineFault>> {
        self.0.memory.destroy_key(client)
    }

    fn back_up(&self, to: PathBuf) -> Pending<'_, Result<(), EngineFault>> {
        self.0.memory.back_up(to)
    }

    fn close(&self) -> Pending<'_, ()> {
        self.0.memory.close()
    }
}
