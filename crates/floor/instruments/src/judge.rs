//! Change over time on one score: whether it is more than imprecision, whether it crossed to the
//! healthy side, whether it did so twice in a row, and whether the course goes as it should.
//!
//! Where publications disagree on the threshold, the verdict is given at each of them, the default
//! first: a conflict is shown, not settled here.

use crate::measure::Measure;
use crate::score::ScoreRule;
use crate::sidecar::{Better, ChangeKind, Cutoff, ReliableChange, Side};
use insight::{Change, Direction, Line, Reliable, Standing, Step, Sudden, SuddenRule, Track};

/// One score at one time.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Point {
    /// The day, in any count of days that rises.
    pub day: i32,
    /// The score.
    pub score: f64,
}

/// The change so far against one published threshold.
#[derive(Clone, PartialEq, Debug)]
pub struct ChangeAt<'m> {
    /// The threshold with its sample and source.
    pub threshold: &'m ReliableChange,
    /// From the first score to the latest.
    pub reliable: insight::Judged<Reliable>,
    /// The same, with the sides of the cut-off; `None`: no published cut-off divides the score.
    pub change: Option<insight::Judged<Change>>,
    /// Whether it was so at two administrations in a row.
    pub standing: insight::Judged<Standing>,
}

/// What a series of scores says.
#[derive(Clone, PartialEq, Debug)]
pub struct Judged<'m> {
    /// The score.
    pub rule: &'m ScoreRule,
    /// The first score: what change is counted from.
    pub first: Point,
    /// The latest score.
    pub latest: Point,
    /// The score before the latest.
    pub previous: Option<Point>,
    /// How many scores there are.
    pub scores: usize,
    /// Against each published threshold, the default first. Empty: none is published.
    pub changes: Vec<ChangeAt<'m>>,
    /// Whether the course goes as it should, by the rule that needs no norm; `None`: that rule
    /// needs a reliable change and a cut-off, and one of them is not published.
    pub track: Option<insight::Judged<Track>>,
    /// Sudden gains by the default threshold; sessions are counted among all of the series.
    pub gains: Vec<insight::Judged<Sudden>>,
}

impl Judged<'_> {
    /// The verdict at the default threshold.
    pub fn default(&self) -> Option<&ChangeAt<'_>> {
        self.changes
            .first()
            .filter(|change| change.threshold.default)
    }
}

impl Measure {
    /// Judges a series of one score. Scores may come in any order of days; those that are missing
    /// are left out, never taken as zero. `None`: there is no such score, nothing says which way it
    /// is better, or there is not one number.
    pub fn judge(&self, score: &str, series: &[(i32, Option<f64>)]) -> Option<Judged<'_>> {
        let rule = self.score_rule(score)?;
        let direction = direction(rule.better)?;
        let mut series: Vec<(i32, Option<f64>)> = series
            .iter()
            .map(|(day, score)| (*day, score.filter(|score| score.is_finite())))
            .collect();
        series.sort_by_key(|(day, _)| *day);
        let in_order: Vec<Option<f64>> = series.iter().map(|(_, score)| *score).collect();
        let points: Vec<Point> = series
            .iter()
            .filter_map(|(day, score)| {
                Some(Point {
                    day: *day,
                    score: (*score)?,
                })
            })
            .collect();
        let (first, latest) = (*points.first()?, *points.last()?);
        let line = rule.line(direction);
        let lines = rule.start_line(direction).zip(line);
        let later = in_order
            .iter()
            .position(Option::is_some)
            .and_then(|start| in_order.get(start + 1..))
            .unwrap_or_default();
        let changes: Vec<ChangeAt<'_>> = self
            .reliable_changes(score)
            .into_iter()
            .map(|threshold| change_at(threshold, first, latest, later, lines, direction))
            .collect();
        let default = changes.first().filter(|change| change.threshold.default);
        let points_asked = default.map(|change| change.threshold.strict());
        let track = points_asked
            .zip(line)
            .map(|(reliable, line)| insight::cold_start(&in_order, reliable, line, direction));
        let gains = points_asked.map_or_else(Vec::new, |reliable| {
            insight::sudden_steps(
                &in_order,
                &SuddenRule::published(reliable),
                Step::Gain,
                direction,
            )
        });
        let previous = points
            .len()
            .checked_sub(2)
            .and_then(|i| points.get(i))
            .copied();
        Some(Judged {
            rule,
            first,
            latest,
            previous,
            scores: points.len(),
            changes,
            track,
            gains,
        })
    }
}

fn change_at<'m>(
    threshold: &'m ReliableChange,
    first: Point,
    latest: Point,
    later: &[Option<f64>],
    lines: Option<(Line, Line)>,
    direction: Direction,
) -> ChangeAt<'m> {
    let points = threshold.strict();
    let reliable = insight::by_threshold(first.score, latest.score, points, direction);
    ChangeAt {
        threshold,
        change: lines.map(|(start, end)| {
            insight::classify_between(&reliable, first.score, latest.score, start, end)
        }),
        standing: insight::standing(first.score, later, points, direction),
        reliable,
    }
}

/// Which way is better, if either way is.
pub(crate) fn direction(better: Better) -> Option<Direction> {
    match better {
        Better::Lower => Some(Direction::LowerIsBetter),
        Better::Higher => Some(Direction::HigherIsBetter),
        Better::Neither => None,
    }
}

impl ScoreRule {
    /// Which way is better, if either way is.
    pub fn direction(&self) -> Option<Direction> {
        direction(self.better)
    }

    /// The line between clinical and healthy that recovery is judged by, where one is published.
    pub fn line(&self, direction: Direction) -> Option<Line> {
        self.divides().map(|cutoff| cutoff.line(direction))
    }

    /// The line that a clinical start is judged by; mostly the same one.
    pub fn start_line(&self, direction: Direction) -> Option<Line> {
        self.starts().map(|cutoff| cutoff.line(direction))
    }
}

impl Cutoff {
    fn line(&self, direction: Direction) -> Line {
        match self.side {
            Side::Clinical => Line::case_from(self.value, direction),
            Side::Healthy => Line::healthy_to(self.value, direction),
        }
    }
}

/// Thresholds in the order they are told: the default, then other reliable ones, then those that
/// stand for what matters to people, each as the evidence lists them.
pub(crate) fn told_in_order<'m>(all: &'m [ReliableChange], score: &str) -> Vec<&'m ReliableChange> {
    let mut found: Vec<&ReliableChange> = all.iter().filter(|c| c.score == score).collect();
    found.sort_by_key(|change| (!change.default, change.kind != ChangeKind::Reliable));
    found
}
