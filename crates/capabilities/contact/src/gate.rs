//! One at a time: the rules of a client do not change while something is on its way out to them,
//! and nothing leaves while they change. So from the moment a "never" is kept, nothing leaves.

use care::ClientId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use tokio::sync::OwnedMutexGuard;

type Lock = tokio::sync::Mutex<()>;

/// From how many remembered clients on those are forgotten whom nobody holds.
const TIDY_FROM: usize = 1_024;

/// Holds one client at a time for whoever changes their rules or sends by them. It is in memory:
/// one program has the database, and both are in it.
#[derive(Default)]
pub struct Gate {
    locks: Mutex<HashMap<ClientId, Weak<Lock>>>,
}

/// Proof that nobody else changes this client's rules or sends by them.
pub struct Held {
    client: ClientId,
    _guard: OwnedMutexGuard<()>,
}

impl Held {
    /// Whom it holds.
    pub const fn client(&self) -> ClientId {
        self.client
    }
}

impl Gate {
    /// Waits until nobody else holds this client, and holds them.
    pub async fn hold(&self, client: ClientId) -> Held {
        let lock = self.lock_of(client);
        Held {
            client,
            _guard: lock.lock_owned().await,
        }
    }

    fn lock_of(&self, client: ClientId) -> Arc<Lock> {
        let mut locks = self.locks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lock) = locks.get(&client).and_then(Weak::upgrade) {
            return lock;
        }
        if locks.len() >= TIDY_FROM {
            locks.retain(|_, lock| lock.strong_count() > 0);
        }
        let lock = Arc::new(Lock::default());
        locks.insert(client, Arc::downgrade(&lock));
        lock
    }
}
