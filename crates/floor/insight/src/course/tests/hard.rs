//! Services that are hard to fit: lines that do not differ, differ enormously, or in lockstep; times
//! far from 0; covariates that mean nothing. The search comes to rest all the same, soon.

use super::super::{Method, PersonSums};
use super::fit;
use super::service::Chance;
use proptest::prelude::*;

/// How people's lines differ, and when they came.
#[derive(Clone, Copy, Debug)]
struct Hard {
    people: usize,
    covariates: usize,
    start_sd: f64,
    pace_sd: f64,
    correlation: f64,
    first: f64,
    whole_days: bool,
}

fn hard() -> impl Strategy<Value = Hard> {
    let sizes = (12_usize..50, 0_usize..=3);
    let spreads = (
        prop::sample::select(vec![0.0, 0.1, 1.0, 30.0]),
        prop::sample::select(vec![0.0, 0.01, 0.5, 20.0]),
    );
    let rest = (
        prop::sample::select(vec![-1.0, 0.0, 0.9, 1.0]),
        prop::sample::select(vec![0.0, 10.0, 1000.0]),
        any::<bool>(),
    );
    (sizes, spreads, rest).prop_map(
        |((people, covariates), (start_sd, pace_sd), (correlation, first, whole_days))| Hard {
            people,
            covariates,
            start_sd,
            pace_sd,
            correlation,
            first,
            whole_days,
        },
    )
}

fn service(hard: &Hard, chance: &mut Chance) -> Vec<PersonSums> {
    let person = |place: usize| {
        let covariates: Vec<f64> = (0..hard.covariates).map(|_| chance.normal()).collect();
        let mut sums = PersonSums::of(&covariates).unwrap();
        let (start, own) = (chance.normal(), chance.normal());
        let rest = (1.0 - hard.correlation * hard.correlation).sqrt();
        let pace = hard.pace_sd * (hard.correlation * start + rest * own) - 1.0;
        for day in 0..2 + u32::try_from(place % 5).unwrap() {
            let t = if hard.whole_days {
                f64::from(day)
            } else {
                5.0 * chance.unit()
            };
            let y = 20.0 + hard.start_sd * start + pace * t + chance.normal();
            sums.add(hard.first + t, y);
        }
        sums
    };
    (0..hard.people).map(person).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_search_comes_to_rest_soon(hard in hard(), seed in any::<u64>()) {
        let everyone = service(&hard, &mut Chance::of(seed));
        for method in [Method::Ml, Method::Reml] {
            let found = fit(&everyone, method);
            prop_assert!(found.steps < 60, "{} steps", found.steps);
            prop_assert!(found.residual_sd > 0.0 && found.log_likelihood.is_finite());
            prop_assert!(found.fixed_se.iter().all(|se| se.is_finite() && *se > 0.0));
            prop_assert!(found.theta[0] >= 0.0 && found.theta[2] >= 0.0);
            if let Some(correlation) = found.random_correlation() {
                prop_assert!(correlation.abs() <= 1.0 + 1e-12);
            }
        }
    }
}
