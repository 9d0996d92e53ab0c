//! The likelihood worked out again from its definition, with whole matrices and no shortcuts; slopes
//! against differences; and what must not change when units, order or places change.

use super::super::likelihood::Point;
use super::super::own_line::Lines;
use super::super::root::Root;
use super::super::{Fit, Method, PersonSums, fit};
use super::digits;
use super::service::Chance;
use proptest::prelude::*;

/// A person in full.
#[derive(Clone, Debug)]
struct Whole {
    rows: Vec<(f64, f64)>,
    covariates: Vec<f64>,
}

impl Whole {
    fn sums(&self) -> PersonSums {
        let mut sums = PersonSums::of(&self.covariates).unwrap();
        for &(t, y) in &self.rows {
            sums.add(t, y);
        }
        sums
    }
}

/// People who came at times of their own, from one to six of them.
fn people(seed: u64, count: usize, covariates: usize) -> Vec<Whole> {
    let mut chance = Chance::of(seed);
    let person = |place: usize| {
        let known: Vec<f64> = (0..covariates)
            .map(|_| 20.0 + 3.0 * chance.normal())
            .collect();
        let sum: f64 = known.iter().sum();
        let (start, pace) = (
            30.0 + sum + 4.0 * chance.normal(),
            -1.0 + 0.8 * chance.normal(),
        );
        let sessions = 1 + (place * 7 + 3) % 6;
        let mut t = 2.0;
        let row = |_| {
            t += 0.3 + chance.unit();
            (t, start + pace * t + 2.0 * chance.normal())
        };
        Whole {
            rows: (0..sessions).map(row).collect(),
            covariates: known,
        }
    };
    (0..count).map(person).collect()
}

fn summed(people: &[Whole]) -> Vec<PersonSums> {
    people.iter().map(Whole::sums).collect()
}

/// `x V^-1 y` and `ln |V|` for all pairs of columns, by elimination.
fn eliminate(mut v: Vec<Vec<f64>>, columns: &[Vec<f64>]) -> (f64, Vec<Vec<f64>>) {
    let size = v.len();
    let mut right: Vec<Vec<f64>> = columns.to_vec();
    let mut ln_det = 0.0;
    for pivot in 0..size {
        ln_det += v[pivot][pivot].ln();
        for row in pivot + 1..size {
            let times = v[row][pivot] / v[pivot][pivot];
            let from = v[pivot].clone();
            for (to, from) in v[row].iter_mut().zip(from) {
                *to -= times * from;
            }
            for column in &mut right {
                column[row] -= times * column[pivot];
            }
        }
    }
    // What is left of each column is L^-1 x; V = L diag L'.
    let cross = |x: &[f64], y: &[f64]| (0..size).map(|k| x[k] * y[k] / v[k][k]).sum();
    (
        ln_det,
        right
            .iter()
            .map(|x| right.iter().map(|y| cross(x, y)).collect())
            .collect(),
    )
}

/// The log-likelihood of these scores with the fit's covariance, and its fixed effects.
fn by_definition(people: &[Whole], found: &Fit, method: Method) -> f64 {
    let fixed = found.fixed.len();
    let mut total = vec![vec![0.0; fixed + 1]; fixed + 1];
    let (mut ln_det, mut observations) = (0.0, 0.0);
    let [[g0, g01], [_, g1]] = found.random_covariance;
    for person in people {
        let rows = &person.rows;
        let cell = |i: usize, k: usize| {
            let (t, u) = (rows[i].0, rows[k].0);
            let own = if i == k {
                found.residual_sd.powi(2)
            } else {
                0.0
            };
            own + g0 + g01 * (t + u) + g1 * t * u
        };
        let v: Vec<Vec<f64>> = (0..rows.len())
            .map(|i| (0..rows.len()).map(|k| cell(i, k)).collect())
            .collect();
        let mut columns = Vec::new();
        for x in std::iter::once(1.0).chain(person.covariates.iter().copied()) {
            columns.push(vec![x; rows.len()]);
            columns.push(rows.iter().map(|row| x * row.0).collect());
        }
        columns.push(rows.iter().map(|row| row.1).collect());
        let (own, products) = eliminate(v, &columns);
        ln_det += own;
        for _ in rows {
            observations += 1.0;
        }
        for (to, from) in total.iter_mut().flatten().zip(products.iter().flatten()) {
            *to += from;
        }
    }
    let beta = |k: usize| if k == fixed { -1.0 } else { found.fixed[k] };
    let cells = (0..=fixed).flat_map(|j| (0..=fixed).map(move |k| (j, k)));
    let squares: f64 = cells.map(|(j, k)| beta(j) * total[j][k] * beta(k)).sum();
    let tau = std::f64::consts::TAU.ln();
    let mut deviance = ln_det + squares + observations * tau;
    if method == Method::Reml {
        let c: Vec<Vec<f64>> = total[..fixed]
            .iter()
            .map(|row| row[..fixed].to_vec())
            .collect();
        deviance += eliminate(c, &[]).0;
        for _ in 0..fixed {
            deviance -= tau;
        }
    }
    -0.5 * deviance
}

