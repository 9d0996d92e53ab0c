//! A course as a chart, with the sentence above it. The client's own and the practitioner's are one
//! drawing in different words.

use crate::course::{Course, Threshold, Verdict};
use crate::day::Day;
use crate::offer::Offer;
use crate::signal::{number, rule_name};
use insight::Track;
use instruments::Better;
use pages::chart::{self, Chart, Event, Expected, Point};
use pages::{Html, Visit, Words};

/// Whose eyes a chart is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Eyes {
    /// The client's own: no lines that call a score clinical, no words that judge.
    Own,
    /// Their practitioner's: the published lines with their sources, and every verdict.
    Staff,
}

/// A course as a chart, with what happened meanwhile as marks on its time axis. `None` while there
/// is no answer, or for a measure that has no score.
pub fn chart(
    visit: &Visit,
    offer: &Offer,
    course: &Course,
    eyes: Eyes,
    events: Vec<Event>,
) -> Option<Html> {
    let words = visit.words;
    course
        .score
        .as_ref()
        .filter(|_| !course.points.is_empty())?;
    let zone = &visit.floor.settings.zone;
    let points = course.points.iter().map(|point| Point {
        at: point.at,
        when: words.short_day(point.at, visit.now, zone),
        value: point.score,
        below: eyes == Eyes::Staff
            && (point.noticed.iter()).any(|signal| *signal != crate::Signal::SuddenGain),
        prorated: point.prorated,
        verdict: verdict(words, point.verdict, eyes),
    });
    let expected = course.points.iter().filter_map(|point| {
        let (mean, low, high) = point.expected?;
        let on_scale = |value: f64| value.clamp(course.scale.0, course.scale.1);
        Some(Expected {
            at: point.at,
            mean: on_scale(mean),
            low: on_scale(low),
            high: on_scale(high),
        })
    });
    let whole = course.points.iter().filter_map(|point| point.score);
    let digits = usize::from(whole.into_iter().any(|score| score.fract().abs() > 0.0));
    let chart = Chart {
        id: format!("measure-{}", course.measure),
        title: offer.called(&course.measure, words),
        seen: seen(offer, course, words, eyes),
        scale: course.scale,
        points: points.collect(),
        expected: expected.collect(),
        expected_words: words.say("measure-expected"),
        thresholds: match eyes {
            Eyes::Own => Vec::new(),
            Eyes::Staff => thresholds(course, words),
        },
        better: course.better.and_then(|better| match better {
            Better::Lower => Some(chart::Better::Lower),
            Better::Higher => Some(chart::Better::Higher),
            Better::Neither => None,
        }),
        events,
        digits,
        value_words: words.say("measure-score"),
        notes: notes(visit, course, eyes),
        ..Chart::default()
    };
    Some(chart.html(words))
}

fn verdict(words: Words, verdict: Verdict, eyes: Eyes) -> String {
    let side = match eyes {
        Eyes::Own => "own",
        Eyes::Staff => "staff",
    };
    words.say(&format!("measure-verdict-{}-{side}", verdict.code()))
}

/// The one line across the chart: the published cut-off that verdicts go by. The others are said
/// with their sources below, where there is room for whom each was found in.
fn thresholds(course: &Course, words: Words) -> Vec<chart::Threshold> {
    let lines = course.cutoffs.iter().filter(|cutoff| cutoff.default);
    let lines = lines.map(|cutoff| chart::Threshold {
        value: cutoff.value,
        words: words.say("measure-cutoff"),
        source: format!("{} ({})", cutoff.source, cutoff.what),
    });
    lines.collect()
}

/// What must be known to read the chart: on what the band rests, and how much of a change counts.
fn notes(visit: &Visit, course: &Course, eyes: Eyes) -> Vec<String> {
    let words = visit.words;
    let mut notes = Vec::new();
    if let Some(rests_on) = course.rests_on {
        let zone = &visit.floor.settings.zone;
        let when = words.short_day(rests_on.fitted.noon(zone), visit.now, zone);
        notes.push(words.say_with(
            "measure-rests-on",
            &[("people", rests_on.people.into()), ("when", (&when).into())],
        ));
    }
    if course.points.iter().any(|point| point.prorated) {
        notes.push(words.say("measure-prorated"));
    }
    if eyes == Eyes::Own {
        if course.points.iter().any(|point| point.only_mine) {
            notes.push(words.say("measure-only-mine"));
        }
        return notes;
    }
    let default = course.changes.iter().find(|change| change.default);
    notes.extend(default.map(|change| change_words(change, words)));
    notes
}

