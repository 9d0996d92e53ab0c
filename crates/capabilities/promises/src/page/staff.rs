//! The promises made to one client, and one made by hand: in the client's own sentences, so that
//! both read the same.

use super::client::ENDED;
use super::{OPENS, Shown, WRITERS, in_order, moment, shown};
use crate::kind::Kind;
use crate::known::{known, may_be_told};
use crate::said::{ByHand, PromiseRefused, by_hand};
use crate::stored::PromiseV1;
use askama::Template;
use care::RecordId;
use pages::shell::{see_other, staff};
use pages::{Filled, Html, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;

pub(super) fn routes() -> Routes {
    let all = "/clients/{client}/promises";
    Routes::new()
        .record(Verb::Get, all, OPENS, WRITERS, show)
        .record(Verb::Post, all, OPENS, WRITERS, promise)
}

/// What can be promised by hand, and how it is called.
struct Choice {
    code: &'static str,
    words: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "promises_staff.html")]
struct Promises {
    words: Words,
    called: String,
    back: String,
    address: String,
    open: Vec<Shown>,
    ended: Vec<Shown>,
    earlier: Vec<Shown>,
    damaged: bool,
    once: String,
    choices: Vec<Choice>,
    filled: Filled,
}

async fn page(visit: &Visit, act: &Act, once: RecordId, filled: Filled) -> pages::Answer {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    let listing = act.latest::<PromiseV1>().await?;
    let damaged = !listing.damaged.is_empty();
    let known = known(&visit.floor.vault, act).await?;
    let told = listing.kept.into_iter();
    let told = told.filter(|kept| may_be_told(kept, known)).collect();
    let (mut open, mut ended) = (Vec::new(), Vec::new());
    for kept in in_order(told) {
        let promise = shown(visit, &kept, act.whose().person()).await?;
        if promise.open {
            open.push(promise);
        } else {
            ended.push(promise);
        }
    }
    let earlier = ended.split_off(ended.len().min(ENDED));
    let status = filled.status();
    let chosen = Kind::from_code(filled.value("kind")).unwrap_or(Kind::Hand);
    let choice = |kind: Kind| Choice {
        code: kind.code(),
        words: crate::kind_words(visit.words, kind),
        chosen: kind == chosen,
    };
    let by_hand = [Kind::Hand, Kind::NextContact, Kind::Answer, Kind::Debrief];
    let page = Promises {
        words: visit.words,
        called: visit.floor.sign_ins.called(act).await?,
        back: format!("/clients/{client}"),
        address: format!("/clients/{client}/promises"),
        open,
        ended,
        earlier,
        damaged,
        once: once.to_string(),
        choices: by_hand.map(choice).into_iter().collect(),
        filled,
    };
    let title = visit.words.say("promises-title-staff");
    let mut response = staff(visit, &title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

async fn show(visit: Visit, act: Act) -> pages::Answer {
    page(&visit, &act, act.mint(), Filled::default()).await
}

async fn promise(visit: Visit, act: Act) -> pages::Answer {
    let once = visit.form.get("once").and_then(RecordId::parse);
    let once = once.ok_or(Trouble::NotUnderstood)?;
    let kind = visit.form.get("kind").and_then(Kind::from_code);
    let kind = kind
        .filter(|kind| kind.by_hand())
        .ok_or(Trouble::NotUnderstood)?;
    let mut filled = Filled::posted(&visit);
    let words = if kind == Kind::Hand {
        filled.line(&visit, "words").map(Some)
    } else {
        filled.optional_line(&visit, "words")
    };
    let due = moment(&visit, filled.value("day"), filled.value("time"));
    if due.is_none() {
        filled.tell("day", visit.words.say("promise-wrong-time"));
    }
    let (Ok(words), Some(due)) = (words, due) else {
        return page(&visit, &act, once, filled).await;
    };
    let access = *act.access();
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let words = words.clone();
            async move {
                let new = ByHand { kind, words, due };
                let happened = by_hand(&mut act, once, new).await?;
                Ok((act, (), happened))
            }
        })
        .await?;
    let client = visit.client().ok_or(Trouble::Nothing)?;
    match outcome {
        Ok(()) | Err(PromiseRefused::AlreadySaid) => {
            Ok(see_other(&format!("/clients/{client}/promises")))
        }
        Err(PromiseRefused::NotAhead) => {
            filled.tell("day", visit.words.say("promise-wrong-not-ahead"));
            let act = Act::open(&visit.floor.vault, access).await?;
            page(&visit, &act, once, filled).await
        }
        Err(PromiseRefused::Read(error)) => Err(error.into()),
        Err(_) => Err(Trouble::Nothing),
    }
}
