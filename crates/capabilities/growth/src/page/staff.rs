//! What a client sent of it, for their therapist. Where nothing was sent, the page says the same
//! whether the client keeps it for themself, turned it off or never turned it on.

use super::shown::{day, kind_code, when};
use crate::note::notes;
use crate::story::story;
use askama::Template;
use care::{Purpose, Role, Section, Sections};
use pages::shell::staff;
use pages::{Answer, Html, Purposes, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;

const READS: Sections = Sections::of(&[Section::Identity, Section::Work]);
const THERAPISTS: Purposes = &[(Role::Therapist, Purpose::Treatment)];

pub(crate) fn routes() -> Routes {
    let one = "/clients/{client}/growth";
    Routes::new().record(Verb::Get, one, READS, THERAPISTS, show)
}

struct Line {
    kind: String,
    words: String,
    when: String,
}

struct Chapter {
    title: String,
    words: String,
    when: String,
}

#[derive(Template)]
#[template(path = "growth_staff.html")]
struct Sent {
    words: Words,
    called: String,
    title: String,
    back: String,
    damaged: bool,
    lines: Vec<Line>,
    chapters: Vec<Chapter>,
}

async fn show(visit: Visit, act: Act) -> Answer {
    let words = visit.words;
    let client = visit.client().ok_or(Trouble::Nothing)?;
    let (listing, story) = (notes(&act).await?, story(&act).await?);
    let line = |kept: &sealed::Kept<crate::NoteV1>| Line {
        kind: words.say(&format!("growth-staff-{}", kind_code(kept.value.kind))),
        words: kept.value.words.clone(),
        when: day(&visit, when(&visit, &kept.value)),
    };
    let chapter = |chapter: &crate::Chapter| Chapter {
        title: chapter.newest.value.title.clone(),
        words: chapter.newest.value.words.clone(),
        when: day(&visit, chapter.newest.value.written()),
    };
    let title = words.say("growth-staff-title");
    let page = Sent {
        words,
        called: visit.floor.sign_ins.called(&act).await?,
        title: title.clone(),
        back: format!("/clients/{client}"),
        damaged: !listing.damaged.is_empty() || story.damaged > 0,
        lines: listing.kept.iter().map(line).collect(),
        chapters: story.chapters.iter().map(chapter).collect(),
    };
    Ok(staff(&visit, &title, Html::of(&page), None))
}
