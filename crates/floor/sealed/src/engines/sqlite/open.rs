//! Opening the files: settings that make "saved" true, each read back, and the schema.

use super::trouble::{fault, io};
use crate::engine::EngineFault;
use crate::engines::schema::{APPLIED_TABLE, Applied, Dialect, Migration, WROTE_BY, pending};
use care::Moment;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior, params};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a statement waits for another program that holds SQLite's own lock, such as a
/// person's `sqlite3` shell.
const WAIT_FOR_OTHERS: Duration = Duration::from_secs(5);

/// What every connection must say when asked. `synchronous` 2 is FULL: every commit is synced.
/// `temp_store` 2 is memory: nothing spills into a directory nobody clears.
const EVERYWHERE: &[(&str, i64)] = &[
    ("synchronous", 2),
    ("foreign_keys", 1),
    ("secure_delete", 1),
    ("cell_size_check", 1),
    ("trusted_schema", 0),
    ("temp_store", 2),
    ("fullfsync", 1),
    ("checkpoint_fullfsync", 1),
];

/// Where the key store is: beside the records, in a file of its own.
pub(super) fn keys_beside(path: &Path) -> PathBuf {
    path.with_file_name("keys.sqlite")
}

/// Held while an engine has the database open; released with the file, also by a crash.
pub(super) struct Held {
    _lock: File,
}

/// Takes the database for this engine alone.
///
/// # Errors
/// [`EngineFault::NotDurable`] if another process, or another engine in this one, has it.
pub(super) fn hold(path: &Path) -> Result<Held, EngineFault> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let lock =
        private(&PathBuf::from(name)).map_err(|error| io("opening the lock file", &error))?;
    match lock.try_lock() {
        Ok(()) => Ok(Held { _lock: lock }),
        Err(TryLockError::WouldBlock) => Err(EngineFault::NotDurable(format!(
            "{} is open in another Attune; stop that one first",
            path.display()
        ))),
        Err(TryLockError::Error(error)) => Err(io("locking the database", &error)),
    }
}

/// Opens a file, making it readable by its owner only if it is new. SQLite gives its side files
/// the same permissions.
pub(super) fn private(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes what was created, renamed or removed in a file's directory durable.
pub(super) fn sync_directory_of(path: &Path) -> Result<(), EngineFault> {
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    File::open(directory)
        .and_then(|directory| directory.sync_all())
        .map_err(|error| io("syncing the data folder", &error))
}

/// Opens a database for writing, new or not, and brings its schema up to date.
pub(super) fn writer(
    path: &Path,
    vfs: Option<&str>,
    steps: &[Migration],
    now: Moment,
) -> Result<Connection, EngineFault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = connect(path, flags, vfs)?;
    let conn = &connection;
    // EXTRA while the journal mode changes: the rollback journal that makes the change must be
    // gone for good, or a power loss could bring it back and undo what came after.
    set(conn, "synchronous", 3)?;
    let mode: String = conn
        .pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))
        .map_err(|error| fault(&error))?;
    if mode != "wal" {
        return Err(EngineFault::NotDurable(format!(
            "the database must be in write-ahead mode and is in {mode:?}; a network or memory file \
             system cannot do it"
        )));
    }
    if vfs.is_none() {
        sync_directory_of(path)?;
    }
    settle(conn)?;
    // The writer moves the log into the database itself, so that an error there is seen.
    set(conn, "wal_autocheckpoint", 0)?;
    set(conn, "journal_size_limit", 64 << 20)?;
    set(conn, "cache_size", -16 * 1024)?;
    conn.set_prepared_statement_cache_capacity(32);
    migrate(&mut connection, steps, now)?;
    Ok(connection)
}

/// Opens a database for reading only.
pub(super) fn reader(path: &Path, vfs: Option<&str>) -> Result<Connection, EngineFault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = connect(path, flags, vfs)?;
    settle(&conn)?;
    set(&conn, "query_only", 1)?;
    Ok(conn)
}

pub(super) fn connect(
    path: &Path,
    flags: OpenFlags,
    vfs: Option<&str>,
) -> Result<Connection, EngineFault> {
    let opened = match vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs),
        None => Connection::open_with_flags(path, flags),
    };
    let conn = opened.map_err(|error| fault(&error))?;
    conn.busy_timeout(WAIT_FOR_OTHERS)
        .map_err(|error| fault(&error))?;
    // One plan per question, whatever is asked for: otherwise a bound limit has every statement
    // prepared anew each time it is used, which cost a fifth of a page.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
        .map_err(|error| fault(&error))?;
    Ok(conn)
}

