//! The pages: how a client says how they may be reached, what staff read before they call or write,
//! and what a lead sees of what could not be delivered.

mod calendar;
mod client;
mod form;
mod letters;
mod staff;

use crate::outward::Outward;
use crate::rules::{Reason, Way};
use crate::stored::RuleV1;
use care::{Moment, RecordId};
use pages::{Routes, Screens, Visit, Words};
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use std::sync::Arc;

/// A meeting to come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Slot {
    /// Which.
    pub meeting: RecordId,
    /// When it begins.
    pub starts: Moment,
    /// When it ends.
    pub ends: Moment,
}

/// Who knows what meetings are to come. The program implements it over the capability that plans
/// them; this one only writes their times into a file.
pub trait Upcoming: Send + Sync {
    /// The meetings to come, the next one first. The act opens [`care::Section::Sessions`].
    fn upcoming<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<Vec<Slot>, ReadError>>;
}

/// The routes staff take.
pub fn routes(outward: &Arc<Outward>) -> Routes {
    staff::routes(outward).and(letters::routes(outward))
}

/// The client's screens and acts.
pub fn screens(outward: &Arc<Outward>, upcoming: &Arc<dyn Upcoming>) -> Screens {
    client::screens(outward).and(calendar::screens(outward, upcoming))
}

/// A minute of the day as clocks show it.
fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Several words as one list.
fn listed(words: Words, all: &[String]) -> String {
    match all {
        [] => words.say("reach-none"),
        [one] => one.clone(),
        [most @ .., last] => {
            let first = most.join(", ");
            let put = [
                ("first", first.as_str().into()),
                ("last", last.as_str().into()),
            ];
            words.say_with("reach-and", &put)
        }
    }
}

fn days(words: Words, rule: &RuleV1) -> String {
    let on = |day: &usize| rule.days & (1 << day) != 0;
    if (0..7).all(|day| on(&day)) {
        return words.say("reach-every-day");
    }
    let days = (0..7)
        .filter(on)
        .map(|day| words.say(&format!("reach-day-{day}")));
    listed(words, &days.collect::<Vec<_>>())
}

fn reasons(words: Words, rule: &RuleV1) -> String {
    let on = Reason::ALL
        .into_iter()
        .filter(|reason| rule.reasons & reason.bit() != 0);
    let said = on.map(|reason| words.say(&format!("reach-for-{}", reason.code())));
    listed(words, &said.collect::<Vec<_>>())
}

fn when(words: Words, rule: &RuleV1) -> String {
    if rule.from == 0 && rule.until == crate::rules::DAY_MINUTES {
        return words.say_with(
            "reach-when-all-day",
            &[("days", (&days(words, rule)).into())],
        );
    }
    let (days, from, until) = (days(words, rule), clock(rule.from), clock(rule.until));
    words.say_with(
        "reach-when",
        &[
            ("days", (&days).into()),
            ("from", (&from).into()),
            ("until", (&until).into()),
        ],
    )
}

/// What a rule says: labels and words, in the order to be read.
pub(crate) fn said_of(visit: &Visit, way: Way, rule: &RuleV1) -> Vec<(String, String)> {
    let words = visit.words;
    let mut parts = vec![
        (
            words.say(&format!("reach-to-{}", way.code())),
            rule.to.clone(),
        ),
        (words.say("reach-label-for"), reasons(words, rule)),
    ];
    if way != Way::Letter {
        parts.push((words.say("reach-label-when"), when(words, rule)));
    }
    for (key, value) in [
        ("reach-label-ask-for", &rule.ask_for),
        ("reach-label-say", &rule.say),
        ("reach-label-first", &rule.first),
    ] {
        if !value.is_empty() {
            parts.push((words.say(key), value.clone()));
        }
    }
    let ends = words.day(rule.ends(), visit.now, &visit.floor.settings.zone);
    parts.push((words.say("reach-label-until"), ends));
    parts
}
