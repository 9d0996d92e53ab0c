//! The small page that lies in every backup: what it is a copy of, when it was made, and the hash
//! that tells whether it is still what was written.

use crate::say::Failed;
use care::Moment;
use sealed::engines::Checked;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// The records in a backup.
pub(crate) const RECORDS: &str = "attune.sqlite";
/// The manifest in a backup.
pub(crate) const MANIFEST: &str = "manifest.toml";
/// Bytes read at a stretch.
const STRETCH: usize = 1 << 20;

/// What a backup says about itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestV1 {
    /// When it was made, UTC.
    pub made_at: String,
    /// The version of the program that made it.
    pub attune: String,
    /// The version of the schema.
    pub schema: u32,
    /// SHA-256 of the records, in hexadecimal.
    pub sha256: String,
    /// Their length in bytes.
    pub bytes: u64,
    /// Record versions.
    pub rows: u64,
    /// Gists.
    pub gists: u64,
    /// Ledger lines.
    pub lines: u64,
    /// Notices that wait.
    pub post: u64,
}

impl ManifestV1 {
    pub(crate) fn of(records: &Path, checked: &Checked, now: Moment) -> Result<Self, Failed> {
        let (sha256, bytes) = fingerprint(records)?;
        let at = jiff::Timestamp::from_millisecond(now.millis()).unwrap_or_default();
        Ok(Self {
            made_at: at.to_string(),
            attune: env!("CARGO_PKG_VERSION").to_owned(),
            schema: checked.schema,
            sha256,
            bytes,
            rows: checked.rows,
            gists: checked.gists,
            lines: checked.lines,
            post: checked.post,
        })
    }

    pub(crate) fn read(backup: &Path) -> Result<Self, Failed> {
        let path = backup.join(MANIFEST);
        let text = std::fs::read_to_string(&path).map_err(|error| {
            Failed::asked_wrongly(format!(
                "{} cannot be read ({error}); give a folder that attune backup made",
                path.display()
            ))
        })?;
        toml::from_str(&text).map_err(|_| {
            Failed::not_whole(format!(
                "{} is not a manifest; this backup is not whole",
                path.display()
            ))
        })
    }

    /// Writes it beside the records, durable when this returns.
    pub(crate) fn write(&self, backup: &Path) -> Result<(), Failed> {
        let path = backup.join(MANIFEST);
        let text = toml::to_string(self).map_err(|error| Failed::new(error.to_string()))?;
        let write = || -> std::io::Result<()> {
            let mut file = OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(&path)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            File::open(backup)?.sync_all()
        };
        write().map_err(|error| {
            Failed::new(format!("{} could not be written ({error})", path.display()))
        })
    }
}

/// SHA-256 of a file in hexadecimal, and its length in bytes.
pub(crate) fn fingerprint(path: &Path) -> Result<(String, u64), Failed> {
    let failed =
        |error: std::io::Error| Failed::new(format!("{} cannot be read ({error})", path.display()));
    let mut file = File::open(path).map_err(failed)?;
    let (mut hash, mut bytes, mut stretch) = (Sha256::new(), 0, vec![0; STRETCH]);
    loop {
        match file.read(&mut stretch) {
            Ok(0) => break,
            Ok(read) => {
                hash.update(stretch.get(..read).unwrap_or_default());
                bytes += read as u64;
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(failed(error)),
        }
    }
    let mut text = String::with_capacity(64);
    for byte in hash.finalize() {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    Ok((text, bytes))
}
