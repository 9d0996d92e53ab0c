//! Words that came while the key they belong under was closed: in memory, by person, until the key
//! opens or an hour has passed, and nowhere else. To keep them sealed under the service's keys would
//! break what was said: that only the person's own word opens them.

use super::lock;
use care::{HOUR, Moment, PersonId, RecordId};
use std::collections::HashMap;
use std::sync::Mutex;

/// For how long they wait, in milliseconds: as long as a sign-in rests. This project's own choice.
const WAITS: i64 = HOUR;
/// For how many people at most; then those who wait longest are forgotten.
const PEOPLE: usize = 2_000;

/// A form: the name of its screen, and what it is about.
pub(crate) type Where = (String, Option<RecordId>);

struct Words {
    of: Where,
    fields: Vec<(String, String)>,
    since: Moment,
}

/// The words of everyone that wait: the newest form of each person.
#[derive(Default)]
pub(crate) struct Unsealed(Mutex<HashMap<PersonId, Words>>);

impl Unsealed {
    /// What waits for this form.
    pub(crate) fn of(&self, person: PersonId, of: &Where, now: Moment) -> Vec<(String, String)> {
        let all = lock(&self.0);
        let found = all.get(&person).filter(|words| words.of == *of);
        let found = found.filter(|words| (0..WAITS).contains(&(now - words.since)));
        found.map(|words| words.fields.clone()).unwrap_or_default()
    }

    /// These wait.
    pub(crate) fn keep(
        &self,
        person: PersonId,
        of: Where,
        fields: Vec<(String, String)>,
        now: Moment,
    ) {
        let mut all = lock(&self.0);
        all.retain(|_, words| (0..WAITS).contains(&(now - words.since)));
        if all.len() >= PEOPLE
            && let Some(oldest) = all.iter().min_by_key(|(_, words)| words.since)
        {
            let oldest = *oldest.0;
            all.remove(&oldest);
        }
        let since = now;
        all.insert(person, Words { of, fields, since });
    }

    /// What waits of this person, and for which form.
    pub(crate) fn waits(
        &self,
        person: PersonId,
        now: Moment,
    ) -> Option<(Where, Vec<(String, String)>)> {
        let of = lock(&self.0).get(&person)?.of.clone();
        let fields = self.of(person, &of, now);
        (!fields.is_empty()).then_some((of, fields))
    }

    /// Nothing of this person waits any longer.
    pub(crate) fn let_go(&self, person: PersonId) {
        lock(&self.0).remove(&person);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use testing::{AMAL, NOOR};

    #[test]
    fn words_wait_an_hour_for_their_own_form_and_their_own_person() {
        let (all, now) = (Unsealed::default(), Moment::from_millis(1_750_000_000_000));
        let here = ("circle-log".to_owned(), Some(RecordId::from_bytes([7; 16])));
        let fields = vec![("words".to_owned(), "They called.".to_owned())];
        all.keep(AMAL, here.clone(), fields.clone(), now);
        assert_eq!(all.of(AMAL, &here, now + (WAITS - 1)), fields);
        assert!(all.of(AMAL, &here, now + WAITS).is_empty());
        assert!(all.of(NOOR, &here, now).is_empty());
        assert!(
            all.of(AMAL, &("circle-log".to_owned(), None), now)
                .is_empty()
        );
        assert_eq!(all.waits(AMAL, now), Some((here.clone(), fields)));
        all.let_go(AMAL);
        assert_eq!(all.waits(AMAL, now), None);
    }
}
