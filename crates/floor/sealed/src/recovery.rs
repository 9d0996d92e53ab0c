//! The recovery key: what shares are shares of.
//!
//! The root key changes with every erasure; paper in three safes does not. So the key store holds
//! the root key of its own time sealed *to* a recovery key (X25519, RFC 7748, then HKDF and the
//! usual envelope). The service knows only the public half, which it needs to seal the next root
//! key; so neither a root key nor the service can open what an older key store was sealed with.

use crate::engine::WrappedKey;
use crate::envelope::{Bound, Damaged, open_under, seal_under};
use crate::keys::{RootKey, Secret, wrap_bound};
use crate::stored::{from_bytes, to_bytes};
use care::{Chance, ClientId};
use curve25519_dalek::MontgomeryPoint;
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// The secret half. It exists while shares are made and while they are joined, never on a disk.
pub struct RecoveryKey(Secret);

/// The public half: seals, opens nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct RecoveryPublic([u8; 32]);

#[derive(Serialize, Deserialize)]
struct RecoveryV1 {
    /// The public half, sealed by the root key: whoever can write to a key store must not be able
    /// to have the next root key sealed to a key of theirs.
    public: Vec<u8>,
    /// The public half of a key that was used once.
    once: [u8; 32],
    /// The root key.
    sealed: Vec<u8>,
}

fn public_bound(place: ClientId, epoch: u32) -> Bound<'static> {
    wrap_bound(place, epoch, "recovery-public")
}

fn root_bound(place: ClientId, epoch: u32) -> Bound<'static> {
    wrap_bound(place, epoch, "recovery-root")
}

/// The key between a one-time key and the recovery key, bound to both public halves.
fn between(
    secret: &Secret,
    of: [u8; 32],
    once: [u8; 32],
    public: [u8; 32],
) -> Result<Secret, Damaged> {
    let shared = MontgomeryPoint(of).mul_clamped(**secret);
    let shared = Zeroizing::new(shared.to_bytes());
    // A point of low order would make a key that everyone knows.
    if bool::from(shared.ct_eq(&[0; 32])) {
        return Err(Damaged);
    }
    let mut salt = [0; 64];
    let halves = once.iter().chain(&public);
    for (place, byte) in salt.iter_mut().zip(halves) {
        *place = *byte;
    }
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(&salt), &*shared)
        .expand(b"attune recovery v1", &mut *key)
        .map_err(|_| Damaged)?;
    Ok(key)
}

fn public_of(secret: &Secret) -> [u8; 32] {
    MontgomeryPoint::mul_base_clamped(**secret).to_bytes()
}

impl RecoveryKey {
    pub(crate) fn mint(chance: &dyn Chance) -> Self {
        let mut secret = Zeroizing::new([0; 32]);
        chance.fill(&mut *secret);
        Self(secret)
    }

    pub(crate) fn of(secret: Secret) -> Self {
        Self(secret)
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(crate) fn public(&self) -> RecoveryPublic {
        RecoveryPublic(public_of(&self.0))
    }

    /// The root key of a key store.
    ///
    /// # Errors
    /// If the key store was sealed to another recovery key, or is damaged.
    pub fn open(&self, stored: &WrappedKey) -> Result<RootKey, Damaged> {
        let kept: RecoveryV1 = from_bytes(&stored.wrapped)?;
        let public = self.public();
        let key = between(&self.0, kept.once, kept.once, public.0)?;
        let bytes = open_under(&key, &root_bound(stored.client, stored.epoch), &kept.sealed)?;
        let secret: [u8; 32] = bytes.as_slice().try_into().map_err(|_| Damaged)?;
        Ok(RootKey::of(Zeroizing::new(secret), stored.epoch))
    }
}

impl RecoveryPublic {
    /// Four bytes by which shares of one key know each other. They tell nothing about the key.
    pub(crate) fn mark(self) -> [u8; 4] {
        let hash = Sha256::new()
            .chain_update(b"attune recovery mark v1")
            .chain_update(self.0)
            .finalize();
        let [a, b, c, d, ..]: [u8; 32] = hash.into();
        [a, b, c, d]
    }

    /// The root key, sealed so that the shares open it, as it lies at this place of the key store.
    pub(crate) fn seal(
        self,
        place: ClientId,
        root: &RootKey,
        chance: &dyn Chance,
    ) -> Result<WrappedKey, Damaged> {
        let mut once = Zeroizing::new([0; 32]);
        chance.fill(&mut *once);
        let once_public = public_of(&once);
        let key = between(&once, self.0, once_public, self.0)?;
        let kept = RecoveryV1 {
            public: seal_under(
                root.secret(),
                &public_bound(place, root.epoch()),
                &self.0,
                chance,
            )?,
            once: once_public,
            sealed: seal_under(&key, &root_bound(place, root.epoch()), root.bytes(), chance)?,
        };
        Ok(WrappedKey {
            client: place,
            epoch: root.epoch(),
            wrapped: to_bytes(&kept)?.to_vec(),
        })
    }

    /// The public half in a key store, if the root key sealed it.
    pub(crate) fn of(root: &RootKey, stored: &WrappedKey) -> Result<Self, Damaged> {
        let kept: RecoveryV1 = from_bytes(&stored.wrapped)?;
        let bytes = open_under(
            root.secret(),
            &public_bound(stored.client, stored.epoch),
            &kept.public,
        )?;
        bytes.as_slice().try_into().map(Self).map_err(|_| Damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::{RECOVERY, RECOVERY_UNTRIED};
    use testing::Seeded;

    #[test]
    fn a_key_store_opens_with_its_recovery_key_and_with_no_other() {
        let chance = Seeded::new(6);
        let (root, key) = (RootKey::mint(&chance), RecoveryKey::mint(&chance));
        let stored = key.public().seal(RECOVERY, &root, &chance).unwrap();
        assert_eq!(key.open(&stored).unwrap().bytes(), root.bytes());
        assert!(RecoveryKey::mint(&chance).open(&stored).is_err());
        assert_eq!(
            RecoveryPublic::of(&root, &stored).map(|p| p.0),
            Ok(key.public().0)
        );

        // The next root key is sealed without the secret half, and opens with the same shares.
        let next = root.next(&chance);
        let later = RecoveryPublic::of(&root, &stored)
            .unwrap()
            .seal(RECOVERY, &next, &chance)
            .unwrap();
        assert_eq!(key.open(&later).unwrap().bytes(), next.bytes());
        assert!(RecoveryPublic::of(&next, &stored).is_err());
        assert!(RecoveryPublic::of(&root, &later).is_err());
    }

    #[test]
    fn an_altered_or_relabelled_store_opens_for_nobody() {
        let chance = Seeded::new(7);
        let (root, key) = (RootKey::mint(&chance), RecoveryKey::mint(&chance));
        let stored = key.public().seal(RECOVERY, &root, &chance).unwrap();
        for at in 0..stored.wrapped.len() {
            let mut altered = stored.clone();
            // The top bit of a point of the curve is not part of it (RFC 7748, section 5).
            altered.wrapped[at] ^= 1;
            let both = key.open(&altered).is_ok() && RecoveryPublic::of(&root, &altered).is_ok();
            assert!(!both, "byte {at}");
        }
        let moved = WrappedKey {
            client: RECOVERY_UNTRIED,
            ..stored.clone()
        };
        assert!(key.open(&moved).is_err() && RecoveryPublic::of(&root, &moved).is_err());
        let later = WrappedKey { epoch: 2, ..stored };
        assert!(key.open(&later).is_err());
    }
}
