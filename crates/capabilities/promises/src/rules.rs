//! How a promise stands: a pure function of what happened to it. And what may happen to it next.

use crate::kind::{FURTHEST, Kind};
use crate::stored::{PromiseV1, StepV1, WhatV1};
use care::{DAY, Moment};

/// How much later than its due time a promise can be told to come: two weeks, this project's own
/// choice. What takes longer is promised anew.
pub const TOLD_MOST: i64 = 14 * DAY;

/// What became of a promise.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Became {
    /// Nothing yet.
    Open,
    /// Done in time.
    Kept,
    /// Done after its time, before it was broken.
    KeptLate,
    /// Not done in its time.
    Broken,
    /// The client said that it need not be.
    Released,
    /// The service called off what it was about, and said so in time.
    CalledOff,
}

impl Became {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Open,
        Self::Kept,
        Self::KeptLate,
        Self::Broken,
        Self::Released,
        Self::CalledOff,
    ];

    /// The message catalogue's code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Kept => "kept",
            Self::KeptLate => "kept-late",
            Self::Broken => "broken",
            Self::Released => "released",
            Self::CalledOff => "called-off",
        }
    }
}

/// How a promise stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stands {
    /// What became of it.
    pub became: Became,
    /// By when it is promised, as it was last moved. Up to and with this moment it is kept.
    pub due: Moment,
    /// The later time that was told in advance, if one was.
    pub until: Option<Moment>,
    /// Whether the client heard beforehand that it would be otherwise than promised.
    pub told: bool,
    /// When it was done, if it was: also when that was after it had been broken.
    pub done: Option<Moment>,
    /// Since when it has ended.
    pub ended: Option<Moment>,
    /// Whether someone has said sorry.
    pub sorry: bool,
    /// Whether someone has said how it is made good.
    pub mended: bool,
    /// Until when and with which moment it is late; after it, broken.
    pub breaks: Moment,
    kind: Kind,
}

impl Stands {
    /// Whether it waits to be done.
    pub fn is_open(&self) -> bool {
        self.became == Became::Open
    }

    /// Whether it is open and its due time has passed.
    pub fn is_late(&self, now: Moment) -> bool {
        self.is_open() && self.kind.late_by_time() && now > self.due
    }

    /// Whether it is open and so late that it is broken.
    pub fn is_to_break(&self, now: Moment) -> bool {
        self.is_open() && now > self.breaks
    }
}

/// How a promise stands after all that happened to it.
pub fn stands(promise: &PromiseV1) -> Stands {
    let due = Moment::from_millis(promise.due_at);
    let begun = Stands {
        became: Became::Open,
        due,
        until: None,
        told: false,
        done: None,
        ended: None,
        sorry: false,
        mended: false,
        breaks: due + promise.kind.grace(),
        kind: promise.kind,
    };
    promise.steps.iter().fold(begun, after)
}

fn after(mut stands: Stands, step: &StepV1) -> Stands {
    let at = Moment::from_millis(step.at);
    let open = stands.is_open();
    match &step.what {
        WhatV1::Told { until, .. } if open => {
            let until = Moment::from_millis(*until);
            stands.until = Some(until);
            stands.told = true;
            stands.breaks = stands.due.max(until) + stands.kind.grace();
        }
        WhatV1::Moved { due_at, by_client } if open => {
            stands.due = Moment::from_millis(*due_at);
            stands.until = None;
            stands.told |= !by_client;
            stands.breaks = stands.due + stands.kind.grace();
        }
        WhatV1::CalledOff { by_client } if open => {
            stands.told |= !by_client;
            stands.became = if *by_client {
                Became::Released
            } else {
                Became::CalledOff
            };
            stands.ended = Some(at);
        }
        WhatV1::Broken if open => {
            stands.became = Became::Broken;
            stands.ended = Some(at);
        }
        // Also after it was broken: what was done in time and written down too late was kept.
        WhatV1::Done { at: done, .. } if open || stands.became == Became::Broken => {
            let done = Moment::from_millis(*done);
            stands.done = Some(done);
            stands.became = judged(&stands, done);
            stands.ended = stands.ended.or(Some(at));
        }
        WhatV1::Released { .. } if open => {
            stands.became = Became::Released;
            stands.ended = Some(at);
        }
        WhatV1::Sorry { .. } => stands.sorry = true,
        WhatV1::Mended { .. } => stands.mended = true,
        // What came too late changes nothing, and stays in the history.
        _ => {}
    }
    stands
}

