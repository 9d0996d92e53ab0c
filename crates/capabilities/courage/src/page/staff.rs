//! The pages at the desk. There is nothing on them that the client does not read as well, so that both
//! can look at them together. What a client keeps for themself is met nowhere here.

mod ladder;
mod look;
mod script;
mod step;
mod trying;

use super::shown::LadderShown;
use super::typed;
use crate::ladder::{NewLadder, propose};
use crate::read::courage;
use crate::refused::Refused;
use crate::rules::Gate;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use care::{Happened, Purpose, RecordId, Role, Section, Sections};
use pages::shell::{see_other, staff};
use pages::{Answer, Filled, Html, Purposes, Routes, Trouble, Verb, Visit, Words};
use sealed::{Act, ReadersV1};
use std::future::Future;

const OPENS: Sections = Sections::of(&[Section::Identity, Section::Work]);
const THERAPISTS: Purposes = &[(Role::Therapist, Purpose::Treatment)];

pub(crate) fn routes() -> Routes {
    let all = "/clients/{client}/courage";
    let ladders = "/clients/{client}/courage/ladders";
    Routes::new()
        .record(Verb::Get, all, OPENS, THERAPISTS, show)
        .record(Verb::Post, ladders, OPENS, THERAPISTS, begin)
        .and(ladder::routes())
        .and(step::routes())
        .and(look::routes())
        .and(trying::routes())
        .and(script::routes())
}

/// What every page has on top: who it is about, and the ways back.
struct Top {
    called: String,
    /// The tool's own first page.
    address: String,
    /// The client's.
    client: String,
}

async fn top(visit: &Visit, act: &Act) -> Result<Top, Trouble> {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    let client = format!("/clients/{client}");
    Ok(Top {
        called: visit.floor.sign_ins.called(act).await?,
        address: format!("{client}/courage"),
        client,
    })
}

/// A record that is named in the path.
fn named(visit: &Visit, name: &str) -> Result<RecordId, Trouble> {
    let found = visit.path(name).and_then(RecordId::parse);
    found.ok_or(Trouble::Nothing)
}

fn posted_once(visit: &Visit) -> Result<RecordId, Trouble> {
    let once = visit.form.get("once").and_then(RecordId::parse);
    once.ok_or(Trouble::NotUnderstood)
}

/// A page of this tool, under the one title that they all have.
fn answer(visit: &Visit, page: &impl Template, status: StatusCode) -> Response {
    let title = visit.words.say("courage-staff-title");
    let mut response = staff(visit, &title, Html::of(page), None);
    *response.status_mut() = status;
    response
}

/// Runs what was asked for. What was refused for a reason that the page can say comes back with an act
/// to show it by.
async fn done<R>(
    visit: &Visit,
    act: Act,
    run: impl FnMut(Act) -> R,
) -> Result<Result<(), (Act, Refused)>, Trouble>
where
    R: Future<Output = Result<(Act, (), Vec<Happened>), Refused>>,
{
    let access = *act.access();
    match visit.floor.attempt(act, run).await? {
        Ok(()) => Ok(Ok(())),
        Err(refused @ (Refused::None | Refused::Read(_))) => Err(refused.into()),
        Err(refused) => {
            let act = Act::open(&visit.floor.vault, access).await?;
            Ok(Err((act, refused)))
        }
    }
}

/// What a page says when something was refused.
fn refused_said(refused: &Refused, words: Words) -> String {
    let key = match refused {
        Refused::Newer => "courage-staff-newer",
        Refused::Full => "courage-refused-full",
        Refused::Apart => "courage-staff-apart",
        Refused::Danger => gate_key(Gate::Danger),
        Refused::Gate(gate) => gate_key(*gate),
        Refused::Empty | Refused::None | Refused::Read(_) => "courage-wrong-empty",
    };
    words.say(key)
}

/// What comes first, in words to the therapist.
const fn gate_key(gate: Gate) -> &'static str {
    match gate {
        Gate::Stopped => "courage-staff-stopped",
        Gate::Look => "courage-staff-look-first",
        Gate::Talk => "courage-staff-talk",
        Gate::Danger => "courage-staff-danger",
        Gate::Together | Gate::Resting => "courage-gate-resting",
    }
}

#[derive(Template)]
#[template(path = "courage_staff.html")]
struct Page {
    words: Words,
    top: Top,
    damaged: bool,
    ladders: Vec<LadderShown>,
    scripts: Vec<(RecordId, String)>,
    writes: bool,
    once: String,
    filled: Filled,
}

async fn show(visit: Visit, act: Act) -> Answer {
    page(&visit, &act, Filled::default()).await
}

async fn page(visit: &Visit, act: &Act, filled: Filled) -> Answer {
    let all = courage(act).await?;
    let ladders = all.ladders.iter();
    let shown = ladders.map(|kept| super::shown::ladder_shown(visit, &all, kept));
    let scripts = all.scripts.iter();
    let status = filled.status();
    let page = Page {
        words: visit.words,
        top: top(visit, act).await?,
        damaged: all.damaged > 0,
        ladders: shown.collect(),
        scripts: scripts
            .map(|kept| (kept.record, kept.value.about.clone()))
            .collect(),
        writes: act.access().may_write(),
        once: act.mint().to_string(),
        filled,
    };
    Ok(answer(visit, &page, status))
}

async fn begin(visit: Visit, act: Act) -> Answer {
    let once = posted_once(&visit)?;
    let mut filled = Filled::posted(&visit);
    let Ok((goal, aim)) = typed::goal(&mut filled, &visit) else {
        return page(&visit, &act, filled).await;
    };
    let ran = done(&visit, act, |mut act| {
        let new = NewLadder {
            once,
            goal: &goal,
            aim,
        };
        async move {
            let happened = propose(&mut act, &new, ReadersV1::Section).await?;
            Ok((act, (), happened))
        }
    })
    .await?;
    match ran {
        Ok(()) => Ok(see_other(&ladder::address(&visit, once)?)),
        Err((act, refused)) => {
            filled.notice = Some(refused_said(&refused, visit.words));
            page(&visit, &act, filled).await
        }
    }
}
