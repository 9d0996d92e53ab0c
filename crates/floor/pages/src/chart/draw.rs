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
        let _ = write!(
            html,
            "<svg class=\"{class}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
             aria-labelledby=\"{id}-{class}-t {id}-{class}-d\">\
             <title id=\"{id}-{class}-t\">{}</title><desc id=\"{id}-{class}-d\">{}</desc>",
            escaped(&chart.title),
            escaped(&chart.seen),
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
                let _ = write!(
                    html,
                    "<text x=\"{x1:.1}\" y=\"{y:.1}\">{}</text>",
                    escaped(name)
                );
            }
        }
        self.name_band(html);
    }

    /// The band's name, directly at it, where the line leaves room.
    fn name_band(&self, html: &mut String) {
        let Some(band) = self.chart.band else { return };
        let name = &self.chart.band_words;
        let wide = f64::from(u16::try_from(name.chars().count()).unwrap_or(u16::MAX)) * LETTER;
        let (left, right) = (
            self.frame.left + 8.0,
            self.frame.width - self.frame.right - 8.0,
        );
        let (below, above) = (self.down(band.low) + 17.0, self.down(band.high) - 7.0);
        let inside = self.down(band.low) - 7.0;
        let middle = (left + right - wide) / 2.0;
        let mut spots = [below, above, inside]
            .into_iter()
            .flat_map(|y| [(left, y), (right - wide, y), (middle, y)])
            .filter(|(_, y)| *y > TOP + 8.0 && *y < TOP + TALL - 22.0);
        let fallback = (left, below.min(TOP + TALL - 22.0));
        let (x, y) = spots
            .find(|(x, y)| self.is_free(*x, *y, wide))
            .unwrap_or(fallback);
        let _ = write!(
            html,
            "<text x=\"{x:.1}\" y=\"{y:.1}\">{}</text>",
            escaped(name)
        );
    }

    /// Whether words of this width, with their base line at `y`, meet neither the line nor a point.
    fn is_free(&self, x: f64, y: f64, wide: f64) -> bool {
        let meets = |px: f64, py: f64| {
            px > x - 10.0 && px < x + wide + 10.0 && py > y - 20.0 && py < y + 12.0
        };
        let places: Vec<Option<(f64, f64)>> = self
            .chart
            .points
            .iter()
            .map(|point| Some((self.across(point.at), self.down(point.value?))))
            .collect();
        let on_point = places.iter().flatten().any(|(px, py)| meets(*px, *py));
        let on_line = places.windows(2).any(|pair| {
            let [Some((x1, y1)), Some((x2, y2))] = pair else {
                return false;
            };
            (0..=20_u8)
                .map(|step| f64::from(step) / 20.0)
                .any(|share| meets(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share))
        });
        !on_point && !on_line
    }

    fn events(&self, html: &mut String) {
        let y = self.events_at();
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
                y - 9.0,
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

    /// The first open mark is named directly, where there is room beside it.
    fn name_open(&self, html: &mut String, words: Words) {
        let name = words.say("chart-not-answered");
        let wide = f64::from(u16::try_from(name.chars().count()).unwrap_or(u16::MAX)) * LETTER;
        let open: Vec<f64> = self
            .chart
            .points
            .iter()
            .filter(|point| point.value.is_none())
            .map(|point| self.across(point.at))
            .collect();
        let Some(first) = open.first() else { return };
        let right = first + 12.0;
        let taken = open.iter().any(|x| *x > *first && *x < right + wide + 8.0);
        let (x, anchor) = if !taken && right + wide < self.frame.width {
            (right, "start")
        } else if first - 12.0 - wide > 0.0 {
            (first - 12.0, "end")
        } else {
            return;
        };
        let y = OPEN + 4.0;
        let name = escaped(&name);
        let _ = write!(
            html,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{name}</text>"
        );
    }

    /// The first and the last day, and as many between as have room for their words.
    fn days(&self, html: &mut String) {
        let y = self.days_at();
        let Some((last, points)) = self.chart.points.split_last() else {
            return;
        };
        let last = self.day(last);
        let mut shown: Vec<Day<'_>> = Vec::new();
        for point in points {
            let day = self.day(point);
            let free = shown
                .last()
                .is_none_or(|before| before.to + APART < day.from);
            if free && day.to + APART < last.from {
                shown.push(day);
            }
        }
        for day in shown.iter().chain([&last]) {
            let _ = write!(
                html,
                "<text x=\"{:.1}\" y=\"{y:.1}\" text-anchor=\"{}\">{}</text>",
                day.x,
                day.anchor,
                escaped(day.words)
            );
        }
    }

    /// A day under its point, held inside the picture.
    fn day(&self, point: &'a Point) -> Day<'a> {
        let words = point.when.as_str();
        let letters = u16::try_from(words.chars().count()).unwrap_or(u16::MAX);
        let wide = f64::from(letters) * LETTER;
        let (left, right) = (self.frame.left, self.frame.width - self.frame.right);
        let x = self.across(point.at);
        let (x, anchor, from) = if x - wide / 2.0 < left {
            (left, "start", left)
        } else if x + wide / 2.0 > right {
            (right, "end", right - wide)
        } else {
            (x, "middle", x - wide / 2.0)
        };
        Day {
            words,
            x,
            anchor,
            from,
            to: from + wide,
        }
    }
}

/// The least room between two days.
const APART: f64 = 10.0;

/// A day as it stands on the time axis, and the room its words take.
struct Day<'a> {
    words: &'a str,
    x: f64,
    anchor: &'static str,
    from: f64,
    to: f64,
}
