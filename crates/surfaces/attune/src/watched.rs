//! An engine that is watched: what it says about saving becomes the service's health and its
//! counts. It sees sealed bytes pass and looks into none.

use crate::system::Stopwatch;
use care::{ClientId, Moment, RecordId};
use metrics::{counter, gauge, histogram};
use sealed::engine::{
    Batch, CommitError, Engine, EngineFault, GistRow, KeysAnew, Leaf, LineRow, Pending, PostRow,
    Row, Tag, WrappedKey,
};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::watch;

/// How saving goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Saving {
    /// What is asked to be kept is kept.
    Well,
    /// The last attempt found the disk full. Reading goes on.
    NotSaving,
    /// The engine has stopped for good; only a restart helps.
    Stopped,
}

/// The service's health, for whoever asks or waits.
#[derive(Clone, Debug)]
pub struct Health(Arc<watch::Sender<Saving>>);

impl Default for Health {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(Saving::Well)))
    }
}

impl Health {
    /// How saving goes.
    pub fn saving(&self) -> Saving {
        *self.0.borrow()
    }

    /// Sets it. What has stopped stays so.
    pub(crate) fn set(&self, saving: Saving) {
        let changed = self.0.send_if_modified(|was| {
            let change = *was != saving && *was != Saving::Stopped;
            if change {
                *was = saving;
            }
            change
        });
        if changed {
            match saving {
                Saving::Well => tracing::info!("saving again"),
                Saving::NotSaving => tracing::error!("the disk is full: nothing is being saved"),
                Saving::Stopped => tracing::error!("the storage engine has stopped"),
            }
        }
        gauge!("attune_engine_stopped").set(if self.saving() == Saving::Stopped {
            1.0
        } else {
            0.0
        });
    }

    /// Returns when the engine has stopped.
    pub(crate) async fn until_stopped(&self) {
        // The sender lives as long as `self`.
        let _ = self
            .0
            .subscribe()
            .wait_for(|saving| *saving == Saving::Stopped)
            .await;
    }

    fn learn<T>(&self, outcome: &Result<T, CommitError>) -> &'static str {
        let (saving, told) = match outcome {
            Ok(_) => (Saving::Well, "saved"),
            Err(CommitError::Conflict) => return "conflict",
            Err(CommitError::Full) => (Saving::NotSaving, "full"),
            Err(CommitError::Fault(EngineFault::Stopped)) => (Saving::Stopped, "stopped"),
            Err(CommitError::Fault(_)) => return "fault",
        };
        self.set(saving);
        told
    }
}

/// The engine and what is learned from it.
pub(crate) struct Watched {
    engine: Box<dyn Engine>,
    health: Health,
}

impl Watched {
    pub(crate) fn new(engine: Box<dyn Engine>, health: Health) -> Self {
        Self { engine, health }
    }
}

impl Engine for Watched {
    fn commit(&self, batch: Batch) -> Pending<'_, Result<(), CommitError>> {
        Box::pin(async move {
            let openings = if batch.rows.is_empty() {
                batch.lines.len()
            } else {
                0
            };
            let waiting = gauge!("attune_commits_waiting");
            let took = Stopwatch::start();
            waiting.increment(1.0);
            let outcome = self.engine.commit(batch).await;
            waiting.decrement(1.0);
            let told = self.health.learn(&outcome);
            counter!("attune_commits_total", "outcome" => told).increment(1);
            if outcome.is_ok() {
                histogram!("attune_commit_seconds").record(took.elapsed().as_secs_f64());
                counter!("attune_openings_total").increment(openings as u64);
            }
            outcome
        })
    }

    fn latest(
        &self,
        client: ClientId,
        tag: Tag,
        after: Option<RecordId>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>> {
        self.engine.latest(client, tag, after, limit)
    }

    fn versions(
        &self,
        client: ClientId,
        record: RecordId,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>> {
        self.engine.versions(client, record)
    }

    fn record(
        &self,
        client: ClientId,
        record: RecordId,
    ) -> Pending<'_, Result<Option<Row>, EngineFault>> {
        self.engine.record(client, record)
    }

    fn gists(&self, clients: Vec<ClientId>) -> Pending<'_, Result<Vec<GistRow>, EngineFault>> {
        self.engine.gists(clients)
    }

    fn lines(
        &self,
        client: ClientId,
        before: Option<u64>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<LineRow>, EngineFault>> {
        self.engine.lines(client, before, limit)
    }

    fn all_lines(&self, from: u64, limit: u32) -> Pending<'_, Result<Vec<LineRow>, EngineFault>> {
        self.engine.all_lines(from, limit)
    }

    fn leaves(&self, from: u64, limit: u32) -> Pending<'_, Result<Vec<Leaf>, EngineFault>> {
        self.engine.leaves(from, limit)
    }

    fn all_rows(
        &self,
        after: Option<(ClientId, RecordId, u32)>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>> {
        self.engine.all_rows(after, limit)
    }

    fn due(&self, now: Moment, limit: u32) -> Pending<'_, Result<Vec<PostRow>, EngineFault>> {
        self.engine.due(now, limit)
    }

    fn key(&self, client: ClientId) -> Pending<'_, Result<Option<WrappedKey>, EngineFault>> {
        self.engine.key(client)
    }

    fn put_keys(&self, keys: Vec<WrappedKey>) -> Pending<'_, Result<(), CommitError>> {
        Box::pin(async move {
            let outcome = self.engine.put_keys(keys).await;
            self.health.learn(&outcome);
            outcome
        })
    }

    fn keys(&self) -> Pending<'_, Result<Vec<WrappedKey>, EngineFault>> {
        self.engine.keys()
    }

    fn replace_keys(&self, anew: KeysAnew) -> Pending<'_, Result<(), CommitError>> {
        Box::pin(async move {
            let outcome = self.engine.replace_keys(anew).await;
            self.health.learn(&outcome);
            outcome
        })
    }

    fn destroy_key(&self, client: ClientId) -> Pending<'_, Result<(), EngineFault>> {
        self.engine.destroy_key(client)
    }

    fn back_up(&self, to: PathBuf) -> Pending<'_, Result<(), EngineFault>> {
        self.engine.back_up(to)
    }

    fn close(&self) -> Pending<'_, ()> {
        self.engine.close()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_passes_and_a_stopped_engine_does_not() {
        let health = Health::default();
        let full = || Err::<(), _>(CommitError::Full);
        let conflict = || Err::<(), _>(CommitError::Conflict);
        let stopped = || Err::<(), _>(CommitError::Fault(EngineFault::Stopped));
        for (outcome, then) in [
            (Ok(()), Saving::Well),
            (conflict(), Saving::Well),
            (full(), Saving::NotSaving),
            (conflict(), Saving::NotSaving),
            (Ok(()), Saving::Well),
            (stopped(), Saving::Stopped),
            (Ok(()), Saving::Stopped),
            (full(), Saving::Stopped),
        ] {
            health.learn(&outcome);
            assert_eq!(health.saving(), then, "after {outcome:?}");
        }
    }
}
