//! The course of one measure: every answer with its score, what was expected, the published lines,
//! and what each score was found to be. Everything a chart needs and nothing drawn; whoever looks
//! sees what was meant for them.

use crate::answer::act::main_score;
use crate::answer::{AnsweredV1, FoundV1, ReadersV1};
use crate::day::Day;
use crate::judge::{Judgement, judge};
use crate::norm::{Norm, first_of};
use crate::offer::Offer;
use crate::signal::{Signal, SignalV1};
use care::{Moment, RecordId};
use insight::{Reliable, Standing, Track};
use instruments::{Better, Measure};
use sealed::{Act, Kept, ReadError};
use std::collections::BTreeSet;

/// One answer on the time axis.
#[derive(Clone, PartialEq)]
pub struct CoursePoint {
    /// When it was answered.
    pub at: Moment,
    /// The day.
    pub day: Day,
    /// Its record.
    pub record: RecordId,
    /// The charted score; `None`: too much was left out to say.
    pub score: Option<f64>,
    /// How many questions were answered, of how many.
    pub answered: (u16, u16),
    /// Whether missing answers were made up for as the published rule says.
    pub prorated: bool,
    /// What the score was found to be then.
    pub verdict: Verdict,
    /// Whether it went as expected then.
    pub track: Option<Track>,
    /// What the service's own expected course was: mean, low and high.
    pub expected: Option<(f64, f64, f64)>,
    /// What published rules found.
    pub findings: Vec<FoundV1>,
    /// Whether only the client can see this point.
    pub only_mine: bool,
    /// Whether it was answered on paper and typed in.
    pub on_paper: bool,
    /// Whether it was noticed, for one of these.
    pub noticed: Vec<Signal>,
}

/// A score against the first, as a chart and a table say it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// The first score.
    First,
    /// There is no score.
    NoScore,
    /// Nothing to hold it against: no threshold is published.
    NotJudged,
    /// Within what the measure cannot tell apart.
    NoReliableChange,
    /// Better, for the first time.
    BetterOnce,
    /// Better, twice in a row.
    Better,
    /// Worse, for the first time.
    WorseOnce,
    /// Worse, twice in a row.
    Worse,
}

impl Verdict {
    /// The catalogue's code for it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::NoScore => "no-score",
            Self::NotJudged => "not-judged",
            Self::NoReliableChange => "no-change",
            Self::BetterOnce => "better-once",
            Self::Better => "better",
            Self::WorseOnce => "worse-once",
            Self::Worse => "worse",
        }
    }

    fn of(judged: &Judgement<'_>) -> Self {
        match judged.standing().map(|standing| standing.outcome) {
            None => Self::NotJudged,
            Some(Standing::TooEarly) => Self::First,
            Some(Standing::CheckAgain(Reliable::Improved)) => Self::BetterOnce,
            Some(Standing::Confirmed(Reliable::Improved)) => Self::Better,
            Some(Standing::CheckAgain(Reliable::Deteriorated)) => Self::WorseOnce,
            Some(Standing::Confirmed(Reliable::Deteriorated)) => Self::Worse,
            Some(_) => Self::NoReliableChange,
        }
    }
}

/// A published line or threshold.
#[derive(Clone, PartialEq, Debug)]
pub struct Threshold {
    /// Its value: a score for a cut-off, points for a change.
    pub value: f64,
    /// What it is used for, or in whom it was found.
    pub what: String,
    /// Its source.
    pub source: String,
    /// Whether verdicts go by it.
    pub default: bool,
}

/// On what an expected course rests.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RestsOn {
    /// How many people.
    pub people: u32,
    /// How many scores.
    pub observations: u64,
    /// The day it was fitted.
    pub fitted: Day,
}

/// The course of one measure.
#[derive(Clone, PartialEq)]
pub struct Course {
    /// Which measure, by its id.
    pub measure: String,
    /// The charted score's name.
    pub score: Option<String>,
    /// The least and the most it can be.
    pub scale: (f64, f64),
    /// Which way is better; `None`: neither.
    pub better: Option<Better>,
    /// Every answer, oldest first.
    pub points: Vec<CoursePoint>,
    /// The lines across the score.
    pub cutoffs: Vec<Threshold>,
    /// The thresholds of change: the one that verdicts go by first, then those that differ.
    pub changes: Vec<Threshold>,
    /// What the latest score was found to be, with the rule and its source.
    pub latest: Option<Said>,
    /// On what the expected course rests, if the service has one.
    pub rests_on: Option<RestsOn>,
    /// Records that are there and do not open.
    pub damaged: usize,
}

/// A verdict with the numbers, the rule and the source it rests on.
#[derive(Clone, PartialEq, Debug)]
pub struct Said {
    /// The verdict.
    pub verdict: Verdict,
    /// With the clinical line: recovered, improved, deteriorated, as the rule names it.
    pub change: Option<&'static str>,
    /// Whether it goes as expected.
    pub track: Option<Track>,
    /// The first score.
    pub first: f64,
    /// The latest.
    pub score: f64,
    /// Each rule with its source.
    pub rules: Vec<(&'static str, &'static str)>,
}

/// The measures that whoever looks can see answers to, in the order of their first answer.
pub async fn measured(act: &Act) -> Result<Vec<String>, ReadError> {
    let mut all = act.latest::<AnsweredV1>().await?.kept;
    all.sort_by_key(|kept| kept.value.at);
    let mut known = BTreeSet::new();
    all.retain(|kept| known.insert(kept.value.measure.clone()));
    Ok(all.into_iter().map(|kept| kept.value.measure).collect())
}

