//! Checkpoints: made, kept, held against what is stored, and seen by others.

use crate::engine::{CommitError, EngineFault};
use crate::tree::grown::{BLOCK, Block, Grown, View};
use crate::tree::kept::{CheckpointV1, LogV1};
use crate::vault::{ReadError, Vault};
use care::Moment;
use proofs::checkpoint::Checkpoint;
use proofs::cosignature;
use proofs::note::{Note, Verifier};
use proofs::{Hash, Wrong, consistency, root};
use std::collections::{BTreeSet, HashMap};

/// Leaves read from the engine at a time.
const PAGE: u32 = 8_192;

/// Why a log could not say something about its lines.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// What is stored could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// What was to be kept could not be.
    #[error(transparent)]
    Commit(#[from] CommitError),
    /// A text or a proof is not right.
    #[error(transparent)]
    Wrong(#[from] Wrong),
    /// The stored lines do not continue the checkpoint that was signed last: an old database was
    /// put back, or lines were changed or taken away. Nothing is signed until someone has looked.
    #[error(
        "the stored lines do not continue what was signed last ({signed} lines then, {stored} are there now); see the runbook, section ledger"
    )]
    Forked {
        /// How many lines the checkpoint speaks of.
        signed: u64,
        /// How many are stored.
        stored: u64,
    },
    /// Signing is held until what is stored was found to continue what the witness file has.
    #[error("nothing is signed until the stored lines were held against the witness file")]
    Held,
    /// A place in the order of lines is missing.
    #[error("line {0} of the ledger is missing")]
    Gap(u64),
}

impl From<EngineFault> for LogError {
    fn from(fault: EngineFault) -> Self {
        Self::Read(fault.into())
    }
}

/// A checkpoint that was signed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checkpointed {
    /// The signed text, with the cosignatures that it has.
    pub note: String,
    /// How many lines it covers.
    pub size: u64,
    /// When it was signed.
    pub at: Moment,
    /// Whether it was signed just now; if not, nothing has been added since.
    pub fresh: bool,
}

/// Whether what is stored continues a checkpoint.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extends {
    /// Every line it covers is there as it was, and this many came after.
    Yes {
        /// Lines it covers.
        size: u64,
        /// Lines since.
        since: u64,
    },
    /// It does not: an older state was put back, or lines were changed or taken away.
    No {
        /// Lines it covers.
        size: u64,
        /// Lines that are stored.
        stored: u64,
    },
    /// Nobody who signs for this service has signed it.
    NotOurs,
}

/// How the log stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    /// All lines.
    pub lines: u64,
    /// Lines that the newest checkpoint covers.
    pub signed: u64,
    /// When that was signed.
    pub signed_at: Option<Moment>,
    /// Lines that the newest cosigned checkpoint covers, and who cosigned it.
    pub cosigned: Option<(u64, Vec<Witnessed>)>,
}

/// That a witness saw a checkpoint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Witnessed {
    /// Their key's name.
    pub name: String,
    /// When they say they saw it.
    pub at: Moment,
}

impl Vault {
    /// Reads the leaves that were added since. The first time it reads all of them.
    pub(crate) async fn catch_up(&self, grown: &mut Grown) -> Result<(), LogError> {
        loop {
            let leaves = self.inner.engine.leaves(grown.size(), PAGE).await?;
            let full = leaves.len() == PAGE as usize;
            for (place, leaf) in leaves {
                if place != grown.size() {
                    return Err(LogError::Gap(grown.size()));
                }
                grown.push(leaf);
            }
            if !full {
                return Ok(());
            }
        }
    }

