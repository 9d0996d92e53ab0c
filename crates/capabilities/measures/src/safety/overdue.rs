//! Noticing what is late, from ids and times alone. No record is opened for it, and nothing of what
//! it is about is told: the next person hears that something waits, the lead sees how many and since
//! when.

use super::rules::next_to_tell;
use super::stored::{SafetyDueV1, SafetyStateV1, SafetyToldV1};
use care::{Moment, PersonId, RecordId};
use sealed::engine::CommitError;
use sealed::{Kept, Notice, ReadError, Vault};

/// How many actions are open, and how late.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SafetyCounts {
    /// How many are open.
    pub open: usize,
    /// How many of them are late.
    pub late: usize,
    /// Since when the oldest of the late ones is late.
    pub late_since: Option<Moment>,
    /// How many could not be read. They are counted, never left out silently.
    pub damaged: usize,
}

/// How many actions about safety are open in the whole service: counts and one age, without whose.
pub async fn safety_counts(vault: &Vault) -> Result<SafetyCounts, ReadError> {
    let all = vault.directory_all::<SafetyDueV1>().await?;
    let now = vault.now();
    let mut counts = SafetyCounts {
        damaged: all.damaged.len(),
        ..SafetyCounts::default()
    };
    for kept in all.kept {
        if kept.value.state == SafetyStateV1::Done {
            continue;
        }
        counts.open += 1;
        let due = Moment::from_millis(kept.value.due_at);
        if due < now {
            counts.late += 1;
            let since = counts.late_since.map_or(due, |since| since.min(due));
            counts.late_since = Some(since);
        }
    }
    Ok(counts)
}

/// Tells the next person of every action that is late, once each, and puts away what is done. For
/// the worker, every minute or so. Returns how many were told.
///
/// # Errors
/// If the directory cannot be read. One action that cannot be written is tried again the next time.
pub async fn overdue(vault: &Vault, leads: &[PersonId]) -> Result<usize, ReadError> {
    let mut told = 0;
    for kept in vault.directory_all::<SafetyDueV1>().await?.kept {
        match one(vault, &kept, leads).await {
            Ok(true) => told += 1,
            Ok(false) => {}
            Err(error) => {
                tracing::warn!(%error, "someone could not be told that something is late; tried again");
            }
        }
    }
    Ok(told)
}

async fn one(
    vault: &Vault,
    kept: &Kept<SafetyDueV1>,
    leads: &[PersonId],
) -> Result<bool, ReadError> {
    let id = told_id(vault, kept.record).await?;
    let mut change = vault.directory_change();
    if kept.value.state == SafetyStateV1::Done {
        change.forget(kept.record).await?;
        change.forget(id).await?;
        return Ok(committed(change.done().await).is_some_and(|()| false));
    }
    let before = vault.directory_find::<SafetyToldV1>(id).await?;
    let version = before.as_ref().map_or(0, |kept| kept.version);
    let mut told = before.map(|kept| kept.value).unwrap_or_default();
    let now = vault.now();
    let Some(person) = next_to_tell(&kept.value, &told, leads, kept.at, now) else {
        return Ok(false);
    };
    told.told.push(*person.bytes());
    told.at = now.millis();
    change.keep(id, version, &told).await?;
    change.tell(person, Notice::SomethingWaits, now).await?;
    Ok(committed(change.done().await).is_some())
}

/// Another worker may have been first, and a full disk is tried again: neither is a failure here.
fn committed(outcome: Result<(), CommitError>) -> Option<()> {
    if let Err(error) = &outcome {
        tracing::debug!(%error, "a late action is tried again");
    }
    outcome.ok()
}

async fn told_id(vault: &Vault, action: RecordId) -> Result<RecordId, ReadError> {
    vault.directory_id("safety told", action.bytes()).await
}
