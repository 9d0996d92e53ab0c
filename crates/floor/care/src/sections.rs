//! The parts of a record, as a client would name them, and who inside a care team a single record
//! is meant for.

use crate::ids::PersonId;
use crate::time::Moment;
use alloc::vec::Vec;

/// A part of a client's record. Consent, access and the ledger speak of sections; keys are kept
/// apart by section.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Section {
    /// Name, how to address the person, who works with them, how to reach them safely.
    Identity = 0,
    /// The few facts a list shows: open signals, next date, last contact.
    Overview = 1,
    /// Sessions: when, where, with whom, what is planned.
    Sessions = 2,
    /// What the client said after a session, and what the record made of it.
    CheckIns = 3,
    /// Agreements, promises, ruptures and repairs.
    Relationship = 4,
    /// Notes the client can read.
    Notes = 5,
    /// A practitioner's own process notes, kept apart under a key of their own.
    PsychotherapyNotes = 6,
    /// Messages.
    Messages = 7,
    /// Questionnaires and their scores.
    Measures = 8,
    /// Plans, worksheets, diaries and practices.
    Work = 9,
    /// The client's private map of people. Nobody on the staff holds this without the client.
    Circle = 10,
    /// Crisis and preference plan.
    CrisisPlan = 11,
    /// Who has seen the record, and why.
    Ledger = 12,
    /// Relations, grants and conflicts: what the access decision itself needs.
    Consent = 13,
    /// Half-written words, kept until they are sent or thrown away.
    Drafts = 14,
}

impl Section {
    /// Every section.
    pub const ALL: [Self; 15] = [
        Self::Identity,
        Self::Overview,
        Self::Sessions,
        Self::CheckIns,
        Self::Relationship,
        Self::Notes,
        Self::PsychotherapyNotes,
        Self::Messages,
        Self::Measures,
        Self::Work,
        Self::Circle,
        Self::CrisisPlan,
        Self::Ledger,
        Self::Consent,
        Self::Drafts,
    ];

    /// The code under which keys, the ledger and the message catalogue know the section. Never
    /// changed: keys are derived from it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Overview => "overview",
            Self::Sessions => "sessions",
            Self::CheckIns => "check-ins",
            Self::Relationship => "relationship",
            Self::Notes => "notes",
            Self::PsychotherapyNotes => "psychotherapy-notes",
            Self::Messages => "messages",
            Self::Measures => "measures",
            Self::Work => "work",
            Self::Circle => "circle",
            Self::CrisisPlan => "crisis-plan",
            Self::Ledger => "ledger",
            Self::Consent => "consent",
            Self::Drafts => "drafts",
        }
    }

    const fn bit(self) -> u32 {
        1 << self as u8
    }
}

/// A set of sections.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Sections(u32);

impl Sections {
    /// No section at all.
    pub const NONE: Self = Self(0);

    /// The set of these sections.
    pub const fn of(sections: &[Section]) -> Self {
        let mut bits = 0;
        let mut index = 0;
        while index < sections.len() {
            bits |= sections[index].bit();
            index += 1;
        }
        Self(bits)
    }

    /// Whether the section is in the set.
    pub const fn has(self, section: Section) -> bool {
        self.0 & section.bit() != 0
    }

    /// Whether every section of `other` is in this set.
    pub const fn covers(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }

    /// What is in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is in either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in this set and not in `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether nothing is in the set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The sections, in their order.
    pub fn iter(self) -> impl Iterator<Item = Section> {
        Section::ALL
            .into_iter()
            .filter(move |section| self.has(*section))
    }

    /// The set as bits, for storage.
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// The set from stored bits; bits that no section has are dropped.
    pub fn from_bits(bits: u32) -> Self {
        Section::ALL
            .into_iter()
            .filter(|s| bits & s.bit() != 0)
            .fold(Self::NONE, |all, s| all.or(Self(s.bit())))
    }
}

/// Whom, among those who may open its section, one record is meant for. The client chooses; the
/// record engine holds back what is not meant for the person who asks.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Audience {
    /// Everyone who may open the section.
    #[default]
    Section,
    /// Everyone who may open the section, but not before this moment.
    From(Moment),
    /// These people only, and the client.
    Only(Vec<PersonId>),
    /// These people only, and the client; from this moment on the client alone.
    OnlyUntil(Vec<PersonId>, Moment),
    /// The client alone.
    Nobody,
}

impl Audience {
    /// Whether `person` may be shown the record at `now`. The client always may.
    pub fn includes(&self, person: PersonId, whose: PersonId, now: Moment) -> bool {
        person == whose
            || match self {
                Self::Section => true,
                Self::From(from) => now >= *from,
                Self::Only(people) => people.contains(&person),
                Self::OnlyUntil(people, until) => now < *until && people.contains(&person),
                Self::Nobody => false,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_for_someone_for_a_time_is_theirs_until_that_moment_and_nobody_elses() {
        let [whose, reader, other] = [1, 2, 3].map(|byte| PersonId::from_bytes([byte; 16]));
        let until = Moment::from_millis(1_000);
        let audience = Audience::OnlyUntil(alloc::vec![reader], until);
        for (person, now, includes) in [
            (reader, 999, true),
            (reader, 1_000, false),
            (reader, 1_001, false),
            (other, 999, false),
            (whose, 999, true),
            (whose, 1_001, true),
        ] {
            let found = audience.includes(person, whose, Moment::from_millis(now));
            assert_eq!(found, includes, "{person:?} at {now}");
        }
    }
}
