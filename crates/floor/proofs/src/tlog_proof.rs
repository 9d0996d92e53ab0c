//! One leaf with everything that proves it, in one text: C2SP tlog-proof.

use crate::checkpoint::Checkpoint;
use crate::note::{NOTE_MAX, Note, Verifier};
use crate::path::verify_inclusion;
use crate::tree::Hash;
use crate::{Wrong, base64, hash, number};
use std::fmt;

const FORMAT: &str = "C2SP tlog-proof";
const FIRST: &str = "c2sp.org/tlog-proof@v1";
/// A path has at most a hash for every bit of an index.
const PATH_MAX: usize = 64;
/// The longest proof that is read, in bytes: a note, and as much again for what is proven.
const PROOF_MAX: usize = 2 * NOTE_MAX;

/// A proof that can be checked without asking anyone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TlogProof {
    /// What the leaf is the hash of, as far as it is handed along. Nothing signs it: it counts only
    /// after its hash was found to be the leaf's.
    pub extra: Option<Vec<u8>>,
    /// Which leaf.
    pub index: u64,
    /// From its neighbour to the child of the root.
    pub path: Vec<Hash>,
    /// The checkpoint, with its signatures.
    pub checkpoint: Note,
}

impl fmt::Display for TlogProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let encode = |bytes: &[u8]| data_encoding::BASE64.encode(bytes);
        writeln!(f, "{FIRST}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        for hash in &self.path {
            writeln!(f, "{}", encode(hash))?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}

impl TlogProof {
    /// Reads a proof.
    ///
    /// # Errors
    /// [`Wrong::Format`] or [`Wrong::TooLong`].
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        let wrong = Wrong::Format(FORMAT);
        if text.len() > PROOF_MAX {
            return Err(Wrong::TooLong);
        }
        let (head, checkpoint) = text.split_once("\n\n").ok_or(wrong)?;
        let mut lines = head.split('\n').peekable();
        if lines.next() != Some(FIRST) {
            return Err(wrong);
        }
        let extra = lines
            .next_if(|line| line.starts_with("extra "))
            .and_then(|line| line.strip_prefix("extra "))
            .map(|extra| base64(extra, FORMAT))
            .transpose()?;
        let index = lines.next().and_then(|line| line.strip_prefix("index "));
        let index = number(index.ok_or(wrong)?, FORMAT)?;
        let path: Vec<Hash> = lines
            .take(PATH_MAX + 1)
            .map(|line| hash(line, FORMAT))
            .collect::<Result<_, _>>()?;
        if path.len() > PATH_MAX {
            return Err(Wrong::TooLong);
        }
        Ok(Self {
            extra,
            index,
            path,
            checkpoint: Note::parse(checkpoint)?,
        })
    }

    /// Checks that a leaf with this hash is in the tree that this log signed; answers its
    /// checkpoint.
    ///
    /// # Errors
    /// Why it is not proven.
    pub fn verify(&self, leaf: &Hash, log: &Verifier) -> Result<Checkpoint, Wrong> {
        let checkpoint = Checkpoint::signed(&self.checkpoint, log)?;
        verify_inclusion(
            self.index,
            checkpoint.size,
            leaf,
            &self.path,
            &checkpoint.root,
        )?;
        Ok(checkpoint)
    }
}
