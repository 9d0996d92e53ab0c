//! What the desk keeps in memory beside who is signed in: wrong tries at a second lock, the phrase
//! by which someone knows a genuine screen, and for whom a new way in is on its way. A restart
//! forgets it; what must outlast one is in the directory or in the person's own record.

use crate::first_run::FirstRun;
use care::{HOUR, Moment, PersonId, Private, RecordId};
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How many people or sign-ins are remembered at most; when full it begins anew.
const HELD: usize = 50_000;
/// Wrong tries at the second lock after which a sign-in ends: this project's own choice (the brief
/// of the cover view), few enough that a short word is not guessed.
pub(crate) const TRIES: u8 = 5;
/// Wrong tries of one person in an hour, in all sign-ins together that never were right: this
/// project's own choice. Each new sign-in brings five more, so that without it a short word could be
/// guessed in a day. A sign-in that was right once has its own five, and a device on which someone
/// was right an hour of its own: nobody else uses those up.
const TRIES_AN_HOUR: u32 = 20;

/// A new way in that is being made for someone, as it is told to them.
#[derive(Clone)]
pub(crate) struct Coming {
    /// What whoever began it is called.
    pub(crate) by: Option<String>,
    pub(crate) began: Moment,
    pub(crate) ready: Moment,
}

/// Whose hour a try is counted in.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Whose {
    Person(PersonId),
    Device(RecordId),
}

#[derive(Default)]
struct Held {
    tries: HashMap<RecordId, u8>,
    hours: HashMap<Whose, (Moment, u32)>,
    /// On which device a sign-in came.
    came_on: HashMap<RecordId, RecordId>,
    /// Sign-ins under which someone was right.
    opened: HashSet<RecordId>,
    /// Devices on which this person was right.
    trusted: HashMap<RecordId, PersonId>,
    phrases: HashMap<PersonId, Private<String>>,
    coming: HashMap<PersonId, Coming>,
}

impl Held {
    fn hour_of(&self, sign_in: RecordId, who: PersonId) -> Whose {
        let device = self.came_on.get(&sign_in);
        device
            .filter(|device| self.trusted.get(*device) == Some(&who))
            .map_or(Whose::Person(who), |device| Whose::Device(*device))
    }
}

/// What is kept in memory only.
#[derive(Default)]
pub(crate) struct Beside {
    held: Mutex<Held>,
    /// How the program was started, for whoever sets the service up.
    pub(crate) first_run: FirstRun,
}

/// Whether someone may try the second lock now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum MayTry {
    Yes,
    /// Not for a while.
    Later,
    /// This sign-in has had its tries.
    NeverAgain,
}

impl Beside {
    fn held(&self) -> MutexGuard<'_, Held> {
        // Each change is one insert or one field: after a panic elsewhere this is still true.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a try before what was typed is looked at, so that many at once are counted like many
    /// one after the other. One that was right is given back by [`Self::was_right`].
    pub(crate) fn takes_a_try(&self, sign_in: RecordId, who: PersonId, now: Moment) -> MayTry {
        let mut held = self.held();
        if held.tries.len() >= HELD {
            held.tries.clear();
        }
        if held.hours.len() >= HELD {
            held.hours.clear();
        }
        if held.tries.get(&sign_in).copied().unwrap_or_default() >= TRIES {
            return MayTry::NeverAgain;
        }
        if !held.opened.contains(&sign_in) {
            let whose = held.hour_of(sign_in, who);
            let (since, count) = held.hours.entry(whose).or_insert((now, 0));
            if now - *since >= HOUR || now < *since {
                (*since, *count) = (now, 0);
            }
            if *count >= TRIES_AN_HOUR {
                return MayTry::Later;
            }
            *count += 1;
        }
        *held.tries.entry(sign_in).or_insert(0) += 1;
        MayTry::Yes
    }

    /// A sign-in came on this device.
    pub(crate) fn came_on(&self, sign_in: RecordId, device: RecordId) {
        let mut held = self.held();
        if held.came_on.len() >= HELD {
            held.came_on.clear();
        }
        held.came_on.insert(sign_in, device);
    }

    /// What was typed was right.
    pub(crate) fn was_right(&self, sign_in: RecordId, who: PersonId) {
        let mut held = self.held();
        held.tries.remove(&sign_in);
        // Only the try that was right is given back: those of someone else stay counted.
        let whose = held.hour_of(sign_in, who);
        if !held.opened.contains(&sign_in)
            && let Some((_, count)) = held.hours.get_mut(&whose)
        {
            *count = count.saturating_sub(1);
        }
        if held.opened.len() >= HELD {
            held.opened.clear();
        }
        held.opened.insert(sign_in);
        if held.trusted.len() >= HELD {
            held.trusted.clear();
        }
        if let Some(device) = held.came_on.get(&sign_in).copied() {
            held.trusted.insert(device, who);
        }
    }

