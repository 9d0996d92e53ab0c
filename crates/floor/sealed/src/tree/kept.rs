//! What is kept of the log itself, in the service's directory: the key it signs with, the newest
//! checkpoint, and who witnesses. No client's content.

use crate::directory::DirectoryChange;
use crate::stored::{InDirectory, Kept};
use crate::tree::check::LogError;
use crate::vault::{ReadError, Vault};
use care::RecordId;
use proofs::note::{Kind, Note, Signer, Verifier};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;
use zeroize::{Zeroize, Zeroizing};

/// The log's name and signing key, and the logs before it. Wiped when dropped.
#[derive(Serialize, Deserialize)]
pub struct LogV1 {
    pub(crate) secret: [u8; 32],
    pub(crate) origin: String,
    /// Verifier keys of logs that ended, with the last checkpoint each signed.
    pub(crate) before: Vec<(String, String)>,
}

impl Drop for LogV1 {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

impl InDirectory for LogV1 {
    const KIND: &'static str = "log";
    const SHAPE: u16 = 1;
}

/// The newest checkpoint, and the newest that someone else has seen.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct CheckpointV1 {
    /// As it was signed, with the cosignatures that came since.
    pub(crate) newest: String,
    /// When it was signed.
    pub(crate) at: i64,
    /// The newest one with a cosignature, if there is one.
    pub(crate) cosigned: Option<String>,
}

impl InDirectory for CheckpointV1 {
    const KIND: &'static str = "log-checkpoint";
    const SHAPE: u16 = 1;
}

/// Whose cosignatures are taken.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct WitnessesV1 {
    pub(crate) keys: Vec<String>,
}

impl InDirectory for WitnessesV1 {
    const KIND: &'static str = "log-witnesses";
    const SHAPE: u16 = 1;
}

impl LogV1 {
    /// A log of its own, under a name that leads nowhere and says nothing.
    pub(crate) fn mint(vault: &Vault, before: Vec<(String, String)>) -> Self {
        let (mut secret, mut name) = ([0; 32], [0; 8]);
        vault.chance().fill(&mut secret);
        vault.chance().fill(&mut name);
        let mut origin = String::from("log.invalid/");
        for byte in name {
            // Writing to a string cannot fail.
            let _ = write!(origin, "{byte:02x}");
        }
        Self {
            secret,
            origin,
            before,
        }
    }

    pub(crate) fn signer(&self) -> Result<Signer, LogError> {
        let secret = Zeroizing::new(self.secret);
        Ok(Signer::new(&self.origin, Kind::Note, &secret)?)
    }

    /// The keys of this log and of those before it.
    pub(crate) fn verifiers(&self) -> Result<Vec<Verifier>, LogError> {
        let mut all = vec![self.signer()?.verifier()];
        for (key, _) in &self.before {
            all.push(Verifier::parse(key)?);
        }
        Ok(all)
    }
}

impl CheckpointV1 {
    /// Puts this note in place of the newest, and of the newest that is cosigned if it is.
    pub(crate) fn set(&mut self, note: &Note, cosigned: bool) {
        self.newest = note.to_string();
        if cosigned {
            self.cosigned = Some(self.newest.clone());
        }
    }
}

impl Vault {
    pub(crate) async fn log_id(&self, what: &[u8]) -> Result<RecordId, ReadError> {
        self.directory_id("log", what).await
    }

    async fn log_entry<T: InDirectory>(&self, what: &[u8]) -> Result<Option<Kept<T>>, ReadError> {
        let id = self.log_id(what).await?;
        self.directory_find(id).await
    }

    async fn put_log_entry<T: InDirectory>(&self, what: &[u8], value: &T) -> Result<(), LogError> {
        let id = self.log_id(what).await?;
        let mut change: DirectoryChange = self.directory_change();
        change.overwrite(id, value).await?;
        Ok(change.done().await?)
    }

    /// The log, begun if there is none. Only under the lock on the tree, so that there is one.
    pub(crate) async fn log_begun(&self) -> Result<LogV1, LogError> {
        if let Some(kept) = self.log_entry::<LogV1>(b"key").await? {
            return Ok(kept.value);
        }
        let log = LogV1::mint(self, Vec::new());
        self.put_log_entry(b"key", &log).await?;
        Ok(log)
    }

    pub(crate) async fn put_log(&self, log: &LogV1) -> Result<(), LogError> {
        self.put_log_entry(b"key", log).await
    }

    pub(crate) async fn kept_checkpoint(&self) -> Result<Option<CheckpointV1>, LogError> {
        let kept = self.log_entry::<CheckpointV1>(b"checkpoint").await?;
        Ok(kept.map(|kept| kept.value))
    }

    pub(crate) async fn put_checkpoint(&self, kept: &CheckpointV1) -> Result<(), LogError> {
        self.put_log_entry(b"checkpoint", kept).await
    }

    pub(crate) async fn witnesses(&self) -> Result<WitnessesV1, LogError> {
        let kept = self.log_entry::<WitnessesV1>(b"witnesses").await?;
        Ok(kept.map(|kept| kept.value).unwrap_or_default())
    }

    pub(crate) async fn put_witnesses(&self, kept: &WitnessesV1) -> Result<(), LogError> {
        self.put_log_entry(b"witnesses", kept).await
    }
}
