//! Changing the root key: here, if the service does not run; otherwise by asking it to. The request
//! is an empty file beside the keys, which goes when it is done, so that asking needs no port, no
//! signal and no right that the account which runs the service does not have.

use crate::config::{Config, Database, Place, Reach};
use crate::open::{self, Begin};
use crate::say::{Failed, apart, say};
use sealed::Vault;
use sealed::engines::SqliteEngine;
use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::sleep;

/// How often a running service looks whether it is asked.
const LOOK: Duration = Duration::from_secs(2);
/// How often whoever asked looks whether it is done.
const ASK: Duration = Duration::from_millis(100);
/// How long whoever asked waits.
const PATIENCE: u32 = 600;

/// Where a request lies, for a service whose root key can be changed while it runs.
fn request(config: &Config) -> Option<PathBuf> {
    let beside = match (&config.database, config.root_key.file()) {
        (Database::Sqlite(path), _) => return Some(path.with_file_name("change-root-key")),
        (Database::Postgres(_), Some(file)) => file.as_os_str(),
        _ => return None,
    };
    let mut name = beside.to_owned();
    name.push(".change");
    Some(name.into())
}

/// Where the answer to a request that failed lies.
fn refusal(request: &Path) -> PathBuf {
    request.with_extension("failed")
}

/// Changes the root key, or has it changed by the service that runs.
pub(super) async fn rotate(place: &Place, stopped: bool) -> Result<(), Failed> {
    let config = Config::read(place, &Reach::default())?;
    let runs = match &config.database {
        Database::Memory => {
            return Err(Failed::asked_wrongly(
                "database: nothing of memory: is kept, and its root key neither",
            ));
        }
        Database::Sqlite(path) => path.is_file() && SqliteEngine::is_open_elsewhere(path)?,
        Database::Postgres(_) => !stopped,
    };
    match (runs, request(&config)) {
        (false, _) => {
            let opened = open::vault(&config, Begin::Never).await?;
            let changed = opened.vault.rotate_root().await;
            opened.vault.engine().close().await;
            tell(changed.map_err(|error| Failed::new(error.to_string()))?);
            Ok(())
        }
        (true, Some(request)) => ask(&request).await,
        (true, None) => Err(Failed::asked_wrongly(
            "this service keeps its root key locked in PostgreSQL, where it cannot be asked while it runs; stop it and give --stopped",
        )),
    }
}

fn tell(epoch: u32) {
    say(format_args!(
        "The root key was changed: it is number {epoch} now, and every key is wrapped under it. The old one is destroyed here."
    ));
    say(
        "Replace the copies of the key store and of the root key now: the old ones open nothing of what comes.",
    );
}

async fn ask(request: &Path) -> Result<(), Failed> {
    let failed = |error: std::io::Error| {
        Failed::new(format!(
            "the service could not be asked: {} ({error})",
            request.display()
        ))
    };
    let _ = std::fs::remove_file(refusal(request));
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(request)
        .map_err(failed)?;
    for _ in 0..PATIENCE {
        sleep(ASK).await;
        if !request.try_exists().map_err(failed)? {
            if let Ok(why) = std::fs::read_to_string(refusal(request)) {
                return Err(Failed::new(why));
            }
            say("The service has changed its root key; the old one is destroyed here.");
            say(
                "Replace the copies of the key store and of the root key now: the old ones open nothing of what comes.",
            );
            return Ok(());
        }
    }
    let _ = std::fs::remove_file(request);
    Err(Failed::new(
        "the service did not take the request within a minute; nothing was changed. Is it running, and by this account? If it is stopped and uses PostgreSQL, give --stopped",
    ))
}

/// Changes the root key whenever it is asked for, until the service stops.
pub(crate) async fn attend(vault: Vault, config: Config, mut stopping: watch::Receiver<bool>) {
    let Some(request) = request(&config) else {
        return;
    };
    loop {
        tokio::select! {
            _ = stopping.wait_for(|stop| *stop) => return,
            () = sleep(LOOK) => {}
        }
        if request.exists() {
            answer(&vault, &request).await;
        }
    }
}

async fn answer(vault: &Vault, request: &Path) {
    match vault.rotate_root().await {
        Ok(epoch) => tracing::info!(epoch, "the root key was changed"),
        Err(error) => {
            tracing::error!(%error, "the root key could not be changed");
            if let Err(error) = std::fs::write(refusal(request), error.to_string()) {
                tracing::error!(%error, "nor could that be said");
            }
        }
    }
    match std::fs::remove_file(request) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            tracing::error!(%error, "the request to change the root key could not be removed");
        }
        _ => {}
    }
}

/// Finishes erasures that a crash cut off, or that are missing from a key store that was put back.
/// One that cannot be finished now keeps nobody else from their record: who is to be erased stays
/// closed, the log says what is in the way, and the next start tries again.
pub(crate) async fn finish_erasures(vault: &Vault) {
    match vault.finish_erasures().await {
        Ok(0) => {}
        Ok(again) => say(format_args!(
            "{} people who had been erased were still in the key store and were erased again.",
            apart(again)
        )),
        Err(error) => {
            tracing::error!(%error, "an erasure that was begun is not finished; mend what is in the way (see the runbook, section keys) and run attune erase, or start again");
        }
    }
}
