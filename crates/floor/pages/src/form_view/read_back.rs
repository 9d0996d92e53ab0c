//! A form that was filled in, read back part by part, and what changed between two versions of it.
//! For whatever two sides write together: both read the same words.

use super::said::answers_said;
use crate::layout::Html;
use crate::words::Words;
use askama::Template;
use forms::{Changed, Item, Questionnaire, Response, StoredAnswers, changes};
use std::collections::BTreeMap;

/// A part of a form that says something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// Its name in the form.
    pub link_id: String,
    /// What it is about.
    pub heading: String,
    /// Each line: what was asked, and what stands there.
    pub lines: Vec<Said>,
}

/// A line of a part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    /// What was asked.
    pub label: String,
    /// What stands there.
    pub words: String,
}

/// Every answer with its spot, in words.
fn said(
    form: &Questionnaire,
    answers: &StoredAnswers,
    words: Words,
) -> Vec<(String, String, String)> {
    let Ok(response) = Response::from_stored(form, answers) else {
        return Vec::new();
    };
    let spots = response
        .answers()
        .iter()
        .map(|(spot, _)| spot.as_str().to_owned());
    let all = answers_said(form, &response, words);
    spots
        .zip(all)
        .map(|(spot, (label, said))| (spot, label, said))
        .collect()
}

fn link_id(spot: &str) -> &str {
    spot.split(';').next().unwrap_or(spot)
}

fn holds(item: &Item, name: &str) -> bool {
    item.link_id().as_str() == name || item.children().iter().any(|child| holds(child, name))
}

fn text_of(item: &Item, words: Words) -> String {
    let text = item.text();
    text.map_or_else(String::new, |text| text.in_language(words.tag()).to_owned())
}

/// The parts of a form that say something, in the order of the form. Copies of a repeated group
/// stand on one line each.
pub fn parts(form: &Questionnaire, answers: &StoredAnswers, words: Words) -> Vec<Part> {
    let all = said(form, answers, words);
    let groups = form.items().iter();
    groups
        .filter(|item| !item.children().is_empty())
        .map(|item| Part {
            link_id: item.link_id().as_str().to_owned(),
            heading: text_of(item, words),
            lines: lines(form, item, &all, words),
        })
        .filter(|part| !part.lines.is_empty())
        .collect()
}

fn lines(
    form: &Questionnaire,
    part: &Item,
    all: &[(String, String, String)],
    words: Words,
) -> Vec<Said> {
    let mut lines: Vec<Said> = Vec::new();
    let mut copies: BTreeMap<(String, u32), Vec<String>> = BTreeMap::new();
    for (spot, label, words) in all.iter().filter(|(spot, ..)| holds(part, link_id(spot))) {
        match copy_of(part, spot) {
            Some(copy) => copies.entry(copy).or_default().push(words.clone()),
            None => match lines.last_mut().filter(|last| last.label == *label) {
                // Several answers to one question.
                Some(last) => last.words = format!("{}, {words}", last.words),
                None => lines.push(Said {
                    label: label.clone(),
                    words: words.clone(),
                }),
            },
        }
    }
    for ((group, _), said) in copies {
        lines.push(Said {
            label: form
                .item(&group)
                .map_or_else(String::new, |item| text_of(item, words)),
            words: said.join(" · "),
        });
    }
    lines
}

/// Which copy of which repeating group a spot is in.
fn copy_of(part: &Item, spot: &str) -> Option<(String, u32)> {
    let group = part.children().iter().find(|child| {
        child.repeats() && child.children().iter().any(|one| holds(one, link_id(spot)))
    })?;
    let copy = spot.split(';').nth(1).and_then(|copy| copy.parse().ok());
    Some((group.link_id().as_str().to_owned(), copy.unwrap_or(1)))
}

#[derive(Template)]
#[template(path = "form_parts.html")]
struct Parts<'a> {
    parts: &'a [Part],
}

/// The parts for reading.
pub fn parts_html(parts: &[Part]) -> Html {
    Html::of(&Parts { parts })
}

struct Change {
    /// The part that it belongs to, said once above the first change in it.
    part: Option<String>,
    what: String,
    label: String,
    before: Option<String>,
    after: Option<String>,
}

#[derive(Template)]
#[template(path = "form_changes.html")]
struct Changes {
    words: Words,
    changes: Vec<Change>,
}

/// What changed from one version to another, in words, part by part in the order of the form.
/// Before the first version there was nothing.
pub fn changes_html(
    form: &Questionnaire,
    before: Option<&StoredAnswers>,
    after: &StoredAnswers,
    words: Words,
) -> Html {
    let none = StoredAnswers {
        questionnaire: after.questionnaire.clone(),
        answers: Vec::new(),
    };
    let old = before.unwrap_or(&none);
    let (was, is) = (said(form, old, words), said(form, after, words));
    let at = |all: &[(String, String, String)], spot: &str| {
        let all: Vec<&str> = all
            .iter()
            .filter(|(name, ..)| name == spot)
            .map(|(_, _, said)| said.as_str())
            .collect();
        (!all.is_empty()).then(|| all.join(", "))
    };
    let place = |changed: &Changed| {
        let name = link_id(changed.spot());
        form.items().iter().position(|item| holds(item, name))
    };
    let mut spots = changes(old, after);
    spots.sort_by_key(place);
    let mut last = None;
    let changes = spots
        .iter()
        .map(|one| {
            let (spot, part) = (one.spot(), place(one));
            let is_new = part != std::mem::replace(&mut last, part);
            let heading = part.and_then(|place| form.items().get(place));
            Change {
                part: heading
                    .filter(|item| is_new && !item.children().is_empty())
                    .map(|item| text_of(item, words)),
                what: words.say(match one {
                    Changed::Added(_) => "form-change-added",
                    Changed::Altered(_) => "form-change-altered",
                    Changed::Removed(_) => "form-change-removed",
                }),
                label: label(form, spot, words),
                before: at(&was, spot),
                after: at(&is, spot),
            }
        })
        .collect();
    Html::of(&Changes { words, changes })
}

/// What was asked at a spot. Inside a repeated group "Who" alone does not say of whom.
fn label(form: &Questionnaire, spot: &str, words: Words) -> String {
    let name = link_id(spot);
    let asked = form
        .item(name)
        .map_or_else(|| spot.to_owned(), |item| text_of(item, words));
    let every = form.every_item();
    let group = every
        .iter()
        .find(|item| item.repeats() && item.children().iter().any(|one| holds(one, name)));
    group.map_or(asked.clone(), |group| {
        format!("{}: {asked}", text_of(group, words))
    })
}
