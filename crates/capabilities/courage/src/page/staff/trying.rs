//! A try that is begun together at the desk. Imagining is begun here and nowhere else: only while the
//! therapist is there.

use super::super::said::step_words;
use super::super::typed::{TypedAfter, TypedBefore};
use super::{
    OPENS, THERAPISTS, Top, answer, done, gate_key, ladder, named, posted_once, refused_said, top,
};
use crate::ladder::AimV1;
use crate::read::courage;
use crate::rules::may_try;
use crate::trial::{TrialV1, begin, end, finish};
use askama::Template;
use care::RecordId;
use pages::shell::see_other;
use pages::{Answer, Filled, Routes, Trouble, Verb, Visit, Words};
use sealed::{Act, ReadersV1};

pub(super) fn routes() -> Routes {
    let before = "/clients/{client}/courage/ladders/{ladder}/steps/{step}/try";
    let after = "/clients/{client}/courage/tries/{try}";
    let over = "/clients/{client}/courage/tries/{try}/over";
    Routes::new()
        .record(Verb::Get, before, OPENS, THERAPISTS, show_before)
        .record(Verb::Post, before, OPENS, THERAPISTS, start)
        .record(Verb::Get, after, OPENS, THERAPISTS, show_after)
        .record(Verb::Post, after, OPENS, THERAPISTS, write)
        .record(Verb::Post, over, OPENS, THERAPISTS, is_over)
}

fn try_address(visit: &Visit, record: RecordId) -> Result<String, Trouble> {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    Ok(format!("/clients/{client}/courage/tries/{record}"))
}

#[derive(Template)]
#[template(path = "courage_staff_before.html")]
struct Before {
    words: Words,
    top: Top,
    back: String,
    post: String,
    what: String,
    safety: String,
    people: bool,
    /// What comes first; then nothing can be begun.
    first: Option<String>,
    once: String,
    filled: Filled,
}

async fn show_before(visit: Visit, act: Act) -> Answer {
    before_page(&visit, &act, Filled::default()).await
}

async fn before_page(visit: &Visit, act: &Act, filled: Filled) -> Answer {
    let words = visit.words;
    let (record, step) = (named(visit, "ladder")?, named(visit, "step")?);
    let all = courage(act).await?;
    let kept = all.ladder(record).ok_or(Trouble::Nothing)?;
    let on = kept.value.step(step).ok_or(Trouble::Nothing)?;
    let first = may_try(&kept.value, on, all.check(record), false, visit.now).err();
    let back = ladder::address(visit, record)?;
    let status = filled.status();
    let once = RecordId::parse(filled.value("once"));
    let page = Before {
        words,
        top: top(visit, act).await?,
        post: format!("{back}/steps/{step}/try"),
        back,
        what: on.what.clone(),
        safety: on.safety.clone(),
        people: kept.value.aim == AimV1::People,
        first: first.map(|gate| words.say(gate_key(gate))),
        once: once.unwrap_or_else(|| act.mint()).to_string(),
        filled,
    };
    Ok(answer(visit, &page, status))
}

async fn start(visit: Visit, act: Act) -> Answer {
    let (record, step) = (named(&visit, "ladder")?, named(&visit, "step")?);
    let once = posted_once(&visit)?;
    let mut filled = Filled::posted(&visit);
    let Ok(typed) = TypedBefore::read(&mut filled, &visit) else {
        return before_page(&visit, &act, filled).await;
    };
    let ran = done(&visit, act, |mut act| {
        let before = typed.as_new();
        async move {
            begin(&mut act, record, step, once, &before).await?;
            Ok((act, (), Vec::new()))
        }
    })
    .await?;
    match ran {
        Ok(()) => Ok(see_other(&try_address(&visit, once)?)),
        Err((act, refused)) => {
            filled.notice = Some(refused_said(&refused, visit.words));
            before_page(&visit, &act, filled).await
        }
    }
}

#[derive(Template)]
#[template(path = "courage_staff_after.html")]
struct After {
    words: Words,
    top: Top,
    back: String,
    post: String,
    what: String,
    safety: String,
    feared: String,
    people: bool,
    /// Whether it is still going on.
    going: bool,
    stopped: bool,
    filled: Filled,
}

async fn show_after(visit: Visit, act: Act) -> Answer {
    after_page(&visit, &act, Filled::default()).await
}

/// A try that was begun together and is not finished.
async fn the_try(act: &Act, record: RecordId) -> Result<TrialV1, Trouble> {
    let found = act.find::<TrialV1>(record).await?;
    let found = found.ok_or(Trouble::Nothing)?.value;
    if found.by_client || found.gone.is_some() {
        return Err(Trouble::Nothing);
    }
    Ok(found)
}

async fn after_page(visit: &Visit, act: &Act, filled: Filled) -> Answer {
    let record = named(visit, "try")?;
    let one = the_try(act, record).await?;
    let all = courage(act).await?;
    let back = ladder::address(visit, one.ladder())?;
    if one.after.is_some() && filled.notice.is_none() {
        return Ok(see_other(&back));
    }
    let of = all.ladder(one.ladder()).map(|kept| &kept.value);
    let step = of.and_then(|of| of.step(one.step()));
    let status = filled.status();
    let page = After {
        words: visit.words,
        top: top(visit, act).await?,
        post: try_address(visit, record)?,
        back,
        what: step_words(of, &one).to_owned(),
        safety: step.map_or_else(String::new, |step| step.safety.clone()),
        feared: one.feared.clone(),
        people: of.is_some_and(|of| of.aim == AimV1::People),
        going: one.ended.is_none() && status.is_success(),
        stopped: one.stopped,
        filled,
    };
    Ok(answer(visit, &page, status))
}

async fn is_over(visit: Visit, act: Act) -> Answer {
    let record = named(&visit, "try")?;
    let stopped = match visit.form.get("way") {
        Some("stop") => true,
        Some("over") => false,
        _ => return Err(Trouble::NotUnderstood),
    };
    let ran = done(&visit, act, |mut act| async move {
        end(&mut act, record, stopped).await?;
        Ok((act, (), Vec::new()))
    })
    .await?;
    if let Err((_, refused)) = ran {
        return Err(refused.into());
    }
    Ok(see_other(&try_address(&visit, record)?))
}

async fn write(visit: Visit, act: Act) -> Answer {
    let record = named(&visit, "try")?;
    let mut filled = Filled::posted(&visit);
    let Ok(typed) = TypedAfter::read(&mut filled, &visit) else {
        return after_page(&visit, &act, filled).await;
    };
    let of = the_try(&act, record).await?.ladder();
    let ran = done(&visit, act, |mut act| {
        let after = typed.as_new();
        async move {
            let happened = finish(&mut act, record, &after, ReadersV1::Section).await?;
            Ok((act, (), happened))
        }
    })
    .await?;
    match ran {
        Ok(()) => Ok(see_other(&ladder::address(&visit, of)?)),
        Err((act, refused)) => {
            filled.notice = Some(refused_said(&refused, visit.words));
            after_page(&visit, &act, filled).await
        }
    }
}