#[test]
fn the_fit_is_where_the_likelihood_by_its_definition_is_highest() {
    for covariates in 0..=3 {
        for method in [Method::Ml, Method::Reml] {
            let everyone = people(7, 40, covariates);
            let found = fit(&summed(&everyone), method).unwrap();
            let best = by_definition(&everyone, &found, method);
            assert!(
                digits(found.log_likelihood, best) > 10.0,
                "{covariates} {method:?}"
            );
            let mut moved = Vec::new();
            for by in [-1e-3, 1e-3] {
                let mut other = found.clone();
                other.residual_sd *= 1.0 + by;
                moved.push(other);
                for cell in 0..3 {
                    let mut other = found.clone();
                    let place = [(0, 0), (0, 1), (1, 1)][cell];
                    let change = by * other.random_covariance[place.0][place.1];
                    other.random_covariance[place.0][place.1] += change;
                    if cell == 1 {
                        other.random_covariance[1][0] += change;
                    }
                    moved.push(other);
                }
                for place in 0..found.fixed.len() {
                    let mut other = found.clone();
                    other.fixed[place] += by * other.fixed_se[place];
                    moved.push(other);
                }
            }
            for other in &moved {
                let lower = by_definition(&everyone, other, method);
                assert!(
                    lower < best,
                    "{covariates} {method:?} {other:?}: {lower} {best}"
                );
            }
        }
    }
}

