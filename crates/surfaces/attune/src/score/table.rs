//! A table is read row by row.

use super::bad::Bad;
use super::cells::{Cells, between};
use super::columns::{Columns, Wrong};
use super::lines::{LONGEST, Line, Lines};
use super::scorer::Scorer;
use super::sheet::Sheet;
use super::{Aside, Ended, Read, Score, put};
use crate::say::Failed;
use std::io::{self, BufRead, Write};

pub(super) fn score<W: Write, A: Write>(
    asked: &Score,
    mut scorer: Scorer<'_>,
    from: impl BufRead,
    out: &mut W,
    aside: &mut Aside<'_, A>,
) -> Result<(), Ended> {
    let mut rows = Rows {
        lines: Lines::of(from),
        cells: Cells::default(),
        between: None,
    };
    let columns = head(&mut rows, &scorer)?;
    let questions: Vec<String> = scorer.questions().into_iter().map(str::to_owned).collect();
    let of = places(asked, &columns).map_err(Ended::Asked)?;
    let others: Vec<String> = columns
        .others
        .iter()
        .map(|(_, name)| name.clone())
        .collect();
    let mut so_far = asked.so_far(&scorer);
    let begun = Sheet::begin(out, asked.output, &scorer, others, so_far.is_some());
    let mut sheet = begun.map_err(Ended::Written)?;
    let mut bad = Vec::new();
    while let Some((line, row)) = rows.next().map_err(Ended::Read)? {
        bad.clear();
        if let Err(why) = row {
            bad.push(why);
            aside.row(line, &bad);
            continue;
        }
        let cells = &rows.cells;
        if cells.count() == 1 && cells.size() == 0 {
            continue;
        }
        fits(cells, &columns, &questions, &mut bad);
        let cell = |place: usize| cells.get(place).unwrap_or_default();
        let others = columns.others.iter().map(|(place, _)| cell(*place));
        let others: Vec<&[u8]> = others.collect();
        let outcome = if bad.is_empty() {
            scorer.cells(columns.questions.iter().map(|place| cell(*place)), &mut bad)
        } else {
            None
        };
        let read = Read {
            line,
            others: &others,
            outcome,
            of: of.map(|(person, when)| (cell(person), cell(when))),
        };
        put(&read, so_far.as_mut(), &mut sheet, &mut bad, aside)?;
    }
    sheet.end().map(drop).map_err(Ended::Written)
}

/// Where the columns are, by the first line.
fn head(rows: &mut Rows<impl BufRead>, scorer: &Scorer<'_>) -> Result<Columns, Ended> {
    let first = rows.next().map_err(Ended::Read)?;
    let questions = scorer.questions();
    let found = match first {
        None => Err(Wrong::Missing(
            questions.iter().map(|name| (*name).to_owned()).collect(),
        )),
        Some((_, Err(why))) => {
            let why = Failed::asked_wrongly(format!("The first line: {why}."));
            return Err(Ended::Asked(why));
        }
        Some((_, Ok(()))) => {
            let cells = &rows.cells;
            let names = (0..cells.count()).filter_map(|place| cells.get(place));
            Columns::find(names, &questions)
        }
    };
    found.map_err(|wrong| Ended::Asked(wrong_columns(&wrong, &questions)))
}

/// Whether the row has a cell for every column, all of them text.
fn fits(cells: &Cells, columns: &Columns, questions: &[String], bad: &mut Vec<Bad>) {
    let question = |place: usize| {
        let at = columns.questions.iter().position(|at| *at == place)?;
        questions.get(at).cloned()
    };
    let other = |place: usize| {
        let found = columns.others.iter().find(|(at, _)| *at == place);
        found.map(|(_, name)| name.clone())
    };
    let name = |place| question(place).or_else(|| other(place)).unwrap_or_default();
    if cells.count() < columns.count {
        bad.push(Bad::Short(name(cells.count())));
    } else if cells.count() > columns.count {
        bad.push(Bad::Long);
    }
    let text = |place: usize| {
        cells
            .get(place)
            .is_none_or(|cell| str::from_utf8(cell).is_ok())
    };
    let broken = columns.others.iter().filter(|(place, _)| !text(*place));
    bad.extend(broken.map(|(_, name)| Bad::NotText(name.clone())));
}

/// Where it says whose answers they are, and when.
fn places(asked: &Score, columns: &Columns) -> Result<Option<(usize, usize)>, Failed> {
    let (Some(person), Some(when)) = (&asked.person, &asked.when) else {
        return Ok(None);
    };
    let place = |flag: &str, wanted: &str| {
        let same = |(_, name): &&(usize, String)| name.trim().eq_ignore_ascii_case(wanted);
        let found = columns.others.iter().find(same).map(|(place, _)| *place);
        found.ok_or_else(|| {
            let there: Vec<&str> = columns.others.iter().map(|(_, name)| name.as_str()).collect();
            Failed::asked_wrongly(format!(
                "{flag}: there is no column {wanted:?}; besides the questions the first line has: {}.",
                if there.is_empty() { "nothing".to_owned() } else { there.join(", ") }
            ))
        })
    };
    Ok(Some((place("--person", person)?, place("--when", when)?)))
}

fn wrong_columns(wrong: &Wrong, questions: &[&str]) -> Failed {
    let (first, last) = (questions.first(), questions.last());
    let ends = format!("{} to {}", first.unwrap_or(&""), last.unwrap_or(&""));
    Failed::asked_wrongly(match wrong {
        Wrong::Missing(missing) => format!(
            "The first line does not name the columns of these questions: {}. Wanted are {} columns, named {ends}, or item1 to item{}, in any order.",
            missing.join(", "),
            questions.len(),
            questions.len()
        ),
        Wrong::Twice(name) => format!("There are two columns for {name}; wanted is one."),
        Wrong::NotText => "The first line is not UTF-8 text; save the table as UTF-8.".to_owned(),
    })
}

/// The rows of a table, each with the number of its first line.
struct Rows<R> {
    lines: Lines<R>,
    cells: Cells,
    between: Option<u8>,
}

impl<R: BufRead> Rows<R> {
    fn next(&mut self) -> io::Result<Option<(u64, Result<(), Bad>)>> {
        let Some((number, line)) = self.lines.next()? else {
            return Ok(None);
        };
        let Line::Whole(line) = line else {
            return Ok(Some((number, Err(Bad::TooLong))));
        };
        let between = *self.between.get_or_insert_with(|| between(line));
        self.cells.begin(line, between);
        let mut last = number;
        while self.cells.is_open() {
            match self.lines.next()? {
                Some((at, Line::Whole(more))) if self.cells.size() + more.len() <= LONGEST => {
                    last = at;
                    self.cells.go_on(more, between);
                }
                _ => return Ok(Some((number, Err(Bad::NeverEnds(last + 1))))),
            }
        }
        Ok(Some((number, Ok(()))))
    }
}
