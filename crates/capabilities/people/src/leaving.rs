//! When someone stops working here, and when someone is forgotten.
//!
//! A lead ends someone's work: every sign-in is cut and the door closed in one change, then each
//! relation ends under its client's own key, with the line that says so. Their name stays, because
//! ledgers name them. The last lead cannot be ended, however many try at once.

use crate::admit::AdmitError;
use crate::desk::{SignInDesk, SignInError};
use crate::directory::{self, Person, person_id};
use crate::doors;
use crate::guesses;
use crate::kept::PersonV1;
use crate::own_sign_ins::{ComesFromV1, comes_from_id};
use crate::recognition::call_phrase_id;
use crate::relations::{AssignError, end_relation};
use crate::rules;
use crate::unlock::unlock_id;
use crate::way_back;
use crate::ways::second_id;
use care::{Asker, ClientId, PersonId, RecordId, Role};
use sealed::engine::CommitError;
use sealed::{DirectoryChange, InDirectory, ReadError, Vault};
use serde::{Deserialize, Serialize};

/// How often an ending is tried when someone else was first each time.
const TRIES: u32 = 4;

/// That someone's work was ended: one entry for the service, version after version, so that of two
/// endings at once one is looked at again.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct LeftV1 {
    pub(crate) at: i64,
}

impl InDirectory for LeftV1 {
    const KIND: &'static str = "left";
    const SHAPE: u16 = 1;
}

/// What is left to do when someone's work has ended.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct HandOver {
    /// Those they worked with, whose relations ended now: someone else must be named.
    pub clients: Vec<ClientId>,
    /// How many relations this lead could not end, because for them the client does not exist.
    pub for_another_lead: usize,
}

/// Why someone's work was not ended.
#[derive(Debug, thiserror::Error)]
pub enum LeaveError {
    /// Only a lead ends someone's work, and not their own.
    #[error("a service lead ends someone's work, and another lead theirs")]
    NotAllowed,
    /// Nobody would answer for the service any more.
    #[error("this is the last service lead; admit another one first")]
    LastLead,
    /// It could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It could not be saved.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

impl From<SignInError> for LeaveError {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Read(error) => Self::Read(error),
            SignInError::Commit(error) => Self::Commit(error),
            _ => Self::Commit(CommitError::Conflict),
        }
    }
}

impl From<LeaveError> for AdmitError {
    fn from(error: LeaveError) -> Self {
        match error {
            LeaveError::NotAllowed | LeaveError::LastLead => Self::NotAllowed,
            LeaveError::Read(error) => Self::Read(error),
            LeaveError::Commit(error) => Self::Commit(error),
        }
    }
}

impl SignInDesk {
    /// Ends someone's work here. Doing it again does what was not done the first time.
    ///
    /// # Errors
    /// If whoever asks may not, nobody would be left to answer for the service, or it cannot be
    /// saved.
    pub async fn let_go(&self, by: Asker, person: PersonId) -> Result<HandOver, LeaveError> {
        let mut tries = 0;
        let leaving = loop {
            tries += 1;
            match self.close_door(by, person).await {
                Err(LeaveError::Commit(CommitError::Conflict)) if tries < TRIES => {}
                closed => break closed?,
            }
        };
        // Someone may have come in while the door was being closed.
        self.cut_all(person, None).await?;
        self.beside.forget(person);
        self.hand_over_clients(by, &leaving).await
    }

    async fn close_door(&self, by: Asker, person: PersonId) -> Result<Person, LeaveError> {
        let (vault, now) = (&self.vault, self.vault.now());
        let left_id = vault.directory_id("left", &[]).await?;
        let left = vault.directory_find::<LeftV1>(left_id).await?;
        let (staff, _) = directory::staff(vault).await?;
        let leads = |person: &&Person| person.role == Role::ServiceLead;
        let by_a_lead = staff
            .iter()
            .filter(leads)
            .any(|one| one.person == by.person);
        if !by_a_lead || by.role != Role::ServiceLead || by.person == person {
            return Err(LeaveError::NotAllowed);
        }
        let id = person_id(vault, person).await?;
        let kept = vault.directory_find::<PersonV1>(id).await?;
        let kept = kept.ok_or(LeaveError::NotAllowed)?;
        let leaving = Person::try_from(kept.value.clone()).map_err(ReadError::from)?;
        if !leaving.role.is_staff() {
            return Err(LeaveError::NotAllowed);
        }
        if !leaving.is_here(now) {
            return Ok(leaving);
        }
        let others = staff
            .iter()
            .filter(leads)
            .filter(|one| one.person != person);
        if others.count() == 0 {
            return Err(LeaveError::LastLead);
        }
        let mut change = vault.directory_change();
        let gone = PersonV1 {
            until: Some(now.millis()),
            ..kept.value
        };
        change.keep(id, kept.version, &gone).await?;
        let at = now.millis();
        let after = left.map_or(0, |left| left.version);
        change.keep(left_id, after, &LeftV1 { at }).await?;
        let counted = counted(vault, person).await?;
        let ended = forget_ways_in(vault, &mut change, person).await?;
        change.done().await?;
        for counted in counted {
            self.guesses.drop(counted);
        }
        for sign_in in ended {
            self.end_sign_in(sign_in).await;
        }
        Ok(leaving)
    }

