//! The notes of one client, newest first, and what one has begun and not finished.

use super::shown::{damaged, held, name};
use super::{READERS, READS, address, client_page};
use crate::progress::act::progress;
use crate::progress::beside::{Besides, besides};
use crate::progress::draft::drafts;
use crate::progress::stored::{NoteDraftV1, Part, ProgressV1};
use askama::Template;
use care::{Moment, RecordId};
use pages::layout::{Notice, Tone};
use pages::shell::staff;
use pages::{Answer, Html, Routes, Trouble, Verb, Visit, Words};
use sealed::{Act, Kept};

/// How many letters of a note its line in the list shows.
const SHOWN: usize = 90;

pub(super) fn routes() -> Routes {
    Routes::new().record(Verb::Get, "/clients/{client}/notes", READS, READERS, list)
}

struct Line {
    address: String,
    when: String,
    by: String,
    begins: String,
    held: Option<String>,
    /// That the client said something beside it, and whether it waits for an answer.
    beside: Option<(String, bool)>,
}

struct Draft {
    address: String,
    said: String,
}

#[derive(Template)]
#[template(path = "progress_list.html")]
struct List {
    words: Words,
    called: String,
    back: String,
    /// Where a note is begun; nobody begins one by what a client granted.
    new: Option<String>,
    drafts: Vec<Draft>,
    lines: Vec<Line>,
    damaged: Option<String>,
}

/// How a note begins: the first words somebody wrote, cut at a word.
pub(super) fn begins(note: &ProgressV1) -> String {
    let mut written = Part::ALL.iter().filter(|part| **part != Part::Given);
    let words =
        written.find_map(|part| Some(note.parts.get(*part)).filter(|said| !said.is_empty()));
    let line = words.and_then(|words| words.lines().next());
    let line = line.unwrap_or_default();
    if line.chars().count() <= SHOWN {
        return line.to_owned();
    }
    let cut: String = line.chars().take(SHOWN).collect();
    let whole = cut.rsplit_once(' ').map_or(&*cut, |(whole, _)| whole);
    format!("{whole} …")
}

async fn line(
    visit: &Visit,
    (address, said, writes): (&str, &Besides, bool),
    kept: &Kept<ProgressV1>,
) -> Result<Line, Trouble> {
    let (words, note) = (visit.words, &kept.value);
    let waits = said.of(kept.record).any(|kept| kept.value.waits());
    let key = if waits {
        "progress-asks"
    } else {
        "progress-said-beside"
    };
    let any = said.of(kept.record).next().is_some();
    let held_now = note.held_at(visit.now);
    Ok(Line {
        address: format!("{address}/{}", kept.record),
        when: visit.day_and_time(note.about()),
        by: name(visit, note.by).await?,
        // Who looks by the client's leave reads no more than the client does.
        begins: if held_now.is_some() && !writes {
            String::new()
        } else {
            begins(note)
        },
        held: held_now.map(|waits| held(visit, waits, false)),
        beside: any.then(|| (words.say(key), waits)),
    })
}

fn draft(visit: &Visit, address: &str, draft: &NoteDraftV1) -> Draft {
    let when = visit.day_and_time(Moment::from_millis(draft.at));
    let put = [("when", (&when).into())];
    let id = |bytes: [u8; 16]| RecordId::from_bytes(bytes);
    let (to, key) = match (draft.amends, draft.session) {
        (Some(note), _) => (
            format!("{address}/{}/amend", id(note)),
            "progress-draft-right",
        ),
        (None, Some(session)) => (
            format!("{address}/new?session={}", id(session)),
            "progress-draft",
        ),
        (None, None) => (format!("{address}/new?session=none"), "progress-draft"),
    };
    Draft {
        address: to,
        said: visit.words.say_with(key, &put),
    }
}

async fn list(visit: Visit, act: Act) -> Answer {
    let (words, address) = (visit.words, address(&visit)?);
    let (found, said) = (progress(&act).await?, besides(&act).await?);
    let writes = act.access().may_write();
    let mut lines = Vec::new();
    for kept in &found.open {
        lines.push(line(&visit, (&address, &said, writes), kept).await?);
    }
    let begun = drafts(&act).await?;
    let page = List {
        words,
        called: visit.floor.sign_ins.called(&act).await?,
        back: client_page(&visit)?,
        new: writes.then(|| format!("{address}/new")),
        drafts: begun
            .iter()
            .map(|begun| draft(&visit, &address, begun))
            .collect(),
        lines,
        damaged: damaged(words, found.damaged + said.damaged),
    };
    let kept = visit.query("done") == Some("draft");
    let notice = kept.then(|| Notice {
        tone: Tone::Kept,
        words: words.say("progress-draft-kept"),
    });
    let title = words.say("progress-title");
    Ok(staff(&visit, &title, Html::of(&page), notice))
}
