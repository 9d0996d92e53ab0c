//! The numbers under which roles, purposes and the like are stored.
//!
//! A stored number is a place in one of these lists, so they are only ever appended to. They are
//! kept apart from the lists in `care`, whose order is for people to read and may change.

use crate::envelope::Damaged;
use care::{Basis, LevelOfCare, Purpose, RelationKind, Role};

pub(crate) const ROLES: [Role; 9] = [
    Role::Client,
    Role::Therapist,
    Role::Supervisor,
    Role::Advocate,
    Role::PeerSupporter,
    Role::Facilitator,
    Role::WardNurse,
    Role::ServiceLead,
    Role::Administrator,
];

pub(crate) const PURPOSES: [Purpose; 10] = [
    Purpose::OwnRecord,
    Purpose::Treatment,
    Purpose::Caseload,
    Purpose::Supervision,
    Purpose::Advocacy,
    Purpose::Assignment,
    Purpose::Emergency,
    Purpose::Contact,
    Purpose::Proceedings,
    Purpose::Keeping,
];

pub(crate) const KINDS: [RelationKind; 4] = [
    RelationKind::Therapist,
    RelationKind::Supervisor,
    RelationKind::Advocate,
    RelationKind::Team,
];

pub(crate) const LEVELS: [LevelOfCare; 3] = [
    LevelOfCare::Outpatient,
    LevelOfCare::Intensive,
    LevelOfCare::Inpatient,
];

pub(crate) const BASES: [Basis; 9] = [
    Basis::Own,
    Basis::Relation(RelationKind::Therapist),
    Basis::Relation(RelationKind::Supervisor),
    Basis::Relation(RelationKind::Advocate),
    Basis::Relation(RelationKind::Team),
    Basis::Grant,
    Basis::BreakGlass,
    Basis::Duty,
    Basis::Service,
];

/// The number of `one`. What has no number yet gets one that reads back as damage, never as
/// something else.
pub(crate) fn number_of<T: PartialEq>(all: &[T], one: &T) -> u8 {
    let place = all.iter().position(|each| each == one);
    place
        .and_then(|place| u8::try_from(place).ok())
        .unwrap_or(u8::MAX)
}

/// What a stored number stands for. One from a newer Attune is damage, never a guess.
pub(crate) fn at<T: Copy>(all: &[T], number: u8) -> Result<T, Damaged> {
    all.get(usize::from(number)).copied().ok_or(Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_care_knows_has_a_number() {
        for role in Role::ALL {
            assert_eq!(at(&ROLES, number_of(&ROLES, &role)), Ok(role));
        }
        for purpose in Purpose::ALL {
            assert_eq!(at(&PURPOSES, number_of(&PURPOSES, &purpose)), Ok(purpose));
        }
        for unasked in [Purpose::Contact, Purpose::Keeping] {
            let number = number_of(&PURPOSES, &unasked);
            assert_eq!(at(&PURPOSES, number), Ok(unasked));
        }
        let service = number_of(&BASES, &Basis::Service);
        assert_eq!(at(&BASES, service), Ok(Basis::Service));
        for kind in KINDS {
            let basis = Basis::Relation(kind);
            assert_eq!(at(&BASES, number_of(&BASES, &basis)), Ok(basis));
        }
    }

    #[test]
    fn a_number_nobody_gave_is_damage() {
        assert_eq!(at(&ROLES, 200), Err(Damaged));
        assert_eq!(number_of(&ROLES[..2], &Role::Advocate), u8::MAX);
    }
}
