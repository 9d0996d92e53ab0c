//! What comes out: every score of every row, as a table or as JSON.

mod table;

use super::change::{Said, standing, verdict};
use super::scorer::{Outcome, Scorer};
use forms::Answer;
use instruments::{Measure, write_scored};
use serde_json::{Map, Value, json};
use std::io::{self, Write};
use table::Table;

/// How it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub(super) enum Format {
    /// A table: the other columns first, as they were
    Csv,
    /// One object: the measure with its sources, and under "rows" every row
    Json,
    /// One object on a line for each row
    Ndjson,
}

/// One row that was scored.
pub(super) struct Row<'a, 'm> {
    /// Its line in the file.
    pub(super) line: u64,
    /// What is carried through, in the order of the names.
    pub(super) others: &'a [&'a [u8]],
    /// What came of it.
    pub(super) outcome: &'a Outcome<'m>,
    /// How each score changed; empty: nobody asked.
    pub(super) change: &'a [Said<'m>],
}

/// A file that is being written.
pub(super) struct Sheet<W> {
    to: W,
    format: Format,
    others: Vec<String>,
    names: Vec<String>,
    table: Option<Table>,
    row: Vec<u8>,
    rows: u64,
}

impl<W: Write> Sheet<W> {
    /// Begins a file. `others` names what is carried through; `change`: what is said of change.
    pub(super) fn begin(
        mut to: W,
        format: Format,
        scorer: &Scorer<'_>,
        others: Vec<String>,
        change: bool,
    ) -> io::Result<Self> {
        let mut table = None;
        match (format, scorer.of()) {
            (Format::Csv, measure) => {
                let new = Table::new(measure, scorer.names(), change);
                to.write_all(&new.head(&others))?;
                table = Some(new);
            }
            (Format::Json, measure) => {
                let of = measure.map_or(Value::Null, about);
                write!(to, "{{\"measure\":{of},\"rows\":[")?;
            }
            (Format::Ndjson, _) => {}
        }
        Ok(Self {
            to,
            format,
            others,
            names: scorer.names().to_vec(),
            table,
            row: Vec::new(),
            rows: 0,
        })
    }

    /// Writes a row.
    pub(super) fn row(&mut self, row: &Row<'_, '_>) -> io::Result<()> {
        self.row.clear();
        if let Some(table) = &self.table {
            table.row(row, &mut self.row);
        } else {
            if self.format == Format::Json {
                let between: &[u8] = if self.rows > 0 { b",\n" } else { b"\n" };
                self.row.extend_from_slice(between);
            }
            self.object(row)?;
            if self.format == Format::Ndjson {
                self.row.push(b'\n');
            }
        }
        self.rows += 1;
        self.to.write_all(&self.row)
    }

    /// Ends the file.
    pub(super) fn end(mut self) -> io::Result<W> {
        if self.format == Format::Json {
            self.to.write_all(b"\n]}\n")?;
        }
        self.to.flush()?;
        Ok(self.to)
    }

    fn object(&mut self, row: &Row<'_, '_>) -> io::Result<()> {
        let to = &mut self.row;
        write!(to, "{{\"line\":{}", row.line)?;
        if !self.others.is_empty() {
            to.extend_from_slice(b",\"carried\":{");
            for (place, (name, cell)) in self.others.iter().zip(row.others).enumerate() {
                if place > 0 {
                    to.push(b',');
                }
                serde_json::to_writer(&mut *to, name)?;
                to.push(b':');
                // Rows with bytes that are no text do not come here.
                serde_json::to_writer(&mut *to, &String::from_utf8_lossy(cell))?;
            }
            to.push(b'}');
        }
        match row.outcome {
            Outcome::Scored(scored) => {
                let from = to.len();
                write_scored(scored, to);
                // The object goes on in the one that was begun.
                if let Some(first) = to.get_mut(from) {
                    *first = b',';
                }
                to.pop();
                if !row.change.is_empty() {
                    let all = scored.scores.iter().zip(row.change);
                    let said = all.filter_map(|(score, said)| {
                        Some((score.name().to_owned(), changed(said.as_ref()?)))
                    });
                    let said: Map<String, Value> = said.collect();
                    to.extend_from_slice(b",\"change\":");
                    serde_json::to_writer(&mut *to, &said)?;
                }
            }
            Outcome::Values(values) => {
                let all = self.names.iter().zip(values);
                let values: Map<String, Value> = all
                    .map(|(name, value)| (name.clone(), value.as_ref().map_or(Value::Null, plain)))
                    .collect();
                to.extend_from_slice(b",\"values\":");
                serde_json::to_writer(&mut *to, &values)?;
            }
        }
        to.push(b'}');
        Ok(())
    }
}

/// The measure with where its rules are from: once for the whole file.
fn about(measure: &Measure) -> Value {
    let scores: Map<String, Value> = measure
        .scores()
        .iter()
        .map(|rule| {
            let source =
                json!({"least": rule.range.0, "most": rule.range.1, "source": rule.source});
            (rule.name.clone(), source)
        })
        .collect();
    let none = vec![None; measure.items().len()];
    let empty = measure.score(&none);
    let findings: Map<String, Value> = empty
        .iter()
        .flat_map(|scored| &scored.findings)
        .map(|found| (found.name.to_owned(), json!(found.evidence)))
        .collect();
    let safety: Map<String, Value> = measure
        .safety()
        .map(|item| (item.item.clone(), json!(item.source)))
        .collect();
    json!({"id": measure.id(), "name": measure.name(), "questionnaire": measure.canonical(),
        "scores": scores, "findings": findings, "safety": safety})
}

fn changed(judged: &instruments::Judged<'_>) -> Value {
    let thresholds: Vec<Value> = judged
        .changes
        .iter()
        .map(|at| {
            json!({"points": at.threshold.strict(), "default": at.threshold.default,
                "verdict": verdict(at), "standing": standing(at),
                "sample": at.threshold.sample, "source": at.threshold.source})
        })
        .collect();
    let mut said = json!({"first": judged.first.score,
        "points": judged.latest.score - judged.first.score, "scores": judged.scores,
        "thresholds": thresholds});
    if let Some(track) = &judged.track {
        said["track"] = json!({"outcome": track.outcome.name(), "source": track.source()});
    }
    said
}

/// A value that a form worked out.
fn plain(value: &Answer) -> Value {
    match value.boolean() {
        Some(yes) => yes.into(),
        None => match value.number() {
            Some(number) => serde_json::from_str(&number.to_string()).unwrap_or(Value::Null),
            None => said(value).into(),
        },
    }
}

/// A value in letters and digits.
fn said(value: &Answer) -> String {
    let plain = value
        .number()
        .map(|number| number.to_string())
        .or_else(|| value.when().map(|when| when.to_string()))
        .or_else(|| value.boolean().map(|yes| yes.to_string()));
    let words = || {
        value
            .code()
            .or(value.words())
            .unwrap_or_default()
            .to_owned()
    };
    plain.unwrap_or_else(words)
}
