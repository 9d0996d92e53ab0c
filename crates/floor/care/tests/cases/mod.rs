//! Questions to the decision, made up from a number: the same number is the same question, here
//! and where other engines are asked it. Few people, few moments and many rules, so that rules meet.

use care::{
    Asker, BREAK_GLASS_LASTS, BreakGlass, ClientId, DAY, Facts, Grant, Grantee, KeptFrom,
    LevelOfCare, Moment, PersonId, Purpose, RecordId, Relation, RelationKind, Role, Section,
    Sections,
};

/// Whose record every question is about.
pub(crate) const CLIENT: PersonId = PersonId::from_bytes([9; 16]);
/// Those who ask, or are spoken of; the last is the client.
const PEOPLE: [u8; 5] = [1, 2, 3, 4, 9];
/// How every relation can be.
pub(crate) const KINDS: [RelationKind; 4] = [
    RelationKind::Therapist,
    RelationKind::Supervisor,
    RelationKind::Advocate,
    RelationKind::Team,
];

/// One question.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) asker: Asker,
    pub(crate) sections: Sections,
    pub(crate) purpose: Purpose,
    pub(crate) facts: Facts,
    pub(crate) now: Moment,
}

/// Numbers after numbers (`SplitMix64`, Steele, Lea and Flood 2014).
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) const fn from(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() >> 32).unwrap_or_default() % limit
    }

    pub(crate) fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    pub(crate) fn person(&mut self) -> PersonId {
        PersonId::from_bytes([self.one_of(&PEOPLE); 16])
    }

    /// A moment of the twenty in which everything happens: half hours apart, so that four hours and
    /// a day are met exactly.
    pub(crate) fn moment(&mut self) -> Moment {
        let half_hours = i64::try_from(self.below(20)).unwrap_or_default();
        Moment::from_millis(1_800_000_000_000 + half_hours * BREAK_GLASS_LASTS / 8)
    }

    pub(crate) fn sections(&mut self) -> Sections {
        match self.below(3) {
            0 => Sections::of(&[self.one_of(&Section::ALL)]),
            1 => Sections::of(&[self.one_of(&Section::ALL), self.one_of(&Section::ALL)]),
            _ => Sections::from_bits(u32::try_from(self.next() & 0x7fff).unwrap_or_default()),
        }
    }

    fn relation(&mut self) -> Relation {
        Relation {
            person: self.person(),
            kind: self.one_of(&KINDS),
            from: self.moment(),
            until: (self.below(3) == 0).then(|| self.moment()),
        }
    }

    pub(crate) fn grant(&mut self) -> Grant {
        let grantee = if self.below(3) == 0 {
            Grantee::Role(self.one_of(&Role::ALL))
        } else {
            Grantee::Person(self.person())
        };
        let from = self.moment();
        // Some say that they last longer than any may.
        let until = match self.below(8) {
            0 => from + 400 * DAY,
            1 => from,
            _ => self.moment(),
        };
        let from = if self.below(8) == 0 {
            until - 366 * DAY
        } else {
            from
        };
        Grant {
            id: RecordId::from_bytes([7; 16]),
            grantee,
            sections: self.sections().or(self.sections()),
            purpose: if self.below(4) == 0 {
                self.purpose()
            } else {
                self.one_of(&[Purpose::Treatment, Purpose::Advocacy, Purpose::Proceedings])
            },
            from,
            until,
        }
    }

    pub(crate) fn purpose(&mut self) -> Purpose {
        // Also the two that are in no list.
        let place = self.below(Purpose::ALL.len() + 2);
        let listed = Purpose::ALL.get(place).copied();
        listed.unwrap_or(if place == Purpose::ALL.len() {
            Purpose::Contact
        } else {
            Purpose::Keeping
        })
    }

    fn some<T>(&mut self, most: usize, one: impl Fn(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| one(self)).collect()
    }

    fn facts(&mut self) -> Facts {
        Facts {
            relations: self.some(3, Self::relation),
            grants: self.some(3, Self::grant),
            kept_from: if self.below(3) == 0 {
                let kept = |numbers: &mut Self| KeptFrom {
                    person: numbers.person(),
                    sections: numbers.sections(),
                };
                self.some(2, kept)
            } else {
                Vec::new()
            },
            conflicts: if self.below(4) == 0 {
                vec![self.person()]
            } else {
                Vec::new()
            },
            named: Vec::new(),
            break_glass: self.some(2, |numbers| BreakGlass {
                person: numbers.person(),
                at: numbers.moment(),
            }),
            level: self.one_of(&[
                LevelOfCare::Outpatient,
                LevelOfCare::Intensive,
                LevelOfCare::Inpatient,
            ]),
        }
    }
}

