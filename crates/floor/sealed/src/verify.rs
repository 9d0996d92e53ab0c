//! Verification: everything that is stored is opened, every ledger line is checked against its
//! leaf and its place, and rows and lines are held against each other.

use crate::act::open_line;
use crate::engine::{EngineFault, Row};
use crate::envelope::{Cell, Damaged, open_under};
use crate::keys::ClientKey;
use crate::stored::{InDirectory, Stored};
use crate::vault::{ReadError, Vault};
use care::{ClientId, RecordId, Section};
use std::collections::{HashMap, HashSet};

const PAGE: u32 = 5_000;

/// A kind of record that this program knows how to open.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    name: &'static str,
    shape: u16,
    section: Section,
    leaves_line: bool,
}

impl Kind {
    /// A kind of client record, for which every version has a ledger line.
    pub const fn of<T: Stored>() -> Self {
        Self { name: T::KIND, shape: T::SHAPE, section: T::SECTION, leaves_line: true }
    }

    /// A passing kind, such as a draft, that leaves no line.
    pub const fn passing<T: crate::Passing>() -> Self {
        Self { name: T::KIND, shape: T::SHAPE, section: T::SECTION, leaves_line: false }
    }

    /// A kind of directory entry.
    pub const fn in_directory<T: InDirectory>() -> Self {
        Self { name: T::KIND, shape: T::SHAPE, section: Section::Identity, leaves_line: false }
    }
}

/// What verification found. Everything but the counts must be zero.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Verified {
    /// People and service records with a key.
    pub keys: u64,
    /// Record versions that opened.
    pub opened: u64,
    /// Ledger lines that opened and whose leaf is right.
    pub lines: u64,
    /// Record versions that do not open.
    pub damaged: u64,
    /// Record versions whose key is gone: erased people, or a key store that is too old.
    pub without_key: u64,
    /// Record versions of a kind this program does not know.
    pub unknown: u64,
    /// Ledger lines that do not open, whose leaf is wrong, or whose place is missing.
    pub lines_wrong: u64,
    /// Record versions that no ledger line speaks of.
    pub rows_without_line: u64,
    /// Written record versions that a line speaks of and that are not there.
    pub lines_without_row: u64,
}

impl Verified {
    /// Whether nothing is wrong.
    pub const fn is_whole(&self) -> bool {
        self.damaged + self.unknown + self.lines_wrong + self.rows_without_line + self.lines_without_row == 0
    }
}

type Version = (ClientId, RecordId, u32);

impl Vault {
    /// Opens everything. `kinds` are all the kinds this program knows.
    pub async fn verify(&self, kinds: &[Kind]) -> Result<Verified, ReadError> {
        let mut found = Verified::default();
        let mut keys = HashMap::new();
        for wrapped in self.inner.engine.keys().await? {
            found.keys += 1;
            match self.key(wrapped.client).await {
                Ok(Some(key)) => {
                    keys.insert(wrapped.client, key);
                }
                Ok(None) | Err(ReadError::Damaged(_)) => found.damaged += 1,
                Err(error) => return Err(error),
            }
        }
        let mut told = self.verify_lines(&keys, &mut found).await?;
        let mut after = None;
        loop {
            let rows = self.inner.engine.all_rows(after, PAGE).await?;
            after = rows.last().map(|row| (row.client, row.record, row.version));
            if rows.is_empty() {
                break;
            }
            for row in &rows {
                let Some(key) = keys.get(&row.client) else {
                    found.without_key += 1;
                    told.remove(&(row.client, row.record, row.version));
                    continue;
                };
                self.verify_row(key, row, kinds, &mut told, &mut found);
            }
        }
        found.lines_without_row = told.len() as u64;
        Ok(found)
    }

    fn verify_row(
        &self,
        key: &ClientKey,
        row: &Row,
        kinds: &[Kind],
        told: &mut HashSet<Version>,
        found: &mut Verified,
    ) {
        let was_told = told.remove(&(row.client, row.record, row.version));
        let Some(kind) = kinds.iter().find(|kind| key.tag(kind.name) == row.tag) else {
            found.unknown += 1;
            return;
        };
        let names = (kind.section.code(), kind.name, kind.shape);
        let bound =
            self.bound(Cell::Record, row.client, *row.record.bytes(), row.version, key.epoch, names);
        match open_under(&key.section(kind.section), &bound, &row.sealed) {
            Ok(_) => found.opened += 1,
            Err(Damaged) => found.damaged += 1,
        }
        if kind.leaves_line && !was_told {
            found.rows_without_line += 1;
        }
    }

    /// Checks every line and returns the record versions they speak of.
    async fn verify_lines(
        &self,
        keys: &HashMap<ClientId, std::sync::Arc<ClientKey>>,
        found: &mut Verified,
    ) -> Result<HashSet<Version>, EngineFault> {
        let mut told = HashSet::new();
        let mut expected = 0;
        loop {
            let rows = self.inner.engine.all_lines(expected, PAGE).await?;
            let Some(last) = rows.last().map(|row| row.place) else { return Ok(told) };
            for row in &rows {
                found.lines_wrong += row.place.saturating_sub(expected);
                expected = row.place + 1;
                let client = row.line.client;
                let Some(key) = keys.get(&client) else { continue };
                match open_line(self, &key.section(Section::Ledger), key.epoch, row) {
                    Ok(line) => {
                        found.lines += 1;
                        told.extend(line.records.into_iter().map(|(record, version)| {
                            (client, RecordId::from_bytes(record), version)
                        }));
                    }
                    Err(Damaged) => found.lines_wrong += 1,
                }
            }
            expected = last + 1;
        }
    }
}
