//! A person's scores over time, kept as a handful of sums: all that the expected course needs of
//! them, so that a service's whole history is read once and not held.

use super::matrix::{Pair, Two};
use super::own_line::Units;
use super::refused::FitRefused;

/// How many person-level covariates a course may have: this project's own choice.
pub const MOST_COVARIATES: usize = 3;

/// A person's observations `(t, y)` as count, means and centred sums, with what is known of the
/// person at the start. The means move with every score (Welford 1962), so that scores around a
/// million with a spread of one lose nothing.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct PersonSums {
    pub(super) count: u32,
    pub(super) mean_t: f64,
    pub(super) mean_y: f64,
    /// Sum of `(t - mean_t)^2`; then of the products, and of the scores.
    pub(super) tt: f64,
    pub(super) ty: f64,
    pub(super) yy: f64,
    pub(super) covariates: [f64; MOST_COVARIATES],
    pub(super) known: usize,
}

impl PersonSums {
    /// A person without scores yet, with covariates in an order that is the same for everyone; in
    /// any unit.
    ///
    /// # Errors
    /// [`FitRefused::TooManyCovariates`], [`FitRefused::CovariateNotFinite`].
    pub fn of(covariates: &[f64]) -> Result<Self, FitRefused> {
        let mut kept = [0.0; MOST_COVARIATES];
        kept.get_mut(..covariates.len())
            .ok_or(FitRefused::TooManyCovariates)?
            .copy_from_slice(covariates);
        if let Some(place) = covariates.iter().position(|value| !value.is_finite()) {
            return Err(FitRefused::CovariateNotFinite { place });
        }
        Ok(Self {
            count: 0,
            mean_t: 0.0,
            mean_y: 0.0,
            tt: 0.0,
            ty: 0.0,
            yy: 0.0,
            covariates: kept,
            known: covariates.len(),
        })
    }

    /// A person whose scores were added up elsewhere, as a service keeps them that holds no series:
    /// how many, the means of `(t, y)`, and the sums of squares and products around those means
    /// (`tt`, `ty`, `yy`). `None` where [`Self::of`] refuses and for sums that no scores have: of
    /// none at all, not finite, a negative square, a product beyond what its squares allow.
    pub fn from_sums(
        covariates: &[f64],
        count: u32,
        [mean_t, mean_y]: [f64; 2],
        [tt, ty, yy]: [f64; 3],
    ) -> Option<Self> {
        /// Sums that were centred afterwards are off by some rounding.
        const ROUNDING: f64 = 1e-9;
        let sums = Self {
            count,
            mean_t,
            mean_y,
            tt,
            ty,
            yy,
            ..Self::of(covariates).ok()?
        };
        let possible = tt >= 0.0 && yy >= 0.0 && ty * ty <= tt * yy * (1.0 + ROUNDING) + ROUNDING;
        (count > 0 && possible && sums.is_finite()).then_some(sums)
    }

    /// A score `y` at time `t`. A number that is not finite makes [`super::fit`] refuse.
    pub fn add(&mut self, t: f64, y: f64) {
        self.count = self.count.saturating_add(1);
        let share = 1.0 / f64::from(self.count);
        let (from_t, from_y) = (t - self.mean_t, y - self.mean_y);
        self.mean_t += from_t * share;
        self.mean_y += from_y * share;
        let (to_t, to_y) = (t - self.mean_t, y - self.mean_y);
        self.tt += from_t * to_t;
        self.ty += from_t * to_y;
        self.yy += from_y * to_y;
    }

    /// How many scores were added.
    pub const fn observations(&self) -> u32 {
        self.count
    }

    /// What is known of the person.
    pub fn covariates(&self) -> &[f64] {
        self.covariates.get(..self.known).unwrap_or(&[])
    }

    pub(super) fn is_finite(&self) -> bool {
        let sums = [self.mean_t, self.mean_y, self.tt, self.ty, self.yy];
        sums.iter().all(|sum| sum.is_finite())
    }

    /// Intercept and slope of the least-squares line; level through one time only.
    pub(super) fn own_line(&self) -> Pair {
        let slope = if self.tt > 0.0 {
            self.ty / self.tt
        } else {
            0.0
        };
        [self.mean_y - slope * self.mean_t, slope]
    }

    /// `Z'Z` and its determinant, which is 0 exactly where times do not differ.
    pub(super) fn squares(&self) -> (Two, f64) {
        let n = f64::from(self.count);
        let squares = Two {
            a: n,
            b: n * self.mean_t,
            c: n * self.mean_t * self.mean_t + self.tt,
        };
        (squares, n * self.tt)
    }

    /// `Z'(y - line)`: what is left of the scores around a line, against intercept and slope.
    pub(super) fn products_around(&self, line: Pair) -> Pair {
        let n = f64::from(self.count);
        let left = n * (self.mean_y - line[0] - line[1] * self.mean_t);
        [left, left * self.mean_t + self.ty - line[1] * self.tt]
    }

    /// The same person in other units.
    pub(super) fn in_units(&self, units: &Units) -> Self {
        let (t, y) = (units.t.sd, units.y.sd);
        let mut other = *self;
        other.mean_t = units.t.place(self.mean_t);
        other.mean_y = units.y.place(self.mean_y);
        (other.tt, other.ty, other.yy) = (self.tt / (t * t), self.ty / (t * y), self.yy / (y * y));
        for (value, spread) in other.covariates.iter_mut().zip(&units.covariates) {
            *value = spread.place(*value);
        }
        other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_that_were_kept_are_the_person_they_were_kept_of() {
        let scores = [(0.7, 31.0), (1.1, 28.0), (1.4, 29.5), (1.6, 22.0)];
        let mut streamed = PersonSums::of(&[-2.5]).unwrap();
        for (t, y) in scores {
            streamed.add(t, y);
        }
        let n = 4.0;
        let sum = |f: fn((f64, f64)) -> f64| scores.into_iter().map(f).sum::<f64>();
        let means = [sum(|(t, _)| t) / n, sum(|(_, y)| y) / n];
        let squares = [
            sum(|(t, _)| t * t) - n * means[0] * means[0],
            sum(|(t, y)| t * y) - n * means[0] * means[1],
            sum(|(_, y)| y * y) - n * means[1] * means[1],
        ];
        let kept = PersonSums::from_sums(&[-2.5], 4, means, squares).unwrap();
        assert_eq!((kept.count, kept.covariates), (4, streamed.covariates));
        let close = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(close(kept.mean_t, streamed.mean_t) && close(kept.mean_y, streamed.mean_y));
        assert!(close(kept.tt, streamed.tt) && close(kept.ty, streamed.ty));
        assert!(close(kept.yy, streamed.yy));
    }

    #[test]
    fn sums_that_no_scores_have_are_nobodys() {
        for (count, squares) in [
            (0, [0.0, 0.0, 0.0]),
            (2, [-1.0, 0.0, 1.0]),
            (2, [1.0, 0.0, f64::NAN]),
            (2, [1.0, 5.0, 1.0]),
        ] {
            assert_eq!(PersonSums::from_sums(&[], count, [0.0, 0.0], squares), None);
        }
    }
}
