//! What can only be seen on the whole form: names that stand twice, conditions on questions that
//! are not there, names that nothing gives, and what waits for itself.

use super::Reading;
use crate::expression::{Formula, Variable, looks_at};
use crate::kinds::ItemKind;
use crate::questionnaire::{Item, LinkId};
use crate::refused::{FormProblem, FormRefused};
use crate::when::{Expected, Test};
use std::collections::BTreeMap;

/// Names that expressions may ask for without anybody giving them: the earlier response, and the
/// question itself.
pub(crate) const GIVEN: [&str; 2] = ["previous", "qitem"];

/// An item, and the way to it.
struct Found<'a> {
    item: &'a Item,
    parent: Option<usize>,
    path: String,
    /// The first of its variables among all of the form.
    variables: usize,
}

/// What is worked out: the items by number, then the variables, the form's own first.
struct Whole<'a> {
    items: Vec<Found<'a>>,
    variables: Vec<&'a Variable>,
    /// The form's own variables come first and end here.
    own: usize,
    /// What each can be worked out only after.
    needs: Vec<Vec<usize>>,
}

/// Checks the whole, puts variables after those they ask for, and gives the item numbers in the
/// order in which it can be worked out what is asked.
pub(super) fn check(
    items: &mut [Item],
    variables: &mut [Variable],
    launch: &[String],
    reading: &mut Reading,
) -> Vec<usize> {
    let mut found = Vec::new();
    let mut all: Vec<&Variable> = variables.iter().collect();
    let own = all.len();
    gather(items, None, "", &mut found, &mut all);
    let count = found.len() + all.len();
    let mut whole = Whole {
        items: found,
        variables: all,
        own,
        needs: vec![Vec::new(); count],
    };
    let names = names(&whole, reading);
    for number in 0..whole.items.len() {
        whole.conditions(number, &names, reading);
        whole.formulas(number, &names, launch, reading);
    }
    whole.own_variables(&names, launch, reading);
    let order = match order(&whole.needs) {
        Ok(order) => order,
        Err(circle) => {
            reading.refuse(whole.circle(&circle));
            Vec::new()
        }
    };
    let mut rank = vec![0; count];
    for (turn, node) in order.iter().enumerate() {
        if let Some(rank) = rank.get_mut(*node) {
            *rank = turn;
        }
    }
    let count = whole.items.len();
    let mut ranks = rank.into_iter().skip(count);
    sort(variables, &mut ranks);
    sort_inside(items, &mut ranks);
    order.into_iter().filter(|node| *node < count).collect()
}

fn sort(variables: &mut [Variable], ranks: &mut impl Iterator<Item = usize>) {
    let mut ranked: BTreeMap<String, usize> = BTreeMap::new();
    for (variable, rank) in variables.iter().zip(ranks) {
        ranked.insert(variable.name.clone(), rank);
    }
    variables.sort_by_key(|variable| ranked.get(&variable.name).copied());
}

fn sort_inside(items: &mut [Item], ranks: &mut impl Iterator<Item = usize>) {
    for item in items {
        sort(&mut item.computed.variables, ranks);
        sort_inside(&mut item.children, ranks);
    }
}

fn gather<'a>(
    items: &'a [Item],
    parent: Option<usize>,
    way: &str,
    found: &mut Vec<Found<'a>>,
    variables: &mut Vec<&'a Variable>,
) {
    for item in items {
        let index = item.index;
        let path = format!("{way}item[{index}]");
        let here = found.len();
        found.push(Found {
            item,
            parent,
            path,
            variables: variables.len(),
        });
        variables.extend(&item.computed.variables);
        let way = format!("{way}item[{index}].");
        gather(&item.children, Some(here), &way, found, variables);
    }
}

/// Every name with its item; `None` for the end of a slider, which is no item of its own.
fn names<'a>(whole: &Whole<'a>, reading: &mut Reading) -> BTreeMap<&'a str, Option<usize>> {
    let mut names: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    for (number, found) in whole.items.iter().enumerate() {
        let name = found.item.link_id.as_str();
        if names.insert(name, Some(number)).is_some() {
            reading.refuse(found.refuse("linkId", FormProblem::DuplicateLinkId));
        }
        if let ItemKind::Slider(slider) = &found.item.kind {
            for end in slider.low.iter().chain(&slider.high) {
                if names.insert(end.link_id.as_str(), None).is_some() {
                    reading.refuse(found.refuse("item", FormProblem::DuplicateLinkId));
                }
            }
        }
    }
    names
}

