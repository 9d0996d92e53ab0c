//! Where the healthy side begins, worked out from norms: the three criteria of Jacobson & Truax.

use crate::judged::{Direction, Judged, Method};
use crate::quantity::Quantity;

/// Mean and standard deviation of a sample, in points of the scale.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Norm {
    mean: f64,
    sd: f64,
}

impl Norm {
    /// `None` unless both are numbers and the standard deviation is above zero.
    pub fn new(mean: f64, sd: f64) -> Option<Self> {
        (mean.is_finite() && sd.is_finite() && sd > 0.0).then_some(Self { mean, sd })
    }
}

/// The three cut-offs, in points of the scale.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct CutOffs {
    /// Criterion a: two standard deviations from the clinical mean, on the healthy side.
    pub a: f64,
    /// Criterion b: two standard deviations from the mean of people without the problem, on the
    /// clinical side. `None` without their norm.
    pub b: Option<f64>,
    /// Criterion c: where a score is as likely in one group as in the other, each weighted by the
    /// other's spread. The one to use where there is a norm of people without the problem.
    pub c: Option<f64>,
}

pub(crate) const CUT_OFFS: Method = Method::published(
    "jacobson-truax-cut-offs",
    "Jacobson & Truax 1991 (J Consult Clin Psychol 59:12-19): criteria a, b and c.",
);

/// The cut-offs between a clinical sample and, where known, one of people without the problem.
pub fn cut_offs(clinical: Norm, functional: Option<Norm>, direction: Direction) -> Judged<CutOffs> {
    let toward_health = match direction {
        Direction::LowerIsBetter => -1.0,
        Direction::HigherIsBetter => 1.0,
    };
    let found = CutOffs {
        a: clinical.mean + toward_health * 2.0 * clinical.sd,
        b: functional.map(|norm| norm.mean - toward_health * 2.0 * norm.sd),
        c: functional.map(|norm| {
            (norm.sd * clinical.mean + clinical.sd * norm.mean) / (norm.sd + clinical.sd)
        }),
    };
    let mut numbers = vec![
        (Quantity::ClinicalMean, clinical.mean),
        (Quantity::ClinicalSpread, clinical.sd),
    ];
    if let Some(norm) = functional {
        numbers.push((Quantity::FunctionalMean, norm.mean));
        numbers.push((Quantity::FunctionalSpread, norm.sd));
    }
    Judged::new(found, &CUT_OFFS, &numbers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn without_the_norm_of_others_only_the_first_is_known() {
        let clinical = Norm::new(20.0, 5.0).unwrap();
        let found = cut_offs(clinical, None, Direction::LowerIsBetter).outcome;
        assert!((found.a - 10.0).abs() < 1e-9);
        assert_eq!((found.b, found.c), (None, None));
        let upward = cut_offs(clinical, None, Direction::HigherIsBetter).outcome;
        assert!((upward.a - 30.0).abs() < 1e-9);
        assert_eq!(Norm::new(3.0, 0.0), None);
        assert_eq!(Norm::new(f64::NAN, 1.0), None);
    }

    proptest! {
        #[test]
        fn turning_the_scale_round_turns_the_cut_offs_round(
            sick in 10.0_f64..40.0, well in 0.0_f64..10.0, s in 0.5_f64..8.0, w in 0.5_f64..8.0
        ) {
            let judge = |turn: f64, way| {
                let functional = Norm::new(turn * well, w);
                cut_offs(Norm::new(turn * sick, s).unwrap(), functional, way).outcome
            };
            let low = judge(1.0, Direction::LowerIsBetter);
            let high = judge(-1.0, Direction::HigherIsBetter);
            prop_assert!((low.a + high.a).abs() < 1e-9);
            prop_assert!((low.b.unwrap() + high.b.unwrap()).abs() < 1e-9);
            prop_assert!((low.c.unwrap() + high.c.unwrap()).abs() < 1e-9);
            // Between the two means, always.
            prop_assert!(low.c.unwrap() >= well - 1e-9 && low.c.unwrap() <= sick + 1e-9);
        }
    }
}
