//! Deciding, from the facts kept about a client, and the memory of those facts.
//!
//! The memory may be late only in the safe direction: while someone changes how people stand to a
//! client nothing about that client is remembered, and a change whose outcome is unknown is never
//! remembered over. A second service on the same database is noticed within a minute.
//!
//! A yes is quick. A no costs one reading whatever it is about - a client with whom nothing
//! connects, one for whom the asker does not exist, or nobody - so that it tells nothing by how
//! long it takes.

use crate::engine::GistRow;
use crate::envelope::Damaged;
use crate::keys::ClientKey;
use crate::standing::StandingV2;
use crate::stored::Gist;
use crate::vault::{ReadError, SERVICE, Vault, is_reserved, lock};
use care::{
    Access, Asker, Basis, ClientId, Facts, MINUTE, Moment, Purpose, Refused, Section, Sections,
    decide,
};
use std::collections::HashMap;
use std::sync::Arc;

/// How old a decision may be when it is acted on, and how long facts are remembered.
pub(crate) const DECISION_HOLDS: i64 = MINUTE;
/// Facts kept in memory at most; when full, the cache starts anew. At some 200 bytes each this is
/// a few megabytes.
const CACHED: usize = 16_384;

#[derive(Default)]
pub(crate) struct FactsCache {
    /// Counts changes, so that facts read before one are not put in after it.
    generation: u64,
    known: HashMap<ClientId, (Moment, Arc<Facts>)>,
    /// Clients whose standing is being written, by how many at once. One whose writing was cut
    /// off stays here: nobody knows when it lands, so their facts are read each time.
    changing: HashMap<ClientId, u32>,
    /// What is opened where there is no client, so that nobody costs as much as somebody.
    stand_in: Option<GistRow>,
}

/// Who stands how to a client, as it is stored at this moment.
pub(crate) struct Stood {
    /// The client's key.
    pub(crate) key: Arc<ClientKey>,
    /// How often the standing has been written.
    pub(crate) version: u32,
    pub(crate) facts: Facts,
}

impl FactsCache {
    fn get(&self, client: ClientId, now: Moment) -> Option<Arc<Facts>> {
        let (since, facts) = self.known.get(&client)?;
        (0..DECISION_HOLDS)
            .contains(&(now - *since))
            .then(|| Arc::clone(facts))
    }

    fn forget(&mut self, client: ClientId) {
        self.generation += 1;
        self.known.remove(&client);
    }
}

/// What was decided about a list of clients.
#[derive(Clone, Debug, Default)]
pub struct Decided {
    /// The openings that are allowed, in the order of the list.
    pub accesses: Vec<Access>,
    /// Those about whom nothing can be decided because what says who stands how to them is
    /// damaged. They are closed, and staff are told; they are never left out silently.
    pub damaged: Vec<ClientId>,
}

type Loaded = Result<Arc<Facts>, Damaged>;

impl Vault {
    /// Decides whether `asker` may open `sections` of `whose` record for `purpose`, from the facts
    /// of that record. A client who does not exist refuses like one with whom nothing connects.
    pub async fn decide(
        &self,
        asker: Asker,
        whose: ClientId,
        sections: Sections,
        purpose: Purpose,
    ) -> Result<Result<Access, Refused>, ReadError> {
        let (facts, remembered) = self.facts_of(whose).await?;
        let nobody = Arc::default();
        let known = facts.as_ref().unwrap_or(&nobody);
        let answer = decide(asker, whose, sections, purpose, known, self.now())
            .and_then(|access| facts.is_some().then_some(access).ok_or(Refused::NoBasis));
        if answer.is_err() && remembered {
            self.read_standing(whose).await?;
        }
        Ok(answer)
    }

    /// Whether someone could open these sections at a time, as everything stands now. It is no
    /// access and opens nothing: for whom a client can be asked to meet then. Whoever asks is told
    /// yes or no, never why.
    pub async fn could_open(
        &self,
        asker: Asker,
        whose: ClientId,
        sections: Sections,
        purpose: Purpose,
        at: Moment,
    ) -> Result<bool, ReadError> {
        let (facts, _) = self.facts_of(whose).await?;
        let could = |facts: Arc<Facts>| decide(asker, whose, sections, purpose, &facts, at).is_ok();
        Ok(facts.is_some_and(could))
    }

