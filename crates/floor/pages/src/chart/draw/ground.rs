//! What lies under the line: the scale, what is usual or expected, and the lines and stretches that
//! were published. Each carries its name directly at it, where the line leaves room.

use super::{LETTER, Plot, TALL, TOP};
use crate::layout::escaped;
use crate::words::Words;
use std::fmt::Write as _;

/// Room taken by words in the picture: where they begin, their base line, and how wide they are.
type Taken = (f64, f64, f64);

/// The least distance between the base lines of two names.
const LINE: f64 = 16.0;

/// A name to be written.
struct Name {
    words: String,
    class: &'static str,
    /// The base lines it could stand on, best first.
    heights: Vec<f64>,
    /// Where it stands if it is free nowhere; without one it is left to the list below.
    fallback: Option<f64>,
    /// Whether it also keeps away from what happened and from the middle of what is expected.
    shy: bool,
}

impl Plot<'_> {
    fn sides(&self) -> (f64, f64) {
        (self.frame.left, self.frame.width - self.frame.right)
    }

    /// Named stretches: every second one a little darker, a hairline between.
    pub(super) fn zones(&self, html: &mut String) {
        let (left, right) = self.sides();
        for (zone, darker) in self
            .chart
            .zones
            .iter()
            .zip([false, true].into_iter().cycle())
        {
            // Neighbours are named by whole numbers (0 to 4, 5 to 9): the space between belongs to
            // neither, and is drawn to neither.
            let (top, bottom) = (self.down(zone.high), self.down(zone.low));
            let class = if darker { "zone darker" } else { "zone" };
            let _ = write!(
                html,
                "<rect class=\"{class}\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{:.1}\" \
                 height=\"{:.1}\"/>",
                right - left,
                (bottom - top).max(1.0)
            );
        }
    }

    pub(super) fn band(&self, html: &mut String) {
        let Some(band) = self.chart.band else { return };
        let (top, bottom) = (self.down(band.high), self.down(band.low));
        let (x, right) = self.sides();
        let wide = right - x;
        let _ = write!(
            html,
            "<rect class=\"band\" x=\"{x:.1}\" y=\"{top:.1}\" width=\"{wide:.1}\" height=\"{:.1}\" \
             rx=\"4\"/>",
            (bottom - top).max(2.0)
        );
    }

    /// The expected course: its range as a soft band, its middle as a thin broken line.
    pub(super) fn expected(&self, html: &mut String) {
        let known = &self.chart.expected;
        if known.len() < 2 {
            return;
        }
        let mut around = String::new();
        let upper = known.iter().map(|one| (one.at, one.high));
        let lower = known.iter().rev().map(|one| (one.at, one.low));
        for (at, value) in upper.chain(lower) {
            let step = if around.is_empty() { 'M' } else { 'L' };
            let _ = write!(
                around,
                "{step}{:.1} {:.1}",
                self.across(at),
                self.down(value)
            );
        }
        let mut middle = String::new();
        for one in known {
            let step = if middle.is_empty() { 'M' } else { 'L' };
            let _ = write!(
                middle,
                "{step}{:.1} {:.1}",
                self.across(one.at),
                self.down(one.mean)
            );
        }
        let _ = write!(
            html,
            "<path class=\"band\" d=\"{around}Z\"/><path class=\"mean\" d=\"{middle}\"/>"
        );
    }

    /// The two ends of the scale, as hairlines with their number, and their names where there is
    /// room; and a hairline for every published number.
    pub(super) fn ground(&self, html: &mut String, words: Words) {
        let (least, most) = self.chart.scale;
        let (x1, x2) = self.sides();
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
        for line in &self.chart.thresholds {
            let y = self.down(line.value);
            let _ = write!(
                html,
                "<line class=\"threshold\" x1=\"{x1:.1}\" x2=\"{x2:.1}\" y1=\"{y:.1}\" \
                 y2=\"{y:.1}\"/>"
            );
        }
    }

    /// The names of what was drawn so far, none on another.
    pub(super) fn names(&self, html: &mut String, words: Words) {
        let mut taken: Vec<Taken> = Vec::new();
        let (x1, x2) = self.sides();
        if let Some((low, high)) = &self.chart.ends {
            taken.push((x1, TOP - 10.0, room(high)));
            taken.push((x1, TOP + TALL - 8.0, room(low)));
        }
        if let Some(direction) = self.chart.direction(words) {
            let wide = room(&direction);
            if clear(&taken, x2 - wide, TOP - 10.0, wide) {
                taken.push((x2 - wide, TOP - 10.0, wide));
                let _ = write!(
                    html,
                    "<text x=\"{x2:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
                    TOP - 10.0,
                    escaped(&direction)
                );
            }
        }
        let band = self.chart.band.iter().map(|band| self.name_of_band(band));
        let lines = self.chart.thresholds.iter().map(|line| {
            let y = self.down(line.value);
            Name {
                words: self.chart.threshold_words(line, words),
                class: " class=\"threshold-name\"",
                heights: vec![y - 6.0, y + 15.0],
                fallback: Some(if y - 6.0 < TOP + 8.0 {
                    y + 15.0
                } else {
                    y - 6.0
                }),
                shy: false,
            }
        });
        let zones = self.chart.zones.iter().filter_map(|zone| {
            let (top, bottom) = (self.down(zone.high), self.down(zone.low));
            // A stretch lower than its letters keeps its name for the list below.
            (bottom - top >= LINE).then(|| Name {
                words: zone.words.clone(),
                class: "",
                heights: vec![f64::midpoint(top, bottom) + 4.0, top + 15.0, bottom - 6.0],
                fallback: None,
                shy: true,
            })
        });
        for name in band
            .chain(lines)
            .chain(self.name_of_expected())
            .chain(zones)
        {
            self.write_name(html, &name, &mut taken);
        }
    }

    fn name_of_band(&self, band: &super::super::Band) -> Name {
        let (below, above) = (self.down(band.low) + 17.0, self.down(band.high) - 7.0);
        let inside = self.down(band.low) - 7.0;
        Name {
            words: self.chart.band_words.clone(),
            class: "",
            heights: [below, above, inside]
                .into_iter()
                .filter(|y| within(*y))
                .collect(),
            fallback: Some(below.min(TOP + TALL - 22.0)),
            shy: false,
        }
    }

    /// The name of the expected course, at its later end, where it is widest.
    fn name_of_expected(&self) -> Option<Name> {
        let last = self.chart.expected.last()?;
        if self.chart.expected.len() < 2 {
            return None;
        }
        let (low, high) = (self.down(last.low), self.down(last.high));
        let heights = [high - 7.0, low + 17.0, high + 16.0, low - 7.0];
        Some(Name {
            words: self.chart.expected_words.clone(),
            class: "",
            heights: heights.into_iter().filter(|y| within(*y)).collect(),
            // Without a free place it is named in the list below only.
            fallback: None,
            shy: true,
        })
    }

    /// Writes a name at the first of its places that is free.
    fn write_name(&self, html: &mut String, name: &Name, taken: &mut Vec<Taken>) {
        let wide = room(&name.words);
        let (x1, x2) = self.sides();
        let (left, right) = (x1 + 8.0, x2 - 8.0);
        let middle = (left + right - wide) / 2.0;
        let at_edge = name.class.is_empty();
        let acrosses = if at_edge {
            [left, right - wide, middle]
        } else {
            [right - wide, left, middle]
        };
        let free = name
            .heights
            .iter()
            .flat_map(|y| acrosses.map(|x| (x, *y)))
            .find(|(x, y)| {
                clear(taken, *x, *y, wide)
                    && self.is_free(*x, *y, wide)
                    && !(at_edge && self.is_struck(*y))
                    && !(name.shy && self.is_crossed(*x, *y, wide))
            });
        let Some((x, y)) = free.or(name.fallback.map(|y| (acrosses[0], y))) else {
            return;
        };
        taken.push((x, y, wide));
        let (class, words) = (name.class, escaped(&name.words));
        let _ = write!(
            html,
            "<text{class} x=\"{x:.1}\" y=\"{y:.1}\">{words}</text>"
        );
    }

    /// Whether the hairline of a published number would strike through words at this height.
    fn is_struck(&self, y: f64) -> bool {
        let mut lines = self.chart.thresholds.iter();
        lines.any(|line| (y - 14.0..y + 5.0).contains(&self.down(line.value)))
    }

    /// Whether what happened, or the middle of what is expected, would cross words at this place.
    fn is_crossed(&self, x: f64, y: f64, wide: f64) -> bool {
        let within = |at: f64| at > x - 4.0 && at < x + wide + 4.0;
        let happened = self
            .chart
            .events
            .iter()
            .any(|event| within(self.across(event.at)));
        let expected = self.chart.expected.windows(2).any(|pair| {
            let [one, two] = pair else { return false };
            let (x1, y1) = (self.across(one.at), self.down(one.mean));
            let (x2, y2) = (self.across(two.at), self.down(two.mean));
            (0..=20_u8).map(|step| f64::from(step) / 20.0).any(|share| {
                let (px, py) = (x1 + (x2 - x1) * share, y1 + (y2 - y1) * share);
                within(px) && py > y - 14.0 && py < y + 6.0
            })
        });
        happened || expected
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
}

/// Whether a base line leaves the names of the two ends alone.
fn within(y: f64) -> bool {
    y > TOP + 8.0 && y < TOP + TALL - 22.0
}

/// The room that words take, at most.
fn room(words: &str) -> f64 {
    f64::from(u16::try_from(words.chars().count()).unwrap_or(u16::MAX)) * LETTER
}

/// Whether words at this place would meet none that are there.
fn clear(taken: &[Taken], x: f64, y: f64, wide: f64) -> bool {
    taken.iter().all(|(tx, ty, twide)| {
        x > tx + twide + 6.0 || x + wide + 6.0 < *tx || (y - ty).abs() >= LINE
    })
}
