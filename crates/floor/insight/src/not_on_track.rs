//! Whether someone's scores go the way they should: white, green, yellow or red, each worth a
//! conversation and none of them a forecast.
//!
//! Two rules. [`cold_start`] needs nothing but the person's own scores, the instrument's reliable
//! change and its line; a service uses it until it has enough finished episodes of its own. [`warm`]
//! compares with the course expected of people who began like them, and takes that course as
//! numbers.

use crate::change::Line;
use crate::judged::{Direction, Judged, Method};
use crate::quantity::Quantity;
use crate::scale::{ROUNDING, present};

/// How the course looks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Track {
    /// There are too few scores.
    TooEarly,
    /// On the healthy side of the line, and not worse than at the start.
    White,
    /// As it should be.
    Green,
    /// Worse than at the start, or no better by now: worth a look.
    Yellow,
    /// Worse twice in a row, or much worse: worth a conversation now.
    Red,
}

impl Track {
    /// A stable name for records and the message catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TooEarly => "too-early",
            Self::White => "white",
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Red => "red",
        }
    }
}

/// Once is enough at this many reliable changes.
const AT_ONCE: f64 = 1.5;
/// From this session on, someone should be better ...
const BY_NOW: usize = 6;
/// ... by this share of a reliable change.
const AT_LEAST: f64 = 0.5;
/// Beyond the worst sixth of what is expected: one standard deviation.
const YELLOW: f64 = 1.0;
/// Beyond the worst tenth: the normal quantile of .90.
const RED: f64 = 1.2816;

pub(crate) const COLD_START: Method = Method::own(
    "not-on-track-cold-start",
    "This project's own choice, after the idea of tracking progress against a start (Lambert et al. \
     2002): worse than the mean of the first two scores by a reliable change, twice in a row or one \
     and a half times at once; or no better by session six.",
);

pub(crate) const WARM: Method = Method::own(
    "not-on-track-expected-course",
    "This project's own choice, after the tolerance bands of Finch, Lambert & Schaalje 2001 (68 % \
     and 80 %, two-sided): one standard deviation worse than expected once, 1.2816 twice in a row.",
);

/// The course by the person's own scores. One per session, in order, `None` where there is none;
/// judged is the latest that is there. `reliable` is the instrument's reliable change in points.
pub fn cold_start(
    scores: &[Option<f64>],
    reliable: f64,
    line: Line,
    direction: Direction,
) -> Judged<Track> {
    let there = present(scores);
    let (start, later) = match there.as_slice() {
        [first, second, later @ ..] => ((first + second) / 2.0, later),
        _ => return Judged::new(Track::TooEarly, &COLD_START, &[]),
    };
    let Some((latest, earlier)) = later.split_last() else {
        let numbers = [(Quantity::Start, start)];
        return Judged::new(Track::TooEarly, &COLD_START, &numbers);
    };
    let worse_by = |score: &f64| -direction.better_by(start, *score);
    let worse = |score: &f64, times: f64| worse_by(score) >= times * reliable - ROUNDING;
    let again = earlier.last().is_some_and(|score| worse(score, 1.0));
    let slow = scores.len() >= BY_NOW && -worse_by(latest) < AT_LEAST * reliable - ROUNDING;
    let outcome = if worse(latest, AT_ONCE) || (worse(latest, 1.0) && again) {
        Track::Red
    } else if worse(latest, 1.0) {
        Track::Yellow
    } else if !line.is_case(*latest) {
        Track::White
    } else if slow {
        Track::Yellow
    } else {
        Track::Green
    };
    let numbers = [
        (Quantity::Score, *latest),
        (Quantity::Start, start),
        (Quantity::Worse, worse_by(latest)),
        (Quantity::Limit, reliable),
        (Quantity::CutOff, line.at()),
    ];
    Judged::new(outcome, &COLD_START, &numbers)
}

/// What is expected at one session of someone who began like this.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Expected {
    /// The mean, in points.
    pub mean: f64,
    /// The standard deviation of one person's score around it, in points, above zero.
    pub sd: f64,
}

