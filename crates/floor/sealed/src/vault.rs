//! The vault: an engine, the root key over it, and what may be asked of them without an opening.
//!
//! Nothing here hands out a client's content. That needs an [`Act`](crate::Act), which needs an
//! [`Access`](care::Access), which only [`Vault::decide`] obtains.

use crate::engine::{CommitError, Engine, EngineFault, GistRow};
use crate::envelope::{Bound, Cell, Damaged, open_under, seal_under};
use crate::keys::{ClientKey, RootKey};
use crate::standing::{CaseloadV1, StandingV1};
use crate::stored::{Gist, from_bytes, to_bytes};
use care::{
    Access, Asker, Basis, Chance, ClientId, Clock, Facts, Moment, PersonId, Purpose, Refused,
    Section, Sections, ServiceId, decide,
};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use zeroize::Zeroizing;

/// Under this id, which is no person's, the service's own key and directory are kept.
const SERVICE: ClientId = ClientId::from_bytes([0; 16]);
/// Unwrapped keys and facts kept in memory at most; when full, the cache starts anew. At some 200
/// bytes each this is a few megabytes.
const CACHED: usize = 16_384;

/// Sealed records and the keys to them.
#[derive(Clone)]
pub struct Vault {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) engine: Box<dyn Engine>,
    root: RootKey,
    pub(crate) service: ServiceId,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) chance: Arc<dyn Chance>,
    keys: Mutex<HashMap<ClientId, Arc<ClientKey>>>,
    facts: Mutex<FactsCache>,
    windows: Mutex<HashMap<Window, Moment>>,
}

#[derive(Default)]
struct FactsCache {
    /// Counts invalidations, so that facts read before one are not put in after it.
    generation: u64,
    known: HashMap<ClientId, Arc<Facts>>,
}

/// What one ledger line covers for ten minutes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Window {
    person: PersonId,
    whose: ClientId,
    sections: Sections,
    purpose: Purpose,
    basis: Basis,
}

