//! Where a client stands in their app, and whether it is open.
//!
//! Every sign-in begins at the cover, locked. What is behind the lock stays open for five minutes
//! after the last time someone asked for something there, and is locked at once when the page goes
//! out of sight. All of it is kept here, in memory and by sign-in: the browser knows one address,
//! and a restart of the service locks.

use crate::client_shell::{COVER, Place};
use care::{MINUTE, Moment, RecordId, SECOND};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How long the record stays open after the last time something of it was asked for, in
/// milliseconds. Five minutes: what `docs/threat-model.md` promises of someone who is made to sign
/// in; this project's own choice.
pub const OPEN_FOR: i64 = 5 * MINUTE;
/// How long after the lock words still come from the page that was open, in milliseconds: it tells
/// them as it goes out of sight. Ten seconds, for a slow phone; this project's own choice.
const LAST_BREATH: i64 = 10 * SECOND;
/// Sign-ins remembered at most; the oldest are forgotten together, and those clients start at the
/// cover.
const HELD: usize = 50_000;

#[derive(Clone)]
struct Standing {
    /// Where they are in the record. It stays while something stands in front of it.
    inside: Place,
    /// What stands in front: the cover, or another screen that needs no unlock.
    front: Option<Place>,
    /// When something behind the lock was last asked for, if it is open.
    open: Option<Moment>,
    /// When it was locked, if it was open before.
    shut: Option<Moment>,
}

impl Default for Standing {
    fn default() -> Self {
        Self {
            inside: Place::default(),
            front: Some(Place::at(COVER)),
            open: None,
            shut: None,
        }
    }
}

/// Where everyone stands.
#[derive(Default)]
pub(crate) struct Standings(Mutex<HashMap<RecordId, Standing>>);

