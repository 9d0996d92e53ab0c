//! Verification: everything that is stored is opened, every ledger line is checked against its
//! leaf and its place, and what is stored and what the lines say was written are held against each
//! other. For a store that nobody writes to meanwhile: what is written while it runs may look as if
//! its line were missing.

use crate::engine::{EngineFault, Row, Tag};
use crate::envelope::{Bound, Cell, Damaged, open_under};
use crate::keys::{ClientKey, Secret};
use crate::ledger::open_line;
use crate::stored::{InDirectory, Stored};
use crate::vault::{LOCKED_ROOT, RECOVERY, RECOVERY_UNTRIED, ReadError, Vault};
use care::{ClientId, Moment, RecordId, Section};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

const PAGE: u32 = 5_000;
/// As many items of the outbox as an engine can be asked for.
const EVERY: u32 = 1 << 30;

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
        Self {
            name: T::KIND,
            shape: T::SHAPE,
            section: T::SECTION,
            leaves_line: true,
        }
    }

    /// A passing kind, such as a draft, that leaves no line.
    pub const fn passing<T: crate::Passing>() -> Self {
        Self {
            name: T::KIND,
            shape: T::SHAPE,
            section: T::SECTION,
            leaves_line: false,
        }
    }

    /// Its name and shape.
    pub(crate) const fn named(&self) -> (&'static str, u16) {
        (self.name, self.shape)
    }

    /// Whether it has this name, in whatever shape.
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name
    }

    /// A kind of directory entry.
    pub const fn in_directory<T: InDirectory>() -> Self {
        Self {
            name: T::KIND,
            shape: T::SHAPE,
            section: Section::Identity,
            leaves_line: false,
        }
    }
}

/// What verification found. Everything but the counts must be zero.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Verified {
    /// People and service records with a key, and what lies beside them in the key store.
    pub keys: u64,
    /// Record versions that opened.
    pub opened: u64,
    /// Ledger lines that opened and whose leaf is right.
    pub lines: u64,
    /// Gists that opened and are the newest that a line speaks of.
    pub gists: u64,
    /// Items of the outbox that opened.
    pub post: u64,
    /// Record versions, keys and items of the outbox that do not open.
    pub damaged: u64,
    /// Record versions whose key is gone: erased people, or a key store that is too old.
    pub without_key: u64,
    /// Record versions of a kind this program does not know.
    pub unknown: u64,
    /// Ledger lines that do not open, whose leaf is wrong, or whose place is missing.
    pub lines_wrong: u64,
    /// Gists that do not open, are older than a line says, or are not there.
    pub gists_wrong: u64,
    /// Record versions that no ledger line speaks of.
    pub rows_without_line: u64,
    /// Written record versions that a line speaks of and that are not there.
    pub lines_without_row: u64,
}

impl Verified {
    /// Whether nothing is wrong.
    pub const fn is_whole(&self) -> bool {
        self.damaged
            + self.unknown
            + self.lines_wrong
            + self.gists_wrong
            + self.rows_without_line
            + self.lines_without_row
            == 0
    }
}

type Version = (ClientId, RecordId, u32);

/// What the ledger says was written.
#[derive(Default)]
struct Told {
    versions: HashSet<Version>,
    /// The newest version of each gist.
    gists: HashMap<(ClientId, Tag), u32>,
}

/// One client's key and what opens each kind of record under it.
struct Opener {
    client: ClientId,
    key: Arc<ClientKey>,
    kinds: HashMap<Tag, (Kind, Secret)>,
}

impl Opener {
    fn new(client: ClientId, key: &Arc<ClientKey>, kinds: &[Kind]) -> Self {
        let kind = |kind: &Kind| {
            (
                key.tag(kind.name, kind.shape),
                (*kind, key.section(kind.section)),
            )
        };
        Self {
            client,
            key: Arc::clone(key),
            kinds: kinds.iter().map(kind).collect(),
        }
    }
}

type Keys = HashMap<ClientId, Arc<ClientKey>>;

