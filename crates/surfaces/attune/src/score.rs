//! `attune score`: answers in, scores out. Nothing is stored, and nothing that anybody answered is
//! repeated in what is told aside.

mod bad;
mod cells;
mod change;
mod columns;
mod lines;
mod listed;
mod ndjson;
mod scorer;
mod sheet;
mod table;

use crate::library;
use crate::say::{Failed, apart};
use bad::Bad;
use change::SoFar;
use forms::Questionnaire;
use instruments::Measures;
use scorer::{Outcome, Scorer};
use sheet::{Format, Row, Sheet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// How many rows that could not be scored are told one by one.
const MOST_TOLD: u64 = 20;
/// How many rows are read between two words on how far it is, and the same where someone watches.
const PROGRESS: [u64; 2] = [1_000_000, 100_000];
/// How much is read and written at once, in bytes.
const STRETCH: usize = 1 << 16;

/// Scores of many rows of answers.
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Score {
    /// A CSV file, or FHIR `QuestionnaireResponse`s, one on each line; - reads standard input
    #[arg(default_value = "-")]
    file: PathBuf,
    /// The measure, by its short name as --list shows it
    #[arg(long, value_name = "NAME", required_unless_present_any = ["list", "form"])]
    measure: Option<String>,
    /// A FHIR Questionnaire to score by instead; what its calculatedExpressions work out are the
    /// scores
    #[arg(long, value_name = "FILE", conflicts_with = "measure")]
    form: Option<PathBuf>,
    /// A folder with measures of your own, beside those that the program brings along
    #[arg(long, value_name = "FOLDER")]
    library: Option<PathBuf>,
    /// Show every measure with its columns, or with --measure that one with its sources
    #[arg(long)]
    list: bool,
    /// What is read [default: told by the file's name, else by its first byte]
    #[arg(long, value_enum)]
    input: Option<Input>,
    /// How the scores are written
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    output: Format,
    /// Write to this file (for this account only) instead of standard output
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// The column that says whose answers they are: then each score is compared with the person's
    /// first (in FHIR: id, subject or authored)
    #[arg(
        long,
        value_name = "COLUMN",
        requires = "when",
        conflicts_with = "form"
    )]
    person: Option<String>,
    /// The column of the day or session, rising for each person: a date or a whole number
    #[arg(long, value_name = "COLUMN", requires = "person")]
    when: Option<String>,
}

/// What is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
enum Input {
    /// A table
    Csv,
    /// A FHIR `QuestionnaireResponse` on each line
    Ndjson,
}

impl Score {
    pub(crate) fn run(self) -> Result<(), Failed> {
        let mut aside = io::stderr().lock();
        if self.file == Path::new("-") {
            return self.put_in_place(io::stdin().lock(), &mut aside);
        }
        let file = File::open(&self.file).and_then(|file| {
            if file.metadata()?.is_dir() {
                Err(io::ErrorKind::IsADirectory.into())
            } else {
                Ok(file)
            }
        });
        // What is listed has no need of a file.
        match file {
            _ if self.list => self.put_in_place(io::empty(), &mut aside),
            Ok(file) => self.put_in_place(BufReader::with_capacity(STRETCH, file), &mut aside),
            Err(error) => Err(self.unread(&error)),
        }
    }

