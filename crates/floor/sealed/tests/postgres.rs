//! PostgreSQL keeps what every engine keeps, and says plainly when it cannot.

mod postgres_proxy;

use care::{ClientId, LineId, Moment, RecordId};
use postgres_proxy::{Cut, Proxy};
use sealed::conformance::{self, Outcome};
use sealed::engine::{Batch, CommitError, Engine, EngineFault, GistRow, NewLine, Row, WrappedKey};
use sealed::engines::PostgresEngine;
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use testing::postgres::Server;
use tokio::task::JoinSet;

type Fallible<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn id(n: u32) -> [u8; 16] {
    let mut bytes = [0x5A; 16];
    bytes[..4].copy_from_slice(&n.to_be_bytes());
    bytes
}

/// An act as most are: a record, and the line that says who wrote it.
fn act(n: u32) -> Batch {
    let (client, at) = (
        ClientId::from_bytes([1; 16]),
        Moment::from_millis(i64::from(n)),
    );
    let record = RecordId::from_bytes(id(n));
    Batch {
        rows: vec![Row {
            client,
            record,
            version: 1,
            tag: [1; 16],
            at,
            sealed: vec![7; 40],
        }],
        lines: vec![NewLine {
            client,
            line: LineId::from_bytes(id(n)),
            at,
            leaf: [3; 32],
            sealed: vec![8; 40],
        }],
        ..Batch::default()
    }
}

/// How many rows and lines of an act are stored.
async fn stored(engine: &PostgresEngine, n: u32) -> Fallible<(usize, usize)> {
    let client = ClientId::from_bytes([1; 16]);
    let rows = engine.versions(client, RecordId::from_bytes(id(n))).await?;
    let lines = engine.lines(client, None, u32::MAX).await?;
    Ok((
        rows.len(),
        lines
            .iter()
            .filter(|line| line.line.line == LineId::from_bytes(id(n)))
            .count(),
    ))
}

