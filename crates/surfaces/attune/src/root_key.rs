//! The root key's file: made at the first start, readable by the account that runs Attune and by
//! nobody else, and never made a second time for records that were sealed under another. When the
//! root key changes, the next one lies in a file beside it until it takes its place.

mod found;
mod secret;

pub(crate) use found::{found, new_lock};
pub(crate) use secret::{Secret, Why};

use crate::config::folder_of;
use crate::say::Failed;
use care::Chance;
use sealed::{RootKey, RootSource};
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The longest file that is read as a key: a key and a line end are 65 bytes.
const LONGEST: u64 = 1_024;

/// Reads the root key. `None` if there is no such file.
///
/// # Errors
/// If others can read it, or it holds no key.
pub(crate) fn read(path: &Path) -> Result<Option<RootKey>, Failed> {
    let failed = |why: &str| Failed::new(format!("root_key: {}: {why}", path.display()));
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(&format!("cannot be read ({error})"))),
    };
    let about = file
        .metadata()
        .map_err(|error| failed(&error.to_string()))?;
    let mode = about.permissions().mode() & 0o777;
    if about.is_file() && mode & 0o077 != 0 {
        return Err(failed(&format!(
            "found mode {mode:03o}; wanted 600, so that nobody else on this machine can read it. Run chmod 600 {}, and if others had the time to read it, think about who",
            path.display()
        )));
    }
    let mut text = Zeroizing::new(String::new());
    file.take(LONGEST)
        .read_to_string(&mut text)
        .map_err(|error| failed(&format!("cannot be read ({error})")))?;
    RootKey::from_hex(&text)
        .map(Some)
        .map_err(|error| failed(&error.to_string()))
}

/// Makes a root key and its file. Durable when this returns, so that nothing is ever sealed under a
/// key that a power loss could take away.
///
/// # Errors
/// If the file is there already or cannot be written.
pub(crate) fn make(path: &Path, chance: &dyn Chance) -> Result<RootKey, Failed> {
    let key = RootKey::mint(chance);
    write(path, &key)?;
    Ok(key)
}

/// Writes a root key into a new file, durable when this returns.
///
/// # Errors
/// If the file is there already or cannot be written.
pub(crate) fn write(path: &Path, key: &RootKey) -> Result<(), Failed> {
    let write = || {
        std::fs::create_dir_all(folder_of(path))?;
        fill(path, key)?;
        File::open(folder_of(path))?.sync_all()
    };
    write().map_err(|error| could_not(path, "be written", &error))
}

fn fill(path: &Path, key: &RootKey) -> std::io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(key.to_hex().as_bytes())?;
    file.write_all(b"\n")?;
    file.sync_all()
}

fn could_not(path: &Path, what: &str, error: &std::io::Error) -> Failed {
    Failed::new(format!(
        "root_key: {}: could not {what} ({error})",
        path.display()
    ))
}

/// The file as a place in which the root key can change.
pub(crate) struct RootFile {
    path: PathBuf,
}

impl RootFile {
    pub(crate) fn new(path: &Path) -> Self {
        Self { path: path.into() }
    }

    /// Where the next root key lies while the root key changes.
    pub(crate) fn next(&self) -> PathBuf {
        self.beside(".next")
    }

    fn beside(&self, ending: &str) -> PathBuf {
        let mut name = self.path.as_os_str().to_owned();
        name.push(ending);
        name.into()
    }

    /// Puts the next root key into its own file, whole or not at all.
    fn put_next(&self, next: &RootKey) -> Result<(), Failed> {
        let part = self.beside(".part");
        let put = || {
            destroy(&part)?;
            fill(&part, next)?;
            std::fs::rename(&part, self.next())?;
            File::open(folder_of(&self.path))?.sync_all()
        };
        put().map_err(|error| could_not(&self.path, "be changed in its folder", &error))
    }

    /// Puts the next root key in the place of the old one, and overwrites the old one.
    fn move_up(&self) -> Result<(), Failed> {
        let up = || {
            // Held by its content, not by its name, which goes to the next one.
            let old = writable(&self.path)?;
            std::fs::rename(self.next(), &self.path)?;
            File::open(folder_of(&self.path))?.sync_all()?;
            old.map_or(Ok(()), |old| overwrite(&old))
        };
        up().map_err(|error| could_not(&self.path, "be changed", &error))
    }
}

impl RootSource for RootFile {
    fn prepare(&self, next: &RootKey) -> Result<(), String> {
        self.put_next(next).map_err(|error| error.to_string())
    }

