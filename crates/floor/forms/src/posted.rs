//! What a page posted: the words as typed, and the answers they make.
//!
//! A question's field is named by its `linkId`. `skip.<linkId>` that is not empty skips it on
//! purpose, whatever its own field holds; a value other than `on`, `yes`, `true` or `1` is the
//! reason. `other.<linkId>` holds own words in place of an option. An empty field is no answer.
//! Fields that are not the form's are the page's own and are left alone.

use crate::answer::Answer;
use crate::asked::asked;
use crate::kinds::{Choice, ItemKind};
use crate::questionnaire::{Item, LinkId, Questionnaire};
use crate::response::Response;
use crate::settle::{Given, settle, with_fixed};
use crate::wrong::{Problem, WrongAnswer};
use std::collections::{BTreeMap, BTreeSet};

/// What a page posted, field by field.
#[derive(Clone, Copy)]
pub struct Posted<'a>(&'a [(String, String)]);

impl<'a> Posted<'a> {
    /// The posted fields, in order.
    pub fn new(fields: &'a [(String, String)]) -> Self {
        Self(fields)
    }

    /// The words as typed at a question, to be shown again as they were.
    pub fn typed(self, link_id: &str) -> Option<&'a str> {
        self.values("", link_id).next()
    }

    /// The own words typed in place of an option.
    pub fn other(self, link_id: &str) -> Option<&'a str> {
        self.values("other.", link_id).next()
    }

    /// Whether the question was skipped on purpose: `Some(None)` without a reason.
    pub fn skipped(self, link_id: &str) -> Option<Option<&'a str>> {
        let value = self.values("skip.", link_id).next()?.trim();
        Some(if ["on", "yes", "true", "1"].contains(&value) {
            None
        } else {
            Some(value)
        })
    }

    /// The items to show, given what was typed so far: hidden ones and those whose conditions do
    /// not hold are not among them.
    pub fn shown(self, form: &Questionnaire) -> BTreeSet<LinkId> {
        let mut answers = BTreeMap::new();
        for (link_id, given) in self.given(form) {
            if let Ok(answer) = given {
                answers.insert(link_id, answer);
            }
        }
        let mut shown = asked(form, &with_fixed(form, answers));
        for item in form.every_item().into_iter().filter(|item| item.hidden) {
            shown.remove(&item.link_id);
        }
        shown
    }

    /// The answers to the form.
    ///
    /// # Errors
    /// Every wrong answer, in the order of the form. Nothing is lost: the words as typed are in
    /// each, and all of them are still here.
    pub fn answers(self, form: &Questionnaire) -> Result<Response, Vec<WrongAnswer>> {
        settle(form, self.given(form))
    }

    fn values(self, prefix: &str, link_id: &str) -> impl Iterator<Item = &'a str> {
        let of_question = move |name: &str| {
            name.strip_prefix(prefix)
                .is_some_and(|rest| rest == link_id)
        };
        let mut found = Vec::new();
        for (name, value) in self.0 {
            if of_question(name) && !value.trim().is_empty() {
                found.push(value.as_str());
            }
        }
        found.into_iter()
    }

    fn given(self, form: &Questionnaire) -> BTreeMap<LinkId, Given> {
        let mut all = BTreeMap::new();
        for item in form.every_item() {
            if let Some(given) = self.given_to(item) {
                all.insert(item.link_id.clone(), given);
            }
        }
        all
    }

    fn given_to(self, item: &Item) -> Option<Given> {
        if !item.is_question() {
            return None;
        }
        let name = item.link_id.as_str();
        if let Some(reason) = self.skipped(name) {
            return Some(Ok(Answer::Skipped {
                reason: reason.map(clean),
            }));
        }
        let typed: Vec<&str> = self.values("", name).collect();
        let other = self
            .other(name)
            .filter(|_| matches!(&item.kind, ItemKind::Choice(c) if c.open));
        let first = typed.first().copied();
        if typed.iter().any(|value| Some(*value) != first) || (other.is_some() && first.is_some()) {
            let every: Vec<&str> = typed.into_iter().chain(other).collect();
            return Some(Err((Problem::AnsweredTwice, every.join("\n"))));
        }
        match (first, other) {
            (Some(value), _) => {
                Some(parse(&item.kind, value).map_err(|problem| (problem, value.to_owned())))
            }
            (None, Some(words)) => Some(Ok(Answer::Text(clean(words)))),
            (None, None) => None,
        }
    }
}

fn parse(kind: &ItemKind, value: &str) -> Result<Answer, Problem> {
    match kind {
        ItemKind::Group | ItemKind::Display => Err(Problem::AnotherKind),
        ItemKind::Boolean => match value.trim() {
            "true" | "yes" => Ok(Answer::Boolean(true)),
            "false" | "no" => Ok(Answer::Boolean(false)),
            _ => Err(Problem::NotYesOrNo),
        },
        ItemKind::Integer(_) | ItemKind::Slider(_) => value
            .trim()
            .parse()
            .map(Answer::Integer)
            .map_err(|_| Problem::NotAWholeNumber),
        ItemKind::Choice(choice) => option(choice, value),
        ItemKind::Text(_) | ItemKind::String(_) => Ok(Answer::Text(clean(value))),
    }
}

fn option(choice: &Choice, value: &str) -> Result<Answer, Problem> {
    let known = choice.option(value).or_else(|| choice.option(value.trim()));
    let known = known.map(|option| Answer::Choice {
        code: option.code.clone(),
    });
    known.ok_or(Problem::NotAnOption)
}

/// Browsers post line ends as CR LF; words are kept with plain ones and without blank edges.
fn clean(words: &str) -> String {
    words
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .trim()
        .to_owned()
}
