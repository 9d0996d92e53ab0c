//! Strengths, in the client's own words; and one of them offered back when they ask for it. Nothing
//! is made up, and nothing comes by itself.

use super::super::shown::{self, Strength};
use super::{OPENS, done, drafted, lets, once, posted_once, said, seen_by, takes_out};
use crate::own::{What, self_trust};
use crate::stored::FromV1;
use crate::written::keep_strength;
use askama::Template;
use pages::{ClientVisit, Filled, Html, Next, Place, Reader, Screens, Trouble, Words, draft};
use sealed::{Act, ReadersV1};

const ALL: &str = "self-trust-strengths";
const NEW: &str = "self-trust-strength";
const BAD_DAY: &str = "self-trust-one";

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(ALL, OPENS, show_all)
        .screen(NEW, OPENS, show_new)
        .screen(BAD_DAY, OPENS, show_one)
        .act("self-trust-strength-send", OPENS, |visit, act| {
            new(visit, act, ReadersV1::Section)
        })
        .act("self-trust-strength-keep", OPENS, |visit, act| {
            new(visit, act, ReadersV1::Nobody)
        })
        .act("self-trust-strength-share", OPENS, |visit, act| {
            lets(visit, act, What::Strength, ReadersV1::Section)
        })
        .act("self-trust-strength-take-back", OPENS, |visit, act| {
            lets(visit, act, What::Strength, ReadersV1::Nobody)
        })
        .act("self-trust-strength-out", OPENS, |visit, act| {
            takes_out(visit, act, What::Strength, ALL)
        })
}

#[derive(Template)]
#[template(path = "self_trust_strengths.html")]
struct AllScreen {
    words: Words,
    damaged: bool,
    /// Each with who can see it.
    all: Vec<(Strength, String)>,
    share: String,
}

async fn show_all(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let all = self_trust(&act).await?;
    let reader = Reader::of(&visit, &mut act, None).await?;
    let shown = all.strengths.iter().rev().map(|kept| {
        let one = shown::strength(kept, words);
        let seen_by = seen_by(&reader, words, one.sent);
        (one, seen_by)
    });
    Ok(Html::of(&AllScreen {
        words,
        damaged: all.damaged > 0,
        all: shown.collect(),
        share: reader.say("work-share"),
    }))
}

#[derive(Template)]
#[template(path = "self_trust_strength.html")]
struct New {
    words: Words,
    reader: Reader,
    filled: Filled,
    once: String,
    from: Vec<(&'static str, String, bool)>,
}

async fn show_new(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let filled = drafted(&act, NEW, None).await?.unwrap_or_default();
    new_screen(&visit, act, filled).await
}

async fn new_screen(visit: &ClientVisit, mut act: Act, filled: Filled) -> Result<Html, Trouble> {
    let words = visit.words;
    let all = self_trust(&act).await?.strengths;
    let from = FromV1::ALL.iter().map(|from| {
        let code = from.code();
        let said = words.say(&format!("self-trust-from-{code}"));
        (code, said, filled.value("from") == code)
    });
    Ok(Html::of(&New {
        words,
        reader: Reader::of(visit, &mut act, None).await?,
        once: once(&act, &filled, |id| all.iter().any(|one| one.record == id)),
        from: from.collect(),
        filled,
    }))
}

async fn new(visit: ClientVisit, act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let once = posted_once(&visit)?;
    let mut filled = Filled::posted(&visit);
    let line = filled.line(&visit, "strength");
    let from = match visit.form.words("from") {
        // Whoever does not say otherwise speaks for themself.
        None => Some(FromV1::Me),
        Some(code) => FromV1::from_code(code),
    };
    if from.is_none() {
        filled.tell("from", visit.words.say("self-trust-wrong-choose"));
    }
    let (Ok(line), Some(from)) = (line, from) else {
        return Ok(Next::Stay(new_screen(&visit, act, filled).await?));
    };
    let line = &line;
    let ran = done(&visit, act, |mut act| async move {
        let happened = keep_strength(&mut act, once, line, from, readers).await?;
        draft::forget(&mut act, NEW, None)?;
        Ok((act, (), happened))
    });
    match ran.await? {
        Ok(()) => Ok(Next::Go(Place::at(ALL).saying(said(readers)))),
        Err((act, filled)) => Ok(Next::Stay(new_screen(&visit, act, filled).await?)),
    }
}

#[derive(Template)]
#[template(path = "self_trust_one.html")]
struct BadDay {
    words: Words,
    damaged: bool,
    /// One of the client's own; `None`: there is none.
    one: Option<Strength>,
    more: bool,
}

/// One of the client's own: the one after the one that is shown, or else the next in turn by the day,
/// so that days that follow each other show different ones.
async fn show_one(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let all = self_trust(&act).await?;
    let own = &all.strengths;
    let after = visit
        .place
        .about
        .and_then(|shown| own.iter().position(|one| one.record == shown));
    let turn = shown::today(&visit).map_or(0, |day| usize::from(day.day_of_year().unsigned_abs()));
    let at = after.map_or(turn, |at| at + 1);
    let one = own.iter().cycle().nth(at % own.len().max(1));
    Ok(Html::of(&BadDay {
        words: visit.words,
        damaged: all.damaged > 0,
        one: one.map(|kept| shown::strength(kept, visit.words)),
        more: own.len() > 1,
    }))
}