    /// The tree with the blocks in which these leaves are.
    pub(crate) async fn view<'a>(
        &self,
        grown: &'a Grown,
        leaves: impl IntoIterator<Item = u64>,
    ) -> Result<View<'a>, LogError> {
        let wanted: BTreeSet<u64> = leaves
            .into_iter()
            .map(|leaf| leaf / BLOCK)
            .filter(|block| grown.must_be_read(*block))
            .collect();
        let mut blocks = HashMap::with_capacity(wanted.len());
        let size = u32::try_from(BLOCK).unwrap_or(u32::MAX);
        for block in wanted {
            let leaves = self.inner.engine.leaves(block * BLOCK, size).await?;
            let hashes = leaves.into_iter().map(|(_, leaf)| leaf).collect();
            blocks.insert(block, Block::new(hashes));
        }
        Ok(View::new(grown, blocks))
    }

    /// The root that the first `size` stored lines have now.
    async fn root_at(&self, grown: &Grown, size: u64) -> Result<Hash, LogError> {
        if size == grown.size() {
            return Ok(grown.root());
        }
        let view = self.view(grown, size.checked_sub(1)).await?;
        Ok(root(size, &view)?)
    }

    async fn continues(&self, grown: &Grown, checkpoint: &Checkpoint) -> Result<bool, LogError> {
        Ok(checkpoint.size <= grown.size()
            && self.root_at(grown, checkpoint.size).await? == checkpoint.root)
    }

    /// The key with which anyone can check what this service signs, as C2SP writes it. The first
    /// time it is made.
    pub async fn log_key(&self) -> Result<String, LogError> {
        let _one_at_a_time = self.inner.log.lock().await;
        Ok(self.log_begun().await?.signer()?.verifier().to_string())
    }

    /// The keys of logs that ended, with the last checkpoint each signed.
    pub async fn former_logs(&self) -> Result<Vec<(String, String)>, LogError> {
        let _one_at_a_time = self.inner.log.lock().await;
        Ok(self.log_begun().await?.before.clone())
    }

    /// Signs the ledger as it is now. Where nothing was added since, it answers what was signed
    /// then. What does not continue that is never signed.
    ///
    /// # Errors
    /// [`LogError::Forked`] if it does not; others where something could not be read or kept.
    pub async fn checkpoint(&self) -> Result<Checkpointed, LogError> {
        let mut grown = self.inner.log.lock().await;
        self.checkpoint_of(&mut grown).await
    }

    pub(crate) async fn checkpoint_of(&self, grown: &mut Grown) -> Result<Checkpointed, LogError> {
        if grown.held {
            return Err(LogError::Held);
        }
        self.catch_up(grown).await?;
        let log = self.log_begun().await?;
        let signer = log.signer()?;
        let mut kept = self.kept_checkpoint().await?.unwrap_or_default();
        if let Some(last) = last_of(&kept, &signer.verifier())? {
            if !self.continues(grown, &last).await? {
                return Err(LogError::Forked {
                    signed: last.size,
                    stored: grown.size(),
                });
            }
            if last.size == grown.size() {
                return Ok(Checkpointed {
                    note: kept.newest,
                    size: last.size,
                    at: Moment::from_millis(kept.at),
                    fresh: false,
                });
            }
        }
        let checkpoint = Checkpoint {
            origin: log.origin.clone(),
            size: grown.size(),
            root: grown.root(),
        };
        let mut note = Note::unsigned(checkpoint.to_string())?;
        note.sign(&signer);
        let now = self.now();
        kept.set(&note, false);
        kept.at = now.millis();
        self.put_checkpoint(&kept).await?;
        Ok(Checkpointed {
            note: kept.newest,
            size: checkpoint.size,
            at: now,
            fresh: true,
        })
    }

    /// Whether what is stored continues this checkpoint, signed by this service at any time. Reads
    /// every leaf anew, whatever memory knows.
    pub async fn extends(&self, checkpoint: &str) -> Result<Extends, LogError> {
        let note = Note::parse(checkpoint)?;
        let mut kept = self.inner.log.lock().await;
        let log = self.log_begun().await?;
        let mut ours = None;
        for key in log.verifiers()? {
            if let Ok(checkpoint) = Checkpoint::signed(&note, &key) {
                ours = Some(checkpoint);
            }
        }
        let Some(checkpoint) = ours else {
            return Ok(Extends::NotOurs);
        };
        let mut grown = Grown::default();
        self.catch_up(&mut grown).await?;
        let stored = grown.size();
        let size = checkpoint.size;
        let continues = self.continues(&grown, &checkpoint).await?;
        grown.held = kept.held;
        *kept = grown;
        Ok(if continues {
            let since = stored - size;
            Extends::Yes { size, since }
        } else {
            Extends::No { size, stored }
        })
    }

    /// Holds signing, or lets it go on: to be held from the start until what is stored was found to
    /// continue the newest checkpoint that someone outside has.
    pub async fn hold_signing(&self, held: bool) {
        self.inner.log.lock().await.held = held;
    }

    /// The hashes that prove that the tree of `new` lines continues that of `old`.
    pub async fn consistency(&self, old: u64, new: u64) -> Result<Vec<Hash>, LogError> {
        let mut grown = self.inner.log.lock().await;
        self.catch_up(&mut grown).await?;
        if new > grown.size() {
            return Err(Wrong::Missing.into());
        }
        let edges = [old, new]
            .into_iter()
            .filter_map(|size| size.checked_sub(1));
        let view = self.view(&grown, edges).await?;
        Ok(consistency(old, new, &view)?)
    }

    /// How the log stands.
    pub async fn log_standing(&self) -> Result<Standing, LogError> {
        let mut grown = self.inner.log.lock().await;
        self.catch_up(&mut grown).await?;
        let log = self.log_begun().await?;
        let kept = self.kept_checkpoint().await?.unwrap_or_default();
        let key = log.signer()?.verifier();
        let last = last_of(&kept, &key)?;
        let cosigned = match &kept.cosigned {
            None => None,
            Some(note) => {
                let note = Note::parse(note)?;
                let size = Checkpoint::parse(note.text())?.size;
                Some((size, self.seen_by(&note).await?))
            }
        };
        Ok(Standing {
            lines: grown.size(),
            signed: last.as_ref().map_or(0, |last| last.size),
            signed_at: last.map(|_| Moment::from_millis(kept.at)),
            cosigned,
        })
    }

    /// Takes the key of a witness: from now on their cosignatures are read.
    pub async fn add_witness(&self, key: &str) -> Result<(), LogError> {
        let key = Verifier::parse(key)?;
        if key.kind() != proofs::note::Kind::Cosignature {
            return Err(Wrong::Format("a witness's key (C2SP tlog-cosignature, kind 4)").into());
        }
        let mut kept = self.witnesses().await?;
        let key = key.to_string();
        if !kept.keys.contains(&key) {
            kept.keys.push(key);
            self.put_witnesses(&kept).await?;
        }
        Ok(())
    }

    /// Takes a checkpoint of this service that witnesses cosigned. Answers who did.
    ///
    /// # Errors
    /// If the service did not sign it, if it is not continued by what is stored, or if no witness
    /// whose key was taken has signed it.
    pub async fn add_cosigned(&self, note: &str) -> Result<Vec<Witnessed>, LogError> {
        let note = Note::parse(note)?;
        let mut grown = self.inner.log.lock().await;
        self.catch_up(&mut grown).await?;
        let key = self.log_begun().await?.signer()?.verifier();
        let checkpoint = Checkpoint::signed(&note, &key)?;
        if !self.continues(&grown, &checkpoint).await? {
            return Err(LogError::Forked {
                signed: checkpoint.size,
                stored: grown.size(),
            });
        }
        let seen = self.seen_by(&note).await?;
        if seen.is_empty() {
            return Err(Wrong::Unsigned.into());
        }
        let mut kept = self.kept_checkpoint().await?.unwrap_or_default();
        let is_newest = last_of(&kept, &key)?.is_some_and(|last| last == checkpoint);
        let before = match &kept.cosigned {
            Some(before) => Checkpoint::parse(Note::parse(before)?.text())?.size,
            None => 0,
        };
        if checkpoint.size >= before {
            kept.cosigned = Some(note.to_string());
        }
        if is_newest {
            kept.set(&note, true);
        }
        self.put_checkpoint(&kept).await?;
        Ok(seen)
    }

    /// Which known witnesses saw this checkpoint. A cosignature of theirs that does not fit is an
    /// error: someone changed it.
    async fn seen_by(&self, note: &Note) -> Result<Vec<Witnessed>, LogError> {
        let mut seen = Vec::new();
        for key in self.witnesses().await?.keys {
            let key = Verifier::parse(&key)?;
            match cosignature::cosigned(note, &key) {
                Ok(seconds) => {
                    let millis = i64::try_from(seconds)
                        .ok()
                        .and_then(|seconds| seconds.checked_mul(1_000));
                    seen.push(Witnessed {
                        name: key.name().to_owned(),
                        at: Moment::from_millis(millis.unwrap_or(i64::MAX)),
                    });
                }
                Err(Wrong::Unsigned) => {}
                Err(wrong) => return Err(wrong.into()),
            }
        }
        Ok(seen)
    }

    /// Begins a log anew, with a key and a name of its own: after lines were lost for good, as when
    /// an older backup had to be put back. The old key, and the last checkpoint it signed, are kept
    /// and told, so that nobody mistakes the new log for the old one.
    pub async fn log_anew(&self) -> Result<String, LogError> {
        let mut grown = self.inner.log.lock().await;
        let log = self.log_begun().await?;
        let kept = self.kept_checkpoint().await?.unwrap_or_default();
        let mut before = log.before.clone();
        before.push((log.signer()?.verifier().to_string(), kept.newest));
        let anew = LogV1::mint(self, before);
        self.put_log(&anew).await?;
        self.put_checkpoint(&CheckpointV1::default()).await?;
        *grown = Grown::default();
        Ok(anew.signer()?.verifier().to_string())
    }
}

/// The newest checkpoint that this key signed, if the newest is one.
fn last_of(kept: &CheckpointV1, key: &Verifier) -> Result<Option<Checkpoint>, LogError> {
    if kept.newest.is_empty() {
        return Ok(None);
    }
    let note = Note::parse(&kept.newest)?;
    match Checkpoint::signed(&note, key) {
        Ok(checkpoint) => Ok(Some(checkpoint)),
        Err(wrong) => Err(wrong.into()),
    }
}
