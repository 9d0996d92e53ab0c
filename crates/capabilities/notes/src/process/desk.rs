//! Whose notes are open: own keys in memory, by sign-in, for ten minutes after they were last used;
//! and how often someone may try a word.
//!
//! Nothing here is ever written. A key is wiped when its sign-in ends, when nobody used it for ten
//! minutes and when the program stops.

use crate::process::word::typed;
use care::{MINUTE, Moment, PersonId, Private, RecordId};
use pages::SignedIn;
use sealed::engine::Pending;
use sealed::{Blind, OwnKey, OwnKeyError, ReadError, Renewed, StretchV1, Vault};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;
use tokio::sync::Semaphore;

/// How long one's notes stay open after they were last used, in milliseconds.
pub const IDLE: i64 = 10 * MINUTE;
/// How many wrong words in a row are looked at.
pub const TRIES: u32 = 5;
/// How long none is looked at after that, in milliseconds.
pub const PAUSE: i64 = 10 * MINUTE;
/// How many words are stretched at a time: each takes 64 MiB and a core for a moment.
const AT_ONCE: usize = 2;
/// How often it is looked whether a key still belongs in memory.
const LOOKED: Duration = Duration::from_secs(30);

/// What the service chose about process notes.
pub trait Choice: Send + Sync {
    /// Whether the service keeps no way in of its own.
    fn blind(&self) -> Pending<'_, Result<Blind, ReadError>>;
}

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

/// Where notes are opened.
pub struct Desk {
    choice: Arc<dyn Choice>,
    stretch: StretchV1,
    held: Mutex<HashMap<RecordId, Held>>,
    tries: Mutex<HashMap<PersonId, Tries>>,
    room: Semaphore,
}

fn lock<T>(all: &Mutex<T>) -> MutexGuard<'_, T> {
    // Each change is one insert or one field: after a panic elsewhere this is still true.
    all.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    /// A desk for a service that chose so.
    pub fn new(choice: Arc<dyn Choice>) -> Arc<Self> {
        Self::stretching(choice, StretchV1::PERSON)
    }

    /// The same, with this much work for each guess at a new word.
    pub fn stretching(choice: Arc<dyn Choice>, stretch: StretchV1) -> Arc<Self> {
        Arc::new(Self {
            choice,
            stretch,
            held: Mutex::default(),
            tries: Mutex::default(),
            room: Semaphore::new(AT_ONCE),
        })
    }

    /// What the service chose.
    pub(crate) async fn blind(&self) -> Result<Blind, ReadError> {
        self.choice.blind().await
    }

    /// The key of this sign-in, if its notes are open. Asking is using: the ten minutes begin anew.
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

    /// Closes the notes of this sign-in.
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

    /// Opens the notes of whoever is signed in, if this is their word.
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
    pub(crate) async fn changes(
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

    /// Chooses the first word.
    pub(crate) async fn makes(
        self: &Arc<Self>,
        vault: &Vault,
        who: &SignedIn,
        word: &Private<String>,
    ) -> Result<(), OwnKeyError> {
        let blind = self.blind().await?;
        let person = who.asker.person;
        let room = self.room.acquire().await;
        let key = vault
            .make_own_key_with(person, word.expose(), blind, self.stretch)
            .await?;
        drop(room);
        self.hold(vault, who, key);
        Ok(())
    }

    /// Chooses another word in place of one that was forgotten. Answers whether what was written
    /// under it is lost.
    pub(crate) async fn renews(
        self: &Arc<Self>,
        vault: &Vault,
        who: &SignedIn,
        word: &Private<String>,
    ) -> Result<bool, OwnKeyError> {
        let blind = self.blind().await?;
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
async fn watch(desk: Weak<Desk>, vault: Vault, sign_in: RecordId) {
    loop {
        tokio::time::sleep(LOOKED).await;
        let Some(desk) = desk.upgrade() else { return };
        desk.sweep(vault.now());
        if !lock(&desk.held).contains_key(&sign_in) {
            return;
        }
    }
}
