//! `cargo xtask tidy`: what ARCHITECTURE.md promises, checked.
//!
//! A rule is a function from the project's files to findings. It reads no disk, so every rule is
//! tested beside itself on a few lines that break it. A finding says what to do. What must stand
//! against a rule is listed with its reason in `xtask/tidy.toml`, and falls out of that list again
//! as soon as it is no longer needed.

mod code;
mod columns;
mod files;
mod map;
mod places;
mod purity;
mod shapes;
mod tiers;
mod tree;
mod words;

use serde::Deserialize;
use std::fmt;
use std::path::Path;
use tree::Tree;

/// Where the exceptions are listed.
const EXCEPTIONS: &str = "xtask/tidy.toml";

/// Something that breaks a rule, and where.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Finding {
    path: String,
    /// From 1; 0 where the file as a whole is meant.
    line: usize,
    rule: &'static str,
    /// What is wrong and what to do.
    message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            path,
            line,
            rule,
            message,
        } = self;
        match line {
            0 => write!(to, "{path}: [{rule}] {message}"),
            line => write!(to, "{path}:{line}: [{rule}] {message}"),
        }
    }
}

/// A place where a rule does not hold, and why that is right.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    rule: String,
    path: String,
    /// Words that stand in the finding's message; absent where the whole file is meant.
    about: Option<String>,
    reason: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Exceptions {
    #[serde(default)]
    exception: Vec<Exception>,
}

/// Checks the project in `root`.
pub(crate) fn run(root: &Path) -> Result<(), String> {
    let tree = Tree::read(root)?;
    let listed = match tree.text(EXCEPTIONS) {
        Some(text) => toml::from_str(text).map_err(|why| format!("{EXCEPTIONS}: {why}"))?,
        None => Exceptions::default(),
    };
    let findings = without(&listed.exception, all(&tree));
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => {
            println!("tidy: {} files, nothing to tidy", tree.len());
            Ok(())
        }
        count => Err(format!("{count} to tidy")),
    }
}

fn all(tree: &Tree) -> Vec<Finding> {
    let mut findings = [
        tiers::check(tree),
        purity::check(tree),
        places::check(tree),
        files::check(tree),
        shapes::check(tree),
        map::check(tree),
        columns::check(tree),
        words::check(tree),
    ]
    .concat();
    findings.sort();
    findings.dedup();
    findings
}

/// The findings that no exception covers, and the exceptions that cover nothing.
fn without(exceptions: &[Exception], findings: Vec<Finding>) -> Vec<Finding> {
    let covers = |exception: &Exception, finding: &Finding| {
        exception.rule == finding.rule
            && exception.path == finding.path
            && exception
                .about
                .as_ref()
                .is_none_or(|about| finding.message.contains(about))
    };
    let listed = |message: String| Finding {
        path: EXCEPTIONS.to_owned(),
        line: 0,
        rule: "exceptions",
        message,
    };
    let mut left = Vec::new();
    for exception in exceptions {
        let Exception {
            rule, path, reason, ..
        } = exception;
        if reason.trim().is_empty() {
            left.push(listed(format!(
                "`{rule}` for {path} gives no reason: say why it is right"
            )));
        }
        if !findings.iter().any(|finding| covers(exception, finding)) {
            left.push(listed(format!(
                "`{rule}` for {path} is no longer needed: remove it"
            )));
        }
    }
    let uncovered = |finding: &Finding| !exceptions.iter().any(|one| covers(one, finding));
    left.extend(findings.into_iter().filter(uncovered));
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding() -> Finding {
        let message = "600 lines".to_owned();
        Finding {
            path: "a.rs".to_owned(),
            line: 0,
            rule: "length",
            message,
        }
    }

    fn exception(path: &str, about: Option<&str>, reason: &str) -> Exception {
        let (rule, path, reason) = ("length".to_owned(), path.to_owned(), reason.to_owned());
        Exception {
            rule,
            path,
            about: about.map(str::to_owned),
            reason,
        }
    }

    #[test]
    fn a_listed_exception_covers_its_finding_and_no_other() {
        assert!(without(&[exception("a.rs", None, "a table")], vec![finding()]).is_empty());
        assert!(
            without(
                &[exception("a.rs", Some("600"), "a table")],
                vec![finding()]
            )
            .is_empty()
        );
        let other = without(
            &[exception("a.rs", Some("700"), "a table")],
            vec![finding()],
        );
        assert!(other.contains(&finding()));
    }

    #[test]
    fn an_exception_without_a_reason_is_a_finding() {
        assert_eq!(
            without(&[exception("a.rs", None, " ")], vec![finding()]).len(),
            1
        );
    }

    #[test]
    fn an_exception_that_covers_nothing_is_a_finding() {
        assert_eq!(
            without(&[exception("b.rs", None, "a table")], Vec::new()).len(),
            1
        );
    }
}
