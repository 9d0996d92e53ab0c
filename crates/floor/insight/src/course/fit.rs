//! The fit: the usual line, how lines differ, how scores scatter, and how sure all that is.

use super::likelihood::Point;
use super::matrix::{MOST, Square, dot};
use super::newton;
use super::own_line::{Lines, Units};
use super::refused::FitRefused;
use super::root::Root;
use super::sums::PersonSums;
use std::f64::consts::TAU;

/// What is made as large as it can be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    /// The likelihood of the scores; to compare courses with different covariates.
    Ml,
    /// The likelihood of what fixed effects leave (restricted): variances without the shortfall
    /// that estimating a mean brings. The usual choice.
    Reml,
}

/// A fitted course, in the units of what was handed in. All of it is plain, to be kept as it is.
#[derive(Clone, PartialEq, Debug)]
pub struct Fit {
    /// How it was fitted.
    pub method: Method,
    /// People with at least one score.
    pub people: u32,
    /// Their scores.
    pub observations: u64,
    /// Fixed effects: intercept and slope, then what each covariate adds to intercept and slope.
    pub fixed: Vec<f64>,
    /// Their standard errors.
    pub fixed_se: Vec<f64>,
    /// Their covariance.
    pub fixed_covariance: Vec<Vec<f64>>,
    /// The covariance of people's own intercepts and slopes around the usual line.
    pub random_covariance: [[f64; 2]; 2],
    /// The lower triangle `[1,1], [2,1], [2,2]` of its Cholesky factor relative to the residual
    /// standard deviation, diagonal not negative (the `theta` of Bates et al. 2015).
    pub theta: [f64; 3],
    /// The standard deviation of scores around people's own lines.
    pub residual_sd: f64,
    /// The logarithm of the (restricted) likelihood at the best fit.
    pub log_likelihood: f64,
    /// Whether people's intercepts and slopes came out in lockstep, or not varying at all: legal,
    /// and a sign that there is little to learn variances from.
    pub singular: bool,
    /// How many steps led there.
    pub steps: u32,
}

impl Fit {
    /// The standard deviations of people's intercepts and slopes.
    pub fn random_sd(&self) -> [f64; 2] {
        let [first, cross, second] = self.theta;
        [
            self.residual_sd * first,
            self.residual_sd * cross.hypot(second),
        ]
    }

    /// The correlation of people's intercepts and slopes; `None` where one does not vary.
    pub fn random_correlation(&self) -> Option<f64> {
        let [first, cross, second] = self.theta;
        let correlation = cross / cross.hypot(second);
        (first > 0.0 && correlation.is_finite()).then_some(correlation)
    }

    /// How many covariates the course has.
    pub fn covariates(&self) -> usize {
        self.fixed.len() / 2 - 1
    }
}

/// Fits the expected course of these people's scores. People without a score are left out. The
/// result is the same to the bit for the same people in the same order.
///
/// # Errors
/// Why there is no course to tell, with what would help.
pub fn fit(everyone: &[PersonSums], method: Method) -> Result<Fit, FitRefused> {
    let lines = Lines::read(everyone)?;
    let restricted = method == Method::Reml;
    let (best, steps) = newton::settle(&lines, restricted).ok_or(FitRefused::Restless)?;
    let variance = best.squares / best.freedom;
    let residual_sd = lines.units.y.sd * variance.sqrt();
    let back = Back::of(&lines.units, lines.width);
    let fixed_covariance = back.covariance(&best.precision.inverse(), variance);
    let (theta, singular) = original_theta(best.root, &lines.units);
    let [first, cross, second] = theta.map(|part| part * residual_sd);
    Ok(Fit {
        method,
        people: lines.people,
        observations: lines.observations,
        fixed: back.fixed(&lines, &best),
        fixed_se: (0..back.size)
            .map(|k| fixed_covariance[k][k].sqrt())
            .collect(),
        fixed_covariance,
        random_covariance: [
            [first * first, first * cross],
            [first * cross, cross * cross + second * second],
        ],
        theta,
        residual_sd,
        log_likelihood: log_likelihood(&lines, &best, restricted),
        singular,
        steps,
    })
}

