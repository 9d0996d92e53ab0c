//! `attune bench`: what this machine gives people, in one run and in units they can compare: how
//! many can save at once, how fast a long record opens, how fast a caseload and a page, how soon the
//! service is there again after a restart. Everything is fictional, in a folder of its own.

mod caseload;
mod drawn;
mod history;
mod keys;
mod load;
mod measured;
mod pages;
mod service;
mod start;
mod writes;

use crate::say::{Failed, say};
use std::path::PathBuf;
use std::time::Duration;

/// What is measured.
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Bench {
    /// A folder on the disk to measure; everything is made in a new folder within it and removed
    #[arg(long = "in", value_name = "DIR", default_value = ".")]
    within: PathBuf,
    /// Small numbers, to see that everything runs; the figures mean little
    #[arg(long)]
    quick: bool,
    /// Only this part
    #[arg(long, value_enum)]
    only: Option<Part>,
}

/// A part of the measuring.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
enum Part {
    /// Durable writes per second beside the disk's own rate of syncs
    Writes,
    /// Opening a long history
    History,
    /// The overviews of a caseload
    Caseload,
    /// A therapist's list, as it is opened
    List,
    /// A client's page beside a bare one
    Pages,
    /// From start to first page with many clients on disk
    Start,
    /// Changing the root key, erasing someone
    Keys,
}

/// How much of everything.
#[derive(Clone, Copy, Debug)]
struct Sizes {
    /// How long each figure of saving is measured.
    saving: Duration,
    /// How many write at once.
    writers: &'static [u32],
    /// Records in the long history.
    history: u32,
    /// Clients on each caseload.
    caseloads: &'static [u32],
    /// Clients on each list that is opened.
    lists: &'static [u32],
    /// How often each is opened.
    lists_opened: u32,
    /// How often an opening is repeated.
    repeats: u32,
    /// Clients who are signed in.
    signed_in: u32,
    /// Requests of each kind.
    requests: u32,
    /// Clients on disk at the start.
    on_disk: u32,
    /// How long a service is left alone before it counts as idle.
    idle: Duration,
}

const FULL: Sizes = Sizes {
    saving: Duration::from_secs(4),
    writers: &[1, 16, 64, 256],
    history: 1_000,
    caseloads: &[50, 1_000],
    lists: &[50, 1_000, 10_000],
    lists_opened: 100,
    repeats: 30,
    signed_in: 200,
    requests: 20_000,
    on_disk: 10_000,
    idle: Duration::from_secs(5),
};

const QUICK: Sizes = Sizes {
    saving: Duration::from_millis(100),
    writers: &[1, 16],
    history: 50,
    caseloads: &[5, 20],
    lists: &[3, 6],
    lists_opened: 3,
    repeats: 3,
    signed_in: 3,
    requests: 60,
    on_disk: 40,
    idle: Duration::from_millis(100),
};

impl Bench {
    pub(crate) async fn run(self) -> Result<(), Failed> {
        let sizes = if self.quick { QUICK } else { FULL };
        let place = service::Place::make(&self.within)?;
        if cfg!(debug_assertions) {
            say(
                "A development build: what the processor does here takes several times as long as in a release.",
            );
        } else {
            say("A release build.");
        }
        say(format_args!(
            "{} processors; disk of {}.",
            measured::processors(),
            self.within.display()
        ));
        let asked = |part| self.only.is_none_or(|only| only == part);
        if asked(Part::Writes) {
            writes::measure(&sizes, &place).await?;
        }
        if asked(Part::History) {
            history::measure(&sizes, &place).await?;
        }
        if asked(Part::Caseload) {
            caseload::measure(&sizes, &place).await?;
        }
        if asked(Part::List) {
            drawn::measure(&sizes, &place).await?;
        }
        if asked(Part::Pages) {
            pages::measure(&sizes, &place).await?;
        }
        if asked(Part::Keys) {
            keys::measure(&sizes, &place).await?;
        }
        if asked(Part::Start) {
            start::measure(&sizes, &place).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn every_part_but_the_start_runs_and_leaves_nothing_behind() {
        // The start runs the program itself, which a test of the library is not.
        let within = tempfile::tempdir().unwrap();
        for part in [
            Part::Writes,
            Part::History,
            Part::Caseload,
            Part::List,
            Part::Pages,
            Part::Keys,
        ] {
            let bench = Bench {
                within: within.path().into(),
                quick: true,
                only: Some(part),
            };
            bench.run().await.unwrap();
        }
        assert_eq!(std::fs::read_dir(within.path()).unwrap().count(), 0);
    }
}
