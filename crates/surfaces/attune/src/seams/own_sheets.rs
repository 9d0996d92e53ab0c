//! The folder with a service's own worksheets, looked at anew whenever someone asks for the sheets.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use worksheets::{Folder, Listed, Shelf};

/// Where in the service's own library its worksheets lie.
const INSIDE: &str = "worksheets";

/// The folder.
struct OwnSheets(PathBuf);

/// The shelf of a service: what ships, and what lies in `worksheets` in its own library.
pub(crate) fn shelf(library: Option<&Path>) -> Shelf {
    let folder = library.map(|library| OwnSheets(library.join(INSIDE)));
    Shelf::new(folder.map(|folder| std::sync::Arc::new(folder) as _))
}

impl Folder for OwnSheets {
    fn listing(&self) -> Result<Vec<Listed>, String> {
        let entries = match fs::read_dir(&self.0) {
            Ok(entries) => entries,
            // A service without sheets of its own has no such folder.
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(format!("{} ({error})", self.0.display())),
        };
        let mut listed = Vec::new();
        for entry in entries.flatten() {
            // A file that goes away meanwhile is not there.
            let Ok(about) = fs::metadata(entry.path()) else {
                continue;
            };
            let name = entry.file_name().into_string();
            if let (true, Ok(name)) = (about.is_file(), name) {
                let changed = about.modified().ok();
                let changed = changed.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
                listed.push(Listed {
                    name,
                    size: about.len(),
                    changed: changed.map_or(0, |since| since.as_nanos()),
                });
            }
        }
        listed.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(listed)
    }

    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        fs::read(self.0.join(name)).map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = include_str!("../../../../../library/worksheets/two-columns.json");

    #[test]
    fn a_file_put_into_the_folder_is_a_sheet_without_a_restart() {
        let library = tempfile::tempdir().unwrap();
        let shelf = shelf(Some(library.path()));
        assert!(shelf.get("ours").is_none());
        let folder = library.path().join(INSIDE);
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("ours.json"), FORM).unwrap();
        fs::write(folder.join("half.json"), "{").unwrap();
        assert!(shelf.get("ours").is_some());
        let (_, broken) = shelf.now();
        assert_eq!(
            broken.first().map(|one| one.file.as_str()),
            Some("half.json")
        );
        fs::remove_file(folder.join("half.json")).unwrap();
        assert_eq!(shelf.now().1, []);
        fs::write(
            folder.join("ours.json"),
            FORM.replace("Two columns", "Our two columns"),
        )
        .unwrap();
        let again = shelf.get("ours").unwrap();
        assert!(again.json.contains("Our two columns"));
    }
}
