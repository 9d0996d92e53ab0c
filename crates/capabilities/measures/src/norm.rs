//! The service's own expected course: what scores of the people here did before, so that a course
//! can be held against it. Nobody's record is opened to know it: each answer leaves sums without a
//! name in the service's directory, unless the client has said that theirs do not count.

mod refit;
mod share;
mod stored;

pub use refit::{FINISHED_AFTER, FLOOR, Outcome, Refitted, refit};
pub use share::{LEAST, Share, ShareError, forget_sums, names_of_sums};
pub use stored::{ContributionV1, CourseNormV1};

use crate::day::Day;
use crate::judge::Expected;
use insight::course::{Band, Fit, Method, RED, session_time};
use sealed::{ReadError, Vault};

/// A fitted course with what it rests on.
#[derive(Clone, PartialEq, Debug)]
pub struct Norm {
    fit: Fit,
    mean_intake: f64,
    /// On how many people's courses it rests.
    pub people: u32,
    /// On how many scores.
    pub observations: u64,
    /// The day it was fitted.
    pub fitted: Day,
}

impl Norm {
    /// The norm of a measure, if the service has one: below [`FLOOR`] finished courses it has none.
    pub async fn of(vault: &Vault, measure: &str) -> Result<Option<Self>, ReadError> {
        let id = vault
            .directory_id("course-norm", measure.as_bytes())
            .await?;
        let kept = vault.directory_find::<CourseNormV1>(id).await?;
        Ok(kept.map(|kept| Self::from(&kept.value)))
    }

    /// What the score at this place was expected to be, for someone who began here. The first
    /// score after the intake has place 1. `None`: the norm does not fit this program's model.
    fn at(&self, place: usize, intake: f64) -> Option<insight::course::Expected> {
        let time = session_time(u32::try_from(place).unwrap_or(u32::MAX));
        self.fit.expected(time, &[intake - self.mean_intake]).ok()
    }

    /// What each score after the first was expected to be; empty before there is a first.
    pub(crate) fn expected_of(&self, scores: &[Option<f64>]) -> Vec<Expected> {
        let Some((first, intake)) = first_of(scores) else {
            return Vec::new();
        };
        let each = (1..scores.len() - first).map(|place| {
            let expected = self.at(place, intake)?;
            Some(Expected {
                mean: expected.mean,
                sd: expected.variance.sqrt(),
            })
        });
        each.collect::<Option<_>>().unwrap_or_default()
    }

    /// The band within which eight of ten people here are expected at this place: where the rule for "not
    /// on track" begins.
    pub(crate) fn band(&self, place: usize, intake: f64) -> Option<Band> {
        Some(self.at(place, intake)?.band(RED))
    }
}

/// The first score, with its place.
pub(crate) fn first_of(scores: &[Option<f64>]) -> Option<(usize, f64)> {
    let place = scores.iter().position(Option::is_some)?;
    Some((place, scores.get(place).copied().flatten()?))
}

impl From<&CourseNormV1> for Norm {
    fn from(kept: &CourseNormV1) -> Self {
        Self {
            fit: Fit {
                method: Method::Reml,
                people: kept.people,
                observations: kept.observations,
                fixed: kept.fixed.clone(),
                fixed_se: kept.fixed_se.clone(),
                fixed_covariance: kept.fixed_covariance.clone(),
                random_covariance: kept.random_covariance,
                theta: kept.theta,
                residual_sd: kept.residual_sd,
                log_likelihood: kept.log_likelihood,
                singular: kept.singular,
                steps: 0,
            },
            mean_intake: kept.mean_intake,
            people: kept.people,
            observations: kept.observations,
            fitted: kept.fitted,
        }
    }
}
