//! What the model needs of each person: the least-squares line through their own scores, how well
//! the times they came at pin it down, and the squares it leaves over.
//!
//! With `S = Z'Z`, own line `o = S^-1 Z'y` and left-over squares `r`, everything in the likelihood
//! that concerns a person is `r` and quadratic in `o - A beta` with weight `(S^-1 + D)^-1`: the own
//! line varies around the usual one by `D` (relative to the residual variance) and is measured with
//! error `S^-1`. No large number is taken from another: each term is a sum of squares.
//!
//! Times, scores and covariates are first brought to mean 0 and spread 1, and the ordinary
//! least-squares lines of everyone are taken off: what follows is about what is left.

use super::matrix::{Factor, MOST, Pair, Square, Two};
use super::refused::FitRefused;
use super::sums::{MOST_COVARIATES, PersonSums};
use std::collections::HashMap;

/// The constant and the covariates of a person.
pub(super) const WIDTH: usize = 1 + MOST_COVARIATES;

/// Fewest people with a slope of their own, without covariates, and how many more for each: this
/// project's own choice. Three variances from fewer are guesses.
const LEAST_PEOPLE: u32 = 6;
const MORE_PER_COVARIATE: u32 = 2;

/// Times of one person closer together than this, as mean square beside everyone's, are the same
/// time: a slope through them would be noise.
const SAME_TIME: f64 = 1e-10;

/// Left-over mean square, beside that of all scores, below which scores lie on lines: above it,
/// rounding leaves the estimates their digits.
const ON_A_LINE: f64 = 1e-12;

/// Where a quantity lies and how far it spreads.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Spread {
    pub(super) mean: f64,
    pub(super) sd: f64,
}

impl Spread {
    pub(super) fn place(self, value: f64) -> f64 {
        (value - self.mean) / self.sd
    }
}

/// The units in which everything is worked out.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Units {
    pub(super) t: Spread,
    pub(super) y: Spread,
    pub(super) covariates: [Spread; MOST_COVARIATES],
}

/// All people who came at the same times, together. `x` is `(1, covariates)`, `d` a person's own
/// line less the ordinary one.
#[derive(Clone, Debug)]
pub(super) struct Design {
    pub(super) people: f64,
    /// `Z'Z` of each.
    pub(super) s: Two,
    /// Its determinant, from centred sums: 0 exactly where times do not differ.
    pub(super) det: f64,
    pub(super) xx: [[f64; WIDTH]; WIDTH],
    pub(super) xd: [Pair; WIDTH],
    pub(super) dd: Two,
}

/// Everyone, ready for the likelihood.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    pub(super) designs: Vec<Design>,
    pub(super) units: Units,
    /// How many of `x` count.
    pub(super) width: usize,
    /// The ordinary least-squares fixed effects, which were taken off.
    pub(super) ordinary: [f64; MOST],
    /// Squares that own lines leave over, and how many scores are to spare for them.
    pub(super) left: f64,
    pub(super) spare: f64,
    pub(super) people: u32,
    pub(super) observations: u64,
    /// The same as a number.
    pub(super) weight: f64,
}

/// One person's own line.
struct OwnLine {
    s: Two,
    det: f64,
    line: Pair,
    left: f64,
    x: [f64; WIDTH],
}

impl Lines {
    /// Reads everyone who has a score.
    pub(super) fn read(everyone: &[PersonSums]) -> Result<Self, FitRefused> {
        check(everyone)?;
        let present: Vec<&PersonSums> = everyone.iter().filter(|one| one.count > 0).collect();
        let width = 1 + present.first().map_or(0, |person| person.known);
        let units = Units::of(&present, width)?;
        enough(&present, &units, width)?;

        let mut lines = Self {
            designs: Vec::new(),
            units,
            width,
            ordinary: [0.0; MOST],
            left: 0.0,
            spare: 0.0,
            people: 0,
            observations: 0,
            weight: 0.0,
        };
        lines.ordinary = ordinary(
            present.iter().map(|person| OwnLine::of(person, &units)),
            width,
        )?;
        let mut places: HashMap<[u64; 3], usize> = HashMap::new();
        for person in present {
            let mut own = OwnLine::of(person, &units);
            let usual = line_of(&lines.ordinary, &own.x);
            own.line = [own.line[0] - usual[0], own.line[1] - usual[1]];
            lines.left += own.left;
            lines.spare += own.s.a - if own.det > 0.0 { 2.0 } else { 1.0 };
            lines.people += 1;
            lines.observations += u64::from(person.count);
            lines.weight += f64::from(person.count);
            let key = [own.s.a.to_bits(), own.s.b.to_bits(), own.det.to_bits()];
            let place = *places.entry(key).or_insert(lines.designs.len());
            if place == lines.designs.len() {
                lines.designs.push(Design::of(&own));
            }
            lines.designs[place].take_in(&own);
        }
        if lines.left <= ON_A_LINE * lines.weight {
            return Err(FitRefused::NoResidual);
        }
        Ok(lines)
    }
}

impl Design {
    fn of(own: &OwnLine) -> Self {
        Self {
            people: 0.0,
            s: own.s,
            det: own.det,
            xx: [[0.0; WIDTH]; WIDTH],
            xd: [[0.0; 2]; WIDTH],
            dd: Two::default(),
        }
    }

    fn take_in(&mut self, own: &OwnLine) {
        self.people += 1.0;
        self.dd = self.dd.plus(Two::outer(own.line, own.line), 1.0);
        for (j, x) in own.x.into_iter().enumerate() {
            for (k, other) in own.x.into_iter().enumerate() {
                self.xx[j][k] += x * other;
            }
            self.xd[j][0] += x * own.line[0];
            self.xd[j][1] += x * own.line[1];
        }
    }
}

