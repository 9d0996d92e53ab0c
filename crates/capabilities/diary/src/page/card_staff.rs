//! The card on the therapist's desk, to be written with the client beside them.

use super::editor;
use super::shown::card_trouble;
use super::staff::{READS, WRITERS, address};
use crate::card::{Card, CardRefused, Editor, StateV1, card, drop, proposal, starting, write};
use askama::Template;
use axum::http::StatusCode;
use care::{RecordId, Section, Sections};
use pages::shell::{see_other, staff};
use pages::{Html, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;

const WRITES: Sections = Sections::of(&[Section::Identity, Section::Work, Section::Overview]);

pub(crate) fn routes() -> Routes {
    let one = "/clients/{client}/diary/card";
    let proposed = "/clients/{client}/diary/proposed";
    Routes::new()
        .record(Verb::Get, one, READS, WRITERS, show)
        .record(Verb::Post, one, WRITES, WRITERS, save)
        .record(Verb::Get, proposed, READS, WRITERS, show_proposed)
        .record(Verb::Post, proposed, WRITES, WRITERS, stays)
}

#[derive(Template)]
#[template(path = "diary_staff_card.html")]
struct CardPage {
    words: Words,
    title: String,
    called: String,
    back: String,
    address: String,
    number: u16,
    about: String,
    notice: Option<String>,
    /// The client's proposal that this begins with.
    takes_up: Option<String>,
    editor: Html,
}

/// The card as it is put together.
struct Stands {
    editor: Editor,
    takes_up: Option<RecordId>,
    notice: Option<&'static str>,
}

async fn show(visit: Visit, act: Act) -> pages::Answer {
    let card = card(&act).await?;
    let items = card.now().map_or_else(starting, |card| card.items.clone());
    let stands = Stands {
        editor: Editor::of(&items, visit.words),
        takes_up: None,
        notice: None,
    };
    page(&visit, &act, &card, stands, StatusCode::OK).await
}

/// The card as the client would have it, to be changed and saved together.
async fn show_proposed(visit: Visit, act: Act) -> pages::Answer {
    let card = card(&act).await?;
    let waits = proposal(&act).await?;
    let kept = waits.filter(|kept| kept.value.state == StateV1::Waits);
    let kept = kept.ok_or(Trouble::Nothing)?;
    let stands = Stands {
        editor: Editor::of(&kept.value.items, visit.words),
        takes_up: Some(kept.record),
        notice: (kept.value.from != card.number()).then_some("diary-staff-proposed-older"),
    };
    page(&visit, &act, &card, stands, StatusCode::OK).await
}

async fn page(
    visit: &Visit,
    act: &Act,
    card: &Card,
    stands: Stands,
    status: StatusCode,
) -> pages::Answer {
    let words = visit.words;
    let called = visit.floor.sign_ins.called(act).await?;
    let (back, _) = address(visit)?;
    let key = if card.now().is_some() {
        "diary-staff-card-about"
    } else {
        "diary-staff-card-first"
    };
    let title = words.say("diary-staff-card");
    let page = CardPage {
        words,
        title: title.clone(),
        called,
        address: format!("{back}/card"),
        back,
        number: card.number(),
        about: words.say(key),
        notice: stands.notice.map(|key| words.say(key)),
        takes_up: stands.takes_up.map(|id| id.to_string()),
        editor: editor::html(&stands.editor, "turn", words),
    };
    let mut response = staff(visit, &title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

async fn save(visit: Visit, act: Act) -> pages::Answer {
    let words = visit.words;
    let card = card(&act).await?;
    let editor = Editor::sent(visit.form.fields(), &card);
    let takes_up = visit.form.get("takes-up").and_then(RecordId::parse);
    let again = |editor, notice| Stands {
        editor,
        takes_up,
        notice,
    };
    if visit.form.get("do") == Some("turn") {
        return page(&visit, &act, &card, again(editor, None), StatusCode::OK).await;
    }
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let items = match editor.clone().items(&card, words) {
        Ok(items) => items,
        Err(editor) => return page(&visit, &act, &card, again(*editor, None), wrong).await,
    };
    let seen = visit.form.get("seen").and_then(|seen| seen.parse().ok());
    let seen: u16 = seen.ok_or(Trouble::NotUnderstood)?;
    let access = *act.access();
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let items = items.clone();
            async move {
                let happened = write(&mut act, seen, items, takes_up).await?;
                Ok::<_, CardRefused>((act, (), happened))
            }
        })
        .await?;
    let notice = match outcome {
        Ok(()) => return Ok(see_other(&address(&visit)?.0)),
        Err(CardRefused::Empty) => "diary-card-empty",
        Err(CardRefused::TooMany) => "diary-card-too-many",
        Err(CardRefused::Newer) => "diary-card-newer",
        Err(refused) => return Err(card_trouble(refused)),
    };
    let act = Act::open(&visit.floor.vault, access).await?;
    let newest = crate::card::card(&act).await?;
    page(&visit, &act, &newest, again(editor, Some(notice)), wrong).await
}

/// The two talked about it, and the card stays as it is.
async fn stays(visit: Visit, act: Act) -> pages::Answer {
    let outcome = visit
        .floor
        .attempt(act, |mut act| async move {
            drop(&mut act).await?;
            Ok::<_, CardRefused>((act, (), Vec::new()))
        })
        .await?;
    outcome.map_err(card_trouble)?;
    Ok(see_other(&address(&visit)?.0))
}
