//! Destroying: the nameless sums first, then every way in, then the key. Each step can be repeated,
//! so that what was interrupted is finished by the next try.

use super::kept::{id, stands};
use super::rules::{Keeps, due};
use super::stored::{EraseAskedV1, ErasedV1, WishV1};
use care::{ClientId, Moment, PersonId};
use measures::forget_sums;
use sealed::engine::{CommitError, Pending};
use sealed::{Kept, ReadError, Vault};

/// What takes a person out of the service's directory: their way in, their sign-ins, their devices.
/// The binary hands it in.
pub trait Wiping: Send + Sync {
    /// Removes everything of this person. Safe to repeat.
    fn forget(&self, person: PersonId) -> Pending<'_, Result<(), String>>;
}

/// A record that was destroyed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Destroyed {
    /// The number on the client's sheet.
    pub receipt: [u8; 8],
    /// When.
    pub at: Moment,
    /// After when no copy of the key exists that the runbook allows.
    pub copies_gone_by: Moment,
}

/// Why it was not finished. What was done stays done; trying again finishes it.
#[derive(Debug, thiserror::Error)]
pub enum DestroyError {
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It could not be saved.
    #[error(transparent)]
    Commit(#[from] CommitError),
    /// The nameless sums, the way in or the key could not be destroyed.
    #[error("a record could not be destroyed whole and will be tried again ({0})")]
    Unfinished(String),
}

/// Destroys a record. What was begun is finished; what was stopped, or changed since it was read,
/// is left.
///
/// # Errors
/// If a step fails. Trying again finishes it.
pub async fn destroy(
    vault: &Vault,
    wiping: &dyn Wiping,
    wish: &Kept<EraseAskedV1>,
) -> Result<Destroyed, DestroyError> {
    let client = ClientId::from_bytes(wish.value.client);
    let unfinished = |why: String| DestroyError::Unfinished(why);
    match wish.value.stands {
        WishV1::Asked => stands(vault, wish, WishV1::Begun).await?,
        WishV1::Begun => {}
        WishV1::Stopped => return Err(CommitError::Conflict.into()),
    }
    forget_sums(vault, &wish.value.sums)
        .await
        .map_err(|error| unfinished(error.to_string()))?;
    wiping.forget(client.person()).await.map_err(unfinished)?;
    let erased = vault
        .erase(client)
        .await
        .map_err(|error| unfinished(error.to_string()))?;
    let receipt = wish.value.receipt;
    let kept = ErasedV1 {
        receipt,
        at: erased.at.millis(),
        copies_gone_by: erased.copies_gone_by.millis(),
    };
    let mut change = vault.directory_change();
    let place = vault.directory_id("erased-record", &receipt).await?;
    change.overwrite(place, &kept).await?;
    change.forget(id(vault, client).await?).await?;
    change.done().await?;
    Ok(Destroyed {
        receipt,
        at: erased.at,
        copies_gone_by: erased.copies_gone_by,
    })
}

/// What a round of destroying did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Round {
    /// Records destroyed.
    pub destroyed: u32,
    /// Records that could not be, and are tried again.
    pub failed: u32,
}

/// Destroys every record whose owner asked for it and whose day has come. One that cannot be
/// destroyed keeps no other from it. For the worker, now and then.
///
/// # Errors
/// If the directory cannot be read.
pub async fn destroy_due(
    vault: &Vault,
    wiping: &dyn Wiping,
    keeps: Keeps,
) -> Result<Round, DestroyError> {
    let mut round = Round::default();
    for listed in vault.directory_all::<EraseAskedV1>().await?.kept {
        match destroy_if_due(vault, wiping, keeps, &listed).await {
            Ok(true) => round.destroyed += 1,
            // Stopped in this very moment.
            Ok(false) | Err(DestroyError::Commit(CommitError::Conflict)) => {}
            Err(error) => {
                tracing::error!(%error, "a record that is to be destroyed could not be, and is tried again");
                round.failed += 1;
            }
        }
    }
    Ok(round)
}

async fn destroy_if_due(
    vault: &Vault,
    wiping: &dyn Wiping,
    keeps: Keeps,
    listed: &Kept<EraseAskedV1>,
) -> Result<bool, DestroyError> {
    // As it is now: those before it in the list took their time.
    let Some(wish) = vault.directory_find::<EraseAskedV1>(listed.record).await? else {
        return Ok(false);
    };
    let begun = wish.value.stands == WishV1::Begun;
    if wish.value.stands == WishV1::Stopped {
        return Ok(false);
    }
    if !begun {
        let client = ClientId::from_bytes(wish.value.client);
        let asked = Moment::from_millis(wish.value.asked_at);
        let facts = vault.relations_of(client).await?.unwrap_or_default();
        let now = vault.now();
        if due(keeps, &facts, asked, now).is_none_or(|due| due > now) {
            return Ok(false);
        }
    }
    destroy(vault, wiping, &wish).await?;
    Ok(true)
}
