//! The picture itself, as SVG. One drawing serves 320 px and a desk: letters keep their size because
//! the drawing is made twice, narrow and wide, and the stylesheet shows the one that fits.

mod axis;
mod ground;

use super::Chart;
use crate::layout::escaped;
use crate::words::Words;
use care::Moment;
use std::fmt::Write as _;

/// How wide and how the space around the lines is shared out, in CSS pixels.
struct Frame {
    class: &'static str,
    width: f64,
    left: f64,
    right: f64,
}

const NARROW: Frame = Frame {
    class: "narrow",
    width: 300.0,
    left: 22.0,
    right: 14.0,
};
const WIDE: Frame = Frame {
    class: "wide",
    width: 640.0,
    left: 28.0,
    right: 24.0,
};
/// Above the plot, for the name of the upper end.
const TOP: f64 = 28.0;
/// The plot's own height.
const TALL: f64 = 148.0;
/// Where the row of unanswered sessions is: below the plot, so that none is read as a zero.
const OPEN: f64 = TOP + TALL + 16.0;
/// One row of marks below the plot.
const ROW: f64 = 24.0;
/// The row of days at the very bottom.
const DAYS: f64 = 24.0;
/// How wide a letter of 13 px is at most, on average.
const LETTER: f64 = 7.2;
/// Half of the 44 px that a finger needs (WCAG 2.5.5).
const TOUCH: f64 = 22.0;

/// Draws both pictures. The words are in the sentence and the table; the picture carries a title
/// and a description of its own for whoever meets it first.
pub(super) fn picture(html: &mut String, chart: &Chart, id: &str, words: Words) {
    for frame in [NARROW, WIDE] {
        let Frame { class, width, .. } = frame;
        let plot = Plot::new(chart, &frame);
        let height = plot.days_at() + 6.0;
        let mut seen = chart.seen.clone();
        if let Some(direction) = chart.direction(words) {
            let _ = write!(seen, " {direction}.");
        }
        let _ = write!(
            html,
            "<svg class=\"{class}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
             aria-labelledby=\"{id}-{class}-t {id}-{class}-d\">\
             <title id=\"{id}-{class}-t\">{}</title><desc id=\"{id}-{class}-d\">{}</desc>",
            escaped(&chart.title),
            escaped(&seen),
        );
        plot.draw(html, words);
        html.push_str("</svg>");
    }
}

struct Plot<'a> {
    chart: &'a Chart,
    frame: &'a Frame,
    from: Moment,
    until: Moment,
}

impl<'a> Plot<'a> {
    fn new(chart: &'a Chart, frame: &'a Frame) -> Self {
        let times = || {
            chart
                .points
                .iter()
                .map(|p| p.at)
                .chain(chart.events.iter().map(|event| event.at))
                .chain(chart.expected.iter().map(|expected| expected.at))
        };
        let from = times().min().unwrap_or_default();
        let until = times().max().unwrap_or_default();
        Self {
            chart,
            frame,
            from,
            until,
        }
    }

    /// Where a moment lies across. A chart of a single moment stands in the middle.
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds of a lifetime are exact in f64"
    )]
    fn across(&self, at: Moment) -> f64 {
        let (left, right) = (
            self.frame.left + 8.0,
            self.frame.width - self.frame.right - 8.0,
        );
        let span = (self.until - self.from) as f64;
        if span <= 0.0 {
            return f64::midpoint(left, right);
        }
        left + (right - left) * ((at - self.from) as f64 / span)
    }

    /// Where a value lies, from the top. Values beyond the scale are drawn at its end.
    fn down(&self, value: f64) -> f64 {
        let (least, most) = self.chart.scale;
        let share = if most > least {
            (value - least) / (most - least)
        } else {
            0.5
        };
        TOP + TALL * (1.0 - share.clamp(0.0, 1.0))
    }

    /// Where the row of what happened is.
    fn events_at(&self) -> f64 {
        let open = self.chart.points.iter().any(|point| point.value.is_none());
        OPEN + if open { ROW } else { 0.0 }
    }

    /// The base line of the days.
    fn days_at(&self) -> f64 {
        let row = if self.chart.events.is_empty() {
            0.0
        } else {
            6.0
        };
        let last = if self.chart.events.is_empty() {
            self.events_at() - ROW
        } else {
            self.events_at()
        };
        last + row + DAYS
    }

    fn draw(&self, html: &mut String, words: Words) {
        self.zones(html);
        self.band(html);
        self.expected(html);
        self.ground(html, words);
        self.names(html, words);
        self.events(html);
        self.line(html);
        self.points(html, words);
        self.days(html);
    }

    /// The line: broken wherever a session has no answer.
    fn line(&self, html: &mut String) {
        let mut path = String::new();
        let mut joined = false;
        for point in &self.chart.points {
            match point.value {
                Some(value) => {
                    let (x, y) = (self.across(point.at), self.down(value));
                    let _ = write!(path, "{}{x:.1} {y:.1}", if joined { 'L' } else { 'M' });
                    joined = true;
                }
                None => joined = false,
            }
        }
        if !path.is_empty() {
            let _ = write!(html, "<path class=\"line\" d=\"{path}\"/>");
        }
    }

    fn points(&self, html: &mut String, words: Words) {
        for point in &self.chart.points {
            let x = self.across(point.at);
            let said = escaped(&self.chart.point_words(point, words));
            let (y, mark) = match point.value {
                Some(value) if point.below => (self.down(value), "point below"),
                Some(value) if point.prorated => (self.down(value), "point prorated"),
                Some(value) => (self.down(value), "point"),
                None => (OPEN, "open"),
            };
            let _ = write!(
                html,
                "<g><title>{said}</title><circle class=\"{mark}\" cx=\"{x:.1}\" cy=\"{y:.1}\" \
                 r=\"5\"/><circle class=\"touch\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{TOUCH}\"/></g>"
            );
        }
        self.name_open(html, words);
        // The last answer is labelled directly: it is what one looks for first.
        let last = self
            .chart
            .points
            .iter()
            .rev()
            .find_map(|p| Some((p, p.value?)));
        if let Some((point, value)) = last {
            let (x, y) = (self.across(point.at), self.down(value));
            let above = if y - TOP < 20.0 { y + 22.0 } else { y - 12.0 };
            let _ = write!(
                html,
                "<text class=\"label\" x=\"{x:.1}\" y=\"{above:.1}\" text-anchor=\"middle\">{}</text>",
                escaped(&self.chart.number(value, words))
            );
        }
    }
}