impl Found<'_> {
    fn refuse(&self, field: &str, problem: FormProblem) -> FormRefused {
        let link_id = Some(self.item.link_id.as_str().to_owned());
        FormRefused::new(format!("{}.{field}", self.path), link_id, problem)
    }
}

type Names<'a> = BTreeMap<&'a str, Option<usize>>;

impl Whole<'_> {
    fn needs(&mut self, node: usize, other: usize) {
        if let Some(needs) = self.needs.get_mut(node) {
            needs.push(other);
        }
    }

    fn conditions(&mut self, number: usize, names: &Names<'_>, reading: &mut Reading) {
        let Some(found) = self.items.get(number) else {
            return;
        };
        let mut before: Vec<usize> = found.parent.into_iter().collect();
        for (index, when) in found.item.enable_when.iter().enumerate() {
            let at = format!("enableWhen[{index}].question");
            let LinkId(name) = when.question.clone();
            let question = match names.get(name.as_str()) {
                None if reading.broken.contains(&name) => continue,
                None => {
                    reading.refuse(found.refuse(&at, FormProblem::UnknownQuestion(name)));
                    continue;
                }
                Some(question) => question.and_then(|q| Some((q, self.items.get(q)?.item))),
            };
            let Some((question, item)) = question.filter(|(_, item)| item.is_question()) else {
                reading.refuse(found.refuse(&at, FormProblem::NotAQuestion(name)));
                continue;
            };
            if !fits(&item.kind, &when.test) {
                let operator = operator(&when.test).to_owned();
                let problem = FormProblem::ConditionDoesNotFit { operator };
                reading.refuse(found.refuse(&at, problem));
            }
            before.push(question);
        }
        for other in before {
            self.needs(number, other);
        }
    }

    /// What an item's own expressions and variables wait for.
    fn formulas(
        &mut self,
        number: usize,
        names: &Names<'_>,
        launch: &[String],
        reading: &mut Reading,
    ) {
        let Some(found) = self.items.get(number) else {
            return;
        };
        let (item, first) = (found.item, found.variables);
        let link_id = Some(item.link_id.as_str());
        let computed = &item.computed;
        for formula in computed.enabled.iter().chain(&computed.value) {
            for other in self.asks(formula, Some(number), names, launch, link_id, reading) {
                self.needs(number, other);
            }
        }
        if let Some(formula) = &computed.initial {
            // What stands there at the beginning waits for nothing that is answered later.
            self.asks(formula, Some(number), names, launch, link_id, reading);
        }
        for (index, variable) in computed.variables.iter().enumerate() {
            let node = self.items.len() + first + index;
            let formula = &variable.formula;
            for other in self.asks(formula, Some(number), names, launch, link_id, reading) {
                self.needs(node, other);
            }
        }
    }

    fn own_variables(&mut self, names: &Names<'_>, launch: &[String], reading: &mut Reading) {
        for index in 0..self.own {
            let Some(variable) = self.variables.get(index).copied() else {
                continue;
            };
            let node = self.items.len() + index;
            for other in self.asks(&variable.formula, None, names, launch, None, reading) {
                self.needs(node, other);
            }
        }
    }

    /// What an expression waits for; names that nothing gives are refused.
    fn asks(
        &self,
        formula: &Formula,
        from: Option<usize>,
        names: &Names<'_>,
        launch: &[String],
        link_id: Option<&str>,
        reading: &mut Reading,
    ) -> Vec<usize> {
        let mut asks = Vec::new();
        for name in formula.expression.variables() {
            if let Some(node) = self.variable(name, from) {
                asks.push(node);
            } else if !launch.contains(name) && !GIVEN.contains(&name.as_str()) {
                let problem = FormProblem::UnknownVariable(name.clone());
                let path = format!("{}.expression", formula.path);
                let link_id = link_id.map(str::to_owned);
                reading.refuse(FormRefused::new(path, link_id, problem));
            }
        }
        let looked_at = looks_at(formula.expression.text());
        let items = looked_at
            .iter()
            .filter_map(|name| *names.get(name.as_str())?);
        asks.extend(items.filter(|n| self.items.get(*n).is_some_and(|f| f.item.is_question())));
        asks
    }

    /// The variable of this name that an item sees: its own, that of the nearest around it, or the
    /// form's.
    fn variable(&self, name: &str, from: Option<usize>) -> Option<usize> {
        let mut around = from;
        while let Some(found) = around.and_then(|number| self.items.get(number)) {
            let own = &found.item.computed.variables;
            if let Some(index) = own.iter().position(|variable| variable.name == name) {
                return Some(self.items.len() + found.variables + index);
            }
            around = found.parent;
        }
        let own = self.variables.iter().take(self.own);
        let index = own.into_iter().position(|variable| variable.name == name)?;
        Some(self.items.len() + index)
    }

    /// The refusal of a circle, at the first in it, naming all.
    fn circle(&self, circle: &[usize]) -> FormRefused {
        let names = circle
            .iter()
            .filter_map(|node| {
                if let Some(found) = self.items.get(*node) {
                    return Some(found.item.link_id.as_str().to_owned());
                }
                let variable = self.variables.get(node - self.items.len())?;
                Some(format!("%{}", variable.name))
            })
            .collect();
        let first = circle.first().copied().unwrap_or_default();
        let problem = FormProblem::Cycle(names);
        let Some(found) = self.items.get(first) else {
            let variable = self.variables.get(first - self.items.len());
            let path = variable.map(|v| v.formula.path.clone()).unwrap_or_default();
            return FormRefused::new(path, None, problem);
        };
        let computed = &found.item.computed;
        match computed.enabled.as_ref().or(computed.value.as_ref()) {
            Some(formula) if found.item.enable_when.is_empty() => FormRefused::new(
                formula.path.clone(),
                Some(found.item.link_id.as_str().to_owned()),
                problem,
            ),
            _ => found.refuse("enableWhen", problem),
        }
    }
}

