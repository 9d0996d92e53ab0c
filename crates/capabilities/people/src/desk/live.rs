//! Who is signed in at this moment, in memory; and who was until a moment ago, so that a request
//! that read the directory just before cannot bring an ended sign-in back.

use crate::rules;
use care::{MINUTE, Moment, RecordId, SECOND};
use pages::{SignedIn, SoFar};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

/// How many sign-ins are held at most; when full, live ones are read again from the directory.
const HELD: usize = 50_000;
/// How long an ended one is remembered: longer than any request lasts.
const REMEMBERED: i64 = 10 * MINUTE;

/// After how long the directory is asked again whether a sign-in still is one: another process may
/// have ended it.
pub(super) const ASKED_AGAIN: i64 = 30 * SECOND;

/// A sign-in that is live.
#[derive(Clone)]
pub(super) struct LiveOne {
    pub(super) who: SignedIn,
    pub(super) ends: Moment,
    pub(super) seen: Moment,
    /// When `seen` was last written to the directory.
    pub(super) written: Moment,
    /// When it was last read from the directory.
    pub(super) read: Moment,
    /// Until when the person is here at all.
    pub(super) here_until: Option<Moment>,
}

impl LiveOne {
    /// Who it is at this moment: resting, if nobody was seen for a while.
    pub(super) fn at(&self, now: Moment) -> SignedIn {
        let mut who = self.who.clone();
        if rules::rests(
            who.asker.role,
            who.so_far == pages::SoFar::In,
            self.seen,
            now,
        ) {
            who.so_far = SoFar::Resting;
        }
        who
    }
}

enum Held {
    Live(Box<LiveOne>),
    Ended { at: Moment, durable: bool },
}

/// What is known about a token.
pub(super) enum Found {
    /// It is live; `seen` was last written then.
    Here(Box<SignedIn>, Moment),
    /// It has ended, and may still be in the directory if that could not be written.
    Ended,
    /// It was live, someone was seen then, and it is time to ask the directory again.
    AskAgain(Moment),
    /// Nothing.
    Unknown,
}

/// Who is told of a sign-in that ended.
type Told = Box<dyn Fn(RecordId) + Send + Sync>;

#[derive(Default)]
pub(super) struct Live {
    held: Mutex<HashMap<RecordId, Held>>,
    told: OnceLock<Told>,
}

impl Live {
    fn held(&self) -> MutexGuard<'_, HashMap<RecordId, Held>> {
        // Each change is one insert or one field: after a panic elsewhere this is still true.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks, and remembers that someone was seen.
    pub(super) fn look(&self, id: RecordId, now: Moment) -> Found {
        match self.held().get_mut(&id) {
            None => Found::Unknown,
            Some(Held::Ended { .. }) => Found::Ended,
            Some(Held::Live(one)) => {
                let live =
                    rules::is_live(one.ends, one.seen, now) && rules::is_here(one.here_until, now);
                // Asked again before it is ended, too: someone may have been seen elsewhere.
                if !live || now - one.read >= ASKED_AGAIN {
                    return Found::AskAgain(one.seen);
                }
                let who = one.at(now);
                // Someone who must prove first who they are has not been seen.
                if who.so_far != SoFar::Resting {
                    one.seen = now;
                }
                Found::Here(Box::new(who), one.written)
            }
        }
    }

    /// Holds a live sign-in. Says no if it has ended meanwhile.
    pub(super) fn put(&self, id: RecordId, one: LiveOne, now: Moment) -> bool {
        let mut held = self.held();
        if matches!(held.get(&id), Some(Held::Ended { .. })) {
            return false;
        }
        if held.len() >= HELD {
            held.retain(|_, one| match one {
                Held::Live(_) => false,
                Held::Ended { at, durable } => !*durable || now - *at < REMEMBERED,
            });
        }
        held.insert(id, Held::Live(Box::new(one)));
        true
    }

    /// Notes that `seen` is being written; answers when the sign-in ends, if it is live.
    pub(super) fn written(&self, id: RecordId, now: Moment) -> Option<Moment> {
        match self.held().get_mut(&id) {
            Some(Held::Live(one)) => {
                one.written = now;
                Some(one.ends)
            }
            _ => None,
        }
    }

    /// When someone was last seen under a live sign-in.
    pub(super) fn seen(&self, id: RecordId) -> Option<Moment> {
        match self.held().get(&id) {
            Some(Held::Live(one)) => Some(one.seen),
            _ => None,
        }
    }

    /// Whether anything is held about it.
    pub(super) fn is_known(&self, id: RecordId) -> bool {
        self.held().contains_key(&id)
    }

    /// From now on this is told of every sign-in that ends. The first one stays.
    pub(super) fn tells(&self, told: impl Fn(RecordId) + Send + Sync + 'static) {
        // Whoever was first is told; a service is put together once.
        let _ = self.told.set(Box::new(told));
    }

    /// Ends it here, at once. Says whether it still has to be removed from the directory.
    pub(super) fn end(&self, id: RecordId, now: Moment) -> bool {
        if let Some(told) = self.told.get() {
            told(id);
        }
        let mut held = self.held();
        let done = matches!(held.get(&id), Some(Held::Ended { durable: true, .. }));
        if !done {
            held.insert(
                id,
                Held::Ended {
                    at: now,
                    durable: false,
                },
            );
        }
        !done
    }

    /// Notes that it is gone from the directory.
    pub(super) fn ended_durably(&self, id: RecordId) {
        if let Some(Held::Ended { durable, .. }) = self.held().get_mut(&id) {
            *durable = true;
        }
    }
}
