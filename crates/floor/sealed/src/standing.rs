//! How people stand to a client: the facts that the access decision needs, kept under the client's
//! own key, with the list of a practitioner's clients kept under the practitioner's.

use crate::codes::{KINDS, LEVELS, PURPOSES, ROLES, at, number_of};
use crate::engine::GistRow;
use crate::envelope::Damaged;
use crate::keys::ClientKey;
use crate::stored::{Gist, Stored};
use crate::vault::Vault;
use care::{
    BreakGlass, ClientId, Facts, Grant, Grantee, KeptFrom, Moment, PersonId, Private, RecordId,
    Relation, Section, Sections,
};
use serde::{Deserialize, Serialize};

type Who = [u8; 16];

/// The stored shape of [`Facts`]. The newest is also kept as a gist, so that deciding about a
/// caseload of a thousand reads a thousand gists at once; the history is in the records.
///
/// The first shape knew no record of a grant, nothing kept from anyone, and no names. It opens for
/// ever and is written no more.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct StandingV1 {
    relations: Vec<(Who, u8, i64, Option<i64>)>,
    grants: Vec<GrantV1>,
    conflicts: Vec<Who>,
    break_glass: Vec<(Who, i64)>,
    level: u8,
}

#[derive(Clone, Serialize, Deserialize)]
struct GrantV1 {
    person: Option<Who>,
    role: Option<u8>,
    sections: u32,
    purpose: u8,
    from: i64,
    until: i64,
}

/// The stored shape of [`Facts`], with what a client grants, keeps from someone, and fears.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct StandingV2 {
    was: StandingV1,
    /// The record of each grant, in the order of the grants.
    grant_ids: Vec<[u8; 16]>,
    /// From whom, and what.
    kept_from: Vec<(Who, u32)>,
    /// Names of people for whom the client does not exist.
    named: Vec<String>,
}

impl Stored for StandingV1 {
    const KIND: &'static str = "standing";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Consent;
}

impl Gist for StandingV1 {
    const KIND: &'static str = "standing";
    const SHAPE: u16 = 1;
}

impl Stored for StandingV2 {
    const KIND: &'static str = "standing";
    const SHAPE: u16 = 2;
    const SECTION: Section = Section::Consent;
}

impl Gist for StandingV2 {
    const KIND: &'static str = "standing";
    const SHAPE: u16 = 2;
}

impl Vault {
    /// The facts that a standing gist says, in whichever shape it was written.
    pub(crate) fn open_standing(&self, key: &ClientKey, row: &GistRow) -> Result<Facts, Damaged> {
        if let Ok(standing) = self.open_gist::<StandingV2>(key, Section::Consent, row) {
            return Facts::try_from(&standing);
        }
        let standing: StandingV1 = self.open_gist(key, Section::Consent, row)?;
        Facts::try_from(&standing)
    }
}

/// The clients a practitioner works with: an index, derived from the clients' standings.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CaseloadV1 {
    pub(crate) clients: Vec<Who>,
}

impl Gist for CaseloadV1 {
    const KIND: &'static str = "caseload";
    const SHAPE: u16 = 1;
}

impl CaseloadV1 {
    /// Puts a client on the list or takes them off; says whether that changed it.
    pub(crate) fn set(&mut self, client: ClientId, listed: bool) -> bool {
        let id = *client.bytes();
        match (self.clients.binary_search(&id), listed) {
            (Err(place), true) => self.clients.insert(place, id),
            (Ok(place), false) => {
                self.clients.remove(place);
            }
            _ => return false,
        }
        true
    }
}

impl From<&Facts> for StandingV1 {
    fn from(facts: &Facts) -> Self {
        let relation = |relation: &Relation| {
            let until = relation.until.map(Moment::millis);
            (
                *relation.person.bytes(),
                number_of(&KINDS, &relation.kind),
                relation.from.millis(),
                until,
            )
        };
        let grant = |grant: &Grant| {
            let (person, role) = match grant.grantee {
                Grantee::Person(person) => (Some(*person.bytes()), None),
                Grantee::Role(role) => (None, Some(number_of(&ROLES, &role))),
            };
            GrantV1 {
                person,
                role,
                sections: grant.sections.bits(),
                purpose: number_of(&PURPOSES, &grant.purpose),
                from: grant.from.millis(),
                until: grant.until.millis(),
            }
        };
        Self {
            relations: facts.relations.iter().map(relation).collect(),
            grants: facts.grants.iter().map(grant).collect(),
            conflicts: facts
                .conflicts
                .iter()
                .map(|person| *person.bytes())
                .collect(),
            break_glass: facts
                .break_glass
                .iter()
                .map(|g| (*g.person.bytes(), g.at.millis()))
                .collect(),
            level: number_of(&LEVELS, &facts.level),
        }
    }
}

impl From<&Facts> for StandingV2 {
    fn from(facts: &Facts) -> Self {
        let kept = |kept: &KeptFrom| (*kept.person.bytes(), kept.sections.bits());
        Self {
            was: StandingV1::from(facts),
            grant_ids: facts.grants.iter().map(|grant| *grant.id.bytes()).collect(),
            kept_from: facts.kept_from.iter().map(kept).collect(),
            named: facts
                .named
                .iter()
                .map(|name| name.expose().clone())
                .collect(),
        }
    }
}

