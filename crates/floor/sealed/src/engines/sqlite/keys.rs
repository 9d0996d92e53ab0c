//! The key store: a file of its own beside the records, replaced and never archived.
//!
//! Erasing a client means destroying their key here, so nothing of it may linger: freed pages are
//! overwritten and the log is emptied before the answer.

use super::trouble::Trouble;
use super::writer::Health;
use crate::engine::{CommitError, EngineFault, KeysAnew, WrappedKey, of_one_epoch};
use care::ClientId;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use std::sync::{Arc, Mutex};
use tokio::task::spawn_blocking;

const KEY: &str = "SELECT client, epoch, wrapped FROM keys WHERE client = ?";
const KEYS: &str = "SELECT client, epoch, wrapped FROM keys ORDER BY client";
const PUT: &str = "INSERT INTO keys (client, epoch, wrapped) VALUES (?, ?, ?)
    ON CONFLICT (client) DO NOTHING";
const EPOCH: &str = "SELECT epoch FROM keys LIMIT 1";
const REPLACE: &str = "UPDATE keys SET epoch = ?2, wrapped = ?3 WHERE client = ?1";
const COUNT: &str = "SELECT count(*) FROM keys";
const DESTROY: &str = "DELETE FROM keys WHERE client = ?";
const EMPTY_THE_LOG: &str = "PRAGMA wal_checkpoint(TRUNCATE)";

/// The open key store; empty once it is closed.
pub(super) struct KeyStore {
    conn: Mutex<Option<Connection>>,
    health: Arc<Health>,
}

fn wrapped(row: &rusqlite::Row<'_>) -> rusqlite::Result<WrappedKey> {
    let client = ClientId::from_bytes(row.get(0)?);
    Ok(WrappedKey {
        client,
        epoch: row.get(1)?,
        wrapped: row.get(2)?,
    })
}

impl KeyStore {
    pub(super) fn new(conn: Connection, health: Arc<Health>) -> Arc<Self> {
        Arc::new(Self {
            conn: Mutex::new(Some(conn)),
            health,
        })
    }

    pub(super) fn close(&self) {
        if let Ok(mut conn) = self.conn.lock() {
            *conn = None;
        }
    }

    async fn with<T: Send + 'static>(
        self: &Arc<Self>,
        act: impl FnOnce(&mut Connection) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        let store = Arc::clone(self);
        let acting = move || {
            let stopped = || Trouble::Work(EngineFault::Stopped);
            let mut conn = store.conn.lock().map_err(|_| stopped())?;
            let outcome = act(conn.as_mut().ok_or_else(stopped)?);
            if let Err(Trouble::Stop(why)) = &outcome {
                store.health.stop(why);
            }
            outcome
        };
        let ended = spawn_blocking(acting).await;
        ended.unwrap_or(Err(Trouble::Work(EngineFault::Stopped)))
    }

    /// As [`Self::with`], refused once the disk has failed.
    async fn change<T: Send + 'static>(
        self: &Arc<Self>,
        act: impl FnOnce(&mut Connection) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        if self.health.is_stopped() {
            return Err(Trouble::Work(EngineFault::Stopped));
        }
        self.with(act).await
    }

    pub(super) async fn key(
        self: &Arc<Self>,
        client: ClientId,
    ) -> Result<Option<WrappedKey>, EngineFault> {
        let read = move |conn: &mut Connection| {
            let mut key = conn.prepare_cached(KEY)?;
            let mut found = key.query_map(params![client.bytes()], wrapped)?;
            Ok(found.next().transpose()?)
        };
        self.with(read).await.map_err(Trouble::into_fault)
    }

    pub(super) async fn keys(self: &Arc<Self>) -> Result<Vec<WrappedKey>, EngineFault> {
        let read = |conn: &mut Connection| -> Result<_, Trouble> {
            let mut keys = conn.prepare_cached(KEYS)?;
            let all: rusqlite::Result<_> = keys.query_map([], wrapped)?.collect();
            Ok(all?)
        };
        self.with(read).await.map_err(Trouble::into_fault)
    }

    pub(super) async fn put(self: &Arc<Self>, keys: Vec<WrappedKey>) -> Result<(), CommitError> {
        let write = move |conn: &mut Connection| {
            let whole = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let there = whole.query_row(EPOCH, [], |row| row.get(0)).optional()?;
            if !of_one_epoch(&keys, there) {
                return Err(Trouble::Conflict);
            }
            for key in &keys {
                let put = whole.prepare_cached(PUT)?.execute(params![
                    key.client.bytes(),
                    key.epoch,
                    key.wrapped
                ])?;
                if put == 0 {
                    return Err(Trouble::Conflict);
                }
            }
            Ok(whole.commit()?)
        };
        self.change(write).await.map_err(|trouble| trouble.told())
    }

    /// Writes every key anew. Freed bytes are overwritten in the file (`secure_delete`) and the log
    /// is emptied; a log that another program keeps open holds keys under a root key that is gone.
    pub(super) async fn replace(self: &Arc<Self>, anew: KeysAnew) -> Result<(), CommitError> {
        let write = move |conn: &mut Connection| {
            let whole = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for client in &anew.gone {
                whole
                    .prepare_cached(DESTROY)?
                    .execute(params![client.bytes()])?;
            }
            for key in &anew.keys {
                let replaced = whole.prepare_cached(REPLACE)?.execute(params![
                    key.client.bytes(),
                    key.epoch,
                    key.wrapped
                ])?;
                if replaced != 1 {
                    return Err(Trouble::Conflict);
                }
            }
            let there: i64 = whole.query_row(COUNT, [], |row| row.get(0))?;
            if usize::try_from(there).ok() != Some(anew.keys.len()) {
                return Err(Trouble::Conflict);
            }
            whole.commit()?;
            let in_the_way: bool = conn.query_row(EMPTY_THE_LOG, [], |row| row.get(0))?;
            if in_the_way {
                tracing::warn!("another program reads the key store and keeps its log; close it");
            }
            Ok(())
        };
        self.change(write).await.map_err(|trouble| trouble.told())
    }

    pub(super) async fn destroy(self: &Arc<Self>, client: ClientId) -> Result<(), EngineFault> {
        let write = move |conn: &mut Connection| {
            conn.execute(DESTROY, params![client.bytes()])?;
            let in_the_way: bool = conn.query_row(EMPTY_THE_LOG, [], |row| row.get(0))?;
            if in_the_way {
                return Err(Trouble::Work(EngineFault::Database(
                    "the key is destroyed, but another program reads the key store and keeps its \
                     log; close that program and erase again"
                        .into(),
                )));
            }
            Ok(())
        };
        self.change(write).await.map_err(Trouble::into_fault)
    }
}
