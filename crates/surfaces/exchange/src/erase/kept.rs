//! Asking for it, and stopping it: both by the client only, and both change nothing else.

use super::stored::EraseAskedV1;
use care::{ClientId, RecordId};
use measures::{Offer, names_of_sums};
use sealed::engine::CommitError;
use sealed::{Act, Kept, ReadError, Vault};

/// The place of a client's wish.
pub(super) async fn id(vault: &Vault, client: ClientId) -> Result<RecordId, ReadError> {
    vault.directory_id("erase-asked", client.bytes()).await
}

/// What a client has asked for, if they have.
///
/// # Errors
/// If the directory cannot be read.
pub async fn asked(
    vault: &Vault,
    client: ClientId,
) -> Result<Option<Kept<EraseAskedV1>>, ReadError> {
    vault.directory_find(id(vault, client).await?).await
}

/// Why it was not asked for, or not stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AskRefused {
    /// Only the client can.
    #[error("only the client can ask for this")]
    OnlyTheClient,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It could not be saved.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

/// The client asks. Asked twice, the first time counts.
///
/// # Errors
/// If someone else asks, or it cannot be saved.
pub(crate) async fn ask(vault: &Vault, act: &Act, offer: &Offer) -> Result<(), AskRefused> {
    if act.by() != act.whose().person() {
        return Err(AskRefused::OnlyTheClient);
    }
    if asked(vault, act.whose()).await?.is_some() {
        return Ok(());
    }
    let mut receipt = [0; 8];
    vault.chance().fill(&mut receipt);
    let wish = EraseAskedV1 {
        client: *act.whose().bytes(),
        receipt,
        asked_at: act.now().millis(),
        sums: names_of_sums(act, offer),
    };
    let mut change = vault.directory_change();
    change.keep(id(vault, act.whose()).await?, 0, &wish).await?;
    match change.done().await {
        // The same form a second time, at the same moment.
        Ok(()) | Err(CommitError::Conflict) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// The client stops it.
///
/// # Errors
/// If someone else tries to, or it cannot be saved.
pub(crate) async fn stop(vault: &Vault, act: &Act) -> Result<(), AskRefused> {
    if act.by() != act.whose().person() {
        return Err(AskRefused::OnlyTheClient);
    }
    let mut change = vault.directory_change();
    change.forget(id(vault, act.whose()).await?).await?;
    Ok(change.done().await?)
}
