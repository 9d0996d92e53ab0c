//! The answers a form starts with are read, which must be ones the question would take.

use super::condition::measured;
use super::place::Place;
use crate::answer::{Answer, Referred};
use crate::kinds::ItemKind;
use crate::refused::{FormProblem, FormRefused};

pub(super) fn initial(
    place: &Place<'_>,
    kind: &ItemKind,
    repeats: bool,
) -> Result<Vec<Answer>, FormRefused> {
    let mut found = Vec::new();
    if let ItemKind::Choice(choice) = kind {
        let chosen = choice.options.iter().filter(|option| option.initial);
        found.extend(chosen.map(|option| Answer::Choice {
            code: option.code.clone(),
        }));
    }
    for first in place.array("initial")? {
        let answer = answer(&first, kind)?;
        let misfit = || first.refuse("", FormProblem::InitialDoesNotFit);
        let answer = answer.ok_or_else(misfit)?;
        if kind.check(&answer).is_err() {
            return Err(place.refuse("initial", FormProblem::InitialDoesNotFit));
        }
        if !found.contains(&answer) {
            found.push(answer);
        }
    }
    if found.len() > 1 && !repeats {
        return Err(place.refuse("initial", FormProblem::Twice));
    }
    Ok(found)
}

fn answer(first: &Place<'_>, kind: &ItemKind) -> Result<Option<Answer>, FormRefused> {
    let coding = match first.object("valueCoding")? {
        None => None,
        Some(coding) => match coding.string("code")? {
            Some(code) => Some(code),
            None => coding.string("display")?,
        },
    };
    let chosen = |code: String| match kind {
        ItemKind::Choice(choice) if choice.option(&code).is_some() => Answer::Choice { code },
        _ => Answer::Text(code),
    };
    let whole = first.integer("valueInteger").ok().flatten();
    let number = first.decimal("valueDecimal")?;
    let found = match kind {
        ItemKind::Choice(_) => coding
            .map(|code| Answer::Choice { code })
            .or(first.string("valueString")?.map(chosen))
            .or(whole.map(|n| chosen(n.to_string())))
            .or(first.string("valueDate")?.map(chosen))
            .or(first.string("valueTime")?.map(chosen)),
        ItemKind::Decimal(_) => number.or(whole.map(Into::into)).map(Answer::Decimal),
        ItemKind::Quantity(_) => match first.object("valueQuantity")? {
            Some(quantity) => Some(Answer::Quantity(measured(&quantity)?)),
            None => None,
        },
        ItemKind::Date(_) => first.time("valueDate", "a date")?.map(Answer::Date),
        ItemKind::DateTime(_) => first
            .time("valueDateTime", "a date with a time")?
            .map(Answer::DateTime),
        ItemKind::Time(_) => first.time("valueTime", "a time of day")?.map(Answer::Time),
        ItemKind::Url(_) => first.string("valueUri")?.map(Answer::Url),
        ItemKind::Reference(_) => match first.object("valueReference")? {
            Some(reference) => Some(Answer::Reference(Referred {
                display: reference.must_string("display")?,
                reference: reference.string("reference")?,
            })),
            None => None,
        },
        ItemKind::Boolean => first.boolean("valueBoolean")?.map(Answer::Boolean),
        ItemKind::Integer(_) | ItemKind::Slider(_) => whole.map(Answer::Integer),
        ItemKind::Text(_) | ItemKind::String(_) => first.string("valueString")?.map(Answer::Text),
        ItemKind::Group | ItemKind::Display => None,
    };
    Ok(found)
}
