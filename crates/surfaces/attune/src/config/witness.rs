//! Where the checkpoints of the ledger are written: never in the data folder, so that an older copy
//! of that folder does not bring an older witness along.

use super::read::Table;
use super::{Database, folder_of, whole, wrong};
use crate::say::Failed;
use std::path::PathBuf;

const KEY: &str = "witness_file";

pub(super) fn read(table: &mut Table, database: &Database) -> Result<Option<PathBuf>, Failed> {
    let chosen = table.string(KEY)?.map(PathBuf::from);
    let Database::Sqlite(file) = database else {
        return Ok(chosen);
    };
    let folder = whole(&folder_of(file))?;
    match chosen {
        Some(chosen) if whole(&chosen)?.starts_with(&folder) => Err(wrong(
            KEY,
            &chosen.display().to_string(),
            "a path outside the data folder: an older copy of that folder must not bring an older witness along",
        )),
        Some(chosen) => Ok(Some(chosen)),
        None => Ok(folder.file_name().map(|name| {
            let mut name = name.to_owned();
            name.push(".checkpoints");
            folder.with_file_name(name)
        })),
    }
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, Place, Reach};
    use std::path::Path;

    fn read(text: &str) -> Result<Config, String> {
        Config::from_text(text, &Place::default(), &Reach::default())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn the_witness_file_is_beside_the_data_folder_and_never_in_it() {
        let config = read("database = 'sqlite:/srv/care/attune.sqlite'").unwrap();
        let beside = Path::new("/srv/care.checkpoints");
        assert_eq!(config.witness_file.as_deref(), Some(beside));
        let inside = "database = 'sqlite:/srv/care/attune.sqlite'\nwitness_file = '/srv/care/w'";
        let told = read(inside).err().unwrap();
        assert!(told.contains("outside the data folder"), "{told}");
        let memory = read("database = 'memory:'").unwrap();
        assert_eq!(memory.witness_file, None);
    }
}
