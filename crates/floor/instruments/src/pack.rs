//! Packs: instruments whose words may not be passed on. The library holds the structure; a service
//! that holds a licence puts the words into a file of its own, and only then there is a form.

use crate::refused::{At, MeasureProblem, refuse};
use crate::sidecar::shape;
use crate::structure::{every_item, list, text};
use forms::Questionnaire;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The licence a service holds for the words of a pack.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextLicence {
    /// The file that holds the words.
    pub path: String,
    /// The language of the words, a BCP 47 tag.
    pub language: String,
    /// The licence or permission, in words.
    pub licence: String,
    /// Who confirmed it.
    pub confirmed_by: String,
    /// When, as `YYYY-MM-DD`.
    pub confirmed_on: String,
    /// Where the words were copied from.
    pub source: String,
}

/// The words of a pack as they are written.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    language: String,
    title: Option<String>,
    licence: String,
    confirmed_by: String,
    confirmed_on: String,
    source: String,
    items: BTreeMap<String, String>,
    #[serde(default)]
    options: BTreeMap<String, String>,
    #[serde(default)]
    options_of: BTreeMap<String, BTreeMap<String, String>>,
}

impl Words {
    /// The words of an option: those of its question, or else those all questions share.
    fn option(&self, link_id: &str, code: &str) -> Option<&String> {
        let own = self.options_of.get(link_id).and_then(|own| own.get(code));
        own.or_else(|| self.options.get(code))
    }
}

/// Reads a pack's structure and refuses one that carries words.
pub(crate) fn structure(bytes: &[u8]) -> Result<Value, At> {
    let form: Value = serde_json::from_slice(bytes)
        .map_err(|fault| (String::new(), MeasureProblem::NotInShape(fault.to_string())))?;
    let mut words = None;
    every_item(&form, &mut |item| {
        let link_id = text(item, "linkId");
        let worded = !text(item, "text").is_empty()
            || item.get("_text").is_some()
            || list(item, "answerOption").iter().any(|option| {
                option.get("valueString").is_some()
                    || option
                        .get("valueCoding")
                        .is_some_and(|c| c.get("display").is_some())
            });
        if worded && words.is_none() {
            words = Some(link_id.to_owned());
        }
    });
    match words {
        Some(link_id) => refuse("item", MeasureProblem::PackHasWords(link_id)),
        None => Ok(form),
    }
}

/// Whether an item needs words: all but a group that does not ask for any.
fn needs_words(item: &Value) -> bool {
    text(item, "type") != "group" || item.get("text").is_some()
}

fn codes(item: &Value) -> impl Iterator<Item = &str> {
    list(item, "answerOption")
        .iter()
        .filter_map(|option| option.get("valueCoding"))
        .map(|coding| text(coding, "code"))
}

/// The form with a stand-in for every word, to check all else about it.
pub(crate) fn stand_in(pack: &Value) -> Result<Questionnaire, At> {
    let mut form = pack.clone();
    fill(&mut form, &|link_id| link_id.to_owned(), &|_, code| {
        code.to_owned()
    });
    questionnaire(&form)
}

/// The pack of yes-or-no questions, to be filled in by someone who has the words on paper in front
/// of them: each question says only what `named` makes of its number. `None` where an answer is more
/// than yes or no, because its meaning would be a matter of words.
pub(crate) fn numbered(
    pack: &Value,
    id: &str,
    named: &dyn Fn(&str) -> String,
) -> Option<Questionnaire> {
    let mut yes_or_no = true;
    every_item(pack, &mut |item| {
        yes_or_no &= text(item, "type") == "boolean";
    });
    if !yes_or_no {
        return None;
    }
    let number = |link_id: &str| {
        let number = link_id.strip_prefix(id).unwrap_or(link_id);
        named(&number.trim_start_matches('.').replace('-', " "))
    };
    let mut form = pack.clone();
    fill(&mut form, &number, &|_, code| code.to_owned());
    drop_prefixes(&mut form);
    questionnaire(&form).ok()
}

/// The number is in the words already.
fn drop_prefixes(parent: &mut Value) {
    let items = parent.get_mut("item").and_then(Value::as_array_mut);
    for item in items.into_iter().flatten() {
        if let Some(fields) = item.as_object_mut() {
            fields.remove("prefix");
        }
        drop_prefixes(item);
    }
}

