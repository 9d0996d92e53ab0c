//! What the desk's forms ask for, read field by field; and done.

use super::super::shown::{KINDS, PARTS, SUD, VOC, named, number, once, rating};
use crate::phases::PHASES;
use crate::refused::Refused;
use crate::set::{MOST, Set, correct_set, record_set};
use crate::sitting::{Closing, begin, close, enter, hear_stop, let_stand, look_again, scan};
use crate::stored::{PartV1, PhaseV1};
use crate::target::{Assessment, assess, call_target, move_target};
use care::{Happened, Line, RecordId};
use pages::{Filled, Told, Trouble, Visit};
use sealed::Act;

/// What was asked for.
pub(super) enum Does {
    Begin(RecordId),
    Look(u8, u8),
    Enter(PhaseV1),
    Set(Box<Set>),
    Fix(RecordId, (Option<u8>, Option<u8>), Line<200>),
    Scan(bool),
    Stands(Line<500>),
    Close(Box<Closes>),
    Assess(Vec<(PartV1, String)>, Option<(u8, u8)>),
    Call(Line<80>),
    Move(u16),
    Heard,
}

/// How a sitting is to be closed.
pub(super) struct Closes {
    resource: Option<RecordId>,
    oriented: bool,
    put_away: Option<bool>,
    till_then: Option<Line<500>>,
    call: Option<Line<300>>,
}

impl Does {
    pub(super) async fn run(
        &self,
        act: &mut Act,
        target: RecordId,
    ) -> Result<Vec<Happened>, Refused> {
        match self {
            Self::Begin(once) => begin(act, target, *once).await,
            Self::Look(sud, voc) => look_again(act, target, *sud, *voc).await,
            Self::Enter(phase) => enter(act, target, *phase).await,
            Self::Set(set) => record_set(act, target, set).await,
            Self::Fix(set, numbers, why) => correct_set(act, *set, *numbers, why).await,
            Self::Scan(clear) => scan(act, target, *clear).await,
            Self::Stands(why) => let_stand(act, target, why).await,
            Self::Close(closes) => {
                let closing = Closing {
                    resource: closes.resource,
                    oriented: closes.oriented,
                    put_away: closes.put_away,
                    till_then: closes.till_then.as_ref(),
                    call: closes.call.as_ref(),
                };
                close(act, target, &closing).await
            }
            Self::Assess(said, first) => {
                let said = said.iter().map(|(part, words)| (*part, words.as_str()));
                let new = Assessment {
                    words: said.collect(),
                    first: *first,
                };
                assess(act, target, &new).await
            }
            Self::Call(called) => call_target(act, target, called).await,
            Self::Move(place) => move_target(act, target, *place).await,
            Self::Heard => hear_stop(act).await,
        }
    }
}

/// What was posted; `Ok(Err)`: what is wrong is said at its fields, all of it at once.
pub(super) fn read(visit: &Visit, filled: &mut Filled) -> Result<Result<Does, Told>, Trouble> {
    let form = &visit.form;
    Ok(match form.get("do") {
        Some("begin") => Ok(Does::Begin(once(visit)?)),
        Some("look") => look(visit, filled),
        Some("enter") => {
            let name = form.get("phase").unwrap_or_default();
            let phase = PHASES.into_iter().find(|phase| phase.code().0 == name);
            Ok(Does::Enter(phase.ok_or(Trouble::NotUnderstood)?))
        }
        Some("set") => set(visit, filled, once(visit)?),
        Some("fix") => {
            let set = form.get("fix-set").and_then(RecordId::parse);
            fix(visit, filled, set.ok_or(Trouble::NotUnderstood)?)
        }
        Some("scan-clear") => Ok(Does::Scan(true)),
        Some("scan-not") => Ok(Does::Scan(false)),
        Some("stands") => filled.line(visit, "stands-why").map(Does::Stands),
        Some("close") => closes(visit, filled),
        Some("assess") => assessed(visit, filled),
        Some("call") => filled.line(visit, "called").map(Does::Call),
        Some("up" | "down") => {
            let place = form.get("place").and_then(|place| place.parse().ok());
            Ok(Does::Move(place.ok_or(Trouble::NotUnderstood)?))
        }
        Some("heard") => Ok(Does::Heard),
        _ => return Err(Trouble::NotUnderstood),
    })
}