impl Vault {
    /// Opens everything. `kinds` are all the kinds of record this program knows.
    pub async fn verify(&self, kinds: &[Kind]) -> Result<Verified, ReadError> {
        let mut found = Verified::default();
        let mut keys = Keys::new();
        let settled = self.inner.changing.read().await;
        for wrapped in self.inner.engine.keys().await? {
            found.keys += 1;
            if [RECOVERY, RECOVERY_UNTRIED, LOCKED_ROOT].contains(&wrapped.client) {
                found.damaged += u64::from(self.reserved_opens(&wrapped).is_err());
                continue;
            }
            match self.wrapped_opens(&wrapped) {
                Ok(key) => {
                    keys.insert(wrapped.client, key);
                }
                Err(Damaged) => found.damaged += 1,
            }
        }
        drop(settled);
        let mut told = self.verify_lines(&keys, &mut found).await?;
        self.verify_gists(&keys, &mut told, &mut found).await?;
        self.verify_post(&keys, &mut found).await?;
        let mut opener: Option<Opener> = None;
        let mut after = None;
        loop {
            let rows = self.inner.engine.all_rows(after, PAGE).await?;
            let Some(last) = rows.last() else { break };
            after = Some((last.client, last.record, last.version));
            for row in &rows {
                let Some(key) = keys.get(&row.client) else {
                    found.without_key += 1;
                    told.versions.remove(&(row.client, row.record, row.version));
                    continue;
                };
                let opener = match &mut opener {
                    Some(opener) if opener.client == row.client => opener,
                    other => other.insert(Opener::new(row.client, key, kinds)),
                };
                self.verify_row(opener, row, &mut told.versions, &mut found);
            }
        }
        found.lines_without_row = told.versions.len() as u64;
        Ok(found)
    }

    fn verify_row(
        &self,
        opener: &Opener,
        row: &Row,
        told: &mut HashSet<Version>,
        found: &mut Verified,
    ) {
        let was_told = told.remove(&(row.client, row.record, row.version));
        let Some((kind, section_key)) = opener.kinds.get(&row.tag) else {
            found.unknown += 1;
            return;
        };
        let names = (kind.section.code(), kind.name, kind.shape);
        let id = *row.record.bytes();
        let bound = self.bound(
            Cell::Record,
            row.client,
            &opener.key,
            id,
            row.version,
            names,
        );
        let bound = Bound {
            at: row.at,
            ..bound
        };
        match open_under(section_key, &bound, &row.sealed) {
            Ok(_) => found.opened += 1,
            Err(Damaged) => found.damaged += 1,
        }
        if kind.leaves_line && !was_told {
            found.rows_without_line += 1;
        }
    }

    /// Opens every gist and checks that it is no older than the lines say.
    async fn verify_gists(
        &self,
        keys: &Keys,
        told: &mut Told,
        found: &mut Verified,
    ) -> Result<(), EngineFault> {
        let clients: Vec<_> = keys.keys().copied().collect();
        for clients in clients.chunks(PAGE as usize) {
            for row in self.inner.engine.gists(clients.to_vec()).await? {
                let newest = told.gists.remove(&(row.client, row.tag)).unwrap_or(0);
                let opens = keys
                    .get(&row.client)
                    .is_some_and(|key| self.gist_opens(key, &row));
                if opens && row.version >= newest {
                    found.gists += 1;
                } else {
                    found.gists_wrong += 1;
                }
            }
        }
        found.gists_wrong += told
            .gists
            .keys()
            .filter(|(client, _)| keys.contains_key(client))
            .count() as u64;
        Ok(())
    }

    async fn verify_post(&self, keys: &Keys, found: &mut Verified) -> Result<(), ReadError> {
        let ever = Moment::from_millis(i64::MAX);
        for item in self.inner.engine.due(ever, EVERY).await? {
            if !keys.contains_key(&item.client) {
                continue;
            }
            match self.open_post(&item).await {
                Ok(_) => found.post += 1,
                Err(ReadError::Damaged(Damaged)) => found.damaged += 1,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Checks every line and returns what they say was written.
    async fn verify_lines(&self, keys: &Keys, found: &mut Verified) -> Result<Told, EngineFault> {
        let mut told = Told::default();
        let mut openers: HashMap<ClientId, Secret> = HashMap::new();
        let mut expected = 0;
        loop {
            let rows = self.inner.engine.all_lines(expected, PAGE).await?;
            if rows.is_empty() {
                return Ok(told);
            }
            for row in &rows {
                found.lines_wrong += row.place.saturating_sub(expected);
                expected = row.place.saturating_add(1);
                let client = row.line.client;
                let Some(key) = keys.get(&client) else {
                    continue;
                };
                let section_key = openers
                    .entry(client)
                    .or_insert_with(|| key.section(Section::Ledger));
                let Ok(line) = open_line(self, key, section_key, row) else {
                    found.lines_wrong += 1;
                    continue;
                };
                let line = line.says;
                found.lines += 1;
                told.versions.extend(
                    line.records
                        .into_iter()
                        .map(|(record, version)| (client, RecordId::from_bytes(record), version)),
                );
                for (whose, tag, version) in line.gists {
                    let newest = told
                        .gists
                        .entry((ClientId::from_bytes(whose), tag))
                        .or_default();
                    *newest = version.max(*newest);
                }
            }
        }
    }
}
