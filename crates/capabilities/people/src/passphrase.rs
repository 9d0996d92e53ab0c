//! Passphrases: hashed with Argon2id, away from the threads that serve pages, two at a time.
//!
//! Hashing takes memory on purpose, so how many run at once is bounded, and so is how many wait:
//! five hundred people at the door must not be able to stop everyone else's pages.

use crate::rules;
use argon2::password_hash::phc::{Output, PasswordHash, Salt};
use argon2::password_hash::{CustomizedPasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use care::{Chance, Private};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Semaphore;

/// How many hashes run at once: with 64 MiB each, 128 MiB at most.
const AT_ONCE: usize = 2;
/// How many wait at most. At a fifth of a second each, the last one waits about six seconds.
const WAITING: usize = 64;

/// How hard a passphrase is to guess from its hash.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hashing {
    memory_kib: u32,
    passes: u32,
}

/// These parameters are below what OWASP recommends (19 MiB with 2 passes).
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("passphrase hashing needs at least 19456 KiB of memory and 2 passes")]
pub struct TooWeak;

impl Default for Hashing {
    /// 64 MiB, three passes: RFC 9106 section 4, second recommended option, with one lane.
    fn default() -> Self {
        Self {
            memory_kib: 64 * 1024,
            passes: 3,
        }
    }
}

impl Hashing {
    /// The least that is allowed: 19 MiB, two passes (OWASP Password Storage Cheat Sheet).
    pub const LEAST: Self = Self {
        memory_kib: 19 * 1024,
        passes: 2,
    };

    /// Hashing with this much memory, in KiB, and so many passes.
    pub const fn new(memory_kib: u32, passes: u32) -> Result<Self, TooWeak> {
        if memory_kib < Self::LEAST.memory_kib || passes < Self::LEAST.passes {
            return Err(TooWeak);
        }
        Ok(Self { memory_kib, passes })
    }

    /// Hashing that costs next to nothing, for tests.
    #[cfg(any(test, feature = "light"))]
    pub const fn light() -> Self {
        Self {
            memory_kib: 8,
            passes: 1,
        }
    }

    fn params(self) -> Result<Params, HashingError> {
        Params::new(self.memory_kib, self.passes, 1, Some(32)).map_err(|_| HashingError::Fault)
    }
}

/// Why a passphrase was not hashed or compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum HashingError {
    /// Too many people are waiting at the door.
    #[error("too many passphrases are being checked at this moment; try again in a little while")]
    Busy,
    /// The hash could not be computed. Says nothing about the passphrase.
    #[error("the passphrase could not be hashed; is there enough memory?")]
    Fault,
}

/// Where passphrases are hashed and compared.
#[derive(Clone)]
pub struct Passphrases {
    hashing: Hashing,
    running: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    /// How many ran at once, and the most that ever did.
    #[cfg(test)]
    pub(crate) at_once: Arc<(AtomicUsize, AtomicUsize)>,
}

/// Someone who waits; counted until they go.
struct Waits(Arc<AtomicUsize>);

impl Drop for Waits {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Passphrases {
    /// Passphrases hashed so.
    pub fn new(hashing: Hashing) -> Self {
        Self {
            hashing,
            running: Arc::new(Semaphore::new(AT_ONCE)),
            waiting: Arc::default(),
            #[cfg(test)]
            at_once: Arc::default(),
        }
    }

    /// The hash of a new passphrase, as a PHC string.
    pub async fn hash(
        &self,
        typed: &Private<String>,
        chance: &dyn Chance,
    ) -> Result<String, HashingError> {
        let mut salt = [0; 16];
        chance.fill(&mut salt);
        let (params, typed) = (self.hashing.params()?, composed(typed));
        let hash = self.away(move || {
            let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
            argon2
                .hash_password_customized(typed.expose().as_bytes(), &salt, None, None, params)
                .ok()
        });
        Ok(hash.await?.ok_or(HashingError::Fault)?.to_string())
    }

