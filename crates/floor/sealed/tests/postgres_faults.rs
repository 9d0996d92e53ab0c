//! The plug is pulled while fifty people write, again and again: nothing that was acknowledged is
//! lost, no act is half there, and what is sent again counts once.
//!
//! `ATTUNE_TEST_PLUG_ROUNDS` sets the number of rounds, 50 unless it is said.

use care::{Chance, ClientId, LineId, Moment, RecordId};
use sealed::conformance::Outcome;
use sealed::engine::{Batch, CommitError, Engine, EngineFault, GistRow, NewLine, PostRow, Row};
use sealed::engines::PostgresEngine;
use sealed::engines::postgres::Backoff;
use std::collections::HashSet;
use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;
use testing::postgres::Server;
use tokio::sync::mpsc::{self, UnboundedSender};
use tokio::task::JoinSet;

type Fallible<T> = Result<T, Box<dyn Error + Send + Sync>>;

const WRITERS: u8 = 50;

fn rounds() -> u64 {
    let said = std::env::var_os("ATTUNE_TEST_PLUG_ROUNDS");
    said.and_then(|rounds| rounds.to_str()?.parse().ok())
        .unwrap_or(50)
}

/// Ids that count up, the same in every run.
struct Counted(AtomicU64);

impl Chance for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(0);
        let count = self.0.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        bytes[8..16].copy_from_slice(&count);
    }
}

/// A whole act: a record, the next gist of its writer, a line and a notice, told apart by one id.
fn act(client: ClientId, id: RecordId, gist: u32) -> Batch {
    let at = Moment::from_millis(0);
    Batch {
        rows: vec![Row {
            client,
            record: id,
            version: 1,
            tag: [1; 16],
            at,
            sealed: vec![5; 300],
        }],
        gists: vec![GistRow {
            client,
            tag: [1; 16],
            version: gist,
            sealed: id.bytes().to_vec(),
        }],
        lines: vec![NewLine {
            client,
            line: LineId::from_bytes(*id.bytes()),
            at,
            leaf: [2; 32],
            sealed: vec![6; 120],
        }],
        post: vec![PostRow {
            client,
            post: id,
            due_at: at,
            tries: 0,
            sealed: vec![7; 80],
        }],
        ..Batch::default()
    }
}

/// What one person knows of what they wrote.
struct Writer {
    client: ClientId,
    gist: u32,
    acknowledged: Vec<RecordId>,
    /// The act whose answer was a fault, and that answer.
    doubtful: Option<(RecordId, String)>,
}

impl Writer {
    /// Writes until the round is over or an answer is a fault.
    async fn write(
        mut self,
        engine: Arc<PostgresEngine>,
        ids: Arc<Counted>,
        over: Arc<AtomicBool>,
        done: UnboundedSender<()>,
    ) -> Fallible<Self> {
        while !over.load(Ordering::Relaxed) {
            let id = RecordId::mint(Moment::from_millis(0), ids.as_ref());
            match engine.commit(act(self.client, id, self.gist + 1)).await {
                Ok(()) => {
                    self.gist += 1;
                    self.acknowledged.push(id);
                    done.send(())?;
                }
                Err(CommitError::Fault(EngineFault::Database(words))) => {
                    self.doubtful = Some((id, words));
                    return Ok(self);
                }
                Err(other) => {
                    return Err(format!("an answer that nothing explains: {other}").into());
                }
            }
        }
        Ok(self)
    }
}

/// Everything stored, by id; fails if any part of an act is there without the others.
async fn stored(server: &Server) -> Fallible<HashSet<[u8; 16]>> {
    let (hand, connection) = tokio_postgres::connect(&server.url(), tokio_postgres::NoTls).await?;
    tokio::spawn(connection);
    let mut parts = Vec::new();
    for (table, id) in [("records", "record"), ("lines", "line"), ("post", "post")] {
        let rows = hand
            .query(&format!("SELECT {id} FROM attune.{table}"), &[])
            .await?;
        let ids: HashSet<[u8; 16]> = rows
            .iter()
            .map(|row| row.get::<_, &[u8]>(0).try_into())
            .collect::<Result<_, _>>()?;
        assert_eq!(ids.len(), rows.len(), "{table}: an act has two effects");
        parts.push(ids);
    }
    assert!(
        parts.windows(2).all(|pair| pair[0] == pair[1]),
        "an act is half there"
    );
    let ledger = hand
        .query_one(
            "SELECT COALESCE(MAX(place) + 1, 0), COUNT(*) FROM attune.lines",
            &[],
        )
        .await?;
    assert_eq!(
        ledger.get::<_, i64>(0),
        ledger.get::<_, i64>(1),
        "the ledger has a gap"
    );
    let steps = hand
        .query_one(
            "SELECT COALESCE(SUM(version), 0)::bigint FROM attune.gists",
            &[],
        )
        .await?;
    assert_eq!(
        usize::try_from(steps.get::<_, i64>(0))?,
        parts[0].len(),
        "a gist without its act, or an act without its gist"
    );
    Ok(parts.swap_remove(0))
}

