//! The three numbers in which the search for `D` walks: its Cholesky factor, so that every step
//! leads to a covariance, and its edge (`theta_3 = 0`) is a place like any other.

use super::matrix::{Pair, Two};

/// One number for each of the three of `D`, or of its root.
pub(super) type Three = [f64; 3];

/// `D = L L'` with `L = [[a, 0], [b, c]]`, for intercept and slope in this order or the other. Where
/// `a` is near 0 the walk would be around a circle in `b` and `c`; the other order leads straight.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Root {
    pub(super) theta: Three,
    /// Whether `a` belongs to the slope.
    pub(super) slope_first: bool,
}

impl Root {
    /// The root of a positive definite `D`.
    pub(super) fn of(d: Two) -> Self {
        let slope_first = d.c > d.a;
        let Two { a, b, c } = if slope_first { d.turned() } else { d };
        let first = a.sqrt();
        let second = b / first;
        Self {
            theta: [first, second, (c - second * second).max(0.0).sqrt()],
            slope_first,
        }
    }

    /// `D` and its determinant.
    pub(super) fn squared(self) -> (Two, f64) {
        let [a, b, c] = self.theta;
        let d = Two {
            a: a * a,
            b: a * b,
            c: b * b + c * c,
        };
        (
            if self.slope_first { d.turned() } else { d },
            (a * c).powi(2),
        )
    }

    /// A factor `F` with `D = F F'`, its rows for intercept and slope.
    pub(super) fn rows(self) -> [Pair; 2] {
        let [a, b, c] = self.theta;
        let (first, second) = ([a, 0.0], [b, c]);
        if self.slope_first {
            [second, first]
        } else {
            [first, second]
        }
    }

    pub(super) fn moved(self, by: Three) -> Self {
        let theta = [0, 1, 2].map(|k| self.theta[k] + by[k]);
        Self { theta, ..self }
    }

    /// Of the same `D` the root that begins with the larger of its two variances, if that is far
    /// from this one.
    pub(super) fn upright(self) -> Option<Self> {
        let [a, b, c] = self.theta;
        let length = b.hypot(c);
        (a.abs() < 0.5 * length).then(|| Self {
            theta: [length, a * b / length, a * c / length],
            slope_first: !self.slope_first,
        })
    }

    /// Slope and curvature in `D` carried over to the root by the chain rule.
    pub(super) fn chain(self, mut slope: Three, mut curvature: [Three; 3]) -> (Three, [Three; 3]) {
        if self.slope_first {
            slope.reverse();
            curvature.reverse();
            for row in &mut curvature {
                row.reverse();
            }
        }
        let [a, b, c] = self.theta;
        let jacobian = [[2.0 * a, b, 0.0], [0.0, a, 2.0 * b], [0.0, 0.0, 2.0 * c]];
        let mut second = [
            [2.0 * slope[0], slope[1], 0.0],
            [slope[1], 2.0 * slope[2], 0.0],
            [0.0, 0.0, 2.0 * slope[2]],
        ];
        for (row, j) in second.iter_mut().zip(&jacobian) {
            for (cell, k) in row.iter_mut().zip(&jacobian) {
                for (from, &left) in curvature.iter().zip(j) {
                    *cell += left * dot(from, k);
                }
            }
        }
        (jacobian.map(|row| dot(&row, &slope)), second)
    }
}

fn dot(u: &Three, v: &Three) -> f64 {
    u.iter().zip(v).map(|(u, v)| u * v).sum()
}
