//! What the client sent, for whoever treats them, with a card that two write at the desk; and the
//! lines of cards for people of the team and for a ward, who see those and nothing else.

use super::card::{offered, posted};
use super::shown::{
    CardShown, EntryShown, PatternsShown, card, entry, line_called, patterns_shown,
};
use crate::act::{Refused, everything, keep_card};
use crate::shared::{cards_for, quiet_shared};
use crate::stored::CardV1;
use askama::Template;
use axum::http::StatusCode;
use care::{Purpose, RecordId, Role, Section, Sections};
use pages::shell::{see_other, staff};
use pages::{Filled, Html, Purposes, Routes, Trouble, Verb, Visit, Words};
use sealed::{Act, ReadError, ReadersV1};

const READS: Sections = Sections::of(&[Section::Identity, Section::Work]);
const WRITES: Sections = READS;
const TEAM: Sections = Sections::of(&[Section::Identity, Section::Sessions]);
const WARD: Sections = Sections::of(&[Section::Identity, Section::CrisisPlan]);

const TREATING: Purposes = &[(Role::Therapist, Purpose::Treatment)];
const ON_TEAM: Purposes = &[
    (Role::Therapist, Purpose::Treatment),
    (Role::PeerSupporter, Purpose::Treatment),
    (Role::Facilitator, Purpose::Treatment),
    (Role::WardNurse, Purpose::Treatment),
];
const ON_WARD: Purposes = &[(Role::WardNurse, Purpose::Treatment)];

pub(crate) fn routes() -> Routes {
    let all = "/clients/{client}/triggers";
    let write = "/clients/{client}/triggers/card";
    let team = "/clients/{client}/triggers/shared";
    let ward = "/clients/{client}/triggers/ward";
    Routes::new()
        .record(Verb::Get, all, READS, TREATING, show)
        .record(Verb::Get, write, READS, TREATING, show_form)
        .record(Verb::Post, write, WRITES, TREATING, send)
        .record(Verb::Get, team, TEAM, ON_TEAM, show_lines)
        .record(Verb::Get, ward, WARD, ON_WARD, show_lines)
}

fn address(visit: &Visit) -> Result<String, Trouble> {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    Ok(format!("/clients/{client}"))
}

#[derive(Template)]
#[template(path = "triggers_staff.html")]
struct Page {
    words: Words,
    called: String,
    title: String,
    back: String,
    nothing: bool,
    damaged: bool,
    entries: Vec<EntryShown>,
    cards: Vec<CardShown>,
    patterns: Option<PatternsShown>,
    /// The words the client does not want to meet, if they sent them.
    quiet: Option<(Vec<String>, bool)>,
}

async fn show(visit: Visit, act: Act) -> pages::Answer {
    let words = visit.words;
    let found = everything(&act).await?;
    let called = visit.floor.sign_ins.called(&act).await?;
    let mut damaged = found.damaged > 0;
    let quiet = match quiet_shared(&act).await {
        Ok(quiet) => quiet.map(|quiet| (quiet.words, quiet.pictures)),
        Err(ReadError::Damaged(_)) => {
            damaged = true;
            None
        }
        Err(error) => return Err(error.into()),
    };
    let title = words.say("trigger-title");
    let some = !found.entries.is_empty();
    let page = Page {
        words,
        title: title.clone(),
        back: address(&visit)?,
        nothing: found.entries.is_empty() && found.cards.is_empty() && quiet.is_none(),
        damaged,
        entries: found
            .entries
            .iter()
            .map(|kept| entry(&visit, kept))
            .collect(),
        cards: found.cards.iter().map(|kept| card(words, kept)).collect(),
        patterns: some.then(|| patterns_shown(&visit, &found.entries)),
        quiet,
        called,
    };
    Ok(staff(&visit, &title, Html::of(&page), None))
}

