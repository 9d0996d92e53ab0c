//! A FHIR R4 `QuestionnaireResponse` is read against its form, whoever wrote it.

use super::{Response, ResponseRefused, ResponseStatus};
use crate::answer::{Answer, Measured, Referred};
use crate::kinds::{Choice, ItemKind, OptionForm};
use crate::layout::MOST_COPIES;
use crate::questionnaire::{Item, Questionnaire};
use crate::settle::Given;
use crate::spot::Spot;
use crate::tree::{DATA_ABSENT, DECLINED, SKIP_REASON};
use crate::wrong::Problem;
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::str::FromStr;

/// A response as it was received.
#[derive(Clone, PartialEq, Debug)]
pub struct Received {
    /// The answers.
    pub response: Response,
    /// Whether it was changed after it was finished.
    pub status: ResponseStatus,
    /// When it was answered, as it was written.
    pub authored: Option<String>,
}

impl Response {
    /// Reads a `QuestionnaireResponse` against its form, with the same checks as a page's.
    ///
    /// # Errors
    /// Anything that is not a finished answer to this form, with its place.
    pub fn from_fhir(form: &Questionnaire, bytes: &[u8]) -> Result<Self, ResponseRefused> {
        Self::receive(form, bytes).map(|received| received.response)
    }

    /// The same, with what was said about the answers.
    ///
    /// # Errors
    /// As [`Response::from_fhir`].
    pub fn receive(form: &Questionnaire, bytes: &[u8]) -> Result<Received, ResponseRefused> {
        let whole: Value = serde_json::from_slice(bytes)
            .map_err(|fault| ResponseRefused::NotJson(fault.to_string()))?;
        let field = |name: &str| whole.get(name).and_then(Value::as_str).unwrap_or_default();
        if field("resourceType") != "QuestionnaireResponse" {
            return Err(shape("resourceType", "'QuestionnaireResponse'"));
        }
        let status = ResponseStatus::of(field("status"));
        let Some(status) = status.filter(|status| *status != ResponseStatus::InProgress) else {
            return Err(shape("status", "'completed' or 'amended'"));
        };
        let found = field("questionnaire");
        let nameless = form.url.is_none() && found.is_empty();
        if found != form.canonical() && found != form.url() && !nameless {
            let found = found.to_owned();
            return Err(ResponseRefused::OtherForm {
                expected: form.canonical(),
                found,
            });
        }
        let mut reading = Reading {
            numbers: form.numbers(),
            items: form.every_item(),
            around: BTreeMap::new(),
            given: Vec::new(),
        };
        for item in form.items() {
            reading.groups(item, &[]);
        }
        reading.items(&whole, "", &mut BTreeMap::new())?;
        Ok(Received {
            response: Self::from_given(form, reading.given.into_iter())?,
            status,
            authored: whole
                .get("authored")
                .and_then(Value::as_str)
                .map(str::to_owned),
        })
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

struct Reading<'f> {
    numbers: BTreeMap<&'f str, usize>,
    items: Vec<&'f Item>,
    /// The repeating groups around each item, itself among them, outermost first.
    around: BTreeMap<&'f str, Vec<&'f str>>,
    /// Each answer with its spot and its place in the file.
    given: Vec<(String, String, Given)>,
}

impl<'f> Reading<'f> {
    fn groups(&mut self, item: &'f Item, around: &[&'f str]) {
        let mut around = around.to_vec();
        if item.is_copied() {
            around.push(item.link_id.as_str());
        }
        self.around.insert(item.link_id.as_str(), around.clone());
        for child in &item.children {
            self.groups(child, &around);
        }
    }

    /// Items lie at most as deep as the JSON reader allows, so this ends. `copies` says in which
    /// copy of each repeating group we are.
    fn items(
        &mut self,
        of: &Value,
        way: &str,
        copies: &mut BTreeMap<&'f str, u32>,
    ) -> Result<(), ResponseRefused> {
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for (index, written) in list(of, "item", way)?.iter().enumerate() {
            let here = format!("{way}item[{index}].");
            let Some(name) = written.get("linkId").and_then(Value::as_str) else {
                return Err(shape(format!("{here}linkId"), "words"));
            };
            let number = self.numbers.get(name);
            let Some(item) = number.and_then(|number| self.items.get(*number)).copied() else {
                return Err(ResponseRefused::UnknownQuestion {
                    path: format!("{here}linkId"),
                    link_id: name.to_owned(),
                });
            };
            if item.is_copied() {
                let copy = counts.entry(name).or_insert(0);
                *copy += 1;
                if *copy > MOST_COPIES {
                    return Err(shape(here, "at most 100 copies of a group"));
                }
                copies.insert(item.link_id.as_str(), *copy);
            }
            self.items(written, &here, copies)?;
            for (turn, answer) in list(written, "answer", &here)?.iter().enumerate() {
                let here = format!("{here}answer[{turn}].");
                let given = read_answer(item, answer, &here)?;
                let spot = self.spot(item, copies);
                self.given
                    .push((spot.as_str().to_owned(), here.clone(), given));
                self.items(answer, &here, copies)?;
            }
            if item.is_copied() {
                copies.remove(item.link_id.as_str());
            }
        }
        Ok(())
    }