    /// Whether this sign-in has had all its tries.
    pub(crate) fn is_used_up(&self, sign_in: RecordId) -> bool {
        self.held()
            .tries
            .get(&sign_in)
            .is_some_and(|tries| *tries >= TRIES)
    }

    /// A person's phrase, if it is known here; empty if it is known that they have none.
    pub(crate) fn phrase(&self, who: PersonId) -> Option<Private<String>> {
        self.held().phrases.get(&who).cloned()
    }

    pub(crate) fn set_phrase(&self, who: PersonId, phrase: Private<String>) {
        let mut held = self.held();
        if held.phrases.len() >= HELD {
            held.phrases.clear();
        }
        held.phrases.insert(who, phrase);
    }

    /// What the phrase is has to be read again.
    pub(crate) fn forget_phrase(&self, who: PersonId) {
        self.held().phrases.remove(&who);
    }

    /// A new way in that is being made for this person.
    pub(crate) fn coming(&self, who: PersonId) -> Option<Coming> {
        self.held().coming.get(&who).cloned()
    }

    pub(crate) fn set_coming(&self, who: PersonId, coming: Option<Coming>) {
        let mut held = self.held();
        match coming {
            Some(coming) => held.coming.insert(who, coming),
            None => held.coming.remove(&who),
        };
    }

    /// Forgets a person.
    pub(crate) fn forget(&self, who: PersonId) {
        let mut held = self.held();
        held.hours.remove(&Whose::Person(who));
        held.trusted.retain(|_, whose| *whose != who);
        held.phrases.remove(&who);
        held.coming.remove(&who);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(n: u8) -> PersonId {
        PersonId::from_bytes([n; 16])
    }

    fn sign_in(n: u8) -> RecordId {
        RecordId::from_bytes([n; 16])
    }

    #[test]
    fn a_sign_in_has_five_tries_and_a_right_one_gives_them_back() {
        let (beside, now) = (Beside::default(), Moment::from_millis(0));
        let all = |n: u8| {
            (0..9)
                .filter(|_| beside.takes_a_try(sign_in(n), who(1), now) == MayTry::Yes)
                .count()
        };
        assert_eq!(all(1), 5);
        assert!(beside.is_used_up(sign_in(1)));
        beside.was_right(sign_in(1), who(1));
        assert_eq!(all(1), 5);
    }

    #[test]
    fn new_sign_ins_do_not_bring_tries_without_end_and_time_brings_them_back() {
        let beside = Beside::default();
        let all = |now: i64| -> usize {
            (0..100)
                .map(|n| beside.takes_a_try(sign_in(n), who(1), Moment::from_millis(now)))
                .filter(|may| *may == MayTry::Yes)
                .count()
        };
        assert_eq!(all(0), 20);
        assert_eq!(all(HOUR - 1), 0);
        assert_eq!(all(HOUR), 20);
        let other = beside.takes_a_try(sign_in(200), who(2), Moment::from_millis(HOUR));
        assert_eq!(other, MayTry::Yes, "and everyone their own");
    }

    #[test]
    fn whoever_guesses_under_sign_ins_of_their_own_does_not_bind_hers() {
        let (beside, now) = (Beside::default(), Moment::from_millis(0));
        let (hers, later, device) = (sign_in(250), sign_in(251), sign_in(252));
        beside.came_on(hers, device);
        assert_eq!(beside.takes_a_try(hers, who(1), now), MayTry::Yes);
        beside.was_right(hers, who(1));
        let guessed = |from: u8, to: u8| {
            let all = (from..to).flat_map(|n| [n; 9]);
            all.map(|n| beside.takes_a_try(sign_in(n), who(1), now))
                .filter(|may| *may == MayTry::Yes)
                .count()
        };
        assert_eq!(guessed(0, 50), 20);
        for _ in 0..5 {
            assert_eq!(beside.takes_a_try(hers, who(1), now), MayTry::Yes);
        }
        let more = beside.takes_a_try(hers, who(1), now);
        assert_eq!(more, MayTry::NeverAgain, "five of her own");
        // A new sign-in on her own device, where she was right before.
        beside.came_on(later, device);
        assert_eq!(beside.takes_a_try(later, who(1), now), MayTry::Yes);
        beside.was_right(later, who(1));
        assert_eq!(guessed(50, 100), 0, "what she does gives them none back");
    }

    #[test]
    fn a_sign_in_that_is_over_uses_up_no_more_of_the_hour() {
        let (beside, now) = (Beside::default(), Moment::from_millis(0));
        for _ in 0..500 {
            beside.takes_a_try(sign_in(1), who(1), now);
        }
        let other = beside.takes_a_try(sign_in(2), who(1), now);
        assert_eq!(other, MayTry::Yes);
    }
}
