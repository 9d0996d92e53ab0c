//! The commands, and what each flag means: this is what `attune help` prints.

use crate::bench::Bench;
use crate::config::{Place, Reach};
use crate::course::Course;
use crate::demo::Demo;
use crate::erase::Erase;
use crate::form::Form;
use crate::keys::Keys;
use crate::ledger::Ledger;
use crate::logs::Logs;
use crate::restore::Restore;
use crate::say::Failed;
use crate::score::Score;
use crate::system::WallClock;
use crate::{back_up, restore, serve, verify};
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// A care record that a trauma survivor and their care team keep together.
#[derive(Parser, Debug)]
#[command(name = "attune", version, about, propagate_version = true)]
pub struct Attune {
    #[command(flatten)]
    logs: Logs,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Look around in a fictional service with a year behind it; needs nothing else
    Demo(Demo),
    /// Run the service; the first run sets it up in the browser
    ///
    /// Without a configuration it serves this machine only, from the folder attune-data. The first
    /// run makes the data folder (mode 0700) and, outside of it, the root key (mode 0600), and
    /// prints a code with which the first service lead is set up. SIGTERM or SIGINT stops it after
    /// what is under way has been answered; SIGHUP reads the certificate files anew. It ends with a
    /// code other than 0 if storage has stopped.
    Serve {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        reach: Reach,
    },
    /// Copy the records, while the service runs, into a new folder
    ///
    /// The copy is read from end to end before it counts. It never holds the keys; see `attune keys`.
    Backup {
        /// A folder that holds no backup yet
        to: PathBuf,
        #[command(flatten)]
        place: Place,
    },
    /// Copy the keys to the records, share out a way back to them, change the root key
    Keys {
        #[command(subcommand)]
        what: Keys,
    },
    /// Erase a person: destroy the key to everything kept of them, here and in every backup
    ///
    /// Stop the service first. Every other key is wrapped anew under a new root key, so that copies of
    /// the key store from before open nothing with it; replace those copies and the copies of the
    /// root key the same day. Pages do the same when a client's wish has come due.
    Erase(Erase),
    /// Put a backup back into an empty place and open everything in it
    ///
    /// Needs the newest copy of the key store and the root key. Says "Verified" only when the copy
    /// has the hash of its manifest and every record and ledger line in it was opened; otherwise
    /// the place stays empty.
    Restore(Restore),
    /// Open everything that is stored and say whether it is whole
    ///
    /// Stop the service first, or verify a restored backup: what is written meanwhile would look
    /// wrong. Ends with 0 only when everything is whole, and with 3 when something is not.
    Verify {
        #[command(flatten)]
        place: Place,
    },
    /// Work out the expected course of a score from a table of sessions, with bands
    ///
    /// Reads a CSV file with a row for each score and stores nothing. The model is linear with a
    /// line of its own for every person; see the columns and flags below. Ends with 0 when every
    /// row was used, with 3 when some could not be, with 1 when no course could be told and with 2
    /// when the columns are not there.
    Course(Course),
    /// Score a table of answers, or FHIR `QuestionnaireResponse`s, and store nothing
    ///
    /// Reads a CSV file whose first line names the questions, or one FHIR `QuestionnaireResponse` on
    /// each line. An empty cell is a question that was not answered: its scores are left empty, never
    /// counted as zero. Other columns are carried through. A row that cannot be scored is told by
    /// line and column, without what stands there, and the rest goes on. Ends with 0 when every row
    /// was scored, with 3 when some could not be, with 2 when the columns are not there and with 1
    /// when nothing could be read or written.
    Score(Score),
    /// For those who write forms: check one, or try it out in the browser
    Form {
        #[command(subcommand)]
        what: Form,
    },
    /// The access ledger: its key, its checkpoints, and whether it still continues them
    Ledger {
        #[command(subcommand)]
        what: Ledger,
    },
    /// Measure this machine: saving, opening, the caseload, pages, the start
    Bench(Bench),
}

impl Attune {
    /// Does what was asked.
    ///
    /// # Errors
    /// Why it could not be done, in one sentence.
    pub async fn run(self) -> Result<(), Failed> {
        if !matches!(self.command, Command::Bench(_)) {
            // A line in the log for each of ten thousand requests would be what is measured.
            self.logs.begin();
        }
        match self.command {
            Command::Demo(demo) => demo.run().await,
            Command::Serve { place, reach } => serve::run(&place, &reach).await,
            Command::Backup { to, place } => {
                let manifest = back_up::records(&place, &to, &WallClock)?;
                back_up::tell(&manifest, &to);
                Ok(())
            }
            Command::Keys { what } => what.run().await,
            Command::Erase(erase) => erase.run().await,
            Command::Restore(asked) => restore::run(&asked).await.map(drop),
            Command::Verify { place } => verify::run(&place).await,
            Command::Course(course) => course.run(),
            Command::Score(score) => score.run(),
            Command::Form { what } => what.run().await,
            Command::Ledger { what } => what.run().await,
            Command::Bench(bench) => bench.run().await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn every_command_and_flag_is_well_formed() {
        Attune::command().debug_assert();
    }
}
