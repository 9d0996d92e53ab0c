//! By when a rupture is to be answered, and whether it came right. Pure.

use crate::audience::AudienceV1;
use crate::rupture::rules::scale;
use care::{HOUR, Meeting, Moment, PersonId, Section, Sections};
use insight::{Norms, Return, returned};

/// Within how many milliseconds a rupture is to be answered, if the next session is not sooner: 48
/// hours. This project's own choice (evidence file, 3.6); that a therapist who recognises a rupture
/// makes the difference is published (Chen et al. 2018, doi:10.1080/10503307.2016.1227104).
pub const ANSWER_WITHIN: i64 = 48 * HOUR;

/// After so many sessions a rupture that is still open goes to supervision: this project's own
/// choice (evidence file, 3.6).
pub(crate) const SESSIONS: usize = 3;

/// How long the check-in of the third session is waited for before a rupture counts as unrepaired:
/// this project's own choice.
pub(crate) const THIRD_CHECK_IN: i64 = 48 * HOUR;

/// What a notice about a rupture is about: from whom the client keeps that, hears none.
pub(crate) const ABOUT: Sections = Sections::of(&[Section::Relationship]);

/// A session that the service calls off with less notice than this is a promise broken: this
/// project's own choice.
pub(crate) const SHORT_NOTICE: i64 = 24 * HOUR;

/// What is known, when a rupture opens, about who will answer it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Expected<'a> {
    /// With whom the strain is.
    pub(crate) answerer: Option<PersonId>,
    /// The client's sessions, as far as the act opens them, in order.
    pub(crate) meetings: &'a [Meeting],
}

impl Expected<'_> {
    /// Whoever the next session is with, or the last was.
    pub(crate) fn of(meetings: &[Meeting], now: Moment) -> Expected<'_> {
        let meeting = Meeting::next(meetings, now).or_else(|| Meeting::last(meetings, now));
        Expected {
            answerer: meeting.map(|meeting| meeting.with),
            meetings,
        }
    }
}

/// From when on whoever treats the client can read it; `None`: not at all.
pub(crate) fn readable_from(audience: &AudienceV1, opened: Moment) -> Option<Moment> {
    match audience {
        AudienceV1::Section => Some(opened),
        AudienceV1::From(from) => Some(opened.max(Moment::from_millis(*from))),
        AudienceV1::Only(_) | AudienceV1::Nobody => None,
    }
}

/// By when it is to be answered: before the first session that begins after it can be read, and
/// within 48 hours.
pub(crate) fn due(readable: Moment, meetings: &[Meeting]) -> Moment {
    let next = meetings
        .iter()
        .filter(|meeting| meeting.takes_place && meeting.starts > readable)
        .map(|meeting| meeting.starts)
        .min();
    let within = readable + ANSWER_WITHIN;
    next.map_or(within, |next| next.min(within))
}

/// What the check-ins since a rupture say, to those who may see it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Since {
    /// Whether the latest answers are back where they were.
    pub(crate) back: bool,
    /// Whether three sessions went by without that.
    pub(crate) unrepaired: bool,
}

/// Judges the scores before a rupture and those of the sessions since, `None` where a session has
/// none.
pub(crate) fn since(before: &[Option<f64>], after: &[Option<f64>]) -> Since {
    let Some(scale) = scale() else {
        return Since {
            back: false,
            unrepaired: false,
        };
    };
    let is_back = |after: &[Option<f64>]| {
        let found = returned(before, after, scale, Norms::assumed(scale));
        matches!(found.verdict, Return::Back { .. })
    };
    let latest = after.last().copied().flatten();
    Since {
        back: latest.is_some_and(|latest| is_back(&[Some(latest)])),
        unrepaired: after.len() >= SESSIONS && !is_back(after),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::{DAY, MINUTE, RecordId};

    const OPENED: Moment = Moment::from_millis(1_000 * DAY);

    fn meeting(starts: Moment, takes_place: bool) -> Meeting {
        Meeting {
            session: RecordId::from_bytes([1; 16]),
            version: 1,
            starts,
            ends: starts + 50 * MINUTE,
            with: PersonId::from_bytes([2; 16]),
            takes_place,
        }
    }

    #[test]
    fn it_is_to_be_answered_before_the_next_session_and_within_two_days() {
        for (sessions, hours) in [
            (vec![], 48),
            (vec![(-24, true), (72, true)], 48),
            (vec![(-24, true), (20, true), (30, true)], 20),
            (vec![(20, false), (30, true)], 30),
            (vec![(0, true)], 48),
        ] {
            let meetings: Vec<Meeting> = sessions
                .iter()
                .map(|(hours, takes_place)| meeting(OPENED + hours * HOUR, *takes_place))
                .collect();
            assert_eq!(
                due(OPENED, &meetings),
                OPENED + hours * HOUR,
                "{sessions:?}"
            );
        }
    }

    #[test]
    fn nobody_is_to_answer_what_they_cannot_read_and_time_runs_from_when_they_can() {
        let later = OPENED + 7 * DAY;
        for (audience, readable) in [
            (AudienceV1::Section, Some(OPENED)),
            (AudienceV1::From(later.millis()), Some(later)),
            (AudienceV1::From(0), Some(OPENED)),
            (AudienceV1::Only(vec![[3; 16]]), None),
            (AudienceV1::Nobody, None),
        ] {
            assert_eq!(readable_from(&audience, OPENED), readable, "{audience:?}");
        }
        let before = meeting(later - DAY, true);
        let after = meeting(later + HOUR, true);
        assert_eq!(due(later, &[before, after]), later + HOUR);
    }

    #[test]
    fn three_sessions_without_coming_back_are_unrepaired_and_only_the_latest_is_back() {
        let before = [8.0, 8.0, 8.0, 8.0].map(Some);
        for (after, back, unrepaired) in [
            (vec![], false, false),
            (vec![Some(5.0), Some(5.0)], false, false),
            (vec![Some(8.0)], true, false),
            (vec![Some(8.0), Some(4.0)], false, false),
            (vec![Some(8.0), Some(4.0), Some(4.0)], false, false),
            (vec![Some(5.0), Some(5.0), Some(5.0)], false, true),
            (vec![None, None, None], false, true),
            (vec![Some(5.0), Some(5.0), Some(5.0), Some(9.0)], true, true),
        ] {
            assert_eq!(
                since(&before, &after),
                Since { back, unrepaired },
                "{after:?}"
            );
        }
        // With nothing to come back to, only the client can say; after three sessions it is open.
        let never = Since {
            back: false,
            unrepaired: true,
        };
        assert_eq!(since(&[], &[Some(9.0), Some(9.0), Some(9.0)]), never);
    }
}
