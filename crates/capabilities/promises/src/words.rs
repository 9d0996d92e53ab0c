//! Promises in words: what was promised, and what became of it; for the client first.

use crate::kind::{Kind, ON_TIME};
use crate::rules::{Became, Stands, stands};
use crate::stored::{PromiseV1, StepV1, WhatV1};
use care::{Moment, PersonId};
use jiff::tz::TimeZone;
use pages::{Visit, Words};
use sealed::ReadError;

/// What is promised, as staff name it: `answer a message`.
pub fn kind_words(words: Words, kind: Kind) -> String {
    words.say(&format!("promise-kind-{}", kind.code()))
}

/// How someone is called who promised or said something.
pub(crate) async fn name(visit: &Visit, person: PersonId) -> Result<String, ReadError> {
    if person == PersonId::SERVICE {
        return Ok(visit.words.say("promise-the-service"));
    }
    let found = visit.floor.sign_ins.name_of(person).await?;
    Ok(found.unwrap_or_else(|| visit.words.say("someone-on-the-team")))
}

/// When something is said, for whom, and where.
#[derive(Clone, Copy)]
pub(crate) struct Said<'a> {
    pub(crate) words: Words,
    pub(crate) now: Moment,
    pub(crate) zone: &'a TimeZone,
}

impl<'a> Said<'a> {
    pub(crate) fn of(visit: &'a Visit) -> Self {
        Self {
            words: visit.words,
            now: visit.now,
            zone: &visit.floor.settings.zone,
        }
    }

    pub(crate) fn when(&self, at: Moment) -> String {
        self.words.day_and_time(at, self.now, self.zone)
    }

    /// What the client was promised, by whom and by when.
    pub(crate) fn promised(&self, promise: &PromiseV1, name: &str) -> String {
        let when = self.when(asked_for(promise.kind, stands(promise).due));
        self.words.say_with(
            &format!("promise-said-{}", promise.kind.code()),
            &[("name", name.into()), ("when", (&when).into())],
        )
    }

    /// What became of it, to the client.
    pub(crate) fn became(&self, promise: &PromiseV1) -> String {
        let stands = stands(promise);
        let shown = stands.done.or(stands.until).unwrap_or(stands.due);
        let when = self.when(shown);
        let key = became_key(&stands, promise.kind, self.now);
        self.words
            .say_with(&format!("promise-{key}"), &[("when", (&when).into())])
    }

    /// A step of its history: what was said of it, and the words.
    pub(crate) fn step(&self, promise: &PromiseV1, step: &StepV1, name: &str) -> (String, String) {
        let plain = |key: &str| self.words.say_with(key, &[("name", name.into())]);
        let with = |key: &str, at: i64| {
            let when = self.when(Moment::from_millis(at));
            self.words
                .say_with(key, &[("name", name.into()), ("when", (&when).into())])
        };
        match &step.what {
            WhatV1::Told { until, said } => (with("promise-step-told", *until), said.clone()),
            WhatV1::Moved { due_at, by_client } => {
                let start = asked_for(promise.kind, Moment::from_millis(*due_at));
                let key = if *by_client {
                    "promise-step-moved-client"
                } else {
                    "promise-step-moved"
                };
                (with(key, start.millis()), String::new())
            }
            WhatV1::CalledOff { by_client: true } => {
                (plain("promise-step-called-off-client"), String::new())
            }
            WhatV1::CalledOff { by_client: false } => {
                (plain("promise-step-called-off"), String::new())
            }
            WhatV1::Broken => (plain("promise-step-broken"), String::new()),
            WhatV1::Done { at, said } => (with("promise-step-done", *at), said.clone()),
            WhatV1::Released { said } => (plain("promise-step-released"), said.clone()),
            WhatV1::Sorry { said } => (plain("promise-step-sorry"), said.clone()),
            WhatV1::Mended { said } => (plain("promise-step-mended"), said.clone()),
        }
    }
}

/// The time that people know: of a session, when it is to begin.
pub(crate) fn asked_for(kind: Kind, due: Moment) -> Moment {
    if kind == Kind::Appointment {
        due - ON_TIME
    } else {
        due
    }
}

/// Which sentence says how it stands.
pub(crate) fn became_key(stands: &Stands, kind: Kind, now: Moment) -> &'static str {
    match stands.became {
        Became::Open if stands.is_late(now) && stands.told => "late-told",
        Became::Open if stands.is_late(now) => "late",
        // Of a session, only what is written down says how it was.
        Became::Open if kind == Kind::Appointment && now > stands.due => "unwritten",
        Became::Open if stands.until.is_some() => "open-told",
        Became::Open => "open",
        Became::Kept => "kept",
        Became::KeptLate if stands.told => "kept-late-told",
        Became::KeptLate => "kept-late",
        Became::Broken if stands.done.is_some() => "broken-done",
        Became::Broken => "broken",
        Became::Released => "released",
        Became::CalledOff => "called-off",
    }
}

/// The look of what became of it. Never red, at nobody.
pub(crate) fn tone(stands: &Stands, now: Moment) -> &'static str {
    match stands.became {
        Became::Kept => "kept",
        Became::Broken if !stands.sorry => "attention",
        Became::Open if stands.is_late(now) => "attention",
        _ => "relationship",
    }
}

#[cfg(test)]
mod tests;