impl Standings {
    fn held(&self) -> MutexGuard<'_, HashMap<RecordId, Standing>> {
        // Each change is one field or one insert: after a panic elsewhere this is still true.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change<T>(&self, sign_in: RecordId, change: impl FnOnce(&mut Standing) -> T) -> T {
        let mut held = self.held();
        if held.len() >= HELD && !held.contains_key(&sign_in) {
            held.clear();
        }
        change(held.entry(sign_in).or_default())
    }

    /// What is to be shown: what stands in front, or else where they are.
    pub(crate) fn place(&self, sign_in: RecordId) -> Place {
        let standing = self.held().get(&sign_in).cloned().unwrap_or_default();
        standing.front.unwrap_or(standing.inside)
    }

    /// Where they are in the record, whatever stands in front.
    pub(crate) fn inside(&self, sign_in: RecordId) -> Place {
        self.held()
            .get(&sign_in)
            .map(|standing| standing.inside.clone())
            .unwrap_or_default()
    }

    /// Goes somewhere in the record.
    pub(crate) fn go(&self, sign_in: RecordId, place: Place) {
        self.change(sign_in, |standing| {
            standing.inside = place;
            standing.front = None;
        });
    }

    /// Puts something in front of where they are.
    pub(crate) fn put_in_front(&self, sign_in: RecordId, place: Place) {
        self.change(sign_in, |standing| standing.front = Some(place));
    }

    /// Takes away what stands in front.
    pub(crate) fn clear_front(&self, sign_in: RecordId) {
        self.change(sign_in, |standing| standing.front = None);
    }

    /// Opens.
    pub(crate) fn open(&self, sign_in: RecordId, now: Moment) {
        self.change(sign_in, |standing| standing.open = Some(now));
    }

    /// Locks.
    pub(crate) fn lock(&self, sign_in: RecordId, now: Moment) {
        self.change(sign_in, |standing| {
            // What is locked already was locked then.
            if let Some(last) = standing.open.take() {
                standing.shut = Some(now.min(last + OPEN_FOR));
            }
        });
    }

    /// Whether words that come at this moment come from a page that is open, or was a breath ago.
    /// Later whoever holds the device could have written them.
    pub(crate) fn takes_words(&self, sign_in: RecordId, now: Moment) -> bool {
        let held = self.held();
        let Some(standing) = held.get(&sign_in) else {
            return false;
        };
        match (standing.open, standing.shut) {
            (Some(last), _) => (0..OPEN_FOR + LAST_BREATH).contains(&(now - last)),
            (None, Some(shut)) => (0..LAST_BREATH).contains(&(now - shut)),
            (None, None) => false,
        }
    }

    /// Whether it is open at this moment.
    pub(crate) fn is_open(&self, sign_in: RecordId, now: Moment) -> bool {
        let held = self.held();
        let last = held.get(&sign_in).and_then(|standing| standing.open);
        // A clock that was put back proves nothing: then it is locked too.
        last.is_some_and(|last| (0..OPEN_FOR).contains(&(now - last)))
    }

    /// Whether it is open; if so, the five minutes begin anew.
    pub(crate) fn stays_open(&self, sign_in: RecordId, now: Moment) -> bool {
        let open = self.is_open(sign_in, now);
        if open {
            self.open(sign_in, now);
        }
        open
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::SECOND;

    const HERE: RecordId = RecordId::from_bytes([1; 16]);
    const NOW: Moment = Moment::from_millis(1_750_000_000_000);

    #[test]
    fn everyone_begins_at_the_cover_and_locked() {
        let standings = Standings::default();
        assert_eq!(standings.place(HERE), Place::at(COVER));
        assert!(!standings.is_open(HERE, NOW));
    }

    #[test]
    fn what_stands_in_front_leaves_the_place_behind_it_alone() {
        let standings = Standings::default();
        let about = Place::at("rupture").about(RecordId::from_bytes([7; 16]));
        standings.go(HERE, about.clone());
        standings.put_in_front(HERE, Place::at(COVER));
        assert_eq!(standings.place(HERE), Place::at(COVER));
        assert_eq!(standings.inside(HERE), about);
        standings.clear_front(HERE);
        assert_eq!(standings.place(HERE), about);
    }

    #[test]
    fn it_is_open_for_five_minutes_after_the_last_request_and_not_a_moment_longer() {
        let standings = Standings::default();
        standings.open(HERE, NOW);
        let last = NOW + (OPEN_FOR - 1);
        assert!(standings.stays_open(HERE, last));
        assert!(standings.is_open(HERE, last + (OPEN_FOR - 1)));
        assert!(!standings.is_open(HERE, last + OPEN_FOR));
        assert!(!standings.stays_open(HERE, last + OPEN_FOR));
        standings.lock(HERE, last);
        assert!(!standings.is_open(HERE, last));
    }

    #[test]
    fn words_are_taken_while_it_is_open_and_for_ten_seconds_after_the_lock() {
        let standings = Standings::default();
        assert!(!standings.takes_words(HERE, NOW), "never opened");
        standings.open(HERE, NOW);
        let shut = NOW + OPEN_FOR;
        assert!(standings.takes_words(HERE, shut + (LAST_BREATH - 1)));
        assert!(!standings.takes_words(HERE, shut + LAST_BREATH));
        let hidden = NOW + MINUTE;
        standings.lock(HERE, hidden);
        assert!(standings.takes_words(HERE, hidden + (LAST_BREATH - 1)));
        // Saying again that it is locked makes nothing longer.
        standings.lock(HERE, hidden + (LAST_BREATH - 1));
        assert!(!standings.takes_words(HERE, hidden + LAST_BREATH));
        assert!(
            !standings.takes_words(HERE, NOW),
            "a clock that was put back"
        );
        assert!(!standings.takes_words(RecordId::from_bytes([2; 16]), NOW));
    }

    #[test]
    fn a_clock_that_is_put_back_locks() {
        let standings = Standings::default();
        standings.open(HERE, NOW);
        assert!(!standings.is_open(HERE, NOW + (-SECOND)));
    }

    #[test]
    fn one_sign_in_opens_nothing_for_another() {
        let standings = Standings::default();
        standings.open(HERE, NOW);
        assert!(!standings.is_open(RecordId::from_bytes([2; 16]), NOW));
    }
}
