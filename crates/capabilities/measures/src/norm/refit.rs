//! The nightly fit: every measure of which enough people here have finished a course.

use super::{ContributionV1, CourseNormV1, ShareError};
use crate::day::Day;
use insight::course::{self, FitRefused, Method, PersonSums};
use sealed::Vault;
use std::collections::BTreeMap;

/// So many finished courses, and the service knows what to expect (evidence: expected response,
/// section 3.5, this project's own choice).
pub const FLOOR: usize = 200;
/// A course is finished when nothing was answered for this many days: this project's own choice,
/// about a quarter of a year.
pub const FINISHED_AFTER: i32 = 90;

/// What became of one measure.
#[derive(Clone, PartialEq, Debug)]
pub struct Refitted {
    /// Which measure.
    pub measure: String,
    /// How many have finished a course on it.
    pub finished: usize,
    /// What became of it.
    pub outcome: Outcome,
}

/// What a night's fit came to.
#[derive(Clone, PartialEq, Debug)]
pub enum Outcome {
    /// There is a new norm.
    Fitted,
    /// Too few have finished: there is none, and a cold start is judged by its own rule.
    TooFew,
    /// It could not be fitted; the norm from before stands.
    Refused(FitRefused),
}

/// Fits every measure anew.
///
/// # Errors
/// The directory could not be read or written.
pub async fn refit(vault: &Vault, today: Day) -> Result<Vec<Refitted>, ShareError> {
    let all = vault.directory_all::<ContributionV1>().await?;
    let mut measures: BTreeMap<String, Vec<ContributionV1>> = BTreeMap::new();
    for kept in all.kept {
        let shared = kept.value;
        measures
            .entry(shared.measure.clone())
            .or_default()
            .push(shared);
    }
    let mut done = Vec::new();
    for (measure, mut courses) in measures {
        courses.retain(|course| today.since(course.last) >= FINISHED_AFTER);
        let finished = courses.len();
        let outcome = one(vault, &measure, &courses, today).await?;
        done.push(Refitted {
            measure,
            finished,
            outcome,
        });
    }
    Ok(done)
}

async fn one(
    vault: &Vault,
    measure: &str,
    courses: &[ContributionV1],
    today: Day,
) -> Result<Outcome, ShareError> {
    let id = vault
        .directory_id("course-norm", measure.as_bytes())
        .await?;
    if courses.len() < FLOOR {
        if vault.directory_find::<CourseNormV1>(id).await?.is_some() {
            // Someone took theirs away: what rested on it goes too.
            let mut change = vault.directory_change();
            change.forget(id).await?;
            change.done().await?;
        }
        return Ok(Outcome::TooFew);
    }
    let norm = match fitted(measure, courses, today) {
        Ok(norm) => norm,
        Err(refused) => return Ok(Outcome::Refused(refused)),
    };
    let mut change = vault.directory_change();
    change.overwrite(id, &norm).await?;
    change.done().await?;
    Ok(Outcome::Fitted)
}

/// Random intercept and slope on log session, with the intake moving both.
fn fitted(
    measure: &str,
    courses: &[ContributionV1],
    today: Day,
) -> Result<CourseNormV1, FitRefused> {
    let people = u32::try_from(courses.len()).unwrap_or(u32::MAX);
    let intakes: f64 = courses.iter().map(|course| course.intake).sum();
    let mean_intake = intakes / f64::from(people);
    // Sums that no scores have can only come from damage; they are nobody's course.
    let sums: Vec<_> = courses
        .iter()
        .filter_map(|course| person(course, mean_intake))
        .collect();
    let fit = course::fit(&sums, Method::Reml)?;
    Ok(CourseNormV1 {
        measure: measure.to_owned(),
        fitted: today,
        people: fit.people,
        finished: people,
        observations: fit.observations,
        mean_intake,
        fixed: fit.fixed,
        fixed_se: fit.fixed_se,
        fixed_covariance: fit.fixed_covariance,
        random_covariance: fit.random_covariance,
        theta: fit.theta,
        residual_sd: fit.residual_sd,
        log_likelihood: fit.log_likelihood,
        singular: fit.singular,
    })
}

/// A person's sums as the fit wants them, around their means.
fn person(course: &ContributionV1, mean_intake: f64) -> Option<PersonSums> {
    let n = f64::from(course.n);
    let (mean_t, mean_y) = (course.t / n, course.y / n);
    PersonSums::from_sums(
        &[course.intake - mean_intake],
        course.n,
        [mean_t, mean_y],
        [
            course.around(course.tt, mean_t * mean_t),
            course.ty - n * mean_t * mean_y,
            course.around(course.yy, mean_y * mean_y),
        ],
    )
}

impl ContributionV1 {
    /// A sum of squares around the mean; rounding never makes it less than none.
    fn around(&self, squares: f64, mean_squared: f64) -> f64 {
        (squares - f64::from(self.n) * mean_squared).max(0.0)
    }
}