    /// The same decision for each of a practitioner's own list. Those refused are left out. One
    /// damaged standing closes the whole list: [`Self::decide_list`] names it instead.
    pub async fn decide_each(
        &self,
        asker: Asker,
        clients: &[ClientId],
        sections: Sections,
        purpose: Purpose,
    ) -> Result<Vec<Access>, ReadError> {
        let decided = self.decide_list(asker, clients, sections, purpose).await?;
        if decided.damaged.is_empty() {
            Ok(decided.accesses)
        } else {
            Err(Damaged.into())
        }
    }

    /// The same decision for each of a practitioner's own list. Those refused are left out, those
    /// whose standing is damaged are named.
    pub async fn decide_list(
        &self,
        asker: Asker,
        clients: &[ClientId],
        sections: Sections,
        purpose: Purpose,
    ) -> Result<Decided, ReadError> {
        let facts = self.facts(clients).await?;
        let now = self.now();
        let mut decided = Decided::default();
        for whose in clients {
            match facts.get(whose) {
                None => {}
                Some(Err(Damaged)) => decided.damaged.push(*whose),
                Some(Ok(facts)) => {
                    decided
                        .accesses
                        .extend(decide(asker, *whose, sections, purpose, facts, now));
                }
            }
        }
        Ok(decided)
    }

    /// Whether an access still is what would be decided: it is less than a minute old, and the
    /// vault's own facts say yes on the same basis. This is what makes an access on made-up facts,
    /// or one whose relation has ended since, open nothing. It asks the clock each time: what ends
    /// by itself ends on the second, also in the middle of an act.
    pub(crate) async fn holds(&self, access: &Access) -> Result<(), ReadError> {
        let (facts, _) = self.facts_of(access.whose()).await?;
        let facts = facts.ok_or(ReadError::NotCovered)?;
        if still(access, &facts, self.now()) {
            Ok(())
        } else {
            Err(ReadError::NotCovered)
        }
    }

    /// Whether every one of these accesses holds, as [`Self::holds`] for one.
    pub(crate) async fn all_hold(&self, accesses: &[Access], now: Moment) -> Result<(), ReadError> {
        let clients: Vec<_> = accesses.iter().map(Access::whose).collect();
        let facts = self.facts(&clients).await?;
        let holds = |access: &Access| {
            let Some(Ok(facts)) = facts.get(&access.whose()) else {
                return false;
            };
            fresh(access, now) && still(access, facts, now)
        };
        if accesses.iter().all(holds) {
            Ok(())
        } else {
            Err(ReadError::NotCovered)
        }
    }

    /// The facts of one client, `None` where there is no such client; and whether they came from
    /// memory.
    pub(crate) async fn facts_of(
        &self,
        client: ClientId,
    ) -> Result<(Option<Arc<Facts>>, bool), ReadError> {
        let now = self.now();
        let generation = {
            let cache = lock(&self.inner.facts);
            if let Some(facts) = cache.get(client, now) {
                return Ok((Some(facts), true));
            }
            cache.generation
        };
        let Some(read) = self.read_standing(client).await? else {
            return Ok((None, false));
        };
        let facts = Arc::new(read.facts);
        self.remember(generation, now, &[(client, Arc::clone(&facts))]);
        Ok((Some(facts), false))
    }

    /// Reads who stands how to a client, past every memory. Where there is no such client it costs
    /// as much and finds nobody.
    pub(crate) async fn read_standing(&self, client: ClientId) -> Result<Option<Stood>, ReadError> {
        let wrapped = self.inner.engine.key(client).await?;
        let rows = self.inner.engine.gists(vec![client]).await?;
        // The service's own record is nobody's: for everyone it does not exist.
        let Some(wrapped) = wrapped.filter(|_| !is_reserved(client)) else {
            let (key, row) = self.stand_in()?;
            self.open_standing(key, &row)?;
            return Ok(None);
        };
        let key = match self.known_key(client) {
            Some(key) => key,
            None => match self.unwrapped_now(&wrapped).await? {
                Some(key) => key,
                None => return Ok(None),
            },
        };
        let tag = key.gist_tag(<StandingV2 as Gist>::KIND);
        let row = rows.iter().find(|row| row.tag == tag);
        let facts = match row {
            Some(row) => self.open_standing(&key, row)?,
            None => Facts::default(),
        };
        let version = row.map_or(0, |row| row.version);
        Ok(Some(Stood {
            key,
            version,
            facts,
        }))
    }

