//! Keeping watch over what was promised to a client: the service's own act, which nobody asks for.
//! It reaches what `care` says and nothing else, and leaves its line like every opening.
//!
//! Only the worker keeps watch: `cargo xtask tidy` finds every other place that names it.

use crate::act::Act;
use crate::directory::DirectoryChange;
use crate::post::Notice;
use crate::vault::{ReadError, Vault};
use care::{Access, ClientId, Facts, Moment, PersonId, RelationKind, Sections, keep_watch};

impl Vault {
    /// The service's own access to the promises made to this client; `None` where there is no such
    /// client, or none any more.
    ///
    /// # Errors
    /// If that cannot be read, or is damaged.
    pub async fn keep_watch(&self, whose: ClientId) -> Result<Option<Access>, ReadError> {
        let (facts, _) = self.facts_of(whose).await?;
        Ok(facts.map(|_| keep_watch(whose, self.now())))
    }
}

/// Whether someone works with the client, the client exists for them, and nothing of what it is
/// about is kept from them.
fn works_with(facts: &Facts, person: PersonId, about: Sections, now: Moment) -> bool {
    let mut relations = facts.relations.iter();
    relations.any(|relation| relation.person == person && relation.is_live(now))
        && may_hear(facts, person, about)
}

/// What a client keeps from someone is not announced to them either.
fn may_hear(facts: &Facts, person: PersonId, about: Sections) -> bool {
    !facts.conflicts.contains(&person) && facts.kept_from(person).and(about).is_empty()
}

impl DirectoryChange {
    /// Queues a notice for someone because of a client: only if they work with the client now. For
    /// whom the client does not exist, or from whom the client keeps what it is `about`, nothing
    /// waits. Whether it was queued.
    ///
    /// # Errors
    /// If who stands how to the client cannot be read, or is damaged.
    pub async fn tell_of(
        &mut self,
        whose: ClientId,
        about: Sections,
        to: PersonId,
        notice: Notice,
        due_at: Moment,
    ) -> Result<bool, ReadError> {
        let (facts, _) = self.vault().facts_of(whose).await?;
        let now = self.vault().now();
        let hears = facts.is_some_and(|facts| works_with(&facts, to, about, now));
        if hears {
            self.tell(to, notice, due_at).await?;
        }
        Ok(hears)
    }
}

impl Act {
    /// Queues a notice for someone who works with the client now. For whom the client does not
    /// exist, from whom the client keeps what it is `about`, and for whoever does not work with them
    /// any more, nothing waits. Whether it was queued.
    ///
    /// # Errors
    /// If who stands how to the client cannot be read, or is damaged.
    pub async fn post_to_one(
        &mut self,
        about: Sections,
        to: PersonId,
        notice: Notice,
        due_at: Moment,
    ) -> Result<bool, ReadError> {
        let now = self.now();
        let (facts, _) = self.vault().facts_of(self.whose()).await?;
        let hears = facts.is_some_and(|facts| works_with(&facts, to, about, now));
        if hears {
            self.post(to, notice, due_at).await?;
        }
        Ok(hears)
    }

    /// Queues a notice for everyone who treats the client now and from whom the client keeps nothing
    /// of what it is `about`. Who they are is not handed out, and nobody for whom the client does not
    /// exist is among them, so any act may do it: whoever acts learns nothing by it.
    ///
    /// # Errors
    /// If who stands how to the client cannot be read, or is damaged.
    pub async fn post_to_therapists(
        &mut self,
        about: Sections,
        notice: Notice,
        due_at: Moment,
    ) -> Result<(), ReadError> {
        self.post_to_all(RelationKind::Therapist, about, notice, due_at)
            .await
            .map(drop)
    }

    /// The same for whoever supervises the work with the client now. Returns how many they are, so
    /// that nobody is told to wait for someone who is not there.
    ///
    /// # Errors
    /// As for [`Self::post_to_therapists`].
    pub async fn post_to_supervisors(
        &mut self,
        about: Sections,
        notice: Notice,
        due_at: Moment,
    ) -> Result<usize, ReadError> {
        self.post_to_all(RelationKind::Supervisor, about, notice, due_at)
            .await
    }

    async fn post_to_all(
        &mut self,
        kind: RelationKind,
        about: Sections,
        notice: Notice,
        due_at: Moment,
    ) -> Result<usize, ReadError> {
        let now = self.now();
        let (facts, _) = self.vault().facts_of(self.whose()).await?;
        let facts = facts.ok_or(ReadError::NotCovered)?;
        let people: Vec<PersonId> = facts
            .relations
            .iter()
            .filter(|relation| relation.kind == kind && relation.is_live(now))
            .filter(|relation| may_hear(&facts, relation.person, about))
            .map(|relation| relation.person)
            .collect();
        for person in &people {
            self.post(*person, notice, due_at).await?;
        }
        Ok(people.len())
    }
}
