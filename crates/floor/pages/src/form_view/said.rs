//! Answers in words: what was answered, as a person reads it in their language.

use crate::layout::{Html, escape_into, escaped};
use crate::words::{Language, Words};
use forms::{Answer, Date, Item, ItemKind, Posted, Questionnaire, Response, Time, When};
use rust_decimal::Decimal;
use std::fmt::Write as _;

/// A number as the language writes it.
pub(super) fn decimal(number: Decimal, words: Words) -> String {
    let text = number.to_string();
    match words.language {
        Language::English => text,
        Language::Spanish => text.replace('.', ","),
    }
}

/// A day, month or year as the language writes it.
pub(super) fn date(date: Date, words: Words) -> String {
    let year = date.year().to_string();
    let Some(month) = date.month() else {
        return year;
    };
    let month = words.say(&format!("month-{month}"));
    let month = [("month", (&month).into()), ("year", (&year).into())];
    match date.day() {
        None => words.say_with("form-month", &month),
        Some(day) => {
            let [month, year] = month;
            words.say_with("form-day", &[("day", i32::from(day).into()), month, year])
        }
    }
}

/// A time by the 24-hour clock; seconds only where there are any.
fn time(time: Time) -> String {
    let text = time.to_string();
    text.strip_suffix(":00").map_or(text.clone(), str::to_owned)
}

/// A point in time as the language writes it.
pub(crate) fn when(when: When, words: Words) -> String {
    match when {
        When::Date(day) => date(day, words),
        When::Time(at) => time(at),
        When::DateTime(at) => {
            let day = date(at.date(), words);
            match at.time() {
                None => day,
                Some(clock) => words.say_with(
                    "date-with-time",
                    &[("date", (&day).into()), ("time", (&time(clock)).into())],
                ),
            }
        }
    }
}

/// An answer to this question, in words.
pub(super) fn answer(item: &Item, answer: &Answer, words: Words) -> String {
    let said = match answer {
        Answer::Boolean(true) => words.say("form-yes"),
        Answer::Boolean(false) => words.say("form-no"),
        Answer::Integer(number) => number.to_string(),
        Answer::Decimal(number) => decimal(*number, words),
        Answer::Choice { code } => match item.kind() {
            ItemKind::Choice(choice) => choice.option(code).map_or_else(
                || code.clone(),
                |option| option.text().in_language(words.tag()).to_owned(),
            ),
            _ => code.clone(),
        },
        Answer::Text(written) | Answer::Url(written) => written.clone(),
        Answer::Reference(referred) => referred.display.clone(),
        Answer::Date(day) => date(*day, words),
        Answer::DateTime(at) => when(When::DateTime(*at), words),
        Answer::Time(at) => time(*at),
        Answer::Quantity(measured) => {
            let number = decimal(measured.value, words);
            match measured.unit.as_ref().or(measured.code.as_ref()) {
                Some(unit) => format!("{number} {unit}"),
                None => number,
            }
        }
        Answer::Skipped { .. } => words.say("form-skipped"),
    };
    match item.unit() {
        Some(unit) if answer.number().is_some() => {
            format!("{said} {}", unit.in_language(words.tag()))
        }
        _ => said,
    }
}

/// A number that the form worked out, with the most it can be where the form says so: "12 of 27".
pub(super) fn worked_out(item: &Item, value: &Answer, words: Words) -> String {
    let said = answer(item, value, words);
    let most = match item.kind() {
        ItemKind::Integer(limits) => limits.max().map(Decimal::from),
        ItemKind::Slider(slider) => Some(Decimal::from(slider.max())),
        ItemKind::Decimal(limits) => limits.max(),
        _ => None,
    };
    match most {
        Some(most) if item.unit().is_none() && value.number().is_some() => {
            let most = decimal(most, words);
            words.say_with(
                "form-of",
                &[("value", (&said).into()), ("most", (&most).into())],
            )
        }
        _ => said,
    }
}

/// Every answer that was kept, each question's words beside what was said to it, in the order of
/// the form: for someone who takes their record along.
pub fn answers_said(
    form: &Questionnaire,
    response: &Response,
    words: Words,
) -> Vec<(String, String)> {
    let mut said = Vec::new();
    for (spot, given) in response.answers() {
        let link_id = spot.as_str().split(';').next().unwrap_or(spot.as_str());
        let Some(item) = form.item(link_id) else {
            continue;
        };
        let question = item
            .text()
            .map_or(link_id, |text| text.in_language(words.tag()));
        let given = if super::names::is_given(item) {
            worked_out(item, given, words)
        } else {
            answer(item, given, words)
        };
        said.push((question.to_owned(), given));
    }
    said
}

/// The answers to a form, for reading: every question that was asked with what was answered,
/// skipped, or left open, and what the form worked out. `hidden` adds what nobody who answers is
/// shown.
pub fn answers_html(form: &Questionnaire, response: &Response, words: Words, hidden: bool) -> Html {
    let fields = super::fields_of(form, &response.stored());
    let asked = Posted::new(&fields).asked(form);
    let mut html = String::from("<dl class=\"facts answers\">");
    for place in asked
        .places()
        .iter()
        .filter(|place| place.item.is_question())
    {
        one(&mut html, place.item, place.spot.as_str(), response, words);
    }
    let kept = response.answers().iter().map(|(spot, _)| spot.as_str());
    let kept: std::collections::BTreeSet<&str> = kept.filter(|_| hidden).collect();
    for spot in kept {
        let link_id = spot.split(';').next().unwrap_or(spot);
        if let Some(item) = form.item(link_id).filter(|_| !asked.shows(spot)) {
            one(&mut html, item, spot, response, words);
        }
    }
    html.push_str("</dl>");
    Html::drawn(html)
}

fn one(html: &mut String, item: &Item, spot: &str, response: &Response, words: Words) {
    let said = |given| {
        if super::names::is_given(item) {
            worked_out(item, given, words)
        } else {
            answer(item, given, words)
        }
    };
    let given: Vec<String> = response.all(spot).map(said).collect();
    html.push_str("<dt>");
    match item.text() {
        Some(text) => escape_into(html, text.in_language(words.tag())),
        None => escape_into(html, spot),
    }
    html.push_str("</dt>");
    if given.is_empty() {
        let open = escaped(&words.say("form-not-answered"));
        let _ = write!(html, "<dd class=\"quiet\">{open}</dd>");
    }
    for said in given {
        let _ = write!(html, "<dd>{}</dd>", escaped(&said));
    }
}
