//! What was acknowledged is there after the power was cut, at any moment.
//!
//! Each round is a service on a disk that loses power (`power_loss`): it starts, people write at
//! the same time, the plug is pulled, it starts again, several times; then everything that anyone
//! was told is saved has to be there, whole, with its ledger lines, and nothing half.
//!
//! 10,000 rounds in all; `ATTUNE_POWER_LOSS_ROUNDS` asks for more or fewer, and
//! `ATTUNE_POWER_LOSS_SEED` plays one seed that failed again (the interleaving of the writers
//! differs from run to run, so it may take several attempts).
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up fails"
)]

mod opening;
mod story;
mod writing;

use power_loss::{Disk, Draw};
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::Path;

/// Where the records are, on the simulated disk.
const RECORDS: &str = "/care/attune.sqlite";
/// Where the keys are.
const KEYS: &str = "/care/keys.sqlite";

/// What rounds came to.
#[derive(Default, Debug)]
struct Tally {
    /// How many were played.
    rounds: u64,
    /// How often the service was started.
    starts: u64,
    /// How many acts, and openings, were acknowledged before a cut.
    acknowledged: u64,
    /// How often the power went, by the file that was being changed.
    cuts: BTreeMap<String, u64>,
    /// Rounds in which something was lost or broken.
    lossy: u64,
}

impl Tally {
    fn add(&mut self, round: Self) {
        self.rounds += round.rounds;
        self.starts += round.starts;
        self.acknowledged += round.acknowledged;
        self.lossy += round.lossy;
        for (file, cuts) in round.cuts {
            *self.cuts.entry(file).or_default() += cuts;
        }
    }

    /// Notes that a disk was used, and where it was struck, if it was.
    fn struck(&mut self, disk: &Disk) {
        if let Some(file) = disk.struck() {
            *self.cuts.entry(file).or_default() += 1;
        }
    }
}

/// Why a round failed.
struct Failed(String);

impl Failed {
    fn because(what: impl Display) -> Self {
        Self(what.to_string())
    }
}

fn asked_for(name: &str) -> Option<u64> {
    #[expect(
        clippy::disallowed_methods,
        reason = "how long a test runs is its caller's business"
    )]
    let asked = std::env::var(name).ok()?;
    Some(asked.parse().expect("a whole number"))
}

/// Plays `percent` of all rounds and reports.
#[expect(
    clippy::print_stdout,
    reason = "the figures are what a person looks for"
)]
fn play(what: &str, percent: u64, mut round: impl FnMut(u64) -> Result<Tally, Failed>) -> Tally {
    let rounds = asked_for("ATTUNE_POWER_LOSS_ROUNDS").unwrap_or(10_000) * percent / 100;
    let mut seeds = Draw::new(percent ^ what.len() as u64);
    let seeds: Vec<u64> = match asked_for("ATTUNE_POWER_LOSS_SEED") {
        Some(seed) => vec![seed],
        None => (0..rounds).map(|_| seeds.bits()).collect(),
    };
    let mut tally = Tally::default();
    for seed in seeds {
        tally.rounds += 1;
        match round(seed) {
            Ok(round) => tally.add(round),
            Err(Failed(why)) => {
                tally.lossy += 1;
                if tally.lossy <= 10 {
                    println!("{what}: seed {seed}: {why}");
                }
            }
        }
    }
    println!("power cut {what}: {tally:?}");
    tally
}

/// Plays rounds in which nothing may be lost, and in which the power has to go at least once while
/// the file `aimed_at` is being changed.
fn nothing_is_lost(
    what: &str,
    percent: u64,
    aimed_at: &str,
    round: impl FnMut(u64) -> Result<Tally, Failed>,
) {
    let tally = play(what, percent, round);
    assert_eq!(tally.lossy, 0, "the seeds are above");
    if tally.rounds >= 50 {
        let cuts: u64 = tally.cuts.values().sum();
        assert!(cuts > tally.rounds / 2, "too few to mean anything: {cuts}");
        assert!(
            tally.cuts.contains_key(aimed_at),
            "the aim was bad: {:?}",
            tally.cuts
        );
    }
    testing::shows(
        "DB-1",
        &format!(
            "power cut {what}: {} rounds, acknowledged and lost 0, halves 0",
            tally.rounds
        ),
    );
}

/// SQLite's own verdict on both files.
fn intact(disk: &Disk) -> Result<(), Failed> {
    for file in [RECORDS, KEYS] {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
        let opened = Connection::open_with_flags_and_vfs(Path::new(file), flags, disk.vfs());
        let verdict: String = opened
            .and_then(|conn| conn.query_row("PRAGMA integrity_check", (), |row| row.get(0)))
            .map_err(Failed::because)?;
        if verdict != "ok" {
            return Err(Failed(format!("{file} is corrupt: {verdict}")));
        }
    }
    Ok(())
}
