//! A tree in three lines: which log, how many leaves, which root. C2SP tlog-checkpoint.

use crate::note::{Note, Verifier};
use crate::tree::Hash;
use crate::{Wrong, hash, number};
use std::fmt;

const FORMAT: &str = "C2SP tlog-checkpoint";

/// What a log says about its tree.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checkpoint {
    /// Which log.
    pub origin: String,
    /// How many leaves.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let root = data_encoding::BASE64.encode(&self.root);
        write!(f, "{}\n{}\n{root}\n", self.origin, self.size)
    }
}

impl Checkpoint {
    /// Reads the text of a note. Further lines are allowed by the format and not read: nobody who
    /// checks a log can check them.
    ///
    /// # Errors
    /// [`Wrong::Format`].
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        let wrong = Wrong::Format(FORMAT);
        let lines = text.strip_suffix('\n').ok_or(wrong)?;
        let mut lines = lines.split('\n');
        let mut next = || lines.next().filter(|line| !line.is_empty()).ok_or(wrong);
        let checkpoint = Self {
            origin: next()?.to_owned(),
            size: number(next()?, FORMAT)?,
            root: hash(next()?, FORMAT)?,
        };
        if lines.any(str::is_empty) {
            return Err(wrong);
        }
        Ok(checkpoint)
    }

    /// Reads a note that this key signed, if it is a checkpoint of the log with the key's name.
    ///
    /// # Errors
    /// Why not.
    pub fn signed(note: &Note, log: &Verifier) -> Result<Self, Wrong> {
        note.signed_by(log)?;
        let checkpoint = Self::parse(note.text())?;
        if checkpoint.origin == log.name() {
            Ok(checkpoint)
        } else {
            Err(Wrong::Unsigned)
        }
    }
}
