//! Firsts, small steps and strengths: one line at a time, and all of them in one place. What is written
//! under strengths elsewhere stands beside them.

use super::home::unless_on;
use super::shown::{
    OPENS, about, day, drafted, kind_code, kind_of, once, past_day, readers_said, refused, when,
};
use crate::note::{NewNote, WORDS, delete_note, keep_note, notes, set_note_readers};
use crate::refused::Refused;
use crate::seams::{Sources, firsts, strengths};
use crate::stored::{NoteKindV1, NoteV1};
use askama::Template;
use care::{Happened, RecordId};
use pages::{ClientVisit, Filled, Html, Next, Place, Reader, Screens, Trouble, Words, draft};
use sealed::{Act, Kept, ReadersV1};
use std::sync::Arc;

/// The screens on which a line is written, and their drafts.
pub(super) const SCREENS: [&str; 3] = ["growth-first", "growth-step", "growth-strength"];
/// The screen with all of them.
const ALL: &str = "growth-all";

const fn screen(kind: NoteKindV1) -> &'static str {
    match kind {
        NoteKindV1::First => SCREENS[0],
        NoteKindV1::Step => SCREENS[1],
        NoteKindV1::Strength => SCREENS[2],
    }
}

pub(crate) fn screens(sources: &Sources) -> Screens {
    let sources = Arc::clone(sources);
    let mut screens = Screens::new();
    for kind in [NoteKindV1::First, NoteKindV1::Step, NoteKindV1::Strength] {
        screens = screens.screen(screen(kind), OPENS, move |visit, act| {
            show(visit, act, kind)
        });
    }
    screens
        .act("growth-note-send", OPENS, |visit, act| {
            keep(visit, act, ReadersV1::Section)
        })
        .act("growth-note-keep", OPENS, |visit, act| {
            keep(visit, act, ReadersV1::Nobody)
        })
        .screen(ALL, OPENS, move |visit, act| {
            show_all(visit, act, Arc::clone(&sources))
        })
        .act("growth-note-share", OPENS, |visit, act| {
            change(visit, act, Change::Readers(ReadersV1::Section))
        })
        .act("growth-note-take-back", OPENS, |visit, act| {
            change(visit, act, Change::Readers(ReadersV1::Nobody))
        })
        .act("growth-note-delete", OPENS, |visit, act| {
            change(visit, act, Change::Delete)
        })
}

/// A line as it is shown.
pub(super) struct Line {
    pub(super) id: RecordId,
    pub(super) kind: String,
    pub(super) words: String,
    pub(super) when: String,
    pub(super) readers: String,
    pub(super) sent: bool,
}

/// The lines, as they are shown to the client.
pub(super) fn lines(visit: &ClientVisit, reader: &Reader, kept: &[Kept<NoteV1>]) -> Vec<Line> {
    let words = visit.words;
    let line = |kept: &Kept<NoteV1>| Line {
        id: kept.record,
        kind: words.say(&format!("growth-{}", kind_code(kept.value.kind))),
        words: kept.value.words.clone(),
        when: day(visit, when(visit, &kept.value)),
        readers: readers_said(reader, words, kept.value.is_sent()),
        sent: kept.value.is_sent(),
    };
    kept.iter().map(line).collect()
}

#[derive(Template)]
#[template(path = "growth_note.html")]
struct Write {
    words: Words,
    reader: Reader,
    filled: Filled,
    once: String,
    kind: &'static str,
    title: String,
    label: String,
    /// A strength has no day.
    dated: bool,
}

async fn show(visit: ClientVisit, act: Act, kind: NoteKindV1) -> Result<Html, Trouble> {
    if let Some(asked) = unless_on(&visit, &act).await? {
        return Ok(asked);
    }
    let filled = drafted(&act, screen(kind), None).await?;
    html(&visit, act, kind, filled.unwrap_or_default()).await
}

async fn html(
    visit: &ClientVisit,
    mut act: Act,
    kind: NoteKindV1,
    filled: Filled,
) -> Result<Html, Trouble> {
    let (words, code) = (visit.words, kind_code(kind));
    let once = match RecordId::parse(filled.value("once")) {
        Some(once) if act.find::<NoteV1>(once).await?.is_none() => once,
        _ => act.mint(),
    };
    Ok(Html::of(&Write {
        words,
        reader: Reader::of(visit, &mut act, None).await?,
        filled,
        once: once.to_string(),
        kind: code,
        title: words.say(&format!("growth-{code}-title")),
        label: words.say(&format!("growth-{code}-ask")),
        dated: kind != NoteKindV1::Strength,
    }))
}

