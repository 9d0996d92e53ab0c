//! Writing down what happened with someone: one day, what was seen, own words. Everything but the day
//! can be left out, as long as something is said.

use super::gate::enter;
use super::{OPENS, about, at, begun, closed, key, once, run, today};
use crate::people::LINE_MOST;
use crate::seen::Behaviour;
use crate::stored::{LineV1, PersonV1};
use askama::Template;
use care::RecordId;
use jiff::civil::Date;
use pages::{ClientVisit, Filled, Html, Next, Screens, Trouble, Words, draft};
use sealed::Act;

/// The form.
const LOG: &str = "circle-log";

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(LOG, OPENS, show)
        .act("circle-log-keep", OPENS, keep)
}

/// One of the four questions.
struct Question {
    name: &'static str,
    asks: String,
    chosen: Option<bool>,
}

#[derive(Template)]
#[template(path = "circle_log.html")]
struct Screen {
    words: Words,
    id: RecordId,
    title: String,
    questions: Vec<Question>,
    filled: Filled,
}

const fn read(value: &str) -> Option<bool> {
    match value.as_bytes() {
        b"yes" => Some(true),
        b"not" => Some(false),
        _ => None,
    }
}

async fn person(act: &Act, id: RecordId) -> Result<PersonV1, Trouble> {
    let found = act.find::<PersonV1>(id).await?;
    Ok(found.ok_or(Trouble::Nothing)?.value)
}

fn html(visit: &ClientVisit, id: RecordId, called: &str, filled: Filled) -> Html {
    let words = visit.words;
    let question = |one: Behaviour| {
        let name = one.name();
        Question {
            name,
            asks: words.say(&format!("circle-ask-{name}")),
            chosen: read(filled.value(name)),
        }
    };
    Html::of(&Screen {
        words,
        id,
        title: words.say_with("circle-log-title", &[("name", called.into())]),
        questions: Behaviour::ALL.map(question).into(),
        filled,
    })
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let act = match enter(&visit, act).await? {
        Ok(act) => act,
        Err(front) => return Ok(front),
    };
    let id = visit.place.about.ok_or(Trouble::Nothing)?;
    let person = person(&act, id).await?;
    let day = today(&visit).map(|day| day.to_string()).unwrap_or_default();
    let filled = begun(&act, LOG, Some(id), &[("day", day)]).await?;
    Ok(html(&visit, id, &person.called, filled))
}

/// The day that was written, if it is one that has come.
fn day(visit: &ClientVisit, filled: &mut Filled) -> Option<Date> {
    let written = visit
        .form
        .words("day")
        .and_then(|day| day.parse::<Date>().ok());
    let come = written.filter(|day| today(visit).is_some_and(|today| *day <= today));
    // Nobody's life is longer; a year with a slip of the finger is.
    let found = come.filter(|day| day.year() >= 1900);
    if found.is_none() {
        filled.tell("day", visit.words.say("circle-wrong-day"));
    }
    found
}

async fn keep(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let Some(key) = key(&visit) else {
        return closed(&visit).await;
    };
    let (id, once) = (about(&visit).ok_or(Trouble::NotUnderstood)?, once(&visit)?);
    let act = act.with_own_key(key.clone());
    let called = person(&act, id).await?.called;
    let mut filled = Filled::posted(&visit);
    let day = day(&visit, &mut filled);
    let words = filled.optional_line::<LINE_MOST>(&visit, "words");
    let seen = Behaviour::ALL.map(|one| read(visit.form.get(one.name()).unwrap_or_default()));
    if matches!(words, Ok(None)) && seen.iter().all(Option::is_none) {
        filled.tell("words", visit.words.say("circle-wrong-empty"));
        return Ok(Next::Stay(html(&visit, id, &called, filled)));
    }
    let (Some(day), Ok(words)) = (day, words) else {
        return Ok(Next::Stay(html(&visit, id, &called, filled)));
    };
    let line = &LineV1 {
        person: *id.bytes(),
        day: day.to_string(),
        seen,
        words: words
            .map(|line| line.as_str().to_owned())
            .unwrap_or_default(),
        at: visit.now.millis(),
    };
    run(&visit, act, key, |mut act| async move {
        let record = act.id_for("circle line", once);
        act.overwrite(record, line)?;
        draft::forget_own(&mut act, LOG, Some(id))?;
        Ok((act, ()))
    })
    .await?;
    Ok(Next::Go(at("circle-person", id).saying("circle-kept")))
}
