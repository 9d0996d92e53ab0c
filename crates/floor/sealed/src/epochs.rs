//! Changing the root key: while people read and write, and so that a crash at any point leaves
//! every key under the old root key or every key under the new one, and the next start finishes.
//!
//! The order: the next root key is made durable where it is kept; all keys are wrapped anew in one
//! transaction; the next root key takes the place of the old one, which is destroyed. Between the
//! first step and the last both are there, and the service's own key says which one counts.

use crate::engine::{CommitError, EngineFault, KeysAnew, WrappedKey};
use crate::envelope::Damaged;
use crate::keys::{ClientKey, RootKey};
use crate::locked::Lock;
use crate::recovery::{RecoveryKey, RecoveryPublic};
use crate::vault::{
    LOCKED_ROOT, OpenError, RECOVERY, RECOVERY_UNTRIED, ReadError, SERVICE, Vault, lock,
};
use care::ClientId;
use std::sync::{Arc, PoisonError};
use tokio::task::spawn_blocking;

/// Where a root key is kept outside the key store, such as a file.
pub trait RootSource: Send + Sync {
    /// Makes the next root key durable beside the one that counts.
    ///
    /// # Errors
    /// In words for the operator. Then the root key is not changed.
    fn prepare(&self, next: &RootKey) -> Result<(), String>;

    /// The next root key counts from now on: puts it in the place of the old one, which is destroyed.
    ///
    /// # Errors
    /// In words for the operator. The next start tries again.
    fn promote(&self) -> Result<(), String>;

    /// The change did not happen: destroys the next root key.
    fn abandon(&self);
}

/// How a vault keeps its root key when it changes.
#[derive(Clone, Default)]
pub enum Keeper {
    /// In memory only: tests, the demo. After a change nobody can open the key store again.
    #[default]
    Nobody,
    /// Outside the key store.
    Source(Arc<dyn RootSource>),
    /// Locked, in the key store.
    Lock(Lock),
}

/// Why a root key was not changed.
#[derive(Debug, thiserror::Error)]
pub enum RotateError {
    /// A key that does not open cannot be wrapped anew.
    #[error(
        "{0} keys in the key store are damaged, so the root key was not changed; restore the newest copy of the key store first"
    )]
    Damaged(u64),
    /// The place of the root key could not take the next one.
    #[error("the root key was not changed: {0}")]
    Source(String),
    /// The key store could not be written.
    #[error("the root key was not changed: {0}")]
    Commit(#[from] CommitError),
    /// The key store could not be read.
    #[error("the root key was not changed: {0}")]
    Engine(#[from] EngineFault),
    /// The keys are under the next root key, but the old one is still there.
    #[error(
        "the root key was changed, but the old one could not be taken away ({0}); mend that and start the service again, which finishes it"
    )]
    Unfinished(String),
    /// Nobody knows whether the key store was written.
    #[error(
        "whether the root key was changed is unknown ({0}); start the service again, which finds out and finishes it"
    )]
    Unknown(String),
}

impl From<Damaged> for RotateError {
    fn from(_: Damaged) -> Self {
        Self::Damaged(1)
    }
}

