//! `attune restore`: a backup is put back into an empty place, and called verified only when every
//! byte has the hash it was copied with and every record and ledger line in it has been opened.

use crate::config::{Config, Place, Reach};
use crate::manifest::{ManifestV1, RECORDS, fingerprint};
use crate::open::{self, Begin, private_folder};
use crate::say::{Failed, apart, say};
use crate::system::Stopwatch;
use crate::verify;
use sealed::engines::SqliteEngine;
use sealed::{Vault, Verified};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// The key store's name beside the records.
const KEYS: &str = "keys.sqlite";
/// Where a restore works until it is verified.
const UNFINISHED: &str = "restoring";

/// What is restored, and where to.
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Restore {
    /// A folder that `attune backup` made
    pub from: PathBuf,
    /// The data folder to make; it must be empty or not there
    #[arg(long, value_name = "DIR")]
    pub to: PathBuf,
    /// The newest copy of the key store (`attune keys back-up`)
    #[arg(long, value_name = "FILE")]
    pub keys: PathBuf,
    /// The root key file; without it, beside the new data folder
    #[arg(long, value_name = "FILE")]
    pub root_key: Option<PathBuf>,
}

/// Restores and verifies.
///
/// # Errors
/// In words. After an error the place is as empty as it was.
pub(crate) async fn run(asked: &Restore) -> Result<Verified, Failed> {
    let took = Stopwatch::start();
    let manifest = ManifestV1::read(&asked.from)?;
    let place = Place {
        data: Some(asked.to.clone()),
        root_key: asked.root_key.clone(),
        ..Place::default()
    };
    // A configuration of the old service would not be in an empty place; only where things are
    // matters here.
    let config = Config::from_text("", &place, &Reach::default())?;
    empty(&asked.to)?;
    private_folder(&asked.to)?;
    let unfinished = asked.to.join(UNFINISHED);
    private_folder(&unfinished)?;
    let outcome = put_back(asked, &manifest, &config, &unfinished).await;
    if outcome.is_ok() {
        finish(&unfinished, &asked.to)?;
        say(format_args!(
            "Verified: the backup of {} with {} record versions is in {}. It took {:.1} s.",
            manifest.made_at,
            apart(manifest.rows),
            asked.to.display(),
            took.elapsed().as_secs_f64()
        ));
    } else {
        // What was not verified does not stay where someone could take it for a service.
        let _ = fs::remove_dir_all(&unfinished);
    }
    outcome
}

fn empty(to: &Path) -> Result<(), Failed> {
    let refused = |why: String| Failed::asked_wrongly(format!("--to: {}: {why}", to.display()));
    match fs::read_dir(to) {
        Ok(mut within) => match within.next() {
            None => Ok(()),
            Some(_) => Err(refused("found something there; wanted an empty folder, as nothing is ever restored over a service".into())),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(refused(format!("cannot be looked into ({error})"))),
    }
}

async fn put_back(
    asked: &Restore,
    manifest: &ManifestV1,
    config: &Config,
    unfinished: &Path,
) -> Result<Verified, Failed> {
    let records = unfinished.join(RECORDS);
    copy(&asked.from.join(RECORDS), &records)?;
    unchanged(&records, manifest)?;
    let checked = SqliteEngine::check(&records)?;
    if (checked.rows, checked.lines) != (manifest.rows, manifest.lines) {
        return Err(Failed::not_whole(
            "the backup does not hold what its manifest says; use another backup",
        ));
    }
    copy(&asked.keys, &unfinished.join(KEYS))?;
    let mut config = config.clone();
    config.database = crate::config::Database::Sqlite(records);
    let opened = open::vault(&config, Begin::Never).await?;
    let verified = without_the_erased(&opened.vault).await;
    opened.vault.engine().close().await;
    verified
}

/// Whether the records are, byte for byte, what was backed up.
fn unchanged(records: &Path, manifest: &ManifestV1) -> Result<(), Failed> {
    let (sha256, bytes) = fingerprint(records)?;
    if (sha256.as_str(), bytes) == (manifest.sha256.as_str(), manifest.bytes) {
        return Ok(());
    }
    Err(Failed::not_whole(format!(
        "the records are not what was backed up: {bytes} bytes with SHA-256 {sha256}, and the manifest says {} bytes with {}. Use another backup",
        manifest.bytes, manifest.sha256
    )))
}

/// Takes out whoever was erased since the copy of the key store was made, then opens everything.
async fn without_the_erased(vault: &Vault) -> Result<Verified, Failed> {
    let left_out = vault
        .leave_out_erased()
        .await
        .map_err(|error| Failed::new(error.to_string()))?;
    if left_out > 0 {
        say(format_args!(
            "{} people who had been erased were in this copy of the key store and were left out. Destroy that copy, and run attune keys rotate.",
            apart(left_out)
        ));
    }
    verify::whole(vault).await
}

/// Copies a file, durable when this returns, readable by its owner alone.
fn copy(from: &Path, to: &Path) -> Result<(), Failed> {
    use std::os::unix::fs::OpenOptionsExt;
    let copy = || -> std::io::Result<()> {
        let mut source = File::open(from)?;
        let mut target = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(to)?;
        std::io::copy(&mut source, &mut target)?;
        target.sync_all()
    };
    copy().map_err(|error| Failed::new(format!("{} could not be copied ({error})", from.display())))
}

/// Gives what was verified its place, the key store first: records without one would not open.
fn finish(unfinished: &Path, to: &Path) -> Result<(), Failed> {
    let finish = || -> std::io::Result<()> {
        for name in [KEYS, RECORDS] {
            fs::rename(unfinished.join(name), to.join(name))?;
        }
        fs::remove_dir_all(unfinished)?;
        File::open(to)?.sync_all()
    };
    finish()
        .map_err(|error| Failed::new(format!("{} could not be finished ({error})", to.display())))
}

#[cfg(test)]
mod tests;
