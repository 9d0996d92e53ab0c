//! A try on the phone: before it, while it goes on, and after it. Where it stands is on the server, so
//! that a lost connection loses nothing, and what was not finished can be finished on another day.

use super::super::said::step_words;
use super::super::shown::Stands;
use super::super::typed::{TypedAfter, TypedBefore};
use super::{OPENS, about, done, drafted, ladder_of, once, posted_once, refused_said, to_ladder};
use crate::ladder::AimV1;
use crate::read::{Courage, courage};
use crate::rules::may_try;
use crate::trial::{TrialV1, begin, end, finish};
use askama::Template;
use care::RecordId;
use pages::{ClientVisit, Filled, Html, Next, Place, Reader, Screens, Trouble, Words, draft};
use sealed::{Act, Kept, ReadersV1};

const TRY: &str = "courage-try";
const DURING: &str = "courage-during";
const AFTER: &str = "courage-after";
/// The screen of short tools for the body, where the service has it.
const CALM: &str = "body";

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(TRY, OPENS, show_before)
        .act("courage-try-begin", OPENS, start)
        .screen(DURING, OPENS, show_during)
        .act("courage-try-stop", OPENS, |visit, act| {
            over(visit, act, true)
        })
        .act("courage-try-over", OPENS, |visit, act| {
            over(visit, act, false)
        })
        .screen(AFTER, OPENS, show_after)
        .act("courage-try-send", OPENS, |visit, act| {
            write(visit, act, ReadersV1::Section)
        })
        .act("courage-try-keep", OPENS, |visit, act| {
            write(visit, act, ReadersV1::Nobody)
        })
}

#[derive(Template)]
#[template(path = "courage_before.html")]
struct BeforeScreen {
    words: Words,
    step: RecordId,
    what: String,
    place: String,
    safety: String,
    people: bool,
    /// What comes first; then nothing can be begun.
    first: Option<String>,
    ladder: RecordId,
    filled: Filled,
    once: String,
}

async fn show_before(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let step = about(&visit)?;
    let filled = drafted(&act, TRY, Some(step)).await?;
    before_screen(&visit, &act, step, filled).await
}

async fn before_screen(
    visit: &ClientVisit,
    act: &Act,
    step: RecordId,
    filled: Filled,
) -> Result<Html, Trouble> {
    let words = visit.words;
    let all = courage(act).await?;
    let kept = all.with_step(step).ok_or(Trouble::Nothing)?;
    let on = kept.value.step(step).ok_or(Trouble::Nothing)?;
    let check = all.check(kept.record);
    let first = may_try(&kept.value, on, check, true, visit.now).err();
    Ok(Html::of(&BeforeScreen {
        words,
        step,
        what: on.what.clone(),
        place: on.place.clone(),
        safety: on.safety.clone(),
        people: kept.value.aim == AimV1::People,
        first: first.map(|gate| words.say(super::super::said::gate_key(gate))),
        ladder: kept.record,
        once: once(act, &filled, |once| all.trial(once).is_some()),
        filled,
    }))
}

async fn start(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let (step, once) = (about(&visit)?, posted_once(&visit)?);
    let ladder = ladder_of(&courage(&act).await?, step)?;
    let mut filled = Filled::posted(&visit);
    let Ok(typed) = TypedBefore::read(&mut filled, &visit) else {
        let html = before_screen(&visit, &act, step, filled).await?;
        return Ok(Next::Stay(html));
    };
    let ran = done(&visit, act, |mut act| {
        let before = typed.as_new();
        async move {
            begin(&mut act, ladder, step, once, &before).await?;
            draft::forget(&mut act, TRY, Some(step))?;
            Ok((act, (), Vec::new()))
        }
    })
    .await?;
    match ran {
        Ok(()) => Ok(Next::Go(Place::at(DURING).about(once))),
        Err((act, refused)) => {
            filled.notice = Some(refused_said(&refused, visit.words));
            let html = before_screen(&visit, &act, step, filled).await?;
            Ok(Next::Stay(html))
        }
    }
}

/// The try that a screen is about, if it is there.
fn the_try(all: &Courage, record: RecordId) -> Result<&Kept<TrialV1>, Trouble> {
    let found = all.trial(record).filter(|kept| kept.value.gone.is_none());
    found.ok_or(Trouble::Nothing)
}