impl Vault {
    /// The root key as it is now.
    pub(crate) fn root(&self) -> RootKey {
        let root = self.inner.root.read();
        root.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Changes the root key and wraps every key anew. Gives the number of the new one. People read
    /// and write meanwhile; admitting someone waits.
    ///
    /// # Errors
    /// In words; whatever is said, no key is lost.
    pub async fn rotate_root(&self) -> Result<u32, RotateError> {
        self.rotate(None).await
    }

    /// As [`Self::rotate_root`]; the key of `gone` is not wrapped anew, which destroys it.
    pub(crate) async fn rotate(&self, gone: Option<ClientId>) -> Result<u32, RotateError> {
        let vault = self.clone();
        // A task of its own: whoever stops waiting does not leave it half done.
        let changing = tokio::spawn(async move {
            let _alone = vault.inner.changing.write().await;
            vault.change_root(gone).await
        });
        changing
            .await
            .unwrap_or_else(|ended| Err(RotateError::Unknown(ended.to_string())))
    }

    async fn change_root(&self, gone: Option<ClientId>) -> Result<u32, RotateError> {
        let old = self.root();
        let next = old.next(self.chance());
        let stored = self.inner.engine.keys().await?;
        let anew = self.wrapped_anew(&old, &next, &stored, gone)?;
        self.at_source({
            let next = next.clone();
            move |source| source.prepare(&next)
        })
        .await
        .map_err(RotateError::Source)?;
        if let Err(error) = self.inner.engine.replace_keys(anew).await {
            self.settle_doubt(&old, &next, error).await?;
        }
        *self
            .inner
            .root
            .write()
            .unwrap_or_else(PoisonError::into_inner) = next.clone();
        if let Some(gone) = gone {
            lock(&self.inner.keys).remove(&gone);
        }
        self.at_source(|source| source.promote())
            .await
            .map_err(RotateError::Unfinished)?;
        Ok(next.epoch())
    }

    /// An engine said no, or does not know: asks the key store which root key counts.
    async fn settle_doubt(
        &self,
        old: &RootKey,
        next: &RootKey,
        error: CommitError,
    ) -> Result<(), RotateError> {
        let unknown = |why: String| RotateError::Unknown(why);
        let stands = self.inner.engine.key(SERVICE).await;
        match stands.map_err(|fault| unknown(fault.to_string()))? {
            Some(service) if next.opens(&service) => Ok(()),
            Some(service) if old.opens(&service) => {
                let _ = self
                    .at_source(|source| {
                        source.abandon();
                        Ok(())
                    })
                    .await;
                Err(error.into())
            }
            _ => Err(unknown(error.to_string())),
        }
    }

    async fn at_source(
        &self,
        act: impl FnOnce(&dyn RootSource) -> Result<(), String> + Send + 'static,
    ) -> Result<(), String> {
        let Keeper::Source(source) = &self.inner.keeper else {
            return Ok(());
        };
        let source = Arc::clone(source);
        spawn_blocking(move || act(&*source))
            .await
            .unwrap_or_else(|ended| Err(ended.to_string()))
    }

    fn wrapped_anew(
        &self,
        old: &RootKey,
        next: &RootKey,
        stored: &[WrappedKey],
        gone: Option<ClientId>,
    ) -> Result<KeysAnew, RotateError> {
        let mut anew = KeysAnew {
            gone: gone.into_iter().collect(),
            ..KeysAnew::default()
        };
        let mut damaged = 0;
        for key in stored.iter().filter(|key| Some(key.client) != gone) {
            match self.one_anew(old, next, key) {
                Ok(Some(key)) => anew.keys.push(key),
                Ok(None) => anew.gone.push(key.client),
                Err(Damaged) => damaged += 1,
            }
        }
        if damaged > 0 {
            return Err(RotateError::Damaged(damaged));
        }
        Ok(anew)
    }

    /// A key, wrapped anew; `None` for a locked root key where the root key is kept elsewhere now.
    fn one_anew(
        &self,
        old: &RootKey,
        next: &RootKey,
        key: &WrappedKey,
    ) -> Result<Option<WrappedKey>, Damaged> {
        let chance = self.chance();
        match (key.client, &self.inner.keeper) {
            (LOCKED_ROOT, Keeper::Lock(lock)) => lock.seal(next, chance).map(Some),
            (LOCKED_ROOT, _) => Ok(None),
            (place @ (RECOVERY | RECOVERY_UNTRIED), _) => RecoveryPublic::of(old, key)?
                .seal(place, next, chance)
                .map(Some),
            (client, _) => next.wrap(client, &old.unwrap(key)?, chance).map(Some),
        }
    }

    /// A new recovery key, durable in the key store when this returns. Its shares open nothing yet,
    /// and those that are there still do, until [`Self::recovery_opens`] was asked with the new ones.
    /// One that was made before and not tried is given up.
    ///
    /// # Errors
    /// If the key store could not be written.
    pub async fn make_recovery(&self) -> Result<RecoveryKey, RotateError> {
        // Nobody may change the root key meanwhile.
        let _settled = self.inner.changing.write().await;
        let key = RecoveryKey::mint(self.chance());
        let root = self.root();
        let stored = key.public().seal(RECOVERY_UNTRIED, &root, self.chance())?;
        self.inner.engine.destroy_key(RECOVERY_UNTRIED).await?;
        self.inner.engine.put_keys(vec![stored]).await?;
        Ok(key)
    }

    /// Whether shares were ever made and tried.
    ///
    /// # Errors
    /// If the key store cannot be read.
    pub async fn has_recovery(&self) -> Result<bool, ReadError> {
        Ok(self.inner.engine.key(RECOVERY).await?.is_some())
    }

    /// Whether shares that were joined open this service as it is now: the rehearsal. If they are
    /// of a recovery key that was made and not tried yet, it takes the place of the one before,
    /// whose shares open nothing from then on.
    ///
    /// # Errors
    /// If the key store cannot be read or written.
    pub async fn recovery_opens(&self, key: &RecoveryKey) -> Result<bool, ReadError> {
        let _settled = self.inner.changing.write().await;
        if self.opened_by(key, RECOVERY).await? {
            return Ok(true);
        }
        if !self.opened_by(key, RECOVERY_UNTRIED).await? {
            return Ok(false);
        }
        let engine = &self.inner.engine;
        let tried = key.public().seal(RECOVERY, &self.root(), self.chance())?;
        // Only these two are written, never the whole key store: another process may be wrapping it
        // anew. What a crash leaves between the steps opens with the new shares, see `recovery_of`.
        engine.destroy_key(RECOVERY).await?;
        engine.put_keys(vec![tried]).await.map_err(|error| {
            EngineFault::Database(format!("the tried recovery key was not kept: {error}"))
        })?;
        engine.destroy_key(RECOVERY_UNTRIED).await?;
        Ok(true)
    }

    /// Whether this recovery key opens what is kept at this place, as the root key of now.
    async fn opened_by(&self, key: &RecoveryKey, place: ClientId) -> Result<bool, ReadError> {
        let Some(stored) = self.inner.engine.key(place).await? else {
            return Ok(false);
        };
        let root = self.root();
        Ok(key
            .open(&stored)
            .is_ok_and(|opened| opened.bytes() == root.bytes()))
    }

    /// Whether what the key store holds beside clients' keys is what was put there.
    pub(crate) fn reserved_opens(&self, stored: &WrappedKey) -> Result<(), Damaged> {
        match (stored.client, &self.inner.keeper) {
            (RECOVERY | RECOVERY_UNTRIED, _) => RecoveryPublic::of(&self.root(), stored).map(drop),
            (LOCKED_ROOT, Keeper::Lock(lock)) => lock.still_opens(stored, &self.root()),
            _ => Ok(()),
        }
    }
}

/// The service's own key and what else a new service begins with.
pub(crate) fn beginning(
    root: &RootKey,
    keeper: &Keeper,
    (key, service): (&ClientKey, &[u8; 16]),
    chance: &dyn care::Chance,
) -> Result<Vec<WrappedKey>, Damaged> {
    let mut keys = vec![root.wrap(SERVICE, &key.payload(service), chance)?];
    if let Keeper::Lock(lock) = keeper {
        keys.push(lock.seal(root, chance)?);
    }
    Ok(keys)
}

/// What recovery shares open: what was sealed to the recovery key that was tried, or, where there is
/// none, to one that was not. It was made for a new service, or a crash cut off its taking the
/// place of the one before.
///
/// # Errors
/// If the key store cannot be read.
pub async fn recovery_of(
    engine: &dyn crate::engine::Engine,
) -> Result<Option<WrappedKey>, EngineFault> {
    match engine.key(RECOVERY).await? {
        Some(stored) => Ok(Some(stored)),
        None => engine.key(RECOVERY_UNTRIED).await,
    }
}

/// Which of these root keys the key store is under, `None` if nothing is sealed yet.
///
/// # Errors
/// [`OpenError::WrongRootKey`] if none of them opens it.
pub async fn which_opens(
    engine: &dyn crate::engine::Engine,
    keys: &[RootKey],
) -> Result<Option<usize>, OpenError> {
    let Some(service) = engine.key(SERVICE).await? else {
        return Ok(None);
    };
    let which = keys.iter().position(|key| key.opens(&service));
    which.map(Some).ok_or(OpenError::WrongRootKey)
}
