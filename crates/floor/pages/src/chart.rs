//! Charts drawn on the server: a thin line over time, the soft band of what is usual, what happened
//! marked on the time axis, one sentence above that says what is seen, and the numbers below.
//!
//! A session without an answer is a gap, never a zero and never joined over. Everything the picture
//! says is also there in words, for people who prefer them and for screen readers. Colours come from
//! the stylesheet by class; nothing is styled inline.

mod draw;

use crate::layout::{Html, escape_into, escaped};
use crate::words::Words;
use care::Moment;
use std::fmt::Write as _;

/// One place on the line.
#[derive(Clone, PartialEq, Debug)]
pub struct Point {
    /// When.
    pub at: Moment,
    /// The day as it is shown: `words.short_day(..)`.
    pub when: String,
    /// What was answered; `None`: not answered.
    pub value: Option<f64>,
    /// Whether it lies outside what is usual and is worth a look.
    pub below: bool,
}

/// Something that happened, marked on the time axis.
#[derive(Clone, PartialEq, Debug)]
pub struct Event {
    /// When.
    pub at: Moment,
    /// The day as it is shown.
    pub when: String,
    /// What happened, in a few words.
    pub words: String,
}

/// What is usual: the person's own range.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Band {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// A chart, as care would describe it.
#[derive(Clone, PartialEq, Debug)]
pub struct Chart {
    /// Different for each chart on a page: letters, digits and hyphens; others are left out.
    pub id: String,
    /// What is charted: `Felt heard`.
    pub title: String,
    /// What is seen, in a sentence; stands above.
    pub seen: String,
    /// The least and the most that can be answered. The axis shows all of it: a fall is never made
    /// to look larger than it is.
    pub scale: (f64, f64),
    /// What the ends of the scale mean, if they have names.
    pub ends: Option<(String, String)>,
    /// The places, in the order of time.
    pub points: Vec<Point>,
    /// What is usual, once there is enough to know.
    pub band: Option<Band>,
    /// What the band is called: `words.say("chart-usual")` to the person themself.
    pub band_words: String,
    /// What happened meanwhile.
    pub events: Vec<Event>,
    /// Digits after the point where numbers are shown.
    pub digits: usize,
}

impl Chart {
    /// The chart as HTML: a `figure` with the sentence, the picture, what happened, and the table.
    pub fn html(&self, words: Words) -> Html {
        let mut html = String::with_capacity(4096);
        let id: String = self
            .id
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect();
        html.push_str("<figure class=\"chart\"><figcaption class=\"seen\">");
        escape_into(&mut html, &self.seen);
        html.push_str("</figcaption>");
        draw::picture(&mut html, self, &id, words);
        self.list_events(&mut html, words);
        self.table(&mut html, words);
        html.push_str("</figure>");
        Html::drawn(html)
    }

    /// A number as this chart shows it, with the decimal sign of the language.
    fn number(&self, value: f64, words: Words) -> String {
        let text = format!("{value:.*}", self.digits);
        match words.language {
            crate::words::Language::English => text,
            crate::words::Language::Spanish => text.replace('.', ","),
        }
    }

    /// What a point says when it is read out or pointed at.
    fn point_words(&self, point: &Point, words: Words) -> String {
        match point.value {
            Some(value) => {
                let value = self.number(value, words);
                let put = [("when", (&point.when).into()), ("value", (&value).into())];
                words.say_with("chart-point", &put)
            }
            None => words.say_with("chart-point-open", &[("when", (&point.when).into())]),
        }
    }

    fn list_events(&self, html: &mut String, words: Words) {
        if self.events.is_empty() {
            return;
        }
        html.push_str("<ol class=\"chart-events\" aria-label=\"");
        escape_into(html, &words.say("chart-happened"));
        html.push_str("\">");
        for (event, number) in self.events.iter().zip(1..) {
            let put = [
                ("when", (&event.when).into()),
                ("words", (&event.words).into()),
            ];
            let said = words.say_with("chart-event", &put);
            let _ = write!(
                html,
                "<li><span class=\"mark\" aria-hidden=\"true\">{number}</span><span>{}</span></li>",
                escaped(&said)
            );
        }
        html.push_str("</ol>");
    }

    fn table(&self, html: &mut String, words: Words) {
        let say = |key| escaped(&words.say(key));
        let _ = write!(
            html,
            "<details><summary>{}</summary><div class=\"table-wrap\"><table class=\"table\">\
             <caption>{}</caption><thead><tr><th scope=\"col\">{}</th>\
             <th scope=\"col\">{}</th></tr></thead><tbody>",
            say("chart-table"),
            escaped(&self.title),
            say("chart-when"),
            say("chart-value"),
        );
        for point in &self.points {
            let value = point.value.map_or_else(
                || words.say("chart-not-answered"),
                |value| self.number(value, words),
            );
            let _ = write!(
                html,
                "<tr><th scope=\"row\">{}</th><td>{}</td></tr>",
                escaped(&point.when),
                escaped(&value)
            );
        }
        html.push_str("</tbody></table></div></details>");
    }
}

#[cfg(test)]
mod tests;
