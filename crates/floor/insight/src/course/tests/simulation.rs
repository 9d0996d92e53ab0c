//! Promises kept: an 80 % band holds 80 % of new people's scores, and a 95 % interval the truth in
//! 95 % of services. The same chance every time.

use super::super::{Method, PersonSums};
use super::fit;
use super::service::Chance;

const START: f64 = 8.0;
const PACE: f64 = -3.0;
const OF_INTAKE: [f64; 2] = [0.8, -0.1];

/// A person who leaves at some point: covariate, line, and how many sessions they stay.
struct Someone {
    intake: f64,
    line: [f64; 2],
    sessions: u32,
}

impl Someone {
    fn new(chance: &mut Chance) -> Self {
        let intake = 20.0 + 5.0 * chance.normal();
        let (first, second) = (chance.normal(), chance.normal());
        let mut sessions = 2;
        while sessions < 12 && chance.unit() > 0.1 {
            sessions += 1;
        }
        Self {
            intake,
            line: [
                START + OF_INTAKE[0] * intake + 3.0 * first,
                PACE + OF_INTAKE[1] * intake + 1.5 * (0.6 * second - 0.8 * first),
            ],
            sessions,
        }
    }

    fn score(&self, t: f64, chance: &mut Chance) -> f64 {
        self.line[0] + self.line[1] * t + 2.5 * chance.normal()
    }

    fn sums(&self, chance: &mut Chance) -> PersonSums {
        let mut sums = PersonSums::of(&[self.intake]).unwrap();
        for session in 0..self.sessions {
            let t = f64::from(session).ln_1p();
            sums.add(t, self.score(t, chance));
        }
        sums
    }
}

fn service(people: u32, chance: &mut Chance) -> Vec<PersonSums> {
    (0..people)
        .map(|_| Someone::new(chance).sums(chance))
        .collect()
}

fn share(hits: u32, all: u32) -> f64 {
    f64::from(hits) / f64::from(all)
}

#[test]
fn eighty_percent_bands_hold_eighty_percent_of_new_peoples_scores() {
    let mut chance = Chance::of(80);
    for people in [40, 400] {
        let (mut inside, mut own_inside, mut all) = (0, 0, 0);
        for _ in 0..30 {
            let fit = fit(&service(people, &mut chance), Method::Reml);
            for _ in 0..200 {
                let someone = Someone::new(&mut chance);
                let t = f64::from(someone.sessions).ln_1p();
                let so_far = someone.sums(&mut chance);
                let score = someone.score(t, &mut chance);
                let band = fit.expected(t, &[someone.intake]).unwrap().band(1.2816);
                let own = fit.person(&so_far).unwrap().expected(t).band(1.2816);
                inside += u32::from((band.low..=band.high).contains(&score));
                own_inside += u32::from((own.low..=own.high).contains(&score));
                all += 1;
            }
        }
        let (usual, own) = (share(inside, all), share(own_inside, all));
        assert!((usual - 0.8).abs() < 0.02, "{people} people: {usual}");
        assert!((own - 0.8).abs() < 0.02, "{people} people, own band: {own}");
    }
}

#[test]
fn ninety_five_percent_intervals_hold_the_truth() {
    let mut chance = Chance::of(95);
    let truth = [START, PACE, OF_INTAKE[0], OF_INTAKE[1]];
    let mut held = [0_u32; 4];
    let services = 500;
    for _ in 0..services {
        let fit = fit(&service(80, &mut chance), Method::Reml);
        for (place, truth) in truth.into_iter().enumerate() {
            held[place] += u32::from((fit.fixed[place] - truth).abs() < 1.96 * fit.fixed_se[place]);
        }
    }
    for held in held {
        let share = share(held, services);
        // Three standard errors of 500 draws at 95 %.
        assert!((share - 0.95).abs() < 0.03, "{share}");
    }
}
