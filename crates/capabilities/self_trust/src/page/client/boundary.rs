//! Boundaries: setting one, wording it anew, and how it went when it was tried.

use super::super::shown::{self, Boundary, noon, typed_day};
use super::{OPENS, about, done, drafted, lets, once, posted_once, said, seen, seen_by, takes_out};
use crate::own::{What, find, self_trust};
use crate::refused::Refused;
use crate::stored::{BoundaryV1, HeldV1, WhomV1};
use crate::written::{NewTry, put_away, reword, set_boundary, tried};
use askama::Template;
use care::RecordId;
use pages::{ClientVisit, Filled, Html, Next, Place, Reader, Screens, Trouble, Words, draft};
use sealed::{Act, Kept, ReadersV1};

const ALL: &str = "self-trust-boundaries";
const ONE: &str = "self-trust-boundary";
const NEW: &str = "self-trust-boundary-new";
const REWORD: &str = "self-trust-reword";
const TRIED: &str = "self-trust-tried";

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(ALL, OPENS, show_all)
        .screen(ONE, OPENS, show_one)
        .screen(NEW, OPENS, show_new)
        .screen(REWORD, OPENS, show_reword)
        .screen(TRIED, OPENS, show_tried)
        .act("self-trust-boundary-send", OPENS, |visit, act| {
            new(visit, act, ReadersV1::Section)
        })
        .act("self-trust-boundary-keep", OPENS, |visit, act| {
            new(visit, act, ReadersV1::Nobody)
        })
        .act("self-trust-reword-send", OPENS, |visit, act| {
            words_anew(visit, act, ReadersV1::Section)
        })
        .act("self-trust-reword-keep", OPENS, |visit, act| {
            words_anew(visit, act, ReadersV1::Nobody)
        })
        .act("self-trust-tried-send", OPENS, |visit, act| {
            how_it_went(visit, act, ReadersV1::Section)
        })
        .act("self-trust-tried-keep", OPENS, |visit, act| {
            how_it_went(visit, act, ReadersV1::Nobody)
        })
        .act("self-trust-boundary-share", OPENS, |visit, act| {
            lets(visit, act, What::Boundary, ReadersV1::Section)
        })
        .act("self-trust-boundary-take-back", OPENS, |visit, act| {
            lets(visit, act, What::Boundary, ReadersV1::Nobody)
        })
        .act("self-trust-boundary-out", OPENS, |visit, act| {
            takes_out(visit, act, What::Boundary, ALL)
        })
        .act("self-trust-boundary-away", OPENS, |visit, act| {
            away(visit, act, true)
        })
        .act("self-trust-boundary-back", OPENS, |visit, act| {
            away(visit, act, false)
        })
}

#[derive(Template)]
#[template(path = "self_trust_boundaries.html")]
struct All {
    words: Words,
    damaged: bool,
    now: Vec<Boundary>,
    away: Vec<Boundary>,
}

async fn show_all(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let all = self_trust(&act).await?;
    let shown = all
        .boundaries
        .iter()
        .map(|kept| shown::boundary(&visit, kept));
    let (away, now): (Vec<_>, Vec<_>) = shown.partition(|one| one.away);
    Ok(Html::of(&All {
        words: visit.words,
        damaged: all.damaged > 0,
        now,
        away,
    }))
}

#[derive(Template)]
#[template(path = "self_trust_boundary.html")]
struct OneScreen {
    words: Words,
    one: Boundary,
    seen_by: String,
    share: String,
}

async fn show_one(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let kept: Kept<BoundaryV1> = find(&act, about(&visit)?, None).await?;
    let reader = Reader::of(&visit, &mut act, None).await?;
    let one = shown::boundary(&visit, &kept);
    Ok(Html::of(&OneScreen {
        words,
        seen_by: seen_by(&reader, words, one.sent),
        share: reader.say("work-share"),
        one,
    }))
}

