//! How well people's own judgements of what will happen turn out: of everything called 70 % likely,
//! how much came true. For a practitioner's own learning, never to rank anyone.

use crate::judged::{Judged, Method};
use crate::quantity::Quantity;
use crate::scale::mean;

/// Judgements there must be before anything is shown. This project's own choice.
const LEAST: usize = 20;
/// Judgements a point of the curve must rest on. This project's own choice.
const LEAST_AT_A_POINT: usize = 5;
/// Points of the curve: 0-9 %, 10-19 % and so on, 100 % with the last.
const POINTS: u8 = 10;

/// One judgement and what came of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Foretold {
    percent: u8,
    happened: bool,
}

impl Foretold {
    /// `percent`: how likely it was called beforehand, in whole percent. `None` above 100.
    pub fn new(percent: u8, happened: bool) -> Option<Self> {
        (percent <= 100).then_some(Self { percent, happened })
    }

    fn share(self) -> f64 {
        f64::from(self.percent) / 100.0
    }

    fn came(self) -> f64 {
        f64::from(u8::from(self.happened))
    }
}

/// Whether there is enough to be shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Enough {
    /// Twenty judgements or more, and not all came out the same.
    Shown,
    /// Not yet.
    TooFew,
}

/// One point of the reliability curve.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Point {
    /// The least percent of this point.
    pub from: u8,
    /// The highest percent of this point.
    pub to: u8,
    /// Judgements in it.
    pub judgements: usize,
    /// How likely they were called, on average, 0 to 1.
    pub foretold: f64,
    /// The share that came true, 0 to 1.
    pub came_true: f64,
    /// Whether it rests on enough judgements to be drawn.
    pub shown: bool,
}

/// How well judgements turned out.
#[derive(Clone, PartialEq, Debug)]
pub struct Calibration {
    /// Whether it is shown, with the Brier score and its three parts.
    pub judged: Judged<Enough>,
    /// The reliability curve, from the least likely to the most; points without any judgement are
    /// left out.
    pub curve: Vec<Point>,
}

pub(crate) const CALIBRATION: Method = Method::published(
    "calibration",
    "Brier 1950 (Mon Weather Rev 78:1-3): the mean squared distance from what came true. Murphy 1973 \
     (J Appl Meteorol 12:595-600): it is reliability less resolution plus uncertainty, here over \
     each whole percent, so that the sum is exact. Twenty judgements in all, and five at a point of \
     the curve, are this project's own choice.",
);

/// How well these judgements turned out, in any order. `None` without any.
pub fn calibration(judgements: &[Foretold]) -> Option<Calibration> {
    let came: Vec<f64> = judgements.iter().map(|one| one.came()).collect();
    let base = mean(&came)?;
    let squares: Vec<f64> = judgements
        .iter()
        .map(|one| (one.share() - one.came()).powi(2))
        .collect();
    let (mut reliability, mut resolution) = (Vec::new(), Vec::new());
    for percent in 0..=100 {
        let same: Vec<f64> = judgements
            .iter()
            .filter(|one| one.percent == percent)
            .map(|one| one.came())
            .collect();
        let Some(share) = mean(&same) else { continue };
        let foretold = f64::from(percent) / 100.0;
        // Once for each judgement, so that the mean over all is weighted by how many there are.
        reliability.extend(same.iter().map(|_| (foretold - share).powi(2)));
        resolution.extend(same.iter().map(|_| (share - base).powi(2)));
    }
    let uncertainty = base * (1.0 - base);
    let enough = judgements.len() >= LEAST && uncertainty > 0.0;
    let numbers = [
        (Quantity::Brier, mean(&squares)?),
        (Quantity::Reliability, mean(&reliability)?),
        (Quantity::Resolution, mean(&resolution)?),
        (Quantity::Uncertainty, uncertainty),
        (
            Quantity::Judgements,
            f64::from(u32::try_from(judgements.len()).ok()?),
        ),
    ];
    let outcome = if enough {
        Enough::Shown
    } else {
        Enough::TooFew
    };
    Some(Calibration {
        judged: Judged::new(outcome, &CALIBRATION, &numbers),
        curve: (0..POINTS)
            .filter_map(|index| point(judgements, index))
            .collect(),
    })
}

