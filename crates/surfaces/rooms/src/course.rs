//! How it has been: the check-ins over time, with what happened meanwhile. The client's own view
//! and the practitioner's are one drawing; whoever looks sees what was meant for them.

use alliance::{Course, course, score_words};
use askama::Template;
use care::{Section, Sections};
use pages::chart::{Band, Chart, Event, Point};
use pages::{ClientVisit, Html, Screens, Trouble, Visit, Words};
use sealed::Act;

const OPENS: Sections =
    Sections::of(&[Section::Sessions, Section::CheckIns, Section::Relationship]);

pub(crate) fn screens() -> Screens {
    Screens::new().screen("course", OPENS, show)
}

#[derive(Template)]
#[template(path = "course.html")]
struct CourseScreen {
    words: Words,
    chart: Html,
    damaged: bool,
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let course = course(&act, &crate::Sessions).await?;
    let chart = drawn(&visit, &course, true);
    Ok(Html::of(&CourseScreen {
        words: visit.words,
        chart,
        damaged: course.damaged > 0,
    }))
}

/// The course as a chart.
pub(crate) fn drawn(visit: &Visit, course: &Course, own: bool) -> Html {
    let words = visit.words;
    let zone = &visit.floor.settings.zone;
    let side = if own { "own" } else { "theirs" };
    let short = |at| words.short_day(at, visit.now, zone);
    let points = course.points.iter().map(|point| Point {
        at: point.at,
        when: short(point.at),
        value: point.score.map(|hundredths| f64::from(hundredths) / 100.0),
        below: point.noticed,
        ..Point::default()
    });
    let events = course.events.iter().map(|event| Event {
        at: event.at,
        when: short(event.at),
        words: words.say(&format!("course-event-{}-{side}", event.what.code())),
        own: false,
    });
    let chart = Chart {
        id: "course".to_owned(),
        title: words.say("course-title-chart"),
        seen: seen(words, course, side),
        scale: (0.0, 10.0),
        ends: Some((words.say("course-low"), words.say("course-high"))),
        points: points.collect(),
        band: course.usual.map(|(low, high)| Band { low, high }),
        band_words: words.say(if own {
            "chart-usual"
        } else {
            "chart-usual-theirs"
        }),
        events: events.collect(),
        digits: 1,
        ..Chart::default()
    };
    chart.html(words)
}

/// What is seen, in a sentence: the latest, against what is usual, with the counts behind it.
fn seen(words: Words, course: &Course, side: &str) -> String {
    let answered: Vec<u16> = course
        .points
        .iter()
        .filter_map(|point| point.score)
        .collect();
    let count = answered.len();
    let Some(latest) = answered.last() else {
        return words.say(&format!("course-seen-none-{side}"));
    };
    if course.ceiling {
        return words.say_with(
            &format!("course-seen-ceiling-{side}"),
            &[("count", count.into())],
        );
    }
    let latest = score_words(*latest, words);
    let key = match (course.usual, course.points.last()) {
        (None, _) => "early",
        (Some(_), Some(point)) if point.score.is_none() => "open",
        (Some((low, _)), Some(point))
            if point.score.is_some_and(|s| f64::from(s) / 100.0 < low) =>
        {
            "below"
        }
        (Some(_), _) => "usual",
    };
    words.say_with(
        &format!("course-seen-{key}-{side}"),
        &[("score", (&latest).into()), ("count", count.into())],
    )
}
