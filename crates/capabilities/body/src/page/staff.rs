//! What the client sent of this, for whoever treats them; and what they write for the client: a tool
//! in their own words, and which tools stand first. What the client keeps is nowhere on it, nor in
//! any count.

use super::client::{Way, went_said};
use super::days::chart;
use super::map::maps_html;
use super::now::level_said;
use super::shown::{Told, line, once};
use crate::Sessions;
use crate::act::{Refused, noted, set_first, take_tool_away, write_tool};
use crate::days::{Days, days};
use crate::stored::{MapV1, NowV1, OwnToolV1, Piece};
use crate::tools::{Tool, tools};
use askama::Template;
use care::{Line, Moment, Purpose, RecordId, Role, Section, Sections};
use pages::shell::{see_other, staff};
use pages::{Answer, Filled, Html, Purposes, Routes, Trouble, Verb, Visit, Words, wrong_words};
use sealed::{Act, Kept};
use std::sync::Arc;

const READS: Sections = Sections::of(&[Section::Identity, Section::Work, Section::Sessions]);
const WRITES: Sections = Sections::of(&[Section::Identity, Section::Work, Section::Sessions]);
const THERAPISTS: Purposes = &[(Role::Therapist, Purpose::Treatment)];
/// The most letters of a tool's name, of one of its steps, and of what to mind; and the most steps.
/// This project's own choice: what can be read while one is not well.
const NAME: usize = 60;
const STEP: usize = 120;
const NOTE: usize = 240;
const STEPS: usize = 12;
/// How many tools can stand first, and the fields that say which.
const FIRST: [&str; 3] = ["first-1", "first-2", "first-3"];
/// How many maps and words are shown. This project's own choice.
const LATELY: usize = 3;

pub(super) fn routes(sessions: &Arc<dyn Sessions>) -> Routes {
    let one = "/clients/{client}/body";
    let tool = "/clients/{client}/body/tool";
    let away = "/clients/{client}/body/away";
    let first = "/clients/{client}/body/first";
    let [shown, written] = std::array::from_fn(|_| Arc::clone(sessions));
    Routes::new()
        .record(Verb::Get, one, READS, THERAPISTS, move |visit, act| {
            show(visit, act, Arc::clone(&shown))
        })
        .record(Verb::Post, tool, WRITES, THERAPISTS, move |visit, act| {
            write(visit, act, Arc::clone(&written))
        })
        .record(Verb::Post, away, WRITES, THERAPISTS, take_away)
        .record(Verb::Post, first, WRITES, THERAPISTS, put_first)
}

/// A tool on the staff's page.
struct Listed {
    id: RecordId,
    called: String,
    own: bool,
    source: Option<&'static str>,
    worse: bool,
}

/// A place among those that stand first.
struct First {
    field: &'static str,
    said: String,
    options: Vec<Choice>,
}

/// A tool that can stand there.
struct Choice {
    id: RecordId,
    called: String,
    chosen: bool,
}

fn first(all: &[Tool], words: Words) -> Vec<First> {
    let place = |(at, field): (usize, &&'static str)| {
        let number = i64::try_from(at + 1).unwrap_or(i64::MAX);
        let option = |tool: &Tool| Choice {
            id: tool.id,
            called: tool.called.clone(),
            chosen: tool.first == Some(at),
        };
        First {
            field,
            said: words.say_with("body-staff-first-n", &[("n", number.into())]),
            options: all.iter().map(option).collect(),
        }
    };
    FIRST.iter().enumerate().map(place).collect()
}

/// A tool that made it worse.
struct Worse {
    called: String,
    when: String,
    words: Option<String>,
}

struct Said {
    when: String,
    level: String,
    words: String,
}

#[derive(Template)]
#[template(path = "body_staff.html")]
struct Page {
    words: Words,
    called: String,
    title: String,
    client: String,
    writes: bool,
    damaged: bool,
    worse: Vec<Worse>,
    helps: Vec<Way>,
    rule: Option<&'static str>,
    chart: Html,
    said: Vec<Said>,
    maps: Html,
    no_maps: bool,
    tools: Vec<Listed>,
    first: Vec<First>,
    once: RecordId,
    filled: Filled,
}

fn client(visit: &Visit) -> Result<String, Trouble> {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    Ok(format!("/clients/{client}"))
}

async fn show(visit: Visit, act: Act, sessions: Arc<dyn Sessions>) -> Answer {
    page(&visit, &act, &*sessions, Filled::default()).await
}

fn worse(visit: &Visit, all: &[Tool]) -> Vec<Worse> {
    let worse = all.iter().filter_map(|tool| tool.worse.as_ref());
    worse
        .map(|worse| Worse {
            called: worse.called.clone(),
            when: visit.day_and_time(Moment::from_millis(worse.at)),
            words: worse.words.clone(),
        })
        .collect()
}

fn said(visit: &Visit, noted: &[Kept<NowV1>]) -> Vec<Said> {
    let with_words = noted.iter().filter_map(|kept| {
        let words = kept.value.words.clone()?;
        Some(Said {
            when: visit.day_and_time(kept.value.at()),
            level: level_said(kept.value.level, visit.words),
            words,
        })
    });
    with_words.take(LATELY).collect()
}

