//! The second lock of a client's app: a word of their own, asked for before anything sensitive is
//! shown. Until they choose one it is their passphrase. A wrong word five times ends the sign-in
//! quietly and never the account: someone who tries it over her shoulder gets the door, not a
//! locked one.

use crate::beside::MayTry;
use crate::desk::{SignInDesk, SignInError};
use crate::doors;
use care::{PersonId, Private, RecordId};
use pages::{Form, SignedIn, Unlocked};
use sealed::{InDirectory, ReadError, Vault};
use serde::{Deserialize, Serialize};

/// The shortest unlock word, in characters. It stands behind a sign-in and has five tries.
pub const UNLOCK_MIN: usize = 4;
/// The longest, in characters.
pub const UNLOCK_MAX: usize = 64;

/// Someone's unlock word, as its Argon2id hash.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct UnlockV1 {
    pub(crate) person: [u8; 16],
    pub(crate) hash: String,
}

impl InDirectory for UnlockV1 {
    const KIND: &'static str = "unlock";
    const SHAPE: u16 = 1;
}

pub(crate) async fn unlock_id(vault: &Vault, person: PersonId) -> Result<RecordId, ReadError> {
    vault.directory_id("unlock", person.bytes()).await
}

async fn kept(vault: &Vault, person: PersonId) -> Result<Option<UnlockV1>, ReadError> {
    let found = vault.directory_find::<UnlockV1>(unlock_id(vault, person).await?);
    Ok(found.await?.map(|kept| kept.value))
}

/// A word as it is compared: phones begin words with capitals by themselves.
fn plain(typed: &str) -> Private<String> {
    Private::new(typed.trim().to_lowercase())
}

/// What the shell asks: whether the field `unlock` of this form opens the second lock.
pub(crate) async fn asked(
    desk: &SignInDesk,
    who: &SignedIn,
    form: &Form,
) -> Result<Unlocked, ReadError> {
    let typed = form.get("unlock").unwrap_or_default();
    match desk.unlocks(who, typed).await {
        Ok(unlocked) => Ok(unlocked),
        Err(SignInError::Read(error)) => Err(error),
        Err(SignInError::TooMany) => Ok(Unlocked::TooMany),
        Err(error) => {
            tracing::error!(%error, "an unlock word could not be compared");
            Ok(Unlocked::TooMany)
        }
    }
}

/// Whether this can be an unlock word.
pub(crate) fn can_be(typed: &str) -> bool {
    (UNLOCK_MIN..=UNLOCK_MAX).contains(&typed.trim().chars().count())
}

impl SignInDesk {
    /// Whether someone has a word of their own.
    ///
    /// # Errors
    /// If the directory cannot be read.
    pub async fn has_unlock_word(&self, person: PersonId) -> Result<bool, ReadError> {
        Ok(kept(&self.vault, person).await?.is_some())
    }

    /// Whether what was typed opens the second lock. It counts as a try before it is looked at.
    ///
    /// # Errors
    /// If the directory cannot be read or the word not compared.
    pub async fn unlocks(&self, who: &SignedIn, typed: &str) -> Result<Unlocked, SignInError> {
        if self.takes_a_try(who).await != MayTry::Yes {
            return Ok(Unlocked::TooMany);
        }
        let (vault, person) = (&self.vault, who.asker.person);
        let right = if let Some(word) = kept(vault, person).await? {
            let typed = plain(typed);
            self.passphrases
                .is(Some(&word.hash), &typed, vault.chance())
                .await?
        } else {
            let door = doors::door_of(vault, person).await?;
            let hash = door.as_ref().map(|door| door.value.hash.as_str());
            let typed = Private::new(typed.to_owned());
            self.passphrases.is(hash, &typed, vault.chance()).await?
        };
        self.was(who, right).await;
        Ok(if right {
            Unlocked::Yes
        } else if self.beside.is_used_up(who.sign_in) {
            Unlocked::TooMany
        } else {
            Unlocked::No
        })
    }

    /// Keeps a new unlock word. Whoever calls has seen the passphrase.
    ///
    /// # Errors
    /// If it cannot be hashed or saved.
    pub(crate) async fn keep_unlock_word(
        &self,
        person: PersonId,
        typed: &str,
    ) -> Result<(), SignInError> {
        let vault = &self.vault;
        let hash = self.passphrases.hash(&plain(typed), vault.chance()).await?;
        let kept = UnlockV1 {
            person: *person.bytes(),
            hash,
        };
        let mut change = vault.directory_change();
        change
            .overwrite(unlock_id(vault, person).await?, &kept)
            .await?;
        Ok(change.done().await?)
    }
}

#[cfg(test)]
mod tests;
