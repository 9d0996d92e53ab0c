//! A ladder on the phone: beginning one, and looking at it step by step.

use super::super::said::gate_key;
use super::super::shown::{LadderShown, ladder_shown};
use super::super::typed;
use super::{OPENS, about, done, drafted, once, posted_once, refused_said, seen_by, to_ladder};
use crate::ladder::{LadderV1, NewLadder, go_on, propose, stop};
use crate::read::courage;
use crate::rules::Gate;
use askama::Template;
use care::RecordId;
use pages::{ClientVisit, Filled, Html, Next, Place, Reader, Screens, Trouble, Words, draft};
use sealed::{Act, ReadersV1};

pub(super) const LADDER: &str = "courage-ladder";
const NEW: &str = "courage-new";

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(LADDER, OPENS, show)
        .screen(NEW, OPENS, show_new)
        .act("courage-new-send", OPENS, |visit, act| {
            begin(visit, act, ReadersV1::Section)
        })
        .act("courage-new-keep", OPENS, |visit, act| {
            begin(visit, act, ReadersV1::Nobody)
        })
        .act("courage-stop", OPENS, |visit, act| turn(visit, act, true))
        .act("courage-go-on", OPENS, |visit, act| turn(visit, act, false))
}

#[derive(Template)]
#[template(path = "courage_new.html")]
struct New {
    words: Words,
    reader: Reader,
    filled: Filled,
    once: String,
}

async fn show_new(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let filled = drafted(&act, NEW, None).await?;
    new_screen(&visit, act, filled).await
}

async fn new_screen(visit: &ClientVisit, mut act: Act, filled: Filled) -> Result<Html, Trouble> {
    let reader = Reader::of(visit, &mut act, None).await?;
    let all = courage(&act).await?;
    Ok(Html::of(&New {
        words: visit.words,
        reader,
        once: once(&act, &filled, |once| all.ladder(once).is_some()),
        filled,
    }))
}

async fn begin(visit: ClientVisit, act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let once = posted_once(&visit)?;
    let mut filled = Filled::posted(&visit);
    let Ok((goal, aim)) = typed::goal(&mut filled, &visit) else {
        return Ok(Next::Stay(new_screen(&visit, act, filled).await?));
    };
    let ran = done(&visit, act, |mut act| {
        let new = NewLadder {
            once,
            goal: &goal,
            aim,
        };
        async move {
            let happened = propose(&mut act, &new, readers).await?;
            draft::forget(&mut act, NEW, None)?;
            Ok((act, (), happened))
        }
    })
    .await?;
    match ran {
        Ok(()) => Ok(to_ladder(once, "courage-ladder-begun")),
        Err((act, refused)) => {
            filled.notice = Some(refused_said(&refused, visit.words));
            Ok(Next::Stay(new_screen(&visit, act, filled).await?))
        }
    }
}

#[derive(Template)]
#[template(path = "courage_ladder.html")]
struct Ladder {
    words: Words,
    damaged: bool,
    one: LadderShown,
    seen_by: String,
    /// On the button that sends a ladder that is kept.
    share: String,
    /// What comes first, in words; and whether that is the look.
    first: Option<String>,
    look: bool,
    /// What a therapist wrote when they opened it.
    opened: Option<(String, String)>,
    /// A try that is begun and not finished.
    unfinished: Option<RecordId>,
}

async fn show(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let record = about(&visit)?;
    let all = courage(&act).await?;
    let kept = all.ladder(record);
    let Some(kept) = kept else {
        // It may be there and not open: then that is said, and nothing is said to be missing.
        act.find::<LadderV1>(record).await?;
        return Err(Trouble::Nothing);
    };
    let reader = Reader::of(&visit, &mut act, None).await?;
    let one = ladder_shown(&visit, &all, kept);
    let opened = all.check(record).and_then(|check| check.opened.as_ref());
    let opened = match opened {
        None => None,
        Some(opened) => {
            let name = super::super::shown::name(&visit, &act, opened.by, "").await?;
            let put = [("name", (&name).into())];
            let said = words.say_with("courage-opened", &put);
            Some((said, opened.words.clone()))
        }
    };
    let first = one.gate.filter(|gate| *gate != Gate::Stopped);
    let unfinished = all.unfinished().find(|one| one.value.ladder() == record);
    Ok(Html::of(&Ladder {
        words,
        damaged: all.damaged > 0,
        seen_by: seen_by(&reader, words, one.stands.is_kept()),
        share: reader.say("work-share"),
        look: one.gate == Some(Gate::Look),
        first: first
            .filter(|_| !one.steps.is_empty())
            .map(|gate| words.say(gate_key(gate))),
        opened,
        unfinished: unfinished.map(|kept| kept.record),
        one,
    }))
}

/// Stops a ladder, or takes it up again.
async fn turn(visit: ClientVisit, act: Act, stops: bool) -> Result<Next, Trouble> {
    let ladder = about(&visit)?;
    let ran = done(&visit, act, |mut act| async move {
        let happened = if stops {
            stop(&mut act, ladder).await?
        } else {
            go_on(&mut act, ladder).await?
        };
        Ok((act, (), happened))
    })
    .await?;
    if let Err((_, refused)) = ran {
        return Err(refused.into());
    }
    let said = if stops {
        "courage-stopped"
    } else {
        "courage-going-on"
    };
    Ok(Next::Go(Place::at(LADDER).about(ladder).saying(said)))
}
