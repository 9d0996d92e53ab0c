//! How well being sure fitted what came: counts of one's own judgements, and nothing about the person.

use crate::stored::{CameV1, JudgementV1};
use insight::{Foretold, Point, calibration};

/// Judgements with an answer that there must be before anything is said. This project's own choice:
/// fewer than `insight` asks for before it shows a curve to others, since here a person looks at
/// counts of their own, and each stands there with how many it rests on.
pub const LEAST: usize = 10;

/// Of the times one was about this sure, how often it came as one thought. Five or more: that many a
/// point must rest on.
#[derive(Clone, PartialEq, Debug)]
pub struct Fit {
    /// The least sure of these, in percent.
    pub from: u8,
    /// How many there are.
    pub times: usize,
    /// How many came as one thought.
    pub came: usize,
    /// How sure one was, on average, 0 to 1.
    pub sure: f64,
}

/// What can be said of one's judgements.
#[derive(Clone, PartialEq, Debug)]
pub enum Fits {
    /// Not enough yet.
    TooFew,
    /// Enough.
    Seen {
        /// From the least sure to the most; only those that rest on enough.
        fits: Vec<Fit>,
        /// Brier 1950: 0 is sure and as it came, 0.25 is even each time, 1 is sure and otherwise.
        brier: f64,
        /// How many were answered yes or no.
        answered: usize,
    },
}

/// What came in part, or cannot be known, is not counted: neither for nor against.
fn foretold(judgement: &JudgementV1) -> Option<Foretold> {
    let came = match judgement.outcome.as_ref()?.came {
        CameV1::Yes => true,
        CameV1::No => false,
        CameV1::Partly | CameV1::Unknown => return None,
    };
    Foretold::new(judgement.sure, came)
}

/// What can be said of these judgements, in any order.
pub fn fits<'a>(judgements: impl Iterator<Item = &'a JudgementV1>) -> Fits {
    let counted: Vec<_> = judgements
        .filter_map(|one| Some((one, foretold(one)?)))
        .collect();
    let all: Vec<Foretold> = counted.iter().map(|(_, foretold)| *foretold).collect();
    let Some(found) = calibration(&all).filter(|_| all.len() >= LEAST) else {
        return Fits::TooFew;
    };
    let shown = found.curve.iter().filter(|point| point.shown);
    let fit = |point: &Point| {
        let here = counted.iter().filter(|(one, _)| {
            let came = one.outcome.as_ref().map(|outcome| outcome.came);
            (point.from..=point.to).contains(&one.sure) && came == Some(CameV1::Yes)
        });
        Fit {
            from: point.from,
            times: point.judgements,
            came: here.count(),
            sure: point.foretold,
        }
    };
    let fits: Vec<Fit> = shown.map(fit).collect();
    match found.judged.number(insight::Quantity::Brier) {
        Some(brier) if !fits.is_empty() => Fits::Seen {
            fits,
            brier,
            answered: all.len(),
        },
        _ => Fits::TooFew,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stored::OutcomeV1;
    use proptest::prelude::*;
    use sealed::ReadersV1;

    fn judgement(sure: u8, came: Option<CameV1>) -> JudgementV1 {
        JudgementV1 {
            at: 0,
            sensed: "s".to_owned(),
            expects: "e".to_owned(),
            sure,
            again: String::new(),
            outcome: came.map(|came| OutcomeV1 {
                at: 1,
                came,
                happened: String::new(),
                tells: String::new(),
            }),
            gone: false,
            readers: ReadersV1::Nobody,
        }
    }

    fn several(sure: u8, yes: usize, no: usize) -> Vec<JudgementV1> {
        let mut all = vec![judgement(sure, Some(CameV1::Yes)); yes];
        all.extend(vec![judgement(sure, Some(CameV1::No)); no]);
        all
    }

    #[test]
    fn when_fairly_sure_it_came_eight_of_ten_times() {
        let all = several(70, 8, 2);
        let Fits::Seen {
            fits,
            brier,
            answered,
        } = fits(all.iter())
        else {
            panic!("there are ten");
        };
        assert_eq!((fits.len(), answered), (1, 10));
        assert_eq!((fits[0].from, fits[0].times, fits[0].came), (70, 10, 8));
        // Eight times 0.3 squared and twice 0.7 squared, over ten.
        assert!((brier - 0.17).abs() < 1e-12);
    }

    #[test]
    fn nothing_is_said_of_few_or_of_what_is_not_known() {
        assert_eq!(fits(several(70, 7, 2).iter()), Fits::TooFew);
        let mut open = several(70, 7, 2);
        open.extend([
            judgement(70, None),
            judgement(70, Some(CameV1::Partly)),
            judgement(70, Some(CameV1::Unknown)),
        ]);
        assert_eq!(fits(open.iter()), Fits::TooFew);
        // Ten, but nowhere five together.
        let mut apart = several(50, 2, 2);
        apart.extend(several(60, 2, 2));
        apart.extend(several(80, 2, 2));
        assert_eq!(fits(apart.iter()), Fits::TooFew);
    }

    #[test]
    fn always_as_one_thought_can_be_said_as_well() {
        let all = several(100, 12, 0);
        assert!(matches!(fits(all.iter()), Fits::Seen { brier, .. } if brier.abs() < 1e-12));
    }

    proptest! {
        #[test]
        fn no_count_is_of_fewer_than_five_and_none_is_more_than_all(
            all in prop::collection::vec((50_u8..=100, any::<bool>()), 0..60)
        ) {
            let all: Vec<_> = all
                .into_iter()
                .map(|(sure, came)| judgement(sure, Some(if came { CameV1::Yes } else { CameV1::No })))
                .collect();
            if let Fits::Seen { fits, brier, answered } = fits(all.iter()) {
                prop_assert_eq!(answered, all.len());
                prop_assert!((0.0..=1.0).contains(&brier));
                prop_assert!(fits.iter().all(|fit| fit.times >= 5 && fit.came <= fit.times));
                prop_assert!(fits.iter().map(|fit| fit.times).sum::<usize>() <= answered);
            }
        }
    }
}
