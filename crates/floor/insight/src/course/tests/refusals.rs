//! Where no course can be told, the reason is told, with what would help.

use super::super::{FitRefused, Method, PersonSums, fit};
use super::service::Chance;

/// People with these numbers of scores, at times 0, 1, 2...
fn people(counts: &[u32], covariates: impl Fn(usize) -> Vec<f64>) -> Vec<PersonSums> {
    let mut chance = Chance::of(1);
    let person = |(place, &count): (usize, &u32)| {
        let mut sums = PersonSums::of(&covariates(place)).unwrap();
        let start = 20.0 + 3.0 * chance.normal();
        for t in 0..count {
            sums.add(f64::from(t), start - f64::from(t) + chance.normal());
        }
        sums
    };
    counts.iter().enumerate().map(person).collect()
}

fn bare(counts: &[u32]) -> Vec<PersonSums> {
    people(counts, |_| vec![])
}

fn refused(everyone: &[PersonSums]) -> FitRefused {
    let why = fit(everyone, Method::Reml).unwrap_err();
    assert_eq!(fit(everyone, Method::Ml).unwrap_err(), why);
    assert!(why.to_string().contains(':'), "{why} says what to do");
    why
}

#[test]
fn too_few_people() {
    for (counts, people) in [
        (&[][..], 0),
        (&[4; 5][..], 5),
        (&[1, 1, 9, 9, 1, 1, 1][..], 2),
    ] {
        let why = refused(&bare(counts));
        assert_eq!(why, FitRefused::TooFewPeople { people, least: 6 });
    }
    assert!(fit(&bare(&[4; 6]), Method::Reml).is_ok());
    let known = people(&[5; 7], |place| {
        vec![[1.0, 4.0, 2.0, 8.0, 5.0, 7.0, 3.0][place]]
    });
    assert_eq!(
        refused(&known),
        FitRefused::TooFewPeople {
            people: 7,
            least: 8
        }
    );
}

#[test]
fn people_without_a_score_are_left_out() {
    let mut everyone = bare(&[4; 9]);
    let whole = fit(&everyone, Method::Reml).unwrap();
    everyone.insert(3, PersonSums::of(&[]).unwrap());
    assert_eq!(fit(&everyone, Method::Reml).unwrap(), whole);
}

#[test]
fn scores_that_say_nothing_of_change() {
    assert_eq!(refused(&bare(&[1; 30])), FitRefused::OneScoreEach);
    assert_eq!(refused(&bare(&[2; 30])), FitRefused::TooFewRepeats);
    let mut same_time = bare(&[0; 20]);
    for (person, sums) in (0_u32..).zip(&mut same_time) {
        for again in 0..3 {
            sums.add(5.0, f64::from(person * 3 + again));
        }
    }
    assert_eq!(refused(&same_time), FitRefused::OneTime);
}

#[test]
fn scores_without_spread() {
    let made = |score: fn(u32, u32) -> f64| {
        let mut everyone = bare(&[0; 20]);
        for (person, sums) in (0..).zip(&mut everyone) {
            for t in 0..5 {
                sums.add(f64::from(t), score(person, t));
            }
        }
        everyone
    };
    assert_eq!(refused(&made(|_, _| 12.0)), FitRefused::OneScore);
    let exact = made(|person, t| f64::from(person) - 0.3 * f64::from(person * t));
    assert_eq!(refused(&exact), FitRefused::NoResidual);
}

#[test]
fn numbers_that_are_not_finite() {
    for (t, y) in [
        (f64::NAN, 1.0),
        (1.0, f64::INFINITY),
        (f64::NEG_INFINITY, 1.0),
        (1.0, 1e200),
    ] {
        let mut everyone = bare(&[5; 20]);
        everyone[7].add(t, y);
        assert_eq!(
            refused(&everyone),
            FitRefused::NotFinite { person: 7 },
            "{t} {y}"
        );
    }
    let why = PersonSums::of(&[1.0, f64::NAN]).unwrap_err();
    assert_eq!(why, FitRefused::CovariateNotFinite { place: 1 });
}

#[test]
fn covariates_that_do_not_fit() {
    assert_eq!(
        PersonSums::of(&[0.0; 4]).unwrap_err(),
        FitRefused::TooManyCovariates
    );
    let mixed = people(
        &[5; 20],
        |place| if place == 4 { vec![1.0] } else { vec![] },
    );
    assert_eq!(refused(&mixed), FitRefused::CovariatesDiffer { person: 4 });
    let number = |place: usize| f64::from(u32::try_from(place).unwrap());
    let constant = people(&[5; 20], |place| vec![number(place), 3.0]);
    assert_eq!(
        refused(&constant),
        FitRefused::CovariateSaysNothing { place: 1 }
    );
    let followed = people(&[5; 20], |place| {
        vec![number(place), 7.0 - 2.0 * number(place)]
    });
    assert_eq!(
        refused(&followed),
        FitRefused::CovariateSaysNothing { place: 1 }
    );
}

#[test]
fn one_of_many_with_wild_scores_is_still_a_fit() {
    let mut everyone = bare(&[6; 40]);
    everyone[3].add(3.0, 1e9);
    assert!(fit(&everyone, Method::Reml).is_ok());
}