/// A session with the database that is not the engine's.
async fn by_hand(server: &Server) -> Fallible<tokio_postgres::Client> {
    let (client, connection) =
        tokio_postgres::connect(&server.url(), tokio_postgres::NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

fn words(answer: Result<(), CommitError>) -> String {
    answer
        .err()
        .map(|refused| refused.to_string())
        .unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn postgres_does_what_every_engine_must() -> Outcome {
    let Some(server) = Server::wanted()? else {
        return Ok(());
    };
    let made = AtomicU32::new(0);
    conformance::run(async || {
        let name = format!("case_{}", made.fetch_add(1, Ordering::Relaxed));
        server.add_database(&name).unwrap();
        Arc::new(
            PostgresEngine::connect(&server.url_of(&name))
                .await
                .unwrap(),
        ) as _
    })
    .await;
    assert!(made.load(Ordering::Relaxed) >= 20);
    Ok(())
}

#[tokio::test]
async fn a_server_that_may_lose_what_it_acknowledges_is_refused_by_the_settings_name() -> Outcome {
    let Some(safe) = Server::wanted()? else {
        return Ok(());
    };
    for setting in ["fsync", "full_page_writes"] {
        let server = Server::start_with(&[&format!("{setting}=off")])?;
        let refused = PostgresEngine::connect(&server.url()).await.err();
        assert!(
            matches!(&refused, Some(EngineFault::NotDurable(why)) if why.contains(setting)),
            "{setting}: {refused:?}"
        );
    }
    for value in ["off", "local", "remote_write"] {
        let url = format!("{}&options=-c%20synchronous_commit%3D{value}", safe.url());
        let refused = PostgresEngine::connect(&url).await.err();
        let named = format!("synchronous_commit = {value}");
        assert!(
            matches!(&refused, Some(EngineFault::NotDurable(why)) if why.contains(&named)),
            "{value}: {refused:?}"
        );
    }
    PostgresEngine::connect(&safe.url()).await?.close().await;
    Ok(())
}

#[tokio::test]
async fn a_server_made_unsafe_while_it_runs_is_written_to_no_more_until_it_is_safe_again() -> Outcome
{
    let Some(server) = Server::wanted()? else {
        return Ok(());
    };
    let engine = PostgresEngine::connect(&server.url()).await?;
    let operator = by_hand(&server).await?;
    let mut n = 0;
    for (value, refuses) in [("off", true), ("on", false)] {
        operator
            .batch_execute(&format!("ALTER SYSTEM SET fsync = {value}"))
            .await?;
        operator.batch_execute("SELECT pg_reload_conf()").await?;
        // The server tells its sessions in its own time; acts go on meanwhile.
        loop {
            n += 1;
            let answer = engine.commit(act(n)).await;
            let refused = matches!(answer, Err(CommitError::Fault(EngineFault::NotDurable(_))));
            assert!(refused || answer.is_ok(), "{answer:?}");
            let saved = usize::from(!refused);
            assert_eq!(stored(&engine, n).await?, (saved, saved));
            if refused == refuses {
                break;
            }
            assert!(n < 20_000, "the setting never arrived");
        }
    }
    engine.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn several_processes_on_one_database_share_one_ledger_without_gaps() -> Outcome {
    let Some(server) = Server::wanted()? else {
        return Ok(());
    };
    let mut engines: Vec<Arc<dyn Engine>> = Vec::new();
    for _ in 0..4 {
        engines.push(Arc::new(PostgresEngine::connect(&server.url()).await?));
    }
    let mut writers = JoinSet::new();
    for n in 0..3_000_u32 {
        let engine = Arc::clone(&engines[usize::try_from(n % 4)?]);
        // Every pair of acts wants the same next version of one gist; only one of them can have it.
        let gist = GistRow {
            client: ClientId::from_bytes([2; 16]),
            tag: id(n / 2),
            version: 1,
            sealed: vec![1],
        };
        let batch = Batch {
            gists: vec![gist],
            ..act(n)
        };
        writers.spawn(async move { (n, engine.commit(batch).await) });
    }
    let mut saved = vec![0; 1_500];
    while let Some(answer) = writers.join_next().await {
        match answer? {
            (n, Ok(())) => saved[usize::try_from(n / 2)?] += 1,
            (_, Err(CommitError::Conflict)) => {}
            (n, Err(other)) => return Err(format!("act {n}: {other}").into()),
        }
    }
    assert_eq!(saved, vec![1; 1_500]);
    for engine in engines {
        let lines = engine.all_lines(0, 9_000).await?;
        assert!(lines.iter().map(|line| line.place).eq(0..1_500));
        engine.close().await;
    }
    Ok(())
}

#[tokio::test]
async fn a_database_of_a_newer_program_or_with_a_changed_step_is_refused_and_left_alone() -> Outcome
{
    let Some(server) = Server::wanted()? else {
        return Ok(());
    };
    PostgresEngine::connect(&server.url()).await?.close().await;
    let hand = by_hand(&server).await?;
    let newer = "INSERT INTO attune.migration SELECT 1 + max(n), sha256, 0, '9.9.9' FROM attune.migration GROUP BY sha256";
    hand.batch_execute(newer).await?;
    let refused = PostgresEngine::connect(&server.url()).await.err();
    assert!(
        matches!(&refused, Some(EngineFault::Newer { wrote_by, .. }) if wrote_by == "9.9.9"),
        "{refused:?}"
    );
    hand.batch_execute("DELETE FROM attune.migration WHERE wrote_by = '9.9.9'")
        .await?;
    PostgresEngine::connect(&server.url()).await?.close().await;
    hand.batch_execute("UPDATE attune_keys.migration SET sha256 = '\\x00' WHERE n = 1")
        .await?;
    let refused = PostgresEngine::connect(&server.url()).await.err();
    assert!(
        matches!(&refused, Some(EngineFault::NotDurable(_))),
        "{refused:?}"
    );
    Ok(())
}

#[tokio::test]
async fn a_destroyed_key_is_in_no_table_file_and_keys_are_never_among_the_records() -> Outcome {
    let Some(server) = Server::wanted()? else {
        return Ok(());
    };
    let engine = PostgresEngine::connect(&server.url()).await?;
    let key = |n: u8, words: &[u8]| WrappedKey {
        client: ClientId::from_bytes([n; 16]),
        epoch: 1,
        wrapped: words.to_vec(),
    };
    let (doomed, stays) = (
        b"the wrapped key of one who leaves",
        b"the wrapped key of one who stays!",
    );
    engine.put_keys(vec![key(1, doomed), key(2, stays)]).await?;
    let hand = by_hand(&server).await?;
    let files = server.folder().join("data/base");
    hand.batch_execute("CHECKPOINT").await?;
    assert!(contains(&files, doomed)? && contains(&files, stays)?);
    engine.destroy_key(ClientId::from_bytes([1; 16])).await?;
    hand.batch_execute("CHECKPOINT").await?;
    assert!(!contains(&files, doomed)? && contains(&files, stays)?);
    let tables = hand
        .query(
            "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'attune'",
            &[],
        )
        .await?;
    let tables: Vec<String> = tables.iter().map(|row| row.get(0)).collect();
    assert!(
        !tables.is_empty() && tables.iter().all(|table| !table.contains("key")),
        "{tables:?}"
    );
    engine.close().await;
    Ok(())
}

/// Whether any file below a folder contains the bytes.
fn contains(folder: &Path, bytes: &[u8]) -> Fallible<bool> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let found = if path.is_dir() {
            contains(&path, bytes)?
        } else {
            std::fs::read(&path)?
                .windows(bytes.len())
                .any(|window| window == bytes)
        };
        if found {
            return Ok(true);
        }
    }
    Ok(false)
}

#[tokio::test]
async fn a_backup_is_left_to_the_databases_own_tools_and_the_answer_says_which() -> Outcome {
    let Some(server) = Server::wanted()? else {
        return Ok(());
    };
    let engine = PostgresEngine::connect(&server.url()).await?;
    let answer = engine
        .back_up(server.folder().join("copy"))
        .await
        .err()
        .map(|fault| fault.to_string())
        .unwrap_or_default();
    for word in ["pg_dump", "pg_basebackup", "attune_keys"] {
        assert!(answer.contains(word), "{answer}");
    }
    Ok(())
}

#[tokio::test]
async fn on_a_full_disk_whoever_finds_no_room_is_told_and_the_neighbours_are_saved() -> Outcome {
    let Some(server) = Server::wanted()? else {
        return Ok(());
    };
    let engine = Arc::new(PostgresEngine::connect(&server.url()).await?);
    // The server's own error for a full disk, raised for every fourth record.
    by_hand(&server)
        .await?
        .batch_execute(
            "CREATE FUNCTION attune.full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             IF NEW.at % 4 = 0 THEN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END IF; \
             RETURN NEW; END $$; \
             CREATE TRIGGER full_disk BEFORE INSERT ON attune.records FOR EACH ROW EXECUTE FUNCTION attune.full()",
        )
        .await?;
    let mut writers = JoinSet::new();
    for n in 0..80_u32 {
        let engine = Arc::clone(&engine);
        writers.spawn(async move { (n, engine.commit(act(n)).await) });
    }
    while let Some(answer) = writers.join_next().await {
        match answer? {
            (n, Err(CommitError::Full)) => {
                assert_eq!((n % 4, stored(&engine, n).await?), (0, (0, 0)));
            }
            (n, answer) => {
                assert!(answer.is_ok(), "act {n}: {answer:?}");
                assert!(n % 4 != 0);
                assert_eq!(stored(&engine, n).await?, (1, 1));
            }
        }
    }
    engine.close().await;
    Ok(())
}

#[tokio::test]
async fn a_connection_cut_around_the_commit_is_told_as_unknown_and_never_saved_twice() -> Outcome {
    let Some(server) = Server::wanted()? else {
        return Ok(());
    };
    let proxy = Proxy::before(&server)?;
    let engine = PostgresEngine::connect(&proxy.url()).await?;
    engine.commit(act(0)).await?;
    for (n, cut, was_saved) in [(1, Cut::Commit, false), (2, Cut::Answer, true)] {
        proxy.arm(cut);
        let told = words(engine.commit(act(n)).await);
        assert!(
            told.contains("whether the last change was saved is unknown"),
            "{told}"
        );
        let saved = usize::from(was_saved);
        assert_eq!(stored(&engine, n).await?, (saved, saved));
        // The person sends it again: it counts once, whatever had happened.
        let again = engine.commit(act(n)).await;
        assert_eq!(
            matches!(again, Err(CommitError::Conflict)),
            was_saved,
            "{again:?}"
        );
        assert_eq!(stored(&engine, n).await?, (1, 1));
        engine.commit(act(n + 10)).await?;
    }
    engine.close().await;
    Ok(())
}

#[tokio::test]
async fn a_connection_cut_before_the_commit_is_made_again_and_the_act_is_saved_once() -> Outcome {
    let Some(server) = Server::wanted()? else {
        return Ok(());
    };
    let proxy = Proxy::before(&server)?;
    let engine = PostgresEngine::connect(&proxy.url()).await?;
    for n in 0..5 {
        proxy.arm(Cut::Change);
        engine.commit(act(n)).await?;
        assert_eq!(stored(&engine, n).await?, (1, 1));
    }
    assert_eq!(proxy.cuts(), 5);
    engine.close().await;
    Ok(())
}

#[tokio::test]
async fn while_the_server_is_away_people_are_told_and_when_it_is_back_it_goes_on() -> Outcome {
    let Some(server) = Server::wanted()? else {
        return Ok(());
    };
    let tried = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&tried);
    // Three attempts, without a pause.
    let hasty = Arc::new(move |attempt| {
        counted.fetch_add(1, Ordering::Relaxed);
        (attempt < 2).then(|| Box::pin(std::future::ready(())) as _)
    });
    let engine = PostgresEngine::connect_with(&server.url(), hasty).await?;
    engine.commit(act(1)).await?;
    server.stop_immediate()?;
    for n in 2..5 {
        let told = words(engine.commit(act(n)).await);
        assert!(told.contains("takes no connection"), "{told}");
        assert!(stored(&engine, n).await.is_err());
    }
    assert_eq!(tried.load(Ordering::Relaxed), 9);
    server.start_again()?;
    assert_eq!(stored(&engine, 1).await?, (1, 1));
    for n in 2..5 {
        assert_eq!(stored(&engine, n).await?, (0, 0));
        engine.commit(act(n)).await?;
        assert_eq!(stored(&engine, n).await?, (1, 1));
    }
    engine.close().await;
    Ok(())
}
