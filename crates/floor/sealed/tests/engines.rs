//! Every engine does what every engine must; and what is particular to keeping it in a file.

use care::{ClientId, Clock, LineId, Moment, RecordId};
use sealed::conformance::{self, Outcome};
use sealed::engine::{Batch, CommitError, Engine, EngineFault, NewLine, Row, WrappedKey};
use sealed::engines::{MemoryEngine, SqliteEngine};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use tempfile::TempDir;

struct Noon;

impl Clock for Noon {
    fn now(&self) -> Moment {
        Moment::from_millis(43_200_000)
    }
}

fn client(n: u8) -> ClientId {
    ClientId::from_bytes([n; 16])
}

fn record(n: u32) -> RecordId {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&n.to_be_bytes());
    RecordId::from_bytes(bytes)
}

/// One act: a row and its ledger line.
fn act(n: u32) -> Batch {
    let (client, at) = (client(1), Noon.now());
    Batch {
        rows: vec![Row {
            client,
            record: record(n),
            version: 1,
            tag: [1; 16],
            at,
            sealed: vec![9; 300],
        }],
        lines: vec![NewLine {
            client,
            line: LineId::from_bytes(*record(n).bytes()),
            at,
            leaf: [3; 32],
            sealed: vec![8; 200],
        }],
        ..Batch::default()
    }
}

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap_or_else(|error| unreachable!("{error}"));
    let path = folder.path().join("attune.sqlite");
    (folder, path)
}

