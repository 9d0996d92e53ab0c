//! The access ledger: a line for every opening and every write, sealed for the client, its salted
//! hash a leaf of the service's tree.
//!
//! A line is durable before plaintext leaves. It covers ten minutes of the same person opening the
//! same sections for the same purpose, and is never rewritten (docs/decisions).

use crate::envelope::Damaged;
use crate::stored::{from_bytes, to_bytes};
use care::{Access, Basis, Chance, MINUTE, Moment, PersonId, Purpose, RecordId, RelationKind, Role, Sections};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How long one line covers the same person opening the same sections for the same purpose.
pub const LINE_COVERS: i64 = 10 * MINUTE;

/// What a line says was done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Done {
    /// Sections were opened for reading.
    Opened,
    /// Records were written.
    Wrote,
}

/// One line, as the client may read it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// Its place in the service's order.
    pub place: u64,
    /// Who.
    pub by: PersonId,
    /// In which role.
    pub role: Role,
    /// What they did.
    pub done: Done,
    /// With which sections.
    pub sections: Sections,
    /// What for.
    pub purpose: Purpose,
    /// On what right.
    pub basis: Basis,
    /// When.
    pub at: Moment,
}

/// The stored shape of a line.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct LineV1 {
    salt: [u8; 16],
    by: [u8; 16],
    role: u8,
    wrote: bool,
    sections: u32,
    purpose: u8,
    basis: u8,
    at: i64,
    /// The record versions that were written, so that a row without a line, and a line without its
    /// row, can be found.
    pub(crate) records: Vec<([u8; 16], u32)>,
}

const BASES: [Basis; 8] = [
    Basis::Own,
    Basis::Relation(RelationKind::Therapist),
    Basis::Relation(RelationKind::Supervisor),
    Basis::Relation(RelationKind::Advocate),
    Basis::Relation(RelationKind::Team),
    Basis::Grant,
    Basis::BreakGlass,
    Basis::Duty,
];

fn place_of<T: PartialEq>(all: &[T], one: &T) -> u8 {
    all.iter().position(|each| each == one).and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX)
}

impl LineV1 {
    pub(crate) fn new(
        access: &Access,
        sections: Sections,
        at: Moment,
        records: Vec<(RecordId, u32)>,
        chance: &dyn Chance,
    ) -> Self {
        let mut salt = [0; 16];
        chance.fill(&mut salt);
        Self {
            salt,
            by: *access.asker().person.bytes(),
            role: place_of(&Role::ALL, &access.asker().role),
            wrote: !records.is_empty(),
            sections: sections.bits(),
            purpose: place_of(&Purpose::ALL, &access.purpose()),
            basis: place_of(&BASES, &access.basis()),
            at: at.millis(),
            records: records.into_iter().map(|(id, version)| (*id.bytes(), version)).collect(),
        }
    }

    /// The canonical bytes and their leaf: SHA-256 over a zero byte and the bytes, salt first, as
    /// RFC 6962 section 2.1 hashes a leaf.
    pub(crate) fn seal_ready(&self) -> Result<(Vec<u8>, [u8; 32]), Damaged> {
        let bytes = to_bytes(self)?;
        Ok((bytes.clone(), leaf(&bytes)))
    }

    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Damaged> {
        from_bytes(bytes)
    }

    pub(crate) fn read(&self, place: u64) -> Result<Line, Damaged> {
        Ok(Line {
            place,
            by: PersonId::from_bytes(self.by),
            role: *Role::ALL.get(usize::from(self.role)).ok_or(Damaged)?,
            done: if self.wrote { Done::Wrote } else { Done::Opened },
            sections: Sections::from_bits(self.sections),
            purpose: *Purpose::ALL.get(usize::from(self.purpose)).ok_or(Damaged)?,
            basis: *BASES.get(usize::from(self.basis)).ok_or(Damaged)?,
            at: Moment::from_millis(self.at),
        })
    }
}

/// The leaf of a line's canonical bytes.
pub(crate) fn leaf(bytes: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update([0]).chain_update(bytes).finalize().into()
}
