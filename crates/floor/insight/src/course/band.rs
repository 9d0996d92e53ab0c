//! What a fit says of a score: where it is expected, how far it may lie, and where this person's own
//! next one is expected. Fewer people make the band wider, because the fixed effects are less sure;
//! more scores of a person make their own band narrower.

use super::fit::Fit;
use super::likelihood::weight;
use super::matrix::{Pair, Two, dot};
use super::refused::FitRefused;
use super::root::Root;
use super::sums::PersonSums;

/// How many people with a finished course it takes before bands mean more than the cold rule: this
/// project's own choice.
pub const FLOOR: u32 = 200;

/// Standard deviations to the edge of a yellow band: 68 % of people stay within two of them (after
/// Finch, Lambert & Schaalje 2001).
pub const YELLOW: f64 = 1.0;

/// Standard deviations to the edge of a red band: 80 % stay within two of them (the same).
pub const RED: f64 = 1.2816;

/// The time of a session for a course that is steep at first: `ln(session + 1)`, with the first
/// session 0. Change per session gets smaller as sessions go on (the log-linear dose response of
/// Howard, Kopta, Krause & Orlinsky 1986, American Psychologist 41:159).
pub fn session_time(session: u32) -> f64 {
    f64::from(session).ln_1p()
}

/// The fit, if it rests on enough people to be shown; otherwise the cold rule applies.
pub fn warm(fit: &Fit) -> Option<&Fit> {
    (fit.people >= FLOOR).then_some(fit)
}

/// A score that is expected.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Expected {
    /// Where.
    pub mean: f64,
    /// The variance of one score around it: of lines, of scores around lines, and of not knowing
    /// the usual line for certain.
    pub variance: f64,
}

/// Where scores are expected to lie.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Band {
    /// In the middle.
    pub mean: f64,
    /// The lower edge.
    pub low: f64,
    /// The upper edge.
    pub high: f64,
}

impl Expected {
    /// The standard deviation of one score.
    pub fn sd(self) -> f64 {
        self.variance.sqrt()
    }

    /// The band to `z` standard deviations on both sides.
    pub fn band(self, z: f64) -> Band {
        let half = z * self.sd();
        Band {
            mean: self.mean,
            low: self.mean - half,
            high: self.mean + half,
        }
    }
}

/// A person's own course: the best linear unbiased prediction of their line (Henderson 1975). Few
/// scores leave it near the usual line, many bring it to their own.
#[derive(Clone, PartialEq, Debug)]
pub struct Person {
    /// Intercept and slope.
    pub line: [f64; 2],
    /// By how much they differ from the usual line of people with the same covariates.
    pub departs: [f64; 2],
    /// On how many scores of theirs this rests.
    pub observations: u32,
    /// How sure the line is.
    line_variance: Two,
    residual_variance: f64,
}

impl Person {
    /// Their score at time `t`, as expected from their own scores so far.
    pub fn expected(&self, t: f64) -> Expected {
        Expected {
            mean: dot(self.line, [1.0, t]),
            variance: self.residual_variance + self.line_variance.between([1.0, t]),
        }
    }
}

impl Fit {
    /// The score of a new person with these covariates at time `t`.
    ///
    /// # Errors
    /// [`FitRefused::CovariatesDiffer`] if the course has another number of covariates.
    pub fn expected(&self, t: f64, covariates: &[f64]) -> Result<Expected, FitRefused> {
        let usual = self.usual(covariates)?;
        let z = [1.0, t];
        Ok(Expected {
            mean: dot(usual, z),
            variance: self.residual_sd.powi(2)
                + self.spread().between(z)
                + self.doubt(covariates, z, z),
        })
    }

    /// The own course of a person, whether or not they are among those the fit rests on.
    ///
    /// With `K = (D^-1 + S)^-1` and `H = I - K S`, the line is `usual + K Z'(y - usual)`, and its
    /// error has covariance `sigma^2 K + H A Cov(beta) A' H'` (Henderson 1975).
    ///
    /// # Errors
    /// [`FitRefused::CovariatesDiffer`] if the course has another number of covariates,
    /// [`FitRefused::NotFinite`] if a score was not a number.
    pub fn person(&self, sums: &PersonSums) -> Result<Person, FitRefused> {
        let usual = self.usual(sums.covariates())?;
        if !sums.is_finite() {
            return Err(FitRefused::NotFinite { person: 0 });
        }
        let root = Root {
            theta: self.theta,
            slope_first: false,
        };
        let ((d, det_d), (squares, det)) = (root.squared(), sums.squares());
        // In this order the same function gives K.
        let (known, _) = weight(d, det_d, squares, det);
        let departs = known.on(sums.products_around(usual));
        let residual_variance = self.residual_sd.powi(2);
        // The rows of H.
        let [first, second] = [[1.0, 0.0], [0.0, 1.0]].map(|z| {
            let seen = squares.on(known.on(z));
            [z[0] - seen[0], z[1] - seen[1]]
        });
        let doubt = |u: Pair, v: Pair| self.doubt(sums.covariates(), u, v);
        let usual_variance = Two {
            a: doubt(first, first),
            b: doubt(first, second),
            c: doubt(second, second),
        };
        Ok(Person {
            line: [usual[0] + departs[0], usual[1] + departs[1]],
            departs,
            observations: sums.observations(),
            line_variance: usual_variance.plus(known, residual_variance),
            residual_variance,
        })
    }

    /// The usual line of people with these covariates.
    fn usual(&self, covariates: &[f64]) -> Result<Pair, FitRefused> {
        if covariates.len() != self.covariates() {
            return Err(FitRefused::CovariatesDiffer { person: 0 });
        }
        let mut line = [0.0; 2];
        for (effects, x) in self.fixed.chunks_exact(2).zip(with_constant(covariates)) {
            line[0] += x * effects[0];
            line[1] += x * effects[1];
        }
        Ok(line)
    }

    fn spread(&self) -> Two {
        let [[a, b], [_, c]] = self.random_covariance;
        Two { a, b, c }
    }

    /// `u' A Cov(beta) A' v`: how unsure the usual line is.
    fn doubt(&self, covariates: &[f64], u: Pair, v: Pair) -> f64 {
        let weights = |z: Pair| with_constant(covariates).flat_map(move |x| [x * z[0], x * z[1]]);
        let row = |cells: &Vec<f64>| -> f64 {
            cells
                .iter()
                .zip(weights(v))
                .map(|(cell, by)| cell * by)
                .sum()
        };
        self.fixed_covariance
            .iter()
            .zip(weights(u))
            .map(|(cells, by)| by * row(cells))
            .sum()
    }
}

fn with_constant(covariates: &[f64]) -> impl Iterator<Item = f64> + '_ {
    std::iter::once(1.0).chain(covariates.iter().copied())
}
