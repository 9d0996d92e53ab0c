//! The word in front of one's notes: typing it, choosing the first, another, and one in place of a
//! forgotten one.

use super::{NAME, address, at, client, trouble};
use crate::process::desk::{Desk, Opened};
use askama::Template;
use care::Private;
use pages::own_keys::word::{LEAST, WrongWord, chosen, typed};
use pages::shell::{again, see_other, staff};
use pages::{Answer, Filled, Html, Routes, Verb, Visit, Words};
use sealed::{Act, Blind, OwnKeyError};
use std::sync::Arc;

pub(super) fn routes(desk: &Arc<Desk>) -> Routes {
    let word = "/clients/{client}/process-notes/word";
    let change = "/clients/{client}/process-notes/change";
    let lost = "/clients/{client}/process-notes/lost";
    let close = "/clients/{client}/process-notes/close";
    at(desk, (Verb::Get, word, NAME), show)
        .and(at(desk, (Verb::Post, word, NAME), open))
        .and(at(desk, (Verb::Get, change, NAME), show_change))
        .and(at(desk, (Verb::Post, change, NAME), keep_change))
        .and(at(desk, (Verb::Get, lost, NAME), show_lost))
        .and(at(desk, (Verb::Post, lost, NAME), keep_lost))
        .and(at(desk, (Verb::Post, close, NAME), shut))
}

/// Which of the pages it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Open,
    Begin,
    Change,
    Lost,
}

impl Which {
    /// Its last step of the address, and the middle of its keys in the catalogue.
    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Open => ("word", "open"),
            Self::Begin => ("word", "begin"),
            Self::Change => ("change", "change"),
            Self::Lost => ("lost", "lost"),
        }
    }

    /// What it says; `kind` is whether the service keeps a way in of its own.
    fn says(self, words: Words, kind: &str) -> Vec<String> {
        match self {
            Self::Open => vec![words.say("notes-open-said")],
            Self::Begin => vec![
                words.say("notes-begin-said"),
                words.say("notes-begin-who"),
                words.say(&format!("notes-begin-{kind}")),
            ],
            Self::Change => vec![words.say("notes-change-said")],
            Self::Lost => vec![words.say(&format!("notes-lost-{kind}"))],
        }
    }

    fn asks(self, words: Words) -> Vec<Field> {
        let field = |name, key: &str, complete| Field {
            name,
            label: words.say(key),
            complete,
        };
        let old = field("word", "notes-word", "current-password");
        let new = field("new-word", "notes-word-new", "new-password");
        let twice = field("word-again", "notes-word-again", "new-password");
        match self {
            Self::Open => vec![old],
            Self::Change => vec![old, new, twice],
            Self::Begin | Self::Lost => vec![new, twice],
        }
    }
}

struct Field {
    name: &'static str,
    label: String,
    complete: &'static str,
}

#[derive(Template)]
#[template(path = "notes_word.html")]
struct Page {
    words: Words,
    called: String,
    back: String,
    title: String,
    said: Vec<String>,
    action: String,
    fields: Vec<Field>,
    hint: Option<String>,
    button: String,
    /// The way for someone who forgot it.
    lost: Option<String>,
    filled: Filled,
}

fn least() -> i64 {
    i64::try_from(LEAST).unwrap_or(i64::MAX)
}