async fn keep(visit: ClientVisit, act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let once = once(&visit)?;
    let kind = visit.form.get("kind").and_then(kind_of);
    let kind = kind.ok_or(Trouble::NotUnderstood)?;
    let mut filled = Filled::posted(&visit);
    let words = filled.line::<WORDS>(&visit, "note");
    let day = past_day(&mut filled, &visit, "day");
    let (Ok(words), Ok(day)) = (words, day) else {
        return Ok(Next::Stay(html(&visit, act, kind, filled).await?));
    };
    let access = *act.access();
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let new = NewNote {
                once,
                kind,
                words: &words,
                day: day.clone(),
                readers,
            };
            async move {
                let happened = keep_note(&mut act, &new).await?;
                draft::forget(&mut act, screen(kind), None)?;
                Ok::<_, Refused>((act, (), happened))
            }
        })
        .await?;
    if let Err(why) = done {
        let filled = refused(&visit, why)?;
        let act = Act::open(&visit.floor.vault, access).await?;
        return Ok(Next::Stay(html(&visit, act, kind, filled).await?));
    }
    let said = match readers {
        ReadersV1::Section => "growth-sent",
        ReadersV1::Nobody => "growth-kept",
    };
    Ok(Next::Go(Place::at(super::home::GROWTH).saying(said)))
}

/// A kind with its lines.
struct Part {
    title: String,
    lines: Vec<Line>,
    /// What stands elsewhere, with its day.
    elsewhere: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "growth_all.html")]
struct All {
    words: Words,
    damaged: bool,
    parts: Vec<Part>,
    share: String,
}

async fn show_all(visit: ClientVisit, mut act: Act, sources: Sources) -> Result<Html, Trouble> {
    if let Some(asked) = unless_on(&visit, &act).await? {
        return Ok(asked);
    }
    let (words, listing) = (visit.words, notes(&act).await?);
    let told = |own: crate::Own| (own.words, day(&visit, own.at));
    let firsts: Vec<_> = firsts(&sources, &act)
        .await?
        .into_iter()
        .map(told)
        .collect();
    let theirs = strengths(&sources, &act).await?;
    let theirs: Vec<_> = theirs.into_iter().map(told).collect();
    let reader = Reader::of(&visit, &mut act, None).await?;
    let mut elsewhere = [firsts, Vec::new(), theirs].into_iter();
    let mut parts = Vec::new();
    for kind in [NoteKindV1::First, NoteKindV1::Step, NoteKindV1::Strength] {
        let of = listing.kept.iter().filter(|kept| kept.value.kind == kind);
        let of: Vec<_> = of.cloned().collect();
        parts.push(Part {
            title: words.say(&format!("growth-{}s", kind_code(kind))),
            lines: lines(&visit, &reader, &of),
            elsewhere: elsewhere.next().unwrap_or_default(),
        });
    }
    Ok(Html::of(&All {
        words,
        damaged: !listing.damaged.is_empty(),
        parts,
        share: reader.say("work-share"),
    }))
}

#[derive(Clone, Copy)]
enum Change {
    Readers(ReadersV1),
    Delete,
}

async fn change(visit: ClientVisit, act: Act, what: Change) -> Result<Next, Trouble> {
    let record = about(&visit)?;
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            let happened: Vec<Happened> = match what {
                Change::Readers(readers) => set_note_readers(&mut act, record, readers).await?,
                Change::Delete => {
                    delete_note(&mut act, record).await?;
                    Vec::new()
                }
            };
            Ok::<_, Refused>((act, (), happened))
        })
        .await?;
    done?;
    let said = match what {
        Change::Readers(ReadersV1::Section) => "growth-sent",
        Change::Readers(ReadersV1::Nobody) => "growth-taken-back",
        Change::Delete => "growth-deleted",
    };
    Ok(Next::Go(Place::at(ALL).saying(said)))
}