#[derive(Template)]
#[template(path = "self_trust_boundary_new.html")]
struct New {
    words: Words,
    reader: Reader,
    filled: Filled,
    once: String,
    whom: Vec<(&'static str, String, bool)>,
}

async fn show_new(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let filled = drafted(&act, NEW, None).await?.unwrap_or_default();
    new_screen(&visit, act, filled).await
}

async fn new_screen(visit: &ClientVisit, mut act: Act, filled: Filled) -> Result<Html, Trouble> {
    let words = visit.words;
    let all = self_trust(&act).await?.boundaries;
    let whom = WhomV1::ALL.iter().map(|whom| {
        let code = whom.code();
        let said = words.say(&format!("self-trust-whom-{code}"));
        (code, said, filled.value("whom") == code)
    });
    Ok(Html::of(&New {
        words,
        reader: Reader::of(visit, &mut act, None).await?,
        once: once(&act, &filled, |id| all.iter().any(|one| one.record == id)),
        whom: whom.collect(),
        filled,
    }))
}

async fn new(visit: ClientVisit, act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let once = posted_once(&visit)?;
    let mut filled = Filled::posted(&visit);
    let line = filled.line(&visit, "boundary");
    let whom = match visit.form.words("whom") {
        // With whom is nothing that must be said.
        None => Some(WhomV1::Other),
        Some(code) => WhomV1::from_code(code),
    };
    if whom.is_none() {
        filled.tell("whom", visit.words.say("self-trust-wrong-choose"));
    }
    let (Ok(line), Some(whom)) = (line, whom) else {
        return Ok(Next::Stay(new_screen(&visit, act, filled).await?));
    };
    let line = &line;
    let ran = done(&visit, act, |mut act| async move {
        let happened = set_boundary(&mut act, once, line, whom, readers).await?;
        draft::forget(&mut act, NEW, None)?;
        Ok((act, (), happened))
    });
    match ran.await? {
        Ok(()) => Ok(Next::Go(Place::at(ALL).saying(said(readers)))),
        Err((act, filled)) => Ok(Next::Stay(new_screen(&visit, act, filled).await?)),
    }
}

#[derive(Template)]
#[template(path = "self_trust_reword.html")]
struct Reword {
    words: Words,
    reader: Reader,
    filled: Filled,
    id: RecordId,
    version: u32,
}

async fn show_reword(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let record = about(&visit)?;
    let filled = drafted(&act, REWORD, Some(record)).await?;
    reword_screen(&visit, act, record, filled).await
}

async fn reword_screen(
    visit: &ClientVisit,
    mut act: Act,
    record: RecordId,
    filled: Option<Filled>,
) -> Result<Html, Trouble> {
    let kept: Kept<BoundaryV1> = find(&act, record, None).await?;
    let now = || Filled::offered(&[("boundary", kept.value.words().to_owned())]);
    Ok(Html::of(&Reword {
        words: visit.words,
        reader: Reader::of(visit, &mut act, None).await?,
        filled: filled.unwrap_or_else(now),
        id: record,
        version: kept.version,
    }))
}

async fn words_anew(visit: ClientVisit, act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let (record, seen) = (about(&visit)?, seen(&visit)?);
    let mut filled = Filled::posted(&visit);
    let Ok(line) = filled.line(&visit, "boundary") else {
        let html = reword_screen(&visit, act, record, Some(filled)).await?;
        return Ok(Next::Stay(html));
    };
    let line = &line;
    let ran = done(&visit, act, |mut act| async move {
        let happened = reword(&mut act, record, seen, line, readers).await?;
        draft::forget(&mut act, REWORD, Some(record))?;
        Ok((act, (), happened))
    });
    match ran.await? {
        Ok(()) => Ok(to(record, said(readers))),
        Err((act, filled)) => {
            let html = reword_screen(&visit, act, record, Some(filled)).await?;
            Ok(Next::Stay(html))
        }
    }
}

#[derive(Template)]
#[template(path = "self_trust_tried.html")]
struct Tried {
    words: Words,
    reader: Reader,
    filled: Filled,
    id: RecordId,
    once: String,
    boundary: String,
    held: Vec<(&'static str, String, bool)>,
}

async fn show_tried(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let record = about(&visit)?;
    let filled = drafted(&act, TRIED, Some(record)).await?;
    tried_screen(&visit, act, record, filled.unwrap_or_default()).await
}

async fn tried_screen(
    visit: &ClientVisit,
    mut act: Act,
    record: RecordId,
    filled: Filled,
) -> Result<Html, Trouble> {
    let words = visit.words;
    let kept: Kept<BoundaryV1> = find(&act, record, None).await?;
    let held = HeldV1::ALL.iter().map(|held| {
        let code = held.code();
        let said = words.say(&format!("self-trust-held-{code}"));
        (code, said, filled.value("held") == code)
    });
    let is_there = |id: RecordId| kept.value.tried.iter().any(|one| one.once == *id.bytes());
    Ok(Html::of(&Tried {
        words,
        reader: Reader::of(visit, &mut act, None).await?,
        id: record,
        once: once(&act, &filled, is_there),
        boundary: kept.value.words().to_owned(),
        held: held.collect(),
        filled,
    }))
}

fn typed(filled: &mut Filled, visit: &ClientVisit) -> Option<NewTry> {
    let held = visit.form.get("held").and_then(HeldV1::from_code);
    if held.is_none() {
        filled.tell("held", visit.words.say("self-trust-wrong-choose"));
    }
    let day = typed_day(
        filled,
        visit,
        "day",
        "self-trust-wrong-to-come",
        |day, today| day <= today,
    );
    let followed = filled.optional_line(visit, "followed");
    let next = filled.optional_line(visit, "next");
    let noon = day.ok()?.and_then(|day| noon(visit, day));
    Some(NewTry {
        // Noon of today may still be to come.
        on: noon.map_or(visit.now, |noon| noon.min(visit.now)),
        held: held?,
        followed: followed.ok()?,
        next: next.ok()?,
    })
}

async fn how_it_went(visit: ClientVisit, act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let (record, once) = (about(&visit)?, posted_once(&visit)?);
    let mut filled = Filled::posted(&visit);
    let Some(new) = typed(&mut filled, &visit) else {
        let html = tried_screen(&visit, act, record, filled).await?;
        return Ok(Next::Stay(html));
    };
    let new = &new;
    let ran = done(&visit, act, |mut act| async move {
        let happened = tried(&mut act, record, once, new, readers).await?;
        draft::forget(&mut act, TRIED, Some(record))?;
        Ok((act, (), happened))
    });
    match ran.await? {
        Ok(()) => Ok(to(record, said(readers))),
        Err((act, filled)) => {
            let html = tried_screen(&visit, act, record, filled).await?;
            Ok(Next::Stay(html))
        }
    }
}

/// Back to the boundary, saying this.
const fn to(boundary: RecordId, said: &'static str) -> Next {
    Next::Go(Place::at(ONE).about(boundary).saying(said))
}

async fn away(visit: ClientVisit, act: Act, away: bool) -> Result<Next, Trouble> {
    let record = about(&visit)?;
    let ran = visit.floor.attempt(act, |mut act| async move {
        put_away(&mut act, record, away).await?;
        Ok::<_, Refused>((act, (), Vec::new()))
    });
    ran.await?.map_err(Trouble::from)?;
    Ok(Next::Go(Place::at(ALL).saying("self-trust-changed")))
}
