//! The picture itself, as SVG. One drawing serves 320 px and a desk: letters keep their size because
//! the drawing is made twice, narrow and wide, and the stylesheet shows the one that fits.

use super::{Chart, Event, Point};
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

const NARROW: Frame = Frame { class: "narrow", width: 320.0, left: 24.0, right: 20.0 };
const WIDE: Frame = Frame { class: "wide", width: 640.0, left: 28.0, right: 24.0 };
/// Above the plot, for the name of the upper end.
const TOP: f64 = 28.0;
/// The plot's own height.
const TALL: f64 = 148.0;
/// Below the plot: the marks of what happened, then the days.
const BELOW: f64 = 48.0;
/// Half of the 44 px that a finger needs (WCAG 2.5.5).
const TOUCH: f64 = 22.0;

/// Draws both pictures. The words are in the sentence and the table; the picture carries a title
/// and a description of its own for whoever meets it first.
pub(super) fn picture(html: &mut String, chart: &Chart, id: &str, words: Words) {
    for frame in [NARROW, WIDE] {
        let Frame { class, width, .. } = frame;
        let height = TOP + TALL + BELOW;
        let _ = write!(
            html,
            "<svg class=\"{class}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
             aria-labelledby=\"{id}-{class}-t {id}-{class}-d\">\
             <title id=\"{id}-{class}-t\">{}</title><desc id=\"{id}-{class}-d\">{}</desc>",
            escaped(&chart.title),
            escaped(&chart.seen),
        );
        Plot::new(chart, &frame).draw(html, words);
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
            chart.points.iter().map(|p| p.at).chain(chart.events.iter().map(|event| event.at))
        };
        let from = times().min().unwrap_or_default();
        let until = times().max().unwrap_or_default();
        Self { chart, frame, from, until }
    }

    /// Where a moment lies across. A chart of a single moment stands in the middle.
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of a lifetime are exact in f64")]
    fn across(&self, at: Moment) -> f64 {
        let (left, right) = (self.frame.left + 8.0, self.frame.width - self.frame.right - 8.0);
        let span = (self.until - self.from) as f64;
        if span <= 0.0 {
            return f64::midpoint(left, right);
        }
        left + (right - left) * ((at - self.from) as f64 / span)
    }

    /// Where a value lies, from the top. Values beyond the scale are drawn at its end.
    fn down(&self, value: f64) -> f64 {
        let (least, most) = self.chart.scale;
        let share = if most > least { (value - least) / (most - least) } else { 0.5 };
        TOP + TALL * (1.0 - share.clamp(0.0, 1.0))
    }

    fn draw(&self, html: &mut String, words: Words) {
        self.band(html);
        self.ground(html, words);
        self.events(html);
        self.line(html);
        self.points(html, words);
        self.days(html);
    }

    fn band(&self, html: &mut String) {
        let Some(band) = self.chart.band else { return };
        let (top, bottom) = (self.down(band.high), self.down(band.low));
        let x = self.frame.left;
        let wide = self.frame.width - self.frame.left - self.frame.right;
        let _ = write!(
            html,
            "<rect class=\"band\" x=\"{x:.1}\" y=\"{top:.1}\" width=\"{wide:.1}\" height=\"{:.1}\" \
             rx=\"4\"/>",
            (bottom - top).max(2.0)
        );
    }

    /// The two ends of the scale, as hairlines with their number, and their names where there is
    /// room; and the name of the band, directly on it.
    fn ground(&self, html: &mut String, words: Words) {
        let (least, most) = self.chart.scale;
        let (x1, x2) = (self.frame.left, self.frame.width - self.frame.right);
        for value in [least, most] {
            let y = self.down(value);
            let _ = write!(
                html,
                "<line class=\"grid\" x1=\"{x1:.1}\" x2=\"{x2:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>\
                 <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
                x1 - 6.0,
                y + 4.0,
                escaped(&self.chart.number(value, words)),
            );
        }
        if let Some((low, high)) = &self.chart.ends {
            for (name, y) in [(high, TOP - 10.0), (low, TOP + TALL - 8.0)] {
                let _ = write!(html, "<text x=\"{x1:.1}\" y=\"{y:.1}\">{}</text>", escaped(name));
            }
        }
        if let Some(band) = self.chart.band {
            let y = (self.down(band.low) - 7.0).max(self.down(band.high) + 14.0);
            let _ = write!(
                html,
                "<text x=\"{:.1}\" y=\"{y:.1}\" text-anchor=\"end\">{}</text>",
                x2 - 8.0,
                escaped(&self.chart.band_words)
            );
        }
    }

    fn events(&self, html: &mut String) {
        let y = TOP + TALL + 14.0;
        for ((event, x), number) in self.spread_events().into_iter().zip(1..) {
            let at = self.across(event.at);
            let _ = write!(
                html,
                "<g><title>{}</title>\
                 <line class=\"event\" x1=\"{at:.1}\" x2=\"{at:.1}\" y1=\"{TOP:.1}\" y2=\"{:.1}\"/>\
                 <circle class=\"event-mark\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"9\"/>\
                 <text class=\"event-number\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">\
                 {number}</text></g>",
                escaped(&event.words),
                TOP + TALL,
                y + 4.0,
            );
        }
    }

    /// Where the marks stand: at their moment, moved aside where they would lie on one another.
    fn spread_events(&self) -> Vec<(&'a Event, f64)> {
        const APART: f64 = 20.0;
        let mut least = f64::NEG_INFINITY;
        let mut placed: Vec<(&Event, f64)> = Vec::new();
        for event in &self.chart.events {
            let x = self.across(event.at).max(least);
            least = x + APART;
            placed.push((event, x));
        }
        let mut most = self.frame.width - 10.0;
        for (_, x) in placed.iter_mut().rev() {
            *x = x.min(most);
            most = *x - APART;
        }
        placed
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
                Some(value) => (self.down(value), "point"),
                None => (TOP + TALL, "open"),
            };
            let _ = write!(
                html,
                "<g><title>{said}</title><circle class=\"{mark}\" cx=\"{x:.1}\" cy=\"{y:.1}\" \
                 r=\"5\"/><circle class=\"touch\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{TOUCH}\"/></g>"
            );
        }
        // The last answer is labelled directly: it is what one looks for first.
        let last = self.chart.points.iter().rev().find_map(|p| Some((p, p.value?)));
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

    /// The first and the last day, and as many between as have room.
    fn days(&self, html: &mut String) {
        const ROOM: f64 = 76.0;
        let y = TOP + TALL + BELOW - 4.0;
        let points = &self.chart.points;
        let Some(last) = points.last() else { return };
        let end = self.across(last.at);
        let mut free = f64::NEG_INFINITY;
        let mut shown: Vec<(&Point, f64)> = Vec::new();
        for point in points {
            let x = self.across(point.at);
            let is_last = std::ptr::eq(point, last);
            if is_last || (x >= free && x <= end - ROOM) {
                shown.push((point, x));
                free = x + ROOM;
            }
        }
        for (point, x) in shown {
            let anchor = if x < self.frame.left + 30.0 {
                "start"
            } else if x > self.frame.width - self.frame.right - 30.0 {
                "end"
            } else {
                "middle"
            };
            let x = match anchor {
                "start" => self.frame.left,
                "end" => self.frame.width - self.frame.right,
                _ => x,
            };
            let _ = write!(
                html,
                "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{}</text>",
                escaped(&point.when)
            );
        }
    }
}
