//! What may be chosen is read: listed at the question, or in a value set inside the form.

use super::place::Place;
use super::{Reading, extensions as ext};
use crate::kept::Kept;
use crate::kinds::{ChoiceOption, OptionForm};
use crate::refused::{FormProblem, FormRefused};
use crate::text::Text;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The value sets inside the form, by `#id` and by their address.
#[derive(Default)]
pub(super) struct ValueSets(BTreeMap<String, Result<Vec<ChoiceOption>, FormRefused>>);

impl ValueSets {
    pub(super) fn read(root: &Place<'_>) -> Result<Self, FormRefused> {
        let mut sets = BTreeMap::new();
        for contained in root.array("contained")? {
            if contained.string("resourceType")?.as_deref() != Some("ValueSet") {
                continue;
            }
            let id = contained.must_string("id")?;
            let options = listed(&contained, &id);
            if let Some(url) = contained.string("url")? {
                sets.insert(url, options.clone());
            }
            if sets.insert(format!("#{id}"), options).is_some() {
                return Err(contained.refuse("id", FormProblem::Twice));
            }
        }
        Ok(Self(sets))
    }
}

/// Every code that the value set lists.
fn listed(set: &Place<'_>, id: &str) -> Result<Vec<ChoiceOption>, FormRefused> {
    let unlisted = || FormProblem::ValueSetUnlisted(format!("#{id}"));
    let mut options = Vec::new();
    if let Some(expansion) = set.object("expansion")? {
        expanded(&expansion, &mut options)?;
    } else {
        let Some(compose) = set.object("compose")? else {
            return Err(set.refuse("compose", unlisted()));
        };
        if compose.has("exclude") {
            return Err(compose.refuse("exclude", unlisted()));
        }
        for include in compose.array("include")? {
            let system = include.string("system")?;
            let concepts = include.array("concept")?;
            if concepts.is_empty() || include.has("filter") || include.has("valueSet") {
                return Err(include.refuse("concept", unlisted()));
            }
            for concept in concepts {
                options.push(concept_option(&concept, system.clone())?);
            }
        }
    }
    if options.is_empty() {
        return Err(set.refuse("", unlisted()));
    }
    no_doubles(set, &options)?;
    Ok(options)
}

/// Lies at most as deep as the JSON reader allows, so this ends.
fn expanded(place: &Place<'_>, options: &mut Vec<ChoiceOption>) -> Result<(), FormRefused> {
    for contained in place.array("contains")? {
        if contained.boolean("abstract")? != Some(true) && contained.has("code") {
            let system = contained.string("system")?;
            options.push(concept_option(&contained, system)?);
        }
        expanded(&contained, options)?;
    }
    Ok(())
}

fn concept_option(
    concept: &Place<'_>,
    system: Option<String>,
) -> Result<ChoiceOption, FormRefused> {
    let code = concept.must_string("code")?;
    Ok(ChoiceOption {
        text: match concept.text("display")? {
            Some(text) => text,
            None => Text::new(code.clone()),
        },
        code,
        form: OptionForm::Coding { system },
        prefix: concept.extension_string(ext::PREFIX)?,
        weight: weight(concept)?,
        exclusive: false,
        initial: false,
        kept: kept(concept, None),
    })
}

fn no_doubles(place: &Place<'_>, options: &[ChoiceOption]) -> Result<(), FormRefused> {
    let mut codes: Vec<&str> = options.iter().map(ChoiceOption::code).collect();
    codes.sort_unstable();
    let double = codes.windows(2).find(|pair| pair.first() == pair.last());
    match double.and_then(|pair| pair.first()) {
        Some(code) => Err(place.refuse("", FormProblem::DuplicateOption((*code).to_owned()))),
        None => Ok(()),
    }
}

