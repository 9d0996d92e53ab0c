//! The client's screen to write on. Before a word is written it says who will read it, by when an
//! answer comes, and what to do if it cannot wait.

use super::client::MESSAGES;
use super::shown::{files_left, name_of, names_said, what_can_be_sent, wrong_file};
use crate::act::{New, Refused, send};
use crate::file::ready;
use crate::message::{MOST, MessageV1};
use crate::readers::readers;
use crate::replies::{ReplyTimes, Within};
use askama::Template;
use care::{Line, RecordId, Section, Sections};
use pages::{ClientVisit, Html, Next, Place, Screens, Trouble, Words, draft, wrong_words};
use sealed::Act;
use std::sync::Arc;

/// The screen's name, and that of its draft.
const WRITE: &str = "write-message";
/// The screen of the plan for hard days, where the service has it.
const PLAN: &str = "crisis-plan";

/// The relationship: by when an answer comes, and the promise that it does. Consent: who reads it.
const OPENS: Sections = Sections::of(&[
    Section::Messages,
    Section::Overview,
    Section::Relationship,
    Section::Consent,
    Section::Drafts,
]);

pub(crate) fn screens(times: &Arc<dyn ReplyTimes>) -> Screens {
    let (look, write) = (Arc::clone(times), Arc::clone(times));
    Screens::new()
        .screen(WRITE, OPENS, move |visit, act| {
            show(visit, act, Arc::clone(&look))
        })
        .act_with_files("message-send", OPENS, move |visit, act| {
            keep(visit, act, Arc::clone(&write))
        })
}

#[derive(Template)]
#[template(path = "message_write.html")]
struct Write {
    words: Words,
    once: String,
    /// Who reads it; none where nobody would.
    readers: Option<String>,
    by_when: String,
    urgent: String,
    plan: bool,
    typed: String,
    files_hint: String,
    words_wrong: Option<String>,
    files_wrong: Option<String>,
    /// That a message was sent from this page before.
    another: bool,
}

fn field<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    let found = fields.iter().find(|(field, _)| field == name);
    found.map_or("", |(_, value)| value)
}

async fn page(
    visit: &ClientVisit,
    act: &mut Act,
    times: &dyn ReplyTimes,
    fields: &[(String, String)],
) -> Result<Write, Trouble> {
    let words = visit.words;
    let who = readers(act).await?;
    let mut names = Vec::new();
    for person in who.therapists.iter().chain(&who.others) {
        names.push(name_of(visit, *person).await?);
    }
    let read = (!who.therapists.is_empty()).then(|| {
        let all = names_said(words, &names);
        words.say_with("messages-readers", &[("names", (&all).into())])
    });
    let within = times.reply_within(act).await?;
    // The id that the page was opened with, unless something was sent under it since.
    let once = match RecordId::parse(field(fields, "once")) {
        Some(once) if act.find::<MessageV1>(once).await?.is_none() => once,
        _ => act.mint(),
    };
    let urgent = visit.floor.settings.cover.urgent.clone();
    let left = fields.iter().any(|(name, _)| name == "files-left");
    Ok(Write {
        words,
        once: once.to_string(),
        readers: read,
        by_when: by_when(visit, names.first(), within),
        urgent: urgent.unwrap_or_else(|| words.say("messages-urgent")),
        plan: visit.has(PLAN),
        typed: field(fields, "message-words").to_owned(),
        files_hint: what_can_be_sent(words),
        words_wrong: None,
        files_wrong: left.then(|| words.say("messages-choose-again")),
        another: false,
    })
}

/// By when an answer comes, if anyone said so; and if not, that.
fn by_when(visit: &ClientVisit, name: Option<&String>, within: Option<Within>) -> String {
    let words = visit.words;
    let Some(within) = within else {
        return words.say("messages-by-nobody-said");
    };
    let when = visit.day_and_time(within.after(visit.now));
    let (unit, count) = match within.hours {
        hours if hours >= 48 && hours.is_multiple_of(24) => ("days", hours / 24),
        hours => ("hours", hours),
    };
    let long = words.say_with(
        &format!("messages-{unit}"),
        &[("count", i64::from(count).into())],
    );
    let someone = words.say("someone-on-the-team");
    let name = name.unwrap_or(&someone);
    let key = if within.agreed {
        "messages-by-agreed"
    } else {
        "messages-by-service"
    };
    let put = [
        ("name", name.into()),
        ("long", (&long).into()),
        ("when", (&when).into()),
    ];
    words.say_with(key, &put)
}

async fn show(
    visit: ClientVisit,
    mut act: Act,
    times: Arc<dyn ReplyTimes>,
) -> Result<Html, Trouble> {
    let fields = draft::load(&act, WRITE, None).await?;
    Ok(Html::of(&page(&visit, &mut act, &*times, &fields).await?))
}

/// What could not be taken of what was sent.
#[derive(Default)]
struct Wrong {
    words: Option<String>,
    files: Option<String>,
    another: bool,
}

/// The page again, with every word that was typed.
async fn again(
    visit: &ClientVisit,
    mut act: Act,
    times: &dyn ReplyTimes,
    wrong: Wrong,
) -> Result<Next, Trouble> {
    let page = page(visit, &mut act, times, visit.form.fields()).await?;
    // A browser never fills a file in again by itself.
    let chosen = !visit.form.files().is_empty() || page.files_wrong.is_some();
    let choose = chosen.then(|| visit.words.say("messages-choose-again"));
    Ok(Next::Stay(Html::of(&Write {
        words_wrong: wrong.words,
        files_wrong: wrong.files.or(choose),
        another: wrong.another,
        ..page
    })))
}

async fn keep(visit: ClientVisit, act: Act, times: Arc<dyn ReplyTimes>) -> Result<Next, Trouble> {
    let words = visit.words;
    let once = visit.form.get("once").and_then(RecordId::parse);
    let once = once.ok_or(Trouble::NotUnderstood)?;
    let written = Line::<MOST>::parse_optional(visit.form.get("message-words"));
    let files = match visit.form.files_left() {
        Some(left) => Err(files_left(left, words)),
        None => ready(visit.form.files())
            .await
            .map_err(|wrong| wrong_file(wrong, words)),
    };
    let (line, files) = match (written, files) {
        (Ok(line), Ok(files)) => (line, files),
        (written, files) => {
            let wrong = Wrong {
                words: written.err().map(|wrong| wrong_words(wrong, words)),
                files: files.err(),
                another: false,
            };
            return again(&visit, act, &*times, wrong).await;
        }
    };
    let access = *act.access();
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let new = New {
                once,
                words: line.as_ref(),
                files: &files,
            };
            let times = &*times;
            async move {
                let sent = send(&mut act, times, &new).await?;
                draft::forget(&mut act, WRITE, None)?;
                Ok::<_, Refused>((act, sent.reply_by, sent.happened))
            }
        })
        .await?;
    let wrong = match done {
        Ok(reply_by) => {
            let said = if reply_by.is_some() {
                "messages-sent"
            } else {
                "messages-sent-open"
            };
            return Ok(Next::Go(Place::at(MESSAGES).saying(said)));
        }
        Err(Refused::Empty) => Wrong {
            words: Some(words.say("messages-empty")),
            ..Wrong::default()
        },
        Err(Refused::Another) => Wrong {
            another: true,
            ..Wrong::default()
        },
        // The page says that nobody reads it.
        Err(Refused::Nobody) => Wrong::default(),
        Err(refused) => return Err(refused.into()),
    };
    let act = Act::open(&visit.floor.vault, access).await?;
    again(&visit, act, &*times, wrong).await
}
