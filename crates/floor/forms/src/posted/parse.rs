//! Words as typed become an answer of the question's kind.

use crate::answer::{Answer, Measured, Referred};
use crate::kinds::{Choice, ItemKind, OptionForm, Quantities};
use crate::wrong::Problem;
use rust_decimal::Decimal;

pub(super) fn parse(kind: &ItemKind, value: &str, unit: Option<&str>) -> Result<Answer, Problem> {
    let plain = value.trim();
    match kind {
        ItemKind::Group | ItemKind::Display => Err(Problem::AnotherKind),
        ItemKind::Boolean => match plain {
            "true" | "yes" => Ok(Answer::Boolean(true)),
            "false" | "no" => Ok(Answer::Boolean(false)),
            _ => Err(Problem::NotYesOrNo),
        },
        ItemKind::Integer(_) | ItemKind::Slider(_) => plain
            .parse()
            .map(Answer::Integer)
            .map_err(|_| Problem::NotAWholeNumber),
        ItemKind::Decimal(_) => decimal(plain).map(Answer::Decimal),
        ItemKind::Date(_) => plain
            .parse()
            .map(Answer::Date)
            .map_err(|_| Problem::NotADate),
        ItemKind::DateTime(_) => plain
            .parse()
            .map(Answer::DateTime)
            .map_err(|_| Problem::NotADateTime),
        ItemKind::Time(_) => plain
            .parse()
            .map(Answer::Time)
            .map_err(|_| Problem::NotATime),
        ItemKind::Choice(choice) => option(choice, value),
        ItemKind::Text(_) | ItemKind::String(_) => Ok(Answer::Text(clean(value))),
        ItemKind::Url(_) => Ok(Answer::Url(plain.to_owned())),
        ItemKind::Reference(_) => Ok(Answer::Reference(Referred {
            display: clean(value),
            reference: None,
        })),
        ItemKind::Quantity(quantities) => {
            let number = decimal(plain)?;
            quantity(quantities, number, unit).map(Answer::Quantity)
        }
    }
}

/// A number with a point or, as much of the world writes it, a comma.
fn decimal(written: &str) -> Result<Decimal, Problem> {
    let digits = written.strip_prefix(['-', '+']).unwrap_or(written);
    let whole = digits.starts_with(|c: char| c.is_ascii_digit());
    let plain = digits
        .chars()
        .all(|c| c.is_ascii_digit() || c == '.' || c == ',');
    let signs = digits.matches(['.', ',']).count();
    if !whole || !plain || signs > 1 || digits.ends_with(['.', ',']) {
        return Err(Problem::NotANumber);
    }
    written
        .replace(',', ".")
        .parse()
        .map_err(|_| Problem::NotANumber)
}

fn quantity(
    quantities: &Quantities,
    value: Decimal,
    unit: Option<&str>,
) -> Result<Measured, Problem> {
    let unit = match (quantities.units(), unit.map(str::trim)) {
        ([], _) => None,
        ([only], None) => Some(only),
        (_, Some(key)) => Some(quantities.unit(key).ok_or(Problem::NotAUnit)?),
        (_, None) => return Err(Problem::NotAUnit),
    };
    Ok(Measured {
        value,
        unit: unit.map(|unit| unit.text().written().to_owned()),
        system: unit.and_then(|unit| unit.system().map(str::to_owned)),
        code: unit.and_then(|unit| unit.code().map(str::to_owned)),
    })
}

fn option(choice: &Choice, value: &str) -> Result<Answer, Problem> {
    let known = choice.option(value).or_else(|| choice.option(value.trim()));
    let known = known.map(|option| Answer::Choice {
        code: option.code().to_owned(),
    });
    known.ok_or(Problem::NotAnOption)
}

/// Own words in place of an option; words that are an option choose it.
pub(super) fn own_words(kind: &ItemKind, words: &str) -> Answer {
    let words = clean(words);
    match kind {
        ItemKind::Choice(choice)
            if choice
                .option(&words)
                .is_some_and(|o| o.form == OptionForm::Words) =>
        {
            Answer::Choice { code: words }
        }
        _ => Answer::Text(words),
    }
}

/// Browsers post line ends as CR LF; words are kept with plain ones and without blank edges.
pub(super) fn clean(words: &str) -> String {
    words
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .trim()
        .to_owned()
}
