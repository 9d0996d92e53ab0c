//! Reading and changing who stands how to a client, and with it the lists of those who work with
//! them.

use super::Act;
use crate::envelope::Damaged;
use crate::standing::{CaseloadV1, StandingV1, StandingV2};
use crate::vault::ReadError;
use care::{ClientId, Facts, Grantee, Moment, PersonId, Purpose, Section};
use std::collections::BTreeSet;

impl Act {
    /// Who stands how to this client.
    pub async fn standing(&mut self) -> Result<Facts, ReadError> {
        let standing = match self.gist_in::<StandingV2>(Section::Consent).await {
            // As an earlier Attune wrote it, or damaged.
            Err(ReadError::Damaged(Damaged)) => {
                let standing = self.gist_in::<StandingV1>(Section::Consent).await?;
                standing.map(|kept| Facts::try_from(&kept)).transpose()?
            }
            found => found?.map(|kept| Facts::try_from(&kept)).transpose()?,
        };
        let facts = standing.unwrap_or_default();
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
        let standing = StandingV2::from(facts);
        self.keep(self.mint(), &standing)?;
        self.set_gist_in(Section::Consent, &standing).await?;
        let listed = listed(facts, self.now);
        let people: BTreeSet<PersonId> = self
            .queue
            .stood
            .iter()
            .chain([facts])
            .flat_map(everyone)
            // Those whom an earlier change in this act put on a list or took off it.
            .chain(self.queue.relisted.iter().copied())
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

/// Everyone who works with a client, worked with them, or was granted something by name.
pub(crate) fn everyone(facts: &Facts) -> impl Iterator<Item = PersonId> {
    let related = facts.relations.iter().map(|relation| relation.person);
    let granted = facts.grants.iter().filter_map(|grant| match grant.grantee {
        Grantee::Person(person) => Some(person),
        Grantee::Role(_) => None,
    });
    related.chain(granted)
}

/// On whose lists a client stands: of those who work with them, and of those to whom they granted
/// something by name for a purpose for which people are worked with.
fn listed(facts: &Facts, now: Moment) -> BTreeSet<PersonId> {
    let related = facts
        .relations
        .iter()
        .filter(|relation| relation.until.is_none_or(|until| now < until))
        .map(|relation| relation.person);
    let works = |purpose| {
        matches!(
            purpose,
            Purpose::Treatment | Purpose::Supervision | Purpose::Advocacy
        )
    };
    let granted = facts
        .grants
        .iter()
        .filter(|grant| now < grant.ends() && works(grant.purpose))
        .filter_map(|grant| match grant.grantee {
            Grantee::Person(person) => Some(person),
            Grantee::Role(_) => None,
        });
    related
        .chain(granted)
        .filter(|person| !facts.conflicts.contains(person))
        .collect()
}
