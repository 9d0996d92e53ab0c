//! The vault: an engine, the root key over it, and what may be asked of them without an opening.
//!
//! Nothing here hands out a client's content. That needs an [`Act`](crate::Act), which needs an
//! [`Access`](care::Access) that [`Vault::decide`] would give at that moment.

use crate::engine::{CommitError, Engine, EngineFault, GistRow, WrappedKey};
use crate::envelope::{Bound, Cell, Damaged, open_under, seal_under};
use crate::epochs::{Keeper, beginning};
use crate::facts::FactsCache;
use crate::keys::{ClientKey, RootKey};
use crate::standing::CaseloadV1;
use crate::stored::{Gist, from_bytes, to_bytes};
use crate::tree::Grown;
use crate::windows::Windows;
use care::{Asker, Chance, ClientId, Clock, Moment, PersonId, Section, ServiceId};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

/// Under this id, which is no person's, the service's own key and directory are kept.
pub(crate) const SERVICE: ClientId = ClientId::from_bytes([0; 16]);
/// Under this id the key store holds the root key sealed to the recovery key, if there is one.
pub const RECOVERY: ClientId = ClientId::from_bytes([0xFF; 16]);
/// Under this id the key store holds the root key sealed to a recovery key whose shares were made
/// and not tried yet. It takes the place of [`RECOVERY`] when they were.
pub const RECOVERY_UNTRIED: ClientId = ClientId::from_bytes([0xFD; 16]);
/// Under this id the key store holds the root key locked with a secret, if it is kept so.
pub const LOCKED_ROOT: ClientId = ClientId::from_bytes([0xFE; 16]);
/// How long copies of the key store may be kept if nobody says otherwise, in days. Safety design,
/// 4.2: at most 30.
pub const KEY_COPIES_KEPT_DAYS: u16 = 30;
/// Unwrapped keys kept in memory at most; when full, the cache starts anew. At some 150 bytes each
/// this is a few megabytes.
const CACHED: usize = 16_384;
/// From how many missing keys on all are read at once instead of one by one.
const MANY: usize = 64;
/// Section, kind and shape to which every gist's envelope is bound beside its tag. The gist's own
/// shape is inside, so that verification can open gists of capabilities it has never heard of.
const GIST: (&str, u16) = ("gist", 1);

/// Whether this id is no person's: the service, and what the key store holds beside keys.
pub(crate) fn is_reserved(client: ClientId) -> bool {
    [SERVICE, RECOVERY, RECOVERY_UNTRIED, LOCKED_ROOT].contains(&client)
}

/// How a vault keeps its root key, and how long copies of its key store are kept.
#[derive(Clone)]
pub struct Keeping {
    /// What happens when the root key changes.
    pub keeper: Keeper,
    /// Days that copies of the key store are kept at most.
    pub copies_kept_days: u16,
}

impl Default for Keeping {
    fn default() -> Self {
        Self {
            keeper: Keeper::Nobody,
            copies_kept_days: KEY_COPIES_KEPT_DAYS,
        }
    }
}

/// Sealed records and the keys to them.
#[derive(Clone)]
pub struct Vault {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) engine: Box<dyn Engine>,
    pub(crate) root: RwLock<RootKey>,
    pub(crate) keeper: Keeper,
    /// Held for writing while the root key changes, for reading by whoever must not see half of it.
    pub(crate) changing: tokio::sync::RwLock<()>,
    /// How long copies of the key store may be kept, in days.
    pub(crate) copies_kept_days: u16,
    /// Who was erased since this vault was opened: a reader who was under way brings no key back.
    pub(crate) gone: Mutex<HashSet<ClientId>>,
    pub(crate) service: ServiceId,
    service_key: Arc<ClientKey>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) chance: Arc<dyn Chance>,
    pub(crate) keys: Mutex<HashMap<ClientId, Arc<ClientKey>>>,
    pub(crate) facts: Mutex<FactsCache>,
    pub(crate) windows: Mutex<Windows>,
    /// The tree over the ledger, as far as it was read. Whoever signs holds it meanwhile.
    pub(crate) log: tokio::sync::Mutex<Grown>,
}

