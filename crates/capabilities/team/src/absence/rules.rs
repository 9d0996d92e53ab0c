//! What has to be right about an absence, and who can stand in. Pure.

use super::stored::Absence;
use crate::folk::{Colleague, one};
use care::{DAY, Moment, PersonId, Role};

/// How long an absence lasts at most, in milliseconds: a year, this project's own choice. Whoever
/// is away for longer hands their clients over.
pub const LONGEST: i64 = 366 * DAY;

/// From when until when: the first moment away, and the first moment back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// The first moment away.
    pub from: Moment,
    /// The first moment back.
    pub until: Moment,
}

impl Span {
    /// Whether the two have a moment in common.
    pub fn meets(self, other: Self) -> bool {
        self.from < other.until && other.from < self.until
    }
}

/// What has to be put right.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum WrongAbsence {
    /// It would begin before today.
    Past,
    /// It would end before it begins.
    Backwards,
    /// It would last longer than [`LONGEST`].
    TooLong,
    /// They are away then already.
    Overlaps,
    /// Nobody stands in for themself.
    CoverIsSelf,
    /// Only a therapist who works here can stand in for one.
    CoverIsNoTherapist,
    /// Whoever is to stand in is away then.
    CoverIsAway,
}

/// Whether someone in this role can stand in, and be stood in for.
pub(crate) const fn can_cover(role: Role) -> bool {
    matches!(role, Role::Therapist)
}

impl Absence {
    pub(crate) fn span(&self) -> Span {
        Span {
            from: self.starts(),
            until: self.until(),
        }
    }
}

fn is_away(person: PersonId, span: Span, all: &[Absence], but: Option<&Absence>) -> bool {
    all.iter()
        .filter(|one| !one.is_ended() && one.of() == person)
        .filter(|one| but.is_none_or(|but| but.id != one.id))
        .any(|one| one.span().meets(span))
}

/// What is wrong with the days. `today`: the moment the service's day began.
pub(crate) fn wrong_span(
    of: PersonId,
    span: Span,
    all: &[Absence],
    today: Moment,
) -> Vec<WrongAbsence> {
    let mut wrong = Vec::new();
    if span.from < today {
        wrong.push(WrongAbsence::Past);
    }
    if span.until <= span.from {
        wrong.push(WrongAbsence::Backwards);
    } else if span.until - span.from > LONGEST {
        wrong.push(WrongAbsence::TooLong);
    }
    if is_away(of, span, all, None) {
        wrong.push(WrongAbsence::Overlaps);
    }
    wrong
}

/// What is wrong with whoever is to stand in, if anything.
pub(crate) fn wrong_cover(
    of: PersonId,
    span: Span,
    cover: PersonId,
    all: &[Absence],
    here: &[Colleague],
) -> Option<WrongAbsence> {
    if cover == of {
        return Some(WrongAbsence::CoverIsSelf);
    }
    if !one(here, cover).is_some_and(|colleague| can_cover(colleague.role)) {
        return Some(WrongAbsence::CoverIsNoTherapist);
    }
    is_away(cover, span, all, None).then_some(WrongAbsence::CoverIsAway)
}

#[cfg(test)]
mod tests {
    use super::super::stored::AbsenceV1;
    use super::*;
    use care::RecordId;

    const RUTH: PersonId = PersonId::from_bytes([1; 16]);
    const BEN: PersonId = PersonId::from_bytes([2; 16]);
    const INES: PersonId = PersonId::from_bytes([3; 16]);
    const TODAY: Moment = Moment::from_millis(1_777_852_800_000);

    fn days(from: i64, until: i64) -> Span {
        Span {
            from: TODAY + from * DAY,
            until: TODAY + until * DAY,
        }
    }

    fn away(of: PersonId, span: Span, ended: bool) -> Absence {
        Absence {
            id: RecordId::from_bytes([9; 16]),
            version: 1,
            kept: AbsenceV1 {
                of: *of.bytes(),
                from: span.from.millis(),
                until: span.until.millis(),
                reason: "a week by the sea".to_owned(),
                proposed: None,
                said_by: *of.bytes(),
                said: 0,
                confirmed: None,
                beyond: 0,
                back: None,
                ended: ended.then_some(0),
            },
        }
    }

    fn here() -> Vec<Colleague> {
        let colleague = |person, role| Colleague {
            person,
            name: "Someone".to_owned(),
            role,
        };
        vec![
            colleague(RUTH, Role::Therapist),
            colleague(BEN, Role::Therapist),
            colleague(INES, Role::Supervisor),
        ]
    }

    #[test]
    fn days_that_cannot_be_are_said_with_what_is_wrong_about_them() {
        use WrongAbsence::{Backwards, Overlaps, Past, TooLong};
        let known = [
            away(RUTH, days(10, 20), false),
            away(BEN, days(0, 9), false),
        ];
        for (span, wrong) in [
            (days(0, 1), vec![]),
            (days(-1, 3), vec![Past]),
            (days(-9, -3), vec![Past]),
            (days(3, 3), vec![Backwards]),
            (days(5, 3), vec![Backwards]),
            (days(30, 396), vec![]),
            (days(30, 397), vec![TooLong]),
            (days(5, 10), vec![]),
            (days(5, 11), vec![Overlaps]),
            (days(12, 13), vec![Overlaps]),
            (days(19, 25), vec![Overlaps]),
            (days(20, 25), vec![]),
        ] {
            assert_eq!(wrong_span(RUTH, span, &known, TODAY), wrong, "{span:?}");
        }
    }

    #[test]
    fn an_absence_that_was_ended_stands_in_nobodys_way() {
        let known = [away(RUTH, days(10, 20), true)];
        assert!(wrong_span(RUTH, days(12, 13), &known, TODAY).is_empty());
    }

    #[test]
    fn only_another_therapist_who_is_there_stands_in() {
        use WrongAbsence::{CoverIsAway, CoverIsNoTherapist, CoverIsSelf};
        let known = [away(BEN, days(10, 20), false)];
        let stranger = PersonId::from_bytes([7; 16]);
        for (cover, span, wrong) in [
            (BEN, days(0, 10), None),
            (BEN, days(0, 11), Some(CoverIsAway)),
            (RUTH, days(0, 10), Some(CoverIsSelf)),
            (INES, days(0, 10), Some(CoverIsNoTherapist)),
            (stranger, days(0, 10), Some(CoverIsNoTherapist)),
        ] {
            assert_eq!(wrong_cover(RUTH, span, cover, &known, &here()), wrong);
        }
    }
}