    /// A standing of nobody, under the service's own key: what is opened where there is no client.
    fn stand_in(&self) -> Result<(&ClientKey, GistRow), Damaged> {
        let key = self.service_key();
        if let Some(row) = &lock(&self.inner.facts).stand_in {
            return Ok((key, row.clone()));
        }
        let row = self.seal_gist(SERVICE, key, Section::Consent, 0, &StandingV2::default())?;
        lock(&self.inner.facts).stand_in = Some(row.clone());
        Ok((key, row))
    }

    /// Remembers facts that were read when this many changes had been made.
    fn remember(&self, generation: u64, now: Moment, read: &[(ClientId, Arc<Facts>)]) {
        let mut cache = lock(&self.inner.facts);
        if cache.generation != generation {
            return;
        }
        if cache.known.len() + read.len() > CACHED {
            cache.known.clear();
        }
        for (client, facts) in read {
            if !cache.changing.contains_key(client) {
                cache.known.insert(*client, (now, Arc::clone(facts)));
            }
        }
    }

    /// The facts of each client; absent where there is no such client.
    async fn facts(&self, clients: &[ClientId]) -> Result<HashMap<ClientId, Loaded>, ReadError> {
        let now = self.now();
        let mut found = HashMap::with_capacity(clients.len());
        let mut missing = Vec::new();
        let generation = {
            let cache = lock(&self.inner.facts);
            for client in clients {
                match cache.get(*client, now) {
                    Some(facts) => {
                        found.insert(*client, Ok(facts));
                    }
                    // The service's own record is nobody's: for everyone it does not exist.
                    None if *client != SERVICE => missing.push(*client),
                    None => {}
                }
            }
            cache.generation
        };
        if missing.is_empty() {
            return Ok(found);
        }
        let loaded = self.load_facts(missing).await?;
        let opened: Vec<_> = loaded
            .iter()
            .filter_map(|(client, facts)| Some((*client, Arc::clone(facts.as_ref().ok()?))))
            .collect();
        self.remember(generation, now, &opened);
        found.extend(loaded);
        Ok(found)
    }

    async fn load_facts(
        &self,
        clients: Vec<ClientId>,
    ) -> Result<HashMap<ClientId, Loaded>, ReadError> {
        let keys = self.keys_of(&clients).await?;
        let rows = self.inner.engine.gists(clients).await?;
        let rows: HashMap<_, GistRow> = rows
            .into_iter()
            .map(|row| ((row.client, row.tag), row))
            .collect();
        let load = |(client, key): (ClientId, Result<Arc<_>, Damaged>)| {
            let facts = key.and_then(|key| {
                let tag = ClientKey::gist_tag(&key, <StandingV2 as Gist>::KIND);
                rows.get(&(client, tag))
                    .map_or_else(|| Ok(Facts::default()), |row| self.open_standing(&key, row))
            });
            (client, facts.map(Arc::new))
        };
        Ok(keys.into_iter().map(load).collect())
    }

    /// Facts of a client who is gone are not remembered.
    pub(crate) fn forget_facts(&self, client: ClientId) {
        lock(&self.inner.facts).forget(client);
    }

    /// From here on until [`Self::standing_settled`], facts of this client are not remembered.
    pub(crate) fn standing_changing(&self, client: ClientId) {
        let mut cache = lock(&self.inner.facts);
        cache.forget(client);
        *cache.changing.entry(client).or_default() += 1;
    }

    /// A change of this client's standing is durable, or is known not to be.
    pub(crate) fn standing_settled(&self, client: ClientId) {
        let mut cache = lock(&self.inner.facts);
        cache.forget(client);
        if let Some(count) = cache.changing.get_mut(&client) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                cache.changing.remove(&client);
            }
        }
    }
}

/// Whether a decision is young enough to be acted on.
pub(crate) fn fresh(access: &Access, now: Moment) -> bool {
    (0..=DECISION_HOLDS).contains(&(now - access.decided_at()))
}

fn still(access: &Access, facts: &Facts, now: Moment) -> bool {
    if access.basis() == Basis::Service {
        // It rests on no facts: only that there is such a client, which was asked.
        return true;
    }
    decide(
        access.asker(),
        access.whose(),
        access.sections(),
        access.purpose(),
        facts,
        now,
    )
    .is_ok_and(|again| again.basis() == access.basis())
}
