//! Keys made of what a person remembers: stretched with Argon2id, so that guessing is slow, and
//! committed to, so that a wrong secret is told apart from damage and one envelope can never open
//! under two secrets.

use crate::envelope::Damaged;
use crate::keys::Secret;
use argon2::{Algorithm, Argon2, Params, Version};
use care::Chance;
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// How much work one guess costs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StretchV1 {
    /// Memory in KiB; 0 for a secret that is a random key already and needs no work.
    memory: u32,
    /// Times the memory is gone over.
    passes: u32,
}

/// The most that is done for a stored stretch, 1 GiB gone over sixteen times: whoever can alter a
/// key store must not be able to make every start take for ever. This project's own choice.
const MOST: StretchV1 = StretchV1 {
    memory: 1 << 20,
    passes: 16,
};

impl StretchV1 {
    /// For the passphrase over the root key: 256 MiB gone over three times. Beyond the memory that
    /// RFC 9106, section 4, recommends where memory is short (64 MiB, three passes).
    pub const ROOT: Self = Self {
        memory: 256 << 10,
        passes: 3,
    };
    /// For a person's own secret: 64 MiB gone over three times, the second recommendation of
    /// RFC 9106, section 4, on one lane.
    pub const PERSON: Self = Self {
        memory: 64 << 10,
        passes: 3,
    };
    /// For a secret of 32 random bytes, as a program prints it.
    pub const NONE: Self = Self {
        memory: 0,
        passes: 0,
    };
    /// As little as Argon2id can be made to do: for tests.
    pub const LEAST: Self = Self {
        memory: 8,
        passes: 1,
    };

    fn bytes(self, secret: &[u8], salt: &[u8; 16]) -> Result<Secret, Damaged> {
        let mut out = Zeroizing::new([0; 32]);
        if self == Self::NONE {
            Hkdf::<Sha256>::new(Some(salt), secret)
                .expand(b"attune secret v1", &mut *out)
                .map_err(|_| Damaged)?;
            return Ok(out);
        }
        if self.memory > MOST.memory || self.passes > MOST.passes {
            return Err(Damaged);
        }
        let params = Params::new(self.memory, self.passes, 1, Some(32)).map_err(|_| Damaged)?;
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(secret, salt, &mut *out)
            .map_err(|_| Damaged)?;
        Ok(out)
    }
}

/// What is stored beside an envelope that a secret opens. It opens nothing by itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct CommittedV1 {
    stretch: StretchV1,
    salt: [u8; 16],
    /// Depends on the secret as the key does, and tells nothing about the key.
    commitment: [u8; 32],
}

impl CommittedV1 {
    pub(crate) const fn stretch(&self) -> StretchV1 {
        self.stretch
    }
}

/// A key that a secret opens, with what is stored beside it.
#[derive(Clone)]
pub(crate) struct FromSecret {
    pub(crate) key: Secret,
    pub(crate) committed: CommittedV1,
}

/// Why a secret gave no key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Refused {
    Wrong,
    Damaged,
}

impl From<Damaged> for Refused {
    fn from(_: Damaged) -> Self {
        Self::Damaged
    }
}

impl FromSecret {
    /// A key for a secret that is used for the first time.
    pub(crate) fn new(
        purpose: &str,
        secret: &[u8],
        stretch: StretchV1,
        chance: &dyn Chance,
    ) -> Result<Self, Damaged> {
        let mut salt = [0; 16];
        chance.fill(&mut salt);
        Self::make(purpose, secret, stretch, salt)
    }

    /// The key again, if it is the same secret.
    pub(crate) fn again(
        purpose: &str,
        secret: &[u8],
        known: &CommittedV1,
    ) -> Result<Self, Refused> {
        let made = Self::make(purpose, secret, known.stretch, known.salt)?;
        let same = made.committed.commitment.ct_eq(&known.commitment);
        if bool::from(same) {
            Ok(made)
        } else {
            Err(Refused::Wrong)
        }
    }

    fn make(
        purpose: &str,
        secret: &[u8],
        stretch: StretchV1,
        salt: [u8; 16],
    ) -> Result<Self, Damaged> {
        let stretched = stretch.bytes(secret, &salt)?;
        let hkdf = Hkdf::<Sha256>::new(Some(purpose.as_bytes()), &*stretched);
        let (mut key, mut commitment) = (Zeroizing::new([0; 32]), [0; 32]);
        hkdf.expand(b"key", &mut *key).map_err(|_| Damaged)?;
        hkdf.expand(b"commitment", &mut commitment)
            .map_err(|_| Damaged)?;
        let committed = CommittedV1 {
            stretch,
            salt,
            commitment,
        };
        Ok(Self { key, committed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use testing::Seeded;

    #[test]
    fn only_the_same_secret_gives_the_same_key_and_a_wrong_one_is_said_to_be_wrong() {
        let chance = Seeded::new(3);
        for stretch in [StretchV1::LEAST, StretchV1::NONE] {
            let made = FromSecret::new("test", b"a slow green river", stretch, &chance).unwrap();
            let known = &made.committed;
            let again = FromSecret::again("test", b"a slow green river", known);
            assert_eq!(again.map(|again| again.key), Ok(made.key));
            for (purpose, secret) in [
                ("test", &b"a slow green rivers"[..]),
                ("test", b""),
                ("other", b"a slow green river"),
            ] {
                let refused = FromSecret::again(purpose, secret, known).err();
                assert_eq!(refused, Some(Refused::Wrong));
            }
        }
    }

    #[test]
    fn a_stored_stretch_beyond_all_bounds_is_damage_and_not_an_endless_start() {
        let chance = Seeded::new(4);
        let made = FromSecret::new("test", b"words", StretchV1::LEAST, &chance).unwrap();
        for (memory, passes) in [(u32::MAX, 1), (8, u32::MAX), (1, 1), (8, 0), (0, 1)] {
            let mut known = made.committed.clone();
            known.stretch = StretchV1 { memory, passes };
            let refused = FromSecret::again("test", b"words", &known).err();
            assert_eq!(refused, Some(Refused::Damaged), "{memory} {passes}");
        }
    }
}