#[test]
fn slope_and_curvature_are_those_of_the_deviance() {
    for covariates in [0, 2] {
        for restricted in [false, true] {
            let lines = Lines::read(&summed(&people(11, 30, covariates))).unwrap();
            let thetas = [
                [1.0, 0.0, 1.0],
                [0.4, -0.3, 0.2],
                [0.7, 0.5, 0.0],
                [0.0, 0.3, 0.1],
            ];
            for (theta, slope_first) in thetas.into_iter().flat_map(|x| [(x, false), (x, true)]) {
                let at = |theta| {
                    let root = Root { theta, slope_first };
                    Point::at(root, &lines, restricted).unwrap()
                };
                let here = at(theta);
                for k in 0..3 {
                    let step = 1e-5;
                    let (mut up, mut down) = (theta, theta);
                    up[k] += step;
                    down[k] -= step;
                    let (up, down) = (at(up), at(down));
                    let slope = (up.deviance - down.deviance) / (2.0 * step);
                    assert!(
                        (slope - here.slope[k]).abs() < 1e-5,
                        "{theta:?} {k} {slope}"
                    );
                    for j in 0..3 {
                        let bend = (up.slope[j] - down.slope[j]) / (2.0 * step);
                        let off = (bend - here.curvature[j][k]).abs();
                        assert!(
                            off < 1e-5,
                            "{theta:?} {j} {k}: {bend} {}",
                            here.curvature[j][k]
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn lines_that_do_not_differ_are_a_legal_answer() {
    // Everyone on one line, with noise that is the same for all: nothing varies between people.
    let noise = [0.3, -0.5, 0.4, -0.1, -0.3, 0.2];
    let person = |shift: usize| Whole {
        rows: (0..6_u32)
            .zip(0_usize..)
            .map(|(t, k)| (f64::from(t), 10.0 - f64::from(t) + noise[(k + shift) % 6]))
            .collect(),
        covariates: vec![],
    };
    let everyone: Vec<Whole> = (0..12).map(person).collect();
    for method in [Method::Ml, Method::Reml] {
        let found = fit(&summed(&everyone), method).unwrap();
        assert!(found.singular, "{found:?}");
        let best = by_definition(&everyone, &found, method);
        assert!(digits(found.log_likelihood, best) > 10.0);
        for more in [[1e-4, 0.0, 0.0], [0.0, 0.0, 1e-4], [1e-4, -1e-4, 1e-4]] {
            let mut other = found.clone();
            other.random_covariance[0][0] += more[0];
            other.random_covariance[0][1] += more[1];
            other.random_covariance[1][0] += more[1];
            other.random_covariance[1][1] += more[2];
            assert!(
                by_definition(&everyone, &other, method) <= best + 1e-9,
                "{more:?}"
            );
        }
    }
}

/// Every estimate that has a unit, with its powers of the units of score and time.
fn estimates(found: &Fit) -> [f64; 8] {
    let [[first, cross], [_, second]] = found.random_covariance;
    let (fixed, se) = (&found.fixed, &found.fixed_se);
    [
        fixed[0],
        fixed[1],
        se[0],
        se[1],
        first,
        cross,
        second,
        found.residual_sd,
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn units_of_scores_and_times_change_nothing_but_units(
        seed in 0_u64..1_000_000, score in 1e-6_f64..1e6, time in 1e-4_f64..1e4
    ) {
        let plain = people(seed, 40, 0);
        let mut other = plain.clone();
        for (t, y) in other.iter_mut().flat_map(|person| &mut person.rows) {
            *t *= time;
            *y *= score;
        }
        let (plain, other) = (summed(&plain), summed(&other));
        let (Ok(plain), Ok(other)) = (fit(&plain, Method::Reml), fit(&other, Method::Reml)) else {
            return Err(TestCaseError::fail("no fit"));
        };
        prop_assert_eq!(plain.singular, other.singular);
        let units = [score, score / time, score, score / time];
        let squared = [score * score, score * score / time, (score / time).powi(2), score];
        let expected = estimates(&plain).into_iter().zip(units.into_iter().chain(squared));
        for (found, (plain, unit)) in estimates(&other).into_iter().zip(expected) {
            let off = (found - plain * unit).abs();
            prop_assert!(off <= 1e-7 * (plain * unit).abs() + 1e-9 * unit, "{} {}", found, plain * unit);
        }
    }

    #[test]
    fn scores_around_a_million_keep_their_digits(seed in 0_u64..1_000_000) {
        let plain = people(seed, 40, 0);
        let mut far = plain.clone();
        for (_, y) in far.iter_mut().flat_map(|person| &mut person.rows) {
            *y += 1_048_576.0;
        }
        let plain = fit(&summed(&plain), Method::Reml).unwrap();
        let mut far = fit(&summed(&far), Method::Reml).unwrap();
        far.fixed[0] -= 1_048_576.0;
        for (far, plain) in estimates(&far).into_iter().zip(estimates(&plain)) {
            prop_assert!((far - plain).abs() <= 1e-6 * plain.abs() + 1e-7, "{} {}", far, plain);
        }
    }

    #[test]
    fn the_order_of_people_does_not_matter(seed in 0_u64..1_000_000) {
        let mut everyone = summed(&people(seed, 30, 1));
        let first = fit(&everyone, Method::Ml).unwrap();
        everyone.reverse();
        let second = fit(&everyone, Method::Ml).unwrap();
        for (first, second) in estimates(&first).into_iter().zip(estimates(&second)) {
            prop_assert!((first - second).abs() <= 1e-7 * first.abs() + 1e-9);
        }
    }

    #[test]
    fn the_same_again_is_the_same_to_the_bit(seed in 0_u64..1_000_000) {
        let everyone = summed(&people(seed, 30, 2));
        let bits = |found: &Fit| estimates(found).map(f64::to_bits);
        let first = fit(&everyone, Method::Reml).unwrap();
        prop_assert_eq!(bits(&first), bits(&fit(&everyone, Method::Reml).unwrap()));
    }
}
