//! How exactly an instrument measures, in points of its own scale.

/// Two-sided 95 %: the level of Jacobson & Truax 1991.
pub const Z_95: f64 = 1.96;
/// Two-sided 90 %: the level behind some published thresholds, such as 6 points on the CORE-10.
pub const Z_90: f64 = 1.645;

/// How exactly an instrument measures in one sample.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Precision {
    sd: f64,
    reliability: f64,
}

impl Precision {
    /// From the standard deviation at the start, in points, and the reliability, from 0 to below 1.
    /// `None` outside of that: an instrument without any error has no reliable change.
    pub fn new(sd: f64, reliability: f64) -> Option<Self> {
        let sound = sd.is_finite() && sd > 0.0 && (0.0..1.0).contains(&reliability);
        sound.then_some(Self { sd, reliability })
    }

    /// The standard deviation at the start, in points.
    pub fn sd(self) -> f64 {
        self.sd
    }

    /// The reliability, from 0 to below 1.
    pub fn reliability(self) -> f64 {
        self.reliability
    }

    /// The standard error of measurement: sd √(1 - r).
    pub fn sem(self) -> f64 {
        self.sd * (1.0 - self.reliability).sqrt()
    }

    /// The standard error of a difference between two scores: √2 times that of one.
    pub fn s_diff(self) -> f64 {
        std::f64::consts::SQRT_2 * self.sem()
    }

    /// The standard error of predicting the second score from the first: sd √(1 - r²).
    pub fn prediction_error(self) -> f64 {
        self.sd * (1.0 - self.reliability.powi(2)).sqrt()
    }

    /// The change in points that is beyond imprecision at this level, such as [`Z_95`].
    pub fn threshold(self, z: f64) -> f64 {
        z * self.s_diff()
    }

    /// The same for a scale of whole points: the least whole number at or above it.
    pub fn whole_threshold(self, z: f64) -> f64 {
        self.threshold(z).ceil()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn without_spread_or_error_there_is_no_precision() {
        for (sd, reliability) in [
            (0.0, 0.8),
            (-1.0, 0.8),
            (f64::NAN, 0.8),
            (f64::INFINITY, 0.8),
            (5.0, 1.0),
            (5.0, -0.1),
            (5.0, f64::NAN),
        ] {
            assert_eq!(Precision::new(sd, reliability), None, "{sd} {reliability}");
        }
    }

    proptest! {
        #[test]
        fn a_more_reliable_instrument_needs_less_change(
            sd in 0.1_f64..50.0, r in 0.0_f64..0.98, more in 0.001_f64..0.02
        ) {
            let rough = Precision::new(sd, r).unwrap();
            let fine = Precision::new(sd, r + more).unwrap();
            prop_assert!(fine.threshold(Z_95) < rough.threshold(Z_95));
            prop_assert!(rough.threshold(Z_90) < rough.threshold(Z_95));
            prop_assert!(rough.whole_threshold(Z_95) >= rough.threshold(Z_95));
            prop_assert!(rough.sem() <= rough.prediction_error());
        }
    }
}
