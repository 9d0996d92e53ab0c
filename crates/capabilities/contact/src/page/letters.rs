//! What a lead sees of what could not be delivered: by which way, since when and why. Not what it
//! said, for it said nothing; and to whom only as far as they may know of that person at all.

use crate::letters::LetterV1;
use crate::outward::Outward;
use crate::rules::Way;
use askama::Template;
use care::{Moment, Purpose, RecordId, Role, Section, Sections};
use pages::layout::{Notice, Tone};
use pages::shell::{see_other, staff};
use pages::{Answer, Html, Routes, Trouble, Verb, Visit, Words};
use sealed::Kept;
use std::sync::Arc;

const LEAD: &[Role] = &[Role::ServiceLead];

pub(super) fn routes(outward: &Arc<Outward>) -> Routes {
    let outward = Arc::clone(outward);
    Routes::new()
        .role(Verb::Get, "/letters", LEAD, show)
        .role(Verb::Post, "/letters/{letter}/again", LEAD, move |visit| {
            again(visit, Arc::clone(&outward))
        })
        .role(Verb::Post, "/letters/{letter}/drop", LEAD, forget)
}

struct Line {
    id: String,
    said: String,
    why: String,
    to: String,
}

#[derive(Template)]
#[template(path = "letters.html")]
struct Page {
    words: Words,
    lines: Vec<Line>,
    damaged: usize,
}

/// Whether the lead may know of this person. Whom a client does not exist for sees no letter of
/// theirs, here as elsewhere.
async fn may_know(visit: &Visit, letter: &LetterV1) -> Result<bool, Trouble> {
    let names = Sections::of(&[Section::Identity]);
    let vault = &visit.floor.vault;
    let decided = vault
        .decide(visit.who.asker, letter.client(), names, Purpose::Assignment)
        .await?;
    Ok(decided.is_ok())
}

fn line(visit: &Visit, kept: &Kept<LetterV1>) -> Line {
    let (words, letter) = (visit.words, &kept.value);
    let way = Way::from_number(letter.way).map_or("mail", Way::code);
    let way = words.say(&format!("reach-{way}"));
    let queued = visit.day_and_time(Moment::from_millis(letter.queued_at));
    let given_up = visit.day_and_time(Moment::from_millis(letter.given_up_at));
    Line {
        id: kept.record.to_string(),
        said: words.say_with(
            "letters-line",
            &[
                ("way", (&way).into()),
                ("queued", (&queued).into()),
                ("given-up", (&given_up).into()),
            ],
        ),
        why: words.say_with(
            &format!("letters-why-{}", letter.why.code()),
            &[("tries", letter.tries.into())],
        ),
        to: format!("/people/clients/{}", letter.client()),
    }
}

async fn show(visit: Visit) -> Answer {
    let listing = visit.floor.vault.directory_all::<LetterV1>().await?;
    let mut lines = Vec::new();
    for kept in &listing.kept {
        if may_know(&visit, &kept.value).await? {
            lines.push(line(&visit, kept));
        }
    }
    let words = visit.words;
    let said = match visit.query("done") {
        Some("again") => Some("letters-again-done"),
        Some("dropped") => Some("letters-dropped"),
        Some("no") => Some("letters-no"),
        _ => None,
    };
    let notice = said.map(|key| Notice {
        tone: Tone::Kept,
        words: words.say(key),
    });
    let page = Page {
        words,
        lines,
        damaged: listing.damaged.len(),
    };
    let title = words.say("letters-title");
    Ok(staff(&visit, &title, Html::of(&page), notice))
}

async fn found(visit: &Visit) -> Result<Kept<LetterV1>, Trouble> {
    let id = visit.path("letter").and_then(RecordId::parse);
    let id = id.ok_or(Trouble::Nothing)?;
    let kept = visit.floor.vault.directory_find::<LetterV1>(id).await?;
    let kept = kept.ok_or(Trouble::Nothing)?;
    if may_know(visit, &kept.value).await? {
        Ok(kept)
    } else {
        Err(Trouble::Nothing)
    }
}

/// Sends it again at the next hour the person allows. If they do not allow it any more it goes.
async fn again(visit: Visit, outward: Arc<Outward>) -> Answer {
    let kept = found(&visit).await?;
    let vault = &visit.floor.vault;
    let _held = outward.gate.hold(kept.value.client()).await;
    let to = kept.value.to();
    let next = match kept.value.errand() {
        Some((errand, reason)) if outward.mail_from.is_some() => {
            let next = outward.next(vault, to, reason).await?;
            next.map(|next| (errand, next))
        }
        _ => None,
    };
    let Some((errand, next)) = next else {
        drop_letter(&visit, kept.record).await?;
        return Ok(see_other("/letters?done=no"));
    };
    let queued = vault.take_up(kept.record, to, errand, next).await;
    queued.map_err(|error| Trouble::Fault(error.to_string()))?;
    Ok(see_other("/letters?done=again"))
}

async fn drop_letter(visit: &Visit, letter: RecordId) -> Result<(), Trouble> {
    let mut change = visit.floor.vault.directory_change();
    change.forget(letter).await?;
    Ok(change.done().await?)
}

async fn forget(visit: Visit) -> Answer {
    let kept = found(&visit).await?;
    drop_letter(&visit, kept.record).await?;
    Ok(see_other("/letters?done=dropped"))
}