    /// Ends every relation of someone who has gone.
    async fn hand_over_clients(&self, by: Asker, gone: &Person) -> Result<HandOver, LeaveError> {
        let list = self.vault.caseload(Asker {
            person: gone.person,
            role: gone.role,
        });
        let mut over = HandOver::default();
        for client in list.await? {
            let mut ended = Ok(());
            for kind in rules::KINDS {
                ended = end_relation(&self.vault, by, client, gone.person, kind).await;
                if ended.is_err() {
                    break;
                }
            }
            match ended {
                Ok(()) => over.clients.push(client),
                Err(AssignError::NotAllowed | AssignError::ChooseAnother) => {
                    over.for_another_lead += 1;
                }
                Err(AssignError::Read(error)) => return Err(error.into()),
                Err(AssignError::Commit(error)) => return Err(error.into()),
            }
        }
        Ok(over)
    }

    /// Forgets someone: what is live in memory, and everything of theirs in the directory.
    ///
    /// # Errors
    /// If the directory cannot be read or written.
    pub async fn forget(&self, person: PersonId) -> Result<(), SignInError> {
        self.cut_all(person, None).await?;
        let counted = counted(&self.vault, person).await?;
        forget(&self.vault, person).await?;
        for counted in counted {
            self.guesses.drop(counted);
        }
        self.beside.forget(person);
        Ok(())
    }
}

/// Under which ids wrong tries about someone are counted.
async fn counted(vault: &Vault, person: PersonId) -> Result<Vec<RecordId>, ReadError> {
    let door = doors::door_of(vault, person).await?;
    let mut all = vec![second_id(vault, person).await?];
    all.extend(door.map(|door| door.record));
    Ok(all)
}

/// Adds to a change that nobody comes in as this person any more. Answers the sign-ins that ended.
async fn forget_ways_in(
    vault: &Vault,
    change: &mut DirectoryChange,
    person: PersonId,
) -> Result<Vec<RecordId>, ReadError> {
    for counted in counted(vault, person).await? {
        guesses::forget(vault, change, counted).await?;
    }
    if let Some(door) = doors::door_of(vault, person).await? {
        change.forget(door.record).await?;
    }
    change.forget(unlock_id(vault, person).await?).await?;
    change.forget(call_phrase_id(vault, person).await?).await?;
    crate::ways::forget_ways(vault, change, person).await?;
    doors::forget_devices(vault, change, person).await?;
    for kept in vault.directory_all::<ComesFromV1>().await?.kept {
        if kept.value.person == *person.bytes() {
            change.forget(kept.record).await?;
        }
    }
    let ended = doors::cut(vault, change, person, None).await?;
    for sign_in in &ended {
        change.forget(comes_from_id(vault, *sign_in).await?).await?;
    }
    Ok(ended)
}

/// Forgets everything that the directory knows about someone: who they are, their door, devices,
/// sign-ins, second ways and phrases. For an erasure, before the key goes. A desk that runs is
/// told by [`SignInDesk::forget`].
///
/// # Errors
/// If the directory cannot be read or written.
pub async fn forget(vault: &Vault, person: PersonId) -> Result<(), SignInError> {
    let mut change = vault.directory_change();
    forget_ways_in(vault, &mut change, person).await?;
    change.forget(person_id(vault, person).await?).await?;
    change
        .forget(way_back::entry_id(vault, person).await?)
        .await?;
    Ok(change.done().await?)
}

#[cfg(test)]
mod tests;
