//! Answers to and from a FHIR R4 `QuestionnaireResponse`. A question skipped on purpose carries
//! FHIR's `data-absent-reason` extension with `asked-declined`, and no value.

use super::{Response, ResponseRefused};
use crate::answer::Answer;
use crate::kinds::{ItemKind, OptionForm};
use crate::questionnaire::{Item, Questionnaire};
use crate::settle::Given;
use crate::wrong::Problem;
use serde_json::{Map, Value, json};

const DATA_ABSENT: &str = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
const DECLINED: &str = "asked-declined";
/// The person's own words on why they skipped: FHIR has no place for them.
const SKIP_REASON: &str = "urn:x-attune:skip-reason";

impl Response {
    /// The answers as a completed `QuestionnaireResponse`. Who answered and when is for the caller
    /// to add (`subject`, `source`, `authored`).
    pub fn to_fhir(&self, form: &Questionnaire) -> Value {
        let mut whole = Map::new();
        whole.insert("resourceType".to_owned(), "QuestionnaireResponse".into());
        whole.insert(
            "questionnaire".to_owned(),
            self.questionnaire.clone().into(),
        );
        whole.insert("status".to_owned(), "completed".into());
        let items = self.written(form.items());
        if !items.is_empty() {
            whole.insert("item".to_owned(), items.into());
        }
        Value::Object(whole)
    }

    fn written(&self, items: &[Item]) -> Vec<Value> {
        items
            .iter()
            .filter_map(|item| self.written_one(item))
            .collect()
    }

    fn written_one(&self, item: &Item) -> Option<Value> {
        let inner = self.written(&item.children);
        let answer = self.get(item.link_id.as_str());
        if answer.is_none() && inner.is_empty() {
            return None;
        }
        let mut whole = Map::new();
        whole.insert("linkId".to_owned(), item.link_id.as_str().into());
        if let Some(text) = &item.text {
            whole.insert("text".to_owned(), text.written().into());
        }
        match answer {
            None => {
                whole.insert("item".to_owned(), inner.into());
            }
            Some(answer) => {
                let mut answer = value(item, answer);
                if !inner.is_empty() {
                    answer.insert("item".to_owned(), inner.into());
                }
                whole.insert("answer".to_owned(), json!([answer]));
            }
        }
        Some(Value::Object(whole))
    }

    /// Reads a `QuestionnaireResponse` against its form, with the same checks as a page's.
    ///
    /// # Errors
    /// Anything that is not a finished answer to this form, with its place.
    pub fn from_fhir(form: &Questionnaire, bytes: &[u8]) -> Result<Self, ResponseRefused> {
        let whole: Value = serde_json::from_slice(bytes)
            .map_err(|fault| ResponseRefused::NotJson(fault.to_string()))?;
        let field = |name: &str| whole.get(name).and_then(Value::as_str).unwrap_or_default();
        if field("resourceType") != "QuestionnaireResponse" {
            return Err(shape("resourceType", "'QuestionnaireResponse'"));
        }
        if !["completed", "amended"].contains(&field("status")) {
            return Err(shape("status", "'completed' or 'amended'"));
        }
        let found = field("questionnaire");
        if found != form.canonical() && found != form.url() {
            let found = found.to_owned();
            return Err(ResponseRefused::OtherForm {
                expected: form.canonical(),
                found,
            });
        }
        let mut given = Vec::new();
        read_items(form, &whole, "", &mut given)?;
        Self::from_given(form, given.into_iter())
    }
}

fn value(item: &Item, answer: &Answer) -> Map<String, Value> {
    let (name, value) = match answer {
        Answer::Boolean(yes) => ("valueBoolean", Value::from(*yes)),
        Answer::Integer(number) => ("valueInteger", Value::from(*number)),
        Answer::Text(words) => ("valueString", Value::from(words.clone())),
        Answer::Choice { code } => coding(item, code),
        Answer::Skipped { reason } => {
            let mut why = vec![json!({ "url": DATA_ABSENT, "valueCode": DECLINED })];
            why.extend(
                reason
                    .iter()
                    .map(|r| json!({ "url": SKIP_REASON, "valueString": r })),
            );
            ("extension", Value::from(why))
        }
    };
    Map::from_iter([(name.to_owned(), value)])
}

