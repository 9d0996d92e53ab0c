//! The rows as a table: what is carried through first, then every score with what is known of it.

use super::super::cells;
use super::super::change::{standing, verdict};
use super::super::scorer::Outcome;
use super::{Row, said};
use instruments::{Measure, ScoreRule, Scored};
use std::io::Write;

/// Which columns there are.
pub(super) struct Table {
    names: Vec<String>,
    scores: Vec<Columns>,
    safety: bool,
    values: usize,
}

/// Which columns one score has besides its own.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a group of columns, there or not"
)]
struct Columns {
    band: bool,
    change: bool,
    verdict: bool,
    track: bool,
}

impl Table {
    pub(super) fn new(measure: Option<&Measure>, values: &[String], change: bool) -> Self {
        let mut names = Vec::new();
        let mut scores = Vec::new();
        let mut safety = false;
        if let Some(measure) = measure {
            for rule in measure.scores() {
                let columns = Columns::of(measure, rule, change);
                columns.names(&format!("{}.{}", measure.id(), rule.name), &mut names);
                scores.push(columns);
            }
            let none = vec![None; measure.items().len()];
            for found in measure
                .score(&none)
                .iter()
                .flat_map(|scored| &scored.findings)
            {
                names.push(found.name.to_owned());
            }
            safety = measure.safety().next().is_some();
            if safety {
                names.push(format!("{}.safety", measure.id()));
            }
        }
        names.extend(values.iter().cloned());
        Self {
            names,
            scores,
            safety,
            values: values.len(),
        }
    }

    pub(super) fn head(&self, others: &[String]) -> Vec<u8> {
        let mut head = Vec::new();
        for name in others.iter().chain(&self.names) {
            cell(name.as_bytes(), &mut head);
        }
        end(&mut head);
        head
    }

    pub(super) fn row(&self, row: &Row<'_, '_>, to: &mut Vec<u8>) {
        for other in row.others {
            cell(other, to);
        }
        match row.outcome {
            Outcome::Scored(scored) => self.scored(row, scored, to),
            Outcome::Values(values) => {
                for value in values.iter().take(self.values) {
                    let words = value.as_ref().map(said).unwrap_or_default();
                    cell(words.as_bytes(), to);
                }
            }
        }
        end(to);
    }

    fn scored(&self, row: &Row<'_, '_>, scored: &Scored<'_>, to: &mut Vec<u8>) {
        for (place, (columns, score)) in self.scores.iter().zip(&scored.scores).enumerate() {
            number(score.value, to);
            number(Some(whole(score.answered)), to);
            number(Some(whole(score.asked)), to);
            cell(if score.prorated { b"yes" } else { b"no" }, to);
            if columns.band {
                cell(score.band.map_or(&[], |band| band.name.as_bytes()), to);
            }
            let judged = row.change.get(place).and_then(Option::as_ref);
            if columns.change {
                number(judged.map(|judged| judged.first.score), to);
                number(
                    judged.map(|judged| judged.latest.score - judged.first.score),
                    to,
                );
            }
            let at = judged.and_then(instruments::Judged::default);
            if columns.verdict {
                cell(at.map_or("", verdict).as_bytes(), to);
                cell(at.map_or("", standing).as_bytes(), to);
                number(at.map(|at| at.threshold.strict()), to);
                cell(at.map_or("", |at| &at.threshold.source).as_bytes(), to);
            }
            if columns.track {
                let track = judged.and_then(|judged| judged.track.as_ref());
                cell(
                    track.map_or("", |track| track.outcome.name()).as_bytes(),
                    to,
                );
            }
        }
        for found in &scored.findings {
            cell(found.outcome.name().as_bytes(), to);
        }
        if self.safety {
            let items: Vec<&str> = scored
                .safety
                .iter()
                .map(|item| item.item.as_str())
                .collect();
            cell(items.join(" ").as_bytes(), to);
        }
    }
}

impl Columns {
    fn of(measure: &Measure, rule: &ScoreRule, change: bool) -> Self {
        let direction = rule.direction();
        let change = change && direction.is_some();
        let verdict = change && measure.default_change(&rule.name).is_some();
        let line = direction.and_then(|direction| rule.line(direction));
        Self {
            band: !rule.bands.is_empty(),
            change,
            verdict,
            track: verdict && line.is_some(),
        }
    }

    fn names(&self, of: &str, names: &mut Vec<String>) {
        let mut name =
            |whats: &[&str]| names.extend(whats.iter().map(|what| format!("{of}{what}")));
        name(&["", ".answered", ".asked", ".prorated"]);
        if self.band {
            name(&[".band"]);
        }
        if self.change {
            name(&[".first", ".change"]);
        }
        if self.verdict {
            name(&[".verdict", ".standing", ".threshold", ".threshold_source"]);
        }
        if self.track {
            name(&[".track"]);
        }
    }
}

fn whole(items: usize) -> f64 {
    u32::try_from(items).map_or(f64::MAX, f64::from)
}

fn cell(words: &[u8], to: &mut Vec<u8>) {
    cells::write(words, to);
    to.push(b',');
}

fn number(value: Option<f64>, to: &mut Vec<u8>) {
    if let Some(value) = value {
        // Writing into memory cannot fail.
        let _ = write!(to, "{value}");
    }
    to.push(b',');
}

/// The last comma becomes the end of the line.
fn end(row: &mut [u8]) {
    if let Some(last) = row.last_mut() {
        *last = b'\n';
    }
}
