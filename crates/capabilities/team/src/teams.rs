//! The teams of the service: a name and who belongs to it. Made and changed by a lead. Rates are
//! told by team, never by person, so that nobody stands in a table alone.

use crate::folk::{Colleague, leads, one};
use care::{Line, Moment, PersonId, RecordId};
use sealed::engine::CommitError;
use sealed::{Damaged, InDirectory, Kept, ReadError, Vault};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How many people a team has at most: this project's own choice, more than anyone meets in a room.
pub const MEMBERS_MOST: usize = 200;

/// The stored shape of a team.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamV1 {
    /// What it is called.
    pub name: String,
    /// Who belongs to it. Nobody any more: a lead did away with it. It stays behind so that figures
    /// of a time in which it was there do not change.
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
    Ok(in_order(kept))
}

/// Every team as it was at a moment, in the order of what they were called then. What is done to
/// teams later changes nothing of it: of two looks at the same figures, one before someone left a
/// team and one after, the difference would be that person's.
///
/// # Errors
/// If the directory cannot be read, or a team in it does not open: figures without it would be wrong.
pub async fn teams_at(vault: &Vault, at: Moment) -> Result<Vec<Team>, ReadError> {
    let all = vault.directory_all::<TeamV1>().await?;
    if !all.damaged.is_empty() {
        return Err(Damaged.into());
    }
    let mut then = Vec::new();
    for team in all.kept {
        let versions = vault.directory_history::<TeamV1>(team.record).await?;
        then.extend(versions.into_iter().rfind(|version| version.at <= at));
    }
    Ok(in_order(then))
}

/// Those that a lead has not done away with.
fn in_order(kept: Vec<Kept<TeamV1>>) -> Vec<Team> {
    let team = |kept: Kept<TeamV1>| Team {
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
    all.retain(|team| !team.members.is_empty());
    all.sort_by_cached_key(|team| (team.name.to_lowercase(), team.id));
    all
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
    let Some(kept) = vault.directory_find::<TeamV1>(id).await? else {
        return Ok(());
    };
    if kept.value.members.is_empty() {
        return Ok(());
    }
    let gone = TeamV1 {
        members: Vec::new(),
        ..kept.value
    };
    let mut change = vault.directory_change();
    change.keep(id, kept.version, &gone).await?;
    settle(change.done().await)
}

fn settle(done: Result<(), CommitError>) -> Result<(), TeamRefused> {
    match done {
        Err(CommitError::Conflict) => Err(TeamRefused::Older),
        done => Ok(done?),
    }
}
