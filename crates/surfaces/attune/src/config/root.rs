//! Where the root key comes from: a file, a passphrase, or another program. Never the environment
//! and never a flag, which other programs on the machine can read.

use super::read::Table;
use super::{Database, folder_of, whole, wrong};
use crate::say::Failed;
use std::path::{Path, PathBuf};

/// The most days that copies of the key store may be kept: the date an erasure states is never
/// further away than this.
const LONGEST_COPIES: i64 = 30;

/// Where the root key comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Root {
    /// It is made anew at each start: for the engine that keeps nothing.
    Memory,
    /// A file that holds it.
    File(PathBuf),
    /// A passphrase over it: read from a file, such as a credential that systemd hands over, or
    /// asked for on the terminal.
    Passphrase(Option<PathBuf>),
    /// A program that prints a key over it: its path and its arguments.
    Command(Vec<String>),
}

impl Root {
    /// The file that holds it, if one does.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Memory | Self::Passphrase(_) | Self::Command(_) => None,
        }
    }
}

const WANTED: &str = "file:PATH, passphrase, or command:PROGRAM with its arguments";

/// Reads `root_key` and what belongs to it.
pub(super) fn read(
    table: &mut Table,
    flag: Option<PathBuf>,
    database: &Database,
) -> Result<Root, Failed> {
    let in_file = table.string("root_key")?;
    let passphrase = table.string("root_passphrase_file")?.map(PathBuf::from);
    let flag = flag.map(|path| path.to_string_lossy().into_owned());
    let root = kind(flag.or(in_file).as_deref(), database)?;
    match (root, passphrase) {
        (Root::Passphrase(_), Some(path)) => {
            outside("root_passphrase_file", &path, database)?;
            Ok(Root::Passphrase(Some(path)))
        }
        (_, Some(_)) => Err(wrong(
            "root_passphrase_file",
            "a file, though the root key is not behind a passphrase",
            "root_key = \"passphrase\" with it, or neither",
        )),
        (root, None) => Ok(root),
    }
}

fn kind(chosen: Option<&str>, database: &Database) -> Result<Root, Failed> {
    if *database == Database::Memory {
        return Ok(Root::Memory);
    }
    let path = match chosen {
        None => return beside(database),
        Some("passphrase") => return Ok(Root::Passphrase(None)),
        Some(text) => match text.split_once(':') {
            Some(("command", program)) => return command(program),
            Some(("file", path)) => path,
            _ => text,
        },
    };
    if path.is_empty() {
        return Err(wrong("root_key", "file: without a path", WANTED));
    }
    outside("root_key", Path::new(path), database)?;
    Ok(Root::File(path.into()))
}

fn command(line: &str) -> Result<Root, Failed> {
    let words: Vec<String> = line.split_whitespace().map(ToOwned::to_owned).collect();
    match words.first() {
        Some(program) if Path::new(program).is_absolute() => Ok(Root::Command(words)),
        _ => Err(wrong(
            "root_key",
            "command: without the whole path of a program",
            "command:/usr/local/bin/PROGRAM with its arguments; no shell reads them",
        )),
    }
}

/// Beside the data folder, never in it.
fn beside(database: &Database) -> Result<Root, Failed> {
    let Database::Sqlite(file) = database else {
        return Err(wrong(
            "root_key",
            "nothing",
            "the path of the root key file, passphrase or command:PROGRAM; with PostgreSQL there is no data folder to put it beside",
        ));
    };
    let folder = whole(&folder_of(file))?;
    let mut name = folder.file_name().map(ToOwned::to_owned).ok_or_else(|| {
        wrong(
            "root_key",
            "nothing",
            "the path of the root key file; there is no place beside this data folder",
        )
    })?;
    name.push(".root-key");
    Ok(Root::File(folder.with_file_name(name)))
}

fn outside(key: &str, path: &Path, database: &Database) -> Result<(), Failed> {
    let Database::Sqlite(file) = database else {
        return Ok(());
    };
    if whole(path)?.starts_with(whole(&folder_of(file))?) {
        return Err(wrong(
            key,
            &path.display().to_string(),
            "a path outside the data folder: whoever copies that folder must not have the key to it",
        ));
    }
    Ok(())
}

/// Days that copies of the key store are kept at most.
pub(super) fn copies_kept(table: &mut Table) -> Result<u16, Failed> {
    let Some(days) = table.whole("key_copies_kept_days")? else {
        return Ok(sealed::KEY_COPIES_KEPT_DAYS);
    };
    let good = (1..=LONGEST_COPIES).contains(&days);
    u16::try_from(days).ok().filter(|_| good).ok_or_else(|| {
        wrong(
            "key_copies_kept_days",
            &days.to_string(),
            &format!("a number of days from 1 to {LONGEST_COPIES}: so long an erased record could still be opened with a copy of the key store from before"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Config, Place, Reach};
    use super::Root;

    fn root(text: &str) -> Result<Root, String> {
        let read = Config::from_text(text, &Place::default(), &Reach::default());
        read.map(|config| config.root_key)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_root_key_comes_from_a_file_a_passphrase_or_a_program() {
        let program =
            |words: &[&str]| Root::Command(words.iter().map(ToString::to_string).collect());
        for (text, expected) in [
            ("root_key = '/k/root'", Root::File("/k/root".into())),
            ("root_key = 'file:/k/root'", Root::File("/k/root".into())),
            ("root_key = 'passphrase'", Root::Passphrase(None)),
            (
                "root_key = 'passphrase'\nroot_passphrase_file = '/run/credentials/a/root'",
                Root::Passphrase(Some("/run/credentials/a/root".into())),
            ),
            (
                "root_key = 'command:/usr/bin/keys  get attune'",
                program(&["/usr/bin/keys", "get", "attune"]),
            ),
            (
                "database = 'memory:'\nroot_key = 'passphrase'",
                Root::Memory,
            ),
            (
                "database = 'postgres://localhost/a'\nroot_key = 'passphrase'",
                Root::Passphrase(None),
            ),
        ] {
            assert_eq!(root(text), Ok(expected), "{text}");
        }
        let beside = root("").unwrap();
        assert!(beside.file().unwrap().ends_with("attune-data.root-key"));
    }

    #[test]
    fn what_would_protect_nothing_is_refused_with_its_key() {
        for (text, key, told) in [
            ("root_key = 'command:keys get'", "root_key", "whole path"),
            ("root_key = 'command:'", "root_key", "whole path"),
            ("root_key = 'file:'", "root_key", "without a path"),
            ("root_key = 'file:attune-data/k'", "root_key", "outside"),
            (
                "root_key = 'passphrase'\nroot_passphrase_file = 'attune-data/p'",
                "root_passphrase_file",
                "outside",
            ),
            (
                "root_key = '/k'\nroot_passphrase_file = '/p'",
                "root_passphrase_file",
                "not behind a passphrase",
            ),
            (
                "key_copies_kept_days = 0",
                "key_copies_kept_days",
                "1 to 30",
            ),
            (
                "key_copies_kept_days = 31",
                "key_copies_kept_days",
                "1 to 30",
            ),
            (
                "key_copies_kept_days = 'long'",
                "key_copies_kept_days",
                "whole number",
            ),
        ] {
            let refused = root(text).unwrap_err();
            assert!(
                refused.starts_with(key) && refused.contains(told),
                "{refused}"
            );
        }
        let kept = |text| Config::from_text(text, &Place::default(), &Reach::default());
        assert_eq!(kept("").unwrap().key_copies_kept_days, 30);
        assert_eq!(
            kept("key_copies_kept_days = 7")
                .unwrap()
                .key_copies_kept_days,
            7
        );
    }
}