fn point(judgements: &[Foretold], index: u8) -> Option<Point> {
    let width = 100 / POINTS;
    let from = index * width;
    let to = if index + 1 == POINTS {
        100
    } else {
        from + width - 1
    };
    let within: Vec<Foretold> = judgements
        .iter()
        .copied()
        .filter(|one| (from..=to).contains(&one.percent))
        .collect();
    let average = |of: fn(Foretold) -> f64| {
        let all: Vec<f64> = within.iter().copied().map(of).collect();
        mean(&all)
    };
    Some(Point {
        from,
        to,
        judgements: within.len(),
        foretold: average(Foretold::share)?,
        came_true: average(Foretold::came)?,
        shown: within.len() >= LEAST_AT_A_POINT,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(found: &Calibration, name: Quantity) -> f64 {
        found.judged.number(name).unwrap()
    }

    fn of(pairs: &[(u8, bool)]) -> Calibration {
        let all: Vec<_> = pairs
            .iter()
            .map(|(percent, happened)| Foretold::new(*percent, *happened).unwrap())
            .collect();
        calibration(&all).unwrap()
    }

    #[test]
    fn knowing_and_always_being_wrong_are_the_two_ends() {
        let knows = of(&[(100, true), (0, false)]);
        assert!(number(&knows, Quantity::Brier).abs() < 1e-12);
        let wrong = of(&[(0, true), (100, false)]);
        assert!((number(&wrong, Quantity::Brier) - 1.0).abs() < 1e-12);
        // Calling everything as likely as it is, is reliable and resolves nothing.
        let flat = of(&[(50, true), (50, false)]);
        assert!(number(&flat, Quantity::Reliability).abs() < 1e-12);
        assert!(number(&flat, Quantity::Resolution).abs() < 1e-12);
        assert!((number(&flat, Quantity::Brier) - 0.25).abs() < 1e-12);
    }

    #[test]
    fn little_is_not_shown() {
        let mut pairs = vec![(70, true); 14];
        pairs.extend([(70, false); 5]);
        assert_eq!(of(&pairs).judged.outcome, Enough::TooFew);
        pairs.push((15, false));
        let found = of(&pairs);
        assert_eq!(found.judged.outcome, Enough::Shown);
        let shown: Vec<_> = found
            .curve
            .iter()
            .map(|p| (p.from, p.to, p.shown))
            .collect();
        assert_eq!(shown, [(10, 19, false), (70, 79, true)]);
        assert!((found.curve[1].came_true - 14.0 / 19.0).abs() < 1e-12);
        // When all came true there is nothing to be sure about.
        assert_eq!(of(&[(90, true); 40]).judged.outcome, Enough::TooFew);
        assert_eq!(calibration(&[]), None);
        assert_eq!(Foretold::new(101, true), None);
    }

    fn judgements() -> impl Strategy<Value = Vec<Foretold>> {
        let one = (0_u8..=100, any::<bool>())
            .prop_map(|(percent, happened)| Foretold { percent, happened });
        prop::collection::vec(one, 1..80)
    }

    proptest! {
        #[test]
        fn the_three_parts_are_the_whole(all in judgements()) {
            let found = calibration(&all).unwrap();
            let parts = number(&found, Quantity::Reliability)
                - number(&found, Quantity::Resolution)
                + number(&found, Quantity::Uncertainty);
            prop_assert!((parts - number(&found, Quantity::Brier)).abs() < 1e-12);
        }

        #[test]
        fn every_judgement_is_at_one_point_of_the_curve(all in judgements()) {
            let found = calibration(&all).unwrap();
            let counted: usize = found.curve.iter().map(|point| point.judgements).sum();
            prop_assert_eq!(counted, all.len());
            for point in &found.curve {
                let percent = point.foretold * 100.0;
                prop_assert!(percent >= f64::from(point.from) - 1e-9);
                prop_assert!(percent <= f64::from(point.to) + 1e-9);
                prop_assert!((0.0..=1.0).contains(&point.came_true));
            }
        }

        #[test]
        fn the_order_does_not_matter(mut all in judgements()) {
            let before = calibration(&all).unwrap();
            all.reverse();
            let after = calibration(&all).unwrap();
            for (name, number) in &before.judged.numbers {
                prop_assert!((number - after.judged.number(*name).unwrap()).abs() < 1e-12);
            }
        }
    }
}
