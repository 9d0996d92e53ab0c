//! The service's own look at what was promised to a client: somebody has to notice that a promise
//! was not kept, and whoever made it is the last who will. It reaches the promises and what is said
//! about a relationship, nothing else, for this purpose only; it leaves its line in the ledger like
//! any other opening, and the client reads there that no person looked.

use super::{Access, Asker, Basis, Purpose};
use crate::ids::{ClientId, PersonId};
use crate::people::Role;
use crate::sections::{Section, Sections};
use crate::time::Moment;

/// What the service itself reaches: promises and ruptures, and the few facts that lists show.
pub const KEEPING_SECTIONS: Sections = Sections::of(&[Section::Overview, Section::Relationship]);

/// The service's own access to a client's record. It rests on no facts, so none can stretch it: not
/// the sections, nor the purpose, nor whose hand it is can be chosen.
pub const fn keep_watch(whose: ClientId, now: Moment) -> Access {
    Access {
        // The role under which the ledger keeps what no person did.
        asker: Asker {
            person: PersonId::SERVICE,
            role: Role::Administrator,
        },
        whose,
        sections: KEEPING_SECTIONS,
        purpose: Purpose::Keeping,
        basis: Basis::Service,
        decided_at: now,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Facts, Relation, RelationKind, decide};
    use alloc::vec;

    const NOW: Moment = Moment::from_millis(1_800_000_000_000);
    const WHOSE: ClientId = ClientId::from_bytes([2; 16]);

    #[test]
    fn the_service_reaches_promises_and_the_overview_and_nothing_else() {
        let access = keep_watch(WHOSE, NOW);
        let reached: vec::Vec<_> = access.sections().iter().collect();
        assert_eq!(reached, [Section::Overview, Section::Relationship]);
        assert_eq!(access.purpose(), Purpose::Keeping);
        assert_eq!(access.basis(), Basis::Service);
        assert_eq!(access.asker().person, PersonId::SERVICE);
        assert!(access.may_write());
    }

    #[test]
    fn nobody_gets_it_by_asking_and_the_service_gets_nothing_else() {
        for role in Role::ALL {
            for person in [PersonId::SERVICE, PersonId::from_bytes([2; 16])] {
                let facts = Facts {
                    relations: vec![Relation {
                        person,
                        kind: RelationKind::Therapist,
                        from: NOW,
                        until: None,
                    }],
                    ..Facts::default()
                };
                let asker = Asker { person, role };
                for section in Section::ALL {
                    let wanted = Sections::of(&[section]);
                    for purpose in Purpose::ALL.into_iter().chain([Purpose::Keeping]) {
                        let answer = decide(asker, WHOSE, wanted, purpose, &facts, NOW);
                        let by_the_service = person == PersonId::SERVICE;
                        if by_the_service || purpose == Purpose::Keeping {
                            assert!(answer.is_err(), "{role:?} {section:?} {purpose:?}");
                        }
                    }
                }
            }
        }
        assert_eq!(Purpose::from_code("keeping"), None);
        assert!(!Purpose::ALL.contains(&Purpose::Keeping));
    }
}
