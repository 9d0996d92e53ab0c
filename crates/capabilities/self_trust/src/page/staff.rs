//! What was sent, for whoever treats the client. Nothing is counted here over judgements: counts of
//! what somebody happened to send would say something that is not so.

use super::shown::{Boundary, Judgement, Strength, boundary, judgement, strength};
use crate::own::self_trust;
use askama::Template;
use care::{Purpose, Role, Section, Sections};
use pages::shell::staff;
use pages::{Answer, Html, Purposes, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;

const READS: Sections = Sections::of(&[Section::Identity, Section::Work]);
const THERAPISTS: Purposes = &[(Role::Therapist, Purpose::Treatment)];

pub(crate) fn routes() -> Routes {
    Routes::new().record(
        Verb::Get,
        "/clients/{client}/self-trust",
        READS,
        THERAPISTS,
        show,
    )
}

#[derive(Template)]
#[template(path = "self_trust_staff.html")]
struct Page {
    words: Words,
    called: String,
    back: String,
    damaged: bool,
    judgements: Vec<Judgement>,
    boundaries: Vec<Boundary>,
    strengths: Vec<Strength>,
}

async fn show(visit: Visit, act: Act) -> Answer {
    let words = visit.words;
    let client = visit.client().ok_or(Trouble::Nothing)?;
    let all = self_trust(&act).await?;
    let judgements = all.judgements.iter().map(|kept| judgement(&visit, kept));
    let boundaries = all.boundaries.iter().map(|kept| boundary(&visit, kept));
    let strengths = all.strengths.iter().map(|kept| strength(kept, words));
    let page = Page {
        words,
        called: visit.floor.sign_ins.called(&act).await?,
        back: format!("/clients/{client}"),
        damaged: all.damaged > 0,
        judgements: judgements.collect(),
        boundaries: boundaries.collect(),
        strengths: strengths.collect(),
    };
    Ok(staff(
        &visit,
        &words.say("self-trust-staff-title"),
        Html::of(&page),
        None,
    ))
}
