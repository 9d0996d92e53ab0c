//! Down to the best `theta`: Newton's method with the exact curvature, damped until it is safe
//! (Levenberg 1944), then undamped until nothing moves. A covariance on the edge of what is possible
//! (everyone's line parallel, or intercept and slope in lockstep) is a legal answer: in `theta` there
//! is no edge, the deviance is even in its last element.

use super::likelihood::{Point, Three};
use super::matrix::{Factor, MOST, Square};
use super::own_line::Lines;

/// Where the search begins: lines differ as much as scores do, in units of spread.
const START: Three = [1.0, 0.0, 1.0];

/// Far more than are ever needed: from the start above, seven to twelve are.
const MOST_STEPS: u32 = 200;

/// A step, in units of spread, after which the next would be rounding error: errors square.
const STILL: f64 = 1e-8;

/// A fall of the deviance too small to be seen beside its own size.
const UNSEEN: f64 = 1e-11;

/// The best point, and how many steps led there. `None` if the search did not come to rest.
pub(super) fn settle(lines: &Lines, restricted: bool) -> Option<(Point, u32)> {
    let mut here = Point::at(START, lines, restricted)?;
    let (mut damping, mut saddles) = (0.0_f64, 0_u32);
    for steps in 1..=MOST_STEPS {
        let size = (0..3)
            .map(|k| here.curvature[k][k].abs())
            .fold(0.0, f64::max);
        let (step, fall) = loop {
            match downhill(&here, damping) {
                Some(found) => break found,
                None if damping > 1e12 * size => return None,
                None => damping = (4.0 * damping).max(1e-4 * size),
            }
        };
        let seen = fall > UNSEEN * (1.0 + here.deviance.abs());
        let moved = [0, 1, 2].map(|k| here.theta[k] + step[k]);
        let there = Point::at(moved, lines, restricted);
        match there {
            Some(there) if !seen || there.deviance <= here.deviance - 0.1 * fall => {
                here = there;
                damping = if damping > 1e-6 * size {
                    damping / 16.0
                } else {
                    0.0
                };
            }
            _ => {
                damping = (4.0 * damping).max(1e-4 * size);
                continue;
            }
        }
        if !seen && step.iter().all(|part| part.abs() < STILL) {
            if downhill(&here, 1e-9 * size).is_some() || saddles == 3 {
                return Some((here, steps));
            }
            // A saddle, level in every direction: only a push shows which way is down.
            saddles += 1;
            let pushed = [0, 1, 2].map(|k| here.theta[k] + [0.1, 0.0, 0.1][k]);
            here = Point::at(pushed, lines, restricted)?;
        }
    }
    None
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