async fn page(desk: &Desk, visit: &Visit, act: &Act, which: Which, filled: Filled) -> Answer {
    let words = visit.words;
    let vault = &visit.floor.vault;
    // Of a key that is there already it is told how it is; of one to come, what the service chose.
    let blind = match vault.open_own_key_as_service(visit.who.asker.person).await {
        Ok(_) => Blind::No,
        Err(OwnKeyError::Blind) => Blind::Yes,
        Err(OwnKeyError::NoneYet) => desk.blind().await?,
        Err(error) => return Err(trouble(error)),
    };
    let kind = if blind == Blind::Yes { "blind" } else { "both" };
    let (step, name) = which.names();
    let notes = address(visit)?;
    let chooses = which != Which::Open;
    let status = filled.status();
    let page = Page {
        words,
        called: visit.floor.sign_ins.called(act).await?,
        back: client(visit)?,
        title: words.say(&format!("notes-{name}-title")),
        said: which.says(words, kind),
        action: format!("{notes}/{step}"),
        fields: which.asks(words),
        hint: chooses.then(|| words.say_with("notes-word-hint", &[("least", least().into())])),
        button: words.say(&format!("notes-{name}-do")),
        lost: (!chooses).then(|| format!("{notes}/lost")),
        filled,
    };
    let mut response = staff(visit, &page.title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

/// What was sent, without the words: they are never put into a page again.
fn asked_again(visit: &Visit, name: &'static str, key: &str) -> Filled {
    let mut filled = Filled::default();
    filled.tell(
        name,
        visit.words.say_with(key, &[("least", least().into())]),
    );
    filled
}

fn wrong(visit: &Visit, wrong: WrongWord) -> Filled {
    match wrong {
        WrongWord::Short => asked_again(visit, "new-word", "notes-wrong-short"),
        WrongWord::Long => asked_again(visit, "new-word", "notes-wrong-long"),
        WrongWord::Differ => asked_again(visit, "word-again", "notes-wrong-differ"),
    }
}

fn not_opened(visit: &Visit, opened: Opened) -> Filled {
    let key = if opened == Opened::TooMany {
        "notes-wrong-many"
    } else {
        "notes-wrong-word"
    };
    asked_again(visit, "word", key)
}

async fn show(desk: Arc<Desk>, visit: Visit, act: Act) -> Answer {
    if desk.key(visit.who.sign_in, visit.now).is_some() {
        return Ok(see_other(&address(&visit)?));
    }
    let person = visit.who.asker.person;
    let which = if visit.floor.vault.has_own_key(person).await? {
        Which::Open
    } else {
        Which::Begin
    };
    page(&desk, &visit, &act, which, Filled::default()).await
}

async fn open(desk: Arc<Desk>, visit: Visit, act: Act) -> Answer {
    let vault = &visit.floor.vault;
    if let Some(word) = visit.form.get("word") {
        let opened = desk.opens(vault, &visit.who, word).await.map_err(trouble)?;
        if opened == Opened::Yes {
            return Ok(see_other(&address(&visit)?));
        }
        let told = not_opened(&visit, opened);
        return page(&desk, &visit, &act, Which::Open, told).await;
    }
    let (new, twice) = two(&visit);
    if let Err(found) = chosen(&new, &twice) {
        let told = wrong(&visit, found);
        return page(&desk, &visit, &act, Which::Begin, told).await;
    }
    desk.makes(vault, &visit.who, &new).await.map_err(trouble)?;
    Ok(see_other(&address(&visit)?))
}

fn two(visit: &Visit) -> (Private<String>, Private<String>) {
    let field = |name| typed(visit.form.get(name));
    (field("new-word"), field("word-again"))
}

async fn show_change(desk: Arc<Desk>, visit: Visit, act: Act) -> Answer {
    page(&desk, &visit, &act, Which::Change, Filled::default()).await
}

async fn keep_change(desk: Arc<Desk>, visit: Visit, act: Act) -> Answer {
    let (new, twice) = two(&visit);
    if let Err(found) = chosen(&new, &twice) {
        let told = wrong(&visit, found);
        return page(&desk, &visit, &act, Which::Change, told).await;
    }
    let old = typed(visit.form.get("word"));
    let vault = &visit.floor.vault;
    let changed = desk.changes(vault, &visit.who, (&old, &new)).await;
    let opened = changed.map_err(trouble)?;
    if opened == Opened::Yes {
        return Ok(see_other(&format!("{}?done=changed", address(&visit)?)));
    }
    let told = not_opened(&visit, opened);
    page(&desk, &visit, &act, Which::Change, told).await
}

/// Whoever forgot the word proves who they are once more before another takes its place.
async fn show_lost(desk: Arc<Desk>, visit: Visit, act: Act) -> Answer {
    if !visit.fresh() {
        return Ok(again(&format!("{}/lost", address(&visit)?)));
    }
    page(&desk, &visit, &act, Which::Lost, Filled::default()).await
}

async fn keep_lost(desk: Arc<Desk>, visit: Visit, act: Act) -> Answer {
    if !visit.fresh() {
        return Ok(again(&format!("{}/lost", address(&visit)?)));
    }
    let (new, twice) = two(&visit);
    if let Err(found) = chosen(&new, &twice) {
        let told = wrong(&visit, found);
        return page(&desk, &visit, &act, Which::Lost, told).await;
    }
    let vault = &visit.floor.vault;
    let lost = desk.renews(vault, &visit.who, &new).await;
    let done = if lost.map_err(trouble)? {
        "anew"
    } else {
        "changed"
    };
    Ok(see_other(&format!("{}?done={done}", address(&visit)?)))
}

async fn shut(desk: Arc<Desk>, visit: Visit, _: Act) -> Answer {
    desk.close(visit.who.sign_in);
    Ok(see_other(&client(&visit)?))
}
