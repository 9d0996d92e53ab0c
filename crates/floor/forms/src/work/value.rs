//! What an expression gave becomes an answer of the question's kind, or it is said why not.

use crate::answer::{Answer, Measured, Referred};
use crate::kinds::{Choice, Decimals, ItemKind, Quantities};
use crate::questionnaire::Item;
use crate::wrong::Problem;
use fhirpath::{Node, Value};
use rust_decimal::Decimal;

/// The most digits a worked-out number keeps: as many as any program that reads JSON keeps.
const DIGITS: u32 = 15;

/// The answers that these values are.
pub(super) fn answers(item: &Item, values: &[Value<'_>]) -> Result<Vec<Answer>, &'static str> {
    if values.len() > 1 && !item.repeats {
        return Err("gives several values to a question that takes one");
    }
    let mut answers = Vec::new();
    for value in values {
        let Some(answer) = answer(&item.kind, value) else {
            return Err("gives a value of another kind than the question takes");
        };
        match item.kind.check(&answer) {
            Ok(()) => answers.push(answer),
            Err(Problem::NotAnOption) => return Err("gives what is none of the options"),
            Err(_) => return Err("gives a value outside the question's limits"),
        }
    }
    Ok(answers)
}

fn answer(kind: &ItemKind, value: &Value<'_>) -> Option<Answer> {
    let words = || value.text().map(std::borrow::Cow::into_owned);
    match kind {
        ItemKind::Group | ItemKind::Display => None,
        ItemKind::Boolean => value.truth().map(Answer::Boolean),
        ItemKind::Integer(_) | ItemKind::Slider(_) => {
            let number = value.number()?.normalize();
            let whole = (number.scale() == 0).then(|| i32::try_from(number.mantissa()).ok());
            whole.flatten().map(Answer::Integer)
        }
        ItemKind::Decimal(limits) => rounded(value.number()?, *limits).map(Answer::Decimal),
        ItemKind::Text(_) | ItemKind::String(_) => words().map(Answer::Text),
        ItemKind::Url(_) => words().map(Answer::Url),
        ItemKind::Date(_) => {
            let text = words()?;
            let day = text.split('T').next().unwrap_or_default();
            day.parse().ok().map(Answer::Date)
        }
        ItemKind::DateTime(_) => words()?.parse().ok().map(Answer::DateTime),
        ItemKind::Time(_) => words()?.parse().ok().map(Answer::Time),
        ItemKind::Quantity(quantities) => quantity(quantities, value).map(Answer::Quantity),
        ItemKind::Reference(_) => {
            let part = |name: &str| Some(value.node()?.get(name)?.as_str()?.to_owned());
            let display = part("display").or_else(words)?;
            Some(Answer::Reference(Referred {
                display,
                reference: part("reference"),
            }))
        }
        ItemKind::Choice(choice) => chosen(choice, value),
    }
}

/// The number with no more places than the question takes.
fn rounded(number: Decimal, limits: Decimals) -> Option<Decimal> {
    let number = number.round_sf(DIGITS)?;
    Some(
        match limits.places {
            Some(places) => number.round_dp(places),
            None => number,
        }
        .normalize(),
    )
}

/// A bare number is of the question's only unit.
fn quantity(quantities: &Quantities, value: &Value<'_>) -> Option<Measured> {
    let only = match quantities.units.as_slice() {
        [only] => Some(only),
        _ => None,
    };
    if let Some(number) = value.number() {
        return Some(Measured {
            value: rounded(number, quantities.limits)?,
            unit: only.map(|unit| unit.text.written().to_owned()),
            system: only.and_then(|unit| unit.system.clone()),
            code: only.and_then(|unit| unit.code.clone()),
        });
    }
    if let Value::Quantity(quantity) = value {
        let known = quantities.unit(&quantity.unit);
        let unit = known.map_or(&*quantity.unit, |unit| unit.text.written());
        return Some(Measured {
            value: rounded(quantity.value, quantities.limits)?,
            unit: Some(unit.to_owned()),
            system: known.and_then(|unit| unit.system.clone()),
            code: match known {
                Some(unit) => unit.code.clone(),
                None => Some(quantity.unit.clone().into_owned()),
            },
        });
    }
    let node = value.node()?;
    let part = |name: &str| node.get(name).and_then(Node::as_str).map(str::to_owned);
    Some(Measured {
        value: rounded(node.get("value")?.as_number()?, quantities.limits)?,
        unit: part("unit"),
        system: part("system"),
        code: part("code"),
    })
}

/// An option by its coding, its code or its words; other words where they are welcome.
fn chosen(choice: &Choice, value: &Value<'_>) -> Option<Answer> {
    let part = |name: &str| value.node()?.get(name)?.as_str();
    let wanted = match part("code").or_else(|| part("display")) {
        Some(code) => code.to_owned(),
        None => value.text()?.into_owned(),
    };
    let option = choice.option(&wanted).or_else(|| {
        let options = choice.options().iter();
        options.into_iter().find(|o| o.text.written() == wanted)
    });
    match option {
        Some(option) => Some(Answer::Choice {
            code: option.code.clone(),
        }),
        None if choice.open => Some(Answer::Text(wanted)),
        None => Some(Answer::Choice { code: wanted }),
    }
}
