//! The root key's file: made at the first start, readable by the account that runs Attune and by
//! nobody else, and never made a second time for records that were sealed under another.

use crate::config::folder_of;
use crate::say::Failed;
use care::Chance;
use sealed::RootKey;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;
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
    let folder = folder_of(path);
    let write = || -> std::io::Result<()> {
        std::fs::create_dir_all(&folder)?;
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)?;
        file.write_all(key.to_hex().as_bytes())?;
        file.write_all(b"\n")?;
        file.sync_all()?;
        File::open(&folder)?.sync_all()
    };
    write().map_err(|error| {
        Failed::new(format!(
            "root_key: {}: could not be written ({error})",
            path.display()
        ))
    })?;
    Ok(key)
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
}
