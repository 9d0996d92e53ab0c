//! A root key that a passphrase or another program opens. It lies in the key store itself, sealed,
//! so that it changes in the same transaction as the keys under it and is copied and restored with
//! them. The file source is the other way: there the root key is outside, and can be destroyed.

use crate::engine::WrappedKey;
use crate::envelope::{Bound, Damaged, open_under, seal_under};
use crate::keys::RootKey;
use crate::stored::{from_bytes, to_bytes};
use crate::stretch::{CommittedV1, FromSecret, Refused, StretchV1};
use crate::vault::LOCKED_ROOT;
use care::Chance;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

const PURPOSE: &str = "attune root lock v1";

/// What opens a locked root key: made from the secret once, when the service starts, and kept in
/// memory so that the root key can be changed while the service runs. Wiped when dropped.
#[derive(Clone)]
pub struct Lock(FromSecret);

/// Why a locked root key did not open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum LockError {
    /// It was sealed under another secret.
    #[error("this is not the secret that the root key of this service is locked with")]
    WrongSecret,
    /// What is stored does not hold together.
    #[error(
        "the locked root key in the key store is damaged; restore the newest copy of the key store"
    )]
    Damaged,
}

impl From<Refused> for LockError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Wrong => Self::WrongSecret,
            Refused::Damaged => Self::Damaged,
        }
    }
}

impl From<Damaged> for LockError {
    fn from(_: Damaged) -> Self {
        Self::Damaged
    }
}

#[derive(Serialize, Deserialize)]
struct LockedV1 {
    committed: CommittedV1,
    sealed: Vec<u8>,
}

fn bound(epoch: u32) -> Bound<'static> {
    crate::keys::wrap_bound(LOCKED_ROOT, epoch, "locked-root")
}

impl Lock {
    /// A lock for a root key that is locked for the first time, or anew. Takes as long as the
    /// stretch does.
    ///
    /// # Errors
    /// [`LockError::Damaged`] if the stretch is one that cannot be done.
    pub fn new(secret: &[u8], stretch: StretchV1, chance: &dyn Chance) -> Result<Self, LockError> {
        Ok(Self(FromSecret::new(PURPOSE, secret, stretch, chance)?))
    }

    /// Opens the locked root key of a key store. Takes as long as its stretch does.
    ///
    /// # Errors
    /// Whether it was the secret or what is stored.
    pub fn open(stored: &WrappedKey, secret: &[u8]) -> Result<(Self, RootKey), LockError> {
        let locked: LockedV1 = from_bytes(&stored.wrapped)?;
        let made = FromSecret::again(PURPOSE, secret, &locked.committed)?;
        let bytes = open_under(&made.key, &bound(stored.epoch), &locked.sealed)?;
        let secret: [u8; 32] = bytes.as_slice().try_into().map_err(|_| Damaged)?;
        let root = RootKey::of(Zeroizing::new(secret), stored.epoch);
        Ok((Self(made), root))
    }

    /// A root key that was brought back, locked with this lock, to be put into the key store.
    ///
    /// # Errors
    /// If it could not be sealed.
    pub fn locked(&self, root: &RootKey, chance: &dyn Chance) -> Result<WrappedKey, LockError> {
        Ok(self.seal(root, chance)?)
    }

    /// Whether what is stored is this root key, under this lock.
    pub(crate) fn still_opens(&self, stored: &WrappedKey, root: &RootKey) -> Result<(), Damaged> {
        let locked: LockedV1 = from_bytes(&stored.wrapped)?;
        let bytes = open_under(&self.0.key, &bound(stored.epoch), &locked.sealed)?;
        (locked.committed == self.0.committed && *bytes == root.bytes()[..])
            .then_some(())
            .ok_or(Damaged)
    }

    /// The root key, locked, as it lies in the key store.
    pub(crate) fn seal(&self, root: &RootKey, chance: &dyn Chance) -> Result<WrappedKey, Damaged> {
        let locked = LockedV1 {
            committed: self.0.committed.clone(),
            sealed: seal_under(&self.0.key, &bound(root.epoch()), root.bytes(), chance)?,
        };
        Ok(WrappedKey {
            client: LOCKED_ROOT,
            epoch: root.epoch(),
            wrapped: to_bytes(&locked)?.to_vec(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use testing::Seeded;

    #[test]
    fn a_locked_root_key_opens_with_its_secret_in_its_epoch_and_nowhere_else() {
        let chance = Seeded::new(5);
        let root = RootKey::mint(&chance).next(&chance);
        let lock = Lock::new(b"four words of it", StretchV1::LEAST, &chance).unwrap();
        let stored = lock.seal(&root, &chance).unwrap();
        let (again, opened) = Lock::open(&stored, b"four words of it").unwrap();
        assert_eq!((opened.bytes(), opened.epoch()), (root.bytes(), 2));
        let next = root.next(&chance);
        let anew = again.seal(&next, &chance).unwrap();
        let (_, opened) = Lock::open(&anew, b"four words of it").unwrap();
        assert_eq!(opened.bytes(), next.bytes());

        let refused = |stored: &WrappedKey, secret: &[u8]| Lock::open(stored, secret).err();
        assert_eq!(
            refused(&stored, b"four words"),
            Some(LockError::WrongSecret)
        );
        let earlier = WrappedKey {
            epoch: 1,
            ..stored.clone()
        };
        assert_eq!(
            refused(&earlier, b"four words of it"),
            Some(LockError::Damaged)
        );
        for at in 0..stored.wrapped.len() {
            let mut altered = stored.clone();
            altered.wrapped[at] ^= 1;
            assert!(
                refused(&altered, b"four words of it").is_some(),
                "byte {at}"
            );
            altered.wrapped.truncate(at);
            assert_eq!(
                refused(&altered, b"four words of it"),
                Some(LockError::Damaged)
            );
        }
    }
}
