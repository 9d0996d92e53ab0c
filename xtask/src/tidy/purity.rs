//! Rules are pure: what decides about people touches no file, socket, clock, database or page.
//!
//! It holds for every file named `rules.rs`, for everything in a folder of that name, and for all
//! of the pure crates of the floor. Tests beside a rule are free.

use super::Finding;
use super::code::{find_words, line_of};
use super::tree::{File, Tree};

/// Crates that are pure as a whole.
const PURE: [&str; 5] = [
    "crates/floor/care/src/",
    "crates/floor/fhirpath/src/",
    "crates/floor/insight/src/",
    "crates/floor/forms/src/",
    "crates/floor/instruments/src/",
];
/// Words that only I/O needs.
const WORDS: [&str; 6] = ["async", "await", "sealed::", "pages::", "tokio", "axum"];
/// The parts of `std` that reach outside.
const STD: [&str; 7] = ["fs", "net", "time", "env", "process", "thread", "io"];

fn is_pure(file: &File) -> bool {
    file.stem() == "rules"
        || file.lies_in("rules")
        || PURE.iter().any(|inside| file.path.starts_with(inside))
}

/// Every I/O word where none belongs.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust().filter(|file| is_pure(file)) {
        let code = file.running_code();
        let mut found: Vec<(usize, String)> = Vec::new();
        for word in WORDS {
            found.extend(
                find_words(&code, word)
                    .into_iter()
                    .map(|at| (at, word.to_owned())),
            );
        }
        found.extend(std_parts(&code));
        findings.extend(found.into_iter().map(|(at, word)| Finding {
            path: file.path.clone(),
            line: line_of(&code, at),
            rule: "purity",
            message: format!(
                "`{word}` in a pure file: hand the value in, and do the reading in the act"
            ),
        }));
    }
    findings
}

/// `std::fs` and its kin, alone or in a `std::{..}` group.
fn std_parts(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for at in find_words(code, "std::") {
        let after = code.split_at(at + "std::".len()).1;
        let named = match after.strip_prefix('{') {
            Some(group) => group.split_once(';').map_or(group, |(group, _)| group),
            None => after
                .split(|c| !super::code::is_word(c))
                .next()
                .unwrap_or_default(),
        };
        for part in STD
            .into_iter()
            .filter(|part| !find_words(named, part).is_empty())
        {
            found.push((at, format!("std::{part}")));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Tree::of(&[(path, text)])).len()
    }

    #[test]
    fn io_words_in_a_rule_are_findings() {
        for text in [
            "async fn due() {}",
            "use sealed::Act;",
            "use pages::layout;",
            "use std::fs;",
            "use std::{collections::BTreeMap, time::Instant};",
            "fn f() { std::env::args(); }",
            "use tokio::sync::Mutex;",
        ] {
            assert_eq!(
                found("crates/capabilities/alliance/src/rupture/rules.rs", text),
                1,
                "{text}"
            );
            assert_eq!(found("crates/floor/insight/src/fall.rs", text), 1, "{text}");
        }
    }

    #[test]
    fn prose_tests_and_other_files_are_free() {
        let rules = "crates/capabilities/alliance/src/rules.rs";
        assert_eq!(
            found(
                rules,
                "//! Decides before anything is sealed::kept.\nuse std::fmt;"
            ),
            0
        );
        assert_eq!(found(rules, "#[cfg(test)]\nmod tests { use std::fs; }"), 0);
        assert_eq!(
            found(
                "crates/capabilities/alliance/src/rules/tests.rs",
                "use std::fs;"
            ),
            0
        );
        assert_eq!(
            found(
                "crates/capabilities/alliance/src/check_in.rs",
                "use sealed::Act;"
            ),
            0
        );
    }

    #[test]
    fn core_time_is_a_number_and_passes() {
        assert_eq!(
            found("crates/floor/care/src/time.rs", "use core::time::Duration;"),
            0
        );
    }
}
