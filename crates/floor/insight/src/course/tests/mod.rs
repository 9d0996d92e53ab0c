//! The expected course, held against reference fits, an independent likelihood, and simulation.

mod bands;
mod hard;
mod likelihood;
mod reference;
mod refusals;
mod service;
mod simulation;

use super::{Fit, Method, PersonSums};

/// Everyone's sums from rows of (person, t, y), people in order of appearance.
fn sums(rows: impl IntoIterator<Item = (usize, f64, f64)>) -> Vec<PersonSums> {
    let mut everyone: Vec<PersonSums> = Vec::new();
    for (person, t, y) in rows {
        while everyone.len() <= person {
            everyone.push(PersonSums::of(&[]).unwrap());
        }
        everyone[person].add(t, y);
    }
    everyone
}

fn fit(everyone: &[PersonSums], method: Method) -> Fit {
    super::fit(everyone, method).unwrap()
}

/// How many leading digits two numbers share, up to 16.
fn digits(found: f64, wanted: f64) -> f64 {
    let off = ((found - wanted) / wanted).abs();
    if off == 0.0 { 16.0 } else { -off.log10() }
}
