//! The client's screen `notes`: what was written about the meetings, one note with what the client
//! says beside it, and asking for a change.

use super::named;
use super::shown::{Beside, Version, beside, damaged, held, name, wordings};
use crate::progress::act::{ProgressRefused, progress, versions};
use crate::progress::beside::{SAID_MOST, besides, say_beside, take_back};
use crate::progress::stored::WishV1;
use crate::together::together;
use askama::Template;
use care::{Line, RecordId, Section, Sections};
use pages::{ClientVisit, Html, Next, Place, Screens, Trouble, Words, draft, wrong_words};
use sealed::Act;

/// The screen's name, and that of the draft on it.
const NOTES: &str = "notes";
const READS: Sections = Sections::of(&[Section::Notes, Section::Sessions, Section::Drafts]);
/// Consent: so that those who treat them hear that something was said.
const WRITES: Sections = Sections::of(&[
    Section::Notes,
    Section::Overview,
    Section::Consent,
    Section::Drafts,
]);

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(NOTES, READS, show)
        .act("note-beside", WRITES, say)
        .act("note-beside-back", WRITES, back)
}

struct Listed {
    record: String,
    when: String,
    by: String,
    held: Option<String>,
    said: bool,
}

#[derive(Template)]
#[template(path = "my_notes.html")]
struct List {
    words: Words,
    notes: Vec<Listed>,
    damaged: Option<String>,
    together: bool,
}

#[derive(Template)]
#[template(path = "my_note.html")]
struct One {
    words: Words,
    record: String,
    title: String,
    /// That and why it is read later, and until when; then nothing of it is shown.
    held: Option<String>,
    versions: Vec<Version>,
    beside: Vec<Beside>,
    damaged: Option<String>,
    once: String,
    typed: String,
    wants_change: bool,
    wrong: Option<String>,
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    match visit.place.about {
        None => list(&visit, &act).await,
        Some(note) => {
            let fields = draft::load(&act, NOTES, Some(note)).await?;
            one(&visit, &act, note, (&fields, None)).await
        }
    }
}

async fn list(visit: &ClientVisit, act: &Act) -> Result<Html, Trouble> {
    let (found, said) = (progress(act).await?, besides(act).await?);
    let mut notes = Vec::new();
    for kept in &found.open {
        let note = &kept.value;
        let waits = note.held_at(visit.now);
        notes.push(Listed {
            record: kept.record.to_string(),
            when: visit.day_and_time(note.about()),
            by: name(visit, note.by).await?,
            held: waits.map(|waits| held(visit, waits, true)),
            said: said.of(kept.record).next().is_some(),
        });
    }
    Ok(Html::of(&List {
        words: visit.words,
        notes,
        damaged: damaged(visit.words, found.damaged + said.damaged),
        together: visit.has(crate::together::TOGETHER) && !together(act).await?.is_empty(),
    }))
}

async fn one(
    visit: &ClientVisit,
    act: &Act,
    note: RecordId,
    (fields, wrong): (&[(String, String)], Option<String>),
) -> Result<Html, Trouble> {
    let field = |name: &str| {
        let found = fields.iter().find(|(field, _)| field == name);
        found.map_or("", |(_, value)| value)
    };
    let history = versions(act, note).await?;
    let newest = &history.last().ok_or(Trouble::Nothing)?.value;
    let waits = newest.held_at(visit.now);
    let shown = if waits.is_some() { &[][..] } else { &history };
    let said = besides(act).await?;
    let once = RecordId::parse(field("once")).unwrap_or_else(|| act.mint());
    Ok(Html::of(&One {
        words: visit.words,
        record: note.to_string(),
        title: visit.day_and_time(newest.about()),
        held: waits.map(|waits| held(visit, waits, true)),
        versions: wordings(visit, shown).await?,
        beside: beside(visit, &said, note, true).await?,
        damaged: damaged(visit.words, said.damaged),
        once: once.to_string(),
        typed: field("own-words").to_owned(),
        wants_change: field("wish") == "change",
        wrong,
    }))
}

async fn say(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let once = named(&visit, "once").ok_or(Trouble::NotUnderstood)?;
    let note = named(&visit, "about").ok_or(Trouble::NotUnderstood)?;
    let typed = visit.form.get("own-words").unwrap_or_default();
    let words = match Line::<SAID_MOST>::parse(typed) {
        Ok(words) => words,
        Err(wrong) => {
            let said = Some(wrong_words(wrong, visit.words));
            let shown = one(&visit, &act, note, (visit.form.fields(), said)).await?;
            return Ok(Next::Stay(shown));
        }
    };
    let wish = match visit.form.get("wish") {
        Some("change") => WishV1::Change,
        _ => WishV1::Beside,
    };
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let words = &words;
            async move {
                let happened = say_beside(&mut act, once, note, (words, wish)).await?;
                draft::forget(&mut act, NOTES, Some(note))?;
                Ok::<_, ProgressRefused>((act, (), happened))
            }
        })
        .await?;
    outcome?;
    let place = Place::at(NOTES).about(note);
    Ok(Next::Go(place.saying("progress-beside-kept")))
}

async fn back(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let said = named(&visit, "said").ok_or(Trouble::NotUnderstood)?;
    let note = named(&visit, "about").ok_or(Trouble::NotUnderstood)?;
    let outcome = visit
        .floor
        .attempt(act, |mut act| async move {
            take_back(&mut act, said).await?;
            Ok::<_, ProgressRefused>((act, (), Vec::new()))
        })
        .await?;
    outcome?;
    let place = Place::at(NOTES).about(note);
    Ok(Next::Go(place.saying("progress-beside-taken-back")))
}