impl TryFrom<&StandingV2> for Facts {
    type Error = Damaged;

    fn try_from(standing: &StandingV2) -> Result<Self, Damaged> {
        let mut facts = Self::try_from(&standing.was)?;
        if facts.grants.len() != standing.grant_ids.len() {
            return Err(Damaged);
        }
        for (grant, id) in facts.grants.iter_mut().zip(&standing.grant_ids) {
            grant.id = RecordId::from_bytes(*id);
        }
        let kept = |(person, bits): &(Who, u32)| KeptFrom {
            person: PersonId::from_bytes(*person),
            sections: Sections::from_bits(*bits),
        };
        facts.kept_from = standing.kept_from.iter().map(kept).collect();
        facts.named = standing.named.iter().cloned().map(Private::new).collect();
        Ok(facts)
    }
}

impl TryFrom<&StandingV1> for Facts {
    type Error = Damaged;

    /// A standing that cannot be read is damage, never "nobody": read as empty, a conflict list
    /// would open what it closes.
    fn try_from(standing: &StandingV1) -> Result<Self, Damaged> {
        let relations = standing
            .relations
            .iter()
            .map(|(person, kind, from, until)| {
                Ok(Relation {
                    person: PersonId::from_bytes(*person),
                    kind: at(&KINDS, *kind)?,
                    from: Moment::from_millis(*from),
                    until: until.map(Moment::from_millis),
                })
            });
        let grants = standing.grants.iter().map(|grant| {
            let grantee = match (grant.person, grant.role) {
                (Some(person), None) => Grantee::Person(PersonId::from_bytes(person)),
                (None, Some(role)) => Grantee::Role(at(&ROLES, role)?),
                _ => return Err(Damaged),
            };
            Ok(Grant {
                id: RecordId::from_bytes([0; 16]),
                grantee,
                sections: Sections::from_bits(grant.sections),
                purpose: at(&PURPOSES, grant.purpose)?,
                from: Moment::from_millis(grant.from),
                until: Moment::from_millis(grant.until),
            })
        });
        Ok(Self {
            relations: relations.collect::<Result<_, _>>()?,
            grants: grants.collect::<Result<_, _>>()?,
            conflicts: standing
                .conflicts
                .iter()
                .map(|id| PersonId::from_bytes(*id))
                .collect(),
            break_glass: standing
                .break_glass
                .iter()
                .map(|(person, at)| BreakGlass {
                    person: PersonId::from_bytes(*person),
                    at: Moment::from_millis(*at),
                })
                .collect(),
            level: at(&LEVELS, standing.level)?,
            ..Self::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::{LevelOfCare, Purpose, RelationKind, Role};

    #[test]
    fn facts_read_back_as_they_were_kept() {
        let person = PersonId::from_bytes([4; 16]);
        let facts = Facts {
            relations: vec![Relation {
                person,
                kind: RelationKind::Supervisor,
                from: Moment::from_millis(5),
                until: Some(Moment::from_millis(9)),
            }],
            grants: vec![
                Grant {
                    id: RecordId::from_bytes([5; 16]),
                    grantee: Grantee::Person(person),
                    sections: Sections::of(&[Section::Notes]),
                    purpose: Purpose::Advocacy,
                    from: Moment::from_millis(1),
                    until: Moment::from_millis(2),
                },
                Grant {
                    id: RecordId::from_bytes([6; 16]),
                    grantee: Grantee::Role(Role::WardNurse),
                    sections: Sections::of(&[Section::CrisisPlan]),
                    purpose: Purpose::Treatment,
                    from: Moment::from_millis(1),
                    until: Moment::from_millis(2),
                },
            ],
            conflicts: vec![person],
            kept_from: vec![KeptFrom {
                person,
                sections: Sections::of(&[Section::Measures]),
            }],
            named: vec![Private::new("Ana Pryce".to_owned())],
            break_glass: vec![BreakGlass {
                person,
                at: Moment::from_millis(7),
            }],
            level: LevelOfCare::Inpatient,
        };
        assert_eq!(
            Facts::try_from(&StandingV2::from(&facts)),
            Ok(facts.clone())
        );

        // The first shape says less, and nothing wrong.
        let mut less = facts;
        less.kept_from.clear();
        less.named.clear();
        for grant in &mut less.grants {
            grant.id = RecordId::from_bytes([0; 16]);
        }
        assert_eq!(Facts::try_from(&StandingV1::from(&less)), Ok(less));
    }

    #[test]
    fn grants_whose_records_are_not_all_named_are_damage() {
        let mut standing = StandingV2::from(&Facts::default());
        standing.grant_ids.push([1; 16]);
        assert_eq!(Facts::try_from(&standing), Err(Damaged));
    }

    #[test]
    fn a_standing_from_a_newer_attune_is_damage_and_never_nobody() {
        let mut standing = StandingV2::from(&Facts::default());
        standing.was.level = 200;
        assert_eq!(Facts::try_from(&standing), Err(Damaged));
    }
}