    /// Whether the hash is that of what was typed, on whichever keyboard. Without a hash the same work is done for
    /// nothing, so that nobody learns from the time it takes who can sign in here.
    pub async fn is(
        &self,
        hash: Option<&str>,
        typed: &Private<String>,
        chance: &dyn Chance,
    ) -> Result<bool, HashingError> {
        let known = hash.is_some();
        let hash = match hash {
            Some(hash) => PasswordHash::new(hash).map_err(|_| HashingError::Fault)?,
            None => self.nobodys(chance)?,
        };
        let (composed, typed) = (composed(typed), typed.clone());
        let same = self.away(move || {
            let is = |typed: &Private<String>| {
                Argon2::default()
                    .verify_password(typed.expose().as_bytes(), &hash)
                    .is_ok()
            };
            // An earlier hash is of what the keyboard sent.
            is(&composed) || (composed != typed && is(&typed))
        });
        Ok(same.await? && known)
    }

    /// A hash that is nobody's, of the same cost.
    fn nobodys(&self, chance: &dyn Chance) -> Result<PasswordHash, HashingError> {
        let (mut salt, mut output) = ([0; 16], [0; 32]);
        chance.fill(&mut salt);
        chance.fill(&mut output);
        let params = self.hashing.params()?;
        Ok(PasswordHash {
            algorithm: Algorithm::Argon2id.ident(),
            version: Some(Version::V0x13.into()),
            params: (&params).try_into().map_err(|_| HashingError::Fault)?,
            salt: Some(Salt::new(&salt).map_err(|_| HashingError::Fault)?),
            hash: Some(Output::new(&output).map_err(|_| HashingError::Fault)?),
        })
    }

