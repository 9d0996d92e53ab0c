//! Stuck points for the therapist: by theme, so that work on trust can be seen; one of them on the
//! desk page, to look at together and write on together. What the client keeps for themself is not
//! here in any form.

mod desk;

use super::shown::{ThemeRow, about_said, believed_said, day, state_said, theme_rows, ticked};
use super::typed::{WRONG, believed, once, refused, themes};
use super::voice::felt_said;
use crate::pattern::Pattern;
use crate::point::{Book, New, Point, Refused, StateV1, THOUGHT, begin, book};
use crate::sheets::Sheets;
use crate::theme::{THEMES, Theme};
use crate::voice::{VoiceV1, voices};
use askama::Template;
use axum::response::Response;
use care::{Purpose, RecordId, Role, Section, Sections};
use pages::shell::{see_other, staff};
use pages::{Answer, Filled, Html, Purposes, Routes, Trouble, Verb, Visit, Words};
use sealed::{Act, ReadersV1};
use std::sync::Arc;

/// Identity: how the client is called.
pub(super) const OPENS: Sections = Sections::of(&[Section::Identity, Section::Work]);
pub(super) const THERAPISTS: Purposes = &[(Role::Therapist, Purpose::Treatment)];

pub(crate) fn routes(sheets: &Arc<dyn Sheets>) -> Routes {
    let all = "/clients/{client}/thoughts";
    Routes::new()
        .record(Verb::Get, all, OPENS, THERAPISTS, show)
        .record(Verb::Post, all, OPENS, THERAPISTS, keep)
        .and(desk::routes(sheets))
}

/// Where the client's pages are.
pub(super) fn client_address(visit: &Visit) -> Result<String, Trouble> {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    Ok(format!("/clients/{client}"))
}

struct Line {
    id: RecordId,
    words: String,
    said: String,
    believed: Option<String>,
}

struct Group {
    called: String,
    said: String,
    lines: Vec<Line>,
}

struct Voice {
    says: String,
    pattern: Option<String>,
    answer: String,
    felt: Option<String>,
    when: String,
}

#[derive(Template)]
#[template(path = "thoughts_staff.html")]
struct Overview {
    words: Words,
    called: String,
    title: String,
    back: String,
    address: String,
    damaged: bool,
    groups: Vec<Group>,
    voices: Vec<Voice>,
    writes: bool,
    once: String,
    filled: Filled,
    themes: Vec<ThemeRow>,
    ticked: bool,
}

fn line(visit: &Visit, point: &Point) -> Line {
    let (words, value) = (visit.words, &point.kept.value);
    let touched = day(visit, point.touched());
    let mut said = vec![state_said(words, value.state)];
    said.extend(about_said(words, &value.about));
    said.push(words.say_with("thoughts-staff-touched", &[("when", (&touched).into())]));
    Line {
        id: point.kept.record,
        words: value.words.clone(),
        said: said.join(" · "),
        believed: believed_said(visit, &point.believed()),
    }
}

/// The points under each theme that has any, and then those without one.
fn groups(visit: &Visit, book: &Book) -> Vec<Group> {
    let words = visit.words;
    let of = |theme: Option<Theme>| {
        let is_it = |point: &&Point| match theme {
            Some(theme) => point
                .kept
                .value
                .about
                .iter()
                .any(|about| about.theme == theme),
            None => point.kept.value.about.is_empty(),
        };
        let points: Vec<_> = book.points.iter().filter(is_it).collect();
        let many = |state: StateV1| {
            let there = points
                .iter()
                .filter(|point| point.kept.value.state == state);
            i64::try_from(there.count()).unwrap_or(i64::MAX)
        };
        let put = [
            ("open", many(StateV1::Open).into()),
            ("loosening", many(StateV1::Loosening).into()),
            ("rests", many(StateV1::Rests).into()),
        ];
        let key = theme.map_or("none", Theme::code);
        Group {
            called: words.say(&format!("thoughts-theme-{key}")),
            said: words.say_with("thoughts-staff-counts", &put),
            lines: points.iter().map(|point| line(visit, point)).collect(),
        }
    };
    let all = THEMES.into_iter().map(Some).chain([None]);
    all.map(of)
        .filter(|group| !group.lines.is_empty())
        .collect()
}

fn voice(visit: &Visit, voice: &VoiceV1) -> Voice {
    Voice {
        says: voice.says.clone(),
        pattern: Pattern::parse(&voice.pattern).map(|pattern| pattern.called(visit.words)),
        answer: voice.answer.clone(),
        felt: felt_said(visit, voice),
        when: day(visit, voice.begun()),
    }
}

async fn show(visit: Visit, act: Act) -> Answer {
    page(&visit, &act, Filled::default()).await
}

async fn page(visit: &Visit, act: &Act, filled: Filled) -> Answer {
    let words = visit.words;
    let (book, said) = (book(act).await?, voices(act).await?);
    let back = client_address(visit)?;
    let ticked = ticked(visit.form.fields());
    let once = RecordId::parse(filled.value("once")).unwrap_or_else(|| act.mint());
    let status = filled.status();
    let page = Overview {
        words,
        called: visit.floor.sign_ins.called(act).await?,
        title: words.say("thoughts-staff-title"),
        address: format!("{back}/thoughts"),
        back,
        damaged: book.damaged + said.damaged.len() > 0,
        groups: groups(visit, &book),
        voices: said
            .kept
            .iter()
            .map(|kept| voice(visit, &kept.value))
            .collect(),
        writes: act.access().may_write(),
        once: once.to_string(),
        filled,
        themes: theme_rows(words, &ticked),
        ticked: !ticked.is_empty(),
    };
    let mut response = staff(visit, &page.title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

async fn keep(visit: Visit, act: Act) -> Answer {
    let (once, about) = (once(&visit)?, themes(&visit)?);
    let mut filled = Filled::posted(&visit);
    let words = filled.line::<THOUGHT>(&visit, "thought");
    let value = believed(&mut filled, &visit, "believed");
    let (Ok(words), Ok(value)) = (words, value) else {
        return page(&visit, &act, filled).await;
    };
    let access = *act.access();
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let new = New {
                once,
                words: &words,
                about: &about,
                believed: value,
                readers: ReadersV1::Section,
            };
            async move {
                let happened = begin(&mut act, &new).await?;
                Ok::<_, Refused>((act, (), happened))
            }
        })
        .await?;
    if let Err(why) = done {
        let filled = refused(&visit, why)?;
        let act = Act::open(&visit.floor.vault, access).await?;
        return page(&visit, &act, filled).await;
    }
    let address = client_address(&visit)?;
    Ok(see_other(&format!("{address}/thoughts/{once}")))
}

/// A page of the desk, answered as its form stands.
pub(super) fn answered(visit: &Visit, title: &str, html: Html, wrong: bool) -> Response {
    let mut response = staff(visit, title, html, None);
    if wrong {
        *response.status_mut() = WRONG;
    }
    response
}
