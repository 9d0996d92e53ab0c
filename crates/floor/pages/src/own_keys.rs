//! What is open that is someone's alone, a therapist's process notes or a client's circle: own keys
//! in memory, by sign-in, for ten minutes after they were last used; and how often someone may try
//! a word.
//!
//! Nothing here is ever written. A key is wiped when its sign-in ends, when a client's app is locked,
//! when nobody used it for ten minutes and when the program stops.

mod waiting;
pub mod word;

use crate::floor::SignedIn;
use care::{MINUTE, Moment, PersonId, Private, RecordId};
use sealed::{Blind, OwnKey, OwnKeyError, Renewed, StretchV1, Vault};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;
use tokio::sync::Semaphore;
pub(crate) use waiting::{Unsealed, Where};
use word::typed;

/// How long it stays open after they were last used, in milliseconds.
pub const IDLE: i64 = 10 * MINUTE;
/// How many wrong words in a row are looked at.
pub const TRIES: u32 = 5;
/// How long none is looked at after that, in milliseconds.
pub const PAUSE: i64 = 10 * MINUTE;
/// How many words are stretched at a time: each takes 64 MiB and a core for a moment.
const AT_ONCE: usize = 2;
/// How often it is looked whether a key still belongs in memory.
const LOOKED: Duration = Duration::from_secs(30);

/// What came of a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Opened {
    /// It opened.
    Yes,
    /// It is not the word.
    No,
    /// Too many wrong ones; none is looked at for now.
    TooMany,
}

struct Held {
    person: PersonId,
    key: OwnKey,
    used: Moment,
}

#[derive(Default)]
struct Tries {
    wrong: u32,
    last: Option<Moment>,
}

/// The own keys that are open.
pub struct OwnKeys {
    stretch: StretchV1,
    held: Mutex<HashMap<RecordId, Held>>,
    tries: Mutex<HashMap<PersonId, Tries>>,
    room: Semaphore,
    /// Words that came while their key was closed.
    pub(crate) unsealed: Unsealed,
}

fn lock<T>(all: &Mutex<T>) -> MutexGuard<'_, T> {
    // Each change is one insert or one field: after a panic elsewhere this is still true.
    all.lock().unwrap_or_else(PoisonError::into_inner)
}

impl OwnKeys {
    /// None is open yet. A new word is stretched with this much work for each guess at it.
    pub fn new(stretch: StretchV1) -> Arc<Self> {
        Arc::new(Self {
            stretch,
            held: Mutex::default(),
            tries: Mutex::default(),
            room: Semaphore::new(AT_ONCE),
            unsealed: Unsealed::default(),
        })
    }

    /// The key of this sign-in, if it is open. Asking is using: the ten minutes begin anew.
    pub fn key(&self, sign_in: RecordId, now: Moment) -> Option<OwnKey> {
        let mut held = lock(&self.held);
        let one = held.get_mut(&sign_in)?;
        // A clock that was put back proves nothing: then they are closed too.
        if !(0..IDLE).contains(&(now - one.used)) {
            held.remove(&sign_in);
            return None;
        }
        one.used = now;
        Some(one.key.clone())
    }

    /// Closes what this sign-in opened.
    pub fn close(&self, sign_in: RecordId) {
        lock(&self.held).remove(&sign_in);
    }

    /// For how many sign-ins a key is in memory.
    pub fn open_now(&self) -> usize {
        lock(&self.held).len()
    }

    /// Takes the keys that nobody used for too long out of memory.
    pub fn sweep(&self, now: Moment) {
        lock(&self.held).retain(|_, one| (0..IDLE).contains(&(now - one.used)));
    }

    fn hold(self: &Arc<Self>, vault: &Vault, who: &SignedIn, key: OwnKey) {
        let held = Held {
            person: who.asker.person,
            key,
            used: vault.now(),
        };
        lock(&self.held).insert(who.sign_in, held);
        tokio::spawn(watch(Arc::downgrade(self), vault.clone(), who.sign_in));
    }

