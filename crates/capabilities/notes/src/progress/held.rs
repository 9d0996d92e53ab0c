//! How many notes clients wait for, for whoever answers for the service: counts, no names.

use super::stored::NoteHeldV1;
use care::{DAY, Moment};
use sealed::{ReadError, Vault};

/// Over how many days it is counted how often a note was kept back: this project's own choice, as
/// long as a service looks back for its waiting times.
pub const LOOKS_BACK: i64 = 90;

/// How often clients wait, or waited, for a note.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct HeldBack {
    /// How many notes a client waits for now.
    pub now: usize,
    /// How many were kept back in the last [`LOOKS_BACK`] days, those that are waited for now
    /// included.
    pub in_90_days: usize,
    /// How many entries could not be read. They are counted, never left out silently.
    pub damaged: usize,
}

/// Counts over the whole service.
///
/// # Errors
/// If the directory cannot be read.
pub async fn held_back(vault: &Vault) -> Result<HeldBack, ReadError> {
    let (all, now) = (vault.directory_all::<NoteHeldV1>().await?, vault.now());
    let mut counts = HeldBack {
        damaged: all.damaged.len(),
        ..HeldBack::default()
    };
    for kept in all.kept {
        counts.now += usize::from(Moment::from_millis(kept.value.until) > now);
        let since = now - Moment::from_millis(kept.value.from);
        counts.in_90_days += usize::from(since < LOOKS_BACK * DAY);
    }
    Ok(counts)
}
