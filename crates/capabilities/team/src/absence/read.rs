//! Absences read: what was said, what became of it, and how many clients have nobody.

use super::stored::{Absence, AbsenceV1, AnnouncedV1, CoverV1, StandsV1};
use super::{COVER, cover_name};
use care::{ClientId, Moment, PersonId, RecordId};
use sealed::{Act, Kept, Listing, ReadError, Vault};

/// One absence.
///
/// # Errors
/// If it cannot be read.
pub async fn absence(vault: &Vault, id: RecordId) -> Result<Option<Absence>, ReadError> {
    let kept = vault.directory_find::<AbsenceV1>(id).await?;
    Ok(kept.map(Absence::from))
}

/// Every absence that was ever said, in the order of when they begin. Entries that do not open are
/// left out here and named by `attune verify`.
///
/// # Errors
/// If the directory cannot be read.
pub async fn absences(vault: &Vault) -> Result<Vec<Absence>, ReadError> {
    let kept = vault.directory_all::<AbsenceV1>().await?.kept;
    let mut all: Vec<Absence> = kept.into_iter().map(Absence::from).collect();
    all.sort_by_key(|absence| (absence.starts(), absence.id));
    Ok(all)
}

/// That someone is away, as far as others must know.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Away {
    /// From when.
    pub from: Moment,
    /// The first moment they are there again.
    pub until: Moment,
    /// Who stands in for most of their clients. For one client it may be someone else or nobody.
    pub cover: Option<PersonId>,
}

/// Whether someone is away at a moment, as a lead confirmed it.
///
/// # Errors
/// If the directory cannot be read.
pub async fn away(vault: &Vault, person: PersonId, at: Moment) -> Result<Option<Away>, ReadError> {
    let all = absences(vault).await?;
    let holds = |one: &&Absence| {
        one.of() == person
            && !one.is_ended()
            && !one.is_back()
            && one.starts() <= at
            && at < one.until()
    };
    Ok(all.iter().find(holds).and_then(|one| {
        one.confirmed().map(|confirmed| Away {
            from: one.starts(),
            until: one.until(),
            cover: confirmed.cover,
        })
    }))
}

/// How it stands with cover, counted. Why someone has none is not told: it may be the client's own
/// reason.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Clients for whom someone stands in.
    pub covered: usize,
    /// Clients for whom nobody does yet.
    pub without: usize,
    /// Clients who want nobody.
    pub declined: usize,
}

/// How it stands with the cover of one absence.
///
/// # Errors
/// If the directory cannot be read.
pub async fn counts(vault: &Vault, absence: RecordId) -> Result<Counts, ReadError> {
    let mut counts = Counts::default();
    for kept in vault.directory_all::<CoverV1>().await?.kept {
        if kept.value.absence == *absence.bytes() {
            match kept.value.stands {
                StandsV1::Covered => counts.covered += 1,
                StandsV1::Without => counts.without += 1,
                StandsV1::Declined => counts.declined += 1,
                StandsV1::Over => {}
            }
        }
    }
    Ok(counts)
}

/// What a lead has to see to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Uncovered {
    /// Absences that wait to be confirmed, or to be ended because someone is back.
    pub waiting: usize,
    /// People in care for whom nobody stands in, now or soon.
    pub clients: usize,
}

/// What a lead has to see to about absences now and to come.
///
/// # Errors
/// If the directory cannot be read.
pub async fn without_cover(vault: &Vault) -> Result<Uncovered, ReadError> {
    let now = vault.now();
    let all = absences(vault).await?;
    let open = all.iter().filter(|one| !one.is_over(now));
    let open: Vec<[u8; 16]> = open.map(|one| *one.id.bytes()).collect();
    let waits = |one: &&Absence| one.waits(now) || (one.is_back() && !one.is_over(now));
    let covers = vault.directory_all::<CoverV1>().await?.kept;
    let without = |kept: &&Kept<CoverV1>| {
        kept.value.stands == StandsV1::Without && open.contains(&kept.value.absence)
    };
    Ok(Uncovered {
        waiting: all.iter().filter(waits).count(),
        clients: covers.iter().filter(without).count(),
    })
}

/// Whether this client was told of an absence and has not said anything to it yet. Asked on their
/// first screen; it opens nothing of their record.
///
/// # Errors
/// If the directory cannot be read.
pub async fn announced(vault: &Vault, client: ClientId) -> Result<bool, ReadError> {
    let now = vault.now();
    let all = absences(vault).await?;
    let open = all
        .iter()
        .filter(|one| !one.is_over(now) && one.confirmed().is_some());
    for absence in open {
        let name = cover_name(absence.id, client);
        let id = vault.directory_id(COVER, &name).await?;
        let cover = vault.directory_find::<CoverV1>(id).await?;
        if cover.is_some_and(|kept| !kept.value.answered && kept.value.stands != StandsV1::Over) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What this client was told of absences, the first to begin first, and what does not open.
///
/// # Errors
/// If the act does not open [`care::Section::Identity`], or it cannot be read.
pub async fn announcements(act: &Act) -> Result<Listing<AnnouncedV1>, ReadError> {
    let mut listing = act.latest::<AnnouncedV1>().await?;
    listing
        .kept
        .sort_by_key(|kept| (kept.value.from, kept.record));
    Ok(listing)
}
