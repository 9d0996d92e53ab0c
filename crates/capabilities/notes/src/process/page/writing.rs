//! Writing a note, and setting one right beside what it said. Nothing half-written is kept here; if
//! the notes closed meanwhile, the words stay on the page, which asks for the word beside them.

use super::reading::which;
use super::{NOTES, address, at, trouble};
use crate::process::act::{NoteRefused, amend, note, notes, write};
use crate::process::desk::{Desk, Opened};
use crate::process::note::MOST;
use askama::Template;
use pages::shell::{see_other, staff};
use pages::{Answer, Filled, Html, Routes, Trouble, Verb, Visit, Words};
use sealed::{Act, OwnKey};
use std::sync::Arc;

pub(super) fn routes(desk: &Arc<Desk>) -> Routes {
    let new = "/clients/{client}/process-notes/new";
    let right = "/clients/{client}/process-notes/{note}/amend";
    at(desk, (Verb::Get, new, NOTES), show_new)
        .and(at(desk, (Verb::Post, new, NOTES), keep_new))
        .and(at(desk, (Verb::Get, right, NOTES), show_amend))
        .and(at(desk, (Verb::Post, right, NOTES), keep_amend))
}

#[derive(Template)]
#[template(path = "notes_write.html")]
struct Page {
    words: Words,
    called: String,
    title: String,
    paper: Paper,
    /// Whether the notes closed meanwhile.
    closed: bool,
    filled: Filled,
}

/// What a page to write on is about.
struct Paper {
    back: String,
    action: String,
    /// The number that a new note takes, or the version that is set right.
    seen: u32,
    amends: bool,
}

impl Paper {
    fn new(visit: &Visit, seen: u32) -> Result<Self, Trouble> {
        let address = address(visit)?;
        Ok(Self {
            action: format!("{address}/new"),
            back: address,
            seen,
            amends: false,
        })
    }

    fn amending(visit: &Visit, seen: u32) -> Result<Self, Trouble> {
        let back = format!("{}/{}", address(visit)?, which(visit)?);
        Ok(Self {
            action: format!("{back}/amend"),
            back,
            seen,
            amends: true,
        })
    }

    async fn page(self, visit: &Visit, act: &Act, closed: bool, filled: Filled) -> Answer {
        let words = visit.words;
        let status = filled.status();
        let title = if self.amends {
            "notes-amend-title"
        } else {
            "notes-new-title"
        };
        let page = Page {
            words,
            called: visit.floor.sign_ins.called(act).await?,
            title: words.say(title),
            paper: self,
            closed,
            filled,
        };
        let mut response = staff(visit, &page.title, Html::of(&page), None);
        *response.status_mut() = status;
        Ok(response)
    }
}

async fn show_new(desk: Arc<Desk>, visit: Visit, act: Act) -> Answer {
    let Some(key) = desk.key(visit.who.sign_in, visit.now) else {
        return Ok(see_other(&format!("{}/word", address(&visit)?)));
    };
    let act = act.with_own_key(key);
    let next = notes(&act).await?.next;
    let paper = Paper::new(&visit, next)?;
    paper.page(&visit, &act, false, Filled::default()).await
}

async fn show_amend(desk: Arc<Desk>, visit: Visit, act: Act) -> Answer {
    let Some(key) = desk.key(visit.who.sign_in, visit.now) else {
        return Ok(see_other(&format!("{}/word", address(&visit)?)));
    };
    let act = act.with_own_key(key);
    let versions = note(&act, which(&visit)?).await?;
    let newest = versions.last().ok_or(Trouble::Nothing)?;
    let filled = Filled::offered(&[("note-words", newest.value.words.clone())]);
    let paper = Paper::amending(&visit, newest.version)?;
    paper.page(&visit, &act, false, filled).await
}

fn seen(visit: &Visit) -> Result<u32, Trouble> {
    let seen = visit.form.get("seen").and_then(|seen| seen.parse().ok());
    seen.ok_or(Trouble::NotUnderstood)
}

/// The key; or none, and at the field of the word what is wrong with it.
async fn key(
    desk: &Arc<Desk>,
    visit: &Visit,
    filled: &mut Filled,
) -> Result<Option<OwnKey>, Trouble> {
    let vault = &visit.floor.vault;
    if let Some(key) = desk.key(visit.who.sign_in, visit.now) {
        return Ok(Some(key));
    }
    let said = match visit.form.words("word") {
        None => "notes-wrong-closed",
        Some(word) => match desk.opens(vault, &visit.who, word).await.map_err(trouble)? {
            Opened::Yes => return Ok(desk.key(visit.who.sign_in, vault.now())),
            Opened::No => "notes-wrong-word",
            Opened::TooMany => "notes-wrong-many",
        },
    };
    filled.tell("word", visit.words.say(said));
    Ok(None)
}

async fn keep_new(desk: Arc<Desk>, visit: Visit, act: Act) -> Answer {
    let number = seen(&visit)?;
    let mut filled = Filled::posted(&visit);
    let line = filled.line::<MOST>(&visit, "note-words");
    let key = key(&desk, &visit, &mut filled).await?;
    let closed = key.is_none();
    let (Ok(line), Some(key)) = (line, key) else {
        let paper = Paper::new(&visit, number)?;
        return paper.page(&visit, &act, closed, filled).await;
    };
    let outcome = visit
        .floor
        .attempt(act, |act| {
            let (line, mut act) = (&line, act.with_own_key(key.clone()));
            async move {
                write(&mut act, number, line).await?;
                Ok::<_, NoteRefused>((act, (), Vec::new()))
            }
        })
        .await?;
    outcome?;
    Ok(see_other(&address(&visit)?))
}

async fn keep_amend(desk: Arc<Desk>, visit: Visit, act: Act) -> Answer {
    let (version, id) = (seen(&visit)?, which(&visit)?);
    let mut filled = Filled::posted(&visit);
    let line = filled.line::<MOST>(&visit, "note-words");
    let key = key(&desk, &visit, &mut filled).await?;
    let closed = key.is_none();
    let (Ok(line), Some(key)) = (line, key) else {
        let paper = Paper::amending(&visit, version)?;
        return paper.page(&visit, &act, closed, filled).await;
    };
    let access = *act.access();
    let outcome = visit
        .floor
        .attempt(act, |act| {
            let (line, mut act) = (&line, act.with_own_key(key.clone()));
            async move {
                amend(&mut act, id, version, line).await?;
                Ok::<_, NoteRefused>((act, (), Vec::new()))
            }
        })
        .await?;
    match outcome {
        Ok(()) => Ok(see_other(&format!("{}/{id}", address(&visit)?))),
        // Another page was faster: what was typed stays, over the version as it is now.
        Err(NoteRefused::Newer) => {
            let act = Act::open(&visit.floor.vault, access)
                .await?
                .with_own_key(key);
            let versions = note(&act, id).await?;
            let newest = versions.last().map_or(version, |kept| kept.version);
            filled.tell("note-words", visit.words.say("notes-newer"));
            let paper = Paper::amending(&visit, newest)?;
            paper.page(&visit, &act, false, filled).await
        }
        Err(refused) => Err(refused.into()),
    }
}
