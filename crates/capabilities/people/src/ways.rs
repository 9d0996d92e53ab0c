//! Which ways in a person has beside the passphrase: an authenticator, passkeys, a printed sheet.
//!
//! One small record for each person says so; every change of a way goes with a next version of it,
//! so that two changes at once cannot take the last way away together. The secrets themselves are
//! kept apart and are gone when the way is.

use crate::codes;
use crate::kept::{CodesV1, PasskeyV1, TotpV1, WaysV1};
use care::{Moment, PersonId, RecordId};
use sealed::engine::CommitError;
use sealed::{Damaged, DirectoryChange, ReadError, Vault};

/// The ways in that a person has beside the passphrase.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Ways {
    /// Since when there is an authenticator that shows codes.
    pub totp: Option<Moment>,
    /// The passkeys, oldest first.
    pub passkeys: Vec<PasskeyNamed>,
    /// How many codes of the printed sheet are left, if there is a sheet.
    pub codes: Option<usize>,
}

/// A passkey as its person knows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PasskeyNamed {
    /// Under which id it is kept.
    pub id: RecordId,
    /// What its person calls it.
    pub name: String,
    /// Since when it is here.
    pub since: Moment,
    /// When it counted backwards, as a copied one does.
    pub doubted: Option<Moment>,
}

impl Ways {
    /// Whether someone who works here has a second way: an authenticator or a passkey. A sheet of
    /// codes is a spare, and a spare alone is none.
    pub fn has_second(&self) -> bool {
        self.totp.is_some() || !self.passkeys.is_empty()
    }
}

/// Why a way in was not changed.
#[derive(Debug, thiserror::Error)]
pub enum WayError {
    /// It is the last one.
    #[error("the last second way cannot be taken away")]
    Last,
    /// There are as many as there can be.
    #[error("there are as many passkeys as there can be")]
    TooMany,
    /// What was typed or shown is not right.
    #[error("that was not right")]
    NotThis,
    /// What is needed could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It could not be saved.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

impl From<Damaged> for WayError {
    fn from(damaged: Damaged) -> Self {
        Self::Read(damaged.into())
    }
}

pub(crate) async fn ways_id(vault: &Vault, person: PersonId) -> Result<RecordId, ReadError> {
    vault.directory_id("ways", person.bytes()).await
}

/// Under which id wrong second steps of a person are counted.
pub(crate) async fn second_id(vault: &Vault, person: PersonId) -> Result<RecordId, ReadError> {
    vault.directory_id("second", person.bytes()).await
}

pub(crate) async fn totp_id(vault: &Vault, person: PersonId) -> Result<RecordId, ReadError> {
    vault.directory_id("totp", person.bytes()).await
}

pub(crate) async fn codes_id(vault: &Vault, person: PersonId) -> Result<RecordId, ReadError> {
    vault.directory_id("codes", person.bytes()).await
}

/// What is kept of a person's ways, and after which version a next one is kept.
pub(crate) async fn kept(vault: &Vault, person: PersonId) -> Result<(WaysV1, u32), ReadError> {
    let found = vault
        .directory_find::<WaysV1>(ways_id(vault, person).await?)
        .await?;
    Ok(found.map_or_else(
        || {
            let none = WaysV1 {
                person: *person.bytes(),
                totp: None,
                passkeys: Vec::new(),
                codes: None,
            };
            (none, 0)
        },
        |found| (found.value, found.version),
    ))
}

/// Which ways in a person has beside the passphrase.
///
/// # Errors
/// If the directory cannot be read.
pub async fn ways(vault: &Vault, person: PersonId) -> Result<Ways, ReadError> {
    let (kept, _) = kept(vault, person).await?;
    let codes = match kept.codes {
        None => None,
        Some(_) => Some(codes::left(vault, person).await?),
    };
    let passkeys = kept.passkeys.iter().map(|one| PasskeyNamed {
        id: RecordId::from_bytes(one.id),
        name: one.name.clone(),
        since: Moment::from_millis(one.since),
        doubted: one.doubted.map(Moment::from_millis),
    });
    Ok(Ways {
        totp: kept.totp.map(Moment::from_millis),
        passkeys: passkeys.collect(),
        codes,
    })
}

/// Adds to a change of the directory that every way of a person is gone. The passphrase's door is
/// not one of them.
///
/// # Errors
/// If the directory cannot be read.
pub async fn forget_ways(
    vault: &Vault,
    change: &mut DirectoryChange,
    person: PersonId,
) -> Result<(), ReadError> {
    let (kept, version) = kept(vault, person).await?;
    if version == 0 {
        return Ok(());
    }
    let codes_at = codes_id(vault, person).await?;
    if let Some(sheet) = vault.directory_find::<CodesV1>(codes_at).await? {
        for code in sheet.value.codes {
            change.forget(codes::spent_id(vault, code).await?).await?;
        }
        change.forget(codes_at).await?;
    }
    let totp_at = totp_id(vault, person).await?;
    if vault.directory_find::<TotpV1>(totp_at).await?.is_some() {
        change.forget(totp_at).await?;
    }
    for passkey in &kept.passkeys {
        let at = RecordId::from_bytes(passkey.id);
        if vault.directory_find::<PasskeyV1>(at).await?.is_some() {
            change.forget(at).await?;
        }
    }
    change.forget(ways_id(vault, person).await?).await
}

#[cfg(test)]
mod tests;
