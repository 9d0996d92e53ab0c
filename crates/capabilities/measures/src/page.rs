//! What the pages of this capability share.

pub(crate) mod mine;
pub(crate) mod numbered;
pub(crate) mod paper;
pub(crate) mod staff;

use crate::norm::Share;
use sealed::Vault;

/// Tells the expected course what it may know, once the act it comes from is durable. If that
/// cannot be written now, nothing is lost: it is worked out anew with the next answer.
pub(crate) async fn tell_course(vault: &Vault, share: Option<&Share>) {
    if let Some(share) = share
        && let Err(error) = share.write(vault).await
    {
        tracing::warn!(%error, "what a course adds to the expected one was not written; it will be with the next answer");
    }
}
