//! What scores a row: a measure of the library with all its evidence, or any form that works out
//! numbers of its own.

use super::bad::{Bad, refused, wanted, wanted_by};
use crate::course::read_number as number;
use crate::say::Failed;
use forms::{Answer, Item, ItemKind, Posted, Questionnaire, Response};
use instruments::{Measure, Scored, Wire};

/// What scores a row.
pub(super) enum Scorer<'m> {
    /// A measure.
    Measure(Box<OfMeasure<'m>>),
    /// A form that works out values by itself.
    Form(Box<OfForm>),
}

/// A measure with room for one row of answers.
pub(super) struct OfMeasure<'m> {
    wire: Wire<'m>,
    answers: Vec<Option<f64>>,
}

/// A form with the questions that are columns.
pub(super) struct OfForm {
    form: Questionnaire,
    questions: Vec<String>,
    worked_out: Vec<String>,
}

/// What came of a row.
pub(super) enum Outcome<'m> {
    /// Scores with everything that is known of them.
    Scored(Scored<'m>),
    /// The values a form worked out, by place of [`Scorer::names`].
    Values(Vec<Option<Answer>>),
}

impl<'m> Scorer<'m> {
    /// Scores by a measure.
    pub(super) fn measure(measure: &'m Measure) -> Result<Self, Failed> {
        if let Some(why) = measure.no_score() {
            return Err(Failed::asked_wrongly(format!(
                "{} has no score: {why}",
                measure.id()
            )));
        }
        let wire = Wire::of(measure).ok_or_else(|| {
            Failed::new(format!(
                "{} cannot be read; use the program as it was built",
                measure.id()
            ))
        })?;
        Ok(Self::Measure(Box::new(OfMeasure {
            wire,
            answers: Vec::new(),
        })))
    }

    /// Scores by a form's own expressions.
    pub(super) fn form(form: Questionnaire) -> Result<Self, Failed> {
        let all = form.every_item();
        let names = |of: &dyn Fn(&Item) -> bool| -> Vec<String> {
            let found = all.iter().filter(|item| of(item));
            found
                .map(|item| item.link_id().as_str().to_owned())
                .collect()
        };
        let worked_out = names(&|item| item.calculated());
        let questions = names(&|item| {
            let asked = !(item.hidden() || item.read_only() || item.calculated());
            item.is_question() && asked && counts(item.kind())
        });
        if worked_out.is_empty() {
            return Err(Failed::asked_wrongly(
                "--form: nothing in this form is worked out (no calculatedExpression), so there is nothing to score; a measure of the library is scored with --measure",
            ));
        }
        Ok(Self::Form(Box::new(OfForm {
            form,
            questions,
            worked_out,
        })))
    }

    /// The measure, if it is one.
    pub(super) fn of(&self) -> Option<&'m Measure> {
        match self {
            Self::Measure(of) => Some(of.wire.measure()),
            Self::Form(_) => None,
        }
    }

    /// The questions that must be columns, in order.
    pub(super) fn questions(&self) -> Vec<&str> {
        match self {
            Self::Measure(of) => {
                let items = of.wire.measure().items().iter();
                items.map(|item| item.link_id.as_str()).collect()
            }
            Self::Form(of) => of.questions.iter().map(String::as_str).collect(),
        }
    }

    /// The names of the values that a form works out.
    pub(super) fn names(&self) -> &[String] {
        match self {
            Self::Measure(_) => &[],
            Self::Form(of) => &of.worked_out,
        }
    }

    /// Scores one row of a table: the cells of [`Self::questions`] in their order.
    pub(super) fn cells<'a>(
        &mut self,
        cells: impl Iterator<Item = &'a [u8]>,
        bad: &mut Vec<Bad>,
    ) -> Option<Outcome<'m>> {
        match self {
            Self::Measure(of) => of.cells(cells, bad),
            Self::Form(of) => of.cells(cells, bad),
        }
    }

    /// Scores one `QuestionnaireResponse`.
    pub(super) fn response(&mut self, json: &[u8], bad: &mut Vec<Bad>) -> Option<Outcome<'m>> {
        match self {
            Self::Measure(of) => match of.wire.read(json, &mut of.answers) {
                Ok(()) => of.score(bad),
                Err(why) => {
                    bad.extend(refused(&why));
                    None
                }
            },
            Self::Form(of) => match Response::from_fhir(&of.form, json) {
                Ok(response) => Some(of.values(&response, bad)),
                Err(why) => {
                    bad.extend(refused(&why));
                    None
                }
            },
        }
    }
}

