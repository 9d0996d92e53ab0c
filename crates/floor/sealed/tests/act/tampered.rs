//! An engine that someone has had their hands on: it refuses to commit when told to, counts what it
//! commits, and changes or loses cells as they are read.

use care::{ClientId, Moment, RecordId};
use sealed::engine::{
    Batch, CommitError, Engine, EngineFault, GistRow, KeysAnew, LineRow, Pending, PostRow, Row,
    Tag, WrappedKey,
};
use sealed::engines::MemoryEngine;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// A stored cell, as it is read.
pub(crate) enum Cell<'a> {
    Row(&'a mut Row),
    Gist(&'a mut GistRow),
    Line(&'a mut LineRow),
    Post(&'a mut PostRow),
    Key(&'a mut WrappedKey),
}

/// Which cell, whatever was done to what is in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Place {
    Row(ClientId, RecordId, u32),
    Gist(ClientId, Tag),
    Line(u64),
    Post(ClientId, RecordId),
    Key(ClientId),
}

impl Cell<'_> {
    pub(crate) fn place(&self) -> Place {
        match self {
            Self::Row(row) => Place::Row(row.client, row.record, row.version),
            Self::Gist(row) => Place::Gist(row.client, row.tag),
            Self::Line(row) => Place::Line(row.place),
            Self::Post(row) => Place::Post(row.client, row.post),
            Self::Key(row) => Place::Key(row.client),
        }
    }

    pub(crate) fn sealed(&mut self) -> &mut Vec<u8> {
        match self {
            Self::Row(row) => &mut row.sealed,
            Self::Gist(row) => &mut row.sealed,
            Self::Line(row) => &mut row.line.sealed,
            Self::Post(row) => &mut row.sealed,
            Self::Key(row) => &mut row.wrapped,
        }
    }
}

/// Does something to a cell and says whether it is still there.
pub(crate) type Hand = Box<dyn FnMut(Cell<'_>) -> bool + Send>;
/// Why a commit is refused, made anew each time.
pub(crate) type Refusal = fn() -> CommitError;

#[derive(Default)]
struct Inner {
    engine: MemoryEngine,
    hand: Mutex<Option<Hand>>,
    refusal: Mutex<Option<Refusal>>,
    /// What was committed: rows and lines of each batch.
    commits: Mutex<Vec<(usize, usize)>>,
    /// Commits wait here while someone holds it.
    gate: tokio::sync::Mutex<()>,
}

/// The engine. Clones share what is stored.
#[derive(Clone, Default)]
pub(crate) struct Tampered(Arc<Inner>);

impl Tampered {
    /// From now on every cell passes through this hand as it is read.
    pub(crate) fn tamper(&self, hand: impl FnMut(Cell<'_>) -> bool + Send + 'static) {
        *self.0.hand.lock().unwrap() = Some(Box::new(hand));
    }

    /// From now on nothing is changed.
    pub(crate) fn leave_alone(&self) {
        *self.0.hand.lock().unwrap() = None;
    }

    /// From now on commits are refused, or not.
    pub(crate) fn refuse(&self, refusal: Option<Refusal>) {
        *self.0.refusal.lock().unwrap() = refusal;
    }

    /// The number of rows and lines of each batch committed so far.
    pub(crate) fn commits(&self) -> Vec<(usize, usize)> {
        self.0.commits.lock().unwrap().clone()
    }

    /// Holds commits back until what is returned is dropped.
    pub(crate) async fn hold(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.0.gate.lock().await
    }

    /// Every cell there is.
    pub(crate) async fn places(&self) -> Vec<Place> {
        let mut places = Vec::new();
        let keys = self.keys().await.unwrap();
        for mut gist in self
            .gists(keys.iter().map(|key| key.client).collect())
            .await
            .unwrap()
        {
            places.push(Cell::Gist(&mut gist).place());
        }
        for mut key in keys {
            places.push(Cell::Key(&mut key).place());
        }
        for mut row in self.all_rows(None, 10_000).await.unwrap() {
            places.push(Cell::Row(&mut row).place());
        }
        for mut line in self.all_lines(0, 10_000).await.unwrap() {
            places.push(Cell::Line(&mut line).place());
        }
        for mut item in self
            .due(Moment::from_millis(i64::MAX), 10_000)
            .await
            .unwrap()
        {
            places.push(Cell::Post(&mut item).place());
        }
        places
    }

    fn touched<T>(&self, mut cells: Vec<T>, cell: fn(&mut T) -> Cell<'_>) -> Vec<T> {
        if let Some(hand) = &mut *self.0.hand.lock().unwrap() {
            cells.retain_mut(|each| hand(cell(each)));
        }
        cells
    }
}

impl Engine for Tampered {
    fn commit(&self, batch: Batch) -> Pending<'_, Result<(), CommitError>> {
        Box::pin(async move {
            let this = self.clone();
            // As with an engine that has a thread of its own: who stops waiting stops nothing.
            let work = tokio::spawn(async move {
                let refusal = *this.0.refusal.lock().unwrap();
                if let Some(refusal) = refusal {
                    return Err(refusal());
                }
                let size = (batch.rows.len(), batch.lines.len());
                drop(this.0.gate.lock().await);
                this.0.engine.commit(batch).await?;
                this.0.commits.lock().unwrap().push(size);
                Ok(())
            });
            work.await.unwrap()
        })
    }

    fn latest(
        &self,
        client: ClientId,
        tag: Tag,
        after: Option<RecordId>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>> {
        Box::pin(async move {
            let rows = self.0.engine.latest(client, tag, after, limit).await?;
            Ok(self.touched(rows, |row| Cell::Row(row)))
        })
    }

    fn versions(
        &self,
        client: ClientId,
        record: RecordId,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>> {
        Box::pin(async move {
            let rows = self.0.engine.versions(client, record).await?;
            Ok(self.touched(rows, |row| Cell::Row(row)))
        })
    }

    fn record(
        &self,
        client: ClientId,
        record: RecordId,
    ) -> Pending<'_, Result<Option<Row>, EngineFault>> {
        Box::pin(async move {
            let row = self.0.engine.record(client, record).await?;
            Ok(self
                .touched(row.into_iter().collect(), |row| Cell::Row(row))
                .pop())
        })
    }

    fn gists(&self, clients: Vec<ClientId>) -> Pending<'_, Result<Vec<GistRow>, EngineFault>> {
        Box::pin(async move {
            let gists = self.0.engine.gists(clients).await?;
            Ok(self.touched(gists, |gist| Cell::Gist(gist)))
        })
    }

    fn lines(
        &self,
        client: ClientId,
        before: Option<u64>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<LineRow>, EngineFault>> {
        Box::pin(async move {
            let lines = self.0.engine.lines(client, before, limit).await?;
            Ok(self.touched(lines, |line| Cell::Line(line)))
        })
    }

    fn all_lines(&self, from: u64, limit: u32) -> Pending<'_, Result<Vec<LineRow>, EngineFault>> {
        Box::pin(async move {
            let lines = self.0.engine.all_lines(from, limit).await?;
            Ok(self.touched(lines, |line| Cell::Line(line)))
        })
    }

    fn all_rows(
        &self,
        after: Option<(ClientId, RecordId, u32)>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>> {
        Box::pin(async move {
            let rows = self.0.engine.all_rows(after, limit).await?;
            Ok(self.touched(rows, |row| Cell::Row(row)))
        })
    }

    fn due(&self, now: Moment, limit: u32) -> Pending<'_, Result<Vec<PostRow>, EngineFault>> {
        Box::pin(async move {
            let due = self.0.engine.due(now, limit).await?;
            Ok(self.touched(due, |item| Cell::Post(item)))
        })
    }

    fn key(&self, client: ClientId) -> Pending<'_, Result<Option<WrappedKey>, EngineFault>> {
        Box::pin(async move {
            let key = self.0.engine.key(client).await?;
            Ok(self
                .touched(key.into_iter().collect(), |key| Cell::Key(key))
                .pop())
        })
    }

    fn put_keys(&self, keys: Vec<WrappedKey>) -> Pending<'_, Result<(), CommitError>> {
        self.0.engine.put_keys(keys)
    }

    fn keys(&self) -> Pending<'_, Result<Vec<WrappedKey>, EngineFault>> {
        Box::pin(async move {
            let keys = self.0.engine.keys().await?;
            Ok(self.touched(keys, |key| Cell::Key(key)))
        })
    }

    fn replace_keys(&self, anew: KeysAnew) -> Pending<'_, Result<(), CommitError>> {
        self.0.engine.replace_keys(anew)
    }

    fn destroy_key(&self, client: ClientId) -> Pending<'_, Result<(), EngineFault>> {
        self.0.engine.destroy_key(client)
    }

    fn back_up(&self, to: PathBuf) -> Pending<'_, Result<(), EngineFault>> {
        self.0.engine.back_up(to)
    }

    fn close(&self) -> Pending<'_, ()> {
        self.0.engine.close()
    }
}