/// The course against what was expected. One pair per session, in order; judged is the latest
/// session with a score, and "twice in a row" are the latest two.
pub fn warm(sessions: &[(Option<f64>, Expected)], direction: Direction) -> Judged<Track> {
    let mut judged = sessions.iter().rev().filter_map(|(score, expected)| {
        let score = score.filter(|score| score.is_finite())?;
        let worse_by = -direction.better_by(expected.mean, score);
        // An expectation that is no number judges nobody.
        let sound = expected.mean.is_finite() && expected.sd.is_finite() && expected.sd > 0.0;
        sound.then(|| (score, *expected, worse_by / expected.sd))
    });
    let Some((score, expected, worse)) = judged.next() else {
        return Judged::new(Track::TooEarly, &WARM, &[]);
    };
    let again = judged.next().is_some_and(|(_, _, worse)| worse > RED);
    let outcome = if worse > RED && again {
        Track::Red
    } else if worse > YELLOW {
        Track::Yellow
    } else {
        Track::Green
    };
    let numbers = [
        (Quantity::Score, score),
        (Quantity::Expected, expected.mean),
        (Quantity::Spread, expected.sd),
        (Quantity::Worse, worse),
    ];
    Judged::new(outcome, &WARM, &numbers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LOW: Direction = Direction::LowerIsBetter;

    /// Reliable change 10, a case from 20.
    fn cold(scores: &[f64]) -> Track {
        let scores: Vec<_> = scores.iter().copied().map(Some).collect();
        cold_start(&scores, 10.0, Line::case_from(20.0, LOW), LOW).outcome
    }

    #[test]
    fn the_first_two_scores_are_the_start() {
        for (scores, expected) in [
            (&[40.0, 42.0][..], Track::TooEarly),
            (&[40.0], Track::TooEarly),
            (&[], Track::TooEarly),
            (&[40.0, 42.0, 45.0], Track::Green),
            (&[40.0, 42.0, 19.0], Track::White),
            (&[40.0, 42.0, 51.0], Track::Yellow),
            (&[40.0, 42.0, 51.0, 51.0], Track::Red),
            (&[40.0, 42.0, 51.0, 45.0], Track::Green),
            (&[40.0, 42.0, 51.0, 45.0, 51.0], Track::Yellow),
            (&[40.0, 42.0, 56.0], Track::Red),
            (&[40.0, 42.0, 55.9], Track::Yellow),
            // By the sixth session, half a reliable change.
            (&[40.0, 42.0, 41.0, 41.0, 41.0], Track::Green),
            (&[40.0, 42.0, 41.0, 41.0, 41.0, 37.0], Track::Yellow),
            (&[40.0, 42.0, 41.0, 41.0, 41.0, 36.0], Track::Green),
            // Someone who is well need not get better.
            (&[10.0, 12.0, 11.0, 11.0, 11.0, 11.0], Track::White),
            // But worse is worse.
            (&[4.0, 4.0, 15.0], Track::Yellow),
        ] {
            assert_eq!(cold(scores), expected, "{scores:?}");
        }
    }

    #[test]
    fn expected_courses_forgive_one_bad_score() {
        let expected = Expected {
            mean: 30.0,
            sd: 5.0,
        };
        let judge = |scores: &[Option<f64>]| {
            let sessions: Vec<_> = scores.iter().map(|score| (*score, expected)).collect();
            warm(&sessions, LOW).outcome
        };
        for (scores, outcome) in [
            (&[][..], Track::TooEarly),
            (&[None], Track::TooEarly),
            (&[Some(35.0)], Track::Green),
            (&[Some(35.1)], Track::Yellow),
            (&[Some(60.0)], Track::Yellow),
            (&[Some(36.5), Some(36.5)], Track::Red),
            (&[Some(36.4), Some(36.5)], Track::Yellow),
            (&[Some(36.5), None, Some(36.5), None], Track::Red),
            (&[Some(36.5), Some(30.0), Some(36.5)], Track::Yellow),
        ] {
            assert_eq!(judge(scores), outcome, "{scores:?}");
        }
    }

    #[test]
    fn what_is_expected_of_nobody_judges_nobody() {
        for (mean, sd) in [
            (f64::NAN, 5.0),
            (f64::INFINITY, 5.0),
            (f64::NEG_INFINITY, 5.0),
            (30.0, f64::NAN),
            (30.0, f64::INFINITY),
            (30.0, 0.0),
        ] {
            let nobody = Expected { mean, sd };
            let judged = warm(&[(Some(80.0), nobody)], LOW);
            assert_eq!(judged.outcome, Track::TooEarly, "{nobody:?}");
            // Nor does it stand for the session before.
            let sound = Expected {
                mean: 30.0,
                sd: 5.0,
            };
            let judged = warm(&[(Some(80.0), nobody), (Some(80.0), sound)], LOW);
            assert_eq!(judged.outcome, Track::Yellow, "{nobody:?}");
        }
    }

    proptest! {
        #[test]
        fn turning_the_scale_round_changes_no_colour(
            scores in prop::collection::vec(prop::option::of(0_i32..=80), 0..12)
        ) {
            let turned = |sign: f64| -> Vec<Option<f64>> {
                scores.iter().map(|score| score.map(|score| sign * f64::from(score))).collect()
            };
            let high = Direction::HigherIsBetter;
            let down = cold_start(&turned(1.0), 10.0, Line::case_from(20.0, LOW), LOW);
            let up = cold_start(&turned(-1.0), 10.0, Line::case_from(-20.0, high), high);
            prop_assert_eq!(down.outcome, up.outcome);
            let pairs = |sign: f64| -> Vec<_> {
                let expected = Expected { mean: sign * 40.0, sd: 9.0 };
                turned(sign).into_iter().map(|score| (score, expected)).collect()
            };
            prop_assert_eq!(warm(&pairs(1.0), LOW).outcome, warm(&pairs(-1.0), high).outcome);
        }

        #[test]
        fn a_better_latest_score_never_looks_worse(
            scores in prop::collection::vec(0_i32..=80, 3..12), better in 0_i32..40
        ) {
            let mut scores: Vec<f64> = scores.into_iter().map(f64::from).collect();
            let before = cold(&scores);
            if let Some(latest) = scores.last_mut() {
                *latest -= f64::from(better);
            }
            prop_assert!(cold(&scores) <= before);
        }
    }
}