/// Two ratings that both have to be there.
fn both(
    visit: &Visit,
    filled: &mut Filled,
    names: (&'static str, &'static str),
) -> Result<(u8, u8), Told> {
    let sud = rating(filled, visit, names.0, SUD);
    let voc = rating(filled, visit, names.1, VOC);
    let mut needed = |name, value: Result<Option<u8>, Told>| {
        let value = value?;
        value.ok_or_else(|| {
            filled.tell(name, visit.words.say("emdr-needed"));
            Told
        })
    };
    let (sud, voc) = (needed(names.0, sud), needed(names.1, voc));
    Ok((sud?, voc?))
}

fn look(visit: &Visit, filled: &mut Filled) -> Result<Does, Told> {
    let (sud, voc) = both(visit, filled, ("look-sud", "look-voc"))?;
    Ok(Does::Look(sud, voc))
}

fn set(visit: &Visit, filled: &mut Filled, once: RecordId) -> Result<Does, Told> {
    let kind = visit
        .form
        .get("set-kind")
        .and_then(|kind| named(&KINDS, kind));
    if kind.is_none() {
        filled.tell("set-kind", visit.words.say("emdr-needed"));
    }
    let passes = number(filled, visit, "set-passes", (1, MOST.0));
    let seconds = number(filled, visit, "set-seconds", (1, MOST.1));
    let per_minute = number(filled, visit, "set-per-minute", (1, MOST.2));
    let sud = rating(filled, visit, "set-sud", SUD);
    let voc = rating(filled, visit, "set-voc", VOC);
    let noticed = filled.optional_line(visit, "set-noticed");
    Ok(Does::Set(Box::new(Set {
        once,
        kind: kind.ok_or(Told)?,
        passes: passes?,
        seconds: seconds?,
        per_minute: per_minute?,
        sud: sud?,
        voc: voc?,
        stopped: visit.form.get("set-stopped").is_some(),
        noticed: noticed?,
    })))
}

fn fix(visit: &Visit, filled: &mut Filled, set: RecordId) -> Result<Does, Told> {
    let sud = rating(filled, visit, "fix-sud", SUD);
    let voc = rating(filled, visit, "fix-voc", VOC);
    let why = filled.line(visit, "fix-why");
    Ok(Does::Fix(set, (sud?, voc?), why?))
}

fn closes(visit: &Visit, filled: &mut Filled) -> Result<Does, Told> {
    let form = &visit.form;
    let till_then = filled.optional_line(visit, "close-till-then");
    let call = filled.optional_line(visit, "close-call");
    Ok(Does::Close(Box::new(Closes {
        resource: form.get("close-resource").and_then(RecordId::parse),
        oriented: form.get("close-oriented").is_some(),
        put_away: match form.get("close-put-away") {
            Some("yes") => Some(true),
            Some("no") => Some(false),
            _ => None,
        },
        till_then: till_then?,
        call: call?,
    })))
}

fn assessed(visit: &Visit, filled: &mut Filled) -> Result<Does, Told> {
    let mut said = Vec::new();
    let mut wrong = false;
    for (name, part) in PARTS {
        // Not sent at all: it stays as it was.
        if visit.form.get(name).is_none() {
            continue;
        }
        match filled.optional_line::<500>(visit, name) {
            Ok(words) => {
                let words = words.as_ref().map_or("", Line::as_str);
                said.push((part, words.to_owned()));
            }
            Err(Told) => wrong = true,
        }
    }
    let told = |name: &str| visit.form.words(name).is_some();
    let first = if told("first-sud") || told("first-voc") {
        both(visit, filled, ("first-sud", "first-voc")).map(Some)
    } else {
        Ok(None)
    };
    if wrong {
        return Err(Told);
    }
    Ok(Does::Assess(said, first?))
}
