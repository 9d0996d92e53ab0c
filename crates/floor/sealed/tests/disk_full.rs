//! When the disk is full nothing that was acknowledged is lost, reading goes on, whoever writes is
//! told "not saved", and when there is room again writing goes on without a restart.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

#[path = "power_loss/story.rs"]
mod story;

use power_loss::Disk;
use sealed::engine::{CommitError, Engine, WrappedKey};
use sealed::engines::SqliteEngine;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::process::Command;
use story::{Found, Writer};
use tempfile::TempDir;
use testing::Frozen;
use tokio::runtime::Runtime;

const RECORDS: &str = "/care/attune.sqlite";

/// How many sizes are tried, each one page of 4 KiB more than the one before.
const STEPS: usize = 256;
const PAGE: usize = 4_096;

#[derive(Debug)]
struct Failed(String);

impl Failed {
    fn because(what: impl Display) -> Self {
        Self(what.to_string())
    }
}

fn runtime() -> Runtime {
    let mut building = tokio::runtime::Builder::new_current_thread();
    building.max_blocking_threads(4).build().unwrap()
}

/// Everything acknowledged is there, whole, and nothing else.
async fn check(engine: &dyn Engine, writers: &mut [Writer]) -> Result<(), Failed> {
    let found = Found::all(engine, writers).await;
    let found = found.map_err(|error| Failed(format!("reading has stopped: {error}")))?;
    found.contiguous()?;
    writers
        .iter_mut()
        .try_for_each(|writer| writer.check(&found))
}

/// Writes until the disk is full and stays full; says how many acts went in.
async fn fill(engine: &dyn Engine, writers: &mut [Writer]) -> Result<u64, Failed> {
    let (mut acknowledged, mut refused) = (0, 0);
    // Once refused, the log is moved into the database, which may make a little room again.
    while refused < 6 {
        for writer in &mut *writers {
            match writer.write_one(engine).await {
                Ok(()) => (acknowledged, refused) = (acknowledged + 1, 0),
                Err(CommitError::Full) => refused += 1,
                Err(other) => return Err(Failed(format!("full, but told: {other}"))),
            }
        }
    }
    Ok(acknowledged)
}

/// Fills, looks, asks `make_room`, and goes on. Gives how many acts went in before it was full.
async fn full_and_free_again(
    engine: &SqliteEngine,
    writers: &mut [Writer],
    make_room: impl FnOnce(),
) -> Result<u64, Failed> {
    let acknowledged = fill(engine, writers).await?;
    check(engine, writers).await?;
    if engine.stopped() {
        return Err(Failed("a full disk has stopped the engine".into()));
    }
    make_room();
    for writer in &mut *writers {
        for _ in 0..5 {
            let told = writer.write_one(engine).await;
            told.map_err(|error| Failed(format!("with room again: {error}")))?;
        }
    }
    check(engine, writers).await?;
    Ok(acknowledged)
}

fn writers() -> [Writer; 2] {
    [Writer::new(1, 700), Writer::new(2, 5_000)]
}

fn start(disk: &Disk) -> SqliteEngine {
    SqliteEngine::open_with_vfs(Path::new(RECORDS), disk.vfs(), &Frozen::default()).unwrap()
}

/// A service that was set up and ended in good order.
async fn founded() -> BTreeMap<String, Vec<u8>> {
    let disk = Disk::new(0);
    start(&disk).close().await;
    disk.files()
}

fn intact(disk: &Disk) -> Result<(), Failed> {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
    let opened = rusqlite::Connection::open_with_flags_and_vfs(RECORDS, flags, disk.vfs());
    let verdict: String = opened
        .and_then(|conn| conn.query_row("PRAGMA integrity_check", (), |row| row.get(0)))
        .map_err(Failed::because)?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(Failed(verdict))
    }
}

/// A disk with room for so many pages more than the new service takes, filled and freed again.
async fn freed(image: &BTreeMap<String, Vec<u8>>, pages: usize) -> Result<u64, Failed> {
    let disk = small(image, pages);
    let (engine, mut writers) = (start(&disk), writers());
    let went_in = full_and_free_again(&engine, &mut writers, || disk.set_room(None)).await?;
    engine.close().await;
    drop(engine);
    intact(&disk)?;
    check(&start(&disk), &mut writers).await?;
    Ok(went_in)
}

/// The same disk loses power while it is full.
async fn cut(image: &BTreeMap<String, Vec<u8>>, pages: usize) -> Result<(), Failed> {
    let disk = small(image, pages);
    let (engine, mut writers) = (start(&disk), writers());
    fill(&engine, &mut writers).await?;
    let disk = disk.power_cycle();
    drop(engine);
    check(&start(&disk), &mut writers).await?;
    intact(&disk)
}

