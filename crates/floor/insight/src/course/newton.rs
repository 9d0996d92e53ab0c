//! Down to the best `D`: Newton's method with the exact curvature, damped until it is safe
//! (Levenberg 1944), then undamped until nothing moves. A covariance on the edge of what is possible
//! (everyone's line parallel, or intercept and slope in lockstep) is a legal answer: its root has no
//! edge, the deviance is even in the last element.

use super::likelihood::{Point, weight};
use super::matrix::{Factor, MOST, Square, Two};
use super::own_line::Lines;
use super::root::{Root, Three};

/// How often the start is bettered before the search proper: this finds the scale of `D`.
const FIRST_STEPS: u32 = 2;

/// Far more than are ever needed: four to twenty are.
const MOST_STEPS: u32 = 200;

/// A step, beside the length of the root, after which the next would be rounding error: errors
/// square.
const STILL: f64 = 1e-8;

/// After this many unseen falls in a row what is left is rounding error, however long the steps.
const MOST_UNSEEN: u32 = 5;

/// A fall of the deviance too small to be seen beside its own size.
const UNSEEN: f64 = 1e-11;

/// The best point, and how many steps led there. `None` if the search did not come to rest.
pub(super) fn settle(lines: &Lines, restricted: bool) -> Option<(Point, u32)> {
    let at = |root| Point::at(root, lines, restricted);
    let mut here = at(begin(lines))?;
    let (mut damping, mut unseen, mut saddles) = (0.0_f64, 0, 0);
    for steps in 1..=MOST_STEPS {
        let size = here.size();
        let (step, fall) = safe(&here, &mut damping)?;
        let seen = fall > UNSEEN * (1.0 + here.deviance.abs());
        unseen = if seen { 0 } else { unseen + 1 };
        match at(here.root.moved(step)) {
            Some(there) if !seen || there.deviance <= here.deviance - 0.1 * fall => here = there,
            _ => {
                damping = harder(damping, size);
                continue;
            }
        }
        damping = if damping > 1e-6 * size {
            damping / 16.0
        } else {
            0.0
        };
        if let Some(root) = here.root.upright() {
            here = at(root)?;
        } else if unseen > 0 && (here.root.is_still(step) || unseen == MOST_UNSEEN) {
            if downhill(&here, 1e-9 * here.size()).is_some() || saddles == 3 {
                return Some((here, steps));
            }
            // A saddle, level in every direction: only a push shows which way is down.
            (unseen, saddles) = (0, saddles + 1);
            here = at(here.root.moved([0.1, 0.0, 0.1]))?;
        }
    }
    None
}

/// Where the search begins: two steps of EM (Laird & Ware 1982) from lines that differ as much as
/// scores do, with the residual variance that own lines leave.
fn begin(lines: &Lines) -> Root {
    let variance = lines.left / lines.spare;
    let mut root = Root {
        theta: [1.0, 0.0, 1.0],
        slope_first: false,
    };
    for _ in 0..FIRST_STEPS {
        let (d, det_d) = root.squared();
        let (mut next, mut people) = (Two::default(), 0.0);
        for design in &lines.designs {
            let (m, _) = weight(design.s, design.det, d, det_d);
            let seen = d.around(m.around(design.dd)).scaled(1.0 / variance);
            let unseen = d.plus(d.around(m), -1.0);
            next = next.plus(seen, 1.0).plus(unseen, design.people);
            people += design.people;
        }
        root = Root::of(next.scaled(1.0 / people));
    }
    root
}

impl Root {
    fn is_still(self, step: Three) -> bool {
        let length = |of: Three| of.iter().map(|part| part * part).sum::<f64>().sqrt();
        length(step) < STILL * (1.0 + length(self.theta))
    }
}

impl Point {
    /// How strongly the deviance bends at most along one axis.
    fn size(&self) -> f64 {
        let bends = self
            .curvature
            .iter()
            .enumerate()
            .map(|(k, row)| row[k].abs());
        bends.fold(0.0, f64::max)
    }
}

fn harder(damping: f64, size: f64) -> f64 {
    (4.0 * damping).max(1e-4 * size)
}

/// The least damped step that leads down, at least as damped as it was.
fn safe(here: &Point, damping: &mut f64) -> Option<(Three, f64)> {
    let size = here.size();
    loop {
        if let Some(found) = downhill(here, *damping) {
            return Some(found);
        }
        if *damping > 1e12 * size {
            return None;
        }
        *damping = harder(*damping, size);
    }
}

/// The damped Newton step and the fall it promises; `None` where the damped curvature still bends
/// downwards.
fn downhill(here: &Point, damping: f64) -> Option<(Three, f64)> {
    let mut bends: Square = [[0.0; MOST]; MOST];
    let mut slope = [0.0; MOST];
    for row in 0..3 {
        slope[row] = here.slope[row];
        bends[row][..3].copy_from_slice(&here.curvature[row]);
        bends[row][row] += damping;
    }
    let solved = Factor::of(&bends, 3, 1e-14).ok()?.solve(&slope);
    let step = [-solved[0], -solved[1], -solved[2]];
    let fall = 0.5
        * step
            .iter()
            .zip(&here.slope)
            .map(|(s, g)| -s * g)
            .sum::<f64>();
    fall.is_finite().then_some((step, fall))
}
