//! A step at the desk: writing it together, moving it, letting it rest.

use super::super::shown::{ScriptChoice, choices};
use super::super::typed;
use super::{OPENS, THERAPISTS, Top, answer, done, ladder, named, posted_once, refused_said, top};
use crate::ladder::{Move, add_step, change_step, move_step};
use crate::read::courage;
use askama::Template;
use care::RecordId;
use pages::shell::see_other;
use pages::{Answer, Filled, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;

pub(super) fn routes() -> Routes {
    let new = "/clients/{client}/courage/ladders/{ladder}/steps";
    let one = "/clients/{client}/courage/ladders/{ladder}/steps/{step}";
    let moves = "/clients/{client}/courage/ladders/{ladder}/steps/{step}/move";
    Routes::new()
        .record(Verb::Get, new, OPENS, THERAPISTS, show_new)
        .record(Verb::Post, new, OPENS, THERAPISTS, add)
        .record(Verb::Get, one, OPENS, THERAPISTS, show_one)
        .record(Verb::Post, one, OPENS, THERAPISTS, change)
        .record(Verb::Post, moves, OPENS, THERAPISTS, moved)
}

#[derive(Template)]
#[template(path = "courage_staff_step.html")]
struct Page {
    words: Words,
    top: Top,
    back: String,
    post: String,
    goal: String,
    new: bool,
    once: String,
    scripts: Vec<ScriptChoice>,
    filled: Filled,
}

async fn page(visit: &Visit, act: &Act, step: Option<RecordId>, filled: Filled) -> Answer {
    let record = named(visit, "ladder")?;
    let all = courage(act).await?;
    let kept = all.ladder(record).ok_or(Trouble::Nothing)?;
    let back = ladder::address(visit, record)?;
    let status = filled.status();
    let page = Page {
        words: visit.words,
        top: top(visit, act).await?,
        post: match step {
            None => format!("{back}/steps"),
            Some(step) => format!("{back}/steps/{step}"),
        },
        back,
        goal: kept.value.goal.clone(),
        new: step.is_none(),
        once: match RecordId::parse(filled.value("once")) {
            Some(once) => once.to_string(),
            None => act.mint().to_string(),
        },
        scripts: choices(&all, false),
        filled,
    };
    Ok(answer(visit, &page, status))
}

async fn show_new(visit: Visit, act: Act) -> Answer {
    page(&visit, &act, None, Filled::default()).await
}

async fn show_one(visit: Visit, act: Act) -> Answer {
    let (record, step) = (named(&visit, "ladder")?, named(&visit, "step")?);
    let all = courage(&act).await?;
    let kept = all.ladder(record).ok_or(Trouble::Nothing)?;
    let on = kept.value.step(step).ok_or(Trouble::Nothing)?;
    let filled = typed::Step::fields(on);
    page(&visit, &act, Some(step), filled).await
}

async fn add(visit: Visit, act: Act) -> Answer {
    let (record, once) = (named(&visit, "ladder")?, posted_once(&visit)?);
    let mut filled = Filled::posted(&visit);
    let Ok(typed) = typed::Step::read(&mut filled, &visit) else {
        return page(&visit, &act, None, filled).await;
    };
    let ran = done(&visit, act, |mut act| {
        let new = typed.as_new();
        async move {
            let happened = add_step(&mut act, record, once, &new).await?;
            Ok((act, (), happened))
        }
    })
    .await?;
    match ran {
        Ok(()) => Ok(see_other(&ladder::address(&visit, record)?)),
        Err((act, refused)) => {
            filled.notice = Some(refused_said(&refused, visit.words));
            page(&visit, &act, None, filled).await
        }
    }
}

async fn change(visit: Visit, act: Act) -> Answer {
    let (record, step) = (named(&visit, "ladder")?, named(&visit, "step")?);
    let seen = visit.form.get("seen").and_then(|seen| seen.parse().ok());
    let seen = seen.ok_or(Trouble::NotUnderstood)?;
    let mut filled = Filled::posted(&visit);
    let Ok(typed) = typed::Step::read(&mut filled, &visit) else {
        return page(&visit, &act, Some(step), filled).await;
    };
    let ran = done(&visit, act, |mut act| {
        let new = typed.as_new();
        async move {
            let happened = change_step(&mut act, record, step, seen, &new).await?;
            Ok((act, (), happened))
        }
    })
    .await?;
    let Err((act, refused)) = ran else {
        return Ok(see_other(&ladder::address(&visit, record)?));
    };
    let all = courage(&act).await?;
    let newest = all.ladder(record).and_then(|kept| kept.value.step(step));
    let edits = newest.map_or(0, |step| step.edits).to_string();
    let mut fields = visit.form.fields().to_vec();
    // The words stay; sent again, they are sent on the step as it is now.
    for (name, value) in &mut fields {
        if name == "seen" {
            value.clone_from(&edits);
        }
    }
    let mut filled = typed::offered(&fields);
    filled.notice = Some(refused_said(&refused, visit.words));
    page(&visit, &act, Some(step), filled).await
}

async fn moved(visit: Visit, act: Act) -> Answer {
    let (record, step) = (named(&visit, "ladder")?, named(&visit, "step")?);
    let way = match visit.form.get("way") {
        Some("up") => Move::Up,
        Some("down") => Move::Down,
        Some("rest") => Move::Rest,
        Some("back") => Move::Back,
        _ => return Err(Trouble::NotUnderstood),
    };
    let ran = done(&visit, act, |mut act| async move {
        let happened = move_step(&mut act, record, step, way).await?;
        Ok((act, (), happened))
    })
    .await?;
    if let Err((_, refused)) = ran {
        return Err(refused.into());
    }
    Ok(see_other(&ladder::address(&visit, record)?))
}