    fn promote(&self) -> Result<(), String> {
        self.move_up().map_err(|error| error.to_string())
    }

    fn abandon(&self) {
        if let Err(error) = destroy(&self.next()) {
            tracing::warn!(%error, "a root key that was never used could not be removed");
        }
    }
}

/// Opens a file that may be read-only for its own owner; `None` if it is not there.
fn writable(path: &Path) -> std::io::Result<Option<File>> {
    match std::fs::set_permissions(path, PermissionsExt::from_mode(0o600)) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
        Ok(()) => OpenOptions::new().write(true).open(path).map(Some),
    }
}

/// Writes zeros over a file. What a copy-on-write file system or a disk keeps of it is beyond any
/// program; the runbook says so.
fn overwrite(mut file: &File) -> std::io::Result<()> {
    let length = usize::try_from(file.metadata()?.len()).unwrap_or(0);
    file.write_all(&vec![0; length])?;
    file.sync_all()
}

/// Overwrites a file and removes it, if it is there.
fn destroy(path: &Path) -> std::io::Result<()> {
    let Some(file) = writable(path)? else {
        return Ok(());
    };
    overwrite(&file)?;
    std::fs::remove_file(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use testing::Seeded;

    #[test]
    fn a_key_that_was_made_is_its_owners_alone_and_reads_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys").join("root.key");
        assert!(read(&path).unwrap().is_none());
        let made = make(&path, &Seeded::new(1)).unwrap();
        assert_eq!(
            std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert_eq!(*read(&path).unwrap().unwrap().to_hex(), *made.to_hex());
        assert!(
            make(&path, &Seeded::new(2)).is_err(),
            "a second key over the first"
        );
        assert_eq!(*read(&path).unwrap().unwrap().to_hex(), *made.to_hex());
    }

    #[test]
    fn a_key_that_others_can_read_is_not_taken() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("root.key");
        make(&path, &Seeded::new(1)).unwrap();
        for mode in [0o640, 0o604, 0o620, 0o610, 0o666] {
            std::fs::set_permissions(&path, PermissionsExt::from_mode(mode)).unwrap();
            let told = read(&path).err().unwrap().to_string();
            assert!(
                told.contains(&format!("{mode:03o}")) && told.contains("chmod 600"),
                "{told}"
            );
        }
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o400)).unwrap();
        assert!(read(&path).unwrap().is_some());
    }

    #[test]
    fn what_is_not_a_key_is_not_taken_and_not_repeated() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("root.key");
        for text in [
            "",
            "hollyhock",
            &"f".repeat(63),
            &"f".repeat(65),
            &"z".repeat(64),
        ] {
            std::fs::write(&path, text).unwrap();
            std::fs::set_permissions(&path, PermissionsExt::from_mode(0o600)).unwrap();
            let told = read(&path).err().unwrap().to_string();
            assert!(told.contains("64 hexadecimal"), "{told}");
            assert!(text.len() < 9 || !told.contains(text), "{told}");
        }
    }

    #[test]
    fn the_next_key_takes_the_place_of_the_old_one_which_is_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("root.key");
        let old = make(&path, &Seeded::new(1)).unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o400)).unwrap();
        // Another name for the old file's content, to see what becomes of it.
        let kept = folder.path().join("kept");
        std::fs::hard_link(&path, &kept).unwrap();
        let file = RootFile::new(&path);
        let next = old.next(&Seeded::new(2));
        file.prepare(&next).unwrap();
        assert_eq!(*read(&path).unwrap().unwrap().to_hex(), *old.to_hex());
        assert_eq!(
            *read(&file.next()).unwrap().unwrap().to_hex(),
            *next.to_hex()
        );
        // Prepared twice, as after a crash, the last one counts.
        file.prepare(&next).unwrap();
        file.promote().unwrap();
        assert_eq!(*read(&path).unwrap().unwrap().to_hex(), *next.to_hex());
        assert!(read(&file.next()).unwrap().is_none());
        assert!(std::fs::read(&kept).unwrap().iter().all(|byte| *byte == 0));
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(left.len(), 2);
    }

    #[test]
    fn a_change_that_does_not_happen_leaves_the_old_key_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("root.key");
        let old = make(&path, &Seeded::new(1)).unwrap();
        let file = RootFile::new(&path);
        file.prepare(&old.next(&Seeded::new(2))).unwrap();
        file.abandon();
        file.abandon();
        assert!(file.promote().is_err());
        assert_eq!(*read(&path).unwrap().unwrap().to_hex(), *old.to_hex());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
