//! The root key of a service that is being opened: found where the configuration says it is, made
//! for a service in which nothing is sealed yet, and never guessed. A change of the root key that
//! was cut off is finished or undone here.

use super::{RootFile, Secret, Why, make, read};
use crate::config::{Config, Root};
use crate::open::Begin;
use crate::say::Failed;
use crate::system::SystemChance;
use sealed::engine::Engine;
use sealed::{Keeper, LOCKED_ROOT, Lock, LockError, RootKey, RootSource, which_opens};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::task::spawn_blocking;

/// A root key and where it is kept.
pub(crate) struct Found {
    pub(crate) root: RootKey,
    pub(crate) keeper: Keeper,
    /// Its file, if it was made just now.
    pub(crate) made: Option<PathBuf>,
}

/// Finds the root key of what an engine keeps.
///
/// # Errors
/// In words: where it was looked for, and what to do.
pub(crate) async fn found(
    config: &Config,
    engine: &dyn Engine,
    begin: Begin,
) -> Result<Found, Failed> {
    match (&config.root_key, Secret::of(&config.root_key)) {
        (Root::File(path), _) => in_file(path, engine, begin).await,
        (_, Some(secret)) => locked(&secret, engine, begin).await,
        (_, None) => Ok(Found {
            root: RootKey::mint(&SystemChance),
            keeper: Keeper::Nobody,
            made: None,
        }),
    }
}

async fn in_file(path: &Path, engine: &dyn Engine, begin: Begin) -> Result<Found, Failed> {
    let file = RootFile::new(path);
    let (current, next) = (read(path)?, read(&file.next())?);
    let changing = next.is_some();
    let mut keys: Vec<RootKey> = current.into_iter().chain(next).collect();
    let mut made = None;
    if keys.is_empty() {
        if begin == Begin::Never || !engine.keys().await?.is_empty() {
            return Err(Failed::asked_wrongly(format!(
                "root_key: found no file at {}; wanted the one this database was sealed under. A new one would open nothing",
                path.display()
            )));
        }
        keys.push(make(path, &SystemChance)?);
        made = Some(path.to_owned());
    }
    let which = which_opens(engine, &keys).await?.unwrap_or(0);
    let root = keys.swap_remove(which);
    if changing && (which == 1 || !path.exists()) {
        file.promote().map_err(Failed::new)?;
    } else if changing {
        file.abandon();
    }
    Ok(Found {
        root,
        keeper: Keeper::Source(Arc::new(file)),
        made,
    })
}

async fn locked(secret: &Secret, engine: &dyn Engine, begin: Begin) -> Result<Found, Failed> {
    let stored = engine.key(LOCKED_ROOT).await?;
    let (root, lock) = if let Some(stored) = stored {
        let words = secret.get(Why::Open).await?;
        let open = move || Lock::open(&stored, words.as_bytes());
        let (lock, root) = off_the_threads(open).await?;
        (root, lock)
    } else {
        if begin == Begin::Never || !engine.keys().await?.is_empty() {
            return Err(Failed::asked_wrongly(
                "root_key: the key store holds no root key that a passphrase or a program opens; wanted the root_key this service was set up with",
            ));
        }
        (RootKey::mint(&SystemChance), new_lock(secret).await?)
    };
    Ok(Found {
        root,
        keeper: Keeper::Lock(lock),
        made: None,
    })
}

/// A lock that this secret opens from now on.
///
/// # Errors
/// If the secret cannot be had or protects nothing.
pub(crate) async fn new_lock(secret: &Secret) -> Result<Lock, Failed> {
    let (words, stretch) = (secret.get(Why::Lock).await?, secret.stretch());
    off_the_threads(move || Lock::new(words.as_bytes(), stretch, &SystemChance)).await
}

async fn off_the_threads<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, LockError> + Send + 'static,
) -> Result<T, Failed> {
    spawn_blocking(work)
        .await
        .unwrap_or(Err(LockError::Damaged))
        .map_err(|error| Failed::asked_wrongly(format!("root_key: {error}")))
}
