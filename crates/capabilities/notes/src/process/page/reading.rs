//! The list of one's own notes about a client, and one of them with everything it said before.

use super::{NOTES, address, at, client};
use crate::process::act::{NoteRefused, note, notes};
use crate::process::desk::Desk;
use crate::process::note::NoteV1;
use askama::Template;
use care::RecordId;
use pages::layout::{Notice, Tone};
use pages::shell::{see_other, staff};
use pages::{Answer, Html, Routes, Trouble, Verb, Visit, Words};
use sealed::{Act, Kept};
use std::sync::Arc;

/// How many letters of a note its line in the list shows.
const SHOWN: usize = 90;

pub(super) fn routes(desk: &Arc<Desk>) -> Routes {
    let (all, one) = (
        "/clients/{client}/process-notes",
        "/clients/{client}/process-notes/{note}",
    );
    at(desk, (Verb::Get, all, NOTES), list).and(at(desk, (Verb::Get, one, NOTES), show))
}

impl From<NoteRefused> for Trouble {
    fn from(refused: NoteRefused) -> Self {
        match refused {
            NoteRefused::Newer => Self::Older,
            NoteRefused::None => Self::Nothing,
            NoteRefused::Read(error) => error.into(),
        }
    }
}

struct NoteLine {
    address: String,
    when: String,
    begins: String,
}

#[derive(Template)]
#[template(path = "notes.html")]
struct List {
    words: Words,
    called: String,
    back: String,
    address: String,
    lines: Vec<NoteLine>,
    closed: Option<String>,
    damaged: Option<String>,
}

/// How a note begins: its first line, cut at a word.
fn begins(words: &str) -> String {
    let line = words.lines().next().unwrap_or_default();
    if line.chars().count() <= SHOWN {
        return line.to_owned();
    }
    let cut: String = line.chars().take(SHOWN).collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}

async fn list(desk: Arc<Desk>, visit: Visit, act: Act) -> Answer {
    let (words, address) = (visit.words, address(&visit)?);
    let Some(key) = desk.key(visit.who.sign_in, visit.now) else {
        return Ok(see_other(&format!("{address}/word")));
    };
    let act = act.with_own_key(key);
    let found = notes(&act).await?;
    let line = |kept: &Kept<NoteV1>| NoteLine {
        address: format!("{address}/{}", kept.record),
        when: visit.day_and_time(kept.value.written()),
        begins: begins(&kept.value.words),
    };
    let counted = |key: &str, count: usize| {
        let number = i64::try_from(count).unwrap_or(i64::MAX);
        (count > 0).then(|| words.say_with(key, &[("count", number.into())]))
    };
    let page = List {
        words,
        called: visit.floor.sign_ins.called(&act).await?,
        back: client(&visit)?,
        lines: found.open.iter().map(line).collect(),
        closed: counted("notes-closed", found.closed),
        damaged: counted("notes-damaged", found.damaged),
        address: address.clone(),
    };
    let done = match visit.query("done") {
        Some("changed") => Some("notes-change-done"),
        Some("anew") => Some("notes-lost-done"),
        _ => None,
    };
    let notice = done.map(|key| Notice {
        tone: Tone::Kept,
        words: words.say(key),
    });
    let title = words.say("notes-title");
    Ok(staff(&visit, &title, Html::of(&page), notice))
}

struct Version {
    title: String,
    words: String,
}

#[derive(Template)]
#[template(path = "note.html")]
struct One {
    words: Words,
    called: String,
    back: String,
    address: String,
    title: String,
    said: String,
    /// What it said before, newest first.
    before: Vec<Version>,
}

/// Which note the path names.
pub(super) fn which(visit: &Visit) -> Result<RecordId, Trouble> {
    visit
        .path("note")
        .and_then(RecordId::parse)
        .ok_or(Trouble::Nothing)
}

async fn show(desk: Arc<Desk>, visit: Visit, act: Act) -> Answer {
    let (words, address, id) = (visit.words, address(&visit)?, which(&visit)?);
    let Some(key) = desk.key(visit.who.sign_in, visit.now) else {
        return Ok(see_other(&format!("{address}/word")));
    };
    let act = act.with_own_key(key);
    let mut versions = note(&act, id).await?;
    let newest = versions.pop().ok_or(Trouble::Nothing)?.value;
    let version = |kept: Kept<NoteV1>| Version {
        title: visit.day_and_time(kept.value.written()),
        words: kept.value.words,
    };
    let page = One {
        words,
        called: visit.floor.sign_ins.called(&act).await?,
        address: format!("{address}/{id}"),
        back: address,
        title: visit.day_and_time(newest.written()),
        said: newest.words,
        before: versions.into_iter().rev().map(version).collect(),
    };
    let title = words.say("notes-title");
    Ok(staff(&visit, &title, Html::of(&page), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_shows_how_a_note_begins_and_cuts_no_word() {
        assert_eq!(begins("short\nsecond"), "short");
        let shown = begins(&"palabra ".repeat(40));
        assert!(shown.chars().count() <= SHOWN + 2, "{shown}");
        assert!(shown.ends_with("palabra …"), "{shown}");
        assert_eq!(begins(&"ñ".repeat(200)).chars().count(), SHOWN + 2);
    }
}
