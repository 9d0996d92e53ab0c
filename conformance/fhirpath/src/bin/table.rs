//! Puts side by side what this engine and others give for the table of expressions, and writes
//! it as Markdown. Every disagreement needs a reason in `reasons.txt`; without one this fails.
//!
//! `cargo run --bin table -- NAME=RESULTS.jsonl ... > TABLE.md`

#[path = "../../../../crates/floor/fhirpath/tests/table/read.rs"]
mod read;

use fhirpath::{Shape, Tree};
use read::{Case, Given, cases, given, written};
use std::collections::HashMap;
use std::fmt::Write;
use std::process::ExitCode;

const INPUTS: &str = include_str!("../../../../crates/floor/fhirpath/tests/table/inputs.json");
const CASES: &str = include_str!("../../../../crates/floor/fhirpath/tests/table/cases.txt");
const REASONS: &str = include_str!("../../reasons.txt");

type Failed = Box<dyn std::error::Error>;

/// Another engine, and what it gave at each line of the table.
struct Peer {
    name: String,
    gave: HashMap<usize, Given>,
}

fn main() -> Result<ExitCode, Failed> {
    let mut peers = Vec::new();
    for argument in std::env::args().skip(1) {
        let (name, path) = argument.split_once('=').ok_or("give NAME=RESULTS.jsonl")?;
        peers.push(peer(name, &std::fs::read_to_string(path)?)?);
    }
    let cases = cases(CASES);
    let inputs = Tree::from_json(INPUTS.as_bytes())?;
    let wrong: Vec<&Case<'_>> = cases
        .iter()
        .filter(|case| given(case, inputs.node()) != case.expected)
        .collect();
    let mut page = heading(&cases, wrong.len(), &peers);
    let mut is_explained = wrong.is_empty();
    for peer in &peers {
        is_explained &= disagreements(&mut page, &cases, peer)?;
    }
    print!("{page}");
    Ok(if is_explained {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn peer(name: &str, results: &str) -> Result<Peer, Failed> {
    let mut gave = HashMap::new();
    for line in results.lines() {
        let (number, result) = line
            .trim_end_matches('}')
            .split_once(",\"result\":")
            .ok_or("a result without its line")?;
        let number = number.trim_start_matches("{\"line\":").parse()?;
        let result = line
            .strip_suffix('}')
            .and_then(|line| line.split_once(",\"result\":"))
            .map_or(result, |(_, result)| result);
        gave.insert(number, written(result).ok_or("a result that is no JSON")?);
    }
    Ok(Peer {
        name: name.to_owned(),
        gave,
    })
}

/// Whether another engine gives the same: numbers to nine digits, and any refusal for a refusal,
/// since others do not tell when they refuse.
fn agree(case: &Case<'_>, peer: &Peer) -> bool {
    match (&case.expected, peer.gave.get(&case.line)) {
        (Some(Given::Values(ours)), Some(Given::Values(theirs))) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| is_same(a, b))
        }
        (Some(ours), Some(theirs)) => {
            !matches!(ours, Given::Values(_)) && !matches!(theirs, Given::Values(_))
        }
        _ => false,
    }
}

fn is_same(ours: &Tree<'_>, theirs: &Tree<'_>) -> bool {
    match (ours.node().as_number(), theirs.node().as_number()) {
        (Some(ours), Some(theirs)) => ours.round_dp(9) == theirs.round_dp(9),
        _ => ours == theirs,
    }
}

fn heading(cases: &[Case<'_>], wrong: usize, peers: &[Peer]) -> String {
    let count = cases.len();
    let mut page = format!(
        "# What FHIRPath engines give for the same expressions\n\n\
         Written by `cargo run --bin table`; see README.md. The table is\n\
         `crates/floor/fhirpath/tests/table/cases.txt`, {count} cases.\n\n\
         | engine | agrees with the table |\n|---|--:|\n| this one | {} of {count} |\n",
        count - wrong
    );
    for peer in peers {
        let agreed = cases.iter().filter(|case| agree(case, peer)).count();
        let _ = writeln!(page, "| {} | {agreed} of {count} |", peer.name);
    }
    page
}

/// Where an engine gives something else, and why. Says whether every reason is there.
fn disagreements(page: &mut String, cases: &[Case<'_>], peer: &Peer) -> Result<bool, Failed> {
    let reasons = reasons(&peer.name);
    let mut is_explained = true;
    let _ = writeln!(page, "\n## {}\n", peer.name);
    let _ = writeln!(
        page,
        "| expression | the table | {} | why |\n|---|---|---|---|",
        peer.name
    );
    for case in cases.iter().filter(|case| !agree(case, peer)) {
        let reason = reasons.get(case.expression);
        is_explained &= reason.is_some();
        let ours = shown(case.expected.as_ref());
        let theirs = shown(peer.gave.get(&case.line));
        let why = reason.copied().unwrap_or("**not explained**");
        let expression = cell(case.expression);
        writeln!(page, "| `{expression}` | {ours} | {theirs} | {why} |")?;
    }
    Ok(is_explained)
}

/// The reasons for one engine, by expression.
fn reasons(engine: &str) -> HashMap<&'static str, &'static str> {
    let mut reasons = HashMap::new();
    let (mut is_here, mut reason) = (false, "");
    for line in REASONS.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            is_here = name == engine;
        } else if let Some(why) = line.strip_prefix("- ") {
            reason = why;
        } else if let Some(expression) = line.strip_prefix("      ").filter(|_| is_here) {
            reasons.insert(expression, reason);
        }
    }
    reasons
}

fn shown(given: Option<&Given>) -> String {
    match given {
        None => "nothing".to_owned(),
        Some(Given::Refused) => "refused".to_owned(),
        Some(Given::Unreadable) => "unreadable".to_owned(),
        Some(Given::Values(values)) => {
            let values: Vec<String> = values.iter().map(value).collect();
            format!("`{}`", cell(&format!("[{}]", values.join(", "))))
        }
    }
}

fn value(tree: &Tree<'_>) -> String {
    match tree.node().shape() {
        Shape::Boolean(yes) => yes.to_string(),
        Shape::Integer(whole) => whole.to_string(),
        Shape::Decimal(number) => number.to_string(),
        Shape::String(text) => format!("{text:?}"),
        Shape::Array | Shape::Object => "an object".to_owned(),
    }
}

/// Within a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
