//! When each member of a care team was last in contact with the client. Times and people only:
//! whether they met or wrote, and what about, stays where it is kept.

use care::{Moment, PersonId};
use sealed::{Act, Gist, ReadError};
use serde::{Deserialize, Serialize};

/// The stored shape.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamGistV1 {
    /// Who, and when last, in milliseconds since the epoch.
    last: Vec<([u8; 16], i64)>,
}

impl Gist for TeamGistV1 {
    const KIND: &'static str = "team";
    const SHAPE: u16 = 1;
}

impl TeamGistV1 {
    /// When this person was last in contact, if they ever were.
    pub fn last(&self, person: PersonId) -> Option<Moment> {
        self.contacts()
            .find(|(who, _)| *who == person)
            .map(|(_, at)| at)
    }

    /// Everyone who was in contact, with when last.
    pub fn contacts(&self) -> impl Iterator<Item = (PersonId, Moment)> {
        self.last
            .iter()
            .map(|(who, at)| (PersonId::from_bytes(*who), Moment::from_millis(*at)))
    }

    /// Notes a contact, and says whether that is newer than what was known.
    fn note(&mut self, person: PersonId, at: Moment) -> bool {
        let known = self.last.iter_mut().find(|(who, _)| who == person.bytes());
        match known {
            Some((_, last)) if *last >= at.millis() => return false,
            Some((_, last)) => *last = at.millis(),
            None => self.last.push((*person.bytes(), at.millis())),
        }
        true
    }
}

/// Notes that someone on the team was in contact: held a session, answered a message, wrote a note.
/// An earlier contact than the one that is known changes nothing.
///
/// # Errors
/// If the act does not open [`care::Section::Overview`] or may not write, or it cannot be read.
pub async fn contact(act: &mut Act, person: PersonId, at: Moment) -> Result<(), ReadError> {
    let mut gist = match act.gist::<TeamGistV1>().await {
        // Damaged, it begins anew: a session is not lost because a list of dates was.
        Err(ReadError::Damaged(_)) => TeamGistV1::default(),
        found => found?.unwrap_or_default(),
    };
    if gist.note(person, at) {
        act.set_gist(&gist).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RUTH: PersonId = PersonId::from_bytes([1; 16]);

    proptest! {
        #[test]
        fn the_last_contact_is_the_latest_in_whatever_order_they_are_noted(
            noted in prop::collection::vec((0u8..4, -1_000i64..1_000), 1..40)
        ) {
            let mut gist = TeamGistV1::default();
            for (who, at) in &noted {
                gist.note(PersonId::from_bytes([*who; 16]), Moment::from_millis(*at));
            }
            for who in 0u8..4 {
                let latest = noted.iter().filter(|(one, _)| *one == who).map(|(_, at)| *at).max();
                let known = gist.last(PersonId::from_bytes([who; 16])).map(Moment::millis);
                prop_assert_eq!(known, latest);
            }
        }
    }

    #[test]
    fn what_is_known_already_is_not_written_again() {
        let mut gist = TeamGistV1::default();
        let at = Moment::from_millis(5);
        assert!(gist.note(RUTH, at));
        assert!(!gist.note(RUTH, at));
        assert!(!gist.note(RUTH, at - 1));
        assert!(gist.note(RUTH, at + 1));
        assert_eq!(gist.contacts().count(), 1);
    }
}
