//! Charts drawn on the server: a thin line over time, the soft band of what is usual or expected,
//! what happened marked on the time axis, one sentence above that says what is seen, and the numbers
//! below.
//!
//! A session without an answer is a gap, never a zero and never joined over. Everything the picture
//! says is also there in words, for people who prefer them and for screen readers: each line that a
//! number is held against is named below with where it was published. Colours come from the
//! stylesheet by class; nothing is styled inline.

mod below;
mod draw;

use crate::layout::{Html, escape_into};
use crate::words::Words;
use care::Moment;

/// One place on the line.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Point {
    /// When.
    pub at: Moment,
    /// The day as it is shown: `words.short_day(..)`.
    pub when: String,
    /// What was answered; `None`: not answered.
    pub value: Option<f64>,
    /// Whether it lies outside what is usual and is worth a look.
    pub below: bool,
    /// Whether the number was worked out from a part of the answers.
    pub prorated: bool,
    /// What can be said of it, in a few words, for the table; empty: nothing.
    pub verdict: String,
}

/// Something that happened, marked on the time axis.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Event {
    /// When.
    pub at: Moment,
    /// The day as it is shown.
    pub when: String,
    /// What happened, in a few words.
    pub words: String,
    /// Whether the person marked it themself; drawn as a ring.
    pub own: bool,
}

/// What is usual: the person's own range.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Band {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// What is expected at a moment: the middle, and the range that most stay inside.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Expected {
    /// When.
    pub at: Moment,
    /// The middle.
    pub mean: f64,
    /// The lower end of the range.
    pub low: f64,
    /// The upper end of the range.
    pub high: f64,
}

/// A number that others are held against, such as a published cut-off; a hairline with its name.
#[derive(Clone, PartialEq, Debug)]
pub struct Threshold {
    /// Where it lies.
    pub value: f64,
    /// What it is called, in a word or two; the number is added.
    pub words: String,
    /// Where it was published; stands below.
    pub source: String,
}

/// A stretch of the scale that has a published name.
#[derive(Clone, PartialEq, Debug)]
pub struct Zone {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// Its name.
    pub words: String,
    /// Where it was published; stands below.
    pub source: String,
}

/// Which way is better, where it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Better {
    /// Lower numbers mean less of what hurts.
    Lower,
    /// Higher numbers mean more of what helps.
    Higher,
}

/// A chart, as care would describe it.
#[derive(Clone, PartialEq, Debug, Default)]
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
    /// What is expected over time, in the order of time; empty: nothing is known.
    pub expected: Vec<Expected>,
    /// What the expected course is called, directly at it.
    pub expected_words: String,
    /// The numbers that others are held against.
    pub thresholds: Vec<Threshold>,
    /// Named stretches of the scale, lowest first; only published ones.
    pub zones: Vec<Zone>,
    /// Which way is better.
    pub better: Option<Better>,
    /// What happened meanwhile.
    pub events: Vec<Event>,
    /// Digits after the point where numbers are shown.
    pub digits: usize,
    /// What the numbers are called in the table; empty: answers.
    pub value_words: String,
    /// What else must be known to read it: how many people a norm is from, and of which day.
    pub notes: Vec<String>,
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
        below::events(&mut html, self, words);
        below::notes(&mut html, self, words);
        below::table(&mut html, self, words);
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
                let said = words.say_with("chart-point", &put);
                if point.prorated {
                    let said = (&said).into();
                    words.say_with("chart-in-part", &[("said", said)])
                } else {
                    said
                }
            }
            None => words.say_with("chart-point-open", &[("when", (&point.when).into())]),
        }
    }

    /// A threshold's name with its number.
    fn threshold_words(&self, threshold: &Threshold, words: Words) -> String {
        let value = self.number(threshold.value, words);
        let put = [
            ("words", (&threshold.words).into()),
            ("value", (&value).into()),
        ];
        words.say_with("chart-threshold", &put)
    }

    /// Which way is better, in words.
    fn direction(&self, words: Words) -> Option<String> {
        self.better.map(|better| {
            words.say(match better {
                Better::Lower => "chart-lower-is-better",
                Better::Higher => "chart-higher-is-better",
            })
        })
    }

    /// What is expected at a moment: between two known moments in proportion, beyond them nothing.
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds of a lifetime are exact in f64"
    )]
    fn expected_at(&self, at: Moment) -> Option<Expected> {
        let one = |known: &Expected| (known.at == at).then_some(*known);
        if let Some(known) = self.expected.iter().find_map(one) {
            return Some(known);
        }
        self.expected.windows(2).find_map(|pair| {
            let [before, after] = pair else { return None };
            if !(before.at..after.at).contains(&at) {
                return None;
            }
            let share = (at - before.at) as f64 / (after.at - before.at) as f64;
            let between = |from: f64, to: f64| from + (to - from) * share;
            Some(Expected {
                at,
                mean: between(before.mean, after.mean),
                low: between(before.low, after.low),
                high: between(before.high, after.high),
            })
        })
    }
}

#[cfg(test)]
mod tests;