impl OwnLine {
    fn of(person: &PersonSums, units: &Units) -> Self {
        let mut own = person.in_units(units);
        if own.tt <= SAME_TIME * f64::from(own.count) {
            (own.tt, own.ty) = (0.0, 0.0);
        }
        let (s, det) = own.squares();
        let line = own.own_line();
        let mut x = [0.0; WIDTH];
        x[0] = 1.0;
        x[1..=own.known].copy_from_slice(own.covariates());
        Self {
            s,
            det,
            line,
            left: (own.yy - line[1] * own.ty).max(0.0),
            x,
        }
    }
}

/// `A beta`: the line of people with these `x`.
pub(super) fn line_of(fixed: &[f64; MOST], x: &[f64; WIDTH]) -> Pair {
    let mut line = [0.0; 2];
    for (x, effects) in x.iter().zip(fixed.chunks_exact(2)) {
        line[0] += x * effects[0];
        line[1] += x * effects[1];
    }
    line
}

fn check(everyone: &[PersonSums]) -> Result<(), FitRefused> {
    let known = everyone.first().map_or(0, |first| first.known);
    for (person, sums) in everyone.iter().enumerate() {
        if sums.known != known {
            return Err(FitRefused::CovariatesDiffer { person });
        }
        if !sums.is_finite() {
            return Err(FitRefused::NotFinite { person });
        }
    }
    Ok(())
}

/// Whether there is enough to tell a usual line, how lines differ, and noise apart.
fn enough(present: &[&PersonSums], units: &Units, width: usize) -> Result<(), FitRefused> {
    let (mut sloped, mut spare, mut least) = (0_u32, false, LEAST_PEOPLE);
    for person in present {
        let slope = OwnLine::of(person, units).det > 0.0;
        sloped += u32::from(slope);
        spare |= person.count > 1 + u32::from(slope);
    }
    for _ in 1..width {
        least += MORE_PER_COVARIATE;
    }
    if sloped < least {
        return Err(FitRefused::TooFewPeople {
            people: sloped,
            least,
        });
    }
    if spare {
        Ok(())
    } else {
        Err(FitRefused::TooFewRepeats)
    }
}

impl Units {
    fn of(present: &[&PersonSums], width: usize) -> Result<Self, FitRefused> {
        if present.is_empty() {
            let least = LEAST_PEOPLE;
            return Err(FitRefused::TooFewPeople { people: 0, least });
        }
        if present.iter().all(|person| person.count == 1) {
            return Err(FitRefused::OneScoreEach);
        }
        let own = |person: &PersonSums| f64::from(person.count);
        let t = spread(present.iter().map(|one| (own(one), one.mean_t, one.tt)));
        let y = spread(present.iter().map(|one| (own(one), one.mean_y, one.yy)));
        let (t, y) = (
            t.ok_or(FitRefused::OneTime)?,
            y.ok_or(FitRefused::OneScore)?,
        );
        let mut covariates = [Spread { mean: 0.0, sd: 1.0 }; MOST_COVARIATES];
        for (place, covariate) in covariates.iter_mut().enumerate().take(width - 1) {
            *covariate = spread(
                present
                    .iter()
                    .map(|person| (1.0, person.covariates[place], 0.0)),
            )
            .ok_or(FitRefused::CovariateSaysNothing { place })?;
        }
        Ok(Self { t, y, covariates })
    }
}

/// Mean and spread from parts of (weight, mean, centred squares). `None` where all are the same up
/// to rounding, or too far apart for numbers.
fn spread(parts: impl Iterator<Item = (f64, f64, f64)> + Clone) -> Option<Spread> {
    let weight: f64 = parts.clone().map(|(weight, ..)| weight).sum();
    let first = parts.clone().next().map_or(0.0, |(_, mean, _)| mean);
    let from = |(weight, mean, _): (f64, f64, f64)| weight * (mean - first);
    let mean = first + parts.clone().map(from).sum::<f64>() / weight;
    let square = |(weight, own, squares): (f64, f64, f64)| squares + weight * (own - mean).powi(2);
    let sd = (parts.map(square).sum::<f64>() / weight).sqrt();
    (sd.is_finite() && sd > 1e-13 * mean.abs() && sd > 1e-140).then_some(Spread { mean, sd })
}

/// Ordinary least squares: the fixed effects as if nobody differed from the usual line.
fn ordinary(
    everyone: impl Iterator<Item = OwnLine>,
    width: usize,
) -> Result<[f64; MOST], FitRefused> {
    let mut squares: Square = [[0.0; MOST]; MOST];
    let mut products = [0.0; MOST];
    for own in everyone {
        let measured = own.s.on(own.line);
        for j in 0..width {
            for k in 0..width {
                add_block(&mut squares, (j, k), own.s, own.x[j] * own.x[k]);
            }
            products[2 * j] += own.x[j] * measured[0];
            products[2 * j + 1] += own.x[j] * measured[1];
        }
    }
    match Factor::of(&squares, 2 * width, 1e-10) {
        Ok(factor) => Ok(factor.solve(&products)),
        Err(row) if row >= 2 => Err(FitRefused::CovariateSaysNothing { place: row / 2 - 1 }),
        Err(_) => Err(FitRefused::OneTime),
    }
}

/// Adds `times block` at the block row and column.
pub(super) fn add_block(to: &mut Square, (j, k): (usize, usize), block: Two, times: f64) {
    to[2 * j][2 * k] += times * block.a;
    to[2 * j][2 * k + 1] += times * block.b;
    to[2 * j + 1][2 * k] += times * block.b;
    to[2 * j + 1][2 * k + 1] += times * block.c;
}
