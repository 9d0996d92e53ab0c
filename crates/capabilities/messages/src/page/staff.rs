//! The messages for those who work with a client: to read, and to answer with the keyboard alone.
//! What is new to them stands out for them alone; whether the client has read is nobody's to see.

use super::client::SAVED_AS;
use super::kind_of;
use super::shown::{Looks, Page, Shown, files_left, what_can_be_sent, wrong_file};
use crate::act::{New, Refused, answer};
use crate::file::{bytes, ready};
use crate::message::{KindV1, MOST, MessageV1};
use crate::taken::file_of;
use crate::thread::{Thread, has_seen, seen, thread};
use askama::Template;
use axum::response::IntoResponse;
use care::{Purpose, RecordId, Role, Section, Sections};
use pages::shell::{see_other, staff};
use pages::{Answer, File, Filled, Html, Picture, Purposes, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;

const READS: Sections = Sections::of(&[Section::Identity, Section::Messages]);
/// The relationship: an answer keeps what was promised.
const WRITES: Sections = Sections::of(&[
    Section::Identity,
    Section::Messages,
    Section::Overview,
    Section::Relationship,
]);
const THERAPISTS: Purposes = &[(Role::Therapist, Purpose::Treatment)];
/// The boxes that say which messages are answered.
const ANSWERS: &str = "answers";

pub(crate) fn routes() -> Routes {
    let one = "/clients/{client}/messages";
    let file = "/clients/{client}/messages/files/{file}";
    Routes::new()
        .record(Verb::Get, one, READS, THERAPISTS, show)
        .record_with_files(Verb::Post, one, WRITES, THERAPISTS, send)
        .record(Verb::Get, file, READS, THERAPISTS, show_file)
}

/// A message that can be answered.
struct Open {
    id: RecordId,
    said: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "messages_staff.html")]
struct Messages {
    words: Words,
    called: String,
    title: String,
    address: String,
    page: Page,
    open: Vec<Open>,
    /// Since when an answer is waited for, and what was promised.
    waits: Option<String>,
    past: bool,
    damaged: bool,
    /// Whether whoever looks may write, or was only allowed to read.
    writes: bool,
    once: String,
    files_hint: String,
    filled: Filled,
}

impl Messages {
    /// What a picture is called for whoever does not see it.
    fn of(&self, line: &Shown) -> String {
        let put = [("who", (&line.who).into()), ("when", (&line.when).into())];
        self.words.say_with("messages-picture", &put)
    }
}

fn address(visit: &Visit) -> Result<String, Trouble> {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    Ok(format!("/clients/{client}"))
}

/// The messages that are marked as answered; on a new page every one that waits.
fn marked(visit: &Visit, thread: &Thread, posted: bool) -> Vec<RecordId> {
    if !posted {
        return thread.open().map(|kept| kept.record).collect();
    }
    let fields = visit.form.fields().iter();
    let boxes = fields.filter(|(name, _)| name == ANSWERS);
    boxes
        .filter_map(|(_, value)| RecordId::parse(value))
        .collect()
}

/// Since when an answer is waited for, what was promised, and whether that time is over.
fn waits(visit: &Visit, thread: &Thread) -> (Option<String>, bool) {
    let Some(oldest) = thread.open().next() else {
        return (None, false);
    };
    let due = thread.open().filter_map(|kept| kept.value.promised()).min();
    let since = visit.day_and_time(oldest.value.sent());
    let by = due.map_or_else(String::new, |due| visit.day_and_time(due));
    let past = due.is_some_and(|due| due <= visit.now);
    let key = match due {
        None => "messages-waits-open",
        Some(_) if past => "messages-waits-past",
        Some(_) => "messages-waits-by",
    };
    let put = [("since", (&since).into()), ("by", (&by).into())];
    (Some(visit.words.say_with(key, &put)), past)
}

async fn show(visit: Visit, act: Act) -> Answer {
    page(&visit, act, Filled::default(), false).await
}

