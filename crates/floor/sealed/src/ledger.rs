//! The access ledger: a line for every opening and every write, sealed for the client, its salted
//! hash a leaf of the service's tree.
//!
//! A line is durable before plaintext leaves. It covers ten minutes of the same person opening the
//! same sections for the same purpose, and is never rewritten (docs/decisions).

use crate::codes::{BASES, PURPOSES, ROLES, at, number_of};
use crate::engine::{Batch, GistRow, LineRow, NewLine};
use crate::envelope::{Cell, Damaged, open_under, seal_under};
use crate::keys::{ClientKey, Secret};
use crate::stored::{from_bytes, to_bytes};
use crate::vault::{SERVICE, Vault};
use care::{
    Access, Basis, Chance, ClientId, LineId, MINUTE, Moment, PersonId, Purpose, Role, Section,
    Sections,
};
use proofs::leaf_hash;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

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
    /// Its own id: says nothing beyond its time.
    pub line: LineId,
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

impl Line {
    /// What the numbers in a line's bytes stand for, for whoever reads them without this program:
    /// roles by their number.
    pub const ROLES: [Role; ROLES.len()] = ROLES;
    /// Purposes by their number.
    pub const PURPOSES: [Purpose; PURPOSES.len()] = PURPOSES;
    /// Rights by their number.
    pub const BASES: [Basis; BASES.len()] = BASES;
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
    /// The gists that were written - whose, which, which version - so that one that was put back
    /// or thrown away can be found.
    pub(crate) gists: Vec<([u8; 16], [u8; 16], u32)>,
}

/// The stored shape of a line that also says whose record it was: so that the tree holds a line to
/// its client, and not only to its place.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct LineV2 {
    whose: [u8; 16],
    pub(crate) line: LineV1,
}

/// Section, kind and shape of a ledger line.
const NAMES: (&str, &str, u16) = ("ledger", "line", 2);
/// The same as the first version wrote them.
const NAMES_V1: (&str, &str, u16) = ("ledger", "line", 1);

/// A line as it was opened, with the very bytes of which its leaf is the hash.
pub(crate) struct OpenLine {
    pub(crate) says: LineV1,
    /// In which shape the bytes are.
    pub(crate) shape: u16,
    pub(crate) bytes: Zeroizing<Vec<u8>>,
}

/// What a line says was written.
#[derive(Default)]
pub(crate) struct Written {
    records: Vec<([u8; 16], u32)>,
    gists: Vec<([u8; 16], [u8; 16], u32)>,
}

impl Written {
    /// What this batch writes that a line has to speak of.
    pub(crate) fn of(batch: &Batch) -> Self {
        let gist = |gist: &GistRow| (*gist.client.bytes(), gist.tag, gist.version);
        Self {
            records: batch
                .rows
                .iter()
                .map(|row| (*row.record.bytes(), row.version))
                .collect(),
            gists: batch.gists.iter().map(gist).collect(),
        }
    }

    /// Whether there is nothing to speak of.
    pub(crate) const fn is_nothing(&self) -> bool {
        self.records.is_empty() && self.gists.is_empty()
    }
}

impl LineV1 {
    fn new(
        access: &Access,
        sections: Sections,
        at: Moment,
        written: Written,
        chance: &dyn Chance,
    ) -> Self {
        let mut salt = [0; 16];
        chance.fill(&mut salt);
        Self {
            salt,
            by: *access.asker().person.bytes(),
            role: number_of(&ROLES, &access.asker().role),
            wrote: !written.is_nothing(),
            sections: sections.bits(),
            purpose: number_of(&PURPOSES, &access.purpose()),
            basis: number_of(&BASES, &access.basis()),
            at: at.millis(),
            records: written.records,
            gists: written.gists,
        }
    }

    pub(crate) fn read(&self, row: &LineRow) -> Result<Line, Damaged> {
        Ok(Line {
            place: row.place,
            line: row.line.line,
            by: PersonId::from_bytes(self.by),
            role: at(&ROLES, self.role)?,
            done: if self.wrote {
                Done::Wrote
            } else {
                Done::Opened
            },
            sections: Sections::from_bits(self.sections),
            purpose: at(&PURPOSES, self.purpose)?,
            basis: at(&BASES, self.basis)?,
            at: Moment::from_millis(self.at),
        })
    }
}

/// Seals the line that says what this access opened or wrote.
pub(crate) fn new_line(
    vault: &Vault,
    access: &Access,
    key: &ClientKey,
    sections: Sections,
    now: Moment,
    written: Written,
) -> Result<NewLine, Damaged> {
    let says = LineV1::new(access, sections, now, written, vault.chance());
    seal_line(vault, access.whose(), key, now, &says)
}

/// Seals the line that says that the service itself used these sections to write to the client.
/// Nobody asked for it, so it names nobody: the service's own id stands where a person's would.
pub(crate) fn service_line(
    vault: &Vault,
    whose: ClientId,
    key: &ClientKey,
    sections: Sections,
    now: Moment,
) -> Result<NewLine, Damaged> {
    let mut salt = [0; 16];
    vault.chance().fill(&mut salt);
    let says = LineV1 {
        salt,
        by: *SERVICE.bytes(),
        role: number_of(&ROLES, &Role::Administrator),
        wrote: false,
        sections: sections.bits(),
        purpose: number_of(&PURPOSES, &Purpose::Contact),
        basis: number_of(&BASES, &Basis::Duty),
        at: now.millis(),
        records: Vec::new(),
        gists: Vec::new(),
    };
    seal_line(vault, whose, key, now, &says)
}

fn seal_line(
    vault: &Vault,
    whose: ClientId,
    key: &ClientKey,
    now: Moment,
    says: &LineV1,
) -> Result<NewLine, Damaged> {
    let line = LineId::mint(now, vault.chance());
    let payload = to_bytes(&LineV2 {
        whose: *whose.bytes(),
        line: says.clone(),
    })?;
    let bound = vault.bound(Cell::Line, whose, key, *line.bytes(), 1, NAMES);
    let sealed = seal_under(
        &key.section(Section::Ledger),
        &bound,
        &payload,
        vault.chance(),
    )?;
    Ok(NewLine {
        client: whose,
        line,
        at: now,
        leaf: leaf_hash(&payload),
        sealed,
    })
}

/// Opens a stored line and checks that its leaf is the hash of what it says, and that its time and
/// its client are those it says.
pub(crate) fn open_line(
    vault: &Vault,
    key: &ClientKey,
    section_key: &Secret,
    row: &LineRow,
) -> Result<OpenLine, Damaged> {
    let stored = &row.line;
    let open = |names| {
        let id = *stored.line.bytes();
        let bound = vault.bound(Cell::Line, stored.client, key, id, 1, names);
        open_under(section_key, &bound, &stored.sealed)
    };
    let (bytes, says, shape) = if let Ok(bytes) = open(NAMES) {
        let LineV2 { whose, line } = from_bytes(&bytes)?;
        if whose != *stored.client.bytes() {
            return Err(Damaged);
        }
        (bytes, line, NAMES.2)
    } else {
        let bytes = open(NAMES_V1)?;
        let line = from_bytes(&bytes)?;
        (bytes, line, NAMES_V1.2)
    };
    // The leaf is SHA-256 over a zero byte and these bytes, the salt among them, as RFC 6962
    // hashes a leaf.
    if leaf_hash(&bytes) != stored.leaf || says.at != stored.at.millis() {
        return Err(Damaged);
    }
    Ok(OpenLine { says, shape, bytes })
}
