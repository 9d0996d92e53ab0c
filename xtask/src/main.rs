//! The project's own tool: everything that keeps the promises of ARCHITECTURE.md checkable.
//!
//! `cargo xtask ci` is all that CI does, `cargo xtask tidy` checks the shape of the code and its
//! words, `cargo xtask setup` installs what the tests need. It is written in Rust so that a fresh
//! machine needs nothing else to find out whether a change is sound.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool for the terminal"
)]

mod assurance;
mod ci;
mod setup;
mod tidy;

use std::path::PathBuf;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask ci      everything CI does: setup, then every check and test; stops at the first failure
cargo xtask tidy    the checks on the shape of the code and on its words
cargo xtask assurance   writes docs/assurance.md and docs/asvs.md from the figures of the last run
cargo xtask setup   installs what the tests need; quick when nothing is missing";

fn main() -> ExitCode {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let Some(root) = root() else {
        eprintln!("xtask: no folder above this one holds xtask/Cargo.toml; run it in the project");
        return ExitCode::FAILURE;
    };
    let done = match asked
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["ci"] => ci::run(&root),
        ["tidy"] => tidy::run(&root),
        ["setup"] => setup::run(&root),
        ["assurance"] => assurance::write(&root),
        ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err(format!("what shall be done?\n{HELP}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("xtask: {why}");
            ExitCode::FAILURE
        }
    }
}

/// The project's folder: the nearest one upwards that holds this tool.
fn root() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors()
        .find(|dir| dir.join("xtask/Cargo.toml").is_file())
        .map(PathBuf::from)
}