/// The pack with the words of a file.
pub(crate) fn with_text(
    pack: &Value,
    path: &str,
    file: &str,
) -> Result<(Questionnaire, TextLicence), At> {
    let words: Words = shape(file)?;
    for (key, said) in [
        ("language", &words.language),
        ("licence", &words.licence),
        ("confirmed_by", &words.confirmed_by),
        ("source", &words.source),
    ] {
        if said.trim().is_empty() {
            return refuse(key, MeasureProblem::Empty);
        }
    }
    if !is_date(&words.confirmed_on) {
        let problem = MeasureProblem::NotInShape("not a date such as 2026-05-04".to_owned());
        return refuse("confirmed_on", problem);
    }
    complete(pack, &words)?;
    let mut form = pack.clone();
    fill(
        &mut form,
        &|link_id| words.items.get(link_id).cloned().unwrap_or_default(),
        &|link_id, code| words.option(link_id, code).cloned().unwrap_or_default(),
    );
    if let Some(fields) = form.as_object_mut() {
        fields.insert("language".to_owned(), words.language.clone().into());
        if let Some(title) = &words.title {
            fields.insert("title".to_owned(), title.clone().into());
        }
    }
    let licence = TextLicence {
        path: path.to_owned(),
        language: words.language,
        licence: words.licence,
        confirmed_by: words.confirmed_by,
        confirmed_on: words.confirmed_on,
        source: words.source,
    };
    Ok((questionnaire(&form)?, licence))
}

/// Nothing is missing and nothing is there that the form has no place for.
fn complete(pack: &Value, words: &Words) -> Result<(), At> {
    let there = |words: Option<&String>| words.is_some_and(|words| !words.trim().is_empty());
    let mut missing = Vec::new();
    let (mut items, mut options, mut own) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    every_item(pack, &mut |item| {
        let link_id = text(item, "linkId");
        if needs_words(item) {
            items.insert(link_id);
            if !there(words.items.get(link_id)) {
                missing.push(format!("'{link_id}'"));
            }
        }
        for code in codes(item) {
            options.insert(code);
            own.insert((link_id, code));
            if !there(words.option(link_id, code)) {
                missing.push(format!("option '{code}' of '{link_id}'"));
            }
        }
    });
    if !missing.is_empty() {
        return refuse("", MeasureProblem::WordsMissing(missing));
    }
    let mut strange: Vec<String> = words
        .items
        .keys()
        .filter(|link_id| !items.contains(link_id.as_str()))
        .map(|link_id| format!("'{link_id}'"))
        .collect();
    let unknown = |code: &&String| !options.contains(code.as_str());
    strange.extend(
        words
            .options
            .keys()
            .filter(unknown)
            .map(|code| format!("option '{code}'")),
    );
    for (link_id, texts) in &words.options_of {
        let unknown = |code: &&String| !own.contains(&(link_id.as_str(), code.as_str()));
        strange.extend(
            texts
                .keys()
                .filter(unknown)
                .map(|code| format!("option '{code}' of '{link_id}'")),
        );
    }
    if strange.is_empty() {
        Ok(())
    } else {
        refuse("", MeasureProblem::WordsTooMany(strange))
    }
}

/// Puts words into every place that needs some. The JSON reader bounds the depth.
fn fill(parent: &mut Value, words: &dyn Fn(&str) -> String, option: &dyn Fn(&str, &str) -> String) {
    let items = parent.get_mut("item").and_then(Value::as_array_mut);
    for item in items.into_iter().flatten() {
        let link_id = text(item, "linkId").to_owned();
        let needs = needs_words(item);
        if let Some(fields) = item.as_object_mut() {
            if needs {
                fields.insert("text".to_owned(), words(&link_id).into());
            }
            let options = fields.get_mut("answerOption").and_then(Value::as_array_mut);
            for choice in options.into_iter().flatten() {
                let Some(coding) = choice.get_mut("valueCoding") else {
                    continue;
                };
                let display = option(&link_id, text(coding, "code"));
                if let Some(coding) = coding.as_object_mut() {
                    coding.insert("display".to_owned(), display.into());
                }
            }
        }
        fill(item, words, option);
    }
}

fn questionnaire(form: &Value) -> Result<Questionnaire, At> {
    Questionnaire::from_json(form.to_string().as_bytes())
        .map_err(|refused| (String::new(), MeasureProblem::Form(Box::new(refused))))
}

/// Whether it looks like `YYYY-MM-DD`.
fn is_date(words: &str) -> bool {
    let parts: Vec<&str> = words.split('-').collect();
    let number = |part: &str| part.parse::<u32>().ok();
    match parts.as_slice() {
        [year, month, day] => {
            [year.len(), month.len(), day.len()] == [4, 2, 2]
                && number(year).is_some()
                && number(month).is_some_and(|month| (1..=12).contains(&month))
                && number(day).is_some_and(|day| (1..=31).contains(&day))
        }
        _ => false,
    }
}
