//! An item's type, limits, options and first answer are read.

use super::end_label;
use super::place::Place;
use crate::answer::Answer;
use crate::kept::Kept;
use crate::kinds::{Choice, ChoiceOption, ItemKind, Length, Limits, OptionForm, Slider};
use crate::questionnaire::Item;
use crate::refused::{FormProblem, FormRefused};

pub(super) const MIN_VALUE: &str = "http://hl7.org/fhir/StructureDefinition/minValue";
pub(super) const MAX_VALUE: &str = "http://hl7.org/fhir/StructureDefinition/maxValue";
pub(super) const SLIDER_STEP: &str =
    "http://hl7.org/fhir/StructureDefinition/questionnaire-sliderStepValue";

/// FHIR R4's item types that this engine does not ask.
const NOT_ASKED: [&str; 9] = [
    "decimal",
    "date",
    "dateTime",
    "time",
    "url",
    "attachment",
    "reference",
    "quantity",
    "question",
];

pub(super) fn kind(
    place: &Place<'_>,
    control: Option<&str>,
    children: &mut Vec<Item>,
) -> Result<ItemKind, FormRefused> {
    let written = place.must_string("type")?;
    Ok(match written.as_str() {
        "group" => ItemKind::Group,
        "display" => ItemKind::Display,
        "boolean" => ItemKind::Boolean,
        "integer" if control == Some("slider") => ItemKind::Slider(slider(place, children)?),
        "integer" => ItemKind::Integer(limits(place)?),
        "choice" => ItemKind::Choice(Choice {
            options: options(place)?,
            open: false,
        }),
        "open-choice" => ItemKind::Choice(Choice {
            options: options(place)?,
            open: true,
        }),
        "text" => ItemKind::Text(length(place)?),
        "string" => ItemKind::String(length(place)?),
        known if NOT_ASKED.contains(&known) => {
            let what = format!("an item of type '{known}'");
            return Err(place.refuse("type", FormProblem::CannotBeAsked(what)));
        }
        _ => return Err(place.refuse("type", FormProblem::UnknownType(written))),
    })
}

fn limits(place: &Place<'_>) -> Result<Limits, FormRefused> {
    let min = place.extension_integer(MIN_VALUE)?;
    let max = place.extension_integer(MAX_VALUE)?;
    match (min, max) {
        (Some(min), Some(max)) if min > max => {
            Err(place.refuse("extension", FormProblem::MinAboveMax { min, max }))
        }
        _ => Ok(Limits { min, max }),
    }
}

fn slider(place: &Place<'_>, children: &mut Vec<Item>) -> Result<Slider, FormRefused> {
    let limits = limits(place)?;
    let (Some(min), Some(max)) = (limits.min, limits.max) else {
        return Err(place.refuse("extension", FormProblem::SliderWithoutEnds));
    };
    if min == max {
        return Err(place.refuse("extension", FormProblem::SliderWithoutEnds));
    }
    let step = place.extension_integer(SLIDER_STEP)?.unwrap_or(1);
    if step < 1 || (i64::from(max) - i64::from(min)) % i64::from(step) != 0 {
        return Err(place.refuse("extension", FormProblem::StepDoesNotFit { step }));
    }
    let low = end_label(children, "lower");
    let high = end_label(children, "upper");
    Ok(Slider {
        min,
        max,
        step,
        low,
        high,
    })
}

fn length(place: &Place<'_>) -> Result<Length, FormRefused> {
    match place.integer("maxLength")?.map(u32::try_from) {
        None => Ok(Length { written: None }),
        Some(Ok(written @ 1..)) => Ok(Length {
            written: Some(written),
        }),
        Some(_) => Err(place.refuse("maxLength", FormProblem::WrongShape("1 or more"))),
    }
}

fn options(place: &Place<'_>) -> Result<Vec<ChoiceOption>, FormRefused> {
    if place.fields().any(|name| name == "answerValueSet") {
        let what = FormProblem::CannotBeAsked("a choice from a value set elsewhere".to_owned());
        return Err(place.refuse("answerValueSet", what));
    }
    let mut options: Vec<ChoiceOption> = Vec::new();
    for place in place.array("answerOption")? {
        let found = option(&place)?;
        if options.iter().any(|other| other.code == found.code) {
            return Err(place.refuse("", FormProblem::DuplicateOption(found.code)));
        }
        options.push(found);
    }
    if options.is_empty() {
        return Err(place.refuse("answerOption", FormProblem::Missing));
    }
    Ok(options)
}

fn option(place: &Place<'_>) -> Result<ChoiceOption, FormRefused> {
    let initial = place.boolean("initialSelected")?.unwrap_or(false);
    let kept = |inner: Option<&Place<'_>>| {
        let inner = inner.into_iter().flat_map(Place::extensions);
        Kept(place.extensions().chain(inner).cloned().collect())
    };
    if let Some(coding) = place.object("valueCoding")? {
        let missing = || coding.refuse("display", FormProblem::Missing);
        return Ok(ChoiceOption {
            code: coding.must_string("code")?,
            form: OptionForm::Coding {
                system: coding.string("system")?,
            },
            text: coding.text("display")?.ok_or_else(missing)?,
            initial,
            kept: kept(Some(&coding)),
        });
    }
    if let Some(text) = place.text("valueString")? {
        return Ok(ChoiceOption {
            code: text.written().to_owned(),
            form: OptionForm::Words,
            text,
            initial,
            kept: kept(None),
        });
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

/// The answer the form starts with, which must be one the question would take.
pub(super) fn initial(place: &Place<'_>, kind: &ItemKind) -> Result<Option<Answer>, FormRefused> {
    let mut found = Vec::new();
    if let ItemKind::Choice(choice) = kind {
        let chosen = choice.options.iter().filter(|option| option.initial);
        found.extend(chosen.map(|option| Answer::Choice {
            code: option.code.clone(),
        }));
    }
    for first in place.array("initial")? {
        let coding = first
            .object("valueCoding")?
            .map(|c| c.must_string("code"))
            .transpose()?;
        let answer = None
            .or(first.boolean("valueBoolean")?.map(Answer::Boolean))
            .or(first.integer("valueInteger")?.map(Answer::Integer))
            .or(coding.map(|code| Answer::Choice { code }))
            .or(first.string("valueString")?.map(Answer::Text));
        found.push(answer.ok_or_else(|| first.refuse("", FormProblem::InitialDoesNotFit))?);
    }
    let mut found = found.into_iter();
    match (found.next(), found.next()) {
        (_, Some(_)) => Err(place.refuse("initial", FormProblem::Twice)),
        (Some(answer), None) if kind.check(&answer).is_err() => {
            Err(place.refuse("initial", FormProblem::InitialDoesNotFit))
        }
        (one, None) => Ok(one),
    }
}