pub(super) fn options(place: &Place<'_>, reading: &mut Reading) -> Option<Vec<ChoiceOption>> {
    if place.has("answerValueSet") {
        let found = from_set(place, &reading.sets);
        return reading.take(found);
    }
    let places = reading.take(place.array("answerOption"))?;
    if places.is_empty() {
        reading.refuse(place.refuse("answerOption", FormProblem::Missing));
        return None;
    }
    let mut options: Vec<ChoiceOption> = Vec::new();
    let mut codes = std::collections::BTreeSet::new();
    for place in &places {
        let found = reading.take(option(place))?;
        if !codes.insert(found.code.clone()) {
            reading.refuse(place.refuse("", FormProblem::DuplicateOption(found.code)));
            return None;
        }
        options.push(found);
    }
    Some(options)
}

fn from_set(place: &Place<'_>, sets: &ValueSets) -> Result<Vec<ChoiceOption>, FormRefused> {
    let named = place.must_string("answerValueSet")?;
    if place.has("answerOption") {
        return Err(place.refuse("answerValueSet", FormProblem::Twice));
    }
    match sets.0.get(&named) {
        Some(Ok(options)) => Ok(options.clone()),
        // The set's own place is in the file; who asks for it is told too.
        Some(Err(refused)) => Err(FormRefused {
            link_id: place.link_id().map(str::to_owned),
            ..refused.clone()
        }),
        None => Err(place.refuse("answerValueSet", FormProblem::ValueSetElsewhere(named))),
    }
}

fn option(place: &Place<'_>) -> Result<ChoiceOption, FormRefused> {
    let (code, form, text, coding) = if let Some(coding) = place.object("valueCoding")? {
        let code = coding.string("code")?;
        let system = coding.string("system")?;
        let (code, form, text) = match (code, coding.text("display")?) {
            (Some(code), Some(text)) => (code, OptionForm::Coding { system }, text),
            (None, Some(text)) => {
                let code = text.written().to_owned();
                (code, OptionForm::Uncoded { system }, text)
            }
            (Some(_), None) => return Err(coding.refuse("display", FormProblem::Missing)),
            (None, None) => return Err(coding.refuse("code", FormProblem::Missing)),
        };
        (code, form, text, Some(coding))
    } else if let Some(text) = place.text("valueString")? {
        (text.written().to_owned(), OptionForm::Words, text, None)
    } else {
        let (code, form) = plain(place)?;
        (code.clone(), form, Text::new(code), None)
    };
    let inner = match &coding {
        Some(coding) => weight(coding)?,
        None => None,
    };
    Ok(ChoiceOption {
        code,
        form,
        text,
        prefix: place.extension_string(ext::PREFIX)?,
        weight: weight(place)?.or(inner),
        exclusive: place.extension_boolean(ext::EXCLUSIVE)?.unwrap_or(false),
        initial: place.boolean("initialSelected")?.unwrap_or(false),
        kept: kept(place, coding.as_ref()),
    })
}

/// An option that is a number, a date or a time.
fn plain(place: &Place<'_>) -> Result<(String, OptionForm), FormRefused> {
    if let Some(number) = place.integer("valueInteger")? {
        return Ok((number.to_string(), OptionForm::Number));
    }
    if let Some(date) = place.time::<crate::Date>("valueDate", "a date")? {
        return Ok((date.to_string(), OptionForm::Date));
    }
    if let Some(time) = place.time::<crate::Time>("valueTime", "a time of day")? {
        return Ok((time.to_string(), OptionForm::Time));
    }
    let other = place.fields().find(|name| name.starts_with("value"));
    Err(match other {
        Some(name) => place.refuse(
            name,
            FormProblem::CannotBeAsked(format!("an option with {name}")),
        ),
        None => place.refuse("valueCoding", FormProblem::Missing),
    })
}

fn weight(place: &Place<'_>) -> Result<Option<Decimal>, FormRefused> {
    for url in ext::WEIGHTS {
        if let Some(extension) = place.extension(url)? {
            let whole = extension.decimal("valueInteger")?;
            return match extension.decimal("valueDecimal")?.or(whole) {
                Some(weight) => Ok(Some(weight)),
                None => Err(extension.refuse("valueDecimal", FormProblem::Missing)),
            };
        }
    }
    Ok(None)
}

fn kept(option: &Place<'_>, coding: Option<&Place<'_>>) -> Kept {
    let inner = coding.into_iter().flat_map(Place::extensions);
    Kept(option.extensions().chain(inner).cloned().collect())
}
