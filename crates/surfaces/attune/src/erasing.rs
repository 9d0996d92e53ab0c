//! What destroying a record needs of the rest: who takes a person out of the directory, how long
//! records are kept, and a worker that does what was asked for when its day has come.

use exchange::{Erasing, Keeps, Wiping};
use measures::Offer;
use metrics::counter;
use people::SignInDesk;
use sealed::Vault;
use sealed::engine::Pending;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// For how many days copies of the key store may exist, where a service says nothing: as the
/// runbook has it.
pub const COPIES_DAYS: u16 = 30;

/// Takes people out of the directory, at the desk where they come in.
pub struct AtTheDesk(pub Arc<SignInDesk>);

impl Wiping for AtTheDesk {
    fn forget(&self, person: care::PersonId) -> Pending<'_, Result<(), String>> {
        Box::pin(async move {
            let forgotten = self.0.forget(person).await;
            forgotten.map_err(|error| error.to_string())
        })
    }
}

/// What the screens and pages of the exchange need.
pub fn erasing(
    desk: &Arc<SignInDesk>,
    offer: &Arc<Offer>,
    keep_years: Option<u16>,
    copies_days: u16,
) -> Erasing {
    Erasing {
        keeps: Keeps { years: keep_years },
        copies_days,
        offer: Arc::clone(offer),
        wiping: Arc::new(AtTheDesk(Arc::clone(desk))),
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
            Ok(done) => counter!("attune_erased_total").increment(done.try_into().unwrap_or(0)),
            Err(error) => {
                tracing::error!(%error, "a record that is to be destroyed could not be, and is tried again");
            }
        }
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(every) => {}
        }
    }
}
