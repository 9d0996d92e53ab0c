//! Whether an answer is one its question takes.

use crate::answer::Answer;
use crate::calendar::When;
use crate::kinds::{Decimals, ItemKind, LONGEST_ANSWER, Slider, Span};
use crate::wrong::Problem;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// The most digits of a decimal number: as many as any program that reads JSON keeps exactly.
const MOST_DIGITS: usize = 15;

impl ItemKind {
    /// Whether a question of this kind takes this answer. Any question may be skipped.
    pub(crate) fn check(&self, answer: &Answer) -> Result<(), Problem> {
        match (self, answer) {
            (Self::Group | Self::Display, _) => Err(Problem::AnotherKind),
            (_, Answer::Skipped { reason }) => reason
                .as_deref()
                .map_or(Ok(()), |words| words_within(words, LONGEST_ANSWER)),
            (Self::Boolean, Answer::Boolean(_)) => Ok(()),
            (Self::Integer(limits), Answer::Integer(number)) => {
                within(*number, limits.min, limits.max)
            }
            (Self::Slider(slider), Answer::Integer(number)) => on_line(*number, slider),
            (Self::Choice(choice), Answer::Choice { code }) => {
                choice.option(code).map(|_| ()).ok_or(Problem::NotAnOption)
            }
            (Self::Choice(choice), Answer::Text(words)) if choice.open => {
                words_within(words, LONGEST_ANSWER)
            }
            (Self::Text(length), Answer::Text(words)) => words_within(words, length.max()),
            (Self::String(length), Answer::Text(words)) => line_within(words, length.max()),
            (Self::Decimal(limits), Answer::Decimal(number)) => decimal_within(*number, *limits),
            (Self::Date(span), Answer::Date(date)) => in_span(When::Date(*date), *span),
            (Self::DateTime(span), Answer::DateTime(at)) => in_span(When::DateTime(*at), *span),
            (Self::Time(span), Answer::Time(time)) => in_span(When::Time(*time), *span),
            (Self::Url(length), Answer::Url(address)) => link_within(address, length.max()),
            (Self::Quantity(quantities), Answer::Quantity(measured)) => {
                decimal_within(measured.value, quantities.limits)?;
                let known = quantities.units.is_empty()
                    || quantities.units.iter().any(|unit| match &unit.code {
                        Some(code) => measured.code.as_ref() == Some(code),
                        None => measured.unit.as_deref() == Some(unit.text.written()),
                    });
                if known {
                    Ok(())
                } else {
                    Err(Problem::NotAUnit)
                }
            }
            (Self::Reference(length), Answer::Reference(referred)) => {
                line_within(&referred.display, length.max())
            }
            _ => Err(Problem::AnotherKind),
        }
    }
}

fn within(number: i32, min: Option<i32>, max: Option<i32>) -> Result<(), Problem> {
    match (min, max) {
        (Some(min), _) if number < min => Err(Problem::TooLow { min }),
        (_, Some(max)) if number > max => Err(Problem::TooHigh { max }),
        _ => Ok(()),
    }
}

fn on_line(number: i32, slider: &Slider) -> Result<(), Problem> {
    within(number, Some(slider.min), Some(slider.max))?;
    let (min, step) = (slider.min, slider.step);
    let from_low = i64::from(number) - i64::from(min);
    if from_low % i64::from(step) == 0 {
        Ok(())
    } else {
        Err(Problem::BetweenPlaces { min, step })
    }
}

fn decimal_within(number: Decimal, limits: Decimals) -> Result<(), Problem> {
    let plain = number.normalize();
    if plain.mantissa().unsigned_abs().to_string().len() > MOST_DIGITS {
        return Err(Problem::NotANumber);
    }
    match (limits.min, limits.max, limits.places) {
        (Some(least), _, _) if number < least => Err(Problem::BelowLeast { least }),
        (_, Some(most), _) if number > most => Err(Problem::AboveMost { most }),
        (_, _, Some(places)) if plain.scale() > places => Err(Problem::TooManyPlaces { places }),
        _ => Ok(()),
    }
}

/// A date that may lie outside is not inside: "2026" is not known to be after 1 March 2026.
fn in_span(at: When, span: Span) -> Result<(), Problem> {
    let inside = |limit: When, wrong: Ordering| at.compare(limit).is_some_and(|o| o != wrong);
    match (span.min, span.max) {
        (Some(first), _) if !inside(first, Ordering::Less) => Err(Problem::TooEarly { first }),
        (_, Some(last)) if !inside(last, Ordering::Greater) => Err(Problem::TooLate { last }),
        _ => Ok(()),
    }
}

fn link_within(address: &str, max: u32) -> Result<(), Problem> {
    words_within(address, max)?;
    let (scheme, rest) = address.split_once(':').unwrap_or_default();
    let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    if named && !rest.is_empty() && !address.contains(char::is_whitespace) {
        Ok(())
    } else {
        Err(Problem::NotALink)
    }
}

fn line_within(words: &str, max: u32) -> Result<(), Problem> {
    if words.contains('\n') {
        return Err(Problem::MoreThanOneLine);
    }
    words_within(words, max)
}

fn words_within(words: &str, max: u32) -> Result<(), Problem> {
    if words
        .chars()
        .any(|c| c.is_control() && c != '\n' && c != '\t')
    {
        return Err(Problem::NotText);
    }
    let was = u32::try_from(words.chars().count()).unwrap_or(u32::MAX);
    if was > max {
        Err(Problem::TooLong { max, was })
    } else {
        Ok(())
    }
}
