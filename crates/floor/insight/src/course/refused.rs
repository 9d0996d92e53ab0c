//! When no expected course can be told, why, and what to do about it.

use super::sums::MOST_COVARIATES;
use std::fmt;

/// Why no course was fitted. Each says what would help.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FitRefused {
    /// Fewer people with a slope of their own than the model has need of.
    TooFewPeople {
        /// With scores at two times or more.
        people: u32,
        /// How many it takes.
        least: u32,
    },
    /// More covariates than [`MOST_COVARIATES`].
    TooManyCovariates,
    /// People with different numbers of covariates: the person at this place in the list, from 0.
    CovariatesDiffer {
        /// From 0.
        person: usize,
    },
    /// A covariate that is not a number: the one at this place, from 0.
    CovariateNotFinite {
        /// From 0.
        place: usize,
    },
    /// A covariate that is the same for everyone or follows from the others: the one at this place.
    CovariateSaysNothing {
        /// From 0.
        place: usize,
    },
    /// A time or score that is not a number: the person at this place in the list, from 0.
    NotFinite {
        /// From 0.
        person: usize,
    },
    /// Nobody has more than one score.
    OneScoreEach,
    /// Every score was given at the same time.
    OneTime,
    /// Nobody has a score more than a line through their scores has need of.
    TooFewRepeats,
    /// All scores are the same.
    OneScore,
    /// Every score lies on the person's own line: there is no residual spread.
    NoResidual,
    /// The search for the best fit did not come to rest.
    Restless,
}

impl fmt::Display for FitRefused {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFewPeople { people, least } => write!(
                to,
                "{people} people have scores at two times or more; a course needs at least {least}: collect more, or leave covariates out"
            ),
            Self::TooManyCovariates => {
                write!(to, "at most {MOST_COVARIATES} covariates: leave some out")
            }
            Self::CovariatesDiffer { person } => write!(
                to,
                "person {} has another number of covariates than the first: give everyone the same",
                person + 1
            ),
            Self::CovariateNotFinite { place } => write!(
                to,
                "covariate {} is not a finite number: leave this person out, or the covariate",
                place + 1
            ),
            Self::CovariateSaysNothing { place } => write!(
                to,
                "covariate {} is the same for everyone or follows from the others: leave it out",
                place + 1
            ),
            Self::NotFinite { person } => write!(
                to,
                "person {} has a time or score that is not a finite number: leave that score out",
                person + 1
            ),
            Self::OneScoreEach => to.write_str(
                "everyone has a single score, which says nothing of change: give each person's later scores too",
            ),
            Self::OneTime => to.write_str(
                "every score has the same time: check the column of times or sessions",
            ),
            Self::TooFewRepeats => to.write_str(
                "nobody has three scores, so change cannot be told from noise: give scores from more sessions",
            ),
            Self::OneScore => {
                to.write_str("all scores are the same: check the column of scores")
            }
            Self::NoResidual => to.write_str(
                "every score lies exactly on a line, as measured scores never do: check where they come from",
            ),
            Self::Restless => to.write_str(
                "the fit did not come to rest: look for scores or times far outside the others",
            ),
        }
    }
}

impl std::error::Error for FitRefused {}
