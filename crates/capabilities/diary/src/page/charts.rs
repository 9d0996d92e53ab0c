//! Each line over four weeks, drawn; and what often comes together. A day that was not written, or on
//! which the line was skipped, is a gap.

use super::shown::{moment, short_day, today};
use crate::card::{ItemV1, KindV1, card};
use crate::entry::{EntryV1, HELPED, LAST_STEP, STRONGEST, USED, ValueV1, entries};
use crate::often::{often, over};
use crate::week::{Group, days_to};
use askama::Template;
use jiff::civil::Date;
use pages::chart::{Better, Chart, Event, Point};
use pages::{Html, Visit, Words};
use sealed::{Act, Kept, ReadError};

/// How many days are drawn: four weeks, this project's own choice.
const DRAWN: u16 = 28;
/// The hours of sleep that are drawn at least, so that a night is not made to look short or long.
const SLEEP: f64 = 12.0;

#[derive(Template)]
#[template(path = "diary_charts_parts.html")]
struct Parts {
    words: Words,
    damaged: bool,
    often: Vec<String>,
    why: String,
    charts: Vec<(String, Html)>,
}

/// The charts of whatever whoever acts may read.
pub(super) async fn of(visit: &Visit, act: &Act) -> Result<Html, ReadError> {
    let words = visit.words;
    let today = today(visit);
    let card = card(act).await?;
    let all = entries(act).await?;
    let items = card.now().map_or(&[][..], |card| &card.items);
    let mut sorted: Vec<&ItemV1> = items.iter().collect();
    sorted.sort_by_key(|item| Group::of(item));
    // What lies before the first day that was written is no gap.
    let first = all.kept.last().map_or("", |kept| &kept.value.day);
    let mut days = days_to(today, DRAWN);
    days.retain(|day| *first <= *day.to_string());
    let charts = sorted
        .into_iter()
        .filter_map(|item| Some((item.called(words), drawn(visit, item, &days, &all.kept)?)))
        .collect();
    let (found, looked_at) = often(today, items, &all.kept);
    let said = found.iter().map(|one| {
        let key = if one.more {
            "diary-often-more"
        } else {
            "diary-often-less"
        };
        let (first, then) = (one.first.called(words), one.then.called(words));
        let put = [
            ("first", (&first).into()),
            ("then", (&then).into()),
            ("days", one.days.into()),
        ];
        words.say_with(key, &put)
    });
    Ok(Html::of(&Parts {
        words,
        damaged: !all.damaged.is_empty(),
        often: said.collect(),
        why: words.say_with("diary-often-why", &[("n", looked_at.into())]),
        charts,
    }))
}

/// A line's chart; `None` where nothing of it can be drawn yet.
fn drawn(visit: &Visit, item: &ItemV1, days: &[Date], all: &[Kept<EntryV1>]) -> Option<Html> {
    let words = visit.words;
    let values = over(days, item.id, all);
    let said: Vec<f64> = values.iter().flatten().copied().collect();
    let events = events(visit, item, days, all);
    if said.is_empty() && events.is_empty() {
        return None;
    }
    let least = said.iter().copied().fold(f64::INFINITY, f64::min);
    let most = said.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (scale, digits) = scale(&item.kind, least, most)?;
    let points = days.iter().zip(&values).map(|(day, value)| Point {
        at: moment(visit, *day),
        when: short_day(visit, *day),
        value: *value,
        ..Point::default()
    });
    let figure = |value: f64| super::shown::figure(&trimmed(value, digits), words);
    let (least, most) = (figure(least), figure(most));
    let put = [
        ("n", said.len().into()),
        ("of", days.len().into()),
        ("least", (&least).into()),
        ("most", (&most).into()),
    ];
    let seen = match said.len() {
        0 => words.say("diary-seen-none"),
        _ => words.say_with("diary-seen", &put),
    };
    let ends = match item.kind {
        KindV1::Emotion | KindV1::Urge => {
            Some((words.say("diary-end-0"), words.say("diary-end-5")))
        }
        _ => None,
    };
    let chart = Chart {
        id: format!("line-{}", item.id),
        title: item.called(words),
        seen,
        scale,
        ends,
        points: points.collect(),
        better: better(&item.kind),
        events,
        digits,
        notes: notes(&item.kind, words),
        ..Chart::default()
    };
    Some(chart.html(words))
}

const fn better(kind: &KindV1) -> Option<Better> {
    match kind {
        KindV1::Act { more: true } => Some(Better::Higher),
        KindV1::Act { more: false } => Some(Better::Lower),
        _ => None,
    }
}

/// A number without the noughts it does not need.
fn trimmed(value: f64, digits: usize) -> String {
    format!("{value:.digits$}")
}

fn scale(kind: &KindV1, least: f64, most: f64) -> Option<((f64, f64), usize)> {
    Some(match kind {
        KindV1::Emotion | KindV1::Urge => ((0.0, f64::from(STRONGEST)), 0),
        KindV1::Skills => ((0.0, f64::from(LAST_STEP)), 0),
        KindV1::Sleep => ((0.0, SLEEP.max(most.ceil())), 1),
        KindV1::Act { .. } | KindV1::YesNo => ((0.0, most.max(1.0)), 0),
        KindV1::Number { .. } => {
            let (low, high) = (least.floor().min(0.0), most.ceil());
            ((low, high.max(low + 1.0)), 1)
        }
        KindV1::Medicine | KindV1::Words => return None,
    })
}

/// The days on which it was acted on, also where no urge was said.
fn events(visit: &Visit, item: &ItemV1, days: &[Date], all: &[Kept<EntryV1>]) -> Vec<Event> {
    let acted = |day: &Date| {
        let name = day.to_string();
        let kept = all.iter().find(|kept| kept.value.day == name)?;
        match kept.value.mark(item.id)?.value {
            ValueV1::Urge { acted, .. } => acted,
            _ => None,
        }
    };
    days.iter()
        .filter(|day| acted(day) == Some(true))
        .map(|day| Event {
            at: moment(visit, *day),
            when: short_day(visit, *day),
            words: visit.words.say("diary-acted"),
            own: true,
        })
        .collect()
}

/// What must be known to read it: the steps of the skills line say two things, and which.
fn notes(kind: &KindV1, words: Words) -> Vec<String> {
    match kind {
        KindV1::Skills => {
            let put = [
                ("used", i64::from(USED).into()),
                ("helped", i64::from(HELPED).into()),
            ];
            vec![words.say_with("diary-skills-note", &put)]
        }
        _ => Vec::new(),
    }
}
