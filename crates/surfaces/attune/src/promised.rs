//! Keeping watch over what was promised: what is late is noticed from ids and times alone; only to
//! turn a promise, or to make or end one that another act could not, the service opens the promises
//! itself. That leaves its line in the client's ledger, which says that no person looked.

use crate::reactions::Routed;
use care::ClientId;
use metrics::{counter, gauge};
use pages::Reactions;
use promises::{Emergency, Errand};
use sealed::engine::CommitError;
use sealed::{Act, ReadError, Vault};
use std::time::Duration;
use tokio::sync::watch;

/// What one round did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Round {
    /// Promises that were turned into broken ones.
    pub broken: usize,
    /// How many people heard that a promise of theirs is late.
    pub told: usize,
    /// Promises made, kept, moved or ended that another act could not.
    pub carried_out: usize,
    /// What could not be done and is tried again in the next round.
    pub kept_waiting: usize,
    /// Promises that are open in the whole service.
    pub open: usize,
    /// How many of those are late.
    pub late: usize,
    /// Entries of the directory that are there and do not open.
    pub damaged: usize,
}

/// Looks once.
///
/// # Errors
/// If the directory cannot be read. One promise that cannot be turned is tried again the next time.
pub async fn round(vault: &Vault) -> Result<Round, ReadError> {
    let mut round = Round::default();
    for one in consent::emergencies(vault).await? {
        let emergency = Emergency {
            record: one.record,
            client: one.client,
            at: one.at,
            due: one.due,
            looked_at: one.looked_at,
        };
        match promises::on_emergency(vault, &emergency).await {
            // One entry that cannot be read does not end the watch over every other promise.
            Err(ReadError::Damaged(_)) => round.damaged += 1,
            done => done?,
        }
    }
    // What follows a thing that could not be done waits with it: it may rest on it.
    let mut stuck: Vec<ClientId> = Vec::new();
    for errand in promises::errands(vault).await? {
        if stuck.contains(&errand.client()) {
            round.kept_waiting += 1;
            continue;
        }
        match carry_out(vault, &errand).await {
            Ok(()) => round.carried_out += 1,
            Err(error) => {
                tracing::warn!(%error, "what was to be promised could not be written; tried again");
                stuck.push(errand.client());
                round.kept_waiting += 1;
            }
        }
    }
    let late = promises::late(vault).await?;
    (round.told, round.open, round.late) = (late.told, late.open, late.late);
    round.damaged += late.damaged;
    for (client, promise) in late.to_break {
        match turn(vault, client, promise).await {
            Ok(broken) => round.broken += usize::from(broken),
            Err(error) => {
                tracing::warn!(%error, "a promise could not be turned; tried again");
                round.kept_waiting += 1;
            }
        }
    }
    Ok(round)
}

/// The service's own act on this client's promises; `None`: there is no such client any more.
async fn watch(vault: &Vault, client: ClientId) -> Result<Option<Act>, ReadError> {
    match vault.keep_watch(client).await? {
        Some(access) => Ok(Some(Act::open(vault, access).await?)),
        None => Ok(None),
    }
}

/// Turns one promise. Whether it was: another worker may have been first, or it ended meanwhile.
async fn turn(vault: &Vault, client: ClientId, promise: care::RecordId) -> Result<bool, Unsaved> {
    let Some(mut act) = watch(vault, client).await? else {
        promises::gone(vault, promise).await?;
        return Ok(false);
    };
    let happened = promises::turn(&mut act, promise).await?;
    let broken = !happened.is_empty();
    Routed.route(&mut act, &happened).await?;
    match act.done().await {
        Ok(()) => Ok(broken),
        // Somebody wrote at the same moment; what is so then is looked at in the next round.
        Err(CommitError::Conflict) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

async fn carry_out(vault: &Vault, errand: &Errand) -> Result<(), Unsaved> {
    if let Some(mut act) = watch(vault, errand.client()).await? {
        let happened = promises::run(&mut act, errand).await?;
        Routed.route(&mut act, &happened).await?;
        act.done().await?;
    }
    promises::ran(vault, errand).await?;
    Ok(())
}

#[derive(Debug, thiserror::Error)]
enum Unsaved {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Commit(#[from] CommitError),
}

/// Looks every so often until told to stop.
pub async fn work(vault: Vault, every: Duration, mut stop: watch::Receiver<bool>) {
    loop {
        match round(&vault).await {
            Ok(round) => {
                let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
                let level = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
                counter!("attune_promises_broken_total").increment(number(round.broken));
                gauge!("attune_promises_open").set(level(round.open));
                gauge!("attune_promises_late").set(level(round.late));
                gauge!("attune_promises_damaged").set(level(round.damaged));
            }
            Err(error) => {
                tracing::warn!(%error, "what was promised could not be read; tried again");
            }
        }
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(every) => {}
        }
    }
}

#[cfg(test)]
mod tests;
