//! The witness file: every checkpoint, one after the other, somewhere that is not copied, restored
//! or lost together with the records.
//!
//! It lies outside the data folder on purpose. Whoever puts an older copy of that folder in place
//! puts back the newest checkpoint that the records know of with it; only what lies elsewhere still
//! knows how far the ledger was. Best it lies on another machine, or is printed now and then.

use crate::say::Failed;
use jiff::Timestamp;
use proofs::checkpoint::Checkpoint;
use proofs::note::Note;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// What begins each entry: no checkpoint begins so.
const ENTRY: &str = "checkpoint ";
/// How much of the end of the file is read for the newest entry, in bytes: hundreds of entries.
const END: u64 = 256 * 1024;

/// A file with the checkpoints of one service.
#[derive(Clone, Debug)]
pub(crate) struct WitnessFile(PathBuf);

impl WitnessFile {
    /// The file at this path, there or not.
    pub(crate) const fn at(path: PathBuf) -> Self {
        Self(path)
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    fn failed(&self, what: &str, error: &std::io::Error) -> Failed {
        Failed::new(format!(
            "the witness file {} cannot be {what} ({error})",
            self.0.display()
        ))
    }

    /// The newest checkpoint in it. An entry that was cut off while it was written does not count.
    ///
    /// # Errors
    /// If the file is there and cannot be read, or nothing in it is a checkpoint.
    pub(crate) fn newest(&self) -> Result<Option<String>, Failed> {
        let mut file = match File::open(&self.0) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            opened => opened.map_err(|error| self.failed("opened", &error))?,
        };
        let mut read = || -> std::io::Result<String> {
            let size = file.metadata()?.len();
            file.seek(SeekFrom::Start(size.saturating_sub(END)))?;
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            Ok(String::from_utf8_lossy(&bytes).into_owned())
        };
        let text = read().map_err(|error| self.failed("read", &error))?;
        if text.is_empty() {
            return Ok(None);
        }
        let text = format!("\n{text}");
        let begins = format!("\n{ENTRY}");
        let mut entries = text.rsplit(&begins);
        let newest = entries.find_map(|entry| {
            let (_, note) = entry.split_once('\n')?;
            let note = format!("{}\n", note.trim_end_matches('\n'));
            let parsed = Note::parse(&note).ok()?;
            Checkpoint::parse(parsed.text()).ok()?;
            Some(note)
        });
        newest.map(Some).ok_or_else(|| {
            Failed::not_whole(format!(
                "the witness file {} holds no checkpoint that can be read; it was changed, or it is another file",
                self.0.display()
            ))
        })
    }

    /// Adds a checkpoint, durable when this returns.
    ///
    /// # Errors
    /// If it could not be written.
    pub(crate) fn append(&self, note: &str, at: Timestamp) -> Result<(), Failed> {
        let append = || -> std::io::Result<()> {
            let is_new = !self.0.exists();
            let mut file = OpenOptions::new()
                .create(true)
                .append(true)
                .mode(0o600)
                .open(&self.0)?;
            // An entry that was cut off before stays a line of its own.
            let entry = format!("\n{ENTRY}{at:.0}\n{}\n", note.trim_end());
            file.write_all(entry.as_bytes())?;
            file.sync_all()?;
            if is_new {
                File::open(crate::config::folder_of(&self.0))?.sync_all()?;
            }
            Ok(())
        };
        append().map_err(|error| self.failed("written", &error))
    }
}
