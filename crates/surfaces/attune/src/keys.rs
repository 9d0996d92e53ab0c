//! `attune keys`: copying the key store, sharing out a way back to the root key, coming back by it,
//! and changing the root key, also while the service runs.

mod rotate;
mod share;

pub(crate) use rotate::{attend, finish_erasures};

use crate::back_up;
use crate::config::Place;
use crate::say::{Failed, apart, say};
use clap::Subcommand;
use std::io::{BufReader, stdin};
use std::path::PathBuf;

/// What to do with keys.
#[derive(Subcommand, Debug)]
pub(crate) enum Keys {
    /// Copy the key store, while the service runs, in place of the copy that is there
    ///
    /// Without the key store every record of everyone is lost, so copy it whenever someone was
    /// admitted, to a place that is neither this machine nor where backups go. It replaces the copy
    /// that is there: an archive of old key stores would bring back people who were erased.
    BackUp {
        /// The file of the copy
        to: PathBuf,
        #[command(flatten)]
        place: Place,
    },
    /// Make recovery shares: lines on paper, any few of which bring a lost root key back
    ///
    /// Stop the service first. The lines are printed once and kept nowhere. Give each to another
    /// person, to be kept apart from every backup. They stay good when the root key changes; made
    /// anew, the ones before open nothing any more. Then type some of them back: shares that were
    /// never tried are a hope.
    Share {
        /// How many to make
        #[arg(long, value_name = "NUMBER", default_value_t = 3)]
        of: u8,
        /// How many are needed together
        #[arg(long, value_name = "NUMBER", default_value_t = 2)]
        need: u8,
        #[command(flatten)]
        place: Place,
    },
    /// Bring the root key back from recovery shares, one a line on standard input
    ///
    /// Needs the key store. Writes the root key to its file if that is where it belongs, or locks it
    /// with a new passphrase. Never over a root key that is there.
    Recover {
        #[command(flatten)]
        place: Place,
    },
    /// Change the root key: every key is wrapped anew, and the old root key is destroyed
    ///
    /// Also while the service runs. Copies of the old root key open no newer key store; replace them
    /// and the copies of the key store. Recovery shares stay as they are.
    Rotate {
        /// With PostgreSQL: the service does not run, change it here
        #[arg(long)]
        stopped: bool,
        #[command(flatten)]
        place: Place,
    },
}

impl Keys {
    /// Does it.
    ///
    /// # Errors
    /// In words.
    pub(crate) async fn run(self) -> Result<(), Failed> {
        match self {
            Self::BackUp { to, place } => {
                let keys = back_up::keys(&place, &to)?;
                say(format_args!(
                    "Copied {} keys to {}. Without the root key they open nothing; keep the two apart, and neither with the backups.",
                    apart(keys),
                    to.display()
                ));
                Ok(())
            }
            Self::Share { of, need, place } => {
                share::share(&place, of, need, &mut BufReader::new(stdin())).await
            }
            Self::Recover { place } => share::recover(&place, &mut BufReader::new(stdin())).await,
            Self::Rotate { stopped, place } => rotate::rotate(&place, stopped).await,
        }
    }
}

#[cfg(test)]
mod tests;