/// Applies the settings every connection needs and reads each one back.
fn settle(conn: &Connection) -> Result<(), EngineFault> {
    for (name, value) in EVERYWHERE {
        set(conn, name, *value)?;
    }
    check(conn)
}

fn check(conn: &Connection) -> Result<(), EngineFault> {
    for (name, value) in EVERYWHERE {
        let found: i64 = conn
            .pragma_query_value(None, name, |row| row.get(0))
            .map_err(|error| fault(&error))?;
        if found != *value {
            return Err(EngineFault::NotDurable(format!(
                "the database setting {name} is {found} and must be {value}"
            )));
        }
    }
    Ok(())
}

fn set(conn: &Connection, name: &str, value: i64) -> Result<(), EngineFault> {
    conn.pragma_update(None, name, value)
        .map_err(|error| fault(&error))
}

/// Applies what is still to be done, one transaction a step.
fn migrate(conn: &mut Connection, steps: &[Migration], now: Moment) -> Result<(), EngineFault> {
    conn.execute_batch(&Dialect::Sqlite.speak(APPLIED_TABLE))
        .map_err(|error| fault(&error))?;
    let before = applied(conn).map_err(|error| fault(&error))?;
    for step in pending(&before, steps)? {
        let mut apply = || -> rusqlite::Result<()> {
            let whole = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            whole.execute_batch(&Dialect::Sqlite.speak(step.sql))?;
            whole.execute(
                "INSERT INTO migration (n, sha256, at, wrote_by) VALUES (?, ?, ?, ?)",
                params![step.n, step.sha256(), now.millis(), WROTE_BY],
            )?;
            whole.commit()
        };
        apply().map_err(|error| fault(&error))?;
    }
    Ok(())
}

/// What was applied here, in order.
pub(super) fn applied(conn: &Connection) -> rusqlite::Result<Vec<Applied>> {
    conn.prepare("SELECT n, sha256, wrote_by FROM migration ORDER BY n")?
        .query_map([], |row| {
            Ok(Applied {
                n: row.get(0)?,
                sha256: row.get(1)?,
                wrote_by: row.get(2)?,
            })
        })?
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engines::schema::{KEYS, RECORDS};

    fn open(path: &Path, steps: &[Migration]) -> Result<Connection, EngineFault> {
        writer(path, None, steps, Moment::from_millis(1))
    }

    #[test]
    fn every_setting_reads_back_on_writers_and_readers() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("attune.sqlite");
        let conn = open(&path, RECORDS).unwrap();
        let mode: String = conn
            .pragma_query_value(None, "journal_mode", |row| row.get(0))
            .unwrap();
        assert_eq!(mode, "wal");
        check(&conn).unwrap();
        let reading = reader(&path, None).unwrap();
        check(&reading).unwrap();
        assert!(reading.execute("DELETE FROM records", []).is_err());
    }

    #[test]
    fn a_setting_that_was_not_taken_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let conn = open(&folder.path().join("attune.sqlite"), RECORDS).unwrap();
        for (name, value) in EVERYWHERE {
            set(&conn, name, 1 - (*value).min(1)).unwrap();
            let refused = check(&conn).unwrap_err().to_string();
            assert!(refused.contains(name), "{refused}");
            set(&conn, name, *value).unwrap();
        }
    }

    #[test]
    fn opening_twice_applies_each_step_once() {
        let folder = tempfile::tempdir().unwrap();
        for steps in [RECORDS, KEYS] {
            let path = folder
                .path()
                .join(format!("{}.sqlite", steps.len() + steps[0].sql.len()));
            drop(open(&path, steps).unwrap());
            let again = open(&path, steps).unwrap();
            assert_eq!(applied(&again).unwrap().len(), steps.len());
        }
    }

    #[test]
    fn a_step_that_fails_leaves_nothing_of_itself() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("attune.sqlite");
        let broken = [
            Migration {
                n: 1,
                sql: "CREATE TABLE first (a {whole}) STRICT;",
            },
            Migration {
                n: 2,
                sql: "CREATE TABLE second (a {whole}) STRICT; CREATE NONSENSE;",
            },
        ];
        assert!(open(&path, &broken).is_err());
        let mended = [
            broken[0],
            Migration {
                n: 2,
                sql: "CREATE TABLE second (b {whole}) STRICT;",
            },
        ];
        let conn = open(&path, &mended).unwrap();
        conn.execute("INSERT INTO second (b) VALUES (1)", [])
            .unwrap();
        assert_eq!(applied(&conn).unwrap().len(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn files_are_for_their_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("attune.sqlite");
        private(&path).unwrap();
        let _conn = open(&path, RECORDS).unwrap();
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let file = file.unwrap();
            let mode = file.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{}", file.path().display());
        }
    }
}
