//! A condition for an item to be asked is read.

use super::place::Place;
use crate::answer::Measured;
use crate::calendar::When;
use crate::questionnaire::LinkId;
use crate::refused::{FormProblem, FormRefused};
use crate::when::{EnableWhen, Expected, Test};

pub(super) fn condition(place: &Place<'_>) -> Result<EnableWhen, FormRefused> {
    let question = LinkId(place.must_string("question")?);
    let operator = place.must_string("operator")?;
    let expected = expected(place)?;
    let misfit = || {
        let operator = operator.clone();
        place.refuse("operator", FormProblem::ConditionDoesNotFit { operator })
    };
    let ordered = |expected: Expected| match expected {
        Expected::Boolean(_) | Expected::Code { .. } => Err(misfit()),
        other => Ok(other),
    };
    let test = match operator.as_str() {
        "exists" => match expected {
            Expected::Boolean(exists) => Test::Exists(exists),
            _ => return Err(misfit()),
        },
        "=" => Test::Is(expected),
        "!=" => Test::IsNot(expected),
        ">" => Test::Above(ordered(expected)?),
        "<" => Test::Below(ordered(expected)?),
        ">=" => Test::AtLeast(ordered(expected)?),
        "<=" => Test::AtMost(ordered(expected)?),
        _ => {
            return Err(place.refuse(
                "operator",
                FormProblem::WrongShape("one of FHIR's operators"),
            ));
        }
    };
    Ok(EnableWhen { question, test })
}

fn expected(place: &Place<'_>) -> Result<Expected, FormRefused> {
    let coding = match place.object("answerCoding")? {
        None => None,
        Some(coding) => Some(Expected::Code {
            system: coding.string("system")?,
            code: match coding.string("code")? {
                Some(code) => code,
                None => coding.must_string("display")?,
            },
        }),
    };
    let quantity = place.object("answerQuantity")?;
    let date = place.time("answerDate", "a date")?.map(When::Date);
    let moment = place.time("answerDateTime", "a date with a time")?;
    let time = place.time("answerTime", "a time of day")?.map(When::Time);
    let when = date.or(moment.map(When::DateTime)).or(time);
    let given = [
        place.boolean("answerBoolean")?.map(Expected::Boolean),
        place.integer("answerInteger")?.map(Expected::Integer),
        place.decimal("answerDecimal")?.map(Expected::Decimal),
        place.string("answerString")?.map(Expected::Words),
        when.map(Expected::When),
        quantity
            .map(|place| measured(&place))
            .transpose()?
            .map(Expected::Quantity),
        coding,
    ];
    let mut given = given.into_iter().flatten();
    match (given.next(), given.next()) {
        (Some(only), None) => Ok(only),
        (Some(_), Some(_)) => Err(place.refuse("answer", FormProblem::Twice)),
        (None, _) => {
            let other = place.fields().find(|name| name.starts_with("answer"));
            Err(match other {
                Some(name) => {
                    let what = format!("a condition on {name}");
                    place.refuse(name, FormProblem::CannotBeAsked(what))
                }
                None => place.refuse("answer", FormProblem::Missing),
            })
        }
    }
}

/// A FHIR Quantity.
pub(super) fn measured(place: &Place<'_>) -> Result<Measured, FormRefused> {
    let missing = || place.refuse("value", FormProblem::Missing);
    if place.has("comparator") {
        let what = FormProblem::CannotBeAsked("a quantity with a comparator".to_owned());
        return Err(place.refuse("comparator", what));
    }
    Ok(Measured {
        value: place.decimal("value")?.ok_or_else(missing)?,
        unit: place.string("unit")?,
        system: place.string("system")?,
        code: place.string("code")?,
    })
}
