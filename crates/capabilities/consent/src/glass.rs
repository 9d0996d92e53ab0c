//! Emergencies: what is kept when someone opened a crisis plan with no other right, and what became
//! of it. The reason is the client's to read; what a service lead has to look at is kept apart, as
//! ids and times.

use care::{ClientId, DAY, HOUR, Moment, PersonId, RecordId, Section};
use sealed::{Act, Damaged, InDirectory, Kept, ReadError, Stored, Vault};
use serde::{Deserialize, Serialize};

/// Within how long somebody else looks at it: 72 hours, this project's own choice.
pub(crate) const REVIEW_WITHIN: i64 = 72 * HOUR;
/// Over how long the figures about emergencies are counted: 90 days.
pub(crate) const FIGURES_OVER: i64 = 90 * DAY;
/// Why someone may have to.
pub(crate) const REASONS: [&str; 4] = ["danger", "danger-to-others", "they-asked", "other"];
/// What somebody else may find.
pub(crate) const FINDINGS: [&str; 2] = ["right", "not-right"];

/// Why someone broke the glass, in the client's own record.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlassReasonV1 {
    pub(crate) by: [u8; 16],
    pub(crate) at: i64,
    /// One of [`REASONS`].
    pub(crate) code: String,
    pub(crate) words: String,
}

impl Stored for GlassReasonV1 {
    const KIND: &'static str = "glass-reason";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Consent;
}

/// What somebody else found, in the client's own record.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlassReviewedV1 {
    /// The reason it is about.
    pub(crate) of: [u8; 16],
    pub(crate) by: [u8; 16],
    pub(crate) at: i64,
    /// One of [`FINDINGS`].
    pub(crate) found: String,
    pub(crate) words: String,
}

impl Stored for GlassReviewedV1 {
    const KIND: &'static str = "glass-reviewed";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Consent;
}

/// What a service lead has to look at: who, whose, when, of what kind. No words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlassEntryV1 {
    pub(crate) client: [u8; 16],
    pub(crate) by: [u8; 16],
    pub(crate) at: i64,
    pub(crate) code: String,
    /// Who looked at it, and when.
    pub(crate) reviewed: Option<([u8; 16], i64)>,
}

impl InDirectory for GlassEntryV1 {
    const KIND: &'static str = "glass-entry";
    const SHAPE: u16 = 1;
}

impl GlassEntryV1 {
    pub(crate) const fn client(&self) -> ClientId {
        ClientId::from_bytes(self.client)
    }

    pub(crate) const fn by(&self) -> PersonId {
        PersonId::from_bytes(self.by)
    }

    pub(crate) const fn at(&self) -> Moment {
        Moment::from_millis(self.at)
    }

    /// By when somebody else is to have looked at it.
    pub(crate) fn due(&self) -> Moment {
        due(self.at())
    }

    /// Whether the same plan had been opened before, and nobody had looked at that when it was opened
    /// again.
    pub(crate) fn again_unseen(&self, all: &[Self]) -> bool {
        all.iter().any(|before| {
            before.client == self.client
                && before.at < self.at
                && before.reviewed.is_none_or(|(_, at)| self.at < at)
        })
    }

    /// Whether it was looked at by then.
    fn in_time(&self) -> bool {
        self.reviewed
            .is_some_and(|(_, at)| at <= self.due().millis())
    }
}

/// By when somebody else is to have looked at what was opened at this moment.
pub(crate) fn due(at: Moment) -> Moment {
    at + REVIEW_WITHIN
}

/// One emergency, with what became of it.
pub(crate) struct Emergency {
    pub(crate) record: RecordId,
    pub(crate) reason: GlassReasonV1,
    pub(crate) reviewed: Option<GlassReviewedV1>,
}

/// The emergencies of the client of this act, newest first.
pub(crate) async fn all(act: &Act) -> Result<Vec<Emergency>, ReadError> {
    let reasons = act.latest::<GlassReasonV1>().await?;
    let reviews = act.latest::<GlassReviewedV1>().await?;
    if !reasons.damaged.is_empty() || !reviews.damaged.is_empty() {
        return Err(Damaged.into());
    }
    let of = |record: RecordId| {
        let found = reviews
            .kept
            .iter()
            .find(|review| review.value.of == *record.bytes());
        found.map(|review| review.value.clone())
    };
    let one = |kept: Kept<GlassReasonV1>| Emergency {
        record: kept.record,
        reviewed: of(kept.record),
        reason: kept.value,
    };
    Ok(reasons.kept.into_iter().rev().map(one).collect())
}

