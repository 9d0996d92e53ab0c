//! Reading and changing who stands how to a client, and with it the lists of those who work with
//! them.

use super::Act;
use crate::envelope::Damaged;
use crate::standing::{CaseloadV1, StandingV1};
use crate::vault::ReadError;
use care::{ClientId, Facts, PersonId, Section};
use std::collections::BTreeSet;

impl Act {
    /// Who stands how to this client.
    pub async fn standing(&mut self) -> Result<Facts, ReadError> {
        let standing = self.gist_in::<StandingV1>(Section::Consent).await?;
        let facts = standing.map_or_else(|| Ok(Facts::default()), |kept| Facts::try_from(&kept))?;
        self.queue.stood.get_or_insert_with(|| facts.clone());
        Ok(facts)
    }

    /// Changes who stands how to this client: the history, the gist, and the lists of everyone who
    /// works or worked with them. If the standing has changed since this act first read it, or one
    /// of the lists while it was written, nothing of the act is kept.
    pub async fn set_standing(&mut self, facts: &Facts) -> Result<(), ReadError> {
        if self.queue.stood.is_none() {
            self.standing().await?;
        }
        let standing = StandingV1::from(facts);
        self.keep(self.mint(), &standing)?;
        self.set_gist_in(Section::Consent, &standing).await?;
        let before = self.queue.stood.iter().flat_map(|stood| &stood.relations);
        let people: BTreeSet<PersonId> = before
            .chain(&facts.relations)
            .map(|relation| relation.person)
            // Those whom an earlier change in this act put on a list or took off it.
            .chain(self.queue.relisted.iter().copied())
            .collect();
        let listed: BTreeSet<PersonId> = facts
            .relations
            .iter()
            .filter(|relation| relation.until.is_none_or(|until| self.now < until))
            .map(|relation| relation.person)
            .filter(|person| !facts.conflicts.contains(person))
            .collect();
        for person in people {
            self.list(person, listed.contains(&person)).await?;
        }
        self.queue.standing_changes = true;
        Ok(())
    }

    /// Puts this client on someone's list or takes them off. The list is an index: what opens a
    /// record is the standing, so a damaged list never keeps a relation from ending.
    async fn list(&mut self, person: PersonId, listed: bool) -> Result<(), ReadError> {
        let desk = ClientId::of(person);
        let Some(key) = self.vault.key(desk).await? else {
            return if listed { Err(Damaged.into()) } else { Ok(()) };
        };
        let tag = key.gist_tag(<CaseloadV1 as crate::stored::Gist>::KIND);
        self.batch
            .gists
            .retain(|queued| queued.client != desk || queued.tag != tag);
        let (version, mut list) = match self.vault.desk_gist::<CaseloadV1>(person).await {
            Err(ReadError::Damaged(Damaged)) if !listed => return Ok(()),
            read => read?,
        };
        if list.set(self.whose(), listed) {
            let row = self
                .vault
                .seal_gist(desk, &key, Section::Overview, version, &list)?;
            self.batch.gists.push(row);
            self.queue.relisted.insert(person);
        }
        Ok(())
    }
}
