//! Reading, beside the writer and never in its way: a few connections that cannot write.

use super::open::reader;
use super::trouble::fault;
use crate::engine::{EngineFault, GistRow, Leaf, LineRow, NewLine, PostRow, Row, Tag};
use care::{ClientId, LineId, Moment, RecordId};
use rusqlite::types::FromSql;
use rusqlite::{Connection, params};
use std::path::Path;
use std::sync::{Arc, Mutex};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// How many read at the same moment; more than this only wait for the same disk.
const READERS: u32 = 4;

/// How many rows are a glance: some tens of kilobytes at most.
pub(super) const GLANCE: u32 = 64;

/// Of how many clients the gists are a glance.
pub(super) const FEW_CLIENTS: usize = 16;

/// The readers that are free.
pub(super) struct Readers {
    idle: Mutex<Vec<Connection>>,
    free: Arc<Semaphore>,
}

/// A reader in use; given back when done, also after a panic.
struct Lent<'a> {
    conn: Option<Connection>,
    to: &'a Readers,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        if let (Some(conn), Ok(mut idle)) = (self.conn.take(), self.to.idle.lock()) {
            idle.push(conn);
        }
    }
}

impl Readers {
    pub(super) fn open(path: &Path, vfs: Option<&str>) -> Result<Arc<Self>, EngineFault> {
        let idle: Result<Vec<_>, _> = (0..READERS).map(|_| reader(path, vfs)).collect();
        let free = Arc::new(Semaphore::new(READERS as usize));
        Ok(Arc::new(Self {
            idle: Mutex::new(idle?),
            free,
        }))
    }

    /// Reads on a thread that may wait for the disk: for what may be long.
    pub(super) async fn read<T: Send + 'static>(
        self: &Arc<Self>,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, EngineFault> {
        let free = Arc::clone(&self.free);
        let permit = free
            .acquire_owned()
            .await
            .map_err(|_| EngineFault::Stopped)?;
        let readers = Arc::clone(self);
        let reading = move || {
            // Held until the connection is back, also if whoever asked is gone.
            let _permit = permit;
            readers.lend(query)
        };
        spawn_blocking(reading)
            .await
            .map_err(|_| EngineFault::Stopped)?
    }

    /// Reads a few rows here and now. They almost always lie in memory and take microseconds;
    /// handing them to another thread and back costs ten times that (`attune bench`, pages). Where
    /// every reader is in use it waits its turn like a long one.
    pub(super) async fn glance<T: Send + 'static>(
        self: &Arc<Self>,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, EngineFault> {
        if let Ok(_permit) = self.free.try_acquire() {
            return self.lend(query);
        }
        self.read(query).await
    }

    /// Lends a reader to a query. Whoever calls holds a permit, so one is there.
    fn lend<T>(
        &self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, EngineFault> {
        let conn = self.idle.lock().map_err(|_| EngineFault::Stopped)?.pop();
        let lent = Lent { conn, to: self };
        let conn = lent.conn.as_ref().ok_or(EngineFault::Stopped)?;
        query(conn).map_err(|error| fault(&error))
    }

    /// Lets those who are reading finish, and refuses everyone after.
    pub(super) async fn close(&self) {
        if let Ok(all) = self.free.acquire_many(READERS).await {
            self.free.close();
            drop(all);
        }
        self.clear();
    }

    /// Closes the connections nobody uses.
    pub(super) fn clear(&self) {
        if let Ok(mut idle) = self.idle.lock() {
            idle.clear();
        }
    }
}

/// The first place of all in the order of ids.
const START: &[u8] = &[];

const LATEST: &str = "SELECT client, record, version, tag, at, sealed FROM records AS here
    WHERE client = ?1 AND tag = ?2 AND record > ?3 AND NOT EXISTS (
        SELECT 1 FROM records AS later WHERE later.client = here.client
        AND later.record = here.record AND later.version > here.version)
    ORDER BY record LIMIT ?4";
const VERSIONS: &str = "SELECT client, record, version, tag, at, sealed FROM records
    WHERE client = ? AND record = ? ORDER BY version";
const NEWEST: &str = "SELECT client, record, version, tag, at, sealed FROM records
    WHERE client = ? AND record = ? ORDER BY version DESC LIMIT 1";
const ALL_ROWS: &str = "SELECT client, record, version, tag, at, sealed FROM records
    WHERE (client, record, version) > (?, ?, ?) ORDER BY client, record, version LIMIT ?";
const GISTS: &str = "SELECT tag, version, sealed FROM gists WHERE client = ?";
const LINES: &str = "SELECT client, place, line, at, leaf, sealed FROM lines
    WHERE client = ? AND place < ? ORDER BY place DESC LIMIT ?";
const ALL_LINES: &str = "SELECT client, place, line, at, leaf, sealed FROM lines
    WHERE place >= ? ORDER BY place LIMIT ?";
const LEAVES: &str = "SELECT place, leaf FROM lines WHERE place >= ? ORDER BY place LIMIT ?";
const DUE: &str = "SELECT client, post, due_at, tries, sealed FROM post
    WHERE due_at <= ? ORDER BY due_at, client, post LIMIT ?";

fn id<T>(row: &rusqlite::Row<'_>, column: usize, of: fn([u8; 16]) -> T) -> rusqlite::Result<T>
where
    [u8; 16]: FromSql,
{
    row.get(column).map(of)
}

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row {
        client: id(row, 0, ClientId::from_bytes)?,
        record: id(row, 1, RecordId::from_bytes)?,
        version: row.get(2)?,
        tag: row.get(3)?,
        at: Moment::from_millis(row.get(4)?),
        sealed: row.get(5)?,
    })
}