/// Whether the question could ever give an answer that the condition compares.
fn fits(kind: &ItemKind, test: &Test) -> bool {
    let (expected, ordered) = match test {
        Test::Exists(_) => return true,
        Test::Is(expected) | Test::IsNot(expected) => (expected, false),
        Test::Above(limit) | Test::Below(limit) | Test::AtLeast(limit) | Test::AtMost(limit) => {
            (limit, true)
        }
    };
    match (expected, kind) {
        // Options that are numbers, dates or times compare as words do.
        (Expected::Boolean(_), ItemKind::Boolean)
        | (Expected::Integer(_) | Expected::When(_), ItemKind::Choice(_)) => !ordered,
        (Expected::Code { code, .. }, ItemKind::Choice(choice)) => {
            !ordered && choice.option(code).is_some()
        }
        (Expected::Words(words), ItemKind::Choice(choice)) => {
            !ordered && (choice.open || choice.option(words).is_some())
        }
        (Expected::Words(_), ItemKind::Text(_) | ItemKind::String(_) | ItemKind::Url(_))
        | (
            Expected::Integer(_) | Expected::Decimal(_),
            ItemKind::Integer(_) | ItemKind::Slider(_) | ItemKind::Decimal(_),
        )
        | (Expected::When(_), ItemKind::Date(_) | ItemKind::DateTime(_) | ItemKind::Time(_))
        | (Expected::Quantity(_), ItemKind::Quantity(_)) => true,
        _ => false,
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

/// Everything after what it needs (Kahn's algorithm); what is left over goes round in a circle.
fn order(needs: &[Vec<usize>]) -> Result<Vec<usize>, Vec<usize>> {
    let mut waiting: Vec<usize> = needs.iter().map(Vec::len).collect();
    let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); needs.len()];
    for (index, before) in needs.iter().enumerate() {
        for need in before {
            needed_by[*need].push(index);
        }
    }
    let mut ready: Vec<usize> = (0..needs.len())
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
    match (0..needs.len()).find(|index| waiting[*index] > 0) {
        Some(start) => Err(circle(start, needs, &waiting)),
        None => Ok(ready),
    }
}

/// From what can never be reached, along what it waits for, until something comes again.
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
