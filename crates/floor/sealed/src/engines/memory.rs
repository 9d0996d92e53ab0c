//! An engine that keeps everything in memory and loses it at the end: for tests and the demo.
//!
//! It answers exactly as the engines on disk do, so that a rule proved on it holds on them.

use crate::engine::{
    Batch, CommitError, Engine, EngineFault, GistRow, KeysAnew, LineRow, NewLine, Pending, PostRow,
    Row, Tag, WrappedKey, of_one_epoch,
};
use care::{ClientId, Moment, RecordId};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound::{Excluded, Included, Unbounded};
use std::path::PathBuf;
use std::sync::Mutex;

/// Keeps sealed bytes in memory.
#[derive(Default)]
pub struct MemoryEngine {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    rows: BTreeMap<(ClientId, RecordId, u32), Row>,
    gists: BTreeMap<(ClientId, Tag), GistRow>,
    /// By place.
    lines: Vec<NewLine>,
    /// The places of each client's lines, rising.
    places: BTreeMap<ClientId, Vec<usize>>,
    post: BTreeMap<(ClientId, RecordId), PostRow>,
    keys: BTreeMap<ClientId, WrappedKey>,
    closed: bool,
}

const FIRST: RecordId = RecordId::from_bytes([0; 16]);
const LAST: RecordId = RecordId::from_bytes([0xFF; 16]);

fn at_most(limit: u32) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}

impl MemoryEngine {
    /// An empty engine.
    pub fn new() -> Self {
        Self::default()
    }

    fn with<T>(&self, act: impl FnOnce(&mut Kept) -> T) -> Result<T, EngineFault> {
        let mut kept = self.kept.lock().map_err(|_| EngineFault::Stopped)?;
        if kept.closed {
            Err(EngineFault::Stopped)
        } else {
            Ok(act(&mut kept))
        }
    }
}

impl Kept {
    /// Whether nothing in the batch was there first. Looks before anything is changed, so that a
    /// refused batch leaves nothing behind.
    fn is_free(&self, batch: &Batch) -> bool {
        let mut seen = BTreeSet::new();
        let rows_are_new = batch.rows.iter().all(|row| {
            let place = (row.client, row.record, row.version);
            !self.rows.contains_key(&place) && seen.insert(place)
        });
        let mut offered = BTreeMap::new();
        rows_are_new
            && batch.gists.iter().all(|gist| {
                let place = (gist.client, gist.tag);
                let stored = self.gists.get(&place).map_or(0, |gist| gist.version);
                let before = offered.insert(place, gist.version).unwrap_or(stored);
                before.checked_add(1) == Some(gist.version)
            })
    }

    fn apply(&mut self, batch: Batch) {
        for row in batch.rows {
            self.rows.insert((row.client, row.record, row.version), row);
        }
        for row in batch.overwrite {
            self.forget(row.client, row.record, row.version);
            self.rows.insert((row.client, row.record, row.version), row);
        }
        for (client, record) in batch.forget {
            self.forget(client, record, u32::MAX);
        }
        for gist in batch.gists {
            self.gists.insert((gist.client, gist.tag), gist);
        }
        for line in batch.lines {
            self.places
                .entry(line.client)
                .or_default()
                .push(self.lines.len());
            self.lines.push(line);
        }
        for item in batch.post {
            self.post.insert((item.client, item.post), item);
        }
        for item in batch.delivered {
            self.post.remove(&item);
        }
        for client in batch.erased {
            self.erase(client);
        }
    }

    fn erase(&mut self, client: ClientId) {
        self.rows.retain(|(whose, _, _), _| *whose != client);
        self.gists.retain(|(whose, _), _| *whose != client);
        self.post.retain(|(whose, _), _| *whose != client);
        for place in self.places.get(&client).into_iter().flatten() {
            if let Some(line) = self.lines.get_mut(*place) {
                line.sealed = Vec::new();
            }
        }
    }

    /// Puts another key store in place of this one, if it is one of the same people.
    fn replace_keys(&mut self, anew: KeysAnew) -> Result<(), CommitError> {
        let mut keys = BTreeMap::new();
        for key in anew.keys {
            if anew.gone.contains(&key.client)
                || !self.keys.contains_key(&key.client)
                || keys.insert(key.client, key).is_some()
            {
                return Err(CommitError::Conflict);
            }
        }
        let covered = |client: &ClientId| keys.contains_key(client) || anew.gone.contains(client);
        if !self.keys.keys().all(covered) {
            return Err(CommitError::Conflict);
        }
        self.keys = keys;
        Ok(())
    }

    /// Removes a record's versions up to and including `version`.
    fn forget(&mut self, client: ClientId, record: RecordId, version: u32) {
        let gone: Vec<_> = self
            .rows
            .range((client, record, 0)..=(client, record, version))
            .map(|(place, _)| *place)
            .collect();
        for place in gone {
            self.rows.remove(&place);
        }
    }

    fn latest(&self, client: ClientId, tag: Tag, after: Option<RecordId>, limit: u32) -> Vec<Row> {
        let from = match after {
            Some(record) => Excluded((client, record, u32::MAX)),
            None => Included((client, FIRST, 0)),
        };
        let mut rows = self
            .rows
            .range((from, Included((client, LAST, u32::MAX))))
            .peekable();
        let mut latest = Vec::new();
        while let Some((_, row)) = rows.next() {
            if latest.len() >= at_most(limit) {
                break;
            }
            let superseded = rows
                .peek()
                .is_some_and(|(_, next)| next.record == row.record);
            if row.tag == tag && !superseded {
                latest.push(row.clone());
            }
        }
        latest
    }