impl Case {
    /// The question of this number. Every second one is aimed at something in the facts, so that
    /// many are answered with yes, or nearly.
    pub(crate) fn of(number: u64) -> Self {
        let mut numbers = Numbers::from(number.wrapping_mul(0x2545_f491_4f6c_dd1d));
        let mut case = Self {
            asker: Asker {
                person: numbers.person(),
                role: numbers.one_of(&Role::ALL),
            },
            sections: numbers.sections(),
            purpose: numbers.purpose(),
            facts: numbers.facts(),
            now: numbers.moment(),
        };
        match numbers.below(8) {
            0 => case.aim_at_relation(&mut numbers),
            1 => case.aim_at_glass(&mut numbers),
            2..=4 => case.aim_at_grant(&mut numbers),
            _ => {}
        }
        case
    }

    fn aim_at_relation(&mut self, numbers: &mut Numbers) {
        let Some(relation) = self.facts.relations.first() else {
            return;
        };
        self.asker.person = relation.person;
        (self.asker.role, self.purpose) = match relation.kind {
            RelationKind::Therapist => (Role::Therapist, Purpose::Treatment),
            RelationKind::Supervisor => (Role::Supervisor, Purpose::Supervision),
            RelationKind::Advocate => (Role::Advocate, Purpose::Advocacy),
            RelationKind::Team => (Role::WardNurse, Purpose::Treatment),
        };
        self.sections = Sections::of(&[numbers.one_of(&Section::ALL)]);
    }

    fn aim_at_glass(&mut self, numbers: &mut Numbers) {
        let Some(glass) = self.facts.break_glass.first() else {
            return;
        };
        self.asker.person = glass.person;
        self.asker.role = numbers.one_of(&[Role::Therapist, Role::WardNurse, Role::Advocate]);
        self.purpose = Purpose::Emergency;
        self.sections = Sections::of(&[
            Section::Identity,
            numbers.one_of(&[Section::CrisisPlan, Section::CrisisPlan, Section::Notes]),
        ]);
    }

    fn aim_at_grant(&mut self, numbers: &mut Numbers) {
        let Some(grant) = self.facts.grants.first() else {
            return;
        };
        match grant.grantee {
            Grantee::Person(person) => self.asker.person = person,
            Grantee::Role(role) => {
                self.asker.role = role;
                if let Some(relation) = self.facts.relations.first() {
                    self.asker.person = relation.person;
                }
            }
        }
        if numbers.below(4) > 0 {
            self.purpose = grant.purpose;
        }
        if numbers.below(2) == 0 {
            self.now = grant.from;
        }
        // A part of what it names, and now and then one more.
        let part = Section::ALL
            .into_iter()
            .filter(|section| grant.sections.has(*section))
            .nth(numbers.below(4))
            .unwrap_or(Section::Identity);
        self.sections = Sections::of(&[part]);
        if numbers.below(6) == 0 {
            self.sections = self.sections.or(numbers.sections());
        }
    }

    /// Whose record it is about.
    pub(crate) const fn whose() -> ClientId {
        ClientId::of(CLIENT)
    }

    /// Whether the client asks for their own.
    pub(crate) fn is_own(&self) -> bool {
        self.asker.person == CLIENT
    }
}
