//! Firsts and small steps beside the dates of the relationship: one after the other, nothing drawn from
//! it, nothing counted.

use super::home::unless_on;
use super::shown::{day, when};
use crate::note::notes;
use crate::seams::{Dates, Sources, firsts};
use crate::stored::NoteKindV1;
use askama::Template;
use care::{Moment, Section, Sections};
use pages::{ClientVisit, Html, Screens, Trouble, Words};
use sealed::Act;
use std::sync::Arc;

/// The screen's name.
const TOGETHER: &str = "growth-together";
/// What the dates rest on.
const OPENS: Sections = Sections::of(&[
    Section::Work,
    Section::Consent,
    Section::Drafts,
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
]);

pub(crate) fn screens(sources: &Sources, dates: &Arc<dyn Dates>) -> Screens {
    let seams = (Arc::clone(sources), Arc::clone(dates));
    Screens::new().screen(TOGETHER, OPENS, move |visit, act| {
        show(visit, act, seams.clone())
    })
}

struct Mark {
    when: String,
    words: String,
    kicker: String,
    own: bool,
}

#[derive(Template)]
#[template(path = "growth_together.html")]
struct Together {
    words: Words,
    damaged: bool,
    marks: Vec<Mark>,
}

async fn show(
    visit: ClientVisit,
    act: Act,
    seams: (Sources, Arc<dyn Dates>),
) -> Result<Html, Trouble> {
    if let Some(asked) = unless_on(&visit, &act).await? {
        return Ok(asked);
    }
    let (words, listing) = (visit.words, notes(&act).await?);
    let (sources, dates) = seams;
    let (first, step) = (words.say("growth-first"), words.say("growth-step"));
    let mut all: Vec<(Moment, String, String, bool)> = Vec::new();
    for kept in &listing.kept {
        let kicker = match kept.value.kind {
            NoteKindV1::First => first.clone(),
            NoteKindV1::Step => step.clone(),
            NoteKindV1::Strength => continue,
        };
        let at = when(&visit, &kept.value);
        all.push((at, kept.value.words.clone(), kicker, true));
    }
    for own in firsts(&sources, &act).await? {
        all.push((own.at, own.words, first.clone(), true));
    }
    let ours = words.say("growth-ours");
    for one in dates.dates(&act, words).await? {
        all.push((one.at, one.words, ours.clone(), false));
    }
    all.sort_by_key(|(at, ..)| *at);
    let mark = |(at, said, kicker, own)| Mark {
        when: day(&visit, at),
        words: said,
        kicker,
        own,
    };
    Ok(Html::of(&Together {
        words,
        damaged: !listing.damaged.is_empty(),
        marks: all.into_iter().map(mark).collect(),
    }))
}
