//! The client's screens. One thing on each; who reads it is said before anything is written.

mod ladder;
mod look;
mod script;
mod step;
mod tries;
mod trying;

pub(super) use look::the_form;

use super::shown::LadderShown;
use super::typed;
use crate::read::{Courage, courage};
use crate::refused::Refused;
use crate::rules::Gate;
use askama::Template;
use care::{Happened, RecordId, Section, Sections};
use pages::{ClientVisit, Filled, Html, Next, Place, Reader, Screens, Trouble, Words, draft};
use sealed::{Act, ReadersV1};
use std::future::Future;

/// The screen's name.
const COURAGE: &str = "courage";
const HINTS: &str = "courage-hints";

/// The work. Consent: who treats the client, and so would read what is sent.
const OPENS: Sections = Sections::of(&[Section::Work, Section::Consent, Section::Drafts]);

pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(COURAGE, OPENS, show)
        .screen(HINTS, OPENS, show_hints)
        .act("courage-share", OPENS, |visit, act| {
            say_readers(visit, act, ReadersV1::Section)
        })
        .act("courage-take-back", OPENS, |visit, act| {
            say_readers(visit, act, ReadersV1::Nobody)
        })
        .and(ladder::screens())
        .and(step::screens())
        .and(look::screens())
        .and(trying::screens())
        .and(tries::screens())
        .and(script::screens())
}

/// What stands in a list: what it is about, and what is to be said of it.
struct Line {
    id: RecordId,
    about: String,
    said: String,
}

#[derive(Template)]
#[template(path = "courage.html")]
struct Entry {
    words: Words,
    damaged: bool,
    /// Tries that are begun and not finished.
    unfinished: Vec<Line>,
    going: Vec<Line>,
    stopped: Vec<Line>,
    scripts: Vec<Line>,
}

/// Who can see something of the client's.
fn seen_by(reader: &Reader, words: Words, kept: bool) -> String {
    if kept {
        words.say("work-only-you")
    } else {
        reader.say("work-seen-by")
    }
}

async fn show(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let all = courage(&act).await?;
    let reader = Reader::of(&visit, &mut act, None).await?;
    let of = |ladder: &LadderShown| Line {
        id: ladder.id,
        about: ladder.goal.clone(),
        said: seen_by(&reader, words, ladder.stands.is_kept()),
    };
    let ladders: Vec<_> = all
        .ladders
        .iter()
        .map(|kept| super::shown::ladder_shown(&visit, &all, kept))
        .collect();
    let unfinished = all.unfinished().map(|kept| Line {
        id: kept.record,
        about: kept.value.what.clone(),
        said: visit.day_and_time(kept.value.begun()),
    });
    let scripts = all.scripts.iter().map(|kept| Line {
        id: kept.record,
        about: kept.value.about.clone(),
        said: seen_by(&reader, words, kept.value.readers == ReadersV1::Nobody),
    });
    Ok(Html::of(&Entry {
        words,
        damaged: all.damaged > 0,
        unfinished: unfinished.collect(),
        going: ladders.iter().filter(|one| !one.stopped).map(of).collect(),
        stopped: ladders.iter().filter(|one| one.stopped).map(of).collect(),
        scripts: scripts.collect(),
    }))
}

#[derive(Template)]
#[template(path = "courage_hints.html")]
struct Hints {
    words: Words,
}

async fn show_hints(visit: ClientVisit, _: Act) -> Result<Html, Trouble> {
    Ok(Html::of(&Hints { words: visit.words }))
}

/// Which record a form or the screen is about.
fn about(visit: &ClientVisit) -> Result<RecordId, Trouble> {
    let posted = visit.form.get("about").and_then(RecordId::parse);
    posted.or(visit.place.about).ok_or(Trouble::Nothing)
}

/// What was half written on this screen.
async fn drafted(act: &Act, screen: &str, about: Option<RecordId>) -> Result<Filled, Trouble> {
    let fields = draft::load(act, screen, about).await?;
    Ok(typed::offered(&fields))
}

/// The id under which something new is sent: that of its page, unless it is there by now.
fn once(act: &Act, filled: &Filled, taken: impl Fn(RecordId) -> bool) -> String {
    let begun = RecordId::parse(filled.value("once")).filter(|once| !taken(*once));
    begun.unwrap_or_else(|| act.mint()).to_string()
}

fn posted_once(visit: &ClientVisit) -> Result<RecordId, Trouble> {
    let once = visit.form.get("once").and_then(RecordId::parse);
    once.ok_or(Trouble::NotUnderstood)
}

/// Runs what was asked for. What was refused for a reason that the page can say comes back with an act
/// to show it by.
async fn done<R>(
    visit: &ClientVisit,
    act: Act,
    run: impl FnMut(Act) -> R,
) -> Result<Result<(), (Act, Refused)>, Trouble>
where
    R: Future<Output = Result<(Act, (), Vec<Happened>), Refused>>,
{
    let access = *act.access();
    match visit.floor.attempt(act, run).await? {
        Ok(()) => Ok(Ok(())),
        Err(refused @ (Refused::None | Refused::Read(_))) => Err(refused.into()),
        Err(refused) => {
            let act = Act::open(&visit.floor.vault, access).await?;
            Ok(Err((act, refused)))
        }
    }
}

/// What a page says when something was refused.
fn refused_said(refused: &Refused, words: Words) -> String {
    let key = match refused {
        Refused::Newer => "courage-refused-newer",
        Refused::Full => "courage-refused-full",
        Refused::Apart => "courage-refused-apart",
        Refused::Gate(gate) => super::said::gate_key(*gate),
        Refused::Danger => super::said::gate_key(Gate::Danger),
        Refused::Empty | Refused::None | Refused::Read(_) => "courage-wrong-empty",
    };
    words.say(key)
}

/// Sends what was kept, or takes back what was sent, and stays where one is.
async fn say_readers(visit: ClientVisit, act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let record = about(&visit)?;
    let ran = done(&visit, act, |mut act| async move {
        let happened = crate::shared::readers(&mut act, record, readers).await?;
        Ok((act, (), happened))
    })
    .await?;
    let said = match (ran, readers) {
        (Err(_), _) => "courage-refused-apart",
        (Ok(()), ReadersV1::Section) => "courage-sent",
        (Ok(()), ReadersV1::Nobody) => "courage-taken-back",
    };
    Ok(Next::Go(visit.place.clone().saying(said)))
}

/// The ladder that a screen about it or about one of its steps shows.
fn ladder_of(all: &Courage, about: RecordId) -> Result<RecordId, Trouble> {
    let own = all.ladder(about).or_else(|| all.with_step(about));
    own.map(|kept| kept.record).ok_or(Trouble::Nothing)
}

/// Back to the ladder, saying this.
const fn to_ladder(ladder: RecordId, said: &'static str) -> Next {
    Next::Go(Place::at(ladder::LADDER).about(ladder).saying(said))
}
