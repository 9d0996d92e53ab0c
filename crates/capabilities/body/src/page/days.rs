//! How much it was over days, beside the sessions: a picture, the same as a table, and what was
//! noted. Counts and no verdict.

use super::client::NOW;
use super::now::level_said;
use super::shown::Handles;
use crate::Sessions;
use crate::days::{Day, Days, days};
use crate::stored::Piece;
use askama::Template;
use care::{Section, Sections};
use pages::{ClientVisit, Html, Reader, Screens, Trouble, Visit, Words};
use sealed::Act;
use std::sync::Arc;

/// The screen's name.
pub(super) const DAYS: &str = "body-days";
/// How many of what was noted stand on it. This project's own choice.
const LATELY: usize = 10;

const OPENS: Sections = Sections::of(&[Section::Work, Section::Sessions, Section::Consent]);

pub(super) fn screens(sessions: &Arc<dyn Sessions>) -> Screens {
    let sessions = Arc::clone(sessions);
    Screens::new().screen(DAYS, OPENS, move |visit, act| {
        show(visit, act, Arc::clone(&sessions))
    })
}

/// Where things stand in the picture, in units of the drawing.
mod place {
    /// From one day to the next.
    pub(super) const STEP: i64 = 12;
    /// The middle of the oldest day.
    pub(super) const FIRST: i64 = 12;
    /// The middle of the highest row, and from one row to the next.
    pub(super) const ROW: (i64, i64) = (34, 48);
}

/// A point: where it is, how large, and its count where it is more than one.
struct Point {
    x: i64,
    y: i64,
    count: Option<usize>,
}

/// A row of the table.
struct Row {
    day: String,
    counts: [usize; 3],
    session: bool,
}

#[derive(Template)]
#[template(path = "body_chart.html")]
struct Chart {
    words: Words,
    points: Vec<Point>,
    sessions: Vec<i64>,
    rows: Vec<Row>,
    /// How often each, in words.
    said: String,
}

#[derive(Template)]
#[template(source = "<p class=\"quiet\">{{ said }}</p>", ext = "html")]
struct NoChart {
    said: String,
}

/// The picture and the table, or the sentence under `none` where nothing was noted.
pub(super) fn chart(visit: &Visit, days: &[Day], none: &str) -> Html {
    if days.iter().all(|day| day.counts == [0; 3]) {
        return Html::of(&NoChart {
            said: visit.words.say(none),
        });
    }
    let x = |day: &Day| place::FIRST + (crate::days::DAYS - 1 - day.ago) * place::STEP;
    let point = |day: &Day| {
        let x = x(day);
        let rows = (0..).map(|row: i64| place::ROW.0 + row * place::ROW.1);
        let counted = day.counts.into_iter().zip(rows);
        let there = counted.filter(|(count, _)| *count > 0);
        there
            .map(|(count, y)| Point {
                x,
                y,
                count: (count > 1).then_some(count),
            })
            .collect::<Vec<_>>()
    };
    let row = |day: &Day| Row {
        day: visit
            .words
            .short_day(day.at, visit.now, &visit.floor.settings.zone),
        counts: day.counts,
        session: day.session,
    };
    let total = |which: usize| -> i64 {
        let counts = days.iter().filter_map(|day| day.counts.get(which));
        i64::try_from(counts.sum::<usize>()).unwrap_or(i64::MAX)
    };
    let put = [
        ("much", total(0).into()),
        ("within", total(1).into()),
        ("little", total(2).into()),
        ("days", crate::days::DAYS.into()),
    ];
    Html::of(&Chart {
        words: visit.words,
        points: days.iter().flat_map(point).collect(),
        sessions: days.iter().filter(|day| day.session).map(x).collect(),
        rows: days.iter().map(row).collect(),
        said: visit.words.say_with("body-days-said", &put),
    })
}

struct Noted {
    when: String,
    level: String,
    words: Option<String>,
    handles: Handles,
}

#[derive(Template)]
#[template(path = "body_days.html")]
struct DaysScreen {
    words: Words,
    chart: Html,
    noted: Vec<Noted>,
    damaged: bool,
}

async fn show(
    visit: ClientVisit,
    mut act: Act,
    sessions: Arc<dyn Sessions>,
) -> Result<Html, Trouble> {
    let words = visit.words;
    let reader = Reader::of(&visit, &mut act, None).await?;
    let Days {
        days,
        noted,
        damaged,
    } = days(&act, &*sessions, &visit.floor.settings.zone).await?;
    let one = |kept: &sealed::Kept<crate::NowV1>| Noted {
        when: visit.day_and_time(kept.value.at()),
        level: level_said(kept.value.level, words),
        words: kept.value.words.clone(),
        handles: Handles::of(kept, NOW, words, &reader),
    };
    Ok(Html::of(&DaysScreen {
        words,
        chart: chart(&visit, &days, "body-days-none"),
        noted: noted.iter().take(LATELY).map(one).collect(),
        damaged: damaged > 0,
    }))
}