    async fn away<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, HashingError> {
        let before = self.waiting.fetch_add(1, Ordering::AcqRel);
        let waits = Waits(Arc::clone(&self.waiting));
        if before >= WAITING {
            return Err(HashingError::Busy);
        }
        let running = Arc::clone(&self.running).acquire_owned().await;
        let running = running.map_err(|_| HashingError::Fault)?;
        // Both go with the work: someone who hangs up does not make room for more at once.
        #[cfg(test)]
        let at_once = Arc::clone(&self.at_once);
        let done = tokio::task::spawn_blocking(move || {
            #[cfg(test)]
            {
                let now = at_once.0.fetch_add(1, Ordering::AcqRel) + 1;
                at_once.1.fetch_max(now, Ordering::AcqRel);
            }
            let done = work();
            #[cfg(test)]
            at_once.0.fetch_sub(1, Ordering::AcqRel);
            drop((running, waits));
            done
        });
        done.await.map_err(|_| HashingError::Fault)
    }
}

fn composed(typed: &Private<String>) -> Private<String> {
    Private::new(rules::composed(typed.expose()))
}

/// A code to set the service up with once: sixteen characters that are hard to mistake for one
/// another, 80 bits. For the operator's terminal.
pub fn set_up_code(chance: &dyn Chance) -> Private<String> {
    const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let mut bytes = [0; 16];
    chance.fill(&mut bytes);
    let mut code = String::with_capacity(19);
    for (place, byte) in bytes.iter().enumerate() {
        if place > 0 && place % 4 == 0 {
            code.push('-');
        }
        code.push(char::from(LETTERS[usize::from(byte % 32)]));
    }
    Private::new(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use testing::Seeded;

    fn words(typed: &str) -> Private<String> {
        Private::new(typed.to_owned())
    }

    #[test]
    fn hashing_weaker_than_the_published_minimum_cannot_be_chosen() {
        for (memory, passes) in [(0, 0), (19 * 1024 - 1, 2), (19 * 1024, 1), (8, 100)] {
            assert_eq!(
                Hashing::new(memory, passes),
                Err(TooWeak),
                "{memory} KiB, {passes} passes"
            );
        }
        assert_eq!(Hashing::new(19 * 1024, 2), Ok(Hashing::LEAST));
    }

    #[tokio::test]
    async fn a_hash_says_how_it_was_made_and_knows_only_its_own_passphrase() {
        let (chance, passphrases) = (Seeded::new(1), Passphrases::new(Hashing::light()));
        let right = words("a slow green river");
        let hash = passphrases.hash(&right, &chance).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{hash}");
        assert_eq!(passphrases.is(Some(&hash), &right, &chance).await, Ok(true));
        for wrong in [
            "",
            "a slow green rive",
            "a slow green river ",
            "A slow green river",
        ] {
            assert_eq!(
                passphrases.is(Some(&hash), &words(wrong), &chance).await,
                Ok(false),
                "{wrong}"
            );
        }
        let again = passphrases.hash(&right, &chance).await.unwrap();
        assert_ne!(hash, again, "a salt of its own");
    }

    #[tokio::test]
    async fn a_passphrase_is_the_same_from_every_keyboard_and_an_old_hash_still_opens() {
        let (chance, passphrases) = (Seeded::new(1), Passphrases::new(Hashing::light()));
        let (one, two) = (
            words("el ni\u{f1}o del r\u{ed}o"),
            words("el nin\u{303}o del ri\u{301}o"),
        );
        for (made, typed) in [(&one, &two), (&two, &one), (&two, &two)] {
            let hash = passphrases.hash(made, &chance).await.unwrap();
            assert_eq!(passphrases.is(Some(&hash), typed, &chance).await, Ok(true));
        }
        // As it was hashed before: by the signs that were sent.
        let params = Hashing::light().params().unwrap();
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
        let old = argon2
            .hash_password_customized(two.expose().as_bytes(), &[7; 16], None, None, params)
            .unwrap()
            .to_string();
        assert_eq!(passphrases.is(Some(&old), &two, &chance).await, Ok(true));
        let other = words("el nino del rio");
        assert_eq!(passphrases.is(Some(&old), &other, &chance).await, Ok(false));
    }

    #[tokio::test]
    async fn nobodys_hash_costs_what_everyones_costs_and_lets_nobody_in() {
        let (chance, passphrases) = (Seeded::new(1), Passphrases::new(Hashing::light()));
        let real = passphrases
            .hash(&words("a slow green river"), &chance)
            .await
            .unwrap();
        let nobodys = passphrases.nobodys(&chance).unwrap().to_string();
        let cost = |hash: &str| {
            hash.split('$')
                .take(4)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!(cost(&real), cost(&nobodys));
        assert_eq!(real.len(), nobodys.len());
        assert_eq!(passphrases.is(None, &words(""), &chance).await, Ok(false));
    }

    #[tokio::test]
    async fn a_hash_that_is_damaged_is_a_fault_and_not_a_wrong_passphrase() {
        let (chance, passphrases) = (Seeded::new(1), Passphrases::new(Hashing::light()));
        let said = passphrases
            .is(Some("$argon2id$nonsense"), &words("x"), &chance)
            .await;
        assert_eq!(said, Err(HashingError::Fault));
    }

    #[tokio::test]
    async fn a_crowd_at_the_door_is_turned_away_instead_of_piling_up() {
        let (chance, passphrases) = (Seeded::new(1), Passphrases::new(Hashing::light()));
        passphrases.waiting.store(WAITING, Ordering::Release);
        let said = passphrases
            .hash(&words("a slow green river"), &chance)
            .await;
        assert_eq!(said, Err(HashingError::Busy));
        assert_eq!(
            passphrases.waiting.load(Ordering::Acquire),
            WAITING,
            "whoever left is not counted"
        );
    }

    #[test]
    fn a_set_up_code_is_long_and_printing_it_for_debugging_shows_nothing() {
        let code = set_up_code(&Seeded::new(7));
        assert_eq!(code.expose().len(), 19);
        assert_ne!(code, set_up_code(&Seeded::new(8)));
        assert_eq!(format!("{code:?}"), "(private)");
    }
}