    /// To standard output, or to a file that is there only once it is whole.
    fn put_in_place(&self, from: impl BufRead, aside: &mut impl Write) -> Result<(), Failed> {
        let Some(to) = self.to.as_ref().filter(|_| !self.list) else {
            let out = io::stdout().lock();
            return self.between(from, &mut BufWriter::with_capacity(STRETCH, out), aside);
        };
        let unwritten = |error: io::Error| {
            Failed::new(format!("{} could not be written ({error}).", to.display()))
        };
        let mut name = to.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let part = to.with_file_name(name);
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&part)
            .map_err(unwritten)?;
        let ended = self.between(from, &mut BufWriter::with_capacity(STRETCH, file), aside);
        match &ended {
            Err(why) if why.code() != Failed::not_whole("").code() => {
                // Why it ended matters more than that this was left.
                let _ = fs::remove_file(&part);
            }
            _ => fs::rename(&part, to).map_err(unwritten)?,
        }
        ended
    }

    /// From what is read to what is told, and aside of it what could not be scored.
    fn between(
        &self,
        from: impl BufRead,
        out: &mut impl Write,
        aside: &mut impl Write,
    ) -> Result<(), Failed> {
        let measures = library::measures(self.library.as_deref())?;
        if self.list {
            return listed::list(&measures, self.measure.as_deref(), out);
        }
        let scorer = self.scorer(&measures)?;
        let mut from = from;
        let input = match self.input.or_else(|| by_name(&self.file)) {
            Some(input) => input,
            None => by_byte(&mut from).map_err(|error| self.unread(&error))?,
        };
        let mut aside = Aside {
            to: aside,
            bad: 0,
            told: 0,
            rows: 0,
            progress: PROGRESS[usize::from(io::stderr().is_terminal())],
        };
        let ended = match input {
            Input::Csv => table::score(self, scorer, from, out, &mut aside),
            Input::Ndjson => ndjson::score(self, scorer, from, out, &mut aside),
        };
        match ended {
            Ok(()) => {}
            Err(Ended::Asked(failed)) => return Err(failed),
            Err(Ended::Read(error)) => return Err(self.unread(&error)),
            // Whoever closed the pipe has read enough.
            Err(Ended::Written(error)) if error.kind() == io::ErrorKind::BrokenPipe => {}
            Err(Ended::Written(error)) => {
                return Err(Failed::new(format!(
                    "The scores could not be written ({error})."
                )));
            }
        }
        aside.ended()
    }

    fn scorer<'m>(&self, measures: &'m Measures) -> Result<Scorer<'m>, Failed> {
        if let Some(path) = &self.form {
            let bytes = fs::read(path).map_err(|error| {
                Failed::asked_wrongly(format!(
                    "--form: {} cannot be read ({error})",
                    path.display()
                ))
            })?;
            let form = Questionnaire::from_json(&bytes).map_err(|refused| {
                Failed::asked_wrongly(format!(
                    "--form: {}: {refused}; `attune form check {}` says everything that is to be mended",
                    path.display(),
                    path.display()
                ))
            })?;
            return Scorer::form(form);
        }
        let name = self.measure.as_deref().unwrap_or_default();
        let Some(measure) = measures.get(name) else {
            let all: Vec<&str> = measures
                .all()
                .iter()
                .map(instruments::Measure::id)
                .collect();
            return Err(Failed::asked_wrongly(format!(
                "--measure: found {name:?}; wanted one of {}, or a form with --form",
                all.join(", ")
            )));
        };
        Scorer::measure(measure)
    }

    fn so_far<'m>(&self, scorer: &Scorer<'m>) -> Option<SoFar<'m>> {
        let (person, when) = (self.person.as_deref()?, self.when.as_deref()?);
        Some(SoFar::new(scorer.of()?, person, when))
    }

    fn unread(&self, error: &io::Error) -> Failed {
        Failed::new(format!(
            "{} could not be read ({error}).",
            self.file.display()
        ))
    }
}

/// What a file's name says.
fn by_name(file: &Path) -> Option<Input> {
    match file.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "csv" | "tsv" | "txt" => Some(Input::Csv),
        "ndjson" | "jsonl" | "json" => Some(Input::Ndjson),
        _ => None,
    }
}

/// What a file's first byte says.
fn by_byte(from: &mut impl BufRead) -> io::Result<Input> {
    let first = from
        .fill_buf()?
        .iter()
        .find(|byte| !byte.is_ascii_whitespace());
    Ok(if first == Some(&b'{') {
        Input::Ndjson
    } else {
        Input::Csv
    })
}

/// Why it ended before the end.
enum Ended {
    /// It was asked wrongly.
    Asked(Failed),
    /// It could not be read on.
    Read(io::Error),
    /// It could not be written on.
    Written(io::Error),
}

/// What is told aside while the rows go by.
struct Aside<'a, W> {
    to: &'a mut W,
    bad: u64,
    told: u64,
    rows: u64,
    progress: u64,
}

impl<W: Write> Aside<'_, W> {
    /// Notes that a row was read, with all that is wrong with it.
    fn row(&mut self, line: u64, bad: &[Bad]) {
        self.rows += 1;
        self.bad += u64::from(!bad.is_empty());
        for bad in bad {
            self.told += 1;
            // Whoever closed standard error does not want to hear it.
            let _ = match self.told {
                ..=MOST_TOLD => writeln!(self.to, "line {line}, {bad}"),
                told if told == MOST_TOLD + 1 => writeln!(self.to, "and more"),
                _ => Ok(()),
            };
        }
        if self.rows.is_multiple_of(self.progress) {
            let _ = writeln!(self.to, "{} rows read", apart(self.rows));
        }
    }

    fn ended(&self) -> Result<(), Failed> {
        match self.bad {
            0 => Ok(()),
            bad => Err(Failed::not_whole(format!(
                "{} of {} rows could not be scored as they are; the others are scored.",
                apart(bad),
                apart(self.rows)
            ))),
        }
    }
}

/// One row that was read: scored, compared with those before it, and written.
struct Read<'a, 'm> {
    line: u64,
    others: &'a [&'a [u8]],
    outcome: Option<Outcome<'m>>,
    /// Whose it is and when, if that is asked for.
    of: Option<(&'a [u8], &'a [u8])>,
}

fn put<'m, W: Write, A: Write>(
    read: &Read<'_, 'm>,
    so_far: Option<&mut SoFar<'m>>,
    sheet: &mut Sheet<W>,
    bad: &mut Vec<Bad>,
    aside: &mut Aside<'_, A>,
) -> Result<(), Ended> {
    if let Some(outcome) = &read.outcome {
        let mut change = Vec::new();
        if let (Some(so_far), Some((person, when))) = (so_far, read.of) {
            match so_far.take(person, when, outcome) {
                Ok(said) => change = said,
                Err(why) => bad.push(why),
            }
        }
        let row = Row {
            line: read.line,
            others: read.others,
            outcome,
            change: &change,
        };
        sheet.row(&row).map_err(Ended::Written)?;
    }
    aside.row(read.line, bad);
    Ok(())
}

#[cfg(test)]
mod tests;
