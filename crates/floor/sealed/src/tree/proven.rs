//! A client's own lines with everything that proves them, to be taken along.

use crate::act::Act;
use crate::envelope::Damaged;
use crate::ledger::{Line, OpenLine, open_line};
use crate::tree::check::LogError;
use care::Section;
use proofs::{Hash, inclusion, leaf_hash};
use zeroize::Zeroizing;

/// Lines read at a time.
const PAGE: u32 = 2_000;

/// One line, with what proves that it stands in the tree.
pub struct ProvenLine {
    /// What it says.
    pub line: Line,
    /// In which shape the bytes are written: from 2 on they begin with whose record it is.
    pub shape: u16,
    /// The very bytes of which its leaf is the hash, its salt among them.
    pub bytes: Zeroizing<Vec<u8>>,
    /// From the leaf's neighbour to the child of the root.
    pub path: Vec<Hash>,
}

/// All lines of one client, newest first.
pub struct Proven {
    /// The key that checks the checkpoint.
    pub key: String,
    /// The signed checkpoint, with its cosignatures.
    pub checkpoint: String,
    /// How many lines of the whole service it covers.
    pub size: u64,
    /// The lines.
    pub lines: Vec<ProvenLine>,
    /// How many more there are that do not open.
    pub damaged: usize,
}

impl Act {
    /// The client's own lines, all of them, proven by a checkpoint that is signed for it. What
    /// comes after it (the writing of this very answer, if anything is written) is not in it.
    pub async fn proven_lines(&self) -> Result<Proven, LogError> {
        let (lines, mut damaged) = self.every_line().await?;
        let vault = self.vault();
        let mut grown = vault.inner.log.lock().await;
        let checkpoint = vault.checkpoint_of(&mut grown).await?;
        let key = vault.log_begun().await?.signer()?.verifier().to_string();
        let places = lines.iter().map(|(line, _)| line.place);
        let view = vault.view(&grown, places).await?;
        let root = proofs::root(checkpoint.size, &view)?;
        let mut proven = Vec::with_capacity(lines.len());
        for (line, OpenLine { bytes, shape, .. }) in lines {
            let path = inclusion(line.place, checkpoint.size, &view)?;
            // What memory knows of the tree and what was read must be the same.
            let leaf = leaf_hash(&bytes);
            if proofs::verify_inclusion(line.place, checkpoint.size, &leaf, &path, &root).is_err() {
                damaged += 1;
                continue;
            }
            proven.push(ProvenLine {
                line,
                shape,
                bytes,
                path,
            });
        }
        Ok(Proven {
            key,
            checkpoint: checkpoint.note,
            size: checkpoint.size,
            lines: proven,
            damaged,
        })
    }

    async fn every_line(&self) -> Result<(Vec<(Line, OpenLine)>, usize), LogError> {
        self.covers(Section::Ledger)?;
        let (vault, key) = (self.vault(), self.key());
        let section_key = key.section(Section::Ledger);
        let (mut lines, mut damaged, mut before) = (Vec::new(), 0, None);
        loop {
            let rows = vault.inner.engine.lines(self.whose(), before, PAGE).await?;
            self.still_holds().await?;
            before = rows.last().map(|row| row.place);
            let full = rows.len() == PAGE as usize;
            for row in rows {
                let opened = open_line(vault, key, &section_key, &row);
                match opened.and_then(|open| Ok((open.says.read(&row)?, open))) {
                    Ok(one) => lines.push(one),
                    Err(Damaged) => damaged += 1,
                }
            }
            if !full {
                return Ok((lines, damaged));
            }
        }
    }
}
