//! The page that a person reads: their record in plain words, by its parts and in the order of
//! time. Without scripts and without anything from outside, so that it can be printed and kept.

use askama::Template;
use care::{Moment, Section};
use pages::{Taken, Words};

/// Everything of one part of the record.
struct Part {
    heading: String,
    entries: Vec<Entry>,
}

struct Entry {
    when: String,
    heading: String,
    lines: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "readable.html")]
struct Readable<'a> {
    language: &'a str,
    title: String,
    made: String,
    called: (String, &'a str),
    parts: Vec<Part>,
}

/// The whole page; `None` if it could not be written, so that none is sent half. `called` is how
/// the client is called; `day` says a moment in the reader's words.
pub(crate) fn page(
    words: Words,
    made: Moment,
    called: &str,
    taken: &[Taken],
    day: &dyn Fn(Moment) -> String,
) -> Option<String> {
    let whole = Readable {
        language: words.tag(),
        title: words.say("taking-page-title"),
        made: words.say_with("taking-page-made", &[("when", (&day(made)).into())]),
        called: (words.say("taking-called"), called),
        parts: parts(words, taken, day),
    };
    whole.render().ok()
}

fn parts(words: Words, taken: &[Taken], day: &dyn Fn(Moment) -> String) -> Vec<Part> {
    let mut parts = Vec::new();
    for section in Section::ALL.into_iter().map(Some).chain([None]) {
        let mut of: Vec<&Taken> = taken.iter().filter(|one| one.section == section).collect();
        of.sort_by_key(|one| one.at);
        if of.is_empty() {
            continue;
        }
        let heading = section.map_or_else(
            || words.say("taking-part-other"),
            |section| words.say(&format!("taking-part-{}", section.code())),
        );
        let entry = |one: &&Taken| Entry {
            when: day(one.at),
            heading: one.heading.clone(),
            lines: one.parts.clone(),
        };
        parts.push(Part {
            heading,
            entries: of.iter().map(entry).collect(),
        });
    }
    parts
}
