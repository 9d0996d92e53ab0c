//! The numbers of a sheet over the times it was filled in.
//!
//! What a form works out (`calculatedExpression`) is drawn; where it works nothing out, each line
//! from one number to another. A worksheet has no norm, no cut-off and no reliability, so nothing is
//! said of a change but the numbers themselves.

use crate::written::{StateV1, WorksheetV1};
use forms::{Item, ItemKind, Questionnaire};
use pages::chart::{Chart, Point};
use pages::{Html, Visit, Words};
use sealed::Kept;

/// The most numbers of one sheet that are drawn: this project's own choice.
const MOST_LINES: usize = 4;

/// A number of a sheet.
#[derive(Clone, PartialEq, Debug)]
pub struct Number {
    /// Its question in the form.
    pub link_id: String,
    /// The least and the most it can be, where the form says so.
    pub scale: Option<(f64, f64)>,
}

/// The numbers of a form that are drawn over time.
pub fn numbers(form: &Questionnaire) -> Vec<Number> {
    let all = form.every_item();
    let is_number = |item: &&Item| {
        matches!(
            item.kind(),
            ItemKind::Integer(_) | ItemKind::Decimal(_) | ItemKind::Slider(_)
        )
    };
    let worked_out = |item: &&Item| item.calculated() && is_number(item);
    let slides = |item: &&Item| matches!(item.kind(), ItemKind::Slider(_));
    let mut found: Vec<&Item> = all.iter().copied().filter(worked_out).collect();
    if found.is_empty() {
        found = all.iter().copied().filter(slides).collect();
    }
    found.truncate(MOST_LINES);
    let number = |item: &Item| Number {
        link_id: item.link_id().as_str().to_owned(),
        scale: scale(item),
    };
    found.into_iter().map(number).collect()
}

fn scale(item: &Item) -> Option<(f64, f64)> {
    match item.kind() {
        ItemKind::Integer(limits) => Some((limits.min()?.into(), limits.max()?.into())),
        ItemKind::Slider(slider) => Some((slider.min().into(), slider.max().into())),
        ItemKind::Decimal(limits) => Some((float(&limits.min()?)?, float(&limits.max()?)?)),
        _ => None,
    }
}

fn float(number: &impl ToString) -> Option<f64> {
    number.to_string().parse().ok()
}

fn value(worksheet: &WorksheetV1, link_id: &str) -> Option<f64> {
    float(&worksheet.answers.get(link_id)?.number()?)
}

/// The charts of a sheet: `done` are the worksheets filled in on it, in any order; `form` is the
/// newest form of it. None while nothing with a number was finished.
pub(crate) fn charts(
    visit: &Visit,
    sheet: &str,
    form: &Questionnaire,
    done: &[&Kept<WorksheetV1>],
) -> Vec<Html> {
    let finished = |kept: &&&Kept<WorksheetV1>| kept.value.state == StateV1::Finished;
    let mut done: Vec<_> = done.iter().filter(finished).copied().collect();
    done.sort_by_key(|kept| (kept.value.begun, kept.record));
    let numbers = numbers(form).into_iter();
    numbers
        .filter_map(|number| chart(visit, sheet, form, &number, &done))
        .collect()
}

fn chart(
    visit: &Visit,
    sheet: &str,
    form: &Questionnaire,
    number: &Number,
    done: &[&Kept<WorksheetV1>],
) -> Option<Html> {
    let (words, zone) = (visit.words, &visit.floor.settings.zone);
    let values: Vec<f64> = done
        .iter()
        .filter_map(|kept| value(&kept.value, &number.link_id))
        .collect();
    let (first, last) = (values.first().copied()?, values.last().copied()?);
    let points = done.iter().map(|kept| {
        let at = care::Moment::from_millis(kept.value.begun);
        Point {
            at,
            when: words.short_day(at, visit.now, zone),
            value: value(&kept.value, &number.link_id),
            ..Point::default()
        }
    });
    let top = values.iter().copied().fold(1.0, f64::max);
    let bottom = values.iter().copied().fold(0.0, f64::min);
    let scale = number.scale.map_or((bottom, top), |(low, high)| {
        (low.min(bottom), high.max(top))
    });
    let digits = usize::from(values.iter().any(|value| value.fract().abs() > 0.0));
    let asked = form.item(&number.link_id).and_then(Item::text);
    let title = asked.map_or_else(
        || number.link_id.clone(),
        |text| text.in_language(words.tag()).to_owned(),
    );
    let seen = seen(words, (first, last), values.len(), digits);
    let chart = Chart {
        id: format!("worksheet-{sheet}-{}", number.link_id),
        seen: format!("{title}: {seen}"),
        title,
        scale,
        points: points.collect(),
        digits,
        notes: vec![words.say(if visit.client().is_some() {
            "worksheets-staff-number-note"
        } else {
            "worksheets-number-note"
        })],
        ..Chart::default()
    };
    Some(chart.html(words))
}

fn seen(words: Words, ends: (f64, f64), count: usize, digits: usize) -> String {
    let said = |value: f64| {
        let said = format!("{value:.digits$}");
        match words.language {
            pages::Language::English => said,
            pages::Language::Spanish => said.replace('.', ","),
        }
    };
    let (first, last) = (said(ends.0), said(ends.1));
    let put = [
        ("count", count.into()),
        ("first", (&first).into()),
        ("last", (&last).into()),
    ];
    let key = if count == 1 {
        "worksheets-seen-once"
    } else {
        "worksheets-seen"
    };
    words.say_with(key, &put)
}
