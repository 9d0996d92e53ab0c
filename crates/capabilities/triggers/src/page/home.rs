//! The client's first screen of it, everything written down, one entry, and what comes together.

use super::shown::{CardShown, EntryShown, PatternsShown, card, entry, patterns_shown};
use crate::act::{Refused, everything, say_who_reads_entry, take_out};
use crate::stored::SetOffV1;
use askama::Template;
use care::{RecordId, Section, Sections};
use pages::{ClientVisit, Html, Next, Place, Reader, Screens, Trouble, Words};
use sealed::{Act, ReadersV1};

/// The first screen.
pub(crate) const TRIGGERS: &str = "triggers";
/// One entry.
const ENTRY: &str = "trigger-entry";

pub(crate) const READS: Sections =
    Sections::of(&[Section::Work, Section::Consent, Section::Drafts]);

/// How many entries stand on the first screen.
const FEW: usize = 5;

pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(TRIGGERS, READS, |visit, act| list(visit, act, false))
        .screen("trigger-entries", READS, |visit, act| {
            list(visit, act, true)
        })
        .screen("trigger-patterns", READS, show_patterns)
        .screen(ENTRY, READS, show_entry)
        .act("trigger-entry-send", READS, |visit, act| {
            say(visit, act, ReadersV1::Section)
        })
        .act("trigger-entry-keep", READS, |visit, act| {
            say(visit, act, ReadersV1::Nobody)
        })
        .act("trigger-entry-out", READS, out)
}

#[derive(Template)]
#[template(path = "triggers.html")]
struct Home {
    words: Words,
    all: bool,
    entries: Vec<EntryShown>,
    /// Whether there are more than stand here.
    more: bool,
    cards: Vec<CardShown>,
    damaged: bool,
}

async fn list(visit: ClientVisit, act: Act, all: bool) -> Result<Html, Trouble> {
    let found = everything(&act).await?;
    let most = if all { usize::MAX } else { FEW };
    let entries = found.entries.iter().take(most);
    let cards = found.cards.iter().take(if all { 0 } else { usize::MAX });
    Ok(Html::of(&Home {
        words: visit.words,
        all,
        more: found.entries.len() > most,
        entries: entries.map(|kept| entry(&visit, kept)).collect(),
        cards: cards.map(|kept| card(visit.words, kept)).collect(),
        damaged: found.damaged > 0,
    }))
}

#[derive(Template)]
#[template(path = "trigger_patterns.html")]
struct Patterns {
    words: Words,
    found: PatternsShown,
    none: bool,
    damaged: bool,
}

async fn show_patterns(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let found = everything(&act).await?;
    Ok(Html::of(&Patterns {
        words: visit.words,
        none: found.entries.is_empty(),
        damaged: found.damaged > 0,
        found: patterns_shown(&visit, &found.entries),
    }))
}

#[derive(Template)]
#[template(path = "trigger_entry.html")]
struct One {
    words: Words,
    entry: EntryShown,
    reader: Reader,
}

async fn show_entry(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let id = visit.place.about.ok_or(Trouble::Nothing)?;
    let found = act.find::<SetOffV1>(id).await?;
    let kept = found
        .filter(|kept| !kept.value.gone)
        .ok_or(Trouble::Nothing)?;
    Ok(Html::of(&One {
        words: visit.words,
        entry: entry(&visit, &kept),
        reader: Reader::of(&visit, &mut act, None).await?,
    }))
}

/// The record a form is about.
pub(crate) fn about(visit: &ClientVisit) -> Result<RecordId, Trouble> {
    let named = visit.form.get("about").and_then(RecordId::parse);
    named.ok_or(Trouble::NotUnderstood)
}

async fn say(visit: ClientVisit, act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let id = about(&visit)?;
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            let happened = say_who_reads_entry(&mut act, id, readers).await?;
            Ok::<_, Refused>((act, (), happened))
        })
        .await?;
    done?;
    let said = match readers {
        ReadersV1::Section => "trigger-sent",
        ReadersV1::Nobody => "trigger-taken-back",
    };
    Ok(Next::Go(Place::at(ENTRY).about(id).saying(said)))
}

async fn out(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let id = about(&visit)?;
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            take_out(&mut act, id).await?;
            Ok::<_, Refused>((act, (), Vec::new()))
        })
        .await?;
    done?;
    Ok(Next::Go(Place::at(TRIGGERS).saying("trigger-out-done")))
}
