//! The expected course: how scores usually go over the sessions, learnt from the people a service
//! has accompanied, so that a person's own course can be seen beside it.
//!
//! The model is linear with mixed effects (Laird & Ware 1982): everyone has a line of their own,
//!
//! ```text
//! y_ij = (A_i beta + b_i)' z_ij + e_ij      z_ij = (1, t_ij)    b_i ~ N(0, G)    e_ij ~ N(0, sigma^2)
//! ```
//!
//! where `A_i beta` is the usual line of people with person i's covariates (such as their score at
//! intake) and `b_i` is how far this person's intercept and slope lie from it. It is read in this
//! order:
//!
//! 1. `sums`: a person's scores, kept as counts, means and centred sums, in one pass;
//! 2. `own_line`: what the model needs of each person: their own least-squares line, how well the
//!    times they came pin it down, and what it leaves over; people who came at the same times share
//!    one design, so a service with many people costs little more than one with few;
//! 3. `likelihood`: the profiled deviance of three numbers (Bates et al. 2015, eq. 34 and 41) with
//!    its exact first and second derivatives;
//! 4. `root` and `newton`: down to where the gradient is rounding error;
//! 5. `fit` and `band`: estimates with standard errors, and what they say of a new person's score,
//!    or of this person's next one.
//!
//! References: Laird & Ware 1982, Biometrics 38:963; Bates, Maechler, Bolker & Walker 2015, J Stat
//! Softw 67(1); Henderson 1975, Biometrics 31:423 (best linear unbiased prediction); Lindstrom &
//! Bates 1988, JASA 83:1014 (Newton for mixed models); Welford 1962, Technometrics 4:419.

mod band;
mod fit;
mod likelihood;
mod matrix;
mod newton;
mod own_line;
mod refused;
mod root;
mod sums;
#[cfg(test)]
mod tests;

pub use band::{Band, Expected, FLOOR, Person, RED, YELLOW, session_time, warm};
pub use fit::{Fit, Method, fit};
pub use refused::FitRefused;
pub use sums::{MOST_COVARIATES, PersonSums};