fn change_words(change: &Threshold, words: Words) -> String {
    let key = if change.default {
        "measure-change-default"
    } else {
        "measure-change-other"
    };
    let points = number(change.value, words);
    words.say_with(
        key,
        &[
            ("points", (&points).into()),
            ("what", (&change.what).into()),
            ("source", (&change.source).into()),
        ],
    )
}

/// Where everything that is said of a course comes from: the lines and thresholds that disagree
/// with those the verdicts go by, and each rule with its source.
pub fn sources(course: &Course, words: Words) -> Vec<String> {
    let changes = course.changes.iter().filter(|change| !change.default);
    let cutoffs = course.cutoffs.iter().filter(|cutoff| !cutoff.default);
    let mut sources: Vec<String> = changes.map(|change| change_words(change, words)).collect();
    sources.extend(cutoffs.map(|cutoff| {
        let value = number(cutoff.value, words);
        words.say_with(
            "measure-cutoff-other",
            &[
                ("value", (&value).into()),
                ("what", (&cutoff.what).into()),
                ("source", (&cutoff.source).into()),
            ],
        )
    }));
    let rules = course.latest.iter().flat_map(|said| &said.rules);
    sources.extend(rules.map(|(rule, source)| {
        let rule = rule_name(rule, words);
        words.say_with(
            "measure-rule",
            &[("rule", (&rule).into()), ("source", (*source).into())],
        )
    }));
    sources
}

/// How complete the latest answers are, and whether someone typed them in.
pub fn how_complete(visit: &Visit, course: &Course) -> Vec<String> {
    let words = visit.words;
    let mut said = Vec::new();
    if let Some(point) = course.points.last() {
        let when = visit.day_and_time(point.at);
        let (answered, asked) = point.answered;
        let put = [
            ("when", (&when).into()),
            ("answered", answered.into()),
            ("asked", asked.into()),
        ];
        said.push(words.say_with("measure-latest", &put));
        if point.on_paper {
            said.push(words.say("measure-on-paper"));
        }
    }
    said
}

/// What is seen, in a sentence.
pub fn seen(offer: &Offer, course: &Course, words: Words, eyes: Eyes) -> String {
    let Some(said) = &course.latest else {
        return words.say("measure-seen-nothing");
    };
    let count = course.points.iter().filter(|point| point.score.is_some());
    let measure = match eyes {
        Eyes::Own => offer.called(&course.measure, words),
        Eyes::Staff => offer.short_name(&course.measure),
    };
    let (score, first) = (number(said.score, words), number(said.first, words));
    let most = number(course.scale.1, words);
    let side = match eyes {
        Eyes::Own => "own",
        Eyes::Staff => "staff",
    };
    let seen = words.say_with(
        &format!("measure-seen-{}-{side}", said.verdict.code()),
        &[
            ("measure", (&measure).into()),
            ("score", (&score).into()),
            ("first", (&first).into()),
            ("most", (&most).into()),
            ("count", count.count().into()),
        ],
    );
    if eyes == Eyes::Own {
        return seen;
    }
    let worse = match course.better {
        Some(Better::Lower) => said.score > said.first,
        Some(Better::Higher) => said.score < said.first,
        _ => false,
    };
    [Some(seen), track(words, said.track, worse)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether it goes as expected, to staff. Too little change and a change for the worse are both
/// "yellow", and are not said in the same words.
fn track(words: Words, track: Option<Track>, worse: bool) -> Option<String> {
    let code = match track? {
        Track::TooEarly => return None,
        Track::White => "white",
        Track::Green => "green",
        Track::Yellow if worse => "yellow-worse",
        Track::Yellow => "yellow",
        Track::Red => "red",
    };
    Some(words.say(&format!("measure-track-{code}")))
}

/// A day as it is said.
pub(crate) fn day(visit: &Visit, day: Day) -> String {
    let zone = &visit.floor.settings.zone;
    visit.words.day(day.noon(zone), visit.now, zone)
}
