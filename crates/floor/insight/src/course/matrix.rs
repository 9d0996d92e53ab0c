//! Small symmetric matrices: two by two for a line, and up to eight by eight by Cholesky.

/// The most rows: intercept and slope for the constant and each covariate.
pub(super) const MOST: usize = 2 * (1 + super::MOST_COVARIATES);

/// Intercept and slope.
pub(super) type Pair = [f64; 2];

/// A symmetric two by two matrix `[[a, b], [b, c]]`.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(super) struct Two {
    pub(super) a: f64,
    pub(super) b: f64,
    pub(super) c: f64,
}

impl Two {
    /// The same with slope and intercept in each other's place.
    pub(super) fn turned(self) -> Self {
        Self {
            a: self.c,
            b: self.b,
            c: self.a,
        }
    }

    /// `u v' + v u'`, halved: `u u'` where both are the same.
    pub(super) fn outer(u: Pair, v: Pair) -> Self {
        Self {
            a: u[0] * v[0],
            b: 0.5 * (u[0] * v[1] + u[1] * v[0]),
            c: u[1] * v[1],
        }
    }

    pub(super) fn plus(self, other: Self, times: f64) -> Self {
        Self {
            a: self.a + times * other.a,
            b: self.b + times * other.b,
            c: self.c + times * other.c,
        }
    }

    pub(super) fn scaled(self, by: f64) -> Self {
        Self::default().plus(self, by)
    }

    pub(super) fn on(self, v: Pair) -> Pair {
        [self.a * v[0] + self.b * v[1], self.b * v[0] + self.c * v[1]]
    }

    /// `v' self v`.
    pub(super) fn between(self, v: Pair) -> f64 {
        dot(self.on(v), v)
    }

    /// The trace of `self other`.
    pub(super) fn trace(self, other: Self) -> f64 {
        self.a * other.a + 2.0 * self.b * other.b + self.c * other.c
    }

    /// `self inner self`.
    pub(super) fn around(self, inner: Self) -> Self {
        let first = inner.on([self.a, self.b]);
        let second = inner.on([self.b, self.c]);
        Self {
            a: dot(first, [self.a, self.b]),
            b: dot(first, [self.b, self.c]),
            c: dot(second, [self.b, self.c]),
        }
    }
}

pub(super) fn dot(u: Pair, v: Pair) -> f64 {
    u[0] * v[0] + u[1] * v[1]
}

/// A square matrix of which the first `size` rows and columns count.
pub(super) type Square = [[f64; MOST]; MOST];

/// The Cholesky factor of a positive definite matrix.
#[derive(Clone, Debug)]
pub(super) struct Factor {
    size: usize,
    lower: Square,
}

impl Factor {
    /// The factor, or at which row the matrix turns out not to be positive definite: what is left
    /// of a diagonal element is not above `least` of it.
    pub(super) fn of(matrix: &Square, size: usize, least: f64) -> Result<Self, usize> {
        let mut lower = [[0.0; MOST]; MOST];
        for row in 0..size {
            for column in 0..=row {
                let known: f64 = (0..column).map(|k| lower[row][k] * lower[column][k]).sum();
                let left = matrix[row][column] - known;
                lower[row][column] = if row > column {
                    left / lower[column][column]
                } else if left > least * matrix[row][row].abs() {
                    left.sqrt()
                } else {
                    return Err(row);
                };
            }
        }
        Ok(Self { size, lower })
    }

    /// `matrix^-1 v`.
    pub(super) fn solve(&self, v: &[f64; MOST]) -> [f64; MOST] {
        let lower = &self.lower;
        let mut x = *v;
        for row in 0..self.size {
            let known: f64 = (0..row).map(|k| lower[row][k] * x[k]).sum();
            x[row] = (x[row] - known) / lower[row][row];
        }
        for row in (0..self.size).rev() {
            let known: f64 = (row + 1..self.size).map(|k| lower[k][row] * x[k]).sum();
            x[row] = (x[row] - known) / lower[row][row];
        }
        x
    }

    /// `matrix^-1`.
    pub(super) fn inverse(&self) -> Square {
        let mut inverse = [[0.0; MOST]; MOST];
        for (place, column) in inverse.iter_mut().enumerate().take(self.size) {
            let mut unit = [0.0; MOST];
            unit[place] = 1.0;
            *column = self.solve(&unit);
        }
        inverse
    }

    /// The logarithm of the determinant.
    pub(super) fn ln_det(&self) -> f64 {
        (0..self.size).map(|k| 2.0 * self.lower[k][k].ln()).sum()
    }
}