#[derive(Template)]
#[template(path = "trigger_card_staff.html")]
struct Write {
    words: Words,
    called: String,
    back: String,
    card: String,
    seen: u32,
    filled: Filled,
    empty: bool,
    newer: bool,
}

/// A new card, or one that the client sent, named by `?card=`.
async fn show_form(visit: Visit, act: Act) -> pages::Answer {
    let (mut id, mut seen, mut filled) = (act.mint(), 0, Filled::default());
    if let Some(named) = visit.query("card") {
        let named = RecordId::parse(named).ok_or(Trouble::Nothing)?;
        let found = act.find::<CardV1>(named).await?;
        let kept = found
            .filter(|kept| !kept.value.gone)
            .ok_or(Trouble::Nothing)?;
        (id, seen) = (named, kept.version);
        filled = Filled::offered(&offered(&kept.value));
    }
    write_page(&visit, &act, (id, seen), filled, None).await
}

async fn write_page(
    visit: &Visit,
    act: &Act,
    (card, seen): (RecordId, u32),
    filled: Filled,
    refused: Option<&Refused>,
) -> pages::Answer {
    let words = visit.words;
    let page = Write {
        words,
        called: visit.floor.sign_ins.called(act).await?,
        back: format!("{}/triggers", address(visit)?),
        card: card.to_string(),
        seen,
        empty: matches!(refused, Some(Refused::Empty)),
        newer: matches!(refused, Some(Refused::Newer)),
        filled,
    };
    let status = page.filled.status();
    let title = words.say("trigger-card-title");
    let mut response = staff(visit, &title, Html::of(&page), None);
    *response.status_mut() = if refused.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        status
    };
    Ok(response)
}

async fn send(visit: Visit, act: Act) -> pages::Answer {
    let mut filled = Filled::posted(&visit);
    let new = posted(&visit, &mut filled, ReadersV1::Section)?;
    if filled.status() != StatusCode::OK {
        return write_page(&visit, &act, (new.card, new.seen), filled, None).await;
    }
    let access = *act.access();
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let new = &new;
            async move {
                let happened = keep_card(&mut act, new).await?;
                Ok::<_, Refused>((act, (), happened))
            }
        })
        .await?;
    match done {
        Ok(()) => Ok(see_other(&format!("{}/triggers", address(&visit)?))),
        Err(refused @ (Refused::Empty | Refused::Newer)) => {
            let act = Act::open(&visit.floor.vault, access).await?;
            let stands = act.find::<CardV1>(new.card).await?;
            let seen = stands.map_or(0, |kept| kept.version);
            write_page(&visit, &act, (new.card, seen), filled, Some(&refused)).await
        }
        Err(refused) => Err(refused.into()),
    }
}

#[derive(Template)]
#[template(path = "trigger_lines.html")]
struct Lines {
    words: Words,
    called: String,
    title: String,
    back: String,
    cards: Vec<Vec<(String, String)>>,
    damaged: bool,
}

/// The way back of whoever reads lines that were shared: of a team, not everyone has a page about the
/// client.
fn back(visit: &Visit) -> Result<String, Trouble> {
    match visit.who.asker.role {
        Role::PeerSupporter | Role::Facilitator => Ok("/caseload".to_owned()),
        _ => address(visit),
    }
}

async fn show_lines(visit: Visit, act: Act) -> pages::Answer {
    let words = visit.words;
    let found = cards_for(&act).await?;
    let title = words.say("trigger-lines-title");
    let cards = found.cards.into_iter().map(|card| {
        let lines = card.lines.into_iter();
        lines
            .map(|(line, said)| (line_called(words, line), said))
            .collect()
    });
    let page = Lines {
        words,
        called: visit.floor.sign_ins.called(&act).await?,
        title: title.clone(),
        back: back(&visit)?,
        cards: cards.collect(),
        damaged: found.damaged > 0,
    };
    Ok(staff(&visit, &title, Html::of(&page), None))
}