async fn page(visit: &Visit, act: Act, filled: Filled, posted: bool) -> Answer {
    let words = visit.words;
    let thread = thread(&act).await?;
    let called = visit.floor.sign_ins.called(&act).await?;
    let looks = Looks {
        visit,
        client: called.clone(),
        is_client: false,
        seen: seen(&act).await?,
        all: visit.query("earlier").is_some(),
    };
    let marked = marked(visit, &thread, posted);
    let open = thread.open().map(|kept| {
        let when = visit.day_and_time(kept.value.sent());
        Open {
            id: kept.record,
            said: words.say_with("messages-one-of", &[("when", (&when).into())]),
            chosen: marked.contains(&kept.record),
        }
    });
    let offered = RecordId::parse(filled.value("once"));
    let once = match offered {
        Some(once) if act.find::<MessageV1>(once).await?.is_none() => once,
        _ => act.mint(),
    };
    let (waits, past) = waits(visit, &thread);
    let status = filled.status();
    let page = Messages {
        words,
        called,
        title: words.say("messages-title"),
        address: address(visit)?,
        page: looks.at(&thread).await?,
        open: open.collect(),
        waits,
        past,
        damaged: thread.damaged > 0,
        writes: act.access().may_write(),
        once: once.to_string(),
        files_hint: what_can_be_sent(words),
        filled,
    };
    let mut response = staff(visit, &page.title, Html::of(&page), None);
    *response.status_mut() = status;
    has_seen(act, &thread).await?;
    Ok(response)
}

async fn send(visit: Visit, act: Act) -> Answer {
    let words = visit.words;
    let once = visit.form.get("once").and_then(RecordId::parse);
    let once = once.ok_or(Trouble::NotUnderstood)?;
    let mut filled = Filled::posted(&visit);
    let line = filled.optional_line::<MOST>(&visit, "message-words");
    let files = match visit.form.files_left() {
        Some(left) => Err(files_left(left, words)),
        None => ready(visit.form.files())
            .await
            .map_err(|wrong| wrong_file(wrong, words)),
    };
    let (Ok(line), Ok(files)) = (&line, &files) else {
        let chosen = !visit.form.files().is_empty();
        let choose = chosen.then(|| words.say("messages-choose-again"));
        if let Some(said) = files.err().or(choose) {
            filled.tell("files", said);
        }
        return page(&visit, act, filled, true).await;
    };
    let answers = marked(&visit, &Thread::default(), true);
    let access = *act.access();
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let (line, answers) = (line.as_ref(), &answers);
            async move {
                let new = New {
                    once,
                    words: line,
                    files,
                };
                let happened = answer(&mut act, &new, answers).await?;
                Ok::<_, Refused>((act, (), happened))
            }
        })
        .await?;
    let (field, said) = match done {
        Ok(()) => return Ok(see_other(&format!("{}/messages", address(&visit)?))),
        Err(Refused::Empty) => ("message-words", "messages-empty"),
        Err(Refused::Another) => ("message-words", "messages-another"),
        Err(Refused::NotOpen) => (ANSWERS, "messages-not-open"),
        Err(refused) => return Err(refused.into()),
    };
    filled.tell(field, words.say(said));
    if !visit.form.files().is_empty() {
        filled.tell("files", words.say("messages-choose-again"));
    }
    let act = Act::open(&visit.floor.vault, access).await?;
    page(&visit, act, filled, true).await
}

/// What came along: a picture as it stands on the page, a PDF to be saved.
async fn show_file(visit: Visit, act: Act) -> Answer {
    let wanted = visit.path("file").and_then(RecordId::parse);
    let found = file_of(&act, wanted.ok_or(Trouble::Nothing)?).await?;
    let file = found.ok_or(Trouble::Nothing)?;
    let (kind, bytes) = (kind_of(file.kind), bytes(&act, &file).await?);
    Ok(match file.kind {
        KindV1::Pdf => File {
            name: SAVED_AS,
            kind,
            bytes,
        }
        .into_response(),
        KindV1::Jpeg | KindV1::Png => Picture { kind, bytes }.into_response(),
    })
}
