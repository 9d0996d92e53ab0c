//! A service whose root key lies on a shelf, as in a file: the one that counts and, while it
//! changes, the next. The shelf and the key store can each fail at every step.

use care::{Chance, ClientId, Clock, Moment, PersonId, RecordId, Section};
use sealed::engine::{
    Batch, CommitError, Engine, EngineFault, GistRow, KeysAnew, LineRow, Pending, PostRow, Row,
    Tag, WrappedKey,
};
use sealed::{Keeper, Keeping, Kind, RootKey, RootSource, StandingV2, Stored, Vault, which_opens};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use testing::{Frozen, Seeded, Small};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) struct WordsV1(pub(crate) String);

impl Stored for WordsV1 {
    const KIND: &'static str = "words";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Notes;
}

pub(crate) const KINDS: [Kind; 3] = [
    Kind::of::<StandingV2>(),
    Kind::of::<WordsV1>(),
    Kind::in_directory::<sealed::ErasedV1>(),
];

/// Where something goes wrong, once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fault {
    /// The next root key cannot be put on the shelf.
    Prepare,
    /// It was put there, and then the machine went away.
    Prepared,
    /// The key store says no, and has changed nothing.
    NotReplaced,
    /// The key store is written, and nobody hears of it.
    ReplacedInSilence,
    /// The old root key cannot be taken away.
    Promote,
}

/// What was on the shelf when the machine went away.
#[derive(Clone, Default)]
pub(crate) struct Lying {
    pub(crate) current: Option<RootKey>,
    pub(crate) next: Option<RootKey>,
}

#[derive(Clone, Default)]
pub(crate) struct Shelf {
    lying: Arc<Mutex<Lying>>,
    fault: Arc<Mutex<Option<Fault>>>,
}

impl Shelf {
    pub(crate) fn with(root: &RootKey) -> Self {
        let shelf = Self::default();
        shelf.lying.lock().unwrap().current = Some(root.clone());
        shelf
    }

    pub(crate) fn fail(&self, fault: Fault) {
        *self.fault.lock().unwrap() = Some(fault);
    }

    fn fails(&self, at: Fault) -> bool {
        let mut fault = self.fault.lock().unwrap();
        if *fault == Some(at) {
            *fault = None;
            return true;
        }
        false
    }

    pub(crate) fn lying(&self) -> Lying {
        self.lying.lock().unwrap().clone()
    }

    /// What a start does: takes the root key that opens the key store, and finishes or forgets a
    /// change that was cut off.
    pub(crate) async fn root(&self, engine: &dyn Engine) -> RootKey {
        let lying = self.lying();
        let keys: Vec<RootKey> = lying.current.into_iter().chain(lying.next).collect();
        let which = which_opens(engine, &keys).await.unwrap().unwrap_or(0);
        if which == 1 {
            self.promote().unwrap();
        } else {
            self.abandon();
        }
        keys[which].clone()
    }
}

impl RootSource for Shelf {
    fn prepare(&self, next: &RootKey) -> Result<(), String> {
        if self.fails(Fault::Prepare) {
            return Err("no room on the shelf".to_owned());
        }
        self.lying.lock().unwrap().next = Some(next.clone());
        if self.fails(Fault::Prepared) {
            return Err("the machine went away".to_owned());
        }
        Ok(())
    }

    fn promote(&self) -> Result<(), String> {
        if self.fails(Fault::Promote) {
            return Err("the shelf is stuck".to_owned());
        }
        let mut lying = self.lying.lock().unwrap();
        lying.current = lying.next.take();
        Ok(())
    }

    fn abandon(&self) {
        self.lying.lock().unwrap().next = None;
    }
}

/// An engine whose key store can fail. Clones share what is stored, as starts do.
#[derive(Clone)]
pub(crate) struct Faulty {
    pub(crate) engine: Arc<dyn Engine>,
    pub(crate) shelf: Shelf,
}

pub(crate) const SEED: u64 = 21;

/// Opens the service as a start does.
pub(crate) async fn start(faulty: &Faulty, clock: &Arc<Frozen>, chance: &Arc<Seeded>) -> Small {
    let root = faulty.shelf.root(&*faulty.engine).await;
    let keeping = Keeping {
        keeper: Keeper::Source(Arc::new(faulty.shelf.clone())),
        ..Keeping::default()
    };
    let (time, dice) = (
        Arc::clone(clock) as Arc<dyn Clock>,
        Arc::clone(chance) as Arc<dyn Chance>,
    );
    let vault = Vault::open_kept(Box::new(faulty.clone()), root, keeping, time, dice).await;
    Small {
        vault: vault.unwrap(),
        clock: Arc::clone(clock),
    }
}

