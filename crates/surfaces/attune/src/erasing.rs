//! What destroying a record needs of the rest: who takes a person out of the directory, how long
//! records are kept, and a worker that does what was asked for when its day has come.

use care::{ClientId, PersonId};
use exchange::{Erasing, Keeps, Wiping};
use measures::Offer;
use metrics::counter;
use people::SignInDesk;
use sealed::engine::Pending;
use sealed::{InDirectory, Vault};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// For how many days copies of the key store may exist, where a service says nothing: as the
/// runbook has it.
pub const COPIES_DAYS: u16 = 30;

/// The kinds that speak of an erasure itself.
const STAYS: [&str; 2] = [
    <exchange::EraseAskedV1 as InDirectory>::KIND,
    <sealed::ErasedV1 as InDirectory>::KIND,
];

/// Takes people out of the directory, at the desk where they come in.
pub struct AtTheDesk(pub Arc<SignInDesk>, pub Vault);

impl Wiping for AtTheDesk {
    fn forget(&self, person: PersonId) -> Pending<'_, Result<(), String>> {
        Box::pin(async move {
            let forgotten = self.0.forget(person).await;
            forgotten.map_err(|error| error.to_string())?;
            every_trace(&self.1, person).await
        })
    }
}

/// Takes out of the directory whatever any capability left there about this person. What says that
/// they are to be erased, or were, stays until that is done.
pub(crate) async fn every_trace(vault: &Vault, person: PersonId) -> Result<(), String> {
    let mut kinds = crate::verify::kinds();
    kinds.retain(|kind| !STAYS.iter().any(|stays| kind.is_called(stays)));
    let forgotten = vault.forget_mentions(ClientId::of(person), &kinds).await;
    forgotten.map(drop).map_err(|error| error.to_string())
}

/// What the screens and pages of the exchange need.
pub fn erasing(
    vault: &Vault,
    desk: &Arc<SignInDesk>,
    offer: &Arc<Offer>,
    keep_years: Option<u16>,
    copies_days: u16,
) -> Erasing {
    Erasing {
        keeps: Keeps { years: keep_years },
        copies_days,
        offer: Arc::clone(offer),
        wiping: Arc::new(AtTheDesk(Arc::clone(desk), vault.clone())),
    }
}

/// Destroys the records whose owners asked for it and whose day has come, every so often, until
/// told to stop.
pub async fn destroy(
    vault: Vault,
    erasing: Erasing,
    every: Duration,
    mut stop: watch::Receiver<bool>,
) {
    loop {
        let outcome = exchange::destroy_due(&vault, &*erasing.wiping, erasing.keeps).await;
        match outcome {
            Ok(round) => {
                counter!("attune_erased_total").increment(u64::from(round.destroyed));
            }
            Err(error) => {
                tracing::error!(%error, "which records are to be destroyed could not be read; it is tried again");
            }
        }
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(every) => {}
        }
    }
}
