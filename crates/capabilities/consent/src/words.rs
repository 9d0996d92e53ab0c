//! How what was seen is said: once who and on what right, then for each thing what, what for and
//! when.

use crate::rules::{Entry, Someone};
use care::{Basis, Moment, Purpose, Sections};
use jiff::tz::TimeZone;
use pages::Words;

/// How many minutes of a day are named one by one.
const MINUTES_NAMED: usize = 4;

/// One after the other, as people say them: `a, b and c`.
pub(crate) fn listed(words: Words, all: &[String]) -> String {
    match all {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => {
            let first = first.join(", ");
            words.say_with(
                "seen-list",
                &[("first", (&first).into()), ("last", last.into())],
            )
        }
    }
}

/// The parts of a record, as the client would name them.
pub(crate) fn sections(words: Words, sections: Sections) -> String {
    let said: Vec<String> = sections
        .iter()
        .map(|section| words.say(&format!("seen-section-{}", section.code())))
        .collect();
    listed(words, &said)
}

/// Whether the service itself did it, with nobody asking: a neutral mail, or a look at what was
/// promised.
fn is_service(purpose: Option<Purpose>) -> bool {
    matches!(purpose, Some(Purpose::Contact | Purpose::Keeping))
}

/// Who. What someone does here is said where their right does not already say it.
pub(crate) fn who(words: Words, one: &Someone, name: Option<&str>) -> String {
    if is_service(one.purpose()) {
        return words.say("seen-service");
    }
    let someone = words.say("seen-someone");
    let name = name.unwrap_or(&someone);
    if matches!(one.basis, Basis::Relation(_) | Basis::Duty) {
        return name.to_owned();
    }
    let how = words.say(&format!("seen-role-{}", one.role.code()));
    words.say_with("seen-who", &[("name", name.into()), ("how", (&how).into())])
}

/// On what right.
pub(crate) fn basis(words: Words, one: &Someone) -> String {
    match one.purpose() {
        Some(Purpose::Contact) => return words.say("seen-basis-service"),
        Some(Purpose::Keeping) => return words.say("seen-basis-keeping"),
        _ => {}
    }
    words.say(&format!("seen-basis-{}", one.basis.code()))
}

/// The times of one day. A minute is named once; how often is said where it is not the same.
fn times(words: Words, times: &[Moment], zone: &TimeZone) -> String {
    let mut said: Vec<String> = times.iter().map(|at| words.time(*at, zone)).collect();
    let count = said.len();
    said.dedup();
    if let [first, .., last] = said.as_slice()
        && said.len() > MINUTES_NAMED
    {
        return words.say_with(
            "seen-times-many",
            &[
                ("count", count.into()),
                ("first", first.into()),
                ("last", last.into()),
            ],
        );
    }
    let listed = listed(words, &said);
    let key = if said.len() == count {
        "seen-times"
    } else {
        "seen-times-again"
    };
    words.say_with(key, &[("times", (&listed).into()), ("count", count.into())])
}

/// The sentence about one thing that was done.
pub(crate) fn did(words: Words, entry: &Entry, zone: &TimeZone) -> String {
    let what = &entry.what;
    if is_service(Some(what.purpose)) {
        let when = times(words, &entry.times, zone);
        let key = match (what.purpose, what.wrote) {
            (Purpose::Keeping, false) => "seen-keeping",
            (Purpose::Keeping, true) => "seen-keeping-wrote",
            _ => "seen-contact",
        };
        return words.say_with(key, &[("when", (&when).into())]);
    }
    let key = if what.wrote {
        "seen-wrote"
    } else {
        "seen-opened"
    };
    let purpose = words.say(&format!("seen-purpose-{}", what.purpose.code()));
    words.say_with(
        key,
        &[
            ("what", (&sections(words, what.sections)).into()),
            ("when", (&times(words, &entry.times, zone)).into()),
            ("purpose", (&purpose).into()),
        ],
    )
}

/// The quiet lines about the client's own day.
pub(crate) fn own(words: Words, looks: usize, (writes, to): (usize, Sections)) -> Vec<String> {
    let mut said = Vec::new();
    if writes > 0 {
        let what = sections(words, to);
        said.push(words.say_with(
            "seen-own-wrote",
            &[("count", writes.into()), ("what", (&what).into())],
        ));
    }
    if looks > 0 {
        said.push(words.say_with("seen-own-looked", &[("count", looks.into())]));
    }
    said
}

#[cfg(test)]
mod reading;
#[cfg(test)]
mod tests;
