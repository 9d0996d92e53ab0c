//! Asking for it, and stopping it: both by the client only, and both change nothing else.

use super::stored::{EraseAskedV1, WishV1};
use care::{ClientId, RecordId};
use measures::{Offer, names_of_sums};
use sealed::engine::CommitError;
use sealed::{Act, Kept, ReadError, Vault};

/// The place of a client's wish.
pub(super) async fn id(vault: &Vault, client: ClientId) -> Result<RecordId, ReadError> {
    vault.directory_id("erase-asked", client.bytes()).await
}

/// What a client has asked for, if they have and did not stop it.
///
/// # Errors
/// If the directory cannot be read.
pub async fn asked(
    vault: &Vault,
    client: ClientId,
) -> Result<Option<Kept<EraseAskedV1>>, ReadError> {
    let kept = vault.directory_find::<EraseAskedV1>(id(vault, client).await?);
    let kept = kept.await?;
    Ok(kept.filter(|kept| kept.value.stands != WishV1::Stopped))
}

/// Why it was not asked for, or not stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AskRefused {
    /// Only the client can.
    #[error("only the client can ask for this")]
    OnlyTheClient,
    /// It has begun.
    #[error("it has begun and cannot be stopped any more")]
    TooLate,
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
    let place = id(vault, act.whose()).await?;
    let before = vault.directory_find::<EraseAskedV1>(place).await?;
    let after = before.as_ref().map_or(0, |kept| kept.version);
    if before.is_some_and(|kept| kept.value.stands != WishV1::Stopped) {
        return Ok(());
    }
    let mut receipt = [0; 8];
    vault.chance().fill(&mut receipt);
    let wish = EraseAskedV1 {
        client: *act.whose().bytes(),
        receipt,
        asked_at: act.now().millis(),
        stands: WishV1::Asked,
        sums: names_of_sums(act, offer),
    };
    let mut change = vault.directory_change();
    change.keep(place, after, &wish).await?;
    match change.done().await {
        // The same form a second time, at the same moment.
        Ok(()) | Err(CommitError::Conflict) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// The client stops it.
///
/// # Errors
/// If someone else tries to, it has begun, or it cannot be saved.
pub(crate) async fn stop(vault: &Vault, act: &Act) -> Result<(), AskRefused> {
    if act.by() != act.whose().person() {
        return Err(AskRefused::OnlyTheClient);
    }
    let Some(wish) = asked(vault, act.whose()).await? else {
        return Ok(());
    };
    if wish.value.stands == WishV1::Begun {
        return Err(AskRefused::TooLate);
    }
    match stands(vault, &wish, WishV1::Stopped).await {
        Err(CommitError::Conflict) => Err(AskRefused::TooLate),
        done => Ok(done?),
    }
}

/// Says where a wish stands, if nobody else said so since it was read.
pub(super) async fn stands(
    vault: &Vault,
    wish: &Kept<EraseAskedV1>,
    stands: WishV1,
) -> Result<(), CommitError> {
    let value = EraseAskedV1 {
        stands,
        ..wish.value.clone()
    };
    let mut change = vault.directory_change();
    let kept = change.keep(wish.record, wish.version, &value).await;
    kept.map_err(|_| CommitError::Conflict)?;
    change.done().await
}