    fn line(&self, place: usize) -> Option<LineRow> {
        let line = self.lines.get(place)?.clone();
        Some(LineRow {
            place: u64::try_from(place).ok()?,
            line,
        })
    }
}

impl Engine for MemoryEngine {
    fn commit(&self, batch: Batch) -> Pending<'_, Result<(), CommitError>> {
        Box::pin(async move {
            self.with(|kept| {
                if !kept.is_free(&batch) {
                    return Err(CommitError::Conflict);
                }
                kept.apply(batch);
                Ok(())
            })?
        })
    }

    fn latest(
        &self,
        client: ClientId,
        tag: Tag,
        after: Option<RecordId>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>> {
        Box::pin(async move { self.with(|kept| kept.latest(client, tag, after, limit)) })
    }

    fn versions(
        &self,
        client: ClientId,
        record: RecordId,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>> {
        Box::pin(async move {
            self.with(|kept| {
                let versions = kept
                    .rows
                    .range((client, record, 0)..=(client, record, u32::MAX));
                versions.map(|(_, row)| row.clone()).collect()
            })
        })
    }

    fn record(
        &self,
        client: ClientId,
        record: RecordId,
    ) -> Pending<'_, Result<Option<Row>, EngineFault>> {
        Box::pin(async move {
            self.with(|kept| {
                let mut versions = kept
                    .rows
                    .range((client, record, 0)..=(client, record, u32::MAX));
                versions.next_back().map(|(_, row)| row.clone())
            })
        })
    }

    fn gists(&self, clients: Vec<ClientId>) -> Pending<'_, Result<Vec<GistRow>, EngineFault>> {
        Box::pin(async move {
            self.with(|kept| {
                let of = |client| kept.gists.range((client, [0; 16])..=(client, [0xFF; 16]));
                clients
                    .into_iter()
                    .flat_map(of)
                    .map(|(_, gist)| gist.clone())
                    .collect()
            })
        })
    }

    fn lines(
        &self,
        client: ClientId,
        before: Option<u64>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<LineRow>, EngineFault>> {
        Box::pin(async move {
            self.with(|kept| {
                let places = kept
                    .places
                    .get(&client)
                    .map(Vec::as_slice)
                    .unwrap_or_default();
                let newest_first = places.iter().rev().filter_map(|place| kept.line(*place));
                let wanted = newest_first.filter(|line| before.is_none_or(|end| line.place < end));
                wanted.take(at_most(limit)).collect()
            })
        })
    }

    fn all_lines(&self, from: u64, limit: u32) -> Pending<'_, Result<Vec<LineRow>, EngineFault>> {
        Box::pin(async move {
            self.with(|kept| {
                let from = usize::try_from(from).unwrap_or(usize::MAX);
                (from..kept.lines.len().min(from.saturating_add(at_most(limit))))
                    .filter_map(|place| kept.line(place))
                    .collect()
            })
        })
    }

    fn all_rows(
        &self,
        after: Option<(ClientId, RecordId, u32)>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>> {
        Box::pin(async move {
            self.with(|kept| {
                let rest = kept
                    .rows
                    .range((after.map_or(Unbounded, Excluded), Unbounded));
                rest.take(at_most(limit))
                    .map(|(_, row)| row.clone())
                    .collect()
            })
        })
    }

    fn due(&self, now: Moment, limit: u32) -> Pending<'_, Result<Vec<PostRow>, EngineFault>> {
        Box::pin(async move {
            self.with(|kept| {
                let mut due: Vec<_> = kept
                    .post
                    .values()
                    .filter(|item| item.due_at <= now)
                    .cloned()
                    .collect();
                due.sort_by_key(|item| (item.due_at, item.client, item.post));
                due.truncate(at_most(limit));
                due
            })
        })
    }

    fn key(&self, client: ClientId) -> Pending<'_, Result<Option<WrappedKey>, EngineFault>> {
        Box::pin(async move { self.with(|kept| kept.keys.get(&client).cloned()) })
    }

    fn put_keys(&self, keys: Vec<WrappedKey>) -> Pending<'_, Result<(), CommitError>> {
        Box::pin(async move {
            self.with(|kept| {
                let mut seen = BTreeSet::new();
                let free = |key: &WrappedKey| {
                    !kept.keys.contains_key(&key.client) && seen.insert(key.client)
                };
                let there = kept.keys.values().next().map(|key| key.epoch);
                if !keys.iter().all(free) || !of_one_epoch(&keys, there) {
                    return Err(CommitError::Conflict);
                }
                kept.keys
                    .extend(keys.into_iter().map(|key| (key.client, key)));
                Ok(())
            })?
        })
    }

    fn keys(&self) -> Pending<'_, Result<Vec<WrappedKey>, EngineFault>> {
        Box::pin(async move { self.with(|kept| kept.keys.values().cloned().collect()) })
    }

    fn replace_keys(&self, anew: KeysAnew) -> Pending<'_, Result<(), CommitError>> {
        Box::pin(async move { self.with(|kept| kept.replace_keys(anew))? })
    }

    fn destroy_key(&self, client: ClientId) -> Pending<'_, Result<(), EngineFault>> {
        Box::pin(async move {
            self.with(|kept| {
                kept.keys.remove(&client);
            })
        })
    }

    fn back_up(&self, _to: PathBuf) -> Pending<'_, Result<(), EngineFault>> {
        Box::pin(async {
            Err(EngineFault::Database(
                "what is kept in memory is not backed up".into(),
            ))
        })
    }

    fn close(&self) -> Pending<'_, ()> {
        Box::pin(async move {
            // Closing twice, or after a fault, is closed all the same.
            let _ = self.with(|kept| kept.closed = true);
        })
    }
}
