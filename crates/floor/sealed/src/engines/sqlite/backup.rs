//! A copy of the records, of one moment, while people go on writing. Never of the keys: a stolen
//! copy is unreadable, and an erased client stays erased in every copy ever made.

use super::open::{applied, connect, keys_beside, private, reader, sync_directory_of};
use super::trouble::{fault, io};
use crate::engine::EngineFault;
use crate::engines::schema::{RECORDS, pending};
use rusqlite::OpenFlags;
use rusqlite::backup::{Backup, StepResult};
use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};

/// Pages copied at a stretch: 1 MiB of 4 KiB pages.
const STRETCH: i32 = 256;

/// What a copy holds, once it has been read from end to end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checked {
    /// Its schema version.
    pub schema: u32,
    /// The program version that wrote that schema.
    pub wrote_by: String,
    /// Record versions.
    pub rows: u64,
    /// Gists.
    pub gists: u64,
    /// Ledger lines, contiguous from 0.
    pub lines: u64,
    /// Items waiting to be delivered.
    pub post: u64,
}

/// Copies the database at `from` to the new file `to` and reads the copy before it gets its name.
pub(super) fn back_up(from: &Path, vfs: Option<&str>, to: &Path) -> Result<(), EngineFault> {
    if to
        .try_exists()
        .map_err(|error| io("looking for the backup", &error))?
    {
        return Err(EngineFault::Database(format!(
            "{} is there already; a backup is never written over",
            to.display()
        )));
    }
    let mut name = to.as_os_str().to_owned();
    name.push(".part");
    let part = PathBuf::from(name);
    if let Err(error) = OpenOptions::new().write(true).create_new(true).open(&part) {
        return Err(io(&format!("creating {}", part.display()), &error));
    }
    let outcome = copy(from, vfs, &part).and_then(|()| {
        check(&part)?;
        private(&part)
            .and_then(|file| file.sync_all())
            .and_then(|()| fs::rename(&part, to))
            .map_err(|error| io("keeping the backup", &error))?;
        sync_directory_of(to)
    });
    if outcome.is_err() {
        // Half a copy is none. If it cannot be removed, its name says what it is.
        let _ = fs::remove_file(&part);
    }
    outcome
}

/// Copies the key store beside `from` over the copy at `to`, and counts its keys.
pub(super) fn back_up_keys(from: &Path, to: &Path) -> Result<u64, EngineFault> {
    let from = keys_beside(from);
    if !from.is_file() {
        return Err(EngineFault::Database(format!(
            "there is no key store at {}",
            from.display()
        )));
    }
    let mut name = to.as_os_str().to_owned();
    name.push(".part");
    let part = PathBuf::from(name);
    // What an attempt before left is of no use, and might be longer.
    let _ = fs::remove_file(&part);
    private(&part).map_err(|error| io(&format!("creating {}", part.display()), &error))?;
    let outcome = copy(&from, None, &part).and_then(|()| {
        let keys = count_keys(&part)?;
        private(&part)
            .and_then(|file| file.sync_all())
            .and_then(|()| fs::rename(&part, to))
            .map_err(|error| io("keeping the copy of the key store", &error))?;
        sync_directory_of(to)?;
        Ok(keys)
    });
    if outcome.is_err() {
        let _ = fs::remove_file(&part);
    }
    outcome
}

fn count_keys(path: &Path) -> Result<u64, EngineFault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let conn = connect(Path::new(&as_still(path)?), flags, None)?;
    let sound: String = conn
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(|error| fault(&error))?;
    if sound != "ok" {
        return Err(EngineFault::Database(
            "the copy of the key store is damaged".into(),
        ));
    }
    let keys: i64 = conn
        .query_row("SELECT count(*) FROM keys", [], |row| row.get(0))
        .map_err(|error| fault(&error))?;
    Ok(keys.cast_unsigned())
}

fn copy(from: &Path, vfs: Option<&str>, part: &Path) -> Result<(), EngineFault> {
    let copy = || -> rusqlite::Result<()> {
        let source = reader(from, vfs).map_err(|_| rusqlite::Error::InvalidPath(from.into()))?;
        // A snapshot held to the end: the copy is of one moment and need not begin anew at every
        // write. The log grows meanwhile and is moved afterwards.
        let snapshot = source.unchecked_transaction()?;
        snapshot.query_row("SELECT count(*) FROM migration", [], |row| {
            row.get::<_, i64>(0)
        })?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut target = rusqlite::Connection::open_with_flags(part, flags)?;
        // Nothing to roll back to, and the whole file is synced before it is called a backup.
        target.pragma_update(None, "journal_mode", "OFF")?;
        target.pragma_update(None, "synchronous", 0)?;
        let backup = Backup::new(&snapshot, &mut target)?;
        while backup.step(STRETCH)? != StepResult::Done {
            std::thread::yield_now();
        }
        Ok(())
    };
    copy().map_err(|error| fault(&error))
}

/// Opens a copy read-only and reads all of it.
///
/// # Errors
/// What is wrong with it: [`EngineFault::Newer`] if a later program wrote it, otherwise in words.
pub(super) fn check(path: &Path) -> Result<Checked, EngineFault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let conn = connect(Path::new(&as_still(path)?), flags, None)?;
    let ask = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0));
    let count = |table: &str| -> Result<u64, EngineFault> {
        let rows = ask(&format!("SELECT count(*) FROM {table}")).map_err(|error| fault(&error))?;
        Ok(rows.cast_unsigned())
    };
    let sound: String = conn
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(|error| fault(&error))?;
    if sound != "ok" {
        return Err(EngineFault::Database(
            "the copy is damaged: SQLite cannot read it all".into(),
        ));
    }
    let steps = applied(&conn).map_err(|error| fault(&error))?;
    pending(&steps, RECORDS)?;
    let Some(last) = steps.last() else {
        return Err(EngineFault::Database(
            "the copy is empty: no Attune ever wrote it".into(),
        ));
    };
    let lines = count("lines")?;
    let next =
        ask("SELECT coalesce(max(place) + 1, 0) FROM lines").map_err(|error| fault(&error))?;
    if next.cast_unsigned() != lines {
        return Err(EngineFault::Database(format!(
            "the copy's ledger has {lines} lines and should have {next}"
        )));
    }
    Ok(Checked {
        schema: last.n,
        wrote_by: last.wrote_by.clone(),
        rows: count("records")?,
        gists: count("gists")?,
        lines,
        post: count("post")?,
    })
}

/// The name under which SQLite opens a file that nobody writes: without making side files beside
/// it, so that a copy can be checked on a read-only disk. A file with a log beside it is in use
/// or was cut off, and is opened with its log.
fn as_still(path: &Path) -> Result<String, EngineFault> {
    let whole = std::path::absolute(path).map_err(|error| io("opening the copy", &error))?;
    let mut uri = String::from("file:");
    for byte in whole.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.".contains(byte) {
            uri.push(char::from(*byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    let mut log = whole.into_os_string();
    log.push("-wal");
    if !Path::new(&log).exists() {
        uri.push_str("?immutable=1");
    }
    Ok(uri)
}
