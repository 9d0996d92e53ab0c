//! An item's type and the limits of its answer are read.

use super::place::Place;
use super::{Reading, end_label, extensions as ext, options};
use crate::calendar::When;
use crate::control::{Control, Orientation};
use crate::kinds::{Choice, Decimals, ItemKind, Length, Limits, Quantities, Slider, Span, Unit};
use crate::questionnaire::Item;
use crate::refused::{FormProblem, FormRefused};
use crate::text::Text;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// FHIR R4's item types that this engine does not ask.
const NOT_ASKED: [&str; 2] = ["attachment", "question"];

/// Item types that later releases of FHIR have.
const OF_LATER_RELEASES: [&str; 1] = ["coding"];

pub(super) fn kind(
    place: &Place<'_>,
    control: Option<Control>,
    children: &mut Vec<Item>,
    reading: &mut Reading,
) -> Option<ItemKind> {
    if place.has("answerConstraint") {
        let what = FormProblem::AnotherRelease("'answerConstraint'".to_owned());
        reading.refuse(place.refuse("answerConstraint", what));
    }
    let written = reading.take(place.must_string("type"))?;
    let read = match written.as_str() {
        "choice" | "open-choice" => {
            return choice(place, written == "open-choice", reading).map(ItemKind::Choice);
        }
        "group" => Ok(ItemKind::Group),
        "display" => Ok(ItemKind::Display),
        "boolean" => Ok(ItemKind::Boolean),
        "integer" if control == Some(Control::Slider) => {
            slider(place, children).map(ItemKind::Slider)
        }
        "integer" => limits(place).map(ItemKind::Integer),
        "decimal" => decimals(place).map(ItemKind::Decimal),
        "date" => span(place, "valueDate", |field, place| {
            Ok(place.time(field, "a date")?.map(When::Date))
        })
        .map(ItemKind::Date),
        "dateTime" => span(place, "valueDateTime", |field, place| {
            Ok(place.time(field, "a date with a time")?.map(When::DateTime))
        })
        .map(ItemKind::DateTime),
        "time" => span(place, "valueTime", |field, place| {
            Ok(place.time(field, "a time of day")?.map(When::Time))
        })
        .map(ItemKind::Time),
        "quantity" => quantities(place).map(ItemKind::Quantity),
        "text" => length(place).map(ItemKind::Text),
        "string" => length(place).map(ItemKind::String),
        "url" => length(place).map(ItemKind::Url),
        "reference" => length(place).map(ItemKind::Reference),
        known if NOT_ASKED.contains(&known) => {
            let what = format!("an item of type '{known}'");
            Err(place.refuse("type", FormProblem::CannotBeAsked(what)))
        }
        later if OF_LATER_RELEASES.contains(&later) => {
            let what = format!("an item of type '{later}'");
            Err(place.refuse("type", FormProblem::AnotherRelease(what)))
        }
        _ => Err(place.refuse("type", FormProblem::UnknownType(written))),
    };
    reading.take(read)
}

fn choice(place: &Place<'_>, open: bool, reading: &mut Reading) -> Option<Choice> {
    let orientation = reading.take(place.extension_string(ext::ORIENTATION))?;
    Some(Choice {
        options: options::options(place, reading)?,
        open,
        orientation: match orientation.as_deref() {
            Some("horizontal") => Some(Orientation::Horizontal),
            Some("vertical") => Some(Orientation::Vertical),
            _ => None,
        },
    })
}

fn limits(place: &Place<'_>) -> Result<Limits, FormRefused> {
    let min = place.extension_integer(ext::MIN_VALUE)?;
    let max = place.extension_integer(ext::MAX_VALUE)?;
    match (min, max) {
        (Some(min), Some(max)) if min > max => {
            Err(place.refuse("extension", FormProblem::MinAboveMax { min, max }))
        }
        _ => Ok(Limits { min, max }),
    }
}