#[derive(Template)]
#[template(path = "courage_during.html")]
struct During {
    words: Words,
    id: RecordId,
    what: String,
    safety: String,
    feared: String,
    calm: bool,
    /// The script that goes with the step.
    script: Option<RecordId>,
}

async fn show_during(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let record = about(&visit)?;
    let all = courage(&act).await?;
    let kept = the_try(&all, record)?;
    let one = &kept.value;
    if one.ended.is_some() || !one.is_open() {
        return after_screen(&visit, act, record, Filled::default()).await;
    }
    let ladder = all.ladder(one.ladder()).map(|kept| &kept.value);
    let step = ladder.and_then(|ladder| ladder.step(one.step()));
    let script = step.and_then(|step| step.script).map(RecordId::from_bytes);
    Ok(Html::of(&During {
        words: visit.words,
        id: record,
        what: step_words(ladder, one).to_owned(),
        safety: step.map_or_else(String::new, |step| step.safety.clone()),
        feared: one.feared.clone(),
        calm: visit.has(CALM),
        script: script.filter(|script| all.script(*script).is_some()),
    }))
}

/// It is over, or was stopped: the same two taps away whatever happens.
async fn over(visit: ClientVisit, act: Act, stopped: bool) -> Result<Next, Trouble> {
    let record = about(&visit)?;
    let ran = done(&visit, act, |mut act| async move {
        end(&mut act, record, stopped).await?;
        Ok((act, (), Vec::new()))
    })
    .await?;
    if let Err((_, refused)) = ran {
        return Err(refused.into());
    }
    Ok(Next::Go(Place::at(AFTER).about(record)))
}

#[derive(Template)]
#[template(path = "courage_after.html")]
struct AfterScreen {
    words: Words,
    id: RecordId,
    what: String,
    feared: String,
    stopped: bool,
    people: bool,
    calm: bool,
    /// Who can read it: both, if it was begun together; whoever the client says; the client alone,
    /// where its ladder is kept for them.
    stands: Stands,
    reader: Reader,
    filled: Filled,
}

async fn show_after(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let record = about(&visit)?;
    let filled = drafted(&act, AFTER, Some(record)).await?;
    after_screen(&visit, act, record, filled).await
}

async fn after_screen(
    visit: &ClientVisit,
    mut act: Act,
    record: RecordId,
    filled: Filled,
) -> Result<Html, Trouble> {
    let all = courage(&act).await?;
    let one = &the_try(&all, record)?.value;
    let ladder = all.ladder(one.ladder()).map(|kept| &kept.value);
    let reader = Reader::of(visit, &mut act, None).await?;
    Ok(Html::of(&AfterScreen {
        words: visit.words,
        id: record,
        what: step_words(ladder, one).to_owned(),
        feared: one.feared.clone(),
        stopped: one.stopped,
        people: ladder.is_some_and(|ladder| ladder.aim == AimV1::People),
        calm: visit.has(CALM),
        stands: Stands::of(
            one.by_client,
            ladder.map_or(ReadersV1::Nobody, |ladder| ladder.readers),
        ),
        reader,
        filled,
    }))
}

async fn write(visit: ClientVisit, act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let record = about(&visit)?;
    let mut filled = Filled::posted(&visit);
    let Ok(typed) = TypedAfter::read(&mut filled, &visit) else {
        let html = after_screen(&visit, act, record, filled).await?;
        return Ok(Next::Stay(html));
    };
    let ladder = the_try(&courage(&act).await?, record)?.value.ladder();
    let ran = done(&visit, act, |mut act| {
        let after = typed.as_new();
        async move {
            let happened = finish(&mut act, record, &after, readers).await?;
            draft::forget(&mut act, AFTER, Some(record))?;
            Ok((act, (), happened))
        }
    })
    .await?;
    match ran {
        Ok(()) => Ok(to_ladder(ladder, "courage-try-kept")),
        Err((act, refused)) => {
            filled.notice = Some(refused_said(&refused, visit.words));
            let html = after_screen(&visit, act, record, filled).await?;
            Ok(Next::Stay(html))
        }
    }
}
