//! The client's side: every promise made to them, what became of it, and "this need not be any
//! more". It asks nothing.

use super::{Shown, in_order, shown};
use crate::rules::NotAllowed;
use crate::said::{PromiseRefused, release};
use crate::stored::PromiseV1;
use askama::Template;
use care::{RecordId, Section, Sections};
use pages::{ClientVisit, Html, Next, Place, Screens, Trouble, Words};
use sealed::Act;

const PROMISES: &str = "promises";
const OPENS: Sections = Sections::of(&[Section::Relationship, Section::Overview]);
/// How many that have ended are shown at first: this project's own choice. The others are one tap
/// away.
pub(super) const ENDED: usize = 10;

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(PROMISES, OPENS, show)
        .act("promise-release", OPENS, let_go)
}

#[derive(Template)]
#[template(path = "promises_client.html")]
struct Promises {
    words: Words,
    open: Vec<Shown>,
    ended: Vec<Shown>,
    earlier: Vec<Shown>,
    damaged: bool,
    /// Whether sessions have a screen of their own.
    sessions: bool,
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let listing = act.latest::<PromiseV1>().await?;
    let damaged = !listing.damaged.is_empty();
    let (mut open, mut ended) = (Vec::new(), Vec::new());
    for kept in in_order(listing.kept) {
        let one = shown(&visit, &kept, act.by()).await?;
        if one.open {
            open.push(one);
        } else {
            ended.push(one);
        }
    }
    let earlier = ended.split_off(ended.len().min(ENDED));
    Ok(Html::of(&Promises {
        words: visit.words,
        open,
        ended,
        earlier,
        damaged,
        sessions: visit.has("session"),
    }))
}

async fn let_go(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let promise = visit.form.get("about").and_then(RecordId::parse);
    let promise = promise.ok_or(Trouble::NotUnderstood)?;
    let seen = visit.form.get("version").and_then(|seen| seen.parse().ok());
    let seen: u32 = seen.ok_or(Trouble::NotUnderstood)?;
    let outcome = visit
        .floor
        .attempt(act, |mut act| async move {
            let happened = release(&mut act, promise, seen, None).await?;
            Ok((act, (), happened))
        })
        .await?;
    let message = match outcome {
        Ok(()) | Err(PromiseRefused::AlreadySaid) => "promise-let-go",
        Err(PromiseRefused::Not(NotAllowed::Ended) | PromiseRefused::Changed) => {
            "promise-changed-client"
        }
        Err(PromiseRefused::Read(error)) => return Err(error.into()),
        Err(_) => return Err(Trouble::Nothing),
    };
    Ok(Next::Go(Place::at(PROMISES).saying(message)))
}
