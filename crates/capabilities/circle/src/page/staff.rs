//! The therapist's page: what is shared with them now, in the client's words, until when. Of the
//! circle itself nothing is here: not that there is one, not how much.

use crate::share::{Share, has_opened, shares};
use askama::Template;
use care::{Moment, Purpose, Role, Section, Sections};
use pages::shell::staff;
use pages::{Answer, Html, Purposes, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;

const READS: Sections = Sections::of(&[Section::Identity, Section::Work]);
const THERAPIST: Purposes = &[(Role::Therapist, Purpose::Treatment)];

/// The page of those with whom something can be shared.
pub fn routes() -> Routes {
    let path = "/clients/{client}/circle";
    Routes::new().record(Verb::Get, path, READS, THERAPIST, show)
}

struct Line {
    shared: String,
    until: String,
    words: String,
}

#[derive(Template)]
#[template(path = "circle_staff.html")]
struct Page {
    words: Words,
    called: String,
    back: String,
    title: String,
    lines: Vec<Line>,
    damaged: bool,
}

async fn show(visit: Visit, act: Act) -> Answer {
    let words = visit.words;
    let client = visit.client().ok_or(Trouble::Nothing)?;
    let (found, _, damaged) = shares(&act).await?;
    let called = visit.floor.sign_ins.called(&act).await?;
    let line = |share: &Share| {
        let when = |key: &str, at: Moment| {
            let when = visit.day_and_time(at);
            words.say_with(key, &[("when", (&when).into())])
        };
        Line {
            shared: when("circle-staff-shared", Moment::from_millis(share.shared.at)),
            until: when("circle-staff-until", share.shared.ends()),
            words: share.shared.words.clone(),
        }
    };
    let page = Page {
        words,
        title: words.say_with("circle-staff-title", &[("name", (&called).into())]),
        called,
        back: format!("/clients/{client}"),
        lines: found.iter().map(line).collect(),
        damaged: damaged > 0,
    };
    let response = staff(&visit, &page.title, Html::of(&page), None);
    has_opened(act, &found).await?;
    Ok(response)
}