fn coding(item: &Item, code: &str) -> (&'static str, Value) {
    let option = match &item.kind {
        ItemKind::Choice(choice) => choice.option(code),
        _ => None,
    };
    match option {
        Some(option) if option.form == OptionForm::Words => ("valueString", code.into()),
        option => {
            let mut coding = Map::new();
            if let Some(system) = option.and_then(|o| o.system()) {
                coding.insert("system".to_owned(), system.into());
            }
            coding.insert("code".to_owned(), code.into());
            if let Some(option) = option {
                coding.insert("display".to_owned(), option.text.written().into());
            }
            ("valueCoding", Value::Object(coding))
        }
    }
}

fn shape(path: impl Into<String>, expected: &'static str) -> ResponseRefused {
    ResponseRefused::WrongShape {
        path: path.into(),
        expected,
    }
}

fn list<'a>(of: &'a Value, field: &str, way: &str) -> Result<&'a [Value], ResponseRefused> {
    match of.get(field) {
        None => Ok(&[]),
        Some(Value::Array(all)) => Ok(all),
        Some(_) => Err(shape(format!("{way}{field}"), "a list")),
    }
}

/// Items lie at most as deep as the JSON reader allows, so this ends.
fn read_items(
    form: &Questionnaire,
    of: &Value,
    way: &str,
    given: &mut Vec<(String, Given)>,
) -> Result<(), ResponseRefused> {
    for (index, item) in list(of, "item", way)?.iter().enumerate() {
        let here = format!("{way}item[{index}].");
        let Some(name) = item.get("linkId").and_then(Value::as_str) else {
            return Err(shape(format!("{here}linkId"), "words"));
        };
        let Some(asked) = form.item(name) else {
            return Err(ResponseRefused::UnknownQuestion(name.to_owned()));
        };
        read_items(form, item, &here, given)?;
        let answers = list(item, "answer", &here)?;
        if answers.len() > 1 {
            return Err(ResponseRefused::AnsweredTwice(name.to_owned()));
        }
        if let Some(answer) = answers.first() {
            let here = format!("{here}answer[0].");
            given.push((name.to_owned(), read_answer(asked, answer, &here)?));
            read_items(form, answer, &here, given)?;
        }
    }
    Ok(())
}

fn read_answer(item: &Item, answer: &Value, way: &str) -> Result<Given, ResponseRefused> {
    let misfit = |typed: &Value| Ok(Err((Problem::AnotherKind, typed.to_string())));
    let fields = answer.as_object().ok_or_else(|| shape(way, "an object"))?;
    let Some((name, value)) = fields.iter().find(|(name, _)| name.starts_with("value")) else {
        return skipped(answer, way).map(Ok);
    };
    let found = match (name.as_str(), value) {
        ("valueBoolean", Value::Bool(yes)) => Answer::Boolean(*yes),
        ("valueInteger", Value::Number(number)) => {
            match number.as_i64().and_then(|n| i32::try_from(n).ok()) {
                Some(number) => Answer::Integer(number),
                None => return Ok(Err((Problem::NotAWholeNumber, number.to_string()))),
            }
        }
        ("valueString", Value::String(words)) => match &item.kind {
            ItemKind::Choice(choice)
                if choice
                    .option(words)
                    .is_some_and(|o| o.form == OptionForm::Words) =>
            {
                Answer::Choice {
                    code: words.clone(),
                }
            }
            _ => Answer::Text(words.clone()),
        },
        ("valueCoding", coding) => return Ok(read_coding(item, coding)),
        (_, other) => return misfit(other),
    };
    Ok(Ok(found))
}

/// An option is known by its code and, where both name one, its system.
fn read_coding(item: &Item, coding: &Value) -> Given {
    let code = coding
        .get("code")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let system = coding.get("system").and_then(Value::as_str);
    let option = match &item.kind {
        ItemKind::Choice(choice) => choice.option(code),
        _ => return Err((Problem::AnotherKind, code.to_owned())),
    };
    match option.filter(|o| o.system().is_none() || system.is_none() || o.system() == system) {
        Some(_) => Ok(Answer::Choice {
            code: code.to_owned(),
        }),
        None => Err((Problem::NotAnOption, code.to_owned())),
    }
}

fn skipped(answer: &Value, way: &str) -> Result<Answer, ResponseRefused> {
    let extensions = list(answer, "extension", way)?;
    let at = |url: &str, field: &str| {
        let found = extensions
            .iter()
            .find(|e| e.get("url").and_then(Value::as_str) == Some(url));
        found.and_then(|e| e.get(field)).and_then(Value::as_str)
    };
    if at(DATA_ABSENT, "valueCode") != Some(DECLINED) {
        return Err(shape(
            way,
            "a value, or data-absent-reason 'asked-declined'",
        ));
    }
    Ok(Answer::Skipped {
        reason: at(SKIP_REASON, "valueString").map(str::to_owned),
    })
}
