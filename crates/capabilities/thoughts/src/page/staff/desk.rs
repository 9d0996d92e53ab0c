//! One stuck point at the desk: large enough to be looked at together, with what both write on it.
//! Each writes lines of their own; nobody writes over anybody.

use super::{OPENS, THERAPISTS, answered, client_address};
use crate::page::one::{Mine, mine, sheets_done, sides, there};
use crate::page::shown::{
    Choice, Sides, ThemeRow, about_said, believed_html, day, name, patterns, state_said, theme_rows,
};
use crate::page::typed::{believed, once, pattern, refused, seen, themes};
use crate::point::{Beside, LINE, Refused, SideV1, believe, book, side_of, tag, take_out, write};
use crate::sheets::{Offered, Sheets};
use askama::Template;
use care::RecordId;
use pages::shell::see_other;
use pages::{Answer, Filled, Html, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;
use std::sync::Arc;

pub(super) fn routes(sheets: &Arc<dyn Sheets>) -> Routes {
    let one = "/clients/{client}/thoughts/{point}";
    let line = "/clients/{client}/thoughts/{point}/line";
    let belief = "/clients/{client}/thoughts/{point}/belief";
    let about = "/clients/{client}/thoughts/{point}/about";
    let out = "/clients/{client}/thoughts/{point}/out";
    let [look, write, rate] = [(); 3].map(|()| Arc::clone(sheets));
    Routes::new()
        .record(Verb::Get, one, OPENS, THERAPISTS, move |visit, act| {
            show(visit, act, Arc::clone(&look))
        })
        .record(Verb::Post, line, OPENS, THERAPISTS, move |visit, act| {
            keep_line(visit, act, Arc::clone(&write))
        })
        .record(Verb::Post, belief, OPENS, THERAPISTS, move |visit, act| {
            keep_belief(visit, act, Arc::clone(&rate))
        })
        .record(Verb::Post, about, OPENS, THERAPISTS, keep_about)
        .record(Verb::Post, out, OPENS, THERAPISTS, take_mine_out)
}

fn point_of(visit: &Visit) -> Result<RecordId, Trouble> {
    let point = visit.path("point").and_then(RecordId::parse);
    point.ok_or(Trouble::Nothing)
}

fn address(visit: &Visit) -> Result<String, Trouble> {
    let (client, point) = (client_address(visit)?, point_of(visit)?);
    Ok(format!("{client}/thoughts/{point}"))
}

#[derive(Template)]
#[template(path = "thoughts_staff_one.html")]
struct Desk {
    words: Words,
    called: String,
    title: String,
    back: String,
    client: String,
    address: String,
    id: RecordId,
    thought: String,
    state: String,
    about: Vec<String>,
    begun: String,
    damaged: bool,
    sides: Sides,
    believed: Option<Html>,
    believed_instead: Option<Html>,
    done: Vec<(RecordId, String, String)>,
    offered: Vec<Offered>,
    writes: bool,
    once: String,
    once_belief: String,
    seen: u32,
    filled: Filled,
    choices: Vec<Choice>,
    patterns: Vec<Choice>,
    themes: Vec<ThemeRow>,
    mine: Vec<Mine>,
}

async fn show(visit: Visit, act: Act, sheets: Arc<dyn Sheets>) -> Answer {
    page(&visit, &act, &*sheets, Filled::default()).await
}

async fn page(visit: &Visit, act: &Act, sheets: &dyn Sheets, filled: Filled) -> Answer {
    let words = visit.words;
    let book = book(act).await?;
    let point = there(&book, Some(point_of(visit)?))?;
    let (id, value) = (point.kept.record, &point.kept.value);
    let called = visit.floor.sign_ins.called(act).await?;
    let sides_shown = Sides::of(visit, point, &called).await?;
    let by = name(visit, value.by, value.by_client, &called).await?;
    let when = day(visit, value.begun());
    let put = [("name", (&by).into()), ("when", (&when).into())];
    let (old, new) = ("thoughts-belief-old", "thoughts-belief-new");
    let believed = believed_html(visit, "old", words.say(old), &point.believed());
    let instead = believed_html(visit, "new", words.say(new), &point.believed_instead());
    let client = client_address(visit)?;
    let wrong = filled.status() != axum::http::StatusCode::OK;
    let mut choices = sides(words, filled.value("side"));
    choices.push(Choice {
        code: "pattern".to_owned(),
        called: words.say("thoughts-patterns"),
        said: String::new(),
        chosen: filled.value("side") == "pattern",
    });
    let once = RecordId::parse(filled.value("once")).unwrap_or_else(|| act.mint());
    let page = Desk {
        words,
        title: words.say("thoughts-staff-title"),
        back: format!("{client}/thoughts"),
        address: address(visit)?,
        client,
        id,
        thought: value.words.clone(),
        state: state_said(words, value.state),
        about: about_said(words, &value.about),
        begun: words.say_with("thoughts-staff-begun", &put),
        damaged: book.damaged > 0,
        mine: mine(visit, point, &sides_shown),
        sides: sides_shown,
        believed,
        believed_instead: instead,
        done: sheets_done(visit, act, sheets, id).await?,
        offered: sheets.of(words),
        writes: act.access().may_write(),
        once: once.to_string(),
        once_belief: act.mint().to_string(),
        seen: point.kept.version,
        choices,
        patterns: patterns(words, filled.value("pattern")),
        themes: theme_rows(words, &value.about),
        filled,
        called,
    };
    Ok(answered(visit, &page.title, Html::of(&page), wrong))
}

async fn keep_line(visit: Visit, act: Act, sheets: Arc<dyn Sheets>) -> Answer {
    let (once, point, pattern) = (once(&visit)?, point_of(&visit)?, pattern(&visit)?);
    let mut filled = Filled::posted(&visit);
    let line = filled.optional_line::<LINE>(&visit, "line");
    let side = visit.form.get("side").and_then(side_of);
    if side.is_none() {
        filled.tell("side", visit.words.say("thoughts-side-wrong"));
    }
    let (Ok(line), Some(side)) = (line, side) else {
        return page(&visit, &act, &*sheets, filled).await;
    };
    let new = Beside {
        once,
        point,
        side,
        words: line.as_ref(),
        pattern: pattern.filter(|_| side == SideV1::Pattern),
    };
    let new = &new;
    let access = *act.access();
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            write(&mut act, new).await?;
            Ok::<_, Refused>((act, (), Vec::new()))
        })
        .await?;
    finished(&visit, access, done, &*sheets).await
}

