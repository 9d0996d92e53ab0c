//! The three domains for whoever treats the client, from what was sent only; and questions that are
//! written together in the session.

use super::client::wording;
use super::shown::{Asked, Seen};
use super::with;
use crate::domain::DomainV1;
use crate::own::{Refused, ask, own, put_away};
use crate::seen::{Dates, Measured, measures};
use askama::Template;
use axum::http::StatusCode;
use care::{Purpose, RecordId, Role, Section, Sections};
use pages::shell::{see_other, staff};
use pages::{Answer, Filled, Html, Purposes, Routes, Trouble, Verb, Visit, Words};
use sealed::{Act, ReadersV1};
use std::sync::Arc;

const READS: Sections = with(Sections::of(&[Section::Identity]));
const THERAPISTS: Purposes = &[(Role::Therapist, Purpose::Treatment)];

pub(crate) fn routes(measured: &Arc<dyn Measured>, dates: &Arc<dyn Dates>) -> Routes {
    let page = "/clients/{client}/profile";
    let seams = (Arc::clone(measured), Arc::clone(dates));
    let asks = seams.clone();
    Routes::new()
        .record(Verb::Get, page, READS, THERAPISTS, move |visit, act| {
            let seams = seams.clone();
            async move { show(&visit, &act, Filled::offered(&[]), &seams).await }
        })
        .record(Verb::Post, page, READS, THERAPISTS, move |visit, act| {
            new(visit, act, asks.clone())
        })
        .record(
            Verb::Post,
            "/clients/{client}/profile/{question}/away",
            READS,
            THERAPISTS,
            away,
        )
}

type Seams = (Arc<dyn Measured>, Arc<dyn Dates>);

struct Domain {
    title: String,
    charts: Vec<Html>,
    own: Vec<Asked>,
}

#[derive(Template)]
#[template(path = "profile_staff.html")]
struct Page {
    words: Words,
    called: String,
    back: String,
    address: String,
    damaged: bool,
    domains: Vec<Domain>,
    filled: Filled,
    once: RecordId,
    choices: Vec<(&'static str, String, bool)>,
}

async fn show(visit: &Visit, act: &Act, filled: Filled, (measured, dates): &Seams) -> Answer {
    let words = visit.words;
    let client = visit.client().ok_or(Trouble::Nothing)?;
    let seen = Seen {
        answers: measured.answers(act, &measures()).await?,
        happened: dates.dates(act).await?,
        own: own(act).await?,
        is_client: false,
    };
    let chosen = filled.value("domain").to_owned();
    let domains = DomainV1::ALL.map(|domain| {
        let own = seen.own.asked().filter(|kept| kept.value.domain == domain);
        Domain {
            title: words.say(&format!("profile-{}", domain.code())),
            charts: seen.charts(visit, &**measured, domain),
            own: own.map(|kept| Asked::of(kept, String::new())).collect(),
        }
    });
    let choices = DomainV1::ALL.map(|domain| {
        let code = domain.code();
        (code, words.say(&format!("profile-{code}")), code == chosen)
    });
    let status = filled.status();
    let page = Page {
        words,
        called: visit.floor.sign_ins.called(act).await?,
        back: format!("/clients/{client}"),
        address: format!("/clients/{client}/profile"),
        damaged: seen.damaged(),
        domains: domains.into(),
        filled,
        once: act.mint(),
        choices: choices.into(),
    };
    let mut response = staff(
        visit,
        &words.say("profile-staff-title"),
        Html::of(&page),
        None,
    );
    if status != StatusCode::OK {
        *response.status_mut() = status;
    }
    Ok(response)
}

async fn new(visit: Visit, mut act: Act, seams: Seams) -> Answer {
    let once = visit.form.get("once").and_then(RecordId::parse);
    let once = once.ok_or(Trouble::NotUnderstood)?;
    let mut filled = Filled::posted(&visit);
    let Some(wording) = wording(&mut filled, &visit) else {
        return show(&visit, &act, filled, &seams).await;
    };
    match ask(&mut act, once, &wording, ReadersV1::Section).await {
        Ok(happened) => {
            visit.floor.finish(act, &happened).await?;
            back(&visit)
        }
        Err(Refused::Full) => {
            filled.notice = Some(visit.words.say("profile-full-staff"));
            show(&visit, &act, filled, &seams).await
        }
        Err(Refused::Read(fault)) => Err(fault.into()),
        Err(_) => Err(Trouble::NotUnderstood),
    }
}

fn back(visit: &Visit) -> Answer {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    Ok(see_other(&format!("/clients/{client}/profile")))
}

async fn away(visit: Visit, mut act: Act) -> Answer {
    let question = visit.path("question").and_then(RecordId::parse);
    match put_away(&mut act, question.ok_or(Trouble::Nothing)?, true).await {
        Ok(()) => {
            visit.floor.finish(act, &[]).await?;
            back(&visit)
        }
        Err(Refused::None) => Err(Trouble::Nothing),
        Err(Refused::Read(fault)) => Err(fault.into()),
        Err(_) => Err(Trouble::NotUnderstood),
    }
}
