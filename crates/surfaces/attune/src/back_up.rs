//! `attune backup` and `attune keys back-up`: copies made while people go on writing. The records
//! and the keys to them never into one place.

use crate::config::{Config, Database, Place, Reach};
use crate::manifest::{MANIFEST, ManifestV1, RECORDS};
use crate::open::private_folder;
use crate::say::{Failed, apart, say};
use care::Clock;
use sealed::engines::SqliteEngine;
use std::path::Path;

/// Copies the records into a folder of their own, with a manifest.
///
/// # Errors
/// In words: why there is no new backup. What is half-written does not have a backup's name.
pub(crate) fn records(place: &Place, to: &Path, clock: &dyn Clock) -> Result<ManifestV1, Failed> {
    let path = file(place)?;
    for name in [RECORDS, MANIFEST] {
        if to.join(name).exists() {
            return Err(Failed::asked_wrongly(format!(
                "{} holds a backup already; a backup is never written over, give a new folder",
                to.display()
            )));
        }
    }
    private_folder(to)?;
    let copy = to.join(RECORDS);
    SqliteEngine::back_up_records(&path, &copy)?;
    let checked = SqliteEngine::check(&copy)?;
    let manifest = ManifestV1::of(&copy, &checked, clock.now())?;
    manifest.write(to)?;
    Ok(manifest)
}

/// Tells what was copied.
pub(crate) fn tell(manifest: &ManifestV1, to: &Path) {
    say(format_args!(
        "Copied {} bytes to {}: {} record versions, {} ledger lines, {} overviews, {} notices. SHA-256 {}.",
        apart(manifest.bytes),
        to.display(),
        apart(manifest.rows),
        apart(manifest.lines),
        apart(manifest.gists),
        apart(manifest.post),
        manifest.sha256,
    ));
    say("It holds no keys: without the key store and the root key nothing in it can be read.");
    say("A backup that was never restored is a hope: try `attune restore` on another machine.");
}

/// Copies the key store over the copy that is there.
///
/// # Errors
/// In words: why the copy that was there stays as it was.
pub(crate) fn keys(place: &Place, to: &Path) -> Result<u64, Failed> {
    let path = file(place)?;
    if to
        .parent()
        .is_some_and(|folder| folder.join(RECORDS).exists())
    {
        return Err(Failed::asked_wrongly(format!(
            "{} is in a folder with records; keep keys in another place, where backups do not go",
            to.display()
        )));
    }
    Ok(SqliteEngine::back_up_keys(&path, to)?)
}

fn file(place: &Place) -> Result<std::path::PathBuf, Failed> {
    match Config::read(place, &Reach::default())?.database {
        Database::Sqlite(path) if path.is_file() => Ok(path),
        Database::Sqlite(path) => Err(Failed::asked_wrongly(format!(
            "database: there is none at {}; give --data or --database",
            path.display()
        ))),
        Database::Postgres(_) => Err(Failed::asked_wrongly(
            "database: PostgreSQL is backed up by its own tools: pg_dump --schema=attune for the records, and the schema attune_keys apart from them, replaced and never archived",
        )),
        Database::Memory => Err(Failed::asked_wrongly(
            "database: nothing of memory: is kept, so there is nothing to copy",
        )),
    }
}
