//! The one writer: takes whoever is waiting, commits them together, and only then answers.
//!
//! A sync of the disk costs milliseconds and is the same for one act as for sixty-four, so people
//! who write at the same moment share it. Each act stands in a savepoint of its own: one that comes
//! too late is refused without touching its neighbours.

use super::apply::{apply, next_place};
use super::open::Held;
use super::trouble::{Trouble, fault};
use crate::engine::{Batch, CommitError, EngineFault};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};
use tokio::sync::{oneshot, watch};

/// The most acts that share one sync.
const GROUP: usize = 64;
/// The longest a group waits for others who are expected; never longer than a sync takes here.
const WINDOW: Duration = Duration::from_millis(5);
/// How long the first of an expected group waits for a second before it goes alone.
const GRACE: Duration = Duration::from_micros(200);
/// Pages in the log at which they are moved into the database: 16 MiB of 4 KiB pages, which a start
/// after a power cut reads in well under a second.
const CHECKPOINT: i64 = 4_096;

/// Where an answer goes.
pub(super) type Answer = oneshot::Sender<Result<(), CommitError>>;

/// What the writer is asked.
pub(super) enum Job {
    /// Commit this.
    Commit(Batch, Answer),
    /// Finish and close.
    Close(oneshot::Sender<()>),
}

/// How the engine is: shared by the writer, the key store and whoever watches.
pub(super) struct Health {
    /// True once a fault has made the disk untrustworthy.
    pub(super) stopped: watch::Sender<bool>,
    /// Commits asked for and not yet answered.
    pub(super) waiting: AtomicUsize,
}

impl Health {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self {
            stopped: watch::Sender::new(false),
            waiting: AtomicUsize::new(0),
        })
    }

    pub(super) fn is_stopped(&self) -> bool {
        *self.stopped.borrow()
    }

    /// Says once, to the operator, why writing ended.
    pub(super) fn stop(&self, why: &EngineFault) {
        if !self.stopped.send_replace(true) {
            tracing::error!(%why, "storage has stopped; nothing more is saved until a restart");
        }
    }
}

/// Stops the engine if the writer ends in any way it did not choose.
struct EndsWell<'a> {
    health: &'a Health,
    well: bool,
}

impl Drop for EndsWell<'_> {
    fn drop(&mut self) {
        if !self.well {
            self.health.stop(&EngineFault::Stopped);
        }
    }
}

/// The writer and what it owns.
pub(super) struct Writer {
    pub(super) conn: Connection,
    pub(super) jobs: Receiver<Job>,
    pub(super) health: Arc<Health>,
    pub(super) held: Option<Held>,
}

impl Writer {
    /// Works until it is closed, everyone who could ask is gone, or the disk fails.
    pub(super) fn run(self) {
        let Self {
            conn,
            jobs,
            health,
            held,
        } = self;
        let mut guard = EndsWell {
            health: &health,
            well: false,
        };
        let mut queue = Queue {
            jobs: &jobs,
            health: &health,
            expected: 1,
            sync_took: GRACE,
        };
        let mut group = Vec::with_capacity(GROUP);
        let closing = loop {
            let end = queue.gather(&mut group);
            if !health.is_stopped() && !group.is_empty() {
                let outcome = queue.settle(&conn, &mut group);
                // A full disk has room again when the log is moved and begins anew.
                let from = if matches!(outcome, Err(Trouble::Full)) {
                    1
                } else {
                    CHECKPOINT
                };
                if !health.is_stopped()
                    && let Err(why) = checkpoint(&conn, from)
                {
                    health.stop(&why);
                }
            }
            match end {
                _ if health.is_stopped() => break None,
                End::NotYet => {}
                End::Closed(told) => break Some(told),
                End::Gone => break None,
            }
        };
        guard.well = true;
        if health.is_stopped() {
            // Whoever still waits is told by the end of the channel. The log is left as it is for
            // the next start to read: no further sync of a disk that failed one.
            let _ = conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
        }
        drop(jobs);
        drop(conn);
        drop(held);
        if let Some(told) = closing {
            let _ = told.send(());
        }
    }
}

/// Why gathering ended.
enum End {
    NotYet,
    Closed(oneshot::Sender<()>),
    Gone,
}

/// Who is waiting.
struct Queue<'a> {
    jobs: &'a Receiver<Job>,
    health: &'a Health,
    /// How many were answered or waiting when the last group was done: those who write again at
    /// once are likely to be as many.
    expected: usize,
    /// How long the last commit took: waiting longer than that for company saves nothing.
    sync_took: Duration,
}

