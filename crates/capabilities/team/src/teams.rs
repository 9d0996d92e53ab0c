//! The teams of the service: a name and who belongs to it. Made and changed by a lead. Rates are
//! told by team, never by person, so that nobody stands in a table alone.

use crate::folk::{Colleague, leads, one};
use care::{Line, PersonId, RecordId};
use sealed::engine::CommitError;
use sealed::{InDirectory, ReadError, Vault};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How many people a team has at most: this project's own choice, more than anyone meets in a room.
pub const MEMBERS_MOST: usize = 200;

/// The stored shape of a team.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamV1 {
    /// What it is called.
    pub name: String,
    /// Who belongs to it.
    pub members: Vec<[u8; 16]>,
}

impl InDirectory for TeamV1 {
    const KIND: &'static str = "team";
    const SHAPE: u16 = 1;
}

/// A team.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Team {
    /// Which.
    pub id: RecordId,
    /// How often it was written, from 1: a form shown for another version is old.
    pub version: u32,
    /// What it is called.
    pub name: String,
    /// Who belongs to it. Whoever left the service stays until a lead changes it.
    pub members: Vec<PersonId>,
}

/// Why a team was not kept.
#[derive(Debug, thiserror::Error)]
pub enum TeamRefused {
    /// Only a service lead makes teams.
    #[error("only a service lead makes teams")]
    NotAllowed,
    /// Nobody was chosen, or someone who does not work here, or more than [`MEMBERS_MOST`].
    #[error("choose people who work here")]
    Members,
    /// Another team is called so.
    #[error("another team is called so")]
    Name,
    /// Someone else changed it meanwhile, or it is not there any more.
    #[error("someone else changed it; look again")]
    Older,
    /// It could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It could not be saved.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

/// Every team, in the order of their names. Teams that do not open are left out here and named by
/// `attune verify`.
///
/// # Errors
/// If the directory cannot be read.
pub async fn teams(vault: &Vault) -> Result<Vec<Team>, ReadError> {
    let kept = vault.directory_all::<TeamV1>().await?.kept;
    let team = |kept: sealed::Kept<TeamV1>| Team {
        id: kept.record,
        version: kept.version,
        name: kept.value.name,
        members: kept
            .value
            .members
            .into_iter()
            .map(PersonId::from_bytes)
            .collect(),
    };
    let mut all: Vec<Team> = kept.into_iter().map(team).collect();
    all.sort_by_cached_key(|team| (team.name.to_lowercase(), team.id));
    Ok(all)
}

/// Keeps a team: a new one (`seen` 0) or the next version of the one that was shown. Sent twice, it
/// is kept once.
///
/// # Errors
/// As [`TeamRefused`] says.
pub async fn keep_team(
    vault: &Vault,
    by: PersonId,
    here: &[Colleague],
    id: RecordId,
    seen: u32,
    name: &Line<80>,
    members: &BTreeSet<PersonId>,
) -> Result<(), TeamRefused> {
    if !leads(here, by) {
        return Err(TeamRefused::NotAllowed);
    }
    let works_here = |person: &PersonId| one(here, *person).is_some();
    if members.is_empty() || members.len() > MEMBERS_MOST || !members.iter().all(works_here) {
        return Err(TeamRefused::Members);
    }
    let all = teams(vault).await?;
    let same_name = |team: &&Team| team.name.to_lowercase() == name.as_str().to_lowercase();
    if all.iter().filter(same_name).any(|team| team.id != id) {
        return Err(TeamRefused::Name);
    }
    let team = TeamV1 {
        name: name.as_str().to_owned(),
        members: members.iter().map(|person| *person.bytes()).collect(),
    };
    if let Some(kept) = vault.directory_find::<TeamV1>(id).await?
        && kept.value == team
    {
        return Ok(());
    }
    let mut change = vault.directory_change();
    change.keep(id, seen, &team).await?;
    settle(change.done().await)
}

/// Does away with a team. Its people stay, and so does what was counted.
///
/// # Errors
/// As [`TeamRefused`] says.
pub async fn forget_team(
    vault: &Vault,
    by: PersonId,
    here: &[Colleague],
    id: RecordId,
) -> Result<(), TeamRefused> {
    if !leads(here, by) {
        return Err(TeamRefused::NotAllowed);
    }
    // An id that is not a team's is left alone, whatever else it may be.
    if vault.directory_find::<TeamV1>(id).await?.is_none() {
        return Ok(());
    }
    let mut change = vault.directory_change();
    change.forget(id).await?;
    settle(change.done().await)
}

fn settle(done: Result<(), CommitError>) -> Result<(), TeamRefused> {
    match done {
        Err(CommitError::Conflict) => Err(TeamRefused::Older),
        done => Ok(done?),
    }
}
