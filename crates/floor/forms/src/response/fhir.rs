//! Answers as a FHIR R4 `QuestionnaireResponse`. A question skipped on purpose carries FHIR's
//! `data-absent-reason` extension with `asked-declined`, and no value.

use super::Response;
use crate::answer::Answer;
use crate::layout::Layout;
use crate::questionnaire::Questionnaire;
use crate::tree::{self, Fullness};
use fhirpath::{Node, Shape, Tree};
use serde_json::{Map, Number, Value};

/// Whether a response is finished.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ResponseStatus {
    /// Being written.
    InProgress,
    /// Finished.
    #[default]
    Completed,
    /// Changed after it was finished.
    Amended,
}

impl ResponseStatus {
    /// FHIR's code for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::InProgress => "in-progress",
            Self::Completed => "completed",
            Self::Amended => "amended",
        }
    }

    pub(super) fn of(code: &str) -> Option<Self> {
        [Self::InProgress, Self::Completed, Self::Amended]
            .into_iter()
            .find(|status| status.code() == code)
    }
}

/// What is said about a response besides its answers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Envelope<'a> {
    /// Whether it is finished.
    pub status: ResponseStatus,
    /// When it was answered, as FHIR's dateTime.
    pub authored: Option<&'a str>,
    /// How far the clocks were from UTC (`+01:00`, `Z`) where the answers were given: FHIR wants it
    /// at every time, and people do not write it. `None` counts as `Z`.
    pub offset: Option<&'a str>,
}

impl Response {
    /// The answers as a completed `QuestionnaireResponse`. Who answered and when is for the caller
    /// to add (`subject`, `source`), or to say with [`Response::to_fhir_as`].
    pub fn to_fhir(&self, form: &Questionnaire) -> Value {
        self.to_fhir_as(form, Envelope::default())
    }

    /// The answers as a `QuestionnaireResponse` with what else is to be said about them.
    pub fn to_fhir_as(&self, form: &Questionnaire, envelope: Envelope<'_>) -> Value {
        let offset = envelope.offset.unwrap_or("Z");
        let layout = Layout::new(form, &self.copies(form));
        let mut answers = self.by_place(&layout);
        for answer in answers.iter_mut().flatten() {
            if let Answer::DateTime(at) = answer
                && at.time().is_some()
                && at.offset().is_none()
                && let Ok(whole) = format!("{at}{offset}").parse()
            {
                *at = whole;
            }
        }
        let given = |index: usize| answers.get(index).map_or(&[][..], Vec::as_slice);
        let items = tree::items(&layout, &given, Fullness::Everything);
        let mut whole = Map::new();
        let mut add = |name: &str, value: Value| drop(whole.insert(name.to_owned(), value));
        add("resourceType", "QuestionnaireResponse".into());
        add("questionnaire", self.questionnaire.clone().into());
        add("status", envelope.status.code().into());
        if let Some(authored) = envelope.authored {
            add("authored", authored.into());
        }
        if !items.is_empty() {
            add("item", items.iter().map(Tree::node).map(json).collect());
        }
        Value::Object(whole)
    }
}

/// A tree as JSON. Decimals have at most 15 digits, which JSON's numbers keep.
fn json(node: Node<'_>) -> Value {
    match node.shape() {
        Shape::Boolean(yes) => Value::from(yes),
        Shape::Integer(number) => Value::from(number),
        Shape::Decimal(number) => {
            let plain = number.normalize();
            if plain.scale() == 0
                && let Ok(whole) = i64::try_from(plain.mantissa())
            {
                return Value::from(whole);
            }
            let float = plain.to_string().parse().ok();
            float
                .and_then(Number::from_f64)
                .map_or(Value::Null, Value::Number)
        }
        Shape::String(text) => Value::from(text),
        Shape::Array => node.items().map(json).collect(),
        Shape::Object => {
            let fields = node
                .fields()
                .map(|(name, node)| (name.to_owned(), json(node)));
            Value::Object(fields.collect())
        }
    }
}
