//! What people say about a promise, one tap and a line each: that it is done, that it will be late,
//! that they are sorry, how it is made good; and the client, that it need not be any more.

use crate::act::{begin, step};
use crate::kind::Kind;
use crate::rules::{NotAllowed, lies_ahead, may};
use crate::stored::{PromiseV1, WhatV1};
use care::{Happened, Line, Moment, RecordId};
use sealed::{Act, Kept, ReadError, Stored};

/// How many characters a line about a promise has room for.
pub const LINE: usize = 300;
/// How many characters a promise made by hand has room for.
pub const WORDS: usize = 200;

/// Why something was not said about a promise. Nothing was kept.
#[derive(Debug, thiserror::Error)]
pub enum PromiseRefused {
    /// There is no such promise for whoever asks.
    #[error("there is no such promise; go back to the promises")]
    None,
    /// It has changed since the page was opened.
    #[error("this has changed since the page was opened; please look at it again")]
    Changed,
    /// The very same thing was said last: a second sending of the same form.
    #[error("this was said already")]
    AlreadySaid,
    /// The time does not lie ahead, or too far ahead.
    #[error("choose a time that lies ahead, at most two years")]
    NotAhead,
    /// What is promised was not said.
    #[error("say what is promised")]
    NoWords,
    /// It may not be said now, or not by whoever says it.
    #[error(transparent)]
    Not(#[from] NotAllowed),
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// A promise made by hand.
#[derive(Clone)]
pub struct ByHand {
    /// [`Kind::NextContact`], [`Kind::Debrief`], [`Kind::Answer`] or [`Kind::Hand`].
    pub kind: Kind,
    /// What is promised. Only for [`Kind::Hand`] it has to be said.
    pub words: Option<Line<WORDS>>,
    /// By when.
    pub due: Moment,
}

/// Someone on the staff promises something. A second sending of the same form changes nothing.
///
/// # Errors
/// If it is the client who asks, the time does not lie ahead, or words are missing.
pub async fn by_hand(
    act: &mut Act,
    once: RecordId,
    new: ByHand,
) -> Result<Vec<Happened>, PromiseRefused> {
    if act.by() == act.whose().person() {
        return Err(NotAllowed::OnlyStaff.into());
    }
    if act.find::<PromiseV1>(once).await?.is_some() {
        return Err(PromiseRefused::AlreadySaid);
    }
    if !lies_ahead(new.due, act.now()) {
        return Err(PromiseRefused::NotAhead);
    }
    if new.kind == Kind::Hand && new.words.is_none() || !new.kind.by_hand() {
        return Err(PromiseRefused::NoWords);
    }
    let words = new.words.as_ref().map_or("", Line::as_str).to_owned();
    let promise = PromiseV1 {
        kind: new.kind,
        about: None,
        by: *act.by().bytes(),
        made_at: act.now().millis(),
        due_at: new.due.millis(),
        words,
        steps: Vec::new(),
    };
    let (by, audience, about) = (promise.by(), promise.audience(), promise.kind.opens());
    begin(act, once, promise).await?;
    Ok(vec![Happened::PromiseAnswered {
        client: act.whose(),
        promise: once,
        by,
        audience,
        about,
    }])
}

/// What someone on the staff says about a promise.
#[derive(Clone)]
pub enum Say {
    /// It is done.
    Done(Option<Line<LINE>>),
    /// It will be late, until then, and why. Only before it is due.
    Late(Moment, Line<LINE>),
    /// They are sorry.
    Sorry(Line<LINE>),
    /// How it is made good.
    Mended(Line<LINE>),
}

impl Say {
    fn what(&self, now: Moment) -> WhatV1 {
        let said = |line: &Line<LINE>| line.as_str().to_owned();
        match self {
            Self::Done(line) => WhatV1::Done {
                at: now.millis(),
                said: line.as_ref().map(said).unwrap_or_default(),
            },
            Self::Late(until, line) => WhatV1::Told {
                until: until.millis(),
                said: said(line),
            },
            Self::Sorry(line) => WhatV1::Sorry { said: said(line) },
            Self::Mended(line) => WhatV1::Mended { said: said(line) },
        }
    }
}

/// Someone on the staff says something about a promise. `seen`: the version that the page showed.
///
/// # Errors
/// If it may not be said now, or the promise has changed since.
pub async fn say(
    act: &mut Act,
    promise: RecordId,
    seen: u32,
    said: &Say,
) -> Result<Vec<Happened>, PromiseRefused> {
    let what = said.what(act.now());
    put(act, promise, seen, what).await
}

/// The client says that it need not be any more, with a line or without one.
///
/// # Errors
/// If it has ended, or whoever asks is not the client.
pub async fn release(
    act: &mut Act,
    promise: RecordId,
    seen: u32,
    said: Option<Line<LINE>>,
) -> Result<Vec<Happened>, PromiseRefused> {
    let said = said.map_or_else(String::new, |line| line.as_str().to_owned());
    put(act, promise, seen, WhatV1::Released { said }).await
}

async fn put(
    act: &mut Act,
    promise: RecordId,
    seen: u32,
    what: WhatV1,
) -> Result<Vec<Happened>, PromiseRefused> {
    let was = act.find::<PromiseV1>(promise).await?;
    let was = was.ok_or(PromiseRefused::None)?;
    let (by_client, now) = (act.by() == act.whose().person(), act.now());
    if is_last(&was, act, &what) {
        return Err(PromiseRefused::AlreadySaid);
    }
    may(&was.value, &what, by_client, now)?;
    if was.version != seen {
        return Err(PromiseRefused::Changed);
    }
    Ok(step(act, &was, now, what).await?)
}

/// Whether whoever acts said the very same thing last.
fn is_last(was: &Kept<PromiseV1>, act: &Act, what: &WhatV1) -> bool {
    let same = |last: &WhatV1| match (last, what) {
        // Only the moment of sending is another.
        (WhatV1::Done { said: last, .. }, WhatV1::Done { said, .. }) => last == said,
        (last, what) => last == what,
    };
    let last = was.value.steps.last();
    last.is_some_and(|last| last.by == *act.by().bytes() && same(&last.what))
}
