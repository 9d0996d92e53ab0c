//! An answered form as a tree: what expressions walk over, and what is written as a FHIR
//! `QuestionnaireResponse`.

use crate::answer::{Answer, Measured};
use crate::kinds::{ItemKind, OptionForm};
use crate::layout::Layout;
use crate::questionnaire::Item;
use fhirpath::{Fields, Node, Tree};

pub(crate) const DATA_ABSENT: &str = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
pub(crate) const DECLINED: &str = "asked-declined";
/// The person's own words on why they skipped: FHIR has no place for them.
pub(crate) const SKIP_REASON: &str = "urn:x-attune:skip-reason";

/// What is written besides the answers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fullness {
    /// Only answers: an expression sees a skipped question as one without an answer.
    Answers,
    /// Also the words of the questions, and what was skipped.
    Everything,
}

/// The items of a response; `answers` gives those of each place.
pub(crate) fn items<'a>(
    layout: &Layout<'a>,
    answers: &dyn Fn(usize) -> &'a [Answer],
    fullness: Fullness,
) -> Vec<Tree<'a>> {
    let writing = Writing {
        layout,
        answers,
        fullness,
    };
    writing.between(0, layout.places.len())
}

/// The node of every place that was written, in the tree that [`items`] made.
pub(crate) fn nodes<'t>(
    layout: &Layout<'_>,
    tree: Node<'t>,
    written: &dyn Fn(usize) -> bool,
) -> Vec<Option<Node<'t>>> {
    let mut found = vec![None; layout.places.len()];
    find(layout, (0, layout.places.len()), tree, written, &mut found);
    found
}

/// Places lie at most as deep as a form's items, so this ends.
fn find<'t>(
    layout: &Layout<'_>,
    (from, to): (usize, usize),
    parent: Node<'t>,
    written: &dyn Fn(usize) -> bool,
    found: &mut [Option<Node<'t>>],
) {
    let inside = match parent.all("answer").next() {
        Some(answer) => answer.all("item"),
        None => parent.all("item"),
    };
    let mut nodes = inside;
    let mut here = from;
    while here < to {
        let Some(place) = layout.places.get(here) else {
            return;
        };
        let any = (here..place.end).any(written);
        if let Some(node) = any.then(|| nodes.next()).flatten() {
            if let Some(slot) = found.get_mut(here) {
                *slot = Some(node);
            }
            find(layout, (here + 1, place.end), node, written, found);
        }
        here = place.end;
    }
}

struct Writing<'w, 'a> {
    layout: &'w Layout<'a>,
    answers: &'w dyn Fn(usize) -> &'a [Answer],
    fullness: Fullness,
}

impl<'a> Writing<'_, 'a> {
    fn between(&self, from: usize, to: usize) -> Vec<Tree<'a>> {
        let mut written = Vec::new();
        let mut here = from;
        while here < to {
            let Some(place) = self.layout.places.get(here) else {
                break;
            };
            written.extend(self.place(here, place.item, place.end));
            here = place.end;
        }
        written
    }

    fn place(&self, here: usize, item: &'a Item, end: usize) -> Option<Tree<'a>> {
        let mut inner = self.between(here + 1, end);
        let mut answers: Vec<Fields<'a>> = (self.answers)(here)
            .iter()
            .filter_map(|answer| self.answer(item, answer))
            .collect();
        if answers.is_empty() && inner.is_empty() {
            return None;
        }
        let mut fields = Fields::new();
        fields.push("linkId", Tree::from(item.link_id.as_str()));
        if let Some(text) = &item.text
            && self.fullness == Fullness::Everything
        {
            fields.push("text", Tree::from(text.written()));
        }
        if let Some(first) = answers.first_mut()
            && !inner.is_empty()
        {
            first.push("item", Tree::array(std::mem::take(&mut inner)));
        }
        if !answers.is_empty() {
            fields.push("answer", Tree::array(answers.into_iter().map(Tree::from)));
        }
        if !inner.is_empty() {
            fields.push("item", Tree::array(inner));
        }
        Some(Tree::from(fields))
    }

    fn answer(&self, item: &'a Item, answer: &'a Answer) -> Option<Fields<'a>> {
        let (name, tree) = match answer {
            Answer::Skipped { reason } => {
                if self.fullness == Fullness::Answers {
                    return None;
                }
                let code = [("url", DATA_ABSENT.into()), ("valueCode", DECLINED.into())];
                let mut why = vec![Tree::object(code)];
                why.extend(reason.as_deref().map(|reason| {
                    Tree::object([("url", SKIP_REASON.into()), ("valueString", reason.into())])
                }));
                ("extension", Tree::array(why))
            }
            answer => value(item, answer),
        };
        Some([(name, tree)].into_iter().collect())
    }
}

/// FHIR's name for an answer's value, and the value.
fn value<'a>(item: &'a Item, answer: &'a Answer) -> (&'static str, Tree<'a>) {
    match answer {
        Answer::Boolean(yes) => ("valueBoolean", Tree::from(*yes)),
        Answer::Integer(number) => ("valueInteger", Tree::from(*number)),
        Answer::Text(words) => ("valueString", Tree::from(words.as_str())),
        Answer::Choice { code } => chosen(item, code),
        Answer::Decimal(number) => ("valueDecimal", Tree::from(*number)),
        Answer::Date(date) => ("valueDate", Tree::from(date.to_string())),
        Answer::DateTime(at) => ("valueDateTime", Tree::from(at.to_string())),
        Answer::Time(time) => ("valueTime", Tree::from(time.to_string())),
        Answer::Url(address) => ("valueUri", Tree::from(address.as_str())),
        Answer::Quantity(measured) => ("valueQuantity", quantity(measured)),
        Answer::Reference(referred) => {
            let mut fields = Fields::new();
            if let Some(reference) = &referred.reference {
                fields.push("reference", Tree::from(reference.as_str()));
            }
            fields.push("display", Tree::from(referred.display.as_str()));
            ("valueReference", Tree::from(fields))
        }
        Answer::Skipped { .. } => ("extension", Tree::array([])),
    }
}

fn quantity(measured: &Measured) -> Tree<'_> {
    let mut fields = Fields::new();
    fields.push("value", Tree::from(measured.value));
    let parts = [
        ("unit", &measured.unit),
        ("system", &measured.system),
        ("code", &measured.code),
    ];
    for (name, part) in parts {
        if let Some(part) = part {
            fields.push(name, Tree::from(part.as_str()));
        }
    }
    Tree::from(fields)
}

fn chosen<'a>(item: &'a Item, code: &'a str) -> (&'static str, Tree<'a>) {
    let option = match &item.kind {
        ItemKind::Choice(choice) => choice.option(code),
        _ => None,
    };
    let form = option.map(|option| &option.form);
    match form {
        Some(OptionForm::Words) => ("valueString", Tree::from(code)),
        Some(OptionForm::Date) => ("valueDate", Tree::from(code)),
        Some(OptionForm::Time) => ("valueTime", Tree::from(code)),
        Some(OptionForm::Number) => match code.parse::<i32>() {
            Ok(number) => ("valueInteger", Tree::from(number)),
            Err(_) => ("valueString", Tree::from(code)),
        },
        coding => {
            let mut fields = Fields::new();
            if let Some(system) = option.and_then(|option| option.system()) {
                fields.push("system", Tree::from(system));
            }
            if !matches!(coding, Some(OptionForm::Uncoded { .. })) {
                fields.push("code", Tree::from(code));
            }
            if let Some(option) = option {
                fields.push("display", Tree::from(option.text.written()));
            }
            ("valueCoding", Tree::from(fields))
        }
    }
}
