//! Deciding, from the facts kept about a client, and the memory of those facts.
//!
//! The memory may be late only in the safe direction: while someone changes how people stand to a
//! client nothing about that client is remembered, and a change whose outcome is unknown is never
//! remembered over. A second service on the same database is noticed within a minute.

use crate::engine::GistRow;
use crate::envelope::Damaged;
use crate::standing::StandingV1;
use crate::stored::Gist;
use crate::vault::{ReadError, SERVICE, Vault, lock};
use care::{Access, Asker, ClientId, Facts, MINUTE, Moment, Purpose, Refused, Sections, decide};
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
        let Some(facts) = self.facts_of(whose).await? else {
            return Ok(Err(Refused::NoBasis));
        };
        Ok(decide(asker, whose, sections, purpose, &facts, self.now()))
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
    /// or one whose relation has ended since, open nothing. `known`: the facts under which it was
    /// found to hold before.
    pub(crate) async fn holds(
        &self,
        access: &Access,
        known: Option<&Arc<Facts>>,
    ) -> Result<Arc<Facts>, ReadError> {
        let facts = self
            .facts_of(access.whose())
            .await?
            .ok_or(ReadError::NotCovered)?;
        if known.is_some_and(|known| Arc::ptr_eq(known, &facts))
            || still(access, &facts, self.now())
        {
            Ok(facts)
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

    /// The facts of one client; `None` where there is no such client.
    async fn facts_of(&self, client: ClientId) -> Result<Option<Arc<Facts>>, ReadError> {
        if let Some(facts) = lock(&self.inner.facts).get(client, self.now()) {
            return Ok(Some(facts));
        }
        Ok(self.facts(&[client]).await?.remove(&client).transpose()?)
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
        let mut cache = lock(&self.inner.facts);
        if cache.generation == generation {
            if cache.known.len() + loaded.len() > CACHED {
                cache.known.clear();
            }
            for (client, facts) in &loaded {
                if let Ok(facts) = facts
                    && !cache.changing.contains_key(client)
                {
                    cache.known.insert(*client, (now, Arc::clone(facts)));
                }
            }
        }
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
                let tag = crate::keys::ClientKey::gist_tag(&key, <StandingV1 as Gist>::KIND);
                let Some(row) = rows.get(&(client, tag)) else {
                    return Ok(Facts::default());
                };
                let standing: StandingV1 = self.open_gist(&key, care::Section::Consent, row)?;
                Facts::try_from(&standing)
            });
            (client, facts.map(Arc::new))
        };
        Ok(keys.into_iter().map(load).collect())
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
