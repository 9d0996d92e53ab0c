//! What stands below the picture: what happened, where each line was published, and every number.

use super::Chart;
use crate::layout::{escape_into, escaped};
use crate::words::Words;
use std::fmt::Write as _;

/// What happened, numbered as on the axis.
pub(super) fn events(html: &mut String, chart: &Chart, words: Words) {
    if chart.events.is_empty() {
        return;
    }
    html.push_str("<ol class=\"chart-events\" aria-label=\"");
    escape_into(html, &words.say("chart-happened"));
    html.push_str("\">");
    for (event, number) in chart.events.iter().zip(1..) {
        let put = [
            ("when", (&event.when).into()),
            ("words", (&event.words).into()),
        ];
        let said = words.say_with("chart-event", &put);
        let own = if event.own { " own" } else { "" };
        let _ = write!(
            html,
            "<li><span class=\"mark{own}\" aria-hidden=\"true\">{number}</span><span>{}</span></li>",
            escaped(&said)
        );
    }
    html.push_str("</ol>");
}

/// What must be known to read the picture, and where its lines were published.
pub(super) fn notes(html: &mut String, chart: &Chart, words: Words) {
    let with_source = |said: &str, source: &str| {
        if source.is_empty() {
            return said.to_owned();
        }
        let put = [("words", said.into()), ("source", source.into())];
        words.say_with("chart-source", &put)
    };
    let direction = chart.direction(words).into_iter();
    let direction =
        direction.map(|said| words.say_with("chart-note", &[("words", (&said).into())]));
    let thresholds = chart
        .thresholds
        .iter()
        .map(|line| with_source(&chart.threshold_words(line, words), &line.source));
    let zones = chart.zones.iter().map(|zone| {
        let (low, high) = (
            chart.number(zone.low, words),
            chart.number(zone.high, words),
        );
        let put = [
            ("words", (&zone.words).into()),
            ("low", (&low).into()),
            ("high", (&high).into()),
        ];
        with_source(&words.say_with("chart-zone", &put), &zone.source)
    });
    let notes: Vec<String> = direction
        .chain(chart.notes.iter().cloned())
        .chain(thresholds)
        .chain(zones)
        .collect();
    if notes.is_empty() {
        return;
    }
    html.push_str("<ul class=\"chart-notes\">");
    for note in notes {
        let _ = write!(html, "<li>{}</li>", escaped(&note));
    }
    html.push_str("</ul>");
}

/// Every number, with what was expected and what can be said of it where that is known.
pub(super) fn table(html: &mut String, chart: &Chart, words: Words) {
    let say = |key| escaped(&words.say(key));
    let value = if chart.value_words.is_empty() {
        say("chart-value")
    } else {
        escaped(&chart.value_words)
    };
    let expected = !chart.expected.is_empty();
    let verdicts = chart.points.iter().any(|point| !point.verdict.is_empty());
    let _ = write!(
        html,
        "<details><summary>{}</summary><div class=\"table-wrap\"><table class=\"table\">\
         <caption>{}</caption><thead><tr><th scope=\"col\">{}</th>\
         <th scope=\"col\">{value}</th>",
        say("chart-table"),
        escaped(&chart.title),
        say("chart-when"),
    );
    for (there, key) in [(expected, "chart-expected"), (verdicts, "chart-verdict")] {
        if there {
            let _ = write!(html, "<th scope=\"col\">{}</th>", say(key));
        }
    }
    html.push_str("</tr></thead><tbody>");
    for point in &chart.points {
        let value = match point.value {
            None => words.say("chart-not-answered"),
            Some(value) if point.prorated => {
                let value = chart.number(value, words);
                words.say_with("chart-in-part", &[("said", (&value).into())])
            }
            Some(value) => chart.number(value, words),
        };
        let _ = write!(
            html,
            "<tr><th scope=\"row\">{}</th><td>{}</td>",
            escaped(&point.when),
            escaped(&value)
        );
        if expected {
            let _ = write!(html, "<td>{}</td>", escaped(&range(chart, point.at, words)));
        }
        if verdicts {
            let _ = write!(html, "<td>{}</td>", escaped(&point.verdict));
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table></div></details>");
}

/// What was expected at a moment, as words; empty where nothing is known.
fn range(chart: &Chart, at: care::Moment, words: Words) -> String {
    let Some(expected) = chart.expected_at(at) else {
        return String::new();
    };
    let (mean, low, high) = (
        chart.number(expected.mean, words),
        chart.number(expected.low, words),
        chart.number(expected.high, words),
    );
    let put = [
        ("mean", (&mean).into()),
        ("low", (&low).into()),
        ("high", (&high).into()),
    ];
    words.say_with("chart-expected-range", &put)
}
