//! What someone who works here sent while their sign-in rested: an answer to a rupture, written for a
//! quarter of an hour, is not lost because nobody was seen meanwhile.
//!
//! It is held in memory, one for each sign-in and for half an hour, until whoever sent it has proven
//! who they are; then it is carried out as if it were sent at that moment: by the same handler, behind
//! the same guard, with what they may open then. Someone may have stood at the resting desk instead of
//! them, so it never counts as freshly proven: what is grave asks again. What opens is never held.

use crate::route::Handler;
use care::{MINUTE, Moment, PersonId, RecordId};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use zeroize::Zeroize;

/// Where it is carried out.
pub(crate) const GO_ON: &str = "/go-on";
/// How long it is held: this project's own choice, longer than a walk to the authenticator.
const HELD_FOR: i64 = 30 * MINUTE;
/// For how many sign-ins at most; each holds at most [`crate::BODY_MAX`].
const HELD: usize = 256;

type Fields = Vec<(String, String)>;

/// What was sent.
pub(crate) struct Posted {
    pub(crate) whose: PersonId,
    pub(crate) at: Moment,
    pub(crate) handler: Handler,
    pub(crate) path: Fields,
    pub(crate) query: Fields,
    fields: Fields,
}

impl Posted {
    /// Holds the fields that may be held.
    pub(crate) fn new(
        whose: PersonId,
        at: Moment,
        handler: Handler,
        places: (Fields, Fields),
        fields: &[(String, String)],
    ) -> Self {
        let held = fields.iter().filter(|(name, _)| !opens(name)).cloned();
        Self {
            whose,
            at,
            handler,
            path: places.0,
            query: places.1,
            fields: held.collect(),
        }
    }

    /// Takes the fields out.
    pub(crate) fn take_fields(&mut self) -> Fields {
        std::mem::take(&mut self.fields)
    }

    fn is_over(&self, now: Moment) -> bool {
        now - self.at >= HELD_FOR || now < self.at
    }
}

impl Drop for Posted {
    fn drop(&mut self) {
        for (_, value) in &mut self.fields {
            value.zeroize();
        }
    }
}

/// Whether a field holds something that opens.
fn opens(name: &str) -> bool {
    let part = ["passphrase", "secret", "unlock"].iter();
    part.into_iter().any(|part| name.contains(part)) || name == "code" || name.ends_with("-code")
}

/// What is held for those who are away.
#[derive(Default)]
pub(crate) struct AllPosted {
    held: Mutex<HashMap<RecordId, Posted>>,
}

impl AllPosted {
    fn held(&self) -> MutexGuard<'_, HashMap<RecordId, Posted>> {
        // Each change is one insert: after a panic elsewhere this is still true.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets what was not fetched in time.
    pub(crate) fn tidy(&self, now: Moment) {
        self.held().retain(|_, posted| !posted.is_over(now));
    }

    /// Holds it. What was held for the same sign-in before is forgotten: it is the same, sent again.
    pub(crate) fn hold(&self, sign_in: RecordId, posted: Posted) {
        let mut held = self.held();
        if held.len() >= HELD && !held.contains_key(&sign_in) {
            let oldest = held.iter().min_by_key(|(_, posted)| posted.at);
            if let Some(oldest) = oldest.map(|(id, _)| *id) {
                held.remove(&oldest);
            }
        }
        held.insert(sign_in, posted);
    }

    /// What is held for this sign-in, once.
    pub(crate) fn take(&self, sign_in: RecordId, whose: PersonId, now: Moment) -> Option<Posted> {
        let posted = self.held().remove(&sign_in)?;
        (posted.whose == whose && !posted.is_over(now)).then_some(posted)
    }

    /// A new sign-in of the same person took the place of the old one.
    pub(crate) fn goes_on(&self, old: RecordId, new: RecordId, whose: PersonId) {
        let mut held = self.held();
        if let Some(posted) = held.remove(&old)
            && posted.whose == whose
        {
            held.insert(new, posted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trouble::Trouble;
    use care::Role;
    use std::sync::Arc;

    const WHO: PersonId = PersonId::from_bytes([1; 16]);

    fn id(n: u64) -> RecordId {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&n.to_be_bytes());
        RecordId::from_bytes(bytes)
    }

    fn posted(at: i64, fields: &[(&str, &str)]) -> Posted {
        let handler = Handler::Role(
            &[Role::Therapist],
            Arc::new(|_| Box::pin(async { Err(Trouble::Nothing) })),
        );
        let fields: Fields = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let places = (Vec::new(), Vec::new());
        Posted::new(WHO, Moment::from_millis(at), handler, places, &fields)
    }

    #[test]
    fn what_opens_is_never_held_and_every_other_word_is() {
        let fields = [
            ("words", "I heard you, and I am sorry"),
            ("passphrase", "x"),
            ("new-passphrase", "x"),
            ("secret-phrase", "x"),
            ("unlock-word", "x"),
            ("code", "x"),
            ("set-in-code", "x"),
            ("decode", "kept"),
        ];
        let held = posted(0, &fields).take_fields();
        let names: Vec<&str> = held.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["words", "decode"]);
    }

    #[test]
    fn it_is_fetched_once_by_its_own_person_and_for_half_an_hour() {
        let all = AllPosted::default();
        let at = Moment::from_millis;
        all.hold(id(1), posted(0, &[]));
        let other = PersonId::from_bytes([2; 16]);
        all.goes_on(id(1), id(2), WHO);
        assert!(all.take(id(1), WHO, at(1)).is_none());
        assert!(all.take(id(2), WHO, at(1)).is_some());
        assert!(all.take(id(2), WHO, at(1)).is_none(), "once");
        all.hold(id(3), posted(0, &[]));
        all.goes_on(id(3), id(4), other);
        assert!(all.take(id(4), other, at(1)).is_none(), "not somebody else");
        all.hold(id(5), posted(0, &[]));
        assert!(all.take(id(5), WHO, at(HELD_FOR)).is_none());
        all.hold(id(6), posted(0, &[]));
        all.tidy(at(HELD_FOR));
        assert_eq!(all.held().len(), 0);
    }

    #[test]
    fn it_never_grows_beyond_its_bound_and_the_oldest_goes_first() {
        let all = AllPosted::default();
        for n in 0..1_000 {
            let at = i64::try_from(n).unwrap();
            all.hold(id(n), posted(at, &[]));
        }
        assert_eq!(all.held().len(), HELD);
        let now = Moment::from_millis(1_000);
        assert!(all.take(id(0), WHO, now).is_none());
        assert!(all.take(id(999), WHO, now).is_some());
    }
}
