//! What can only be seen on the whole form: names that stand twice, conditions on questions that
//! are not there, and conditions that go round in a circle.

use crate::kinds::ItemKind;
use crate::questionnaire::{Asked, Item, LinkId};
use crate::refused::{FormProblem, FormRefused};
use crate::when::{Expected, Test};
use std::collections::BTreeMap;

struct Found<'a> {
    item: &'a Item,
    parent: Option<usize>,
    path: String,
}

/// Checks the whole, and gives the order in which it can be worked out what is asked.
pub(super) fn check(items: &[Item]) -> Result<Vec<Asked>, FormRefused> {
    let mut all = Vec::new();
    gather(items, None, "", &mut all);
    let mut by_name: BTreeMap<&LinkId, Option<usize>> = BTreeMap::new();
    for (index, found) in all.iter().enumerate() {
        if by_name.insert(&found.item.link_id, Some(index)).is_some() {
            return Err(refuse(found, "linkId", FormProblem::DuplicateLinkId));
        }
        if let ItemKind::Slider(slider) = &found.item.kind {
            for end in slider.low.iter().chain(&slider.high) {
                if by_name.insert(&end.link_id, None).is_some() {
                    return Err(refuse(found, "item", FormProblem::DuplicateLinkId));
                }
            }
        }
    }
    let mut needs: Vec<Vec<usize>> = Vec::with_capacity(all.len());
    for found in &all {
        let mut before: Vec<usize> = found.parent.into_iter().collect();
        for (index, when) in found.item.enable_when.iter().enumerate() {
            let at = format!("enableWhen[{index}].question");
            let name = when.question.0.clone();
            let question = match by_name.get(&when.question) {
                None => return Err(refuse(found, &at, FormProblem::UnknownQuestion(name))),
                Some(Some(index)) if all.get(*index).is_some_and(|f| f.item.is_question()) => {
                    *index
                }
                Some(_) => return Err(refuse(found, &at, FormProblem::NotAQuestion(name))),
            };
            if !all
                .get(question)
                .is_some_and(|f| fits(&f.item.kind, &when.test))
            {
                let operator = operator(&when.test).to_owned();
                let problem = FormProblem::ConditionDoesNotFit { operator };
                return Err(refuse(found, &at, problem));
            }
            before.push(question);
        }
        needs.push(before);
    }
    order(&all, &needs)
}

fn gather<'a>(items: &'a [Item], parent: Option<usize>, way: &str, all: &mut Vec<Found<'a>>) {
    for (index, item) in items.iter().enumerate() {
        let path = format!("{way}item[{index}]");
        let here = all.len();
        all.push(Found { item, parent, path });
        let way = format!("{way}item[{index}].");
        gather(&item.children, Some(here), &way, all);
    }
}

fn refuse(found: &Found<'_>, field: &str, problem: FormProblem) -> FormRefused {
    FormRefused {
        path: format!("{}.{field}", found.path),
        link_id: Some(found.item.link_id.0.clone()),
        problem,
    }
}

/// Whether the question could ever give an answer that the condition compares.
fn fits(kind: &ItemKind, test: &Test) -> bool {
    let number = matches!(kind, ItemKind::Integer(_) | ItemKind::Slider(_));
    match test {
        Test::Exists(_) => true,
        Test::Above(_) | Test::Below(_) | Test::AtLeast(_) | Test::AtMost(_) => number,
        Test::Is(expected) | Test::IsNot(expected) => match (expected, kind) {
            (Expected::Boolean(_), ItemKind::Boolean)
            | (Expected::Words(_), ItemKind::Text(_) | ItemKind::String(_)) => true,
            (Expected::Integer(_), _) => number,
            (Expected::Code { code, .. }, ItemKind::Choice(choice)) => {
                choice.option(code).is_some()
            }
            (Expected::Words(words), ItemKind::Choice(choice)) => {
                choice.open || choice.option(words).is_some()
            }
            _ => false,
        },
    }
}

fn operator(test: &Test) -> &'static str {
    match test {
        Test::Exists(_) => "exists",
        Test::Is(_) => "=",
        Test::IsNot(_) => "!=",
        Test::Above(_) => ">",
        Test::Below(_) => "<",
        Test::AtLeast(_) => ">=",
        Test::AtMost(_) => "<=",
    }
}

/// Every item after what it needs (Kahn's algorithm); what is left over goes round in a circle.
fn order(all: &[Found<'_>], needs: &[Vec<usize>]) -> Result<Vec<Asked>, FormRefused> {
    let mut waiting: Vec<usize> = needs.iter().map(Vec::len).collect();
    let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); all.len()];
    for (index, before) in needs.iter().enumerate() {
        for need in before {
            needed_by[*need].push(index);
        }
    }
    let mut ready: Vec<usize> = (0..all.len())
        .filter(|index| waiting[*index] == 0)
        .collect();
    let mut next = 0;
    while let Some(&index) = ready.get(next) {
        next += 1;
        for &after in &needed_by[index] {
            waiting[after] -= 1;
            if waiting[after] == 0 {
                ready.push(after);
            }
        }
    }
    let name = |index: usize| all[index].item.link_id.0.clone();
    if let Some(start) = (0..all.len()).find(|index| waiting[*index] > 0) {
        let circle = circle(start, needs, &waiting);
        let first = circle.first().copied().unwrap_or(start);
        let names = circle.iter().map(|index| name(*index)).collect();
        return Err(refuse(
            &all[first],
            "enableWhen",
            FormProblem::EnableWhenCycle(names),
        ));
    }
    let asked = |index: usize| Asked {
        link_id: all[index].item.link_id.clone(),
        parent: all[index]
            .parent
            .map(|parent| all[parent].item.link_id.clone()),
    };
    Ok(ready.into_iter().map(asked).collect())
}

/// From an item that can never be reached, along what it waits for, until an item comes again.
fn circle(start: usize, needs: &[Vec<usize>], waiting: &[usize]) -> Vec<usize> {
    let mut walked = vec![start];
    let mut here = start;
    while let Some(&next) = needs[here].iter().find(|need| waiting[**need] > 0) {
        if let Some(from) = walked.iter().position(|index| *index == next) {
            walked.drain(..from);
            walked.push(next);
            return walked;
        }
        walked.push(next);
        here = next;
    }
    walked
}
