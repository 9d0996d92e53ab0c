//! From what was given to what counts: unasked questions fall away, wrong answers are named, and
//! what is missing is told apart from what was skipped.

use crate::answer::Answer;
use crate::asked::asked;
use crate::questionnaire::{Item, LinkId, Questionnaire};
use crate::response::Response;
use crate::wrong::{Problem, WrongAnswer};
use std::collections::BTreeMap;

/// An answer, or why the words typed are none.
pub(crate) type Given = Result<Answer, (Problem, String)>;

pub(crate) fn settle(
    form: &Questionnaire,
    given: BTreeMap<LinkId, Given>,
) -> Result<Response, Vec<WrongAnswer>> {
    let mut answers: BTreeMap<LinkId, Answer> = BTreeMap::new();
    let mut faults: BTreeMap<LinkId, (Problem, String)> = BTreeMap::new();
    let items = form.by_name();
    for (link_id, given) in given {
        let checked = match given {
            Ok(answer) => match items.get(&link_id).map(|item| item.kind.check(&answer)) {
                None | Some(Ok(())) => Ok(answer),
                Some(Err(problem)) => Err((problem, typed(&answer))),
            },
            Err(fault) => Err(fault),
        };
        match checked {
            Ok(answer) => drop(answers.insert(link_id, answer)),
            Err(fault) => drop(faults.insert(link_id, fault)),
        }
    }
    let mut answers = with_fixed(form, answers);
    let asked = asked(form, &answers);
    let mut settled = Vec::new();
    let mut wrong = Vec::new();
    for item in form.every_item() {
        let link_id = item.link_id.clone();
        if !item.is_question() || !asked.contains(&link_id) {
            continue;
        }
        if let Some(answer) = answers.remove(&link_id) {
            settled.push((link_id, answer));
        } else if is_fixed(item) {
            // Nobody could have answered it.
        } else if let Some((problem, typed)) = faults.remove(&link_id) {
            wrong.push(WrongAnswer {
                link_id,
                problem,
                typed,
            });
        } else if item.required {
            wrong.push(WrongAnswer {
                link_id,
                problem: Problem::Required,
                typed: String::new(),
            });
        }
    }
    if wrong.is_empty() {
        Ok(Response::new(form, settled))
    } else {
        Err(wrong)
    }
}

/// The answers, with those that are not the person's to give as the form sets them.
pub(crate) fn with_fixed(
    form: &Questionnaire,
    mut answers: BTreeMap<LinkId, Answer>,
) -> BTreeMap<LinkId, Answer> {
    for item in form.every_item().into_iter().filter(|item| is_fixed(item)) {
        match &item.initial {
            Some(answer) => answers.insert(item.link_id.clone(), answer.clone()),
            None => answers.remove(&item.link_id),
        };
    }
    answers
}

fn is_fixed(item: &Item) -> bool {
    item.hidden || item.read_only
}

fn typed(answer: &Answer) -> String {
    match answer {
        Answer::Boolean(yes) => yes.to_string(),
        Answer::Integer(number) => number.to_string(),
        Answer::Choice { code } => code.clone(),
        Answer::Text(words) => words.clone(),
        Answer::Skipped { reason } => reason.clone().unwrap_or_default(),
    }
}
