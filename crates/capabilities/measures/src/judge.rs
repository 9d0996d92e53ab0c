//! A course of scores held against the published thresholds of its measure, and against what is
//! expected of it here. The verdicts are those of the measure itself, so that a page and the command
//! line say the same; what this adds is the service's own expected course.

use insight::{Change, Direction, Judged, Reliable, Standing, Sudden, Track, warm};
use instruments::{Better, Measure};

/// What a session's score was expected to be.
pub(crate) type Expected = insight::Expected;

/// What is known of a course up to its latest score.
#[derive(Clone, Default)]
pub struct Judgement<'m> {
    /// What the measure's published thresholds say.
    pub by_measure: Option<instruments::Judged<'m>>,
    /// Whether it goes as expected: by the service's own course where it knows one, otherwise by
    /// the rule for a cold start.
    pub track: Option<Judged<Track>>,
}

impl Judgement<'_> {
    /// The latest score against the first, at the threshold that verdicts go by.
    pub fn reliable(&self) -> Option<&Judged<Reliable>> {
        Some(&self.by_measure.as_ref()?.default()?.reliable)
    }

    /// The same, with the clinical line.
    pub fn change(&self) -> Option<&Judged<Change>> {
        self.by_measure.as_ref()?.default()?.change.as_ref()
    }

    /// Whether a change was seen once or twice in a row.
    pub fn standing(&self) -> Option<&Judged<Standing>> {
        Some(&self.by_measure.as_ref()?.default()?.standing)
    }

    /// Sudden gains so far.
    pub fn gains(&self) -> &[Judged<Sudden>] {
        self.by_measure.as_ref().map_or(&[], |judged| &judged.gains)
    }
}

/// Which way the charted score of a measure is better; `None` when neither is.
fn direction(measure: &Measure) -> Option<Direction> {
    match measure.main()?.better {
        Better::Lower => Some(Direction::LowerIsBetter),
        Better::Higher => Some(Direction::HigherIsBetter),
        Better::Neither => None,
    }
}

/// Judges the charted scores of a measure, one per answer in their order. `expected`: what each
/// after the first score was expected to be, once the service knows.
pub fn judge<'m>(
    measure: &'m Measure,
    scores: &[Option<f64>],
    expected: Option<&[Expected]>,
) -> Judgement<'m> {
    let (Some(main), Some(direction)) = (measure.main(), direction(measure)) else {
        return Judgement::default();
    };
    let series: Vec<_> = (0..).zip(scores.iter().copied()).collect();
    let by_measure = measure.judge(&main.name, &series);
    let first = scores.iter().position(Option::is_some);
    let later = first
        .and_then(|first| scores.get(first + 1..))
        .unwrap_or_default();
    let track = match expected {
        Some(expected) if !expected.is_empty() => {
            let pairs = later.iter().copied().zip(expected.iter().copied());
            Some(warm(&pairs.collect::<Vec<_>>(), direction))
        }
        _ => by_measure.as_ref().and_then(|judged| judged.track.clone()),
    };
    Judgement { by_measure, track }
}
