//! Whatever is asked of them, in whatever order, memory and SQLite give the same answers: so a rule
//! proved on the fast one holds on the one that keeps a client's words.

use care::{ClientId, Clock, LineId, Moment, RecordId};
use proptest::collection::vec;
use proptest::prelude::*;
use sealed::engine::{
    Batch, CommitError, Engine, EngineFault, GistRow, NewLine, PostRow, Row, Tag,
};
use sealed::engines::{MemoryEngine, SqliteEngine};

struct Noon;

impl Clock for Noon {
    fn now(&self) -> Moment {
        Moment::from_millis(43_200_000)
    }
}

// Few of everything, so that acts run into each other.
fn client() -> impl Strategy<Value = ClientId> {
    (0..3_u8).prop_map(|n| ClientId::from_bytes([n * 100; 16]))
}

fn record() -> impl Strategy<Value = RecordId> {
    (0..4_u8).prop_map(|n| RecordId::from_bytes([n * 80; 16]))
}

fn tag() -> impl Strategy<Value = Tag> {
    (0..2_u8).prop_map(|n| [n; 16])
}

fn sealed() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..5)
}

fn row() -> impl Strategy<Value = Row> {
    (client(), record(), 0..4_u32, tag(), sealed()).prop_map(
        |(client, record, version, tag, sealed)| Row {
            client,
            record,
            version,
            tag,
            at: Noon.now(),
            sealed,
        },
    )
}

fn gist() -> impl Strategy<Value = GistRow> {
    (client(), tag(), 0..5_u32, sealed()).prop_map(|(client, tag, version, sealed)| GistRow {
        client,
        tag,
        version,
        sealed,
    })
}

fn line() -> impl Strategy<Value = NewLine> {
    (client(), any::<[u8; 16]>(), sealed()).prop_map(|(client, line, sealed)| NewLine {
        client,
        line: LineId::from_bytes(line),
        at: Noon.now(),
        leaf: [7; 32],
        sealed,
    })
}

fn item() -> impl Strategy<Value = PostRow> {
    (client(), record(), 0..10_i64, 0..3_u32, sealed()).prop_map(
        |(client, post, due_at, tries, sealed)| PostRow {
            client,
            post,
            due_at: Moment::from_millis(due_at),
            tries,
            sealed,
        },
    )
}

prop_compose! {
    fn act()(
        rows in vec(row(), 0..3),
        overwrite in vec(row(), 0..2),
        forget in vec((client(), record()), 0..2),
        gists in vec(gist(), 0..2),
        lines in vec(line(), 0..3),
        post in vec(item(), 0..2),
        delivered in vec((client(), record()), 0..2),
        erased in vec(client(), 0..2).prop_map(|erased| if erased.len() == 1 { erased } else { Vec::new() }),
    ) -> Batch {
        Batch { rows, overwrite, forget, gists, lines, post, delivered, erased }
    }
}

/// Everything an engine can be asked, answered.
async fn answers(engine: &dyn Engine) -> Result<Vec<String>, EngineFault> {
    let mut all = vec![format!("{:?}", engine.all_rows(None, 1_000).await?)];
    let clients: Vec<_> = (0..4_u8)
        .map(|n| ClientId::from_bytes([n.wrapping_mul(100); 16]))
        .collect();
    let mut gists = engine.gists(clients.clone()).await?;
    gists.sort_by_key(|gist| (gist.client, gist.tag));
    all.push(format!("{gists:?}"));
    all.push(format!("{:?}", engine.all_lines(1, 1_000).await?));
    for now in [0, 5, 10] {
        all.push(format!(
            "{:?}",
            engine.due(Moment::from_millis(now), 4).await?
        ));
    }
    for client in clients {
        all.push(format!("{:?}", engine.lines(client, Some(9), 3).await?));
        for n in 0..4_u8 {
            let record = RecordId::from_bytes([n * 80; 16]);
            all.push(format!("{:?}", engine.record(client, record).await?));
            all.push(format!("{:?}", engine.versions(client, record).await?));
            for tag in [[0; 16], [1; 16]] {
                all.push(format!(
                    "{:?}",
                    engine.latest(client, tag, Some(record), 2).await?
                ));
                all.push(format!("{:?}", engine.latest(client, tag, None, 3).await?));
            }
        }
    }
    Ok(all)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn memory_and_sqlite_never_disagree(acts in vec(act(), 1..40)) {
        let folder = tempfile::tempdir()?;
        let run = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build()?;
        let told: Result<(), TestCaseError> = run.block_on(async {
            let fail = |fault: EngineFault| TestCaseError::fail(fault.to_string());
            let disk = SqliteEngine::open(&folder.path().join("attune.sqlite"), &Noon).map_err(fail)?;
            let memory = MemoryEngine::new();
            for act in acts {
                let (one, two) = (memory.commit(act.clone()).await, disk.commit(act.clone()).await);
                let told = |answer: &Result<(), CommitError>| match answer {
                    Ok(()) => "kept".to_owned(),
                    Err(refused) => refused.to_string(),
                };
                prop_assert_eq!(told(&one), told(&two), "{:?}", act);
                prop_assert_eq!(answers(&memory).await.map_err(fail)?, answers(&disk).await.map_err(fail)?);
            }
            Ok(())
        });
        told?;
    }
}