fn small(image: &BTreeMap<String, Vec<u8>>, pages: usize) -> Disk {
    let taken: usize = image.values().map(Vec::len).sum();
    let disk = Disk::with_image(pages as u64, image.clone());
    disk.set_room(Some(taken + pages * PAGE));
    disk
}

#[test]
fn at_every_size_of_disk_nothing_acknowledged_is_lost_and_writing_goes_on() {
    let runtime = runtime();
    let image = runtime.block_on(founded());
    let mut saved = Vec::new();
    for pages in 0..STEPS {
        let went_in = runtime.block_on(async {
            cut(&image, pages).await?;
            freed(&image, pages).await
        });
        saved.push(went_in.unwrap_or_else(|Failed(why)| panic!("{pages} pages: {why}")));
    }
    let all: u64 = saved.iter().sum();
    println!("disk full: sizes={STEPS} acknowledged={all} lost=0");
    assert_eq!(saved[0], 0, "on the smallest nothing fits");
    assert!(saved.iter().max() > Some(&20), "on the largest much does");
    testing::shows(
        "DB-3",
        &format!(
            "a disk full at {STEPS} sizes: {all} acts acknowledged, 0 lost, writing goes on when there is room"
        ),
    );
}

#[test]
fn a_key_that_does_not_fit_is_refused_and_fits_when_there_is_room() {
    let runtime = runtime();
    let image = runtime.block_on(founded());
    let disk = small(&image, 1);
    let engine = start(&disk);
    let client = Writer::new(1, 1).client();
    let key = || WrappedKey {
        client,
        epoch: 1,
        wrapped: vec![7; 20_000],
    };
    runtime.block_on(async {
        let told = engine.put_keys(vec![key()]).await;
        assert!(matches!(told, Err(CommitError::Full)), "{told:?}");
        let found = Found::all(&engine, &[]).await.unwrap();
        assert!(found.keys.is_empty());
        disk.set_room(None);
        engine.put_keys(vec![key()]).await.unwrap();
        let found = Found::all(&engine, &[]).await.unwrap();
        assert_eq!(found.keys[&client], key().wrapped);
    });
}

/// A file system in memory of a size of its own, for as long as this lives.
struct Tmpfs(TempDir);

impl Tmpfs {
    /// `None` where this process may not mount.
    fn of(bytes: usize) -> Option<Self> {
        let at = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={bytes}"), "tmpfs"])
            .arg(at.path())
            .output();
        mounted.ok()?.status.success().then(|| Self(at))
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

impl Drop for Tmpfs {
    fn drop(&mut self) {
        // At worst an empty folder stays in the temporary directory until the next start.
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).output();
    }
}

/// The real file system's way of being full: short writes, and no memory for the log's index.
#[test]
fn on_a_small_tmpfs_nothing_acknowledged_is_lost_and_writing_goes_on() {
    let runtime = runtime();
    let mut saved = Vec::new();
    for pages in 0..16 {
        let Some(tmpfs) = Tmpfs::of((500 + pages) * PAGE) else {
            println!("may not mount a tmpfs here; the simulated disk above stands in for it");
            return;
        };
        let ballast = tmpfs.file("ballast");
        std::fs::write(&ballast, vec![1; 240 * PAGE]).unwrap();
        let records = tmpfs.file("attune.sqlite");
        let open = || SqliteEngine::open(&records, &Frozen::default()).unwrap();
        let (engine, mut writers) = (open(), writers());
        let went_in = runtime.block_on(async {
            let free = || std::fs::remove_file(&ballast).unwrap();
            let went_in = full_and_free_again(&engine, &mut writers, free).await?;
            engine.close().await;
            Ok(went_in)
        });
        drop(engine);
        let went_in = went_in.unwrap_or_else(|Failed(why)| panic!("{pages} pages: {why}"));
        saved.push(went_in);
        let checked = runtime.block_on(check(&open(), &mut writers));
        checked.unwrap_or_else(|Failed(why)| panic!("{pages} pages, after a restart: {why}"));
    }
    println!(
        "disk full: tmpfs sizes={} acknowledged={saved:?} lost=0",
        saved.len()
    );
    assert!(saved.iter().all(|went_in| *went_in > 0));
    let sizes = saved.len();
    testing::shows(
        "DB-3",
        &format!("a real tmpfs full at {sizes} sizes: 0 acknowledged acts lost, writing goes on"),
    );
}