/// What something that was done at `done` comes to.
fn judged(stands: &Stands, done: Moment) -> Became {
    if done <= stands.due {
        Became::Kept
    } else if done <= stands.breaks {
        Became::KeptLate
    } else {
        Became::Broken
    }
}

/// Why something does not happen to a promise.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotAllowed {
    /// It has ended.
    #[error("this promise has ended; look at it again")]
    Ended,
    /// Only the client can say that it need not be any more.
    #[error("only the client can say that it need not be any more")]
    OnlyTheClient,
    /// A client owes nobody a promise: only someone who works with them says this.
    #[error("only someone who works with the client can say this")]
    OnlyStaff,
    /// It is due already: to say now that it will be late is not in advance.
    #[error("it is due already; say sorry, or that it is done")]
    TooLate,
    /// The new time is not after the due time, or too far off.
    #[error("choose a time after the one that was promised, and at most two weeks after it")]
    NotThen,
    /// When a session began is written down with the session.
    #[error("write down when the session began; the promise follows from that")]
    WithTheSession,
    /// Nothing went wrong with it.
    #[error("there is nothing to say sorry for or to make good yet")]
    NothingWrong,
}

/// Whether this may happen now. `by_client`: whether the client does it.
///
/// # Errors
/// Why it may not.
pub(crate) fn may(
    promise: &PromiseV1,
    what: &WhatV1,
    by_client: bool,
    now: Moment,
) -> Result<(), NotAllowed> {
    let stands = stands(promise);
    match what {
        WhatV1::Released { .. } if !by_client => Err(NotAllowed::OnlyTheClient),
        WhatV1::Released { .. } => open(&stands),
        _ if by_client => Err(NotAllowed::OnlyStaff),
        WhatV1::Told { until, .. } => {
            open(&stands)?;
            let until = Moment::from_millis(*until);
            if now >= stands.due {
                Err(NotAllowed::TooLate)
            } else if until <= stands.due || until > stands.due + TOLD_MOST {
                Err(NotAllowed::NotThen)
            } else {
                Ok(())
            }
        }
        WhatV1::Done { .. } if !promise.kind.done_by_hand() => Err(NotAllowed::WithTheSession),
        WhatV1::Done { .. } if stands.done.is_some() => Err(NotAllowed::Ended),
        WhatV1::Done { .. } if stands.became == Became::Broken => Ok(()),
        WhatV1::Sorry { .. } | WhatV1::Mended { .. } => {
            let wrong = matches!(
                stands.became,
                Became::Broken | Became::KeptLate | Became::CalledOff
            );
            if wrong || stands.is_late(now) || stands.told {
                Ok(())
            } else {
                Err(NotAllowed::NothingWrong)
            }
        }
        WhatV1::Done { .. } | WhatV1::Moved { .. } | WhatV1::CalledOff { .. } | WhatV1::Broken => {
            open(&stands)
        }
    }
}

fn open(stands: &Stands) -> Result<(), NotAllowed> {
    if stands.is_open() {
        Ok(())
    } else {
        Err(NotAllowed::Ended)
    }
}

/// How many steps there were when it ended; `None` while it is open. What counts it keeps step.
pub(crate) fn ended_after(promise: &PromiseV1) -> Option<usize> {
    (0..=promise.steps.len()).find(|steps| {
        let mut so_far = promise.clone();
        so_far.steps.truncate(*steps);
        !stands(&so_far).is_open()
    })
}

/// Whether a promise can be made for this time: it lies ahead, and not beyond what anyone promises.
pub(crate) fn lies_ahead(due: Moment, now: Moment) -> bool {
    due > now && due - now <= FURTHEST
}

#[cfg(test)]
mod tests;
