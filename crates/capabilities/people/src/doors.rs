//! Someone's door found by who they are, and a new passphrase put on it.
//!
//! The sign-in name is not kept, so a door cannot be looked up by its person; all doors are looked
//! through instead. That is a few milliseconds for a thousand people, and it is asked rarely: when
//! a passphrase changes, and when someone goes.

use crate::guesses;
use crate::kept::{DeviceV1, DoorV1, SeenV1, SignedInV1};
use care::{PersonId, RecordId};
use sealed::{DirectoryChange, Kept, ReadError, Vault};

/// The door of this person, if they have one.
pub(crate) async fn door_of(
    vault: &Vault,
    person: PersonId,
) -> Result<Option<Kept<DoorV1>>, ReadError> {
    let all = vault.directory_all::<DoorV1>().await?;
    Ok(all
        .kept
        .into_iter()
        .find(|door| door.value.person == *person.bytes()))
}

/// Puts a new hash on a door, over the old one: an old passphrase leaves nothing behind.
pub(crate) async fn put_on(
    change: &mut DirectoryChange,
    door: &Kept<DoorV1>,
    hash: String,
) -> Result<(), ReadError> {
    let person = door.value.person;
    change
        .overwrite(door.record, &DoorV1 { person, hash })
        .await
}

/// The live sign-ins of this person, as the directory has them.
pub(crate) async fn sign_ins_of(
    vault: &Vault,
    person: PersonId,
) -> Result<Vec<Kept<SignedInV1>>, ReadError> {
    let all = vault.directory_all::<SignedInV1>().await?;
    let theirs = |kept: &Kept<SignedInV1>| kept.value.person == *person.bytes();
    Ok(all.kept.into_iter().filter(theirs).collect())
}

/// Under which id it stands when someone was last seen under a sign-in.
pub(crate) async fn seen_id(vault: &Vault, sign_in: RecordId) -> Result<RecordId, ReadError> {
    vault.directory_id("seen", sign_in.bytes()).await
}

/// Under which id it stands that a sign-in went all the way.
pub(crate) async fn proven_id(vault: &Vault, sign_in: RecordId) -> Result<RecordId, ReadError> {
    vault.directory_id("proven", sign_in.bytes()).await
}

/// When someone was last seen under a sign-in, in milliseconds since the epoch, if that was written.
pub(crate) async fn last_seen(vault: &Vault, sign_in: RecordId) -> Result<Option<i64>, ReadError> {
    let id = seen_id(vault, sign_in).await?;
    match vault.directory_find::<SeenV1>(id).await {
        Err(ReadError::Damaged(_)) => Ok(None),
        found => Ok(found?.map(|kept| kept.value.at)),
    }
}

/// Adds the end of every sign-in of this person to a change, and answers which: whoever commits the
/// change ends them in memory afterwards.
pub(crate) async fn cut(
    vault: &Vault,
    change: &mut DirectoryChange,
    person: PersonId,
    but: Option<RecordId>,
) -> Result<Vec<RecordId>, ReadError> {
    let mut ended = Vec::new();
    for kept in sign_ins_of(vault, person).await? {
        if but == Some(kept.record) {
            continue;
        }
        change.forget(kept.record).await?;
        change.forget(seen_id(vault, kept.record).await?).await?;
        change.forget(proven_id(vault, kept.record).await?).await?;
        ended.push(kept.record);
    }
    Ok(ended)
}

/// Adds to a change that no device is known to be this person's any more.
pub(crate) async fn forget_devices(
    vault: &Vault,
    change: &mut DirectoryChange,
    person: PersonId,
) -> Result<(), ReadError> {
    for kept in vault.directory_all::<DeviceV1>().await?.kept {
        if kept.value.person == *person.bytes() {
            guesses::forget(vault, change, kept.record).await?;
            change.forget(kept.record).await?;
        }
    }
    Ok(())
}
