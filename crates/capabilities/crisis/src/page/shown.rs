//! The plan in words: part by part for reading, and what changed between two versions.

use crate::plan::{Changed, VersionV1, changes};
use askama::Template;
use forms::{Item, Questionnaire, Response, StoredAnswers};
use pages::form_view::answers_said;
use pages::{Html, Words};
use std::collections::BTreeMap;

/// A part of the plan that says something.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// Its name in the form.
    pub(crate) link_id: String,
    /// What it is about.
    pub(crate) heading: String,
    /// Each line: what was asked, and what stands there.
    pub(crate) lines: Vec<Said>,
}

/// A line of a part.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Said {
    /// What was asked.
    pub(crate) label: String,
    /// What stands there.
    pub(crate) words: String,
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

/// The parts of the plan that say something, in the order of the form. Copies of a person or a
/// service stand on one line each.
pub(crate) fn parts(answers: &StoredAnswers, words: Words) -> Vec<Part> {
    let Some(form) = crate::form() else {
        return Vec::new();
    };
    let all = said(form, answers, words);
    let mut parts = Vec::new();
    for item in form
        .items()
        .iter()
        .filter(|item| !item.children().is_empty())
    {
        let mut lines: Vec<Said> = Vec::new();
        let mut copies: BTreeMap<(String, u32), Vec<String>> = BTreeMap::new();
        for (spot, label, words) in all.iter().filter(|(spot, ..)| holds(item, link_id(spot))) {
            match copy_of(item, spot) {
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
            let label = form.item(&group).and_then(Item::text);
            let label = label.map(|text| text.in_language(words.tag()).to_owned());
            lines.push(Said {
                label: label.unwrap_or_default(),
                words: said.join(" · "),
            });
        }
        if !lines.is_empty() {
            let heading = item
                .text()
                .map(|text| text.in_language(words.tag()).to_owned());
            parts.push(Part {
                link_id: item.link_id().as_str().to_owned(),
                heading: heading.unwrap_or_default(),
                lines,
            });
        }
    }
    parts
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
#[template(path = "plan_parts.html")]
struct Parts<'a> {
    parts: &'a [Part],
}

/// The parts for reading.
pub(crate) fn parts_html(answers: &StoredAnswers, words: Words) -> Html {
    Html::of(&Parts {
        parts: &parts(answers, words),
    })
}

struct Change {
    what: String,
    label: String,
    before: Option<String>,
    after: Option<String>,
}

#[derive(Template)]
#[template(path = "plan_changes.html")]
struct Changes {
    words: Words,
    changes: Vec<Change>,
}

/// What changed from one version to another, in words.
pub(crate) fn changes_html(before: Option<&VersionV1>, after: &VersionV1, words: Words) -> Html {
    let none = StoredAnswers {
        questionnaire: after.answers.questionnaire.clone(),
        answers: Vec::new(),
    };
    let old = before.map_or(&none, |before| &before.answers);
    let Some(form) = crate::form() else {
        return Html::default();
    };
    let (was, is) = (said(form, old, words), said(form, &after.answers, words));
    let at = |all: &[(String, String, String)], spot: &str| {
        let all: Vec<&str> = all
            .iter()
            .filter(|(name, ..)| name == spot)
            .map(|(_, _, said)| said.as_str())
            .collect();
        (!all.is_empty()).then(|| all.join(", "))
    };
    let label = |spot: &str| {
        let name = link_id(spot);
        let words_of = |item: &Item| {
            let text = item.text();
            text.map_or_else(String::new, |text| text.in_language(words.tag()).to_owned())
        };
        let asked = form.item(name).map_or_else(|| spot.to_owned(), words_of);
        // "Who" alone does not say of whom.
        let every = form.every_item();
        let group = every
            .iter()
            .find(|item| item.repeats() && item.children().iter().any(|one| holds(one, name)));
        group.map_or(asked.clone(), |group| {
            format!("{}: {asked}", words_of(group))
        })
    };
    let changes = changes(old, &after.answers)
        .into_iter()
        .map(|changed| {
            let (key, spot) = match &changed {
                Changed::Added(spot) => ("plan-change-added", spot),
                Changed::Altered(spot) => ("plan-change-altered", spot),
                Changed::Removed(spot) => ("plan-change-removed", spot),
            };
            Change {
                what: words.say(key),
                label: label(spot),
                before: at(&was, spot),
                after: at(&is, spot),
            }
        })
        .collect();
    Html::of(&Changes { words, changes })
}
