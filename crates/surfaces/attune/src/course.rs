//! `attune course`: the expected course of a score, from a long table of sessions: the usual line,
//! how people differ, and bands for each session. Nothing is stored and nobody is named.

mod gathered;
mod number;
mod rows;
mod told;

use crate::say::{Failed, apart};
use gathered::Gathered;
use insight::course::{Fit, Method, fit};
pub(crate) use number::number as read_number;
use rows::{Head, Row, Short, Wanted};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use told::{Format, Told};

/// How many rows that could not be used are told one by one.
const MOST_TOLD: u64 = 20;

/// How many rows are read between two words on how far it is.
const PROGRESS: u64 = 1_000_000;

/// The expected course of a score.
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Course {
    /// A CSV file with one score in each row and a first line that names the columns; - reads
    /// standard input
    #[arg(default_value = "-")]
    file: PathBuf,
    /// The column that says whose score it is
    #[arg(long, value_name = "COLUMN", default_value = "person")]
    person: String,
    /// The column of the session, a number; the first session is 0
    #[arg(long, value_name = "COLUMN", default_value = "session")]
    session: String,
    /// The column of the score; rows without a score are left out
    #[arg(long, value_name = "COLUMN", default_value = "score")]
    score: String,
    /// The column of the score at intake, the same in all rows of a person [default: intake, if
    /// there is such a column]
    #[arg(long, value_name = "COLUMN")]
    intake: Option<String>,
    /// How time goes: raw counts sessions, log takes ln(session + 1), steep at first
    #[arg(long, value_enum, default_value_t = Time::Log)]
    time: Time,
    /// What is made largest: the restricted likelihood, or the likelihood
    #[arg(long, value_enum, default_value_t = By::Reml)]
    method: By,
    /// How the result is written; text and json hold the bands too, csv holds the estimates
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write the bands of each session to this file, as CSV
    #[arg(long, value_name = "FILE")]
    bands: Option<PathBuf>,
    /// Bands for people with this score at intake instead of the mean one
    #[arg(long, value_name = "SCORE", allow_negative_numbers = true)]
    for_intake: Option<f64>,
}

/// How time goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub(crate) enum Time {
    /// As the column has it
    Raw,
    /// The logarithm of session + 1
    Log,
}

/// What is made largest.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
enum By {
    /// The restricted likelihood
    Reml,
    /// The likelihood
    Ml,
}

impl Time {
    /// The time of a session; `None` where it has none.
    fn of(self, session: f64) -> Option<f64> {
        match self {
            Self::Raw => Some(session),
            Self::Log => (session > -1.0).then(|| session.ln_1p()),
        }
    }
}

impl Course {
    pub(crate) fn run(self) -> Result<(), Failed> {
        let (mut out, mut aside) = (io::stdout().lock(), io::stderr().lock());
        if self.file == Path::new("-") {
            return self.between(io::stdin().lock(), &mut out, &mut aside);
        }
        let file = File::open(&self.file).map_err(|error| self.unread(&error))?;
        self.between(file, &mut out, &mut aside)
    }

    /// From what is read to what is told, and aside of it what could not be used.
    fn between(
        &self,
        from: impl Read,
        out: &mut impl Write,
        aside: &mut impl Write,
    ) -> Result<(), Failed> {
        let gathered = self.gather(from, aside)?;
        let method = match self.method {
            By::Reml => Method::Reml,
            By::Ml => Method::Ml,
        };
        let fit = fit(gathered.people(), method)
            .map_err(|why| Failed::new(format!("No course: {why}.")))?;
        let told = self.tell(&gathered, fit)?;
        told.write(self.format, out)
            .map_err(|error| unwritten(&error))?;
        if let Some(file) = &self.bands {
            let written =
                File::create(file).and_then(|file| told.bands_to(&mut io::BufWriter::new(file)));
            written.map_err(|error| {
                Failed::new(format!(
                    "The bands could not be written to {} ({error}).",
                    file.display()
                ))
            })?;
        }
        match gathered.bad() {
            0 => Ok(()),
            bad => Err(Failed::not_whole(format!(
                "{} of {} rows could not be used and were left out of the course.",
                apart(bad),
                apart(gathered.rows())
            ))),
        }
    }

    fn gather(&self, from: impl Read, aside: &mut impl Write) -> Result<Gathered, Failed> {
        let mut gathered = Gathered::new(self.time);
        let head = |head: &Head<'_>| {
            let places = head.places(&self.wanted());
            places.map_err(|why| self.wrong_columns(&why))
        };
        let each = |line, row: Result<Row<'_>, Short>| {
            let taken = gathered.take(row);
            // Whoever closed standard error does not want to hear it.
            if let Err(bad) = taken {
                let _ = match gathered.bad() {
                    ..=MOST_TOLD => writeln!(aside, "line {line}, {}", bad.told(&self.names())),
                    count if count == MOST_TOLD + 1 => writeln!(aside, "and more"),
                    _ => Ok(()),
                };
            }
            if gathered.rows().is_multiple_of(PROGRESS) {
                let _ = writeln!(aside, "{} rows read", apart(gathered.rows()));
            }
        };
        match rows::read(from, head, each) {
            Ok(()) => Ok(gathered),
            Err(rows::Ended::Head(failed)) => Err(failed),
            Err(rows::Ended::Io(error)) => Err(self.unread(&error)),
        }
    }

    fn tell(&self, gathered: &Gathered, fit: Fit) -> Result<Told, Failed> {
        let intake = match (gathered.mean_intake(), self.for_intake) {
            (None, Some(_)) => {
                return Err(Failed::asked_wrongly(
                    "--for-intake has need of a column of scores at intake; name it with --intake.",
                ));
            }
            (None, None) => None,
            (Some(_), Some(asked)) => Some(asked),
            (Some(mean), None) => Some(mean),
        };
        Told::of(gathered, fit, self.time, intake)
            .map_err(|why| Failed::new(format!("No bands: {why}.")))
    }

    fn wanted(&self) -> Wanted<'_> {
        Wanted {
            must: [&self.person, &self.session, &self.score],
            may: self.intake.as_deref().unwrap_or("intake"),
            may_is_must: self.intake.is_some(),
        }
    }

    fn names(&self) -> [&str; 4] {
        let wanted = self.wanted();
        [wanted.must[0], wanted.must[1], wanted.must[2], wanted.may]
    }

    fn wrong_columns(&self, why: &rows::NoColumn) -> Failed {
        Failed::asked_wrongly(format!(
            "There is no column \"{}\"; the first line has: {}. Wanted are the columns \"{}\", \"{}\" and \"{}\", or name others with --person, --session, --score and --intake.",
            why.missing,
            if why.there.is_empty() {
                "nothing"
            } else {
                &why.there
            },
            self.person,
            self.session,
            self.score
        ))
    }

    fn unread(&self, error: &io::Error) -> Failed {
        let file = self.file.display();
        Failed::new(format!("{file} could not be read ({error})."))
    }
}

fn unwritten(error: &io::Error) -> Failed {
    Failed::new(format!("The course could not be written ({error})."))
}

#[cfg(test)]
mod tests;
