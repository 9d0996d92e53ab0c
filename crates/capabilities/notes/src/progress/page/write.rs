//! Writing a note and setting one right: one page, by keyboard alone. What stands already is there,
//! what was begun is there again, and the server keeps what is typed every few seconds.

use super::shown::label;
use super::{FINISHES, Prefill, WRITERS, WRITES, address, named, which};
use crate::progress::act::{NewNote, ProgressRefused, finish, set_right, versions};
use crate::progress::draft::{draft, keep_draft};
use crate::progress::gist::{NotesGistV1, without};
use crate::progress::stored::{
    HELD_MOST, HoldWhyV1, MOST, NoteDraftV1, Part, PartsV1, ProgressV1, WHY_MOST,
};
use askama::Template;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::{Line, Moment, RecordId};
use pages::shell::{see_other, staff};
use pages::{Answer, Filled, Html, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;
use std::sync::Arc;

pub(super) fn routes(prefill: &Arc<dyn Prefill>) -> Routes {
    let (shows, keeps) = (Arc::clone(prefill), Arc::clone(prefill));
    let new = "/clients/{client}/notes/new";
    let right = "/clients/{client}/notes/{note}/amend";
    let begun = "/clients/{client}/notes/draft";
    Routes::new()
        .record(Verb::Get, new, FINISHES, WRITERS, move |visit, act| {
            show_new(visit, act, Arc::clone(&shows))
        })
        .record(Verb::Post, new, FINISHES, WRITERS, move |visit, act| {
            keep_new(visit, act, Arc::clone(&keeps))
        })
        .record(Verb::Post, begun, WRITES, WRITERS, keep_begun)
        .record(Verb::Get, right, WRITES, WRITERS, show_right)
        .record(Verb::Post, right, WRITES, WRITERS, keep_right)
}

/// The field for why a note is set right.
const WHY: &str = "why";
/// The fields for letting the client wait.
const HELD: &str = "held";
const DAYS: &str = "held-days";
/// The keys that lead to the fields, beside those that the browser asks for.
const KEYS: [&str; 6] = ["1", "2", "3", "4", "5", "6"];

struct Ask {
    name: &'static str,
    label: String,
    key: &'static str,
}

#[derive(Template)]
#[template(path = "progress_write.html")]
struct Page {
    words: Words,
    called: String,
    title: String,
    paper: Paper,
    asks: Vec<Ask>,
    /// When what stands here was begun, if it was begun before.
    begun: Option<String>,
    most_days: u16,
    filled: Filled,
}

/// What a page to write on is about.
struct Paper {
    back: String,
    action: String,
    keep: String,
    /// The id that a new note takes.
    once: String,
    session: Option<String>,
    /// When the meeting was, in words.
    about: Option<String>,
    /// The note that is set right, and the version of it that the page shows.
    amends: Option<(String, u32)>,
}

async fn page(
    visit: &Visit,
    act: &Act,
    paper: Paper,
    (filled, begun): (Filled, Option<String>),
) -> Answer {
    let words = visit.words;
    let status = filled.status();
    let title = words.say(match paper.amends {
        Some(_) => "progress-right-title",
        None => "progress-new-title",
    });
    let asks = Part::ALL.into_iter().zip(KEYS);
    let page = Page {
        words,
        called: visit.floor.sign_ins.called(act).await?,
        title,
        paper,
        asks: asks
            .map(|(part, key)| Ask {
                name: part.name(),
                label: label(part, words),
                key,
            })
            .collect(),
        begun,
        most_days: HELD_MOST,
        filled,
    };
    let mut response = staff(visit, &page.title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

impl Paper {
    fn new(
        visit: &Visit,
        once: RecordId,
        meeting: Option<(RecordId, Moment)>,
    ) -> Result<Self, Trouble> {
        let address = address(visit)?;
        Ok(Self {
            action: format!("{address}/new"),
            keep: format!("{address}/draft"),
            back: address,
            once: once.to_string(),
            session: meeting.map(|(session, _)| session.to_string()),
            about: meeting.map(|(_, starts)| visit.day_and_time(starts)),
            amends: None,
        })
    }

    fn right(visit: &Visit, note: RecordId, seen: u32, about: Moment) -> Result<Self, Trouble> {
        let address = address(visit)?;
        let back = format!("{address}/{note}");
        Ok(Self {
            action: format!("{back}/amend"),
            keep: format!("{address}/draft"),
            back,
            once: note.to_string(),
            session: None,
            about: Some(visit.day_and_time(about)),
            amends: Some((note.to_string(), seen)),
        })
    }
}

/// What was begun before, and when.
fn again(visit: &Visit, begun: &NoteDraftV1) -> (Filled, Option<String>) {
    let fields = begun.fields.iter();
    let fields: Vec<(&str, String)> = fields
        .map(|(name, value)| (&**name, value.clone()))
        .collect();
    let when = visit.day_and_time(Moment::from_millis(begun.at));
    let said = visit
        .words
        .say_with("progress-begun", &[("when", (&when).into())]);
    (Filled::offered(&fields), Some(said))
}

/// The meeting that is meant: the one the address names, or the last that has no note yet.
async fn meant(
    visit: &Visit,
    act: &mut Act,
    prefill: &dyn Prefill,
) -> Result<Option<(RecordId, Moment)>, Trouble> {
    let meetings = prefill.meetings(act).await?;
    let found = match visit.query("session") {
        Some("none") => None,
        Some(named) => {
            let id = RecordId::parse(named).ok_or(Trouble::Nothing)?;
            let mut all = meetings.iter();
            Some(
                all.find(|meeting| meeting.session == id)
                    .ok_or(Trouble::Nothing)?,
            )
        }
        None => {
            let gist = act.gist::<NotesGistV1>().await?;
            without(gist.as_ref(), &meetings, visit.now)
        }
    };
    Ok(found.map(|meeting| (meeting.session, meeting.starts)))
}

/// As many of these lines, from the first, as the field has room for.
fn as_room_allows(lines: &[String]) -> String {
    let mut given = String::new();
    for line in lines {
        if given.chars().count() + line.chars().count() >= MOST {
            break;
        }
        if !given.is_empty() {
            given.push('\n');
        }
        given.push_str(line);
    }
    given
}

async fn show_new(visit: Visit, mut act: Act, prefill: Arc<dyn Prefill>) -> Answer {
    let meeting = meant(&visit, &mut act, &*prefill).await?;
    let session = meeting.map(|(session, _)| session);
    if let Some(begun) = draft(&act, session, None).await? {
        let paper = Paper::new(&visit, RecordId::from_bytes(begun.once), meeting)?;
        return page(&visit, &act, paper, again(&visit, &begun)).await;
    }
    let lines = prefill.lines(&visit, &act, session).await?;
    let filled = Filled::offered(&[(Part::Given.name(), as_room_allows(&lines))]);
    let paper = Paper::new(&visit, act.mint(), meeting)?;
    page(&visit, &act, paper, (filled, None)).await
}

/// What was typed into the fields, or at each what is wrong with it.
fn parts(visit: &Visit, filled: &mut Filled) -> Option<PartsV1> {
    let mut parts = PartsV1::default();
    let mut whole = true;
    for part in Part::ALL {
        match filled.optional_line::<MOST>(visit, part.name()) {
            Ok(Some(line)) => parts.set(part, line.as_str().to_owned()),
            Ok(None) => {}
            Err(_) => whole = false,
        }
    }
    if whole && !parts.says_something() {
        filled.tell(Part::Did.name(), visit.words.say("progress-wrong-empty"));
        whole = false;
    }
    whole.then_some(parts)
}

/// Whether the client is to wait, why, and for how long.
fn hold(visit: &Visit, filled: &mut Filled) -> Result<Option<(HoldWhyV1, u16)>, ()> {
    let Some(why) = visit.form.words(HELD).and_then(HoldWhyV1::named) else {
        return Ok(None);
    };
    let days = visit.form.words(DAYS).and_then(|days| days.parse().ok());
    match days {
        Some(days) if (1..=HELD_MOST).contains(&days) => Ok(Some((why, days))),
        _ => {
            let most = [("most", HELD_MOST.into())];
            filled.tell(DAYS, visit.words.say_with("progress-wrong-days", &most));
            Err(())
        }
    }
}

async fn keep_new(visit: Visit, act: Act, prefill: Arc<dyn Prefill>) -> Answer {
    let once = named(&visit, "once").ok_or(Trouble::NotUnderstood)?;
    let meeting = match named(&visit, "session") {
        None => None,
        Some(id) => {
            let mut meetings = prefill.meetings(&act).await?.into_iter();
            let found = meetings.find(|meeting| meeting.session == id);
            Some(found.ok_or(Trouble::Nothing)?)
        }
    };
    let mut filled = Filled::posted(&visit);
    let typed = (parts(&visit, &mut filled), hold(&visit, &mut filled));
    let (Some(parts), Ok(held)) = typed else {
        let meeting = meeting.map(|meeting| (meeting.session, meeting.starts));
        let paper = Paper::new(&visit, once, meeting)?;
        return page(&visit, &act, paper, (filled, None)).await;
    };
    let new = NewNote {
        session: meeting.map(|meeting| meeting.session),
        about: meeting.map_or(visit.now, |meeting| meeting.starts),
        parts,
        held,
    };
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let new = &new;
            async move {
                let happened = finish(&mut act, once, new).await?;
                Ok::<_, ProgressRefused>((act, (), happened))
            }
        })
        .await?;
    outcome?;
    Ok(see_other(&format!("{}/{once}?done=yes", address(&visit)?)))
}

/// Which fields of the page a draft keeps.
fn is_kept(name: &str) -> bool {
    let part = Part::ALL.iter().any(|part| part.name() == name);
    part || [WHY, HELD, DAYS].contains(&name)
}

/// Keeps what is typed so far. A script asks quietly; without one it is a button.
async fn keep_begun(visit: Visit, mut act: Act) -> Answer {
    let once = named(&visit, "once").ok_or(Trouble::NotUnderstood)?;
    let of = (named(&visit, "session"), named(&visit, "amends"));
    let fields = visit.form.fields().iter();
    let fields = fields.filter(|(name, _)| is_kept(name)).cloned().collect();
    keep_draft(&mut act, once, of, fields).await?;
    act.done().await?;
    if visit.partial {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Ok(see_other(&format!("{}?done=draft", address(&visit)?)))
}

fn offered(note: &ProgressV1) -> Filled {
    let fields = Part::ALL.map(|part| (part.name(), note.parts.get(part).to_owned()));
    Filled::offered(&fields)
}

async fn show_right(visit: Visit, act: Act) -> Answer {
    let note = which(&visit)?;
    let history = versions(&act, note).await?;
    let newest = history.last().ok_or(Trouble::Nothing)?;
    let begun = draft(&act, None, Some(note)).await?;
    let shown = match &begun {
        Some(begun) => again(&visit, begun),
        None => (offered(&newest.value), None),
    };
    let paper = Paper::right(&visit, note, newest.version, newest.value.about())?;
    page(&visit, &act, paper, shown).await
}

async fn keep_right(visit: Visit, act: Act) -> Answer {
    let note = which(&visit)?;
    let seen = visit.form.get("seen").and_then(|seen| seen.parse().ok());
    let seen: u32 = seen.ok_or(Trouble::NotUnderstood)?;
    let history = versions(&act, note).await?;
    let about = history.last().ok_or(Trouble::Nothing)?.value.about();
    let mut filled = Filled::posted(&visit);
    let parts = parts(&visit, &mut filled);
    let why = filled.line::<WHY_MOST>(&visit, WHY);
    let (Some(parts), Ok(why)) = (parts, why) else {
        let paper = Paper::right(&visit, note, seen, about)?;
        return page(&visit, &act, paper, (filled, None)).await;
    };
    let access = *act.access();
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let says: (&PartsV1, &Line<WHY_MOST>) = (&parts, &why);
            async move {
                let happened = set_right(&mut act, note, seen, says).await?;
                Ok((act, (), happened))
            }
        })
        .await?;
    match outcome {
        Ok(()) => Ok(see_other(&format!("{}/{note}?done=yes", address(&visit)?))),
        // Another page was faster: what was typed stays, over the version as it is now.
        Err(ProgressRefused::Newer) => {
            let act = Act::open(&visit.floor.vault, access).await?;
            let newest = versions(&act, note).await?;
            let newest = newest.last().map_or(seen, |kept| kept.version);
            filled.notice = Some(visit.words.say("progress-newer"));
            let paper = Paper::right(&visit, note, newest, about)?;
            page(&visit, &act, paper, (filled, None)).await
        }
        Err(refused) => Err(refused.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_already_never_fills_more_than_its_field() {
        let line = "ñ".repeat(MOST / 3);
        for (lines, expected) in [(0, 0), (1, MOST / 3), (9, 2 * (MOST / 3) + 1)] {
            let given = as_room_allows(&vec![line.clone(); lines]);
            assert_eq!(given.chars().count(), expected);
            assert_eq!(Line::<MOST>::parse(&given).is_ok(), lines > 0);
        }
    }
}
