//! A simulated service, the same on every machine: everyone starts somewhere and changes at a pace
//! of their own, correlated; chance is `SplitMix64` (Steele, Lea & Flood 2014) and Box & Muller 1958.

use std::fmt::Write;

const START: f64 = 16.0;
const PACE: f64 = -0.55;
const START_SD: f64 = 4.5;
const PACE_SD: f64 = 0.35;
const CORRELATION: f64 = -0.25;
const RESIDUAL_SD: f64 = 2.6;

/// Chance that is the same every time.
pub(super) struct Chance {
    state: u64,
    spare: Option<f64>,
}

impl Chance {
    pub(super) fn of(seed: u64) -> Self {
        Self {
            state: seed,
            spare: None,
        }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Between 0 and 1, never either.
    #[expect(clippy::cast_precision_loss, reason = "53 bits are all that are left")]
    pub(super) fn unit(&mut self) -> f64 {
        ((self.next() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    pub(super) fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        let radius = (-2.0 * self.unit().ln()).sqrt();
        let angle = std::f64::consts::TAU * self.unit();
        self.spare = Some(radius * angle.sin());
        radius * angle.cos()
    }
}

/// Rows `person,session,score` with a head line, as a service would hand them over.
pub(super) fn rows(people: u32, sessions: u32, seed: u64) -> String {
    let mut chance = Chance::of(seed);
    let rest = (1.0 - CORRELATION * CORRELATION).sqrt();
    let mut text = String::from("id,time,y\n");
    for person in 0..people {
        let (first, second) = (chance.normal(), chance.normal());
        let start = START + START_SD * first;
        let pace = PACE + PACE_SD * (CORRELATION * first + rest * second);
        for session in 0..sessions {
            let noise = RESIDUAL_SD * chance.normal();
            let score = start + pace * f64::from(session) + noise;
            writeln!(text, "{person},{session},{score:.3}").unwrap();
        }
    }
    text
}