async fn page(visit: &Visit, act: &Act, sessions: &dyn Sessions, filled: Filled) -> Answer {
    let words = visit.words;
    let tools = tools(act, words).await?;
    let Days {
        days,
        noted: nows,
        damaged,
    } = days(act, sessions, &visit.floor.settings.zone).await?;
    let (mut maps, maps_damaged) = noted::<MapV1>(act).await?;
    maps.truncate(LATELY);
    let helps = tools.helps();
    let once = RecordId::parse(filled.value("once"));
    let once = match once {
        Some(once) if act.find::<OwnToolV1>(once).await?.is_none() => once,
        _ => act.mint(),
    };
    let status = filled.status();
    let page = Page {
        words,
        called: visit.floor.sign_ins.called(act).await?,
        title: words.say("body-staff-title"),
        client: client(visit)?,
        writes: act.access().may_write(),
        damaged: tools.damaged + damaged + maps_damaged > 0,
        worse: worse(visit, &tools.all),
        helps: helps
            .iter()
            .map(|(tool, went)| Way {
                said: Some(went_said(*went, words)),
                ..Way::to(tool)
            })
            .collect(),
        rule: tools.rule,
        chart: chart(visit, &days, "body-staff-days-none"),
        said: said(visit, &nows),
        no_maps: maps.is_empty(),
        maps: maps_html(visit, &maps, None),
        tools: tools.all.iter().map(line_of).collect(),
        first: first(&tools.all, words),
        once,
        filled,
    };
    let mut response = staff(visit, &page.title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

fn line_of(tool: &Tool) -> Listed {
    Listed {
        id: tool.id,
        called: tool.called.clone(),
        own: tool.is_own(),
        source: tool.source,
        worse: tool.worse.is_some(),
    }
}

/// The steps, a line each, or what is wrong with them.
fn steps(visit: &Visit, filled: &mut Filled) -> Result<Vec<String>, Told> {
    let typed = visit.form.get("steps").unwrap_or_default();
    let lines = typed.lines().filter(|line| !line.trim().is_empty());
    let lines: Vec<_> = lines.map(Line::<STEP>::parse).collect();
    let said = match lines.len() {
        0 => Some(visit.words.say("body-wrong-steps")),
        many if many > STEPS => {
            let most = i64::try_from(STEPS).unwrap_or(i64::MAX);
            let put = [("most", most.into())];
            Some(visit.words.say_with("body-wrong-many", &put))
        }
        _ => None,
    };
    let wrong = lines.iter().find_map(|line| line.as_ref().err().copied());
    let said = said.or_else(|| wrong.map(|wrong| wrong_words(wrong, visit.words)));
    if let Some(said) = said {
        filled.tell("steps", said);
        return Err(Told);
    }
    let taken = lines.into_iter().flatten();
    Ok(taken.map(|line| line.as_str().to_owned()).collect())
}

async fn write(visit: Visit, act: Act, sessions: Arc<dyn Sessions>) -> Answer {
    let once = once(&visit)?;
    let mut filled = Filled::posted(&visit);
    let called = filled.line::<NAME>(&visit, "called");
    let steps = steps(&visit, &mut filled);
    let note = line::<NOTE>(&visit, &mut filled, "note");
    let (Ok(called), Ok(steps), Ok(note)) = (called, steps, note) else {
        return page(&visit, &act, &*sessions, filled).await;
    };
    let tool = &OwnToolV1 {
        by: *act.by().bytes(),
        at: visit.now.millis(),
        called: called.as_str().to_owned(),
        steps,
        note,
        gone: None,
    };
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            let happened = write_tool(&mut act, once, tool).await?;
            Ok::<_, Refused>((act, (), happened))
        })
        .await?;
    done?;
    Ok(see_other(&format!("{}/body", client(&visit)?)))
}

async fn take_away(visit: Visit, act: Act) -> Answer {
    let tool = visit.form.get("tool").and_then(RecordId::parse);
    let tool = tool.ok_or(Trouble::NotUnderstood)?;
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            take_tool_away(&mut act, tool).await?;
            Ok::<_, Refused>((act, (), Vec::new()))
        })
        .await?;
    done?;
    Ok(see_other(&format!("{}/body", client(&visit)?)))
}

async fn put_first(visit: Visit, act: Act) -> Answer {
    let known = tools(&act, visit.words).await?;
    let mut first: Vec<RecordId> = Vec::new();
    for field in FIRST {
        let Some(typed) = visit.form.words(field) else {
            continue;
        };
        let tool = RecordId::parse(typed).ok_or(Trouble::NotUnderstood)?;
        known.find(tool).ok_or(Trouble::Nothing)?;
        if !first.contains(&tool) {
            first.push(tool);
        }
    }
    let first = &first;
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            set_first(&mut act, first).await?;
            Ok::<_, Refused>((act, (), Vec::new()))
        })
        .await?;
    done?;
    Ok(see_other(&format!("{}/body", client(&visit)?)))
}
