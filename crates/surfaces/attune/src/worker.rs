//! The worker: delivers what waits in the outbox, again and again, until each item has gone.
//!
//! A notice leaves the outbox in the same transaction that delivers it inside the app, so what is
//! interrupted is tried again and nothing is delivered twice. A mail cannot be sent in a
//! transaction: the try is written down first, and what is cut off between sending and writing that
//! down is sent a second time. Two neutral mails are a nuisance; one that never came would be worse.

use contact::{Carrier, Outward, Sent};
use jiff::tz::TimeZone;
use measures::Day;
use metrics::{counter, gauge};
use people::SignInDesk;
use sealed::engine::CommitError;
use sealed::{DeliverError, Due, ReadError, Vault};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Items taken at a time.
const ROUND: u32 = 500;
/// Mails sent at a time: what is under way when the service stops is finished first.
const SENDS: u32 = 4;
/// How often an item is tried anew at once when someone else wrote at the same moment.
const AGAIN: u32 = 5;
/// The longest pause after rounds that failed.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// What one round did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Round {
    /// Items delivered.
    pub delivered: u32,
    /// Items that could not be and wait for the next round.
    pub kept_waiting: u32,
    /// Items that are there and do not open.
    pub damaged: usize,
}

/// Delivers what is due, once.
///
/// # Errors
/// If the outbox cannot be read.
pub async fn round(vault: &Vault, outward: &Outward) -> Result<Round, ReadError> {
    let (due, damaged) = vault.due(ROUND).await?;
    let mut round = Round {
        damaged,
        ..Round::default()
    };
    for item in due {
        match deliver(vault, outward, item).await {
            Ok(()) => round.delivered += 1,
            Err(error) => {
                tracing::warn!(%error, "a notice could not be delivered and waits");
                round.kept_waiting += 1;
            }
        }
    }
    Ok(round)
}

async fn deliver(vault: &Vault, outward: &Outward, item: Due) -> Result<(), DeliverError> {
    let mut tries = 0;
    loop {
        match outward.deliver(vault, item).await {
            // They looked, or another notice came, at the same moment: what they see is read again.
            Err(DeliverError::Commit(CommitError::Conflict)) if tries < AGAIN => tries += 1,
            outcome => return outcome,
        }
    }
}

/// Works every so often until told to stop. After a round that failed it pauses twice as long as
/// before, at most a minute.
pub async fn work(
    vault: Vault,
    outward: Arc<Outward>,
    every: Duration,
    mut stop: watch::Receiver<bool>,
) {
    let (mut pause, mut damaged_before) = (every, 0);
    loop {
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(pause) => {}
        }
        let outcome = round(&vault, &outward).await;
        let well = match &outcome {
            Ok(round) => {
                counter!("attune_delivered_total").increment(u64::from(round.delivered));
                gauge!("attune_outbox_damaged")
                    .set(u32::try_from(round.damaged).unwrap_or(u32::MAX));
                if round.damaged > damaged_before {
                    tracing::error!(
                        count = round.damaged,
                        "notices in the outbox are damaged; run attune verify"
                    );
                }
                damaged_before = round.damaged;
                round.kept_waiting == 0
            }
            Err(error) => {
                tracing::warn!(%error, "the outbox could not be read");
                false
            }
        };
        if let Ok(waiting) = vault.engine().due(vault.now(), 1_000).await {
            gauge!("attune_outbox_waiting").set(u32::try_from(waiting.len()).unwrap_or(u32::MAX));
        }
        pause = if well {
            every
        } else {
            (pause * 2).min(LONGEST_PAUSE).max(every)
        };
    }
}

/// Sends what may leave, every so often until told to stop. It is a loop of its own: a mail server
/// that hangs holds up nothing inside the app.
pub async fn send<C: Carrier>(
    vault: Vault,
    outward: Arc<Outward>,
    carrier: Option<C>,
    every: Duration,
    mut stop: watch::Receiver<bool>,
) {
    let carrier = carrier.as_ref().map(|carrier| carrier as &dyn Carrier);
    let mut pause = every;
    loop {
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(pause) => {}
        }
        pause = match outward.send_due(&vault, carrier, SENDS).await {
            Ok(sent) => {
                count(sent);
                // Where something left there may be more; where nothing did, it can wait.
                if sent.sent > 0 { Duration::ZERO } else { every }
            }
            Err(error) => {
                tracing::warn!(%error, "what is to be sent could not be read");
                (pause.max(every) * 2).min(LONGEST_PAUSE)
            }
        };
    }
}