    /// Notes one more try, before it is looked at: many at once are as many tries.
    fn may_try(&self, person: PersonId, now: Moment) -> bool {
        let mut all = lock(&self.tries);
        let tries = all.entry(person).or_default();
        if tries.last.is_some_and(|last| now - last >= PAUSE) {
            *tries = Tries::default();
        }
        if tries.wrong >= TRIES {
            return false;
        }
        tries.wrong += 1;
        tries.last = Some(now);
        true
    }

    fn was_right(&self, person: PersonId) {
        lock(&self.tries).remove(&person);
    }

    /// Opens what is theirs alone to whoever is signed in, if this is their word.
    ///
    /// # Errors
    /// If they have no word yet, or what is stored could not be read.
    pub async fn opens(
        self: &Arc<Self>,
        vault: &Vault,
        who: &SignedIn,
        word: &str,
    ) -> Result<Opened, OwnKeyError> {
        let (person, word) = (who.asker.person, typed(Some(word)));
        self.tried(vault, who, vault.open_own_key(person, word.expose()))
            .await
    }

    /// Puts another word in place of this one, if this is it.
    ///
    /// # Errors
    /// As [`Self::opens`], or if it could not be saved.
    pub async fn changes(
        self: &Arc<Self>,
        vault: &Vault,
        who: &SignedIn,
        (old, new): (&Private<String>, &Private<String>),
    ) -> Result<Opened, OwnKeyError> {
        let change = vault.change_own_secret(who.asker.person, old.expose(), new.expose());
        self.tried(vault, who, change).await
    }

    async fn tried(
        self: &Arc<Self>,
        vault: &Vault,
        who: &SignedIn,
        work: impl Future<Output = Result<OwnKey, OwnKeyError>>,
    ) -> Result<Opened, OwnKeyError> {
        if !self.may_try(who.asker.person, vault.now()) {
            return Ok(Opened::TooMany);
        }
        let room = self.room.acquire().await;
        let done = work.await;
        drop(room);
        match done {
            Ok(key) => {
                self.was_right(who.asker.person);
                self.hold(vault, who, key);
                Ok(Opened::Yes)
            }
            Err(OwnKeyError::WrongSecret) => Ok(Opened::No),
            Err(error) => {
                self.was_right(who.asker.person);
                Err(error)
            }
        }
    }

    /// Chooses the first word, and whether the service keeps a way in of its own.
    ///
    /// # Errors
    /// If there is one already, or it could not be saved.
    pub async fn makes(
        self: &Arc<Self>,
        vault: &Vault,
        who: &SignedIn,
        (word, blind): (&Private<String>, Blind),
    ) -> Result<(), OwnKeyError> {
        let person = who.asker.person;
        let room = self.room.acquire().await;
        let key = vault
            .make_own_key_with(person, word.expose(), blind, self.stretch)
            .await?;
        drop(room);
        self.hold(vault, who, key);
        Ok(())
    }

    /// Chooses another word in place of one that was forgotten, and, where there is no way in but the
    /// old one, whether the service keeps one from now on. Answers whether what was written under it
    /// is lost.
    ///
    /// # Errors
    /// If there is none to renew, or it could not be saved.
    pub async fn renews(
        self: &Arc<Self>,
        vault: &Vault,
        who: &SignedIn,
        (word, blind): (&Private<String>, Blind),
    ) -> Result<bool, OwnKeyError> {
        let person = who.asker.person;
        let room = self.room.acquire().await;
        let Renewed { key, lost } = vault.renew_own_key(person, word.expose(), blind).await?;
        drop(room);
        // What other sign-ins of theirs hold opens only what is closed from now on.
        lock(&self.held).retain(|_, one| one.person != person);
        self.was_right(person);
        self.hold(vault, who, key);
        Ok(lost)
    }
}

/// Looks now and then, until the key of this sign-in is gone from memory.
async fn watch(keys: Weak<OwnKeys>, vault: Vault, sign_in: RecordId) {
    loop {
        tokio::time::sleep(LOOKED).await;
        let Some(keys) = keys.upgrade() else { return };
        keys.sweep(vault.now());
        if !lock(&keys.held).contains_key(&sign_in) {
            return;
        }
    }
}