/// Says what was found. `false`: somebody did already, there is nothing to look at, or it is their
/// own emergency.
pub(crate) async fn review(
    vault: &Vault,
    act: &mut Act,
    record: RecordId,
    found: &str,
    words: &str,
) -> Result<bool, ReadError> {
    let by = act.by();
    let Some(entry) = vault.directory_find::<GlassEntryV1>(record).await? else {
        return Ok(false);
    };
    let theirs = entry.value.client() == act.whose();
    if !theirs || entry.value.by() == by || entry.value.reviewed.is_some() {
        return Ok(false);
    }
    let (now, id) = (act.now(), act.id_for("glass-reviewed", record));
    let review = GlassReviewedV1 {
        of: *record.bytes(),
        by: *by.bytes(),
        at: now.millis(),
        found: found.to_owned(),
        words: words.to_owned(),
    };
    act.keep(id, &review)?;
    let done = GlassEntryV1 {
        reviewed: Some((*by.bytes(), now.millis())),
        ..entry.value
    };
    let mut change = vault.directory_change();
    change.keep(record, entry.version, &done).await?;
    act.with_directory(change);
    Ok(true)
}

/// How emergencies went over the last [`FIGURES_OVER`].
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Figures {
    /// How many there were.
    pub(crate) count: u32,
    /// How many that is for each 1,000 days that somebody was in care; `None` where nobody was.
    pub(crate) per_thousand_days: Option<f64>,
    /// Which part of those that are due was looked at in time, in percent; `None` where none is.
    pub(crate) in_time: Option<f64>,
}

pub(crate) fn figures(entries: &[GlassEntryV1], client_days: u64, now: Moment) -> Figures {
    let recent = || entries.iter().filter(|one| now - one.at() < FIGURES_OVER);
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let count = number(recent().count());
    let due = || recent().filter(|one| one.reviewed.is_some() || one.due() < now);
    let in_time = number(due().filter(|one| one.in_time()).count());
    let days = u32::try_from(client_days).unwrap_or(u32::MAX);
    Figures {
        count,
        per_thousand_days: (days > 0).then(|| 1_000.0 * f64::from(count) / f64::from(days)),
        in_time: (due().count() > 0)
            .then(|| 100.0 * f64::from(in_time) / f64::from(number(due().count()))),
    }
}

/// For how long a client reads on their first screen that someone opened their record in an
/// emergency, once another person has looked at it: 14 days, this project's own choice.
const TOLD_FOR: i64 = 14 * care::DAY;

/// Whether the client is to read on their first screen that someone opened their record in an
/// emergency: until somebody else has looked at it, and for two weeks in any case.
///
/// # Errors
/// If the directory cannot be read.
pub async fn opened_in_an_emergency(vault: &Vault, client: ClientId) -> Result<bool, ReadError> {
    let now = vault.now();
    let entries = vault.directory_all::<GlassEntryV1>().await?.kept;
    let mut theirs = entries.iter().filter(|kept| kept.value.client() == client);
    Ok(theirs.any(|kept| kept.value.reviewed.is_none() || now - kept.value.at() < TOLD_FOR))
}

/// An emergency opening, as ids and times.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Opening {
    /// The record that says why.
    pub record: RecordId,
    /// Whose plan was opened.
    pub client: ClientId,
    /// When.
    pub at: Moment,
    /// By when somebody else is to have looked at it.
    pub due: Moment,
    /// When somebody did.
    pub looked_at: Option<Moment>,
}

/// Every emergency opening, for machinery that sees to it that somebody looks.
///
/// # Errors
/// If the directory cannot be read. What is damaged in it is named on the page of reviews.
pub async fn emergencies(vault: &Vault) -> Result<Vec<Opening>, ReadError> {
    let entries = vault.directory_all::<GlassEntryV1>().await?.kept;
    let opening = |kept: &Kept<GlassEntryV1>| Opening {
        record: kept.record,
        client: kept.value.client(),
        at: kept.value.at(),
        due: kept.value.due(),
        looked_at: kept.value.reviewed.map(|(_, at)| Moment::from_millis(at)),
    };
    Ok(entries.iter().map(opening).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(hours_ago: i64, reviewed_after: Option<i64>) -> GlassEntryV1 {
        let at = NOW.millis() - hours_ago * HOUR;
        GlassEntryV1 {
            client: [1; 16],
            by: [2; 16],
            at,
            code: "danger".to_owned(),
            reviewed: reviewed_after.map(|hours| ([3; 16], at + hours * HOUR)),
        }
    }

    const NOW: Moment = Moment::from_millis(1_800_000_000_000);

    #[test]
    fn what_nobody_looked_at_in_time_is_counted_as_that() {
        for (entries, days, count, per_thousand, in_time) in [
            (vec![], 0, 0, None, None),
            (vec![], 500, 0, Some(0.0), None),
            (vec![entry(1, None)], 500, 1, Some(2.0), None),
            (vec![entry(73, None)], 500, 1, Some(2.0), Some(0.0)),
            (vec![entry(100, Some(72))], 1_000, 1, Some(1.0), Some(100.0)),
            (vec![entry(100, Some(73))], 1_000, 1, Some(1.0), Some(0.0)),
            (
                vec![entry(100, Some(1)), entry(100, None), entry(91 * 24, None)],
                4_000,
                2,
                Some(0.5),
                Some(50.0),
            ),
        ] {
            let expected = Figures {
                count,
                per_thousand_days: per_thousand,
                in_time,
            };
            assert_eq!(figures(&entries, days, NOW), expected);
        }
    }
}
