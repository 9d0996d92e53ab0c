//! Who works with whom. Said by a service lead, under the client's own key, with a line the client
//! reads; what was stays in the history.

use crate::directory::person;
use crate::rules;
use care::{
    Asker, ClientId, PersonId, Purpose, Refused, Relation, RelationKind, Section, Sections,
    is_named,
};
use sealed::engine::CommitError;
use sealed::{Act, Notice, ReadError, Vault};

/// What saying who works with whom opens.
pub(crate) const OPENS: Sections = Sections::of(&[Section::Identity, Section::Consent]);
/// How often a change is tried when someone else was first each time.
const TRIES: u32 = 4;

/// Why a relation was not begun or ended.
#[derive(Debug, thiserror::Error)]
pub enum AssignError {
    /// This person cannot stand so to this client. Why is not said: it may be the client's own
    /// reason.
    #[error("this person cannot work with this client in this way; choose someone else")]
    ChooseAnother,
    /// Whoever asks may not.
    #[error("only a service lead says who works with whom")]
    NotAllowed,
    /// What is needed could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It could not be saved.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

impl From<Refused> for AssignError {
    fn from(_: Refused) -> Self {
        Self::NotAllowed
    }
}

/// Begins a relation, from now. One that holds already stays as it is. The client is told that
/// something waits: nobody comes to work with someone unseen.
pub async fn assign(
    vault: &Vault,
    by: Asker,
    client: ClientId,
    practitioner: PersonId,
    kind: RelationKind,
) -> Result<(), AssignError> {
    let known = person(vault, practitioner).await?;
    let fits = known
        .as_ref()
        .is_some_and(|known| known.is_here(vault.now()) && rules::fits(known.role, kind));
    if !fits || client.person() == practitioner {
        return Err(AssignError::ChooseAnother);
    }
    let called = known.map(|known| known.called().to_owned());
    let called = called.unwrap_or_default();
    change(vault, by, client, true, |facts, now| {
        // Why is not said: not that there is a list, and not who is on it.
        if facts.conflicts.contains(&practitioner) || is_named(facts, &called) {
            return Err(AssignError::ChooseAnother);
        }
        let relation = Relation {
            person: practitioner,
            kind,
            from: now,
            until: None,
        };
        Ok(rules::begun(facts, relation))
    })
    .await
}

/// Ends a relation, from now. From this moment they open nothing by it.
pub async fn end_relation(
    vault: &Vault,
    by: Asker,
    client: ClientId,
    practitioner: PersonId,
    kind: RelationKind,
) -> Result<(), AssignError> {
    change(vault, by, client, false, |facts, now| {
        let relation = Relation {
            person: practitioner,
            kind,
            from: now,
            until: None,
        };
        Ok(rules::ended(facts, relation))
    })
    .await
}

async fn change(
    vault: &Vault,
    by: Asker,
    client: ClientId,
    tells: bool,
    decide: impl Fn(&care::Facts, care::Moment) -> Result<Option<care::Facts>, AssignError>
    + Sync
    + Send,
) -> Result<(), AssignError> {
    let mut tries = 0;
    loop {
        let access = vault
            .decide(by, client, OPENS, Purpose::Assignment)
            .await??;
        let mut act = Act::open(vault, access).await?;
        let facts = act.standing().await?;
        let Some(facts) = decide(&facts, act.now())? else {
            return Ok(());
        };
        act.set_standing(&facts).await?;
        if tells {
            let now = act.now();
            act.post(client.person(), Notice::SomethingWaits, now)
                .await?;
        }
        tries += 1;
        match act.done().await {
            Err(CommitError::Conflict) if tries < TRIES => {}
            done => return Ok(done?),
        }
    }
}