impl<'m> OfMeasure<'m> {
    fn cells<'a>(
        &mut self,
        cells: impl Iterator<Item = &'a [u8]>,
        bad: &mut Vec<Bad>,
    ) -> Option<Outcome<'m>> {
        let before = bad.len();
        self.answers.clear();
        for (item, cell) in self.wire.measure().items().iter().zip(cells) {
            let cell = cell.trim_ascii();
            let answer = match number(cell) {
                _ if is_none(cell) => Some(None),
                Some(value) => item.takes(value).then_some(Some(value)),
                None => named(item, cell).map(Some),
            };
            match answer {
                Some(answer) => self.answers.push(answer),
                None => bad.push(Bad::Wanted(item.link_id.clone(), wanted(item))),
            }
        }
        if bad.len() > before {
            None
        } else {
            self.score(bad)
        }
    }

    fn score(&self, bad: &mut Vec<Bad>) -> Option<Outcome<'m>> {
        match self.wire.measure().score(&self.answers) {
            Ok(scored) => Some(Outcome::Scored(scored)),
            Err(why) => {
                // The answers were looked at one by one; this is here so that nothing is passed over.
                bad.push(Bad::Refused(why.to_string()));
                None
            }
        }
    }
}

/// The number of an answer that is written as its code, or as yes or no.
fn named(item: &instruments::MeasuredItem, cell: &[u8]) -> Option<f64> {
    let words = str::from_utf8(cell).ok()?;
    let yes = match words.to_ascii_lowercase().as_str() {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    };
    let said = yes.and_then(|yes| item.number(&Answer::Boolean(yes)));
    said.or_else(|| {
        let code = words.to_owned();
        item.number(&Answer::Choice { code })
    })
}

/// Whether a cell says that the question was not answered.
fn is_none(cell: &[u8]) -> bool {
    cell.is_empty() || cell.eq_ignore_ascii_case(b"na")
}

/// Whether answers of this kind are ones that scores are made of.
fn counts(kind: &ItemKind) -> bool {
    matches!(
        kind,
        ItemKind::Boolean
            | ItemKind::Integer(_)
            | ItemKind::Slider(_)
            | ItemKind::Decimal(_)
            | ItemKind::Choice(_)
            | ItemKind::Quantity(_)
            | ItemKind::Date(_)
    )
}

impl OfForm {
    fn cells<'a, 'm>(
        &mut self,
        cells: impl Iterator<Item = &'a [u8]>,
        bad: &mut Vec<Bad>,
    ) -> Option<Outcome<'m>> {
        let before = bad.len();
        let mut fields = Vec::with_capacity(self.questions.len());
        for (name, cell) in self.questions.iter().zip(cells) {
            let cell = cell.trim_ascii();
            if is_none(cell) {
                continue;
            }
            let Ok(words) = str::from_utf8(cell) else {
                bad.push(Bad::NotText(name.clone()));
                continue;
            };
            let item = self.form.item(name);
            let value = item.map_or(words.to_owned(), |item| field(item.kind(), words));
            fields.push((name.clone(), value));
        }
        if bad.len() > before {
            return None;
        }
        match Posted::new(&fields).answers(&self.form) {
            Ok(response) => Some(self.values(&response, bad)),
            Err(all) => {
                bad.extend(all.iter().map(|wrong| {
                    Bad::Wanted(wrong.spot.as_str().to_owned(), wanted_by(wrong.problem))
                }));
                None
            }
        }
    }

    fn values<'m>(&self, response: &Response, bad: &mut Vec<Bad>) -> Outcome<'m> {
        for trouble in response.troubles() {
            let spot = trouble.spot.as_ref();
            let place = spot.map_or(trouble.path.as_str(), |spot| spot.as_str());
            bad.push(Bad::Trouble(place.to_owned()));
        }
        let values = self.worked_out.iter();
        Outcome::Values(values.map(|name| response.get(name).cloned()).collect())
    }
}

/// A cell as a page would post it: an option by its weight or its code, yes and no in words.
fn field(kind: &ItemKind, cell: &str) -> String {
    match kind {
        ItemKind::Boolean => match cell.to_ascii_lowercase().as_str() {
            "1" | "yes" | "true" => "true".to_owned(),
            "0" | "no" | "false" => "false".to_owned(),
            _ => cell.to_owned(),
        },
        ItemKind::Choice(choice) => {
            let number = number(cell.as_bytes());
            let is_it = |found: f64| number.is_some_and(|number| (number - found).abs() < 1e-9);
            let weighed = choice.options().iter().find(|option| {
                let weight = option
                    .weight()
                    .and_then(|weight| weight.to_string().parse().ok());
                weight.is_some_and(is_it)
            });
            weighed.map_or(cell, forms::ChoiceOption::code).to_owned()
        }
        _ => cell.to_owned(),
    }
}
