//! Signing while the service runs: at least once a minute, and sooner when much is opened.

use crate::ledger::witness::WitnessFile;
use metrics::gauge;
use sealed::{Extends, LogError, Vault};
use std::time::Duration;
use tokio::sync::watch;

/// How often is looked whether there is something to sign.
const LOOKS: Duration = Duration::from_secs(5);
/// The longest that a line goes unsigned, in milliseconds: `safety` asks for a minute, and looking
/// takes its share of that.
const LONGEST: i64 = 50_000;
/// The most lines that go unsigned.
const MOST: u64 = 256;

/// Holds signing until the stored lines were held against the witness file. To be called before
/// anyone is served.
pub(crate) async fn hold(vault: &Vault, witness: Option<&WitnessFile>) {
    if witness.is_some() {
        vault.hold_signing(true).await;
    }
}

/// Whether the stored lines continue the newest checkpoint in the witness file. What it finds is
/// logged: whoever keeps the machine running must hear of it.
async fn may_sign(vault: &Vault, witness: &WitnessFile) -> bool {
    let newest = match witness.newest() {
        Ok(None) => return true,
        Ok(Some(newest)) => newest,
        Err(error) => {
            tracing::error!(%error, "nothing is signed: the witness file cannot be read");
            return false;
        }
    };
    match vault.extends(&newest).await {
        Ok(Extends::Yes { .. }) => true,
        Ok(Extends::No { size, stored }) => {
            tracing::error!(
                witnessed = size,
                stored,
                "nothing is signed: the ledger does not continue what the witness file has; see the runbook, section ledger"
            );
            false
        }
        Ok(Extends::NotOurs) => {
            tracing::error!(
                "nothing is signed: the witness file holds another service's checkpoint, or the signing key was replaced"
            );
            false
        }
        Err(error) => {
            tracing::error!(%error, "nothing is signed: the ledger cannot be held against the witness file");
            false
        }
    }
}

/// Signs what was added and writes it to the witness file, until told to stop.
pub(crate) async fn sign(
    vault: Vault,
    witness: Option<WitnessFile>,
    mut stop: watch::Receiver<bool>,
) {
    let mut may = false;
    let mut owed: Option<String> = None;
    loop {
        if !may {
            may = match &witness {
                Some(file) => may_sign(&vault, file).await,
                None => true,
            };
            vault.hold_signing(!may).await;
            gauge!("attune_ledger_not_continued").set(if may { 0.0 } else { 1.0 });
        }
        if may {
            match signed(&vault).await {
                Ok(fresh) => owed = fresh.or(owed),
                Err(error) => tracing::error!(%error, "the ledger could not be signed"),
            }
            if let (Some(file), Some(note)) = (&witness, &owed) {
                match file.append(note, super::now(&vault)) {
                    Ok(()) => owed = None,
                    Err(error) => tracing::error!(%error, "a checkpoint could not be written"),
                }
            }
        }
        // Where it does not continue, looking again every few seconds would find the same.
        let pause = if may { LOOKS } else { 60 * LOOKS };
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Signs if it is time; answers what was signed.
async fn signed(vault: &Vault) -> Result<Option<String>, LogError> {
    let standing = vault.log_standing().await?;
    let unsigned = standing.lines - standing.signed;
    gauge!("attune_ledger_unsigned_lines").set(u32::try_from(unsigned).unwrap_or(u32::MAX));
    let since = standing.signed_at.map_or(LONGEST, |at| vault.now() - at);
    if unsigned == 0 || (unsigned < MOST && since < LONGEST) {
        return Ok(None);
    }
    let signed = vault.checkpoint().await?;
    Ok(signed.fresh.then_some(signed.note))
}
