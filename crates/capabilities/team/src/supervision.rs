//! Who supervises whom, said once by a lead for each practitioner. It says to whom something goes
//! that two people cannot settle; it opens no record, for that is a relation to the client.

use crate::folk::{Colleague, leads, one};
use crate::teams::TeamRefused;
use care::{PersonId, RecordId, Role};
use sealed::engine::CommitError;
use sealed::{InDirectory, ReadError, Vault};
use serde::{Deserialize, Serialize};

/// The stored shape.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupervisionV1 {
    /// Whose supervision.
    pub of: [u8; 16],
    /// Who supervises them; none where that was taken back.
    pub by: Option<[u8; 16]>,
    /// Since when, in milliseconds since the epoch.
    pub since: i64,
}

impl InDirectory for SupervisionV1 {
    const KIND: &'static str = "supervision";
    const SHAPE: u16 = 1;
}

async fn entry(vault: &Vault, of: PersonId) -> Result<RecordId, ReadError> {
    vault.directory_id("supervision", of.bytes()).await
}

/// Who supervises a practitioner, as a lead named them. Empty where nobody is named. Whether they
/// still work here is for whoever writes to them: a notice to someone who left goes nowhere.
///
/// # Errors
/// If the directory cannot be read.
pub async fn supervisors_of(
    vault: &Vault,
    practitioner: PersonId,
) -> Result<Vec<PersonId>, ReadError> {
    let kept = vault
        .directory_find::<SupervisionV1>(entry(vault, practitioner).await?)
        .await?;
    let named = kept.and_then(|kept| kept.value.by);
    Ok(named.map(PersonId::from_bytes).into_iter().collect())
}

/// Whether someone in this role can supervise another, as a relation to a client asks it too.
pub(crate) const fn can_supervise(role: Role) -> bool {
    matches!(role, Role::Supervisor | Role::Therapist)
}

/// Whether someone in this role has a supervisor: those who work with clients.
pub(crate) const fn is_supervised(role: Role) -> bool {
    matches!(
        role,
        Role::Therapist | Role::PeerSupporter | Role::Facilitator | Role::WardNurse
    )
}

/// Names the supervisor of a practitioner, or takes it back.
///
/// # Errors
/// [`TeamRefused::NotAllowed`] if not said by a lead; [`TeamRefused::Members`] if the one does not
/// supervise, the other is not supervised, or both are the same; or it cannot be kept.
pub async fn supervise(
    vault: &Vault,
    by: PersonId,
    here: &[Colleague],
    of: PersonId,
    supervisor: Option<PersonId>,
) -> Result<(), TeamRefused> {
    if !leads(here, by) {
        return Err(TeamRefused::NotAllowed);
    }
    let fits = |person, does: fn(Role) -> bool| {
        one(here, person).is_some_and(|colleague| does(colleague.role))
    };
    let supervises = |person| person != of && fits(person, can_supervise);
    if !fits(of, is_supervised) || !supervisor.is_none_or(supervises) {
        return Err(TeamRefused::Members);
    }
    let id = entry(vault, of).await?;
    let stands = vault.directory_find::<SupervisionV1>(id).await?;
    let named = supervisor.map(|person| *person.bytes());
    if stands.as_ref().and_then(|kept| kept.value.by) == named {
        return Ok(());
    }
    let said = SupervisionV1 {
        of: *of.bytes(),
        by: named,
        since: vault.now().millis(),
    };
    let mut change = vault.directory_change();
    change
        .keep(id, stands.map_or(0, |kept| kept.version), &said)
        .await?;
    match change.done().await {
        Err(CommitError::Conflict) => Err(TeamRefused::Older),
        done => Ok(done?),
    }
}