/// One round: all write, the plug is pulled, the server comes back, the doubtful send again.
/// Answers how many were in doubt, and how many of those were saved nevertheless.
async fn pull_the_plug(
    server: &Arc<Server>,
    engine: &Arc<PostgresEngine>,
    ids: &Arc<Counted>,
    writers: &mut Vec<Writer>,
    after: u64,
) -> Fallible<(u64, u64)> {
    let over = Arc::new(AtomicBool::new(false));
    let (done, mut counted) = mpsc::unbounded_channel();
    let mut writing = JoinSet::new();
    for writer in writers.drain(..) {
        writing.spawn(writer.write(
            Arc::clone(engine),
            Arc::clone(ids),
            Arc::clone(&over),
            done.clone(),
        ));
    }
    drop(done);
    for _ in 0..after {
        assert!(counted.recv().await.is_some(), "nobody could write");
    }
    let plug = Arc::clone(server);
    tokio::task::spawn_blocking(move || plug.stop_immediate().and_then(|()| plug.start_again()))
        .await??;
    over.store(true, Ordering::Relaxed);
    while let Some(writer) = writing.join_next().await {
        writers.push(writer??);
    }
    let there = stored(server).await?;
    for writer in writers.iter() {
        assert!(
            writer
                .acknowledged
                .iter()
                .all(|id| there.contains(id.bytes())),
            "an acknowledged act is lost"
        );
    }
    let (mut doubts, mut saved) = (0, 0);
    for writer in writers.iter_mut() {
        let Some((id, words)) = writer.doubtful.take() else {
            continue;
        };
        let was_saved = there.contains(id.bytes());
        assert!(
            !was_saved || words.contains("is unknown"),
            "saved, and told otherwise: {words}"
        );
        let again = engine.commit(act(writer.client, id, writer.gist + 1)).await;
        match again {
            Ok(()) => assert!(!was_saved, "an act was saved twice"),
            Err(CommitError::Conflict) => assert!(was_saved, "a conflict with nothing"),
            Err(other) => return Err(other.into()),
        }
        writer.gist += 1;
        writer.acknowledged.push(id);
        doubts += 1;
        saved += u64::from(was_saved);
    }
    Ok((doubts, saved))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pulling_the_plug_under_load_loses_nothing_acknowledged_and_halves_nothing() -> Outcome {
    let Some(server) = Server::wanted()?.map(Arc::new) else {
        return Ok(());
    };
    // A minute of short pauses: a round is over when the server is back, not when a pause is.
    let pauses: Backoff = Arc::new(|attempt| {
        (attempt < 3_000).then(|| Box::pin(tokio::time::sleep(Duration::from_millis(20))) as _)
    });
    let engine = Arc::new(PostgresEngine::connect_with(&server.url(), pauses).await?);
    let ids = Arc::new(Counted(AtomicU64::new(0)));
    let mut writers: Vec<Writer> = (0..WRITERS)
        .map(|n| Writer {
            client: ClientId::from_bytes([n; 16]),
            gist: 0,
            acknowledged: Vec::new(),
            doubtful: None,
        })
        .collect();
    let (mut doubts, mut saved) = (0, 0);
    for round in 0..rounds() {
        // Another moment in every round.
        let (doubted, were_saved) =
            pull_the_plug(&server, &engine, &ids, &mut writers, 60 + round * 37 % 200).await?;
        doubts += doubted;
        saved += were_saved;
    }
    let acknowledged: usize = writers.iter().map(|writer| writer.acknowledged.len()).sum();
    assert_eq!(stored(&server).await?.len(), acknowledged);
    println!("{acknowledged} acts kept; {doubts} were in doubt, {saved} of those had been saved");
    testing::shows(
        "DB-5",
        &format!(
            "PostgreSQL's plug pulled in {} rounds under load: {acknowledged} acts acknowledged, 0 lost, 0 twice",
            rounds()
        ),
    );
    engine.close().await;
    Ok(())
}
