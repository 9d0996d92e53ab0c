//! A form answered: what counts, and the same as a FHIR R4 `QuestionnaireResponse`.

mod fhir;

use crate::answer::{Answer, StoredAnswers};
use crate::questionnaire::{LinkId, Questionnaire};
use crate::settle::{Given, settle};
use crate::wrong::WrongAnswer;
use std::collections::{BTreeMap, BTreeSet};
use thiserror::Error;

/// A form's answers after checking: each fits its question, and none is to a question that was
/// not asked. A question that is not here was not answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Response {
    questionnaire: String,
    answers: Vec<(LinkId, Answer)>,
}

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
    #[error("there is no question '{0}'")]
    UnknownQuestion(String),
    /// It answers one question twice.
    #[error("'{0}' is answered twice")]
    AnsweredTwice(String),
    /// Some answers do not fit their questions.
    #[error("{} answers do not fit their questions", .0.len())]
    Wrong(Vec<WrongAnswer>),
}

impl Response {
    pub(crate) fn new(form: &Questionnaire, answers: Vec<(LinkId, Answer)>) -> Self {
        Self {
            questionnaire: form.canonical(),
            answers,
        }
    }

    /// The form that was answered, as `url|version`.
    pub fn questionnaire(&self) -> &str {
        &self.questionnaire
    }

    /// Each answer with its question, in the order of the form.
    pub fn answers(&self) -> &[(LinkId, Answer)] {
        &self.answers
    }

    /// The answer to a question; `None`: it was not answered, or not asked.
    pub fn get(&self, link_id: &str) -> Option<&Answer> {
        self.answers
            .iter()
            .find(|(name, _)| name.as_str() == link_id)
            .map(|(_, answer)| answer)
    }

    /// The shape that a record keeps.
    pub fn stored(&self) -> StoredAnswers {
        let answers = self
            .answers
            .iter()
            .map(|(name, answer)| (name.0.clone(), answer.clone()));
        StoredAnswers {
            questionnaire: self.questionnaire.clone(),
            answers: answers.collect(),
        }
    }

    /// Stored answers, checked against the form they name.
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
            .map(|(name, answer)| (name.clone(), Ok(answer.clone())));
        Self::from_given(form, given)
    }

    fn from_given(
        form: &Questionnaire,
        given: impl Iterator<Item = (String, Given)>,
    ) -> Result<Self, ResponseRefused> {
        let questions: BTreeSet<&str> = form
            .every_item()
            .iter()
            .filter(|i| i.is_question())
            .map(|i| i.link_id.as_str())
            .collect();
        let mut all = BTreeMap::new();
        for (name, given) in given {
            if !questions.contains(name.as_str()) {
                return Err(ResponseRefused::UnknownQuestion(name));
            }
            if all.insert(LinkId(name.clone()), given).is_some() {
                return Err(ResponseRefused::AnsweredTwice(name));
            }
        }
        settle(form, all).map_err(ResponseRefused::Wrong)
    }
}

#[cfg(test)]
mod tests;