/// `-2 ln L = f (1 + ln(2 pi sigma^2)) + sum ln |I + D S| [+ ln |C|]`, of the scores as they were
/// handed in: a change of units is worth the logarithm of its determinant.
fn log_likelihood(lines: &Lines, best: &Point, restricted: bool) -> f64 {
    let units = &lines.units;
    let variance = best.squares / best.freedom * units.y.sd * units.y.sd;
    let mut deviance = best.freedom * (1.0 + (TAU * variance).ln()) + best.ln_det;
    if restricted {
        deviance += best.precision.ln_det();
        let covariates = units.covariates.iter().take(lines.width - 1);
        deviance += 4.0 * covariates.map(|covariate| covariate.sd.ln()).sum::<f64>();
        deviance += (0..lines.width).map(|_| 2.0 * units.t.sd.ln()).sum::<f64>();
    }
    -0.5 * deviance
}

/// The way back from units of spread: `fixed = back * worked out`, and the mean of scores.
struct Back {
    matrix: Square,
    size: usize,
}

impl Back {
    /// The product of what happens to a line (time has another origin and unit) and to covariates
    /// (each has another origin and unit, so the constant takes up their means).
    fn of(units: &Units, width: usize) -> Self {
        let (t, y) = (units.t, units.y.sd);
        let line = [[y, -y * t.mean / t.sd], [0.0, y / t.sd]];
        let mut matrix = [[0.0; MOST]; MOST];
        let mut put = |(to, from): (usize, usize), times: f64| {
            for (row, cells) in line.iter().enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    matrix[2 * to + row][2 * from + column] = times * cell;
                }
            }
        };
        put((0, 0), 1.0);
        for (place, covariate) in units.covariates.iter().enumerate().take(width - 1) {
            put((1 + place, 1 + place), 1.0 / covariate.sd);
            put((0, 1 + place), -covariate.mean / covariate.sd);
        }
        Self {
            matrix,
            size: 2 * width,
        }
    }

    fn fixed(&self, lines: &Lines, best: &Point) -> Vec<f64> {
        let found: Vec<f64> = lines
            .ordinary
            .iter()
            .zip(best.beta)
            .map(|(o, b)| o + b)
            .collect();
        let rows = self.matrix.iter().take(self.size);
        let mut fixed: Vec<f64> = rows
            .map(|row| row.iter().zip(&found).map(|(by, one)| by * one).sum())
            .collect();
        if let Some(intercept) = fixed.first_mut() {
            *intercept += lines.units.y.mean;
        }
        fixed
    }

    fn covariance(&self, inverse: &Square, variance: f64) -> Vec<Vec<f64>> {
        let cell = |row: usize, column: usize| -> f64 {
            let through = |j: usize| -> f64 {
                (0..self.size)
                    .map(|k| inverse[j][k] * self.matrix[column][k])
                    .sum()
            };
            variance
                * (0..self.size)
                    .map(|j| self.matrix[row][j] * through(j))
                    .sum::<f64>()
        };
        (0..self.size)
            .map(|row| (0..self.size).map(|column| cell(row, column)).collect())
            .collect()
    }
}

/// `theta` with time's own origin and unit, and whether it is singular. The change of units makes
/// the factor full; a rotation makes it lower triangular again, diagonal not negative.
fn original_theta(root: Root, units: &Units) -> ([f64; 3], bool) {
    /// In units of spread, what no data can tell from nothing.
    const NOTHING: f64 = 1e-7;
    let [a, b, c] = root.theta;
    let c = if c.abs() < NOTHING { 0.0 } else { c };
    let theta = [a, b, c];
    let singular = c.abs() < NOTHING || a.abs() < NOTHING;
    let [start, change] = Root { theta, ..root }.rows();
    let slope = change.map(|part| part / units.t.sd);
    let intercept = [0, 1].map(|k| start[k] - units.t.mean * slope[k]);
    let length = intercept[0].hypot(intercept[1]);
    if length < NOTHING {
        return ([0.0, 0.0, slope[0].hypot(slope[1])], true);
    }
    let own = (a * c / units.t.sd / length).abs();
    ([length, dot(intercept, slope) / length, own], singular)
}
