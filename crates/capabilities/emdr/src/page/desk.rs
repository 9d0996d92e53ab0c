//! The therapist's first page: what is to be looked at again, stops, the talk before the first
//! target, resources, and the targets in their order.

use super::shown::{
    PRONGS, alone, missing_said, name_of, named, once, practised, state, told, when,
};
use super::{ready, resource, target};
use crate::gist::EmdrGistV1;
use crate::ready::{agree_signal, ready_form, to_talk_about};
use crate::refused::Refused;
use crate::resource::add_resource;
use crate::sitting::hear_stop;
use crate::stored::{PartV1, ProngV1};
use crate::target::add_target;
use crate::whole::All;
use askama::Template;
use care::{Happened, Line, Purpose, RecordId, Role, Section, Sections};
use pages::shell::{see_other, staff};
use pages::{Answer, Filled, Html, Purposes, Routes, Told, Trouble, Verb, Visit, Words};
use sealed::Act;

pub(super) const READS: Sections = Sections::of(&[Section::Identity, Section::Work]);
pub(super) const WRITES: Sections =
    Sections::of(&[Section::Identity, Section::Work, Section::Overview]);
pub(super) const THERAPISTS: Purposes = &[(Role::Therapist, Purpose::Treatment)];

pub(crate) fn routes() -> Routes {
    let one = "/clients/{client}/emdr";
    let routes = Routes::new()
        .record(Verb::Get, one, READS, THERAPISTS, show)
        .record(Verb::Post, one, WRITES, THERAPISTS, write);
    routes
        .and(ready::routes())
        .and(resource::routes())
        .and(target::routes())
}

/// Where these pages are.
pub(super) fn address(visit: &Visit) -> Result<String, Trouble> {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    Ok(format!("/clients/{client}/emdr"))
}

struct ResourceLine {
    href: String,
    called: String,
    script: Option<String>,
    gone: bool,
    last: Option<String>,
    holds: bool,
    alone: Option<String>,
}

struct TargetLine {
    href: String,
    called: String,
    place: u16,
    prong: String,
    state: String,
    attention: bool,
    numbers: Option<String>,
}

/// What was talked about before the first target.
struct ReadyLine {
    when: String,
    /// What is still to be talked about.
    talk: Vec<String>,
}