/// Changes the file behind the engine's back.
fn tamper(path: &Path, sql: &str) -> rusqlite::Result<()> {
    rusqlite::Connection::open(path)?.execute_batch(sql)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn memory_does_what_every_engine_must() {
    conformance::run(async || Arc::new(MemoryEngine::new()) as _).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sqlite_does_what_every_engine_must() {
    let folder = tempfile::tempdir().unwrap();
    let made = AtomicU32::new(0);
    conformance::run(async || {
        let home = folder
            .path()
            .join(made.fetch_add(1, Ordering::Relaxed).to_string());
        std::fs::create_dir(&home).unwrap();
        Arc::new(SqliteEngine::open(&home.join("attune.sqlite"), &Noon).unwrap()) as _
    })
    .await;
}

#[tokio::test]
async fn what_was_kept_is_there_after_opening_again() -> Outcome {
    let (_folder, path) = folder();
    let key = WrappedKey {
        client: client(1),
        epoch: 2,
        wrapped: vec![5; 60],
    };
    for round in 0..3 {
        let engine = SqliteEngine::open(&path, &Noon)?;
        assert_eq!(
            engine.all_rows(None, 100).await?.len(),
            usize::try_from(round)?
        );
        engine.commit(act(round)).await?;
        if round == 0 {
            engine.put_keys(vec![key.clone()]).await?;
        }
        assert_eq!(engine.key(client(1)).await?, Some(key.clone()));
        let places: Vec<_> = engine
            .all_lines(0, 100)
            .await?
            .iter()
            .map(|line| line.place)
            .collect();
        assert_eq!(places, (0..=u64::from(round)).collect::<Vec<_>>());
        // Closed, dropped, or both: the same.
        if round != 1 {
            engine.close().await;
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_second_opening_is_refused_until_the_first_is_closed() -> Outcome {
    let (folder, path) = folder();
    let first = SqliteEngine::open(&path, &Noon)?;
    let link = folder.path().join("another-name.sqlite");
    std::os::unix::fs::symlink(&path, &link)?;
    for name in [&path, &link] {
        let refused = SqliteEngine::open(name, &Noon).err();
        assert!(
            matches!(refused, Some(EngineFault::NotDurable(_))),
            "{refused:?}"
        );
    }
    first.commit(act(1)).await?;
    first.close().await;
    let second = SqliteEngine::open(&path, &Noon)?;
    assert_eq!(second.all_rows(None, 10).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_database_from_a_newer_version_is_refused_by_name_and_left_alone() -> Outcome {
    let (_folder, path) = folder();
    drop(SqliteEngine::open(&path, &Noon)?);
    tamper(
        &path,
        "INSERT INTO migration VALUES (77, x'00', 0, '9.9.9')",
    )?;
    let refused = SqliteEngine::open(&path, &Noon).err();
    let Some(EngineFault::Newer {
        found: 77,
        wrote_by,
        ..
    }) = &refused
    else {
        return Err(format!("{refused:?}").into());
    };
    assert_eq!(wrote_by, "9.9.9");
    assert!(matches!(
        SqliteEngine::check(&path),
        Err(EngineFault::Newer { found: 77, .. })
    ));
    tamper(&path, "DELETE FROM migration WHERE n = 77")?;
    SqliteEngine::open(&path, &Noon)?;
    Ok(())
}

#[tokio::test]
async fn a_schema_this_program_did_not_write_is_refused() -> Outcome {
    for change in [
        "UPDATE migration SET sha256 = zeroblob(32)",
        "UPDATE migration SET n = 0",
        "INSERT INTO migration VALUES (0, x'00', 0, '0.0.1')",
    ] {
        let (_folder, path) = folder();
        drop(SqliteEngine::open(&path, &Noon)?);
        tamper(&path, change)?;
        let refused = SqliteEngine::open(&path, &Noon).err();
        assert!(
            matches!(refused, Some(EngineFault::NotDurable(_))),
            "{change}: {refused:?}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn where_a_log_cannot_be_kept_the_engine_does_not_start() {
    // A memory file system, and one without the locks that a log needs.
    for vfs in ["memdb", "unix-none"] {
        let (_folder, path) = folder();
        let refused = SqliteEngine::open_with_vfs(&path, vfs, &Noon).err();
        assert!(
            matches!(refused, Some(EngineFault::NotDurable(_))),
            "{vfs}: {refused:?}"
        );
    }
}

#[tokio::test]
async fn what_is_no_database_is_refused() -> Outcome {
    let (_folder, path) = folder();
    std::fs::write(
        &path,
        b"Dear diary, this is not a database at all.".repeat(100),
    )?;
    assert!(matches!(
        SqliteEngine::open(&path, &Noon),
        Err(EngineFault::Database(_))
    ));
    Ok(())
}

/// Puts a copy where a new service opens it: all lines, no key, ready to go on.
async fn restores_without_keys(folder: &Path, copy: &Path, lines: u64) -> Outcome {
    assert!(
        !std::fs::read(copy)?
            .windows(20)
            .any(|bytes| bytes == [0xAB; 20])
    );
    let home = folder.join("restored");
    std::fs::create_dir(&home)?;
    std::fs::copy(copy, home.join("attune.sqlite"))?;
    let restored = SqliteEngine::open(&home.join("attune.sqlite"), &Noon)?;
    assert_eq!(
        restored.all_lines(0, u32::MAX).await?.len(),
        usize::try_from(lines)?
    );
    assert_eq!(restored.keys().await?, []);
    restored.commit(act(90_000_000)).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_backup_under_load_holds_every_write_acknowledged_before_it() -> Outcome {
    let (folder, path) = folder();
    let engine = Arc::new(SqliteEngine::open(&path, &Noon)?);
    engine
        .put_keys(vec![WrappedKey {
            client: client(1),
            epoch: 1,
            wrapped: vec![0xAB; 60],
        }])
        .await?;
    for n in 0..64 {
        engine
            .commit(Batch {
                rows: (0..40).flat_map(|i| act(n * 40 + i).rows).collect(),
                ..act(1_000_000 + n)
            })
            .await?;
    }
    let (acknowledged, done) = (
        Arc::new(AtomicU32::new(0)),
        Arc::new(AtomicBool::new(false)),
    );
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..200_u32 {
        let (engine, acknowledged, done) = (engine.clone(), acknowledged.clone(), done.clone());
        writers.spawn(async move {
            for n in 0.. {
                if done.load(Ordering::Acquire) {
                    break;
                }
                engine.commit(act(10_000_000 + writer * 10_000 + n)).await?;
                acknowledged.fetch_add(1, Ordering::AcqRel);
            }
            Outcome::Ok(())
        });
    }
    while acknowledged.load(Ordering::Acquire) < 200 {
        tokio::task::yield_now().await;
    }
    let to = folder.path().join("copies of Monday #1?.sqlite");
    let (before, rows_before) = (acknowledged.load(Ordering::Acquire), 64 * 40);
    engine.back_up(to.clone()).await?;
    let after = acknowledged.load(Ordering::Acquire);
    done.store(true, Ordering::Release);
    while let Some(outcome) = writers.join_next().await {
        outcome??;
    }
    let copy = SqliteEngine::check(&to)?;
    assert!(
        copy.lines >= 64 + u64::from(before),
        "{copy:?}, {before} before"
    );
    assert!(
        copy.lines <= 64 + u64::from(after) + 200,
        "{copy:?}, {after} after"
    );
    // Every act is in the copy whole: its row and its line.
    assert_eq!(copy.rows, rows_before + copy.lines - 64);
    restores_without_keys(folder.path(), &to, copy.lines).await
}

#[tokio::test]
async fn a_backup_is_never_written_over_and_a_damaged_one_is_named() -> Outcome {
    let (folder, path) = folder();
    let engine = SqliteEngine::open(&path, &Noon)?;
    engine.commit(act(1)).await?;
    let to = folder.path().join("copy.sqlite");
    engine.back_up(to.clone()).await?;
    let whole = std::fs::read(&to)?;
    assert!(engine.back_up(to.clone()).await.is_err());
    assert_eq!(std::fs::read(&to)?, whole);
    let checked = SqliteEngine::check(&to)?;
    assert_eq!((checked.rows, checked.lines, checked.schema), (1, 1, 1));
    // Nothing is left beside it.
    let names = std::fs::read_dir(folder.path())?
        .filter_map(|file| file.ok()?.file_name().into_string().ok());
    assert_eq!(
        names
            .filter(|name| name.starts_with("copy"))
            .collect::<Vec<_>>(),
        ["copy.sqlite"]
    );
    for damage in [
        &whole[..whole.len() / 2],
        b"",
        b"SQLite format 3 and no more",
    ] {
        std::fs::write(&to, damage)?;
        assert!(SqliteEngine::check(&to).is_err(), "{} bytes", damage.len());
    }
    std::fs::write(&to, &whole)?;
    tamper(&to, "UPDATE lines SET place = 5")?;
    assert!(SqliteEngine::check(&to).is_err(), "a ledger with a gap");
    Ok(())
}

#[tokio::test]
async fn a_destroyed_key_is_in_no_file() -> Outcome {
    let (folder, path) = folder();
    let engine = SqliteEngine::open(&path, &Noon)?;
    let (gone, stays) = ([0xC7; 48], [0xD8; 48]);
    for (n, wrapped) in [(1, gone), (2, stays)] {
        engine
            .put_keys(vec![WrappedKey {
                client: client(n),
                epoch: 1,
                wrapped: wrapped.to_vec(),
            }])
            .await?;
    }
    let found = |needle: &[u8]| -> std::io::Result<bool> {
        for file in std::fs::read_dir(folder.path())? {
            if std::fs::read(file?.path())?
                .windows(needle.len())
                .any(|bytes| bytes == needle)
            {
                return Ok(true);
            }
        }
        Ok(false)
    };
    assert!(found(&gone)? && found(&stays)?);
    engine.destroy_key(client(1)).await?;
    assert!(!found(&gone)?);
    assert!(found(&stays)?);
    Ok(())
}

#[tokio::test]
async fn work_under_way_is_finished_by_closing() -> Outcome {
    let (_folder, path) = folder();
    let engine = Arc::new(SqliteEngine::open(&path, &Noon)?);
    let mut writers = tokio::task::JoinSet::new();
    for n in 0..300 {
        let engine = engine.clone();
        writers.spawn(async move { engine.commit(act(n)).await });
    }
    tokio::task::yield_now().await;
    engine.close().await;
    let mut saved = 0;
    while let Some(answer) = writers.join_next().await {
        saved += usize::from(answer?.is_ok());
    }
    assert!(!engine.stopped());
    let again = SqliteEngine::open(&path, &Noon)?;
    assert_eq!(again.all_rows(None, 1_000).await?.len(), saved);
    Ok(())
}

#[tokio::test]
async fn a_disk_that_cannot_be_trusted_stops_the_engine() -> Outcome {
    let (_folder, path) = folder();
    let engine = SqliteEngine::open(&path, &Noon)?;
    for n in 0..200 {
        engine.commit(act(n)).await?;
    }
    drop(engine);
    // Everything after the schema and the migrations goes bad.
    let mut bytes = std::fs::read(&path)?;
    let whole = bytes.len();
    bytes[8 * 4096..].fill(0x5A);
    std::fs::write(&path, &bytes)?;
    let engine = SqliteEngine::open(&path, &Noon)?;
    assert!(!engine.stopped());
    let mut refused = None;
    for n in 0..300 {
        if let Err(fault) = engine.commit(act(n * 7_919)).await {
            refused = Some(fault);
            break;
        }
    }
    let refused = refused.ok_or("nothing was noticed")?;
    assert!(matches!(refused, CommitError::Fault(EngineFault::Database(_)) if whole > 20 * 4096));
    // Whoever is told finds it stopped, and so does everyone after, also at the key store.
    assert!(engine.stopped());
    engine.until_stopped().await;
    let key = WrappedKey {
        client: client(1),
        epoch: 1,
        wrapped: vec![1],
    };
    for later in [
        engine.commit(act(1_000_000)).await,
        engine.put_keys(vec![key]).await,
    ] {
        assert!(
            matches!(later, Err(CommitError::Fault(EngineFault::Stopped))),
            "{later:?}"
        );
    }
    assert!(matches!(
        engine.destroy_key(client(1)).await,
        Err(EngineFault::Stopped)
    ));
    testing::shows(
        "DB-4",
        "a disk that gave damage once: nothing more is acknowledged, of records or of keys, until a restart",
    );
    engine.close().await;
    Ok(())
}