/// The course of one measure, for someone who may open the measures. Change is counted from where
/// the measure was begun last, as signals count it; what was answered before is shown, and was
/// counted from its own beginning. `None`: there is no such measure here.
pub async fn course(
    act: &Act,
    offer: &Offer,
    norm: Option<&Norm>,
    measure: &str,
) -> Result<Option<Course>, ReadError> {
    let Some(measure) = offer.measure(measure) else {
        return Ok(None);
    };
    let listing = act.latest::<AnsweredV1>().await?;
    let damaged = listing.damaged.len();
    let mut answered = listing.kept;
    answered.retain(|kept| kept.value.measure == measure.id());
    answered.sort_by_key(|kept| kept.value.at);
    let mut course = bare(measure);
    course.damaged = damaged;
    let plan = crate::plan::plan(act).await?;
    let begun = plan.as_ref().and_then(|plan| plan.value.get(measure.id()));
    let since = begun.map_or(0, |asked| asked.asked_at);
    let split = answered.partition_point(|kept| kept.value.at < since);
    let (before, counted) = answered.split_at(split);
    points(&mut course, measure, norm, before);
    points(&mut course, measure, norm, counted);
    course.rests_on = norm.map(|norm| RestsOn {
        people: norm.people,
        observations: norm.observations,
        fitted: norm.fitted,
    });
    Ok(Some(course))
}

/// The measure itself: its scale, its lines and thresholds.
fn bare(measure: &Measure) -> Course {
    let main = measure.main();
    let name = main.map(|main| main.name.as_str()).unwrap_or_default();
    let cutoffs = measure.cutoffs(name).iter().map(|cutoff| Threshold {
        value: cutoff.value,
        what: cutoff.used_for.clone(),
        source: cutoff.source.clone(),
        default: cutoff.divides,
    });
    let mut changes: Vec<Threshold> = measure
        .reliable_changes(name)
        .into_iter()
        .map(|change| Threshold {
            value: change.strict(),
            what: change.sample.clone(),
            source: change.source.clone(),
            default: change.default,
        })
        .collect();
    changes.sort_by_key(|change| !change.default);
    Course {
        measure: measure.id().to_owned(),
        score: main.map(|main| main.name.clone()),
        scale: main.map_or((0.0, 0.0), |main| main.range),
        better: main
            .map(|main| main.better)
            .filter(|b| *b != Better::Neither),
        points: Vec::new(),
        cutoffs: cutoffs.collect(),
        changes,
        latest: None,
        rests_on: None,
        damaged: 0,
    }
}

/// The points of answers that are counted from one beginning.
fn points(
    course: &mut Course,
    measure: &Measure,
    norm: Option<&Norm>,
    answered: &[Kept<AnsweredV1>],
) {
    let scores: Vec<_> = answered
        .iter()
        .map(|kept| main_score(&kept.value))
        .collect();
    let expected = norm.map(|norm| norm.expected_of(&scores));
    let first = first_of(&scores);
    for (place, kept) in answered.iter().enumerate() {
        let upto = scores.get(..=place).unwrap_or_default();
        let known = first.filter(|(at, _)| place > *at);
        let till = expected
            .as_deref()
            .and_then(|all| all.get(..place - known?.0));
        let judged = judge(measure, upto, till);
        let value = &kept.value;
        let score = main_score(value);
        course.points.push(CoursePoint {
            at: value.when(),
            day: value.day,
            record: kept.record,
            score,
            answered: (value.answered, value.asked),
            prorated: value.main().is_some_and(|score| score.prorated),
            verdict: if score.is_some() {
                Verdict::of(&judged)
            } else {
                Verdict::NoScore
            },
            track: score.and(judged.track.as_ref()).map(|track| track.outcome),
            expected: norm.zip(known).and_then(|(norm, (at, intake))| {
                let band = norm.band(place - at, intake)?;
                Some((band.mean, band.low, band.high))
            }),
            findings: value.findings.clone(),
            only_mine: value.readers == ReadersV1::Nobody,
            on_paper: value.typed_in_by.is_some(),
            noticed: value
                .noticed
                .iter()
                .map(|index| Signal::of(*index))
                .collect(),
        });
    }
    let judged = judge(measure, &scores, expected.as_deref());
    if let Some(said) = said(&judged, &scores) {
        course.latest = Some(said);
    }
}

fn said(judged: &Judgement<'_>, scores: &[Option<f64>]) -> Option<Said> {
    let score = scores.iter().rev().copied().flatten().next()?;
    let (_, first) = first_of(scores)?;
    let mut rules = Vec::new();
    rules.extend(judged.standing().map(|by| (by.rule(), by.source())));
    rules.extend(judged.change().map(|by| (by.rule(), by.source())));
    rules.extend(judged.track.as_ref().map(|by| (by.rule(), by.source())));
    Some(Said {
        verdict: Verdict::of(judged),
        change: judged.change().map(|change| change.outcome.name()),
        track: judged.track.as_ref().map(|track| track.outcome),
        first,
        score,
        rules,
    })
}

/// The signals about a client's measures, newest first, and how many do not open.
pub async fn signals(act: &Act) -> Result<(Vec<Kept<SignalV1>>, usize), ReadError> {
    let listing = act.latest::<SignalV1>().await?;
    let mut kept = listing.kept;
    kept.sort_by_key(|kept| std::cmp::Reverse(kept.value.raised_at));
    Ok((kept, listing.damaged.len()))
}