/// A new service.
pub(crate) fn new(engine: Arc<dyn Engine>) -> (Faulty, Arc<Frozen>, Arc<Seeded>) {
    let chance = Arc::new(Seeded::new(SEED));
    let shelf = Shelf::with(&RootKey::mint(&*chance));
    (Faulty { engine, shelf }, Arc::default(), chance)
}

/// Keeps words in someone's own record.
pub(crate) async fn write(small: &Small, who: PersonId, words: &str) -> RecordId {
    let access = own(small, who).await;
    let mut act = sealed::Act::open(&small.vault, access).await.unwrap();
    let id = act.mint();
    act.keep(id, &WordsV1(words.to_owned())).unwrap();
    act.done().await.unwrap();
    id
}

/// Reads words from someone's own record.
pub(crate) async fn read(small: &Small, who: PersonId, id: RecordId) -> String {
    let access = own(small, who).await;
    let act = sealed::Act::open(&small.vault, access).await.unwrap();
    act.find::<WordsV1>(id).await.unwrap().unwrap().value.0
}

async fn own(small: &Small, who: PersonId) -> care::Access {
    let asker = care::Asker {
        person: who,
        role: care::Role::Client,
    };
    let sections = care::Sections::of(&[Section::Notes]);
    let decided = small
        .vault
        .decide(asker, ClientId::of(who), sections, care::Purpose::OwnRecord)
        .await;
    decided.unwrap().unwrap()
}

pub(crate) fn person(n: u32) -> PersonId {
    let mut bytes = [0x77; 16];
    bytes[..4].copy_from_slice(&n.to_be_bytes());
    PersonId::from_bytes(bytes)
}

impl Engine for Faulty {
    fn commit(&self, batch: Batch) -> Pending<'_, Result<(), CommitError>> {
        self.engine.commit(batch)
    }

    fn latest(
        &self,
        client: ClientId,
        tag: Tag,
        after: Option<RecordId>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>> {
        self.engine.latest(client, tag, after, limit)
    }

    fn versions(
        &self,
        client: ClientId,
        record: RecordId,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>> {
        self.engine.versions(client, record)
    }

    fn record(
        &self,
        client: ClientId,
        record: RecordId,
    ) -> Pending<'_, Result<Option<Row>, EngineFault>> {
        self.engine.record(client, record)
    }

    fn gists(&self, clients: Vec<ClientId>) -> Pending<'_, Result<Vec<GistRow>, EngineFault>> {
        self.engine.gists(clients)
    }

    fn lines(
        &self,
        client: ClientId,
        before: Option<u64>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<LineRow>, EngineFault>> {
        self.engine.lines(client, before, limit)
    }

    fn all_lines(&self, from: u64, limit: u32) -> Pending<'_, Result<Vec<LineRow>, EngineFault>> {
        self.engine.all_lines(from, limit)
    }

    fn all_rows(
        &self,
        after: Option<(ClientId, RecordId, u32)>,
        limit: u32,
    ) -> Pending<'_, Result<Vec<Row>, EngineFault>> {
        self.engine.all_rows(after, limit)
    }

    fn due(&self, now: Moment, limit: u32) -> Pending<'_, Result<Vec<PostRow>, EngineFault>> {
        self.engine.due(now, limit)
    }

    fn key(&self, client: ClientId) -> Pending<'_, Result<Option<WrappedKey>, EngineFault>> {
        self.engine.key(client)
    }

    fn put_keys(&self, keys: Vec<WrappedKey>) -> Pending<'_, Result<(), CommitError>> {
        self.engine.put_keys(keys)
    }

    fn keys(&self) -> Pending<'_, Result<Vec<WrappedKey>, EngineFault>> {
        self.engine.keys()
    }

    fn replace_keys(&self, anew: KeysAnew) -> Pending<'_, Result<(), CommitError>> {
        Box::pin(async move {
            let silence = || CommitError::Fault(EngineFault::Database("the line is dead".into()));
            if self.shelf.fails(Fault::NotReplaced) {
                return Err(silence());
            }
            self.engine.replace_keys(anew).await?;
            if self.shelf.fails(Fault::ReplacedInSilence) {
                return Err(silence());
            }
            Ok(())
        })
    }

    fn destroy_key(&self, client: ClientId) -> Pending<'_, Result<(), EngineFault>> {
        self.engine.destroy_key(client)
    }

    fn back_up(&self, to: PathBuf) -> Pending<'_, Result<(), EngineFault>> {
        self.engine.back_up(to)
    }

    fn close(&self) -> Pending<'_, ()> {
        self.engine.close()
    }
}
