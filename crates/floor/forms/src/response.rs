//! A form answered: what counts, and the same as a FHIR R4 `QuestionnaireResponse`.

mod fhir;
mod received;

use crate::answer::{Answer, StoredAnswers};
use crate::layout::{Around, Copies, Layout};
use crate::questionnaire::Questionnaire;
use crate::settle::{Given, GivenAt, settle};
use crate::spot::Spot;
use crate::work::{Fixed, Known, Trouble};
use crate::wrong::WrongAnswer;
pub use fhir::{Envelope, ResponseStatus};
pub use received::Received;
use std::collections::BTreeMap;
use thiserror::Error;

/// A form's answers after checking: each fits its question, and none is to a question that was
/// not asked. A question that is not here was not answered.
#[derive(Clone, Debug)]
pub struct Response {
    questionnaire: String,
    answers: Vec<(Spot, Answer)>,
    troubles: Vec<Trouble>,
}

impl PartialEq for Response {
    /// Two that answer the same form with the same answers are the same, whatever went wrong on
    /// the way.
    fn eq(&self, other: &Self) -> bool {
        self.questionnaire == other.questionnaire && self.answers == other.answers
    }
}

impl Eq for Response {}

/// Why stored or received answers are not answers to this form.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum ResponseRefused {
    /// It is not JSON.
    #[error("not JSON: {0}")]
    NotJson(String),
    /// It is JSON, and not a completed or amended `QuestionnaireResponse` in a shape that is taken.
    #[error("{path}: must be {expected}")]
    WrongShape {
        /// Where in the file.
        path: String,
        /// What should be there.
        expected: &'static str,
    },
    /// It answers another form, or another version of it.
    #[error("these answer '{found}', not '{expected}'")]
    OtherForm {
        /// This form.
        expected: String,
        /// The form that was answered.
        found: String,
    },
    /// It answers a question that this form does not ask.
    #[error("{path}: there is no question '{link_id}'")]
    UnknownQuestion {
        /// Where in the file; the spot, for stored answers.
        path: String,
        /// The name that is unknown.
        link_id: String,
    },
    /// It answers one question twice.
    #[error("'{0}' is answered twice")]
    AnsweredTwice(String),
    /// Some answers do not fit their questions.
    #[error("{} answers do not fit their questions", .0.len())]
    Wrong(Vec<WrongAnswer>),
}

impl Response {
    pub(crate) fn new(
        form: &Questionnaire,
        answers: Vec<(Spot, Answer)>,
        troubles: Vec<Trouble>,
    ) -> Self {
        Self {
            questionnaire: form.canonical(),
            answers,
            troubles,
        }
    }

    /// The form that was answered, as `url|version`.
    pub fn questionnaire(&self) -> &str {
        &self.questionnaire
    }

    /// Each answer with its question, in the order of the form; a question that takes several
    /// answers is there once for each.
    pub fn answers(&self) -> &[(Spot, Answer)] {
        &self.answers
    }

    /// The answer to a question, the first of several; `None`: it was not answered, or not asked.
    pub fn get(&self, spot: &str) -> Option<&Answer> {
        self.all(spot).next()
    }

    /// Every answer to a question.
    pub fn all(&self, spot: &str) -> impl Iterator<Item = &Answer> {
        self.answers
            .iter()
            .filter(move |(name, _)| name.as_str() == spot)
            .map(|(_, answer)| answer)
    }

    /// The expressions that could not be worked out: what they should have given is left empty.
    pub fn troubles(&self) -> &[Trouble] {
        &self.troubles
    }

    /// The shape that a record keeps.
    pub fn stored(&self) -> StoredAnswers {
        let answers = self
            .answers
            .iter()
            .map(|(spot, answer)| (spot.as_str().to_owned(), answer.clone()));
        StoredAnswers {
            questionnaire: self.questionnaire.clone(),
            answers: answers.collect(),
        }
    }

    /// Stored answers, checked against the form they name. What was calculated stays as it was
    /// recorded.
    ///
    /// # Errors
    /// They answer another form or version, or do not fit it.
    pub fn from_stored(
        form: &Questionnaire,
        stored: &StoredAnswers,
    ) -> Result<Self, ResponseRefused> {
        if stored.questionnaire != form.canonical() {
            return Err(ResponseRefused::OtherForm {
                expected: form.canonical(),
                found: stored.questionnaire.clone(),
            });
        }
        let given = stored
            .answers
            .iter()
            .map(|(spot, answer)| (spot.clone(), spot.clone(), Ok(answer.clone())));
        Self::from_given(form, given)
    }

    /// `given`: each answer with its spot and its place in the file.
    fn from_given(
        form: &Questionnaire,
        given: impl Iterator<Item = (String, String, Given)>,
    ) -> Result<Self, ResponseRefused> {
        let items = form.every_item();
        let numbers = form.numbers();
        let mut all = GivenAt::new();
        let around = Around::new(form);
        let mut copies = Copies::new();
        for (spot, path, given) in given {
            let name = spot.split(';').next().unwrap_or_default();
            let item = numbers.get(name).and_then(|number| items.get(*number));
            let unknown = || ResponseRefused::UnknownQuestion {
                path: path.clone(),
                link_id: name.to_owned(),
            };
            let item = item.filter(|item| item.is_question()).ok_or_else(unknown)?;
            if !around.make_room(&spot, &mut copies) {
                return Err(unknown());
            }
            let at = all.entry(spot.clone()).or_default();
            if !at.is_empty() && !item.repeats {
                return Err(ResponseRefused::AnsweredTwice(name.to_owned()));
            }
            at.push(given);
        }
        let known = Known::default();
        settle(form, &copies, all, Fixed::Recorded, known).map_err(ResponseRefused::Wrong)
    }

    /// The answers of each place of a layout.
    pub(crate) fn by_place(&self, layout: &Layout<'_>) -> Vec<Vec<Answer>> {
        let mut by_spot: BTreeMap<&str, Vec<Answer>> = BTreeMap::new();
        for (spot, answer) in &self.answers {
            let at = by_spot.entry(spot.as_str()).or_default();
            at.push(answer.clone());
        }
        let places = layout.places.iter();
        places
            .map(|place| by_spot.remove(place.spot.as_str()).unwrap_or_default())
            .collect()
    }

    /// How many copies of each group were answered in.
    pub(crate) fn copies(&self, form: &Questionnaire) -> Copies {
        let around = Around::new(form);
        let mut copies = Copies::new();
        for (spot, _) in &self.answers {
            // What the form does not ask any more has no place to make room for.
            around.make_room(spot.as_str(), &mut copies);
        }
        copies
    }
}

#[cfg(test)]
mod tests;