#[derive(Template)]
#[template(path = "emdr_desk.html")]
struct Desk {
    words: Words,
    title: String,
    called: String,
    back: String,
    address: String,
    damaged: bool,
    /// Since when a stop stands, and whether slower is enough.
    stop: Option<(String, bool)>,
    /// What is to be looked at again first: its page, and what is said.
    again: Option<(String, String)>,
    ready: Option<ReadyLine>,
    missing: Vec<String>,
    resources: Vec<ResourceLine>,
    targets: Vec<TargetLine>,
    signal: Option<String>,
    prongs: Vec<(&'static str, String)>,
    once: RecordId,
    writes: bool,
    filled: Filled,
}

async fn show(visit: Visit, act: Act) -> Answer {
    page(&visit, &act, Filled::default()).await
}

fn resources(visit: &Visit, all: &All, address: &str) -> Vec<ResourceLine> {
    let lines = all.resources.iter().map(|kept| ResourceLine {
        href: format!("{address}/resources/{}", kept.record),
        called: kept.value.called.clone(),
        script: all
            .words_of(kept.record)
            .and_then(|said| said.part(PartV1::Script).map(str::to_owned)),
        gone: all.are_taken_back(kept.record),
        last: practised(visit, &kept.value).into_iter().next(),
        holds: kept.value.holds(),
        alone: alone(
            visit,
            &kept.value,
            ["emdr-staff-alone", "emdr-staff-alone-slow"],
        ),
    });
    lines.collect()
}

fn targets(all: &All, words: Words, address: &str) -> Vec<TargetLine> {
    let lines = all.wholes().map(|whole| {
        let numbers = match (whole.facts.sud, whole.facts.voc) {
            (None, None) => None,
            (sud, voc) => {
                let said = |number: Option<u8>| {
                    number.map_or_else(|| "–".to_owned(), |number| number.to_string())
                };
                let (sud, voc) = (said(sud), said(voc));
                let put = [("sud", (&sud).into()), ("voc", (&voc).into())];
                Some(words.say_with("emdr-numbers", &put))
            }
        };
        let state = state(&whole);
        TargetLine {
            href: format!("{address}/{}", whole.record),
            called: whole.target.called.clone(),
            place: whole.target.place,
            prong: words.say(&format!(
                "emdr-prong-{}",
                name_of(&PRONGS, whole.target.prong)
            )),
            state: words.say(&format!("emdr-staff-state-{state}")),
            attention: matches!(state, "open" | "sitting"),
            numbers,
        }
    });
    lines.collect()
}

fn again(visit: &Visit, all: &All, gist: &EmdrGistV1, address: &str) -> Option<(String, String)> {
    let whole = all.target(gist.look_again()?).ok()?;
    let at = when(visit, whole.left_open()?);
    let put = [
        ("called", (&whole.target.called).into()),
        ("when", (&at).into()),
    ];
    let key = match whole.open() {
        Some(_) => "emdr-open-now",
        None => "emdr-look-again-first",
    };
    Some((
        format!("{address}/{}", whole.record),
        visit.words.say_with(key, &put),
    ))
}

fn talked(visit: &Visit, all: &All) -> Option<ReadyLine> {
    let (form, kept) = (ready_form()?, all.ready.last()?);
    let talk = to_talk_about(form, &kept.value.answers).into_iter();
    let talk = talk.filter_map(|item| {
        let text = item.text()?;
        Some(text.in_language(visit.words.tag()).to_owned())
    });
    Some(ReadyLine {
        when: when(visit, kept.value.at),
        talk: talk.collect(),
    })
}

async fn page(visit: &Visit, act: &Act, filled: Filled) -> Answer {
    let words = visit.words;
    let all = All::read(act).await?;
    let address = address(visit)?;
    let called = visit.floor.sign_ins.called(act).await?;
    let new = crate::phases::Facts {
        resources: all.practised(),
        ready: !all.ready.is_empty(),
        stopped: all.stop().is_some(),
        damaged: all.damaged > 0,
        ..crate::phases::Facts::default()
    };
    let stop = all
        .stop()
        .map(|kept| (when(visit, kept.value.at), kept.value.slower));
    let status = filled.status();
    let title = words.say("emdr-staff-title");
    let desk = Desk {
        words,
        title: title.clone(),
        called,
        back: address.trim_end_matches("/emdr").to_owned(),
        damaged: all.damaged > 0,
        stop,
        again: again(visit, &all, &all.gist(), &address),
        ready: talked(visit, &all),
        missing: missing_said(&new.missing_to_begin(), words),
        resources: resources(visit, &all, &address),
        targets: targets(&all, words, &address),
        signal: all.signal.as_ref().map(|kept| kept.value.words.clone()),
        prongs: PRONGS
            .iter()
            .map(|(name, _)| (*name, words.say(&format!("emdr-prong-{name}"))))
            .collect(),
        once: act.mint(),
        writes: act.access().may_write(),
        address,
        filled,
    };
    let mut response = staff(visit, &title, Html::of(&desk), None);
    *response.status_mut() = status;
    Ok(response)
}

/// What was asked for on the desk.
enum Does {
    Resource(RecordId, Line<80>, Option<Line<2000>>),
    Target(RecordId, Line<80>, ProngV1),
    Signal(Line<200>),
    Heard,
}

impl Does {
    async fn run(&self, act: &mut Act) -> Result<Vec<Happened>, Refused> {
        match self {
            Self::Resource(once, called, script) => {
                add_resource(act, *once, called, script.as_ref()).await
            }
            Self::Target(once, called, prong) => add_target(act, *once, called, *prong).await,
            Self::Signal(words) => agree_signal(act, words).await,
            Self::Heard => hear_stop(act).await,
        }
    }
}

/// What was posted; `Ok(Err)`: said at its fields.
fn posted(visit: &Visit, filled: &mut Filled) -> Result<Result<Does, Told>, Trouble> {
    Ok(match visit.form.get("do") {
        Some("resource") => {
            let called = filled.line(visit, "resource-called");
            let script = filled.optional_line(visit, "resource-script");
            match (called, script) {
                (Ok(called), Ok(script)) => Ok(Does::Resource(once(visit)?, called, script)),
                _ => Err(Told),
            }
        }
        Some("target") => {
            let prong = visit.form.get("target-prong").unwrap_or_default();
            let prong = named(&PRONGS, prong).ok_or(Trouble::NotUnderstood)?;
            match filled.line(visit, "target-called") {
                Ok(called) => Ok(Does::Target(once(visit)?, called, prong)),
                Err(told) => Err(told),
            }
        }
        Some("signal") => filled.line(visit, "signal").map(Does::Signal),
        Some("heard") => Ok(Does::Heard),
        _ => return Err(Trouble::NotUnderstood),
    })
}

async fn write(visit: Visit, act: Act) -> Answer {
    let mut filled = Filled::posted(&visit);
    let Ok(does) = posted(&visit, &mut filled)? else {
        return page(&visit, &act, filled).await;
    };
    let access = *act.access();
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let does = &does;
            async move {
                let happened = does.run(&mut act).await?;
                Ok::<_, Refused>((act, (), happened))
            }
        })
        .await?;
    match done {
        Ok(()) => Ok(see_other(&address(&visit)?)),
        Err(refused) => {
            told(&mut filled, refused, visit.words)?;
            let act = Act::open(&visit.floor.vault, access).await?;
            page(&visit, &act, filled).await
        }
    }
}
