//! The worker's look at ruptures: whoever treats a client is reminded once when an answer is due, a
//! rupture through which three sessions have gone is brought to supervision, and a session that the
//! service called off too late becomes one. What waits is found from ids and times; a record is
//! looked into only then, in the service's own watch act, which leaves its line.

use crate::aside::{Aside, Undone};
use crate::reactions::Routed;
use alliance::Waits;
use metrics::{counter, gauge};
use pages::Reactions;
use sealed::engine::CommitError;
use sealed::{Act, ReadError, Vault};
use std::time::Duration;
use tokio::sync::watch;

/// How often something is tried anew at once when someone else wrote at the same moment.
const AGAIN: u32 = 5;

/// A worker's rounds, one after the other: what cannot be read is not tried for ever.
#[derive(Debug, Default)]
pub struct Rounds {
    aside: Aside,
}

/// Looks once. Returns how many things were seen to.
///
/// # Errors
/// If the directory cannot be read. One thing that cannot be written is tried again the next time.
pub async fn round(vault: &Vault) -> Result<usize, ReadError> {
    Rounds::default().next(vault).await
}

impl Rounds {
    /// Looks once. Returns how many things were seen to.
    ///
    /// # Errors
    /// If the directory cannot be read. What cannot be written is tried again the next time; what
    /// cannot be read, a few times.
    pub async fn next(&mut self, vault: &Vault) -> Result<usize, ReadError> {
        let mut seen = 0;
        for waits in alliance::waiting(vault).await? {
            if self.aside.has(waits.entry()) {
                continue;
            }
            match see_to(vault, &waits).await {
                Ok(()) => seen += 1,
                Err(error) => {
                    tracing::warn!(%error, "what waits about a rupture could not be seen to; tried again");
                    self.aside.failed(waits.entry(), &error);
                }
            }
        }
        Ok(seen)
    }

    /// How much could not be read in a few tries and is not tried any more.
    pub fn aside(&self) -> usize {
        self.aside.count()
    }
}

/// Sees to one thing and puts it away. For someone who has been erased there is nothing to see to.
async fn see_to(vault: &Vault, waits: &Waits) -> Result<(), Undone> {
    let mut tries = 0;
    while waits.needs_a_look() {
        let Some(access) = vault.keep_watch(waits.client).await? else {
            break;
        };
        let mut act = Act::open(vault, access).await?;
        let happened = alliance::see_to(&mut act, waits).await?;
        Routed.route(&mut act, &happened).await?;
        match act.done().await {
            Ok(()) => break,
            Err(CommitError::Conflict) if tries < AGAIN => tries += 1,
            Err(error) => return Err(error.into()),
        }
    }
    Ok(alliance::put_away(vault, waits).await?)
}

/// Looks every so often until told to stop.
pub async fn work(vault: Vault, every: Duration, mut stop: watch::Receiver<bool>) {
    let mut rounds = Rounds::default();
    loop {
        match rounds.next(&vault).await {
            Ok(seen) => {
                counter!("attune_ruptures_seen_total").increment(u64::try_from(seen).unwrap_or(0));
                let aside = u32::try_from(rounds.aside()).unwrap_or(u32::MAX);
                gauge!("attune_ruptures_aside").set(aside);
            }
            Err(error) => tracing::warn!(%error, "what waits could not be read; tried again"),
        }
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(every) => {}
        }
    }
}

#[cfg(test)]
mod tests;
