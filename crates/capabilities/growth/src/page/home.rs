//! Whether the client wants this at all, and the first screen once they do.

use super::chapters::{CHAPTER, forget_drafts};
use super::notes::{self, Line};
use super::shown::OPENS;
use crate::choice::{choice, delete_all, set_choice};
use crate::note::notes as all_notes;
use crate::refused::Refused;
use crate::seams::{Sources, strengths};
use crate::stored::OnV1;
use crate::story::story;
use askama::Template;
use pages::{ClientVisit, Html, Next, Place, Reader, Screens, Trouble, Words, draft};
use sealed::Act;
use std::sync::Arc;

/// The screen's name.
pub(super) const GROWTH: &str = "growth";
/// Where turning it off is asked.
const OFF: &str = "growth-off";
/// How many lines the first screen shows; the others are one step away.
const FEW: usize = 3;

pub(crate) fn screens(sources: &Sources) -> Screens {
    let sources = Arc::clone(sources);
    Screens::new()
        .screen(GROWTH, OPENS, move |visit, act| {
            show(visit, act, Arc::clone(&sources))
        })
        .screen(OFF, OPENS, show_off)
        .act("growth-on", OPENS, |visit, act| {
            choose(visit, act, OnV1::On)
        })
        .act("growth-no", OPENS, |visit, act| {
            choose(visit, act, OnV1::No)
        })
        .act("growth-off-keep", OPENS, |visit, act| {
            choose(visit, act, OnV1::Off)
        })
        .act("growth-off-delete", OPENS, delete)
}

#[derive(Template)]
#[template(path = "growth_asked.html")]
struct Asked {
    words: Words,
    /// Whether it was never asked: then both answers stand there once.
    first: bool,
}

/// What stands there while it is not on; nothing where it is.
pub(super) async fn unless_on(visit: &ClientVisit, act: &Act) -> Result<Option<Html>, Trouble> {
    let chosen = choice(act).await?;
    if chosen == Some(OnV1::On) {
        return Ok(None);
    }
    Ok(Some(Html::of(&Asked {
        words: visit.words,
        first: chosen.is_none(),
    })))
}

#[derive(Template)]
#[template(path = "growth.html")]
struct Growth {
    words: Words,
    damaged: bool,
    lines: Vec<Line>,
    more: bool,
    chapters: Vec<String>,
    measures: bool,
}

async fn show(visit: ClientVisit, mut act: Act, sources: Sources) -> Result<Html, Trouble> {
    if let Some(asked) = unless_on(&visit, &act).await? {
        return Ok(asked);
    }
    let (listing, story) = (all_notes(&act).await?, story(&act).await?);
    let elsewhere = strengths(&sources, &act).await?.is_empty();
    let reader = Reader::of(&visit, &mut act, None).await?;
    let mut lines = notes::lines(&visit, &reader, &listing.kept);
    let more = lines.len() > FEW || !elsewhere;
    lines.truncate(FEW);
    let untitled = visit.words.say("growth-untitled");
    let title = |title: &str| match title {
        "" => untitled.clone(),
        title => title.to_owned(),
    };
    let chapters = story.chapters.iter();
    Ok(Html::of(&Growth {
        words: visit.words,
        damaged: !listing.damaged.is_empty() || story.damaged > 0,
        more,
        lines,
        chapters: chapters.map(|one| title(&one.newest.value.title)).collect(),
        measures: visit.has("measures"),
    }))
}

#[derive(Template)]
#[template(path = "growth_off.html")]
struct Off {
    words: Words,
}

async fn show_off(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    if let Some(asked) = unless_on(&visit, &act).await? {
        return Ok(asked);
    }
    Ok(Html::of(&Off { words: visit.words }))
}

async fn choose(visit: ClientVisit, act: Act, on: OnV1) -> Result<Next, Trouble> {
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            set_choice(&mut act, on).await?;
            Ok::<_, Refused>((act, (), Vec::new()))
        })
        .await?;
    done?;
    let said = match on {
        OnV1::On => "growth-is-on",
        OnV1::Off => "growth-is-kept",
        OnV1::No => "growth-is-no",
    };
    Ok(Next::Go(Place::at(GROWTH).saying(said)))
}

/// Everything goes, what is half written too.
async fn delete(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            forget_drafts(&mut act).await?;
            for screen in notes::SCREENS {
                draft::forget(&mut act, screen, None)?;
            }
            draft::forget(&mut act, CHAPTER, None)?;
            delete_all(&mut act).await?;
            Ok::<_, Refused>((act, (), Vec::new()))
        })
        .await?;
    done?;
    Ok(Next::Go(Place::at(GROWTH).saying("growth-is-deleted")))
}