impl Window {
    pub(crate) fn of(access: &Access) -> Self {
        Self {
            person: access.asker().person,
            whose: access.whose(),
            sections: access.sections(),
            purpose: access.purpose(),
            basis: access.basis(),
        }
    }
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
    /// The access does not reach this section, or has grown old.
    #[error("this opening does not cover what was asked; decide again for what is needed")]
    NotCovered,
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
    /// own key; every later one proves that the root key is the right one.
    pub async fn open(
        engine: Box<dyn Engine>,
        root: RootKey,
        clock: Arc<dyn Clock>,
        chance: Arc<dyn Chance>,
    ) -> Result<Self, OpenError> {
        let (service, key) = match engine.key(SERVICE).await? {
            Some(wrapped) => {
                let payload = root.unwrap(&wrapped).map_err(|_| OpenError::WrongRootKey)?;
                let (secret, id) =
                    payload.split_first_chunk::<32>().ok_or(OpenError::WrongRootKey)?;
                let id = id.try_into().map_err(|_| OpenError::WrongRootKey)?;
                let key = ClientKey::new(Zeroizing::new(*secret), wrapped.epoch);
                (ServiceId::from_bytes(id), key)
            }
            None => {
                let service = ServiceId::mint(clock.now(), &*chance);
                let mut payload = Zeroizing::new(vec![0; 32]);
                chance.fill(&mut payload);
                let mut secret = Zeroizing::new([0; 32]);
                secret.copy_from_slice(&payload);
                payload.extend_from_slice(service.bytes());
                engine.put_keys(vec![root.wrap(SERVICE, &payload, &*chance)]).await?;
                (service, ClientKey::new(secret, root.epoch()))
            }
        };
        let keys = HashMap::from([(SERVICE, Arc::new(key))]);
        Ok(Self {
            inner: Arc::new(Inner {
                engine,
                root,
                service,
                clock,
                chance,
                keys: Mutex::new(keys),
                facts: Mutex::default(),
                windows: Mutex::default(),
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
        let mut wrapped = Vec::with_capacity(people.len());
        for person in people {
            let mut secret = Zeroizing::new([0; 32]);
            inner.chance.fill(&mut *secret);
            wrapped.push(inner.root.wrap(ClientId::of(*person), &*secret, &*inner.chance));
        }
        inner.engine.put_keys(wrapped).await
    }

    /// Decides whether `asker` may open `sections` of `whose` record for `purpose`, from the facts
    /// of that record. A client who does not exist refuses like one with whom nothing connects.
    pub async fn decide(
        &self,
        asker: Asker,
        whose: ClientId,
        sections: Sections,
        purpose: Purpose,
    ) -> Result<Result<Access, Refused>, ReadError> {
        let facts = self.facts(&[whose]).await?;
        let Some(Some(facts)) = facts.into_iter().next() else {
            return Ok(Err(Refused::NoBasis));
        };
        Ok(decide(asker, whose, sections, purpose, &facts, self.now()))
    }

    /// The same decision for each of a practitioner's own list. Those refused are left out.
    pub async fn decide_each(
        &self,
        asker: Asker,
        clients: &[ClientId],
        sections: Sections,
        purpose: Purpose,
    ) -> Result<Vec<Access>, ReadError> {
        let now = self.now();
        let facts = self.facts(clients).await?;
        Ok(clients
            .iter()
            .zip(facts)
            .filter_map(|(whose, facts)| decide(asker, *whose, sections, purpose, &*facts?, now).ok())
            .collect())
    }

    /// The clients on someone's own list. The list says who, nothing else.
    pub async fn caseload(&self, of: Asker) -> Result<Vec<ClientId>, ReadError> {
        let (_, list) = self.desk_gist::<CaseloadV1>(of.person).await?;
        Ok(list.clients.into_iter().map(ClientId::from_bytes).collect())
    }

    /// Reads a gist that belongs to a member of staff, with its version; an absent one is empty.
    pub(crate) async fn desk_gist<G: Gist + Default>(&self, of: PersonId) -> Result<(u32, G), ReadError> {
        let desk = ClientId::of(of);
        let Some(key) = self.key(desk).await? else { return Ok((0, G::default())) };
        let tag = key.tag(G::KIND);
        let rows = self.inner.engine.gists(vec![desk]).await?;
        match rows.into_iter().find(|row| row.tag == tag) {
            None => Ok((0, G::default())),
            Some(row) => Ok((row.version, self.open_gist(&key, Section::Overview, &row)?)),
        }
    }

    /// The facts of each client; `None` where there is no such client.
    async fn facts(&self, clients: &[ClientId]) -> Result<Vec<Option<Arc<Facts>>>, ReadError> {
        let (generation, mut found): (_, Vec<_>) = {
            let cache = lock(&self.inner.facts);
            (cache.generation, clients.iter().map(|c| cache.known.get(c).cloned()).collect())
        };
        let missing: Vec<_> = clients
            .iter()
            .zip(&found)
            .filter_map(|(client, facts)| facts.is_none().then_some(*client))
            .collect();
        if missing.is_empty() {
            return Ok(found);
        }
        let loaded = self.load_facts(missing).await?;
        for (client, facts) in clients.iter().zip(&mut found) {
            if facts.is_none() {
                *facts = loaded.get(client).cloned();
            }
        }
        let mut cache = lock(&self.inner.facts);
        if cache.generation == generation {
            if cache.known.len() + loaded.len() > CACHED {
                cache.known.clear();
            }
            cache.known.extend(loaded);
        }
        Ok(found)
    }

    async fn load_facts(&self, clients: Vec<ClientId>) -> Result<HashMap<ClientId, Arc<Facts>>, ReadError> {
        let rows = self.inner.engine.gists(clients.clone()).await?;
        let mut loaded = HashMap::with_capacity(clients.len());
        for client in clients {
            if let Some(key) = self.key(client).await? {
                let tag = key.tag(<StandingV1 as Gist>::KIND);
                let row = rows.iter().find(|row| row.client == client && row.tag == tag);
                let facts = match row {
                    None => Facts::default(),
                    Some(row) => {
                        let standing: StandingV1 = self.open_gist(&key, Section::Consent, row)?;
                        Facts::try_from(&standing)?
                    }
                };
                loaded.insert(client, Arc::new(facts));
            }
        }
        Ok(loaded)
    }

    /// Forgets cached facts of a client whose standing has changed.
    pub(crate) fn standing_changed(&self, client: ClientId) {
        let mut cache = lock(&self.inner.facts);
        cache.generation += 1;
        cache.known.remove(&client);
    }

    /// Whether a durable line already covers this opening.
    pub(crate) fn covered(&self, access: &Access, now: Moment) -> bool {
        lock(&self.inner.windows)
            .get(&Window::of(access))
            .is_some_and(|since| (0..crate::ledger::LINE_COVERS).contains(&(now - *since)))
    }

    /// Remembers that a line written at `at` is durable.
    pub(crate) fn cover(&self, access: &Access, at: Moment) {
        let mut windows = lock(&self.inner.windows);
        if windows.len() >= CACHED {
            windows.retain(|_, since| at - *since < crate::ledger::LINE_COVERS);
        }
        windows.insert(Window::of(access), at);
    }

    /// The key of a client, if there is such a client.
    pub(crate) async fn key(&self, client: ClientId) -> Result<Option<Arc<ClientKey>>, ReadError> {
        if let Some(key) = lock(&self.inner.keys).get(&client) {
            return Ok(Some(Arc::clone(key)));
        }
        let Some(wrapped) = self.inner.engine.key(client).await? else { return Ok(None) };
        let payload = self.inner.root.unwrap(&wrapped)?;
        let secret: [u8; 32] = payload.as_slice().try_into().map_err(|_| Damaged)?;
        let key = Arc::new(ClientKey::new(Zeroizing::new(secret), wrapped.epoch));
        let mut keys = lock(&self.inner.keys);
        if keys.len() >= CACHED {
            keys.retain(|client, _| *client == SERVICE);
        }
        keys.insert(client, Arc::clone(&key));
        Ok(Some(key))
    }

    /// The service's own key. It is put into the cache when the vault opens and never leaves it.
    pub(crate) async fn service_key(&self) -> Result<(ClientId, Arc<ClientKey>), ReadError> {
        let key = match self.key(SERVICE).await {
            Ok(Some(key)) => key,
            Ok(None) => return Err(Damaged.into()),
            // The service's payload carries its id too; it is only ever read by `open`.
            Err(error) => return Err(error),
        };
        Ok((SERVICE, key))
    }

    pub(crate) fn bound<'a>(
        &self,
        cell: Cell,
        client: ClientId,
        id: [u8; 16],
        version: u32,
        epoch: u32,
        names: (&'a str, &'a str, u16),
    ) -> Bound<'a> {
        let (section, kind, shape) = names;
        Bound { cell, service: self.inner.service, client, id, version, epoch, section, kind, shape }
    }

    pub(crate) fn seal_gist<G: Gist>(
        &self,
        client: ClientId,
        key: &ClientKey,
        section: Section,
        version: u32,
        gist: &G,
    ) -> Result<GistRow, Damaged> {
        let tag = key.tag(G::KIND);
        let names = (section.code(), G::KIND, G::SHAPE);
        let bound = self.bound(Cell::Gist, client, tag, version, key.epoch, names);
        let sealed =
            seal_under(&key.section(section), &bound, &to_bytes(gist)?, &*self.inner.chance);
        Ok(GistRow { client, tag, version, sealed })
    }

    pub(crate) fn open_gist<G: Gist>(&self, key: &ClientKey, section: Section, row: &GistRow) -> Result<G, Damaged> {
        let names = (section.code(), G::KIND, G::SHAPE);
        let bound = self.bound(Cell::Gist, row.client, row.tag, row.version, key.epoch, names);
        from_bytes(&open_under(&key.section(section), &bound, &row.sealed)?)
    }
}
