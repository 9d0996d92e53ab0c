//! How what was seen is said: a sentence that names who, what, when, what for and on what right.

use crate::rules::{Entry, What};
use care::{Basis, Moment, Sections};
use jiff::tz::TimeZone;
use pages::Words;

/// How many times of a day are named one by one.
const TIMES_NAMED: usize = 4;

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

/// Who: by name and how they stand to the client; without a name, by what they do here.
pub(crate) fn who(words: Words, what: &What, name: Option<&str>) -> String {
    let how = match what.basis {
        Basis::Relation(_) => words.say(&format!("seen-who-{}", what.basis.code())),
        _ => words.say(&format!("seen-role-{}", what.role.code())),
    };
    match name {
        Some(name) => words.say_with("seen-who", &[("name", name.into()), ("how", (&how).into())]),
        None => words.say_with("seen-who-unnamed", &[("how", (&how).into())]),
    }
}

/// The times of one day.
fn times(words: Words, times: &[Moment], zone: &TimeZone) -> String {
    let said: Vec<String> = times.iter().map(|at| words.time(*at, zone)).collect();
    match said.as_slice() {
        [first, .., last] if said.len() > TIMES_NAMED => words.say_with(
            "seen-times-many",
            &[
                ("count", said.len().into()),
                ("first", first.into()),
                ("last", last.into()),
            ],
        ),
        _ => {
            let listed = listed(words, &said);
            words.say_with("seen-times", &[("times", (&listed).into())])
        }
    }
}

/// The sentence about one entry.
pub(crate) fn sentence(words: Words, entry: &Entry, name: Option<&str>, zone: &TimeZone) -> String {
    let what = &entry.what;
    let key = if what.wrote {
        "seen-wrote"
    } else {
        "seen-opened"
    };
    let purpose = words.say(&format!("seen-purpose-{}", what.purpose.code()));
    let basis = words.say(&format!("seen-basis-{}", what.basis.code()));
    words.say_with(
        key,
        &[
            ("who", (&who(words, what, name)).into()),
            ("what", (&sections(words, what.sections)).into()),
            ("when", (&times(words, &entry.times, zone)).into()),
            ("purpose", (&purpose).into()),
            ("basis", (&basis).into()),
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
mod tests;