/// Figures without people: how many, never to whom.
fn count(sent: Sent) {
    for (what, many) in [
        ("sent", sent.sent),
        ("put_off", sent.put_off),
        ("dropped", sent.dropped),
        ("failed", sent.failed),
        ("given_up", sent.given_up),
    ] {
        counter!("attune_outward_total", "became" => what).increment(u64::from(many));
    }
}

/// Removes sign-ins that ended by themselves, every so often, until told to stop.
pub async fn sweep(desk: Arc<SignInDesk>, every: Duration, mut stop: watch::Receiver<bool>) {
    loop {
        if let Err(error) = desk.sweep().await {
            tracing::warn!(%error, "sign-ins that ended could not be removed; they stay ended");
        }
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(every) => {}
        }
    }
}

/// Fits what course is to be expected on each measure, every so often, until told to stop. It
/// reads sums without names; no record is opened for it.
pub async fn fit(vault: Vault, zone: TimeZone, every: Duration, mut stop: watch::Receiver<bool>) {
    loop {
        match measures::refit(&vault, Day::of(vault.now(), &zone)).await {
            Ok(all) => {
                for one in all {
                    if let measures::Fitting::Refused(why) = &one.outcome {
                        tracing::warn!(measure = one.measure, %why, "an expected course could not be fitted; the one before stands");
                    }
                }
            }
            Err(error) => {
                tracing::warn!(%error, "the expected courses could not be fitted; those before stand");
            }
        }
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(every) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::{Asker, ClientId, MINUTE, PersonId, Purpose, Role, Section, Sections};
    use sealed::engines::MemoryEngine;
    use sealed::{Act, Notice, RootKey};
    use testing::{Frozen, Seeded};

    async fn vault() -> (Vault, Arc<Frozen>, PersonId) {
        let (clock, chance) = (Arc::new(Frozen::default()), Arc::new(Seeded::new(1)));
        let root = RootKey::mint(&*chance);
        let engine = Box::new(MemoryEngine::default());
        let vault = Vault::open(engine, root, clock.clone(), chance)
            .await
            .unwrap();
        let person = PersonId::from_bytes([7; 16]);
        vault.admit(&[person]).await.unwrap();
        (vault, clock, person)
    }

    async fn post(vault: &Vault, person: PersonId, minutes: i64) {
        let asker = Asker {
            person,
            role: Role::Client,
        };
        let sections = Sections::of(&[Section::Overview]);
        let whose = ClientId::of(person);
        let access = vault
            .decide(asker, whose, sections, Purpose::OwnRecord)
            .await
            .unwrap()
            .unwrap();
        let mut act = Act::open(vault, access).await.unwrap();
        act.post(
            person,
            Notice::SomethingWaits,
            vault.now() + minutes * MINUTE,
        )
        .await
        .unwrap();
        act.done().await.unwrap();
    }

    #[tokio::test]
    async fn what_is_due_is_delivered_once_and_what_is_not_due_waits() {
        let (vault, clock, person) = vault().await;
        let outward = Outward::new(None, TimeZone::UTC);
        post(&vault, person, 0).await;
        post(&vault, person, 5).await;
        let one = Round {
            delivered: 1,
            ..Round::default()
        };
        assert_eq!(round(&vault, &outward).await.unwrap(), one);
        assert_eq!(vault.waiting(person).await.unwrap(), Some(vault.now()));
        assert_eq!(round(&vault, &outward).await.unwrap(), Round::default());
        clock.pass(5 * MINUTE);
        assert_eq!(round(&vault, &outward).await.unwrap(), one);
        assert_eq!(round(&vault, &outward).await.unwrap(), Round::default());
    }

    #[tokio::test]
    async fn a_worker_that_is_told_to_stop_stops() {
        let (vault, _, person) = vault().await;
        post(&vault, person, 0).await;
        let (stop, stopped) = watch::channel(false);
        let worker = tokio::spawn(work(
            vault.clone(),
            Arc::new(Outward::new(None, TimeZone::UTC)),
            Duration::from_millis(1),
            stopped,
        ));
        while vault.waiting(person).await.unwrap().is_none() {
            tokio::task::yield_now().await;
        }
        stop.send(true).unwrap();
        worker.await.unwrap();
    }
}