/// On to the thought, or the page again with every word.
async fn finished(
    visit: &Visit,
    access: care::Access,
    done: Result<(), Refused>,
    sheets: &dyn Sheets,
) -> Answer {
    match done {
        Ok(()) => Ok(see_other(&address(visit)?)),
        Err(why) => {
            let filled = refused(visit, why)?;
            let act = Act::open(&visit.floor.vault, access).await?;
            page(visit, &act, sheets, filled).await
        }
    }
}

async fn keep_belief(visit: Visit, act: Act, sheets: Arc<dyn Sheets>) -> Answer {
    let (once, point) = (once(&visit)?, point_of(&visit)?);
    let mut filled = Filled::posted(&visit);
    let thought = believed(&mut filled, &visit, "believed");
    let instead = believed(&mut filled, &visit, "believed-instead");
    let (Ok(thought), Ok(instead)) = (thought, instead) else {
        return page(&visit, &act, &*sheets, filled).await;
    };
    let access = *act.access();
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            believe(&mut act, once, point, thought, instead).await?;
            Ok::<_, Refused>((act, (), Vec::new()))
        })
        .await?;
    finished(&visit, access, done, &*sheets).await
}

async fn keep_about(visit: Visit, act: Act) -> Answer {
    let (point, seen, about) = (point_of(&visit)?, seen(&visit)?, themes(&visit)?);
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let about = &about;
            async move {
                tag(&mut act, point, seen, about).await?;
                Ok::<_, Refused>((act, (), Vec::new()))
            }
        })
        .await?;
    done?;
    Ok(see_other(&address(&visit)?))
}

async fn take_mine_out(visit: Visit, act: Act) -> Answer {
    let record = visit.form.get("record").and_then(RecordId::parse);
    let record = record.ok_or(Trouble::NotUnderstood)?;
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            take_out(&mut act, record).await?;
            Ok::<_, Refused>((act, (), Vec::new()))
        })
        .await?;
    done?;
    Ok(see_other(&address(&visit)?))
}
