//! One promise, for whoever works with the client: what became of it, and one tap and a line for
//! what can be said now.

use super::{OPENS, Shown, WRITERS, moment, shown};
use crate::known::{known, may_be_told};
use crate::rules::{NotAllowed, may};
use crate::said::{PromiseRefused, Say, say};
use crate::stored::{PromiseV1, WhatV1};
use askama::Template;
use care::{MINUTE, RecordId};
use pages::shell::{see_other, staff};
use pages::{Filled, Html, Routes, Trouble, Verb, Visit, Words};
use sealed::{Act, Kept};

pub(super) fn routes() -> Routes {
    let one = "/clients/{client}/promises/{promise}";
    Routes::new()
        .record(Verb::Get, one, OPENS, WRITERS, show)
        .record(Verb::Post, one, OPENS, WRITERS, write)
}

/// What can be said now.
#[expect(clippy::struct_excessive_bools, reason = "each is a button of its own")]
#[derive(Clone, Copy)]
struct Can {
    done: bool,
    late: bool,
    sorry: bool,
    mended: bool,
}

impl Can {
    fn now(promise: &PromiseV1, visit: &Visit) -> Self {
        let said = String::new;
        let may = |what: &WhatV1| may(promise, what, false, visit.now).is_ok();
        let due = crate::rules::stands(promise).due;
        let until = (due + MINUTE).millis();
        let at = visit.now.millis();
        Self {
            done: may(&WhatV1::Done { at, said: said() }),
            late: may(&WhatV1::Told {
                until,
                said: said(),
            }),
            sorry: may(&WhatV1::Sorry { said: said() }),
            mended: may(&WhatV1::Mended { said: said() }),
        }
    }

    const fn anything(self) -> bool {
        self.done || self.late || self.sorry || self.mended
    }
}

#[derive(Template)]
#[template(path = "promise_staff.html")]
struct One {
    words: Words,
    called: String,
    back: String,
    address: String,
    promise: Shown,
    can: Can,
    filled: Filled,
}

fn promise_of(visit: &Visit) -> Result<RecordId, Trouble> {
    let promise = visit.path("promise").and_then(RecordId::parse);
    promise.ok_or(Trouble::Nothing)
}

/// The promise, for someone to whom it may be told: for anybody else there is none.
async fn told(visit: &Visit, act: &Act, id: RecordId) -> Result<Kept<PromiseV1>, Trouble> {
    let kept = act.find::<PromiseV1>(id).await?.ok_or(Trouble::Nothing)?;
    let known = known(&visit.floor.vault, act).await?;
    if may_be_told(&kept, known) {
        Ok(kept)
    } else {
        Err(Trouble::Nothing)
    }
}

async fn page(visit: &Visit, act: &Act, filled: Filled) -> pages::Answer {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    let id = promise_of(visit)?;
    let kept = told(visit, act, id).await?;
    let status = filled.status();
    let page = One {
        words: visit.words,
        called: visit.floor.sign_ins.called(act).await?,
        back: format!("/clients/{client}/promises"),
        address: format!("/clients/{client}/promises/{id}"),
        promise: shown(visit, &kept, act.whose().person()).await?,
        can: Can::now(&kept.value, visit),
        filled,
    };
    let title = visit.words.say("promise-title-staff");
    let mut response = staff(visit, &title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

async fn show(visit: Visit, act: Act) -> pages::Answer {
    page(&visit, &act, Filled::default()).await
}

/// What was pressed, with its line; nothing where a field needs another look, which says so.
fn pressed(visit: &Visit, filled: &mut Filled) -> Result<Option<Say>, Trouble> {
    Ok(match visit.form.get("say") {
        Some("done") => filled.optional_line(visit, "said").ok().map(Say::Done),
        Some("sorry") => filled.line(visit, "said").ok().map(Say::Sorry),
        Some("mended") => filled.line(visit, "said").ok().map(Say::Mended),
        Some("late") => {
            let until = moment(visit, filled.value("day"), filled.value("time"));
            if until.is_none() {
                filled.tell("day", visit.words.say("promise-wrong-time"));
            }
            let why = filled.line(visit, "why").ok();
            until.zip(why).map(|(until, why)| Say::Late(until, why))
        }
        _ => return Err(Trouble::NotUnderstood),
    })
}

async fn write(visit: Visit, act: Act) -> pages::Answer {
    let promise = promise_of(&visit)?;
    told(&visit, &act, promise).await?;
    let seen = visit.form.get("version").and_then(|seen| seen.parse().ok());
    let seen: u32 = seen.ok_or(Trouble::NotUnderstood)?;
    let mut filled = Filled::posted(&visit);
    let Some(said) = pressed(&visit, &mut filled)? else {
        return page(&visit, &act, filled).await;
    };
    let access = *act.access();
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let said = &said;
            async move {
                let happened = say(&mut act, promise, seen, said).await?;
                Ok((act, (), happened))
            }
        })
        .await?;
    let words = visit.words;
    match outcome {
        Ok(()) | Err(PromiseRefused::AlreadySaid) => {
            let client = visit.client().ok_or(Trouble::Nothing)?;
            return Ok(see_other(&format!("/clients/{client}/promises/{promise}")));
        }
        Err(PromiseRefused::Not(NotAllowed::NotThen)) => {
            filled.tell("day", words.say("promise-wrong-not-then"));
        }
        Err(PromiseRefused::Not(NotAllowed::TooLate)) => {
            filled.notice = Some(words.say("promise-wrong-too-late"));
        }
        Err(PromiseRefused::Changed | PromiseRefused::Not(_)) => {
            filled.notice = Some(words.say("promise-changed"));
        }
        Err(PromiseRefused::Read(error)) => return Err(error.into()),
        Err(_) => return Err(Trouble::Nothing),
    }
    let act = Act::open(&visit.floor.vault, access).await?;
    page(&visit, &act, filled).await
}
