//! What every file owes its reader: it begins by saying what it is for, it is short enough to hold
//! in the head, it is finished, and it names nothing outside the project.

use super::Finding;
use super::code::line_of;
use super::tree::{File, Tree};

/// The longest a file may be, in lines: the project's own choice.
const LINES_MAX: usize = 500;
/// What is written by hand and read as code.
const CODE: [&str; 4] = ["rs", "html", "css", "js"];
/// Signs of unfinished work, split so that this file does not hold them.
const UNFINISHED: [&str; 5] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("to", "do!"),
    concat!("unimple", "mented!"),
    concat!("#[ign", "ore"),
];

/// Every file that owes something.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.files()
        .flat_map(|file| {
            [header(file), length(file), leftover(file)]
                .into_iter()
                .flatten()
                .chain(unfinished(file))
                .chain(outside(file))
        })
        .collect()
}

fn finding(file: &File, line: usize, rule: &'static str, message: String) -> Finding {
    Finding {
        path: file.path.clone(),
        line,
        rule,
        message,
    }
}

/// A Rust file begins with `//!`; crate-wide attributes may stand before it.
fn header(file: &File) -> Option<Finding> {
    if !file.is_rust() {
        return None;
    }
    let first = file
        .text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with("#!["));
    let says = first.is_some_and(|line| {
        line.strip_prefix("//!")
            .is_some_and(|rest| !rest.trim().is_empty())
    });
    (!says).then(|| {
        finding(
            file,
            1,
            "header",
            "begin with //! and say what this file is for".to_owned(),
        )
    })
}

fn length(file: &File) -> Option<Finding> {
    let lines = file.text.lines().count();
    (CODE.contains(&file.ending()) && lines > LINES_MAX).then(|| {
        finding(
            file,
            0,
            "length",
            format!("{lines} lines, {LINES_MAX} at most: split it where the second idea begins"),
        )
    })
}

fn leftover(file: &File) -> Option<Finding> {
    (file.path.ends_with(".snap.new") || file.path.ends_with(".pending-snap")).then(|| {
        finding(
            file,
            0,
            "leftover",
            "a snapshot nobody decided about: accept it or remove it".to_owned(),
        )
    })
}

fn unfinished(file: &File) -> Vec<Finding> {
    if !CODE.contains(&file.ending()) {
        return Vec::new();
    }
    let found = UNFINISHED
        .iter()
        .flat_map(|sign| file.text.match_indices(sign));
    found
        .map(|(at, sign)| {
            finding(
                file,
                line_of(&file.text, at),
                "unfinished",
                format!("`{sign}`: finish it, or leave it out"),
            )
        })
        .collect()
}

/// Paths that climb out of the project mean something on one machine only.
fn outside(file: &File) -> Vec<Finding> {
    let depth = file.path.matches('/').count();
    let climb = "../";
    let mut findings = Vec::new();
    for (number, line) in file.text.lines().enumerate() {
        let mut rest = line;
        while let Some((_, from)) = rest.split_once(climb) {
            let mut tail = from;
            let mut climbed = 1;
            while let Some(next) = tail.strip_prefix(climb) {
                (tail, climbed) = (next, climbed + 1);
            }
            if climbed > depth {
                findings.push(finding(file, number + 1, "outside", "a path that leaves the project: take it from the command line or the environment".to_owned()));
            }
            rest = tail;
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(path: &str, text: &str) -> Vec<&'static str> {
        check(&Tree::of(&[(path, text)]))
            .into_iter()
            .map(|finding| finding.rule)
            .collect()
    }

    #[test]
    fn a_file_says_first_what_it_is_for() {
        assert_eq!(
            rules("a/src/b.rs", "//! What it is for.\nfn f() {}"),
            [""; 0]
        );
        assert_eq!(
            rules("a/src/lib.rs", "#![no_std]\n//! What it is for."),
            [""; 0]
        );
        assert_eq!(rules("a/src/b.rs", "fn f() {}"), ["header"]);
        assert_eq!(rules("a/src/b.rs", "//!\nfn f() {}"), ["header"]);
        assert_eq!(
            rules("a/src/b.rs", "// A remark.\n//! Too late."),
            ["header"]
        );
    }

    #[test]
    fn a_file_is_at_most_five_hundred_lines() {
        let lines = |count: usize| format!("//! x\n{}", "\n".repeat(count - 1));
        assert_eq!(rules("a/b.rs", &lines(LINES_MAX)), [""; 0]);
        assert_eq!(rules("a/b.rs", &lines(LINES_MAX + 1)), ["length"]);
        assert_eq!(rules("a/b.json", &lines(LINES_MAX + 1)), [""; 0]);
    }

    #[test]
    fn unfinished_work_is_found_in_code_and_comments() {
        for sign in UNFINISHED {
            assert_eq!(
                rules("a/b.rs", &format!("//! x\n// {sign}")),
                ["unfinished"],
                "{sign}"
            );
        }
        assert_eq!(
            rules("library/locales/es.ftl", &format!("a = {} bien", "todo")),
            [""; 0]
        );
    }

    #[test]
    fn an_undecided_snapshot_is_found() {
        assert_eq!(rules("a/snapshots/b.snap.new", ""), ["leftover"]);
    }

    #[test]
    fn a_path_may_climb_within_the_project_but_not_out_of_it() {
        let up = |times: usize| format!("see {}x", "../".repeat(times));
        assert_eq!(rules("docs/runbook.md", &up(1)), [""; 0]);
        assert_eq!(rules("docs/runbook.md", &up(2)), ["outside"]);
        assert_eq!(rules("README.md", &up(1)), ["outside"]);
    }
}