impl Queue<'_> {
    /// Takes everyone who is waiting. Someone alone is not kept waiting for company.
    fn gather(&self, group: &mut Vec<(Batch, Answer)>) -> End {
        let Ok(first) = self.jobs.recv() else {
            return End::Gone;
        };
        let mut next = Some(first);
        let mut deadline = None;
        loop {
            match next.take().map_or_else(|| self.jobs.try_recv().ok(), Some) {
                Some(Job::Commit(batch, answer)) => group.push((batch, answer)),
                Some(Job::Close(told)) => return End::Closed(told),
                None => {
                    if group.len() >= self.expected {
                        return End::NotYet;
                    }
                    let wait = if group.len() > 1 { WINDOW } else { GRACE };
                    let (since, now) = (*deadline.get_or_insert_with(now), now());
                    let left = wait
                        .min(self.sync_took)
                        .saturating_sub(now.duration_since(since));
                    match self.jobs.recv_timeout(left) {
                        Ok(job) => next = Some(job),
                        Err(RecvTimeoutError::Timeout) => return End::NotYet,
                        Err(RecvTimeoutError::Disconnected) => return End::Gone,
                    }
                }
            }
            if group.len() >= GROUP {
                return End::NotYet;
            }
        }
    }

    /// Commits a group and answers everyone in it. Gives the trouble of the group as a whole.
    fn settle(
        &mut self,
        conn: &Connection,
        group: &mut Vec<(Batch, Answer)>,
    ) -> Result<(), Trouble> {
        let began = now();
        let mut refused = Vec::with_capacity(group.len());
        let outcome = commit(conn, group, &mut refused).map_err(|trouble| {
            // Nothing of the group stays. If even that cannot be done, nothing more can.
            if conn.is_autocommit() {
                return trouble;
            }
            let undone = conn.execute_batch("ROLLBACK");
            undone.map_or_else(|error| Trouble::Stop(fault(&error)), |()| trouble)
        });
        self.sync_took = now().duration_since(began);
        if let Err(Trouble::Stop(why)) = &outcome {
            // Before anyone is answered, so that whoever is finds the engine stopped.
            self.health.stop(why);
        }
        let waiting = self
            .health
            .waiting
            .fetch_sub(group.len(), Ordering::Relaxed);
        self.expected = waiting.min(GROUP);
        let mut refused = refused.into_iter();
        for (_, answer) in group.drain(..) {
            let told = match &outcome {
                Ok(()) => refused
                    .next()
                    .flatten()
                    .map_or(Ok(()), |trouble| Err(trouble.told())),
                Err(trouble) => Err(trouble.told()),
            };
            // Whoever no longer waits (a closed browser) has still been saved.
            let _ = answer.send(told);
        }
        outcome
    }
}

/// Commits a group in one transaction. `refused` gets, for each, why it alone was left out.
fn commit(
    conn: &Connection,
    group: &[(Batch, Answer)],
    refused: &mut Vec<Option<Trouble>>,
) -> Result<(), Trouble> {
    run(conn, "BEGIN IMMEDIATE")?;
    let mut place = next_place(conn)?;
    for (batch, _) in group {
        run(conn, "SAVEPOINT act")?;
        match apply(conn, batch, place) {
            Ok(next) => {
                place = next;
                refused.push(None);
            }
            Err(trouble @ (Trouble::Conflict | Trouble::Work(_))) => {
                run(conn, "ROLLBACK TO act")?;
                refused.push(Some(trouble));
            }
            Err(trouble) => return Err(trouble),
        }
        run(conn, "RELEASE act")?;
    }
    Ok(run(conn, "COMMIT")?)
}

fn run(conn: &Connection, statement: &str) -> rusqlite::Result<()> {
    conn.prepare_cached(statement)?.execute([]).map(|_| ())
}

