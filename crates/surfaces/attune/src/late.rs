//! What is late about safety: someone else hears that something waits, again and again, until it is
//! seen to or everyone who is named has heard. It works from ids and times; no record is opened.

use care::{PersonId, Role};
use metrics::{counter, gauge};
use sealed::{ReadError, Vault};
use std::time::Duration;
use tokio::sync::watch;

/// Looks once. Returns how many people were told.
///
/// # Errors
/// If the directory cannot be read.
pub async fn round(vault: &Vault) -> Result<usize, ReadError> {
    let (staff, _) = people::staff(vault).await?;
    let leads = staff.iter().filter(|one| one.role == Role::ServiceLead);
    let leads: Vec<PersonId> = leads.map(|one| one.person).collect();
    measures::overdue(vault, &leads).await
}

/// Looks every so often until told to stop.
pub async fn work(vault: Vault, every: Duration, mut stop: watch::Receiver<bool>) {
    loop {
        match round(&vault).await {
            Ok(told) => {
                counter!("attune_late_told_total").increment(u64::try_from(told).unwrap_or(0));
            }
            Err(error) => tracing::warn!(%error, "what is late could not be read; tried again"),
        }
        if let Ok(counts) = measures::safety_counts(&vault).await {
            gauge!("attune_late").set(u32::try_from(counts.late).unwrap_or(u32::MAX));
        }
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(every) => {}
        }
    }
}
