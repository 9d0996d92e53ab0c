//! Bands: wider with fewer people, narrower with more of a person's own scores, and as the
//! published formulas have them.

use super::super::{FLOOR, FitRefused, Method, PersonSums, RED, YELLOW, warm};
use super::fit;
use super::service::Chance;
use proptest::prelude::*;

fn people(seed: u64, count: u32) -> Vec<PersonSums> {
    let mut chance = Chance::of(seed);
    let person = |_| {
        let intake = 25.0 + 5.0 * chance.normal();
        let start = intake + 3.0 * chance.normal();
        let pace = -2.0 + chance.normal();
        let mut sums = PersonSums::of(&[intake]).unwrap();
        for session in 0..3 + u32::from(chance.unit() < 0.5) * 5 {
            let t = f64::from(session).ln_1p();
            sums.add(t, start + pace * t + 2.0 * chance.normal());
        }
        sums
    };
    (0..count).map(person).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn bands_widen_with_fewer_people(
        seed in 0_u64..1_000_000, t in 0.0_f64..4.0, intake in 5.0_f64..45.0, times in 2_usize..5
    ) {
        // The same people again and again leave every ML estimate as it is, and make it surer.
        let few = people(seed, 20);
        let many: Vec<PersonSums> = (0..times).flat_map(|_| few.iter().copied()).collect();
        let (few, many) = (fit(&few, Method::Ml), fit(&many, Method::Ml));
        let (few, many) = (few.expected(t, &[intake]).unwrap(), many.expected(t, &[intake]).unwrap());
        prop_assert!((few.mean - many.mean).abs() < 1e-6);
        let (wide, narrow) = (few.band(RED), many.band(RED));
        prop_assert!(wide.high - wide.low > narrow.high - narrow.low);
        prop_assert!(wide.low < narrow.low && narrow.high < wide.high);
    }

    #[test]
    fn a_persons_own_band_narrows_with_each_score_of_theirs(
        seed in 0_u64..1_000_000, scores in prop::collection::vec(0.0_f64..50.0, 1..12), ahead in 0.0_f64..4.0
    ) {
        let fit = fit(&people(seed, 30), Method::Reml);
        let mut sums = PersonSums::of(&[25.0]).unwrap();
        let mut last = fit.person(&sums).unwrap().expected(ahead);
        // Without a score of theirs, theirs is everyone's.
        let usual = fit.expected(ahead, &[25.0]).unwrap();
        prop_assert!((last.mean - usual.mean).abs() < 1e-9);
        prop_assert!((last.variance / usual.variance - 1.0).abs() < 1e-9);
        for (session, score) in (0_u32..).zip(scores) {
            sums.add(f64::from(session).ln_1p(), score);
            let next = fit.person(&sums).unwrap().expected(ahead);
            // What is known of the person themself only grows, and with it `sigma^2 K` shrinks. What
            // is not known of everyone (`H A Cov(beta) A' H'`) is not learned from one person's
            // scores, and H can turn it a little towards the time asked about: up to some parts in
            // ten thousand among thirty people.
            prop_assert!(next.variance <= last.variance * (1.0 + 1e-3), "{:?} {:?}", next, last);
            prop_assert!(next.variance > fit.residual_sd.powi(2));
            last = next;
        }
    }
}

#[test]
fn many_scores_bring_a_person_to_their_own_line() {
    let fit = fit(&people(3, 60), Method::Reml);
    let mut sums = PersonSums::of(&[25.0]).unwrap();
    for t in 0..100_000_u32 {
        let t = f64::from(t) / 25_000.0;
        sums.add(t, 60.0 + 2.0 * t);
    }
    let own = fit.person(&sums).unwrap();
    assert!(
        (own.line[0] - 60.0).abs() < 0.01 && (own.line[1] - 2.0).abs() < 0.01,
        "{own:?}"
    );
    assert_eq!(own.observations, 100_000);
    assert!((own.line[0] - own.departs[0] - fit.expected(0.0, &[25.0]).unwrap().mean).abs() < 1e-9);
}

#[test]
fn a_band_lies_as_far_as_its_z_on_both_sides() {
    let expected = fit(&people(5, 60), Method::Reml)
        .expected(1.0, &[30.0])
        .unwrap();
    for z in [YELLOW, RED, 1.96] {
        let band = expected.band(z);
        assert!((band.high - band.mean - z * expected.sd()).abs() < 1e-12);
        assert!((band.mean - band.low - z * expected.sd()).abs() < 1e-12);
    }
}

#[test]
fn a_course_is_shown_from_two_hundred_people() {
    let most = people(9, FLOOR);
    let all = fit(&most, Method::Reml);
    assert_eq!(warm(&all), Some(&all));
    let fewer = fit(&most[1..], Method::Reml);
    assert_eq!(warm(&fewer), None);
}

#[test]
fn another_number_of_covariates_is_refused() {
    let fit = fit(&people(5, 30), Method::Reml);
    let refused = Err(FitRefused::CovariatesDiffer { person: 0 });
    assert_eq!(fit.expected(0.0, &[]), refused);
    assert_eq!(fit.expected(0.0, &[1.0, 2.0]), refused);
    let bare = PersonSums::of(&[]).unwrap();
    assert_eq!(fit.person(&bare).map(drop), refused.map(drop));
}
