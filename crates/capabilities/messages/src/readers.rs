//! Who reads a message now: asked of the same rules that decide when someone opens it.

use care::{
    Asker, ClientId, Facts, Grantee, Moment, PersonId, Purpose, RelationKind, Role, Section,
    Sections, decide,
};
use sealed::{Act, ReadError};

const MESSAGES: Sections = Sections::of(&[Section::Messages]);

/// Who reads what a client writes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Readers {
    /// Those who work with the client as therapist now, whoever was there first at the front and
    /// whoever stands in for someone at the end. They hear of a message, and they answer.
    pub(crate) therapists: Vec<PersonId>,
    /// Whoever else the client allowed to read.
    pub(crate) others: Vec<PersonId>,
}

/// Who reads now. The act opens [`Section::Consent`].
pub(crate) async fn readers(act: &mut Act) -> Result<Readers, ReadError> {
    let facts = act.standing().await?;
    Ok(of(&facts, act.whose(), act.now()))
}

fn of(facts: &Facts, whose: ClientId, now: Moment) -> Readers {
    let mut relations: Vec<_> = facts.relations.iter().collect();
    relations.sort_by_key(|relation| (relation.until.is_some(), relation.from));
    let mut readers = Readers::default();
    let reads = |person| {
        let asker = Asker {
            person,
            role: Role::Therapist,
        };
        decide(asker, whose, MESSAGES, Purpose::Treatment, facts, now).is_ok()
    };
    for relation in relations {
        let (person, treats) = (relation.person, relation.kind == RelationKind::Therapist);
        let known = readers.therapists.contains(&person);
        if treats && relation.is_live(now) && !known && reads(person) {
            readers.therapists.push(person);
        }
    }
    let related = facts.relations.iter().map(|relation| relation.person);
    let granted = facts.grants.iter().filter_map(|grant| match grant.grantee {
        Grantee::Person(person) => Some(person),
        Grantee::Role(_) => None,
    });
    for person in related.chain(granted) {
        let known = readers.therapists.contains(&person) || readers.others.contains(&person);
        if !known && reads(person) {
            readers.others.push(person);
        }
    }
    readers
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::{DAY, Grant, KeptFrom, RecordId, Relation};

    const CLIENT: ClientId = ClientId::of(PersonId::from_bytes([1; 16]));
    const RUTH: PersonId = PersonId::from_bytes([2; 16]);
    const COVER: PersonId = PersonId::from_bytes([3; 16]);
    const SUPERVISOR: PersonId = PersonId::from_bytes([4; 16]);
    const FRIEND: PersonId = PersonId::from_bytes([5; 16]);
    const NOW: Moment = Moment::from_millis(100 * DAY);

    fn relation(person: PersonId, kind: RelationKind, until: Option<i64>) -> Relation {
        Relation {
            person,
            kind,
            from: Moment::from_millis(0),
            until: until.map(Moment::from_millis),
        }
    }

    fn everyone() -> Facts {
        Facts {
            relations: vec![
                relation(COVER, RelationKind::Therapist, Some(110 * DAY)),
                relation(RUTH, RelationKind::Therapist, None),
                relation(SUPERVISOR, RelationKind::Supervisor, None),
            ],
            ..Facts::default()
        }
    }

    #[test]
    fn whoever_works_with_them_as_therapist_reads_also_who_stands_in_and_no_supervisor() {
        let found = of(&everyone(), CLIENT, NOW);
        assert_eq!(found.therapists, [RUTH, COVER]);
        assert_eq!(found.others, []);
        let later = of(&everyone(), CLIENT, NOW + 20 * DAY);
        assert_eq!(later.therapists, [RUTH], "the cover is over");
    }

    #[test]
    fn whom_the_client_keeps_it_from_and_whom_they_have_a_conflict_with_do_not_read() {
        let kept = Facts {
            kept_from: vec![KeptFrom {
                person: COVER,
                sections: MESSAGES,
            }],
            ..everyone()
        };
        assert_eq!(of(&kept, CLIENT, NOW).therapists, [RUTH]);
        let conflict = Facts {
            conflicts: vec![RUTH, COVER],
            ..everyone()
        };
        assert_eq!(of(&conflict, CLIENT, NOW), Readers::default());
    }

    #[test]
    fn whoever_was_allowed_to_read_is_named_while_that_holds() {
        let grant = Grant {
            id: RecordId::from_bytes([9; 16]),
            grantee: Grantee::Person(FRIEND),
            sections: MESSAGES,
            purpose: Purpose::Treatment,
            from: Moment::from_millis(0),
            until: NOW + DAY,
        };
        let facts = Facts {
            grants: vec![grant],
            ..everyone()
        };
        assert_eq!(of(&facts, CLIENT, NOW).others, [FRIEND]);
        assert_eq!(of(&facts, CLIENT, NOW + 2 * DAY).others, []);
    }
}
