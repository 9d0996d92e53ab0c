//! What one person's scores add to the expected course: sums, under an id that only someone who
//! may open that person's record can work out.

use super::{ContributionV1, first_of};
use crate::answer::AnsweredV1;
use crate::answer::act::main_score;
use crate::offer::Offer;
use insight::course::session_time;
use instruments::Measure;
use sealed::engine::CommitError;
use sealed::{Act, ReadError, Vault};

/// Sums to be written, or taken away, once the act they come from is durable. Writing them twice
/// changes nothing: they are always worked out from the whole course.
#[derive(Clone, PartialEq, Debug)]
pub struct Share {
    name: [u8; 16],
    sums: Option<ContributionV1>,
}

/// Why sums were not written. They are worked out anew with the next answer.
#[derive(Debug, thiserror::Error)]
pub enum ShareError {
    /// The directory could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It could not be written.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

impl Share {
    /// The sums over these answers, oldest first; nothing for a measure that has no score.
    pub(crate) fn of(
        act: &Act,
        measure: &Measure,
        answered: &[&AnsweredV1],
        counts: bool,
    ) -> Option<Self> {
        measure.main()?;
        let name = name(act, measure);
        let sums = counts.then(|| sums(measure.id(), answered)).flatten();
        Some(Self { name, sums })
    }

    /// Writes the sums, or takes them away.
    ///
    /// # Errors
    /// The directory could not be read or written.
    pub async fn write(&self, vault: &Vault) -> Result<(), ShareError> {
        let id = vault
            .directory_id("course-contribution", &self.name)
            .await?;
        let stands = vault.directory_find::<ContributionV1>(id).await?;
        let mut change = vault.directory_change();
        match (&self.sums, stands) {
            (None, None) => return Ok(()),
            (Some(sums), Some(stands)) if stands.value == *sums => return Ok(()),
            (Some(sums), _) => change.overwrite(id, sums).await?,
            (None, Some(_)) => change.forget(id).await?,
        }
        Ok(change.done().await?)
    }
}

/// The name of a person's sums of one measure, which only their key leads to.
fn name(act: &Act, measure: &Measure) -> [u8; 16] {
    let zero = care::RecordId::from_bytes([0; 16]);
    let name = act.id_for(&format!("course contribution {}", measure.id()), zero);
    *name.bytes()
}

/// The names of every sum this person could have: kept with a wish to have the record destroyed,
/// for without their key nobody could find them.
pub fn names_of_sums(act: &Act, offer: &Offer) -> Vec<[u8; 16]> {
    offer.all().map(|measure| name(act, measure)).collect()
}

/// Takes the sums of these names away: before the key that leads to them is destroyed.
///
/// # Errors
/// The directory could not be read or written.
pub async fn forget_sums(vault: &Vault, names: &[[u8; 16]]) -> Result<(), ShareError> {
    for name in names {
        let sums = None;
        Share { name: *name, sums }.write(vault).await?;
    }
    Ok(())
}

/// So many scores after the first, and there are sums: this project's own choice. The sums of one
/// score are that score, and those of two need a line of arithmetic. Those of three or four can
/// still be searched: whole scores fit them in one way only.
pub const LEAST: u32 = 3;

/// The sums over a course; `None` before there are [`LEAST`] scores after the intake. A score that
/// is missing keeps its place empty.
fn sums(measure: &str, answered: &[&AnsweredV1]) -> Option<ContributionV1> {
    let scores: Vec<_> = answered
        .iter()
        .map(|answered| main_score(answered))
        .collect();
    let (first, intake) = first_of(&scores)?;
    let mut sums = ContributionV1 {
        measure: measure.to_owned(),
        intake,
        n: 0,
        t: 0.0,
        tt: 0.0,
        y: 0.0,
        ty: 0.0,
        yy: 0.0,
        last: answered.last()?.day,
    };
    for (score, place) in scores.iter().skip(first + 1).zip(1..) {
        let Some(score) = *score else { continue };
        let time = session_time(place);
        sums.n = sums.n.saturating_add(1);
        sums.t += time;
        sums.tt += time * time;
        sums.y += score;
        sums.ty += time * score;
        sums.yy += score * score;
    }
    (sums.n >= LEAST).then_some(sums)
}
