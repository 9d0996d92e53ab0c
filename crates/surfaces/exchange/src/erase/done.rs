//! Destroying: the nameless sums first, then every way in, then the key. Each step can be repeated,
//! so that what was interrupted is finished by the next try.

use super::kept::id;
use super::rules::{Keeps, due};
use super::stored::{EraseAskedV1, ErasedV1};
use care::{ClientId, Facts, Moment, PersonId};
use measures::forget_sums;
use sealed::engine::{CommitError, Pending};
use sealed::{ReadError, Vault};

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

/// Destroys a record.
///
/// # Errors
/// If a step fails. Trying again finishes it.
pub async fn destroy(
    vault: &Vault,
    wiping: &dyn Wiping,
    wish: &EraseAskedV1,
) -> Result<Destroyed, DestroyError> {
    let client = ClientId::from_bytes(wish.client);
    let unfinished = |why: String| DestroyError::Unfinished(why);
    forget_sums(vault, &wish.sums)
        .await
        .map_err(|error| unfinished(error.to_string()))?;
    wiping.forget(client.person()).await.map_err(unfinished)?;
    let erased = vault
        .erase(client)
        .await
        .map_err(|error| unfinished(error.to_string()))?;
    let kept = ErasedV1 {
        receipt: wish.receipt,
        at: erased.at.millis(),
        copies_gone_by: erased.copies_gone_by.millis(),
    };
    let mut change = vault.directory_change();
    let place = vault.directory_id("erased-record", &wish.receipt).await?;
    change.overwrite(place, &kept).await?;
    change.forget(id(vault, client).await?).await?;
    change.done().await?;
    Ok(Destroyed {
        receipt: wish.receipt,
        at: erased.at,
        copies_gone_by: erased.copies_gone_by,
    })
}

/// Destroys every record whose owner asked for it and whose day has come. Answers how many. For
/// the worker, now and then.
///
/// # Errors
/// If the directory cannot be read, or the first record that could not be destroyed whole.
pub async fn destroy_due(
    vault: &Vault,
    wiping: &dyn Wiping,
    keeps: Keeps,
) -> Result<usize, DestroyError> {
    let mut done = 0;
    for wish in vault.directory_all::<EraseAskedV1>().await?.kept {
        let client = ClientId::from_bytes(wish.value.client);
        let now = vault.now();
        let asked = Moment::from_millis(wish.value.asked_at);
        // Without a key there is nothing left to decide about: what was begun is finished.
        let facts = vault.relations_of(client).await?;
        let facts = facts.unwrap_or_else(Facts::default);
        if due(keeps, &facts, asked, now).is_some_and(|due| due <= now) {
            destroy(vault, wiping, &wish.value).await?;
            done += 1;
        }
    }
    Ok(done)
}
