//! One note: what it says, what it said before and why that was set right, and what the client said
//! beside it.

use super::shown::{Beside, Version, beside, damaged, held, wordings};
use super::{READERS, READS, WRITERS, WRITES, address, named, which};
use crate::progress::act::{ProgressRefused, share_now, versions};
use crate::progress::beside::{SAID_MOST, answer, besides};
use askama::Template;
use pages::layout::{Notice, Tone};
use pages::shell::{see_other, staff};
use pages::{Answer, Filled, Html, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;

pub(super) fn routes() -> Routes {
    let one = "/clients/{client}/notes/{note}";
    let share = "/clients/{client}/notes/{note}/share";
    let answers = "/clients/{client}/notes/{note}/answer";
    Routes::new()
        .record(Verb::Get, one, READS, READERS, show)
        .record(Verb::Post, share, WRITES, WRITERS, share_it)
        .record(Verb::Post, answers, WRITES, WRITERS, keep_answer)
}

struct Answerable {
    said: Beside,
    /// Whether what was typed as an answer belongs to this one.
    typed: bool,
}

#[derive(Template)]
#[template(path = "progress_one.html")]
struct One {
    words: Words,
    called: String,
    back: String,
    address: String,
    title: String,
    /// What it says now; nothing for someone who looks by the client's leave while the client waits
    /// for it.
    newest: Option<Version>,
    before: Vec<Version>,
    held: Option<String>,
    beside: Vec<Answerable>,
    damaged: Option<String>,
    writes: bool,
    filled: Filled,
}

async fn page(visit: &Visit, act: &Act, filled: Filled) -> Answer {
    let (words, back, note) = (visit.words, address(visit)?, which(visit)?);
    let history = versions(act, note).await?;
    let newest = &history.last().ok_or(Trouble::Nothing)?.value;
    let writes = act.access().may_write();
    let waits = newest.held_at(visit.now);
    let shown = if waits.is_some() && !writes {
        &[][..]
    } else {
        &history
    };
    let mut all = wordings(visit, shown).await?.into_iter();
    let all_said = besides(act).await?;
    let typed = named(visit, "said").map(|id| id.to_string());
    let said = beside(visit, &all_said, note, false).await?;
    let status = filled.status();
    let page = One {
        words,
        called: visit.floor.sign_ins.called(act).await?,
        address: format!("{back}/{note}"),
        back,
        title: visit.day_and_time(newest.about()),
        held: waits.map(|waits| held(visit, waits, false)),
        newest: all.next(),
        before: all.collect(),
        beside: said
            .into_iter()
            .map(|said| Answerable {
                typed: typed.as_ref() == Some(&said.record),
                said,
            })
            .collect(),
        damaged: damaged(words, all_said.damaged),
        writes,
        filled,
    };
    let done = match visit.query("done") {
        Some("yes") if page.held.is_some() => Some("progress-done-held"),
        Some("yes") => Some("progress-done"),
        Some("answered") => Some("progress-answer-kept"),
        _ => None,
    };
    let notice = done.map(|key| Notice {
        tone: Tone::Kept,
        words: words.say(key),
    });
    let title = words.say("progress-title");
    let mut response = staff(visit, &title, Html::of(&page), notice);
    *response.status_mut() = status;
    Ok(response)
}

async fn show(visit: Visit, act: Act) -> Answer {
    page(&visit, &act, Filled::default()).await
}

async fn share_it(visit: Visit, act: Act) -> Answer {
    let note = which(&visit)?;
    let outcome = visit
        .floor
        .attempt(act, |mut act| async move {
            let happened = share_now(&mut act, note).await?;
            Ok::<_, ProgressRefused>((act, (), happened))
        })
        .await?;
    outcome?;
    Ok(see_other(&format!("{}/{note}?done=yes", address(&visit)?)))
}

async fn keep_answer(visit: Visit, act: Act) -> Answer {
    let note = which(&visit)?;
    let said = named(&visit, "said").ok_or(Trouble::NotUnderstood)?;
    let mut filled = Filled::posted(&visit);
    let words = filled.line::<SAID_MOST>(&visit, "words");
    let changed = match visit.form.get("changed") {
        Some("yes") => Some(true),
        Some("no") => Some(false),
        _ => None,
    };
    if changed.is_none() {
        filled.tell("changed", visit.words.say("progress-choose"));
    }
    let (Ok(words), Some(changed)) = (words, changed) else {
        return page(&visit, &act, filled).await;
    };
    let access = *act.access();
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let words = &words;
            async move {
                let happened = answer(&mut act, said, changed, words).await?;
                Ok((act, (), happened))
            }
        })
        .await?;
    match outcome {
        Ok(()) => Ok(see_other(&format!(
            "{}/{note}?done=answered",
            address(&visit)?
        ))),
        Err(ProgressRefused::Answered) => {
            let act = Act::open(&visit.floor.vault, access).await?;
            filled.notice = Some(visit.words.say("progress-answered-meanwhile"));
            page(&visit, &act, filled).await
        }
        Err(refused) => Err(refused.into()),
    }
}