/// Moves the log into the database once `from` pages wait there. Readers go on meanwhile.
///
/// # Errors
/// What the engine must stop for. No room, or someone in the way, is for the next time.
fn checkpoint(conn: &Connection, from: i64) -> Result<(), EngineFault> {
    let ask = |how: &str| -> Result<i64, Trouble> {
        let mut statement = conn.prepare_cached(how)?;
        Ok(statement.query_row([], |row| Ok(row.get::<_, i64>(1)? - row.get::<_, i64>(2)?))?)
    };
    let moved = ask("PRAGMA wal_checkpoint(NOOP)").and_then(|pages| {
        if pages < from {
            Ok(pages)
        } else {
            ask("PRAGMA wal_checkpoint(PASSIVE)")
        }
    });
    match moved {
        Err(Trouble::Stop(why)) => Err(why),
        _ => Ok(()),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "measures the disk, to share a sync; no care time"
)]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::super::open;
    use super::*;
    use crate::conformance::{client, is_conflict, line, record, row};
    use crate::engines::schema::RECORDS;
    use care::Moment;
    use std::sync::mpsc;

    fn act(n: u16, bytes: usize) -> Batch {
        let mut row = row(client(1), record(n), 1);
        row.sealed = vec![7; bytes];
        Batch {
            rows: vec![row],
            lines: vec![line(client(1), n)],
            ..Batch::default()
        }
    }

    /// Commits these as one group and gives the answers.
    fn together(conn: &Connection, acts: Vec<Batch>) -> Vec<Result<(), CommitError>> {
        let ((sender, jobs), health) = (mpsc::channel(), Health::new());
        let mut waiting = Vec::new();
        let count = acts.len();
        for act in acts {
            let (answer, answered) = oneshot::channel();
            health.waiting.fetch_add(1, Ordering::Relaxed);
            sender.send(Job::Commit(act, answer)).unwrap();
            waiting.push(answered);
        }
        let mut queue = Queue {
            jobs: &jobs,
            health: &health,
            expected: 1,
            sync_took: GRACE,
        };
        let mut group = Vec::new();
        assert!(matches!(queue.gather(&mut group), End::NotYet));
        assert_eq!(group.len(), count.min(GROUP));
        let _ = queue.settle(conn, &mut group);
        assert!(conn.is_autocommit() && !health.is_stopped());
        waiting
            .into_iter()
            .filter_map(|mut answered| answered.try_recv().ok())
            .collect()
    }

    fn opened(folder: &tempfile::TempDir) -> Connection {
        let path = folder.path().join("attune.sqlite");
        open::writer(&path, None, RECORDS, Moment::from_millis(1)).unwrap()
    }

    fn count(conn: &Connection, table: &str) -> i64 {
        conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
            row.get(0)
        })
        .unwrap()
    }

    #[test]
    fn those_who_wait_share_one_group_and_one_who_is_late_is_refused_alone() {
        let folder = tempfile::tempdir().unwrap();
        let conn = opened(&folder);
        let answers = together(&conn, [1, 2, 1, 3, 2].map(|n| act(n, 100)).to_vec());
        assert_eq!(
            answers.iter().map(is_conflict).collect::<Vec<_>>(),
            [false, false, true, false, true]
        );
        assert_eq!(
            (count(&conn, "records"), next_place(&conn).unwrap()),
            (3, 3)
        );
    }

    #[test]
    fn a_group_is_never_larger_than_its_bound() {
        let folder = tempfile::tempdir().unwrap();
        let conn = opened(&folder);
        let answers = together(&conn, (0..100).map(|n| act(n, 10)).collect());
        assert_eq!(answers.len(), GROUP);
        assert!(answers.iter().all(Result::is_ok));
    }

    #[test]
    fn a_full_disk_refuses_the_whole_group_and_room_is_used_again() {
        let folder = tempfile::tempdir().unwrap();
        let conn = opened(&folder);
        assert!(together(&conn, vec![act(1, 100)])[0].is_ok());
        let pages: i64 = conn
            .query_row("PRAGMA page_count", [], |row| row.get(0))
            .unwrap();
        conn.pragma_update(None, "max_page_count", pages + 4)
            .unwrap();
        let answers = together(
            &conn,
            vec![act(2, 100), act(1, 100), act(3, 1 << 20), act(4, 9)],
        );
        assert_eq!(answers.len(), 4);
        assert!(
            answers
                .iter()
                .all(|answer| matches!(answer, Err(CommitError::Full)))
        );
        assert_eq!((count(&conn, "records"), count(&conn, "lines")), (1, 1));
        conn.pragma_update(None, "max_page_count", pages + 1_000)
            .unwrap();
        assert!(together(&conn, vec![act(3, 1 << 20)])[0].is_ok());
        assert_eq!(next_place(&conn).unwrap(), 2);
    }

    #[test]
    fn the_log_is_moved_into_the_database_when_it_is_long() {
        let folder = tempfile::tempdir().unwrap();
        let conn = opened(&folder);
        let waiting = || -> i64 {
            let ask = "PRAGMA wal_checkpoint(NOOP)";
            conn.query_row(ask, [], |row| {
                Ok(row.get::<_, i64>(1)? - row.get::<_, i64>(2)?)
            })
            .unwrap()
        };
        assert!(together(&conn, vec![act(1, 1 << 20)])[0].is_ok());
        let before = waiting();
        assert!(before > 200);
        checkpoint(&conn, before + 1).unwrap();
        assert_eq!(waiting(), before);
        checkpoint(&conn, before).unwrap();
        assert_eq!(waiting(), 0);
    }
}