fn decimals(place: &Place<'_>) -> Result<Decimals, FormRefused> {
    let limit = |url: &str| -> Result<Option<Decimal>, FormRefused> {
        let Some(extension) = place.extension(url)? else {
            return Ok(None);
        };
        if let Some(quantity) = extension.object("valueQuantity")? {
            return quantity.decimal("value");
        }
        let whole = extension.decimal("valueInteger")?;
        match extension.decimal("valueDecimal")?.or(whole) {
            Some(limit) => Ok(Some(limit)),
            None => Err(extension.refuse("valueDecimal", FormProblem::Missing)),
        }
    };
    let min = limit(ext::MIN_VALUE)?.or(limit(ext::MIN_QUANTITY)?);
    let max = limit(ext::MAX_VALUE)?.or(limit(ext::MAX_QUANTITY)?);
    let places = place.extension_integer(ext::PLACES)?.map(u32::try_from);
    let Ok(places) = places.transpose() else {
        return Err(place.refuse("extension", FormProblem::WrongShape("0 or more")));
    };
    match (min, max) {
        (Some(min), Some(max)) if min > max => {
            let (min, max) = (min.to_string(), max.to_string());
            Err(place.refuse("extension", FormProblem::LimitsCross { min, max }))
        }
        _ => Ok(Decimals { min, max, places }),
    }
}

fn span(
    place: &Place<'_>,
    field: &str,
    read: impl Fn(&str, &Place<'_>) -> Result<Option<When>, FormRefused>,
) -> Result<Span, FormRefused> {
    let limit = |url: &str| match place.extension(url)? {
        None => Ok(None),
        Some(extension) => match read(field, &extension)? {
            Some(limit) => Ok(Some(limit)),
            None => Err(extension.refuse(field, FormProblem::Missing)),
        },
    };
    let (min, max) = (limit(ext::MIN_VALUE)?, limit(ext::MAX_VALUE)?);
    match (min, max) {
        (Some(first), Some(last)) if first.compare(last) == Some(Ordering::Greater) => {
            let (min, max) = (first.to_string(), last.to_string());
            Err(place.refuse("extension", FormProblem::LimitsCross { min, max }))
        }
        _ => Ok(Span { min, max }),
    }
}

fn quantities(place: &Place<'_>) -> Result<Quantities, FormRefused> {
    if place.extension(ext::UNIT_VALUE_SET)?.is_some() {
        let what = FormProblem::CannotBeAsked("a unit from a value set".to_owned());
        return Err(place.refuse(&format!("extension('{}')", ext::UNIT_VALUE_SET), what));
    }
    let mut units: Vec<Unit> = Vec::new();
    let options = place.every_extension(ext::UNIT_OPTION)?;
    let only = place.every_extension(ext::UNIT)?;
    let from = if options.is_empty() { only } else { options };
    for extension in from {
        let Some(coding) = extension.object("valueCoding")? else {
            return Err(extension.refuse("valueCoding", FormProblem::Missing));
        };
        let code = coding.string("code")?;
        let text = match (coding.text("display")?, &code) {
            (Some(text), _) => text,
            (None, Some(code)) => Text::new(code.clone()),
            (None, None) => return Err(coding.refuse("code", FormProblem::Missing)),
        };
        let system = coding.string("system")?;
        let unit = Unit { text, system, code };
        if units.iter().any(|other| other.key() == unit.key()) {
            return Err(coding.refuse("", FormProblem::DuplicateOption(unit.key().to_owned())));
        }
        units.push(unit);
    }
    Ok(Quantities {
        limits: decimals(place)?,
        units,
    })
}

fn slider(place: &Place<'_>, children: &mut Vec<Item>) -> Result<Slider, FormRefused> {
    let limits = limits(place)?;
    let (Some(min), Some(max)) = (limits.min, limits.max) else {
        return Err(place.refuse("extension", FormProblem::SliderWithoutEnds));
    };
    if min == max {
        return Err(place.refuse("extension", FormProblem::SliderWithoutEnds));
    }
    let step = place.extension_integer(ext::SLIDER_STEP)?.unwrap_or(1);
    if step < 1 || (i64::from(max) - i64::from(min)) % i64::from(step) != 0 {
        return Err(place.refuse("extension", FormProblem::StepDoesNotFit { step }));
    }
    let low = end_label(children, Control::Lower);
    let high = end_label(children, Control::Upper);
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