    fn spot(&self, item: &Item, copies: &BTreeMap<&str, u32>) -> Spot {
        let name = item.link_id.as_str();
        let groups = self.around.get(name).map_or(&[][..], Vec::as_slice);
        let path = groups.iter().map(|group| copies.get(group).copied());
        let path: Vec<u32> = path.map(|copy| copy.unwrap_or(1)).collect();
        Spot::new(name, &path)
    }
}

fn read_answer(item: &Item, answer: &Value, way: &str) -> Result<Given, ResponseRefused> {
    let fields = answer.as_object().ok_or_else(|| shape(way, "an object"))?;
    let Some((name, value)) = fields.iter().find(|(name, _)| name.starts_with("value")) else {
        return skipped(answer, way).map(Ok);
    };
    let words = value.as_str();
    let option = |code: &str, form: &OptionForm| match &item.kind {
        ItemKind::Choice(choice) => {
            let option = choice.option(code).filter(|option| option.form == *form);
            option.map(|option| Answer::Choice {
                code: option.code.clone(),
            })
        }
        _ => None,
    };
    let found = match (name.as_str(), value) {
        ("valueBoolean", Value::Bool(yes)) => Some(Answer::Boolean(*yes)),
        ("valueInteger", Value::Number(number)) => {
            return Ok(whole(item, number, |code| {
                option(code, &OptionForm::Number)
            }));
        }
        ("valueDecimal", Value::Number(number)) => number_of(number).map(Answer::Decimal),
        ("valueString", Value::String(words)) => {
            let chosen = option(words, &OptionForm::Words);
            chosen.or_else(|| Some(Answer::Text(words.clone())))
        }
        ("valueDate", _) => {
            let chosen = words.and_then(|words| option(words, &OptionForm::Date));
            chosen.or_else(|| read(words).map(Answer::Date))
        }
        ("valueTime", _) => {
            let chosen = words.and_then(|words| option(words, &OptionForm::Time));
            chosen.or_else(|| read(words).map(Answer::Time))
        }
        ("valueDateTime", _) => read(words).map(Answer::DateTime),
        ("valueUri" | "valueUrl", Value::String(address)) => Some(Answer::Url(address.clone())),
        ("valueQuantity", Value::Object(quantity)) => measured(quantity).map(Answer::Quantity),
        ("valueReference", Value::Object(reference)) => referred(reference).map(Answer::Reference),
        ("valueCoding", coding) => return Ok(read_coding(item, coding)),
        _ => None,
    };
    Ok(found.ok_or_else(|| (Problem::AnotherKind, value.to_string())))
}

fn whole(
    item: &Item,
    number: &serde_json::Number,
    option: impl Fn(&str) -> Option<Answer>,
) -> Given {
    if let Some(chosen) = option(&number.to_string()) {
        return Ok(chosen);
    }
    let found = number.as_i64().and_then(|n| i32::try_from(n).ok());
    match (&item.kind, found) {
        // A whole number is a decimal too.
        (ItemKind::Decimal(_), Some(number)) => Ok(Answer::Decimal(number.into())),
        (_, Some(number)) => Ok(Answer::Integer(number)),
        (_, None) => Err((Problem::NotAWholeNumber, number.to_string())),
    }
}

fn read<T: FromStr>(words: Option<&str>) -> Option<T> {
    words?.parse().ok()
}

fn number_of(number: &serde_json::Number) -> Option<Decimal> {
    let written = number.to_string();
    let plain = written.parse().ok();
    plain.or_else(|| Decimal::from_scientific(&written).ok())
}

fn part(of: &Map<String, Value>, name: &str) -> Option<String> {
    of.get(name).and_then(Value::as_str).map(str::to_owned)
}

fn measured(quantity: &Map<String, Value>) -> Option<Measured> {
    if quantity.contains_key("comparator") {
        return None;
    }
    let Some(Value::Number(number)) = quantity.get("value") else {
        return None;
    };
    Some(Measured {
        value: number_of(number)?,
        unit: part(quantity, "unit"),
        system: part(quantity, "system"),
        code: part(quantity, "code"),
    })
}

fn referred(reference: &Map<String, Value>) -> Option<Referred> {
    let address = part(reference, "reference");
    Some(Referred {
        display: part(reference, "display").or_else(|| address.clone())?,
        reference: address,
    })
}

/// An option is known by its code and, where both name one, its system; one without a code by its
/// words. Other tools write own words as a coding that has only words.
fn read_coding(item: &Item, coding: &Value) -> Given {
    let part = |name: &str| coding.get(name).and_then(Value::as_str);
    let (code, system) = (part("code"), part("system"));
    let name = code.or(part("display")).unwrap_or_default();
    let ItemKind::Choice(choice) = &item.kind else {
        return Err((Problem::AnotherKind, name.to_owned()));
    };
    let option = choice
        .option(name)
        .filter(|o| o.system().is_none() || system.is_none() || o.system() == system);
    match option {
        Some(option) => Ok(Answer::Choice {
            code: option.code().to_owned(),
        }),
        None => instead(choice, code, name),
    }
}

fn instead(choice: &Choice, code: Option<&str>, words: &str) -> Given {
    if choice.open && code.is_none() && !words.is_empty() {
        Ok(Answer::Text(words.to_owned()))
    } else {
        Err((Problem::NotAnOption, words.to_owned()))
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
