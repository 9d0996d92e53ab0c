//! Everything CI does, in order: what is quick to say no comes first, the tests come last.
//!
//! `.ci/run` calls this and nothing else, so a green run here is a green run there. Each step has a
//! name and is timed; the first failure ends the run and says which step it was.

use crate::{assurance, setup, tidy};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// The pure crates and the sealed one: their doc tests hold what must not compile.
const DOC_TESTED: [&str; 4] = ["care", "insight", "forms", "sealed"];

/// How a step is done.
enum Doing {
    /// Inside this program.
    Here(fn(&Path) -> Result<(), String>),
    /// By cargo.
    Cargo(Vec<String>),
    /// By one of the pinned tools.
    Tool(&'static str, Vec<String>),
}

struct Step {
    name: &'static str,
    doing: Doing,
}

/// Runs every step.
pub(crate) fn run(root: &Path) -> Result<(), String> {
    let mut times: Vec<(&str, Duration)> = Vec::new();
    let advisories = std::env::var_os("ATTUNE_ADVISORY_DB").map(PathBuf::from);
    let steps = steps(advisories.as_deref());
    for step in &steps {
        println!("\n== {}", step.name);
        let begun = now();
        let done = carry_out(root, &step.doing);
        let took = begun.elapsed();
        times.push((step.name, took));
        if let Err(why) = done {
            summary(&times);
            return Err(format!("step \"{}\" failed: {why}", step.name));
        }
        println!("== {}: {}", step.name, seconds(took));
    }
    if advisories.is_none() {
        println!("\nnot checked: advisories (ATTUNE_ADVISORY_DB names no copy of the database)");
    }
    summary(&times);
    Ok(())
}

fn steps(advisories: Option<&Path>) -> Vec<Step> {
    let cargo = |name, line: &str| Step {
        name,
        doing: Doing::Cargo(words(line)),
    };
    let mut steps = vec![
        Step {
            name: "setup",
            doing: Doing::Here(setup::run),
        },
        cargo("fetch", "fetch --locked"),
        cargo("format", "fmt --all --check"),
        Step {
            name: "tidy",
            doing: Doing::Here(tidy::run),
        },
        Step {
            name: "licences, bans, sources",
            doing: Doing::Tool(
                "cargo-deny",
                words("--workspace --locked --offline check licenses bans sources"),
            ),
        },
    ];
    if let Some(database) = advisories {
        let mut line = words("audit --no-fetch --stale --deny warnings --db");
        line.push(database.to_string_lossy().into_owned());
        steps.push(Step {
            name: "advisories",
            doing: Doing::Tool("cargo-audit", line),
        });
    }
    let doc_tested: Vec<String> = DOC_TESTED.iter().map(|name| format!("-p {name}")).collect();
    steps.extend([
        cargo(
            "clippy",
            "clippy --workspace --all-targets --locked -- -D warnings",
        ),
        cargo("docs", "doc --workspace --no-deps --locked"),
        cargo(
            "doc tests",
            &format!("test --doc --locked {}", doc_tested.join(" ")),
        ),
        Step {
            name: "figures of the run before forgotten",
            doing: Doing::Here(assurance::begin),
        },
        Step {
            name: "tests",
            doing: Doing::Tool(
                "cargo-nextest",
                words("nextest run --workspace --locked --no-fail-fast"),
            ),
        },
        Step {
            name: "assurance",
            doing: Doing::Here(assurance::check),
        },
    ]);
    steps
}

fn carry_out(root: &Path, doing: &Doing) -> Result<(), String> {
    let (program, arguments) = match doing {
        Doing::Here(act) => return act(root),
        Doing::Cargo(arguments) => (OsString::from("cargo"), arguments),
        Doing::Tool(tool, arguments) => (
            setup::tools_dir(root).join(tool).into_os_string(),
            arguments,
        ),
    };
    let mut command = Command::new(&program);
    command.current_dir(root).args(arguments);
    command.env("PATH", setup::search_path(root));
    command.env("RUSTDOCFLAGS", "-D warnings");
    // A snapshot that is new or differs fails; it is never written by a test run.
    command.env("INSTA_UPDATE", "no");
    if std::env::var_os("CI").is_some() {
        command
            .env("CARGO_TERM_COLOR", "never")
            .env("NO_COLOR", "1");
        // rustfmt asks the terminal, not the wish above.
        command
            .env("CARGO_TERM_PROGRESS_WHEN", "never")
            .env("TERM", "dumb");
    }
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => {
            let program = Path::new(&program)
                .file_name()
                .unwrap_or_default()
                .to_string_lossy();
            Err(format!("{program} {} ({status})", arguments.join(" ")))
        }
        Err(why) => Err(format!(
            "{} could not be started: {why}",
            program.to_string_lossy()
        )),
    }
}

fn summary(times: &[(&str, Duration)]) {
    println!();
    for (name, took) in times {
        println!("{name:<26}{:>10}", seconds(*took));
    }
    println!(
        "{:<26}{:>10}",
        "in all",
        seconds(times.iter().map(|(_, took)| *took).sum())
    );
}

fn words(line: &str) -> Vec<String> {
    line.split_whitespace().map(String::from).collect()
}

fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long a step took is told to a person, once"
)]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(advisories: Option<&Path>) -> Vec<&'static str> {
        steps(advisories).iter().map(|step| step.name).collect()
    }

    #[test]
    fn the_machine_is_made_ready_first_and_what_the_tests_found_closes_the_run() {
        let names = names(None);
        assert_eq!(names.first(), Some(&"setup"));
        assert_eq!(names.last(), Some(&"assurance"));
    }

    #[test]
    fn advisories_are_checked_only_against_a_copy_that_is_there() {
        assert!(!names(None).contains(&"advisories"));
        assert!(names(Some(Path::new("copy"))).contains(&"advisories"));
    }

    #[test]
    fn no_step_runs_with_another_lock_file_than_the_one_that_is_kept() {
        for step in steps(None) {
            let (Doing::Cargo(line) | Doing::Tool(_, line)) = &step.doing else {
                continue;
            };
            if step.name != "format" {
                assert!(line.contains(&"--locked".to_owned()), "{}", step.name);
            }
        }
    }
}
