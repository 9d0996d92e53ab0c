//! Room for what people send along. A body with files takes memory, so only so many are here at the
//! same time, from the first byte that is more than words until the last of its bytes is let go: the
//! bytes hold their place themselves, so no way of going away in the middle makes room for more.
//!
//! Nobody waits without end, and nobody takes the room of everyone else: where there is none the words
//! are read all the same, and the page says that what was chosen has to be sent again.

use axum::body::Bytes;
use care::PersonId;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// How many bodies with files are here at the same time: each takes up to 10 MiB of memory. This
/// project's own choice.
const AT_ONCE: usize = 8;
/// How many of them one person can have, with those that wait: one, and the same one again when a
/// button was pressed twice. This project's own choice.
const OF_ONE: usize = 2;
/// How many wait for a place at most: this project's own choice.
const WAITING: usize = 16;
/// How long one waits for a place: this project's own choice, long enough for a picture to be drawn,
/// and short enough that nobody thinks the page is lost.
const WAITS: Duration = Duration::from_secs(15);

/// The places for bodies with files.
pub(crate) struct Large {
    places: Arc<Semaphore>,
    waiting: AtomicUsize,
    of: Arc<Mutex<BTreeMap<PersonId, usize>>>,
}

impl Default for Large {
    fn default() -> Self {
        Self {
            places: Arc::new(Semaphore::new(AT_ONCE)),
            waiting: AtomicUsize::new(0),
            of: Arc::default(),
        }
    }
}

impl Large {
    /// A place for a body of this person's, if there is one or will be soon.
    pub(crate) async fn place(&self, person: PersonId) -> Option<Place> {
        let share = self.share(person)?;
        let permit = match Arc::clone(&self.places).try_acquire_owned() {
            Ok(permit) => permit,
            Err(_) => self.wait().await?,
        };
        Some(Place {
            _share: share,
            _permit: permit,
        })
    }

    async fn wait(&self) -> Option<OwnedSemaphorePermit> {
        let _waits = Waits::begin(&self.waiting)?;
        let place = Arc::clone(&self.places).acquire_owned();
        timeout(WAITS, place).await.ok()?.ok()
    }

    fn share(&self, person: PersonId) -> Option<Share> {
        let mut of = self.of.lock().unwrap_or_else(PoisonError::into_inner);
        let has = of.entry(person).or_default();
        if *has >= OF_ONE {
            return None;
        }
        *has += 1;
        Some(Share {
            person,
            of: Arc::clone(&self.of),
        })
    }
}

/// Someone waits for a place, and not longer than they do.
struct Waits<'a>(&'a AtomicUsize);

impl<'a> Waits<'a> {
    fn begin(waiting: &'a AtomicUsize) -> Option<Self> {
        let waits = Self(waiting);
        (waiting.fetch_add(1, Ordering::AcqRel) < WAITING).then_some(waits)
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

/// What one person has of the places.
struct Share {
    person: PersonId,
    of: Arc<Mutex<BTreeMap<PersonId, usize>>>,
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut of = self.of.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(has) = of.get_mut(&self.person) {
            *has -= 1;
            if *has == 0 {
                of.remove(&self.person);
            }
        }
    }
}

/// A place for one body.
pub(crate) struct Place {
    _share: Share,
    _permit: OwnedSemaphorePermit,
}

impl Place {
    /// The bytes, which hold the place until the last of them is let go.
    pub(crate) fn hold(self, bytes: Vec<u8>) -> Bytes {
        Bytes::from_owner(Held {
            bytes,
            _place: self,
        })
    }
}

struct Held {
    bytes: Vec<u8>,
    _place: Place,
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

#[cfg(test)]
mod tests;
