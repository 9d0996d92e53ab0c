//! Keeping watch over what was promised: what is late is noticed from ids and times alone; only to
//! turn a promise, or to make or end one that another act could not, the service opens the promises
//! itself. That leaves its line in the client's ledger, which says that no person looked.

use crate::aside::{Aside, Undone};
use crate::reactions::Routed;
use care::{ClientId, DAY, HOUR, Moment, RecordId};
use metrics::{counter, gauge};
use pages::Reactions;
use promises::{Emergency, Errand};
use sealed::engine::CommitError;
use sealed::{Act, ReadError, Vault};
use std::time::Duration;
use tokio::sync::watch;

/// For how long after a start, and after the clock has jumped, nothing is turned into a broken
/// promise: one hour, this project's own choice. Whoever promised could not answer while the service
/// was away, and a clock that was set wrongly can be set right; what is late is shown all the same.
pub const SPARED: i64 = HOUR;

/// A time between two rounds, which follow each other within minutes, that can only be a clock that
/// was set, or a service that slept: a day. This project's own choice.
const JUMP: i64 = DAY;

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
    /// What would be broken, and is not yet: the service has just begun, or its clock has jumped.
    pub spared: usize,
    /// What could not be read in a few tries and is not tried any more.
    pub aside: usize,
    /// Promises that are open in the whole service.
    pub open: usize,
    /// How many of those are late.
    pub late: usize,
    /// Entries of the directory that are there and do not open.
    pub damaged: usize,
}

/// A worker's rounds, one after the other, and what it has to remember between them.
#[derive(Debug, Default)]
pub struct Rounds {
    /// When it looked last; `None`: not yet.
    last: Option<Moment>,
    /// From when on something may be broken; `None`: at once.
    breaks_from: Option<Moment>,
    aside: Aside,
}

/// Looks once, as a worker does that has looked all the time.
///
/// # Errors
/// If the directory cannot be read. One promise that cannot be turned is tried again the next time.
pub async fn round(vault: &Vault) -> Result<Round, ReadError> {
    let mut rounds = Rounds {
        last: Some(vault.now()),
        ..Rounds::default()
    };
    rounds.next(vault).await
}

impl Rounds {
    /// Looks once.
    ///
    /// # Errors
    /// If the directory cannot be read. What cannot be done is tried again the next time; what
    /// cannot be read, a few times.
    pub async fn next(&mut self, vault: &Vault) -> Result<Round, ReadError> {
        let now = vault.now();
        if self.last.is_none_or(|last| now - last > JUMP) {
            self.breaks_from = Some(now + SPARED);
        }
        self.last = Some(now);
        let mut round = Round::default();
        emergencies(vault, &mut round).await?;
        self.errands(vault, &mut round).await?;
        let late = promises::late(vault).await?;
        (round.told, round.open, round.late) = (late.told, late.open, late.late);
        round.damaged += late.damaged;
        let breaks = self.breaks_from.is_none_or(|from| now >= from);
        for (client, promise) in late.to_break {
            if self.aside.has(promise) {
                continue;
            }
            if breaks {
                self.turn(vault, (client, promise), &mut round).await;
            } else {
                round.spared += 1;
                round.told += usize::from(promises::remind(vault, promise).await?);
            }
        }
        round.aside = self.aside.count();
        Ok(round)
    }

    async fn errands(&mut self, vault: &Vault, round: &mut Round) -> Result<(), ReadError> {
        // What follows a thing that could not be done waits with it: it may rest on it.
        let mut stuck: Vec<ClientId> = Vec::new();
        for errand in promises::errands(vault).await? {
            if self.aside.has(errand.entry()) {
                stuck.push(errand.client());
                continue;
            }
            if stuck.contains(&errand.client()) {
                round.kept_waiting += 1;
                continue;
            }
            match carry_out(vault, &errand).await {
                Ok(()) => round.carried_out += 1,
                Err(error) => {
                    tracing::warn!(%error, "what was to be promised could not be written; tried again");
                    self.aside.failed(errand.entry(), &error);
                    stuck.push(errand.client());
                    round.kept_waiting += 1;
                }
            }
        }
        Ok(())
    }

    async fn turn(
        &mut self,
        vault: &Vault,
        (client, promise): (ClientId, RecordId),
        round: &mut Round,
    ) {
        match turn(vault, client, promise).await {
            Ok(broken) => round.broken += usize::from(broken),
            Err(error) => {
                tracing::warn!(%error, "a promise could not be turned; tried again");
                self.aside.failed(promise, &error);
                round.kept_waiting += 1;
            }
        }
    }
}

/// What was opened in an emergency is promised to be looked at.
async fn emergencies(vault: &Vault, round: &mut Round) -> Result<(), ReadError> {
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
    Ok(())
}

/// The service's own act on this client's promises; `None`: there is no such client any more.
async fn watch(vault: &Vault, client: ClientId) -> Result<Option<Act>, ReadError> {
    match vault.keep_watch(client).await? {
        Some(access) => Ok(Some(Act::open(vault, access).await?)),
        None => Ok(None),
    }
}

/// Turns one promise. Whether it was: another worker may have been first, or it ended meanwhile.
async fn turn(vault: &Vault, client: ClientId, promise: RecordId) -> Result<bool, Undone> {
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

async fn carry_out(vault: &Vault, errand: &Errand) -> Result<(), Undone> {
    if let Some(mut act) = watch(vault, errand.client()).await? {
        let happened = promises::run(&mut act, errand).await?;
        Routed.route(&mut act, &happened).await?;
        act.done().await?;
    }
    promises::ran(vault, errand).await?;
    Ok(())
}

/// Looks every so often until told to stop.
pub async fn work(vault: Vault, every: Duration, mut stop: watch::Receiver<bool>) {
    let mut rounds = Rounds::default();
    loop {
        match rounds.next(&vault).await {
            Ok(round) => {
                let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
                let level = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
                counter!("attune_promises_broken_total").increment(number(round.broken));
                gauge!("attune_promises_open").set(level(round.open));
                gauge!("attune_promises_late").set(level(round.late));
                gauge!("attune_promises_damaged").set(level(round.damaged));
                gauge!("attune_promises_aside").set(level(round.aside));
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
mod spared;
#[cfg(test)]
mod tests;
