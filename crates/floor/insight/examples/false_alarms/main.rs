//! Prints how often the rules cry wolf, over made-up clients:
//!
//! `cargo run -p insight --example false_alarms -- [SEED] [PEOPLE]`
//!
//! The seed is 2 and there are 4,000 people of each kind unless said otherwise; the same seed
//! always prints the same table. The thresholds that must hold are asserted by the test
//! `false_alarms` beside it, over fewer people.

mod simulated;

use std::io::{self, Write};

fn main() -> io::Result<()> {
    let mut said = std::env::args().skip(1);
    let seed = read(said.next(), 2)?;
    let people = u32::try_from(read(said.next(), 4_000)?).map_err(io::Error::other)?;
    let nothing = || io::Error::other("the simulation's own scale or precision is not sound");
    let (once, twice) = simulated::called_worse(seed, people).ok_or_else(nothing)?;
    let rules = simulated::alliance_rules(seed, people).ok_or_else(nothing)?;

    let mut out = io::stdout().lock();
    writeln!(out, "{people} made-up clients of each kind, seed {seed}\n")?;
    writeln!(
        out,
        "Called worse at least once in 20 sessions without any change"
    )?;
    writeln!(out, "{:<40}{:>7}", "single crossing", percent(once))?;
    writeln!(out, "{:<40}{:>7}\n", "two in a row", percent(twice))?;
    let (quiet, session) = ("flagged", "/session");
    writeln!(
        out,
        "{:<40}{:>7}{:>7}{quiet:>9}{session:>10}",
        "Alliance", "seen", "slow"
    )?;
    for tried in &rules {
        let name = tried.rule;
        let (sudden, slow) = (percent(tried.seen), percent(tried.seen_slow));
        let (flagged, each) = (percent(tried.flagged), percent(tried.flagged_sessions));
        writeln!(out, "{name:<40}{sudden:>7}{slow:>7}{flagged:>9}{each:>10}")?;
    }
    writeln!(
        out,
        "\nseen: of sudden ruptures; slow: of slow ones; flagged: of clients with whom nothing is\n\
         wrong, within 15 sessions; /session: of their sessions."
    )
}

fn read(word: Option<String>, usual: u64) -> io::Result<u64> {
    word.map_or(Ok(usual), |word| word.parse().map_err(io::Error::other))
}

fn percent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}
