//! Where process notes are opened: the own keys that are open, and what the service chose about them.

use care::Private;
use pages::SignedIn;
use pages::own_keys::OwnKeys;
pub use pages::own_keys::{IDLE, Opened, PAUSE, TRIES};
use sealed::engine::Pending;
use sealed::{Blind, OwnKeyError, ReadError, StretchV1, Vault};
use std::ops::Deref;
use std::sync::Arc;

/// What the service chose about process notes.
pub trait Choice: Send + Sync {
    /// Whether the service keeps no way in of its own.
    fn blind(&self) -> Pending<'_, Result<Blind, ReadError>>;
}

/// Where notes are opened.
pub struct Desk {
    choice: Arc<dyn Choice>,
    keys: Arc<OwnKeys>,
}

impl Deref for Desk {
    type Target = Arc<OwnKeys>;

    fn deref(&self) -> &Arc<OwnKeys> {
        &self.keys
    }
}

impl Desk {
    /// A desk for a service that chose so.
    pub fn new(choice: Arc<dyn Choice>) -> Arc<Self> {
        Self::stretching(choice, StretchV1::PERSON)
    }

    /// The same, with this much work for each guess at a new word.
    pub fn stretching(choice: Arc<dyn Choice>, stretch: StretchV1) -> Arc<Self> {
        let keys = OwnKeys::new(stretch);
        Arc::new(Self { choice, keys })
    }

    /// What the service chose.
    pub(crate) async fn blind(&self) -> Result<Blind, ReadError> {
        self.choice.blind().await
    }

    /// Chooses the first word.
    pub(crate) async fn makes(
        &self,
        vault: &Vault,
        who: &SignedIn,
        word: &Private<String>,
    ) -> Result<(), OwnKeyError> {
        let blind = self.blind().await?;
        self.keys.makes(vault, who, (word, blind)).await
    }

    /// Chooses another word in place of one that was forgotten. Answers whether what was written
    /// under it is lost.
    pub(crate) async fn renews(
        &self,
        vault: &Vault,
        who: &SignedIn,
        word: &Private<String>,
    ) -> Result<bool, OwnKeyError> {
        let blind = self.blind().await?;
        self.keys.renews(vault, who, (word, blind)).await
    }
}
