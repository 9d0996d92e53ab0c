//! The shape of the stored tables and how it grows, one text for every database.
//!
//! A migration is never edited once a service has run it: the hash of every applied one is stored
//! and compared at start, so that a care record is never read through a shape nobody reviewed.

use crate::engine::EngineFault;
use sha2::{Digest, Sha256};

/// One numbered step of the schema.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Its number, from 1 without gaps.
    pub n: u32,
    /// What it does, with `{bytes}`, `{whole}` and `{keyed}` where the dialects differ.
    pub sql: &'static str,
}

impl Migration {
    /// SHA-256 of the undialected text: the same on every database.
    pub fn sha256(&self) -> [u8; 32] {
        Sha256::digest(self.sql.as_bytes()).into()
    }
}

/// The steps of the records, in order.
pub const RECORDS: &[Migration] = &[Migration {
    n: 1,
    sql: include_str!("../../migrations/records/0001.sql"),
}];

/// The steps of the key store, in order.
pub const KEYS: &[Migration] = &[Migration {
    n: 1,
    sql: include_str!("../../migrations/keys/0001.sql"),
}];

/// Remembers what was applied. Made by the runner before anything else; identical in every version.
pub const APPLIED_TABLE: &str = "CREATE TABLE IF NOT EXISTS migration (
    n {whole} NOT NULL PRIMARY KEY,
    sha256 {bytes} NOT NULL,
    at {whole} NOT NULL,
    wrote_by TEXT NOT NULL
) {keyed};";

/// What stands in `migration.wrote_by`: the version of this program.
pub const WROTE_BY: &str = env!("CARGO_PKG_VERSION");

/// How a database spells the few words that differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dialect {
    /// `STRICT` tables, clustered by their primary key.
    Sqlite,
    /// Plain tables.
    Postgres,
}

impl Dialect {
    /// The text in this dialect.
    pub fn speak(self, text: &str) -> String {
        let (bytes, whole, keyed) = match self {
            Self::Sqlite => ("BLOB", "INTEGER", "STRICT, WITHOUT ROWID"),
            Self::Postgres => ("BYTEA", "BIGINT", ""),
        };
        text.replace("{bytes}", bytes)
            .replace("{whole}", whole)
            .replace("{keyed}", keyed)
    }
}

/// A row of the `migration` table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Applied {
    /// Which step.
    pub n: u32,
    /// The hash it had when it was applied.
    pub sha256: Vec<u8>,
    /// The program version that applied it.
    pub wrote_by: String,
}

/// The steps still to be done, given those `applied` (in order of `n`).
///
/// # Errors
/// [`EngineFault::Newer`] if a later program wrote here; [`EngineFault::NotDurable`] if an applied
/// step is missing or is not the text this program knows under its number.
pub fn pending<'a>(
    applied: &[Applied],
    known: &'a [Migration],
) -> Result<&'a [Migration], EngineFault> {
    let newest = known.last().map_or(0, |step| step.n);
    if let Some(last) = applied.last()
        && last.n > newest
    {
        return Err(EngineFault::Newer {
            found: last.n,
            known: newest,
            wrote_by: last.wrote_by.clone(),
        });
    }
    for (step, known) in applied.iter().zip(known) {
        if step.n != known.n || step.sha256 != known.sha256() {
            return Err(EngineFault::NotDurable(format!(
                "step {} of this database's schema, applied by Attune {}, is not the one this \
                 program knows; restore a backup or use the program that wrote it",
                step.n, step.wrote_by
            )));
        }
    }
    Ok(known.get(applied.len()..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(step: &Migration) -> Applied {
        Applied {
            n: step.n,
            sha256: step.sha256().to_vec(),
            wrote_by: "0.1.0".into(),
        }
    }

    const THREE: &[Migration] = &[
        Migration { n: 1, sql: "one" },
        Migration { n: 2, sql: "two" },
        Migration { n: 3, sql: "three" },
    ];

    #[test]
    fn steps_are_numbered_from_one_without_gaps() {
        for known in [RECORDS, KEYS] {
            for (index, step) in known.iter().enumerate() {
                assert_eq!(u32::try_from(index + 1).ok(), Some(step.n));
            }
        }
    }

    #[test]
    fn only_what_was_not_applied_is_pending() {
        for done in 0..=THREE.len() {
            let before: Vec<_> = THREE[..done].iter().map(applied).collect();
            let left: Vec<_> = pending(&before, THREE)
                .unwrap()
                .iter()
                .map(|s| s.n)
                .collect();
            let want: Vec<_> = THREE[done..].iter().map(|s| s.n).collect();
            assert_eq!(left, want);
        }
    }

    #[test]
    fn a_newer_database_names_who_wrote_it() {
        let mut before: Vec<_> = THREE.iter().map(applied).collect();
        before[2].wrote_by = "9.9.9".into();
        let fault = pending(&before, &THREE[..2]).unwrap_err();
        assert!(
            matches!(&fault, EngineFault::Newer { found: 3, known: 2, wrote_by } if wrote_by == "9.9.9")
        );
    }

    #[test]
    fn a_changed_or_missing_step_is_refused() {
        let whole: Vec<_> = THREE.iter().map(applied).collect();
        let mut changed = whole.clone();
        changed[1].sha256[0] ^= 1;
        let gap = vec![whole[0].clone(), whole[2].clone()];
        for before in [changed, gap] {
            assert!(matches!(
                pending(&before, THREE),
                Err(EngineFault::NotDurable(_))
            ));
        }
    }

    #[test]
    fn no_dialect_leaves_a_word_unspoken() {
        for dialect in [Dialect::Sqlite, Dialect::Postgres] {
            for text in RECORDS
                .iter()
                .chain(KEYS)
                .map(|s| s.sql)
                .chain([APPLIED_TABLE])
            {
                let text = dialect.speak(text);
                let code: Vec<_> = text
                    .lines()
                    .filter(|line| !line.starts_with("--"))
                    .collect();
                assert!(!code.join("\n").contains(['{', '}']), "{dialect:?}");
            }
        }
    }
}
