//! Who may see what a client says about the relationship: the client chooses, each time.

use care::{Audience, DAY, Moment, PersonId};
use serde::{Deserialize, Serialize};

/// How long "after our next session" holds back when no session is planned: the service's own
/// choice, two weeks. The client is shown the date.
pub const WITHOUT_NEXT_SESSION: i64 = 14 * DAY;

/// The stored shape of a client's choice.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum AudienceV1 {
    /// Everyone who may open the section: the therapist, now.
    #[default]
    Section,
    /// The same people, from this moment on.
    From(i64),
    /// These people instead.
    Only(Vec<[u8; 16]>),
    /// Nobody but the client.
    Nobody,
}

impl AudienceV1 {
    /// The choice as the access rules know it.
    pub fn to_care(&self) -> Audience {
        match self {
            Self::Section => Audience::Section,
            Self::From(millis) => Audience::From(Moment::from_millis(*millis)),
            Self::Only(people) => {
                Audience::Only(people.iter().map(|id| PersonId::from_bytes(*id)).collect())
            }
            Self::Nobody => Audience::Nobody,
        }
    }
}

impl AudienceV1 {
    /// Whether everyone in `other` is also in this, from `now` on or from when `other` begins.
    pub(crate) fn reaches(&self, other: &Self, now: Moment) -> bool {
        match (self, other) {
            (Self::Section, _) | (_, Self::Nobody) => true,
            (Self::From(from), _) if *from <= now.millis() => true,
            (Self::From(from), Self::From(other)) => from <= other,
            (Self::Only(people), Self::Only(others)) => {
                others.iter().all(|other| people.contains(other))
            }
            _ => false,
        }
    }
}

/// What a client can choose.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Choice {
    /// My therapist, now.
    Now,
    /// My therapist, after our next session.
    AfterNextSession,
    /// An advocate or supervisor instead.
    Instead(PersonId),
    /// Only me.
    OnlyMe,
}

/// The audience of a choice, given when the next session ends, if one is planned.
pub fn audience(choice: Choice, next_ends: Option<Moment>, now: Moment) -> AudienceV1 {
    match choice {
        Choice::Now => AudienceV1::Section,
        Choice::AfterNextSession => {
            let from = next_ends.unwrap_or(now + WITHOUT_NEXT_SESSION);
            AudienceV1::From(from.millis())
        }
        Choice::Instead(person) => AudienceV1::Only(vec![*person.bytes()]),
        Choice::OnlyMe => AudienceV1::Nobody,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLIENT: PersonId = PersonId::from_bytes([1; 16]);
    const THERAPIST: PersonId = PersonId::from_bytes([2; 16]);
    const ADVOCATE: PersonId = PersonId::from_bytes([3; 16]);

    #[test]
    fn a_choice_means_what_it_says() {
        let now = Moment::from_millis(10 * DAY);
        let ends = now + 7 * DAY;
        let sees = |choice, person, at| {
            audience(choice, Some(ends), now)
                .to_care()
                .includes(person, CLIENT, at)
        };
        for (choice, who, when, expected) in [
            (Choice::Now, THERAPIST, now, true),
            (Choice::AfterNextSession, THERAPIST, ends - 1, false),
            (Choice::AfterNextSession, THERAPIST, ends, true),
            (Choice::Instead(ADVOCATE), THERAPIST, ends, false),
            (Choice::Instead(ADVOCATE), ADVOCATE, now, true),
            (Choice::OnlyMe, THERAPIST, ends, false),
            (Choice::OnlyMe, CLIENT, now, true),
            (Choice::Instead(ADVOCATE), CLIENT, now, true),
        ] {
            assert_eq!(
                sees(choice, who, when),
                expected,
                "{choice:?} {who} {when:?}"
            );
        }
    }

    #[test]
    fn one_choice_reaches_another_when_everyone_in_that_is_in_it_too() {
        use AudienceV1::{From, Nobody, Only, Section};
        let now = Moment::from_millis(100);
        let (one, two) = ([3; 16], [4; 16]);
        for (this, other, reaches) in [
            (Section, Section, true),
            (Section, Only(vec![one]), true),
            (Nobody, Section, false),
            (Nobody, Nobody, true),
            (From(101), Section, false),
            (From(100), Section, true),
            (From(200), From(300), true),
            (From(300), From(200), false),
            (Only(vec![one]), Section, false),
            (Only(vec![one, two]), Only(vec![two]), true),
            (Only(vec![one]), Only(vec![one, two]), false),
            (Only(vec![one]), From(200), false),
        ] {
            assert_eq!(this.reaches(&other, now), reaches, "{this:?} {other:?}");
        }
    }

    #[test]
    fn without_a_next_session_it_is_held_for_two_weeks_and_not_for_ever() {
        let now = Moment::from_millis(0);
        let held = audience(Choice::AfterNextSession, None, now).to_care();
        assert!(!held.includes(THERAPIST, CLIENT, now + 14 * DAY - 1));
        assert!(held.includes(THERAPIST, CLIENT, now + 14 * DAY));
    }
}
