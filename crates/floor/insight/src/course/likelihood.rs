//! How badly a covariance of lines explains the scores: the profiled deviance, with exact slope and
//! curvature.
//!
//! Let `D` be the covariance of lines relative to the residual variance, and for each person
//!
//! ```text
//! M = (S^-1 + D)^-1 = (S + |S| adj D) / |I + D S|      d = own line - A beta
//! ```
//!
//! Then, with beta and sigma^2 at their best for this `D` (Bates et al. 2015, eq. 34 and 41),
//!
//! ```text
//! C = sum A' M A      beta = C^-1 sum A' M (own line)      Q = sum (left over + d' M d)
//! deviance = sum ln |I + D S| + f ln Q  [+ ln |C|]         f = N, or N - p with REML
//! ```
//!
//! up to a constant. `M` is all that depends on `D`, and `M'_E = -M E M` for a change `E` of `D`;
//! every derivative below follows from that. With `r = M d` and `K(M, R)_jk = tr(E_j M E_k R)`,
//! where `E_1, E_2, E_3` change `D_11`, `D_12 = D_21` and `D_22`:
//!
//! ```text
//! ln |I + D S|   slope  tr E_j M           curvature  -K(M, M)
//! Q              slope -tr E_j R           curvature  2 K(M, R) - 2 g_j' C^-1 g_k    R = sum r r'
//! ln |C|         slope -tr E_j U           curvature  2 K(M, U) - tr C^-1 C_j C^-1 C_k
//! g_j = sum A' M E_j r       U = sum M (A C^-1 A') M       C_j = -sum A' M E_j M A
//! ```

use super::matrix::{Factor, MOST, Square, Two};
use super::own_line::{Design, Lines, WIDTH, add_block};
use super::root::{Root, Three};

/// The changes `E_j` of `D`.
const CHANGES: [Two; 3] = [
    Two {
        a: 1.0,
        b: 0.0,
        c: 0.0,
    },
    Two {
        a: 0.0,
        b: 1.0,
        c: 0.0,
    },
    Two {
        a: 0.0,
        b: 0.0,
        c: 1.0,
    },
];

/// `(S^-1 + D)^-1` and `|I + D S|`, also where `S` or `D` have no inverse.
pub(super) fn weight(s: Two, det_s: f64, d: Two, det_d: f64) -> (Two, f64) {
    let det = 1.0 + d.trace(s) + det_d * det_s;
    let adjoint = Two {
        a: d.c,
        b: -d.b,
        c: d.a,
    };
    (s.plus(adjoint, det_s).scaled(1.0 / det), det)
}

/// The likelihood at one `D`.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub(super) root: Root,
    pub(super) deviance: f64,
    /// In the three numbers of the root.
    pub(super) slope: Three,
    pub(super) curvature: [Three; 3],
    /// What beta adds to the ordinary fixed effects.
    pub(super) beta: [f64; MOST],
    pub(super) precision: Factor,
    /// `Q`, and `f` by which it is divided for the residual variance.
    pub(super) squares: f64,
    pub(super) freedom: f64,
    /// `sum ln |I + D S|`.
    pub(super) ln_det: f64,
}

impl Point {
    /// The likelihood at `D`. `None` where numbers end.
    pub(super) fn at(root: Root, lines: &Lines, restricted: bool) -> Option<Self> {
        let (d, det_d) = root.squared();
        let weigh = |design: &Design| weight(design.s, design.det, d, det_d);

        let (mut c, mut products) = ([[0.0; MOST]; MOST], [0.0; MOST]);
        let (mut ln_det, mut squares) = (0.0, lines.left);
        for design in &lines.designs {
            let (m, det) = weigh(design);
            ln_det += design.people * det.ln();
            squares += m.trace(design.dd);
            for j in 0..lines.width {
                for k in 0..lines.width {
                    add_block(&mut c, (j, k), m, design.xx[j][k]);
                }
                let measured = m.on(design.xd[j]);
                products[2 * j] += measured[0];
                products[2 * j + 1] += measured[1];
            }
        }
        let size = 2 * lines.width;
        let precision = Factor::of(&c, size, 1e-13).ok()?;
        let beta = precision.solve(&products);
        squares -= beta.iter().zip(&products).map(|(b, p)| b * p).sum::<f64>();
        let lost = if restricted { size } else { 0 };
        let freedom = (0..lost).fold(lines.weight, |freedom, _| freedom - 1.0);

        let mut deviance = ln_det + freedom * squares.ln();
        if restricted {
            deviance += precision.ln_det();
        }
        let bends = Bends::sum(lines, weigh, &beta, restricted.then_some(&precision));
        let (slope, curvature) = bends.along(root, &precision, squares, freedom);
        let point = Self {
            root,
            deviance,
            slope,
            curvature,
            beta,
            precision,
            squares,
            freedom,
            ln_det,
        };
        (point.deviance.is_finite() && slope.iter().all(|one| one.is_finite())).then_some(point)
    }
}

/// The sums of which slope and curvature in `D` are made.
struct Bends {
    m: Two,
    r: Two,
    u: Two,
    k_m: [Three; 3],
    k_r: [Three; 3],
    k_u: [Three; 3],
    /// `g_j`.
    g: [[f64; MOST]; 3],
    /// `-C_j`, with REML.
    c: [Square; 3],
    inverse: Option<Square>,
    size: usize,
}

