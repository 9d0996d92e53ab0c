//! What the service keeps to know what course to expect: sums without a name, and the curve that
//! was fitted to them. Both stand in the service's own directory; neither holds an answer or anything
//! about whose it is. The first score stands there as it is. Sums of fewer scores than
//! [`LEAST`](super::LEAST) are not written, because they give each away; those of a short course can
//! still be searched for the scores by whoever holds the root key.

use crate::day::Day;
use sealed::InDirectory;
use serde::{Deserialize, Serialize};

/// The sums over one person's scores on one measure, under an id that only someone who may open
/// that person's record can work out. Time is `ln(place + 1)`, the place being 1 for the first
/// score after the intake.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ContributionV1 {
    /// Which measure.
    pub measure: String,
    /// The first score: where this person began.
    pub intake: f64,
    /// How many scores came after it.
    pub n: u32,
    /// The sum of their times.
    pub t: f64,
    /// The sum of the squares of their times.
    pub tt: f64,
    /// The sum of the scores.
    pub y: f64,
    /// The sum of time by score.
    pub ty: f64,
    /// The sum of the squares of the scores.
    pub yy: f64,
    /// The day of the last answer.
    pub last: Day,
}

impl InDirectory for ContributionV1 {
    const KIND: &'static str = "course-contribution";
    const SHAPE: u16 = 1;
}

/// The course that the service's own people took on one measure, as it was fitted last.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CourseNormV1 {
    /// Which measure.
    pub measure: String,
    /// The day it was fitted.
    pub fitted: Day,
    /// How many people it rests on.
    pub people: u32,
    /// How many of them had finished.
    pub finished: u32,
    /// On how many scores.
    pub observations: u64,
    /// The mean of their first scores: intake is counted from it.
    pub mean_intake: f64,
    /// Level, slope on log session, and how intake moves either.
    pub fixed: Vec<f64>,
    /// The standard errors of these.
    pub fixed_se: Vec<f64>,
    /// How uncertain these are, together.
    pub fixed_covariance: Vec<Vec<f64>>,
    /// How people differ in level and slope.
    pub random_covariance: [[f64; 2]; 2],
    /// The fit's own parameters.
    pub theta: [f64; 3],
    /// What is left over.
    pub residual_sd: f64,
    /// The log-likelihood (REML).
    pub log_likelihood: f64,
    /// Whether the fit lies on the edge of what is possible.
    pub singular: bool,
}

impl InDirectory for CourseNormV1 {
    const KIND: &'static str = "course-norm";
    const SHAPE: u16 = 1;
}