/// Why a vault could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The root key is not the one this database was sealed under.
    #[error("this root key does not open this database; give the key file that was made with it")]
    WrongRootKey,
    /// The engine could not.
    #[error(transparent)]
    Engine(#[from] EngineFault),
    /// The first key could not be stored.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

/// Why something could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is there and does not open.
    #[error(transparent)]
    Damaged(#[from] Damaged),
    /// The engine could not.
    #[error(transparent)]
    Engine(#[from] EngineFault),
    /// The access does not reach this section, has grown old, or does not hold any more: the
    /// relation it rests on has ended.
    #[error("this opening does not cover what was asked; decide again for what is needed")]
    NotCovered,
    /// The section is under its owner's own key, and the act was not given it.
    #[error("this part opens only with its owner's own key")]
    NeedsOwnKey,
    /// The ledger line could not be made durable, so nothing was opened.
    #[error("nothing was opened: the line that says so could not be saved ({0})")]
    NoLine(#[source] CommitError),
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What these mutexes guard is a cache: after a panic elsewhere its contents are still true.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Vault {
    /// Opens the vault over an engine. The first opening of an empty engine makes the service's
    /// own key; every later one proves that the root key is the right one. A root key that changes
    /// is kept nowhere: for tests and the demo.
    pub async fn open(
        engine: Box<dyn Engine>,
        root: RootKey,
        clock: Arc<dyn Clock>,
        chance: Arc<dyn Chance>,
    ) -> Result<Self, OpenError> {
        Self::open_kept(engine, root, Keeping::default(), clock, chance).await
    }

    /// As [`Self::open`], with what is to happen when the root key changes.
    pub async fn open_kept(
        engine: Box<dyn Engine>,
        root: RootKey,
        keeping: Keeping,
        clock: Arc<dyn Clock>,
        chance: Arc<dyn Chance>,
    ) -> Result<Self, OpenError> {
        let mut root = root;
        let (service, key) = if let Some(wrapped) = engine.key(SERVICE).await? {
            let payload = root.unwrap(&wrapped).map_err(|_| OpenError::WrongRootKey)?;
            // Which one it is the key store says, and the envelope is bound to it.
            root = root.in_epoch(wrapped.epoch);
            let (key, id) =
                ClientKey::from_payload(&payload).map_err(|_| OpenError::WrongRootKey)?;
            let id = id.try_into().map_err(|_| OpenError::WrongRootKey)?;
            (ServiceId::from_bytes(id), key)
        } else {
            let service = ServiceId::mint(clock.now(), &*chance);
            let key = ClientKey::mint(&*chance);
            let about = (&key, service.bytes());
            let first = beginning(&root, &keeping.keeper, about, &*chance);
            engine.put_keys(first.map_err(|_| cannot_seal())?).await?;
            (service, key)
        };
        Ok(Self {
            inner: Arc::new(Inner {
                engine,
                root: RwLock::new(root),
                keeper: keeping.keeper,
                changing: tokio::sync::RwLock::default(),
                copies_kept_days: keeping.copies_kept_days,
                gone: Mutex::default(),
                service,
                service_key: Arc::new(key),
                clock,
                chance,
                keys: Mutex::default(),
                facts: Mutex::default(),
                windows: Mutex::default(),
                log: tokio::sync::Mutex::default(),
            }),
        })
    }

    /// The engine below, for backup and the like. It holds no plaintext.
    pub fn engine(&self) -> &dyn Engine {
        &*self.inner.engine
    }

    /// Now, as this vault's clock tells it.
    pub fn now(&self) -> Moment {
        self.inner.clock.now()
    }

    /// The clock this vault was given.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.inner.clock
    }

    /// The chance this vault was given.
    pub fn chance(&self) -> &dyn Chance {
        &*self.inner.chance
    }

    /// Makes the keys of new people, durable before anything of theirs can be sealed.
    pub async fn admit(&self, people: &[PersonId]) -> Result<(), CommitError> {
        let inner = &self.inner;
        // Wrapped under one root key and put under another, they would be lost.
        let _settled = inner.changing.read().await;
        let root = self.root();
        let wrap = |person: &PersonId| {
            let key = ClientKey::mint(&*inner.chance);
            root.wrap(ClientId::of(*person), &key.payload(&[]), &*inner.chance)
        };
        let wrapped: Result<Vec<_>, _> = people.iter().map(wrap).collect();
        inner
            .engine
            .put_keys(wrapped.map_err(|_| cannot_seal())?)
            .await
    }

    /// The clients on someone's own list. The list says who, nothing else.
    pub async fn caseload(&self, of: Asker) -> Result<Vec<ClientId>, ReadError> {
        let (_, list) = self.desk_gist::<CaseloadV1>(of.person).await?;
        Ok(list.clients.into_iter().map(ClientId::from_bytes).collect())
    }

    /// Reads a gist that belongs to a member of staff, with its version; an absent one is empty.
    pub(crate) async fn desk_gist<G: Gist + Default>(
        &self,
        of: PersonId,
    ) -> Result<(u32, G), ReadError> {
        let desk = ClientId::of(of);
        let Some(key) = self.key(desk).await? else {
            return Ok((0, G::default()));
        };
        let tag = key.gist_tag(G::KIND);
        let rows = self.inner.engine.gists(vec![desk]).await?;
        match rows.into_iter().find(|row| row.tag == tag) {
            None => Ok((0, G::default())),
            Some(row) => Ok((row.version, self.open_gist(&key, Section::Overview, &row)?)),
        }
    }

    /// The key of a client, if there is such a client.
    pub(crate) async fn key(&self, client: ClientId) -> Result<Option<Arc<ClientKey>>, ReadError> {
        if let Some(key) = self.known_key(client) {
            return Ok(Some(key));
        }
        if is_reserved(client) {
            return Ok(None);
        }
        let Some(wrapped) = self.inner.engine.key(client).await? else {
            return Ok(None);
        };
        self.unwrapped_now(&wrapped).await
    }

    /// A client's key, read and unwrapped by the same root key: if it was read while the root key
    /// was being changed, it is read again when that is done. `None` if it was destroyed meanwhile.
    pub(crate) async fn unwrapped_now(
        &self,
        wrapped: &WrappedKey,
    ) -> Result<Option<Arc<ClientKey>>, ReadError> {
        let root = self.root();
        if wrapped.epoch == root.epoch() {
            return Ok(Some(self.unwrapped(&root, wrapped)?));
        }
        let _settled = self.inner.changing.read().await;
        let again = self.inner.engine.key(wrapped.client).await?;
        let root = self.root();
        Ok(again
            .map(|wrapped| self.unwrapped(&root, &wrapped))
            .transpose()?)
    }

    /// The keys of these clients: absent where there is no such client, damaged where the wrapped
    /// key does not open.
    pub(crate) async fn keys_of(
        &self,
        clients: &[ClientId],
    ) -> Result<HashMap<ClientId, Result<Arc<ClientKey>, Damaged>>, ReadError> {
        let mut found = HashMap::with_capacity(clients.len());
        let mut missing = HashSet::new();
        for client in clients {
            match self.known_key(*client) {
                Some(key) => {
                    found.insert(*client, Ok(key));
                }
                None => {
                    missing.insert(*client);
                }
            }
        }
        let wrapped = if missing.len() > MANY {
            self.inner.engine.keys().await?
        } else {
            let mut wrapped = Vec::with_capacity(missing.len());
            for client in &missing {
                wrapped.extend(self.inner.engine.key(*client).await?);
            }
            wrapped
        };
        for wrapped in wrapped
            .iter()
            .filter(|wrapped| missing.contains(&wrapped.client) && !is_reserved(wrapped.client))
        {
            match self.unwrapped_now(wrapped).await {
                Ok(Some(key)) => drop(found.insert(wrapped.client, Ok(key))),
                Ok(None) => {}
                Err(ReadError::Damaged(damaged)) => {
                    found.insert(wrapped.client, Err(damaged));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }

    pub(crate) fn known_key(&self, client: ClientId) -> Option<Arc<ClientKey>> {
        if client == SERVICE {
            return Some(Arc::clone(&self.inner.service_key));
        }
        lock(&self.inner.keys).get(&client).cloned()
    }

    fn unwrapped(&self, root: &RootKey, wrapped: &WrappedKey) -> Result<Arc<ClientKey>, Damaged> {
        let payload = root.unwrap(wrapped)?;
        let (key, []) = ClientKey::from_payload(&payload)? else {
            return Err(Damaged);
        };
        let key = Arc::new(key);
        if lock(&self.inner.gone).contains(&wrapped.client) {
            return Ok(key);
        }
        let mut keys = lock(&self.inner.keys);
        if keys.len() >= CACHED {
            keys.clear();
        }
        keys.insert(wrapped.client, Arc::clone(&key));
        Ok(key)
    }

    /// Whether a wrapped key opens as it is stored now, whatever memory knows.
    pub(crate) fn wrapped_opens(&self, wrapped: &WrappedKey) -> Result<Arc<ClientKey>, Damaged> {
        let root = self.root();
        if wrapped.client != SERVICE {
            return self.unwrapped(&root, wrapped);
        }
        let payload = root.unwrap(wrapped)?;
        let (_, id) = ClientKey::from_payload(&payload)?;
        let known = id == self.inner.service.bytes();
        if known {
            Ok(Arc::clone(&self.inner.service_key))
        } else {
            Err(Damaged)
        }
    }

    /// The service's own key.
    pub(crate) fn service_key(&self) -> &ClientKey {
        &self.inner.service_key
    }

    /// Where an envelope belongs. What carries a time adds it.
    pub(crate) fn bound<'a>(
        &self,
        cell: Cell,
        client: ClientId,
        key: &ClientKey,
        id: [u8; 16],
        version: u32,
        names: (&'a str, &'a str, u16),
    ) -> Bound<'a> {
        let (section, kind, shape) = names;
        Bound {
            cell,
            service: self.inner.service,
            client,
            id,
            version,
            epoch: key.generation,
            at: Moment::default(),
            section,
            kind,
            shape,
        }
    }

    pub(crate) fn seal_gist<G: Gist>(
        &self,
        client: ClientId,
        key: &ClientKey,
        section: Section,
        after: u32,
        gist: &G,
    ) -> Result<GistRow, Damaged> {
        let tag = key.gist_tag(G::KIND);
        let version = after.checked_add(1).ok_or(Damaged)?;
        let bound = self.bound(
            Cell::Gist,
            client,
            key,
            tag,
            version,
            (section.code(), GIST.0, GIST.1),
        );
        let payload = to_bytes(&(G::SHAPE, gist))?;
        let sealed = seal_under(&key.section(section), &bound, &payload, &*self.inner.chance)?;
        Ok(GistRow {
            client,
            tag,
            version,
            sealed,
        })
    }

    pub(crate) fn open_gist<G: Gist>(
        &self,
        key: &ClientKey,
        section: Section,
        row: &GistRow,
    ) -> Result<G, Damaged> {
        let payload = self.unseal_gist(key, section, row)?;
        let (shape, rest) = postcard::take_from_bytes::<u16>(&payload).map_err(|_| Damaged)?;
        if shape == G::SHAPE {
            from_bytes(rest)
        } else {
            Err(Damaged)
        }
    }

    /// Whether a gist, of whatever capability, is what was put there.
    pub(crate) fn gist_opens(&self, key: &ClientKey, row: &GistRow) -> bool {
        [Section::Overview, Section::Consent, Section::Identity]
            .into_iter()
            .any(|section| self.unseal_gist(key, section, row).is_ok())
    }

    fn unseal_gist(
        &self,
        key: &ClientKey,
        section: Section,
        row: &GistRow,
    ) -> Result<zeroize::Zeroizing<Vec<u8>>, Damaged> {
        let names = (section.code(), GIST.0, GIST.1);
        let bound = self.bound(Cell::Gist, row.client, key, row.tag, row.version, names);
        open_under(&key.section(section), &bound, &row.sealed)
    }
}

fn cannot_seal() -> EngineFault {
    EngineFault::Database("a key could not be sealed".into())
}