fn line(row: &rusqlite::Row<'_>) -> rusqlite::Result<LineRow> {
    let line = NewLine {
        client: id(row, 0, ClientId::from_bytes)?,
        line: id(row, 2, LineId::from_bytes)?,
        at: Moment::from_millis(row.get(3)?),
        leaf: row.get(4)?,
        sealed: row.get(5)?,
    };
    Ok(LineRow {
        place: row.get::<_, i64>(1)?.cast_unsigned(),
        line,
    })
}

/// Places beyond what a database can count are beyond its last line.
fn place(place: u64) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}

pub(super) fn latest(
    conn: &Connection,
    client: ClientId,
    tag: Tag,
    after: Option<RecordId>,
    limit: u32,
) -> rusqlite::Result<Vec<Row>> {
    let after = after
        .as_ref()
        .map_or(START, |record| record.bytes().as_slice());
    conn.prepare_cached(LATEST)?
        .query_map(params![client.bytes(), tag, after, limit], |cells| {
            row(cells)
        })?
        .collect()
}

pub(super) fn versions(
    conn: &Connection,
    client: ClientId,
    record: RecordId,
) -> rusqlite::Result<Vec<Row>> {
    conn.prepare_cached(VERSIONS)?
        .query_map(params![client.bytes(), record.bytes()], row)?
        .collect()
}

pub(super) fn record(
    conn: &Connection,
    client: ClientId,
    record: RecordId,
) -> rusqlite::Result<Option<Row>> {
    conn.prepare_cached(NEWEST)?
        .query_map(params![client.bytes(), record.bytes()], row)?
        .next()
        .transpose()
}

pub(super) fn gists(conn: &Connection, clients: &[ClientId]) -> rusqlite::Result<Vec<GistRow>> {
    // One snapshot for the whole list: the same moment for everyone, and one lock instead of many.
    let snapshot = conn.unchecked_transaction()?;
    let mut gists = Vec::with_capacity(clients.len());
    let mut of = snapshot.prepare_cached(GISTS)?;
    for client in clients {
        let mut cells = of.query(params![client.bytes()])?;
        while let Some(row) = cells.next()? {
            let (tag, version, sealed) = (row.get(0)?, row.get(1)?, row.get(2)?);
            gists.push(GistRow {
                client: *client,
                tag,
                version,
                sealed,
            });
        }
    }
    Ok(gists)
}

pub(super) fn lines(
    conn: &Connection,
    client: ClientId,
    before: Option<u64>,
    limit: u32,
) -> rusqlite::Result<Vec<LineRow>> {
    let before = before.map_or(i64::MAX, place);
    conn.prepare_cached(LINES)?
        .query_map(params![client.bytes(), before, limit], line)?
        .collect()
}

pub(super) fn all_lines(
    conn: &Connection,
    from: u64,
    limit: u32,
) -> rusqlite::Result<Vec<LineRow>> {
    conn.prepare_cached(ALL_LINES)?
        .query_map(params![place(from), limit], line)?
        .collect()
}

pub(super) fn leaves(conn: &Connection, from: u64, limit: u32) -> rusqlite::Result<Vec<Leaf>> {
    let leaf = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?.cast_unsigned(), row.get(1)?));
    conn.prepare_cached(LEAVES)?
        .query_map(params![place(from), limit], leaf)?
        .collect()
}

pub(super) fn all_rows(
    conn: &Connection,
    after: Option<(ClientId, RecordId, u32)>,
    limit: u32,
) -> rusqlite::Result<Vec<Row>> {
    let mut all = conn.prepare_cached(ALL_ROWS)?;
    let rows = match after {
        Some((client, record, version)) => {
            all.query_map(params![client.bytes(), record.bytes(), version, limit], row)
        }
        None => all.query_map(params![START, START, -1, limit], row),
    };
    rows?.collect()
}

pub(super) fn due(conn: &Connection, now: Moment, limit: u32) -> rusqlite::Result<Vec<PostRow>> {
    let post = |row: &rusqlite::Row<'_>| -> rusqlite::Result<PostRow> {
        Ok(PostRow {
            client: id(row, 0, ClientId::from_bytes)?,
            post: id(row, 1, RecordId::from_bytes)?,
            due_at: Moment::from_millis(row.get(2)?),
            tries: row.get(3)?,
            sealed: row.get(4)?,
        })
    };
    conn.prepare_cached(DUE)?
        .query_map(params![now.millis(), limit], post)?
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::open::writer;
    use super::*;
    use crate::engines::schema::RECORDS;

    /// A caseload of thousands must open in a moment: no question is answered by reading a whole
    /// table or by sorting it.
    #[test]
    fn every_question_is_answered_through_an_index() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("attune.sqlite");
        let conn = writer(&path, None, RECORDS, Moment::from_millis(1)).unwrap();
        for sql in [
            LATEST, VERSIONS, NEWEST, ALL_ROWS, GISTS, LINES, ALL_LINES, DUE,
        ] {
            let mut plan = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let blanks = plan.parameter_count();
            let steps: Vec<String> = plan
                .query_map(rusqlite::params_from_iter(vec![1; blanks]), |row| {
                    row.get(3)
                })
                .unwrap()
                .collect::<Result<_, _>>()
                .unwrap();
            for step in &steps {
                assert!(!step.starts_with("SCAN"), "{sql}: {steps:?}");
                // Items due in the same millisecond are put in order among themselves.
                assert!(
                    !step.contains("TEMP B-TREE") || sql == DUE,
                    "{sql}: {steps:?}"
                );
            }
        }
    }
}
