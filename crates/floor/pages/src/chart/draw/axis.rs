//! The time axis: what happened, the sessions without an answer, and the days.

use super::super::{Event, Point};
use super::{LETTER, OPEN, Plot, TOP};
use crate::layout::escaped;
use crate::words::Words;
use std::fmt::Write as _;

impl<'a> Plot<'a> {
    pub(super) fn events(&self, html: &mut String) {
        let y = self.events_at();
        for ((event, x), number) in self.spread_events().into_iter().zip(1..) {
            let at = self.across(event.at);
            let own = if event.own { " own" } else { "" };
            let _ = write!(
                html,
                "<g><title>{}</title>\
                 <line class=\"event\" x1=\"{at:.1}\" x2=\"{at:.1}\" y1=\"{TOP:.1}\" y2=\"{:.1}\"/>\
                 <circle class=\"event-mark{own}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"9\"/>\
                 <text class=\"event-number{own}\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">\
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

    /// The first open mark is named directly, where there is room beside it.
    pub(super) fn name_open(&self, html: &mut String, words: Words) {
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
    pub(super) fn days(&self, html: &mut String) {
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
