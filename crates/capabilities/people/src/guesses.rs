//! How often in a row someone was wrong about a person on a device that is not known.
//!
//! After a hundred (NIST SP 800-63B-4, section 3.2.2) a passphrase or an authenticator's code counts
//! there no more, until the person has come in some other way: on a device that is known, with a
//! passkey, with a printed code, or with a new way in from the service. On known devices nothing
//! changes, and nobody is told or frightened.

use crate::kept::GuessedV1;
use care::RecordId;
use sealed::{DirectoryChange, ReadError, Vault};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How often in a row someone may be wrong (NIST SP 800-63B-4, section 3.2.2).
pub(crate) const AT_MOST: u32 = 100;
/// After how many wrong ones in a row a known device is known no more: this project's own choice.
/// Someone who has forgotten stops long before; someone who has her old phone does not.
pub(crate) const ON_A_DEVICE: u32 = 50;

/// That what is written was not read: no count is as high, so that it is written over.
const UNKNOWN: u32 = u32::MAX;

#[derive(Clone, Copy, Default)]
struct Count {
    now: u32,
    written: u32,
}

/// The counts. They are written down now and then: what a power cut loses of them are the few tries
/// that the throttle lets through in an hour.
#[derive(Default)]
pub(crate) struct Guesses {
    held: Mutex<HashMap<RecordId, Count>>,
}

impl Guesses {
    fn held(&self) -> MutexGuard<'_, HashMap<RecordId, Count>> {
        // Each change is one number: after a panic elsewhere this is still true.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the guesses about this door or person are used up. Reads as much for one that
    /// nobody has.
    pub(crate) async fn are_up(&self, vault: &Vault, id: RecordId) -> Result<bool, ReadError> {
        let held = self.held().get(&id).map(|count| count.now);
        let now = match held {
            Some(now) => now,
            None => self.read(vault, id).await?,
        };
        Ok(now >= AT_MOST)
    }

    async fn read(&self, vault: &Vault, id: RecordId) -> Result<u32, ReadError> {
        let at = guessed_id(vault, id).await?;
        let written = match vault.directory_find::<GuessedV1>(at).await {
            Ok(found) => found.map_or(0, |kept| kept.value.count),
            // A damaged count keeps nobody out.
            Err(ReadError::Damaged(_)) => 0,
            Err(error) => return Err(error),
        };
        if written > 0 {
            let count = Count {
                now: written,
                written,
            };
            self.held().entry(id).or_insert(count);
        }
        Ok(written)
    }

    /// One more was wrong. Only for doors and people there are, so that it cannot be filled up.
    pub(crate) fn wrong(&self, id: RecordId) {
        let mut held = self.held();
        let count = held.entry(id).or_default();
        count.now = count.now.saturating_add(1);
    }

    /// The person came in. What was written about them goes with the next writing, whether or not
    /// it was read here.
    pub(crate) fn right(&self, id: RecordId) {
        let mut held = self.held();
        let count = held.entry(id).or_default();
        count.now = 0;
        count.written = UNKNOWN;
    }

    /// One more was wrong on this device. Answers how many in a row.
    pub(crate) async fn wrong_on(&self, vault: &Vault, device: RecordId) -> Result<u32, ReadError> {
        self.are_up(vault, device).await?;
        self.wrong(device);
        Ok(self.held().get(&device).map_or(0, |count| count.now))
    }

    /// What was counted here is nobody's any more.
    pub(crate) fn drop(&self, id: RecordId) {
        self.held().remove(&id);
    }

    /// Writes down what has changed.
    pub(crate) async fn write(&self, vault: &Vault) -> Result<(), crate::SignInError> {
        let changed: Vec<(RecordId, u32)> = {
            let held = self.held();
            let changed = held.iter().filter(|(_, count)| count.now != count.written);
            changed.map(|(id, count)| (*id, count.now)).collect()
        };
        if changed.is_empty() {
            return Ok(());
        }
        let mut change = vault.directory_change();
        for (id, now) in &changed {
            let at = guessed_id(vault, *id).await?;
            if *now == 0 {
                change.forget(at).await?;
            } else {
                change.overwrite(at, &GuessedV1 { count: *now }).await?;
            }
        }
        change.done().await?;
        let mut held = self.held();
        for (id, now) in changed {
            if let Some(count) = held.get_mut(&id) {
                count.written = now;
            }
        }
        held.retain(|_, count| count.now != 0 || count.written != 0);
        Ok(())
    }
}

/// Adds to a change that nothing is counted about this door, person or device any more.
pub(crate) async fn forget(
    vault: &Vault,
    change: &mut DirectoryChange,
    id: RecordId,
) -> Result<(), ReadError> {
    change.forget(guessed_id(vault, id).await?).await
}

async fn guessed_id(vault: &Vault, id: RecordId) -> Result<RecordId, ReadError> {
    vault.directory_id("guessed", id.bytes()).await
}
