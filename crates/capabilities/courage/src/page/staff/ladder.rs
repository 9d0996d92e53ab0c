//! A ladder at the desk: its steps, what comes first, its tries with both pictures.

use super::super::shown::{LadderShown, TryShown, charts, ladder_shown, name, try_shown};
use super::{OPENS, THERAPISTS, Top, answer, done, gate_key, named, refused_said, top};
use crate::ladder::{CheckV1, LadderV1, go_on, open_anyway, stop, ticked};
use crate::read::courage;
use crate::rules::Gate;
use askama::Template;
use care::RecordId;
use pages::form_view::answers_said;
use pages::shell::see_other;
use pages::{Answer, Filled, Html, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;

pub(super) fn routes() -> Routes {
    let one = "/clients/{client}/courage/ladders/{ladder}";
    let turn = "/clients/{client}/courage/ladders/{ladder}/turn";
    let open = "/clients/{client}/courage/ladders/{ladder}/open";
    Routes::new()
        .record(Verb::Get, one, OPENS, THERAPISTS, show)
        .record(Verb::Post, turn, OPENS, THERAPISTS, stop_or_go_on)
        .record(Verb::Post, open, OPENS, THERAPISTS, open_it)
}

pub(super) fn address(visit: &Visit, ladder: RecordId) -> Result<String, Trouble> {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    Ok(format!("/clients/{client}/courage/ladders/{ladder}"))
}

#[derive(Template)]
#[template(path = "courage_staff_ladder.html")]
struct Page {
    words: Words,
    top: Top,
    address: String,
    damaged: bool,
    one: LadderShown,
    /// What comes first, in words.
    first: Option<String>,
    /// Whether reasons can open it.
    can_open: bool,
    /// What was said to speak against it, in the words of the form.
    against: Vec<String>,
    /// When the look was taken.
    looked: Option<String>,
    opened: Option<(String, String)>,
    tries: Vec<TryShown>,
    charts: Vec<Html>,
    writes: bool,
    filled: Filled,
}

async fn show(visit: Visit, act: Act) -> Answer {
    page(&visit, &act, Filled::default()).await
}

/// What was said to speak against it, in the words of the form.
fn said(visit: &Visit, check: &CheckV1) -> Result<Vec<String>, Trouble> {
    if ticked(&check.answers).is_none_or(|said| said.is_empty()) {
        return Ok(Vec::new());
    }
    let form = super::look::the_form()?;
    let response = check.response()?;
    let said = answers_said(form, &response, visit.words);
    Ok(said.into_iter().map(|(_, words)| words).collect())
}

async fn page(visit: &Visit, act: &Act, filled: Filled) -> Answer {
    let words = visit.words;
    let record = named(visit, "ladder")?;
    let all = courage(act).await?;
    let Some(kept) = all.ladder(record) else {
        // It may be there and not open: then that is said.
        act.find::<LadderV1>(record).await?;
        return Err(Trouble::Nothing);
    };
    let top = top(visit, act).await?;
    let one = ladder_shown(visit, &all, kept);
    let check = all.check(record);
    let opened = match check.and_then(|check| check.opened.as_ref()) {
        None => None,
        Some(opened) => {
            let name = name(visit, act, opened.by, &top.called).await?;
            let put = [("name", (&name).into())];
            let said = words.say_with("courage-opened", &put);
            Some((said, opened.words.clone()))
        }
    };
    let status = filled.status();
    let looked = check.map(|check| visit.day_and_time(check.answered()));
    let page = Page {
        words,
        address: address(visit, record)?,
        top,
        damaged: all.damaged > 0,
        first: one.gate.map(|gate| words.say(gate_key(gate))),
        can_open: one.gate == Some(Gate::Talk),
        against: check.map_or_else(|| Ok(Vec::new()), |check| said(visit, check))?,
        looked: looked
            .map(|when| words.say_with("courage-staff-looked", &[("when", (&when).into())])),
        opened,
        tries: all
            .tries(record)
            .rev()
            .map(|one| try_shown(visit, &all, one))
            .collect(),
        charts: charts(visit, &all, record),
        writes: act.access().may_write(),
        filled,
        one,
    };
    Ok(answer(visit, &page, status))
}

async fn stop_or_go_on(visit: Visit, act: Act) -> Answer {
    let ladder = named(&visit, "ladder")?;
    let stops = match visit.form.get("way") {
        Some("stop") => true,
        Some("go-on") => false,
        _ => return Err(Trouble::NotUnderstood),
    };
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
    Ok(see_other(&address(&visit, ladder)?))
}

async fn open_it(visit: Visit, act: Act) -> Answer {
    let ladder = named(&visit, "ladder")?;
    let mut filled = Filled::posted(&visit);
    let Ok(words) = filled.line(&visit, "reasons") else {
        return page(&visit, &act, filled).await;
    };
    let ran = done(&visit, act, |mut act| {
        let words = &words;
        async move {
            let happened = open_anyway(&mut act, ladder, words).await?;
            Ok((act, (), happened))
        }
    })
    .await?;
    match ran {
        Ok(()) => Ok(see_other(&address(&visit, ladder)?)),
        Err((act, refused)) => {
            filled.notice = Some(refused_said(&refused, visit.words));
            page(&visit, &act, filled).await
        }
    }
}