impl Bends {
    fn sum(
        lines: &Lines,
        weigh: impl Fn(&Design) -> (Two, f64),
        beta: &[f64; MOST],
        restricted: Option<&Factor>,
    ) -> Self {
        let mut sums = Self {
            m: Two::default(),
            r: Two::default(),
            u: Two::default(),
            k_m: [[0.0; 3]; 3],
            k_r: [[0.0; 3]; 3],
            k_u: [[0.0; 3]; 3],
            g: [[0.0; MOST]; 3],
            c: [[[0.0; MOST]; MOST]; 3],
            inverse: restricted.map(Factor::inverse),
            size: 2 * lines.width,
        };
        for design in &lines.designs {
            sums.take_in(design, weigh(design).0, beta, lines.width);
        }
        sums
    }

    fn take_in(&mut self, design: &Design, m: Two, beta: &[f64; MOST], width: usize) {
        let left = design.without(beta, width);
        let r = m.around(left.dd);
        self.m = self.m.plus(m, design.people);
        self.r = self.r.plus(r, 1.0);
        add_cross(&mut self.k_m, m, m.scaled(design.people));
        add_cross(&mut self.k_r, m, r);
        for (change, g) in CHANGES.into_iter().zip(&mut self.g) {
            let turned = m.around(change);
            for (xd, g) in left.xd.into_iter().zip(g.chunks_exact_mut(2)) {
                let moved = turned.on(xd);
                g[0] += moved[0];
                g[1] += moved[1];
            }
        }
        let Some(inverse) = &self.inverse else { return };
        let mut spread = Two::default();
        for (j, row) in design.xx.iter().enumerate().take(width) {
            for (k, xx) in row.iter().enumerate().take(width) {
                let block = Two {
                    a: inverse[2 * j][2 * k],
                    b: 0.5 * (inverse[2 * j][2 * k + 1] + inverse[2 * j + 1][2 * k]),
                    c: inverse[2 * j + 1][2 * k + 1],
                };
                spread = spread.plus(block, *xx);
                for (change, c) in CHANGES.into_iter().zip(&mut self.c) {
                    add_block(c, (j, k), m.around(change), *xx);
                }
            }
        }
        let u = m.around(spread);
        self.u = self.u.plus(u, 1.0);
        add_cross(&mut self.k_u, m, u);
    }

    /// Slope and curvature, first in `D`, then in its root.
    fn along(
        &self,
        root: Root,
        precision: &Factor,
        squares: f64,
        freedom: f64,
    ) -> (Three, [Three; 3]) {
        let scale = freedom / squares;
        let gone: Three = CHANGES.map(|change| -change.trace(self.r));
        let mut slope = [0.0; 3];
        let mut curvature = [[0.0; 3]; 3];
        for (j, change) in CHANGES.into_iter().enumerate() {
            slope[j] = change.trace(self.m) + scale * gone[j] - change.trace(self.u);
            let solved = precision.solve(&self.g[j]);
            for k in 0..3 {
                let explained: f64 = solved.iter().zip(&self.g[k]).map(|(a, b)| a * b).sum();
                curvature[j][k] = 2.0 * (self.k_u[j][k] + scale * (self.k_r[j][k] - explained))
                    - self.k_m[j][k]
                    - scale * gone[j] * gone[k] / squares
                    - self.shared(j, k);
            }
        }
        root.chain(slope, curvature)
    }

    /// `tr C^-1 C_j C^-1 C_k`, with REML; else 0.
    fn shared(&self, j: usize, k: usize) -> f64 {
        let Some(inverse) = &self.inverse else {
            return 0.0;
        };
        let times = |c: &Square, row: usize, column: usize| -> f64 {
            (0..self.size).map(|k| inverse[row][k] * c[k][column]).sum()
        };
        let cells = (0..self.size).flat_map(|row| (0..self.size).map(move |column| (row, column)));
        cells
            .map(|(row, column)| times(&self.c[j], row, column) * times(&self.c[k], column, row))
            .sum()
    }
}

/// Adds `K(M, R)`, symmetrical in its indices.
fn add_cross(to: &mut [Three; 3], m: Two, r: Two) {
    let both = m.a * r.b + m.b * r.a;
    let other = m.b * r.c + m.c * r.b;
    let square = m.c * r.a + 2.0 * m.b * r.b + m.a * r.c;
    let cross = [
        [m.a * r.a, both, m.b * r.b],
        [both, square, other],
        [m.b * r.b, other, m.c * r.c],
    ];
    for (to, from) in to.iter_mut().flatten().zip(cross.into_iter().flatten()) {
        *to += from;
    }
}

/// What is left of people's lines without fixed effects.
struct Left {
    xd: [[f64; 2]; WIDTH],
    dd: Two,
}

impl Design {
    /// `sum x (d - A beta)'` and `sum (d - A beta)(d - A beta)'`.
    fn without(&self, beta: &[f64; MOST], width: usize) -> Left {
        let (mut xd, mut dd) = (self.xd, self.dd);
        for j in 0..width {
            let own = [beta[2 * j], beta[2 * j + 1]];
            dd = dd.plus(Two::outer(self.xd[j], own), -2.0);
            for k in 0..width {
                let other = [beta[2 * k], beta[2 * k + 1]];
                xd[j][0] -= self.xx[j][k] * other[0];
                xd[j][1] -= self.xx[j][k] * other[1];
                dd = dd.plus(Two::outer(own, other), self.xx[j][k]);
            }
        }
        Left { xd, dd }
    }
}
