//! ARCHITECTURE.md stays a true map: every path it names is there, and every crate is on it.

use super::Finding;
use super::code::{find_words, line_of};
use super::tiers::{crates, split};
use super::tree::Tree;

/// The map.
const MAP: &str = "ARCHITECTURE.md";
/// Endings that make a name without a folder a path.
const ENDINGS: [&str; 8] = [
    ".rs", ".md", ".toml", ".json", ".ftl", ".html", ".css", ".txt",
];

/// Every path that leads nowhere and every crate that is missing.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let finding = |line, message| Finding {
        path: MAP.to_owned(),
        line,
        rule: "map",
        message,
    };
    let Some(map) = tree.text(MAP) else {
        return vec![finding(
            0,
            "there is no map of the code: write it".to_owned(),
        )];
    };
    let mut findings = Vec::new();
    for (at, path) in quoted(map).filter(|(_, words)| is_path(tree, words)) {
        if !tree.has(path) {
            let message = format!("`{path}` is not there any more: say where it went");
            findings.push(finding(line_of(map, at), message));
        }
    }
    for one in split(crates(tree)).0 {
        if find_words(map, &one.name).is_empty() {
            findings.push(finding(
                0,
                format!("crate `{}` is not on the map: add its line", one.name),
            ));
        }
    }
    findings
}

/// What stands between single backticks, with its place.
fn quoted(map: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    map.split('`')
        .enumerate()
        .filter_map(move |(number, words)| {
            let begins = at;
            at += words.len() + 1;
            (number % 2 == 1 && !words.contains('\n')).then_some((begins, words))
        })
}

/// Whether a name in backticks means a file or folder: written like one, and either it ends like a
/// file, or its first folder is one of ours (`text/html` is not).
fn is_path(tree: &Tree, words: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
    if !words.chars().all(plain) || words.starts_with('/') {
        return false;
    }
    let ends_like_a_file = ENDINGS
        .iter()
        .any(|ending| words.ends_with(ending) && words.len() > ending.len());
    let first = words.split('/').next().unwrap_or_default();
    ends_like_a_file || words.ends_with('/') || (words.contains('/') && tree.has(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(map: &str) -> usize {
        let files = [
            ("ARCHITECTURE.md", map),
            ("crates/floor/care/Cargo.toml", "[package]\nname = \"care\""),
            ("crates/floor/care/src/access.rs", ""),
        ];
        check(&Tree::of(&files)).len()
    }

    #[test]
    fn a_path_that_leads_somewhere_passes_long_or_short() {
        assert_eq!(
            found(
                "`care`: `crates/floor/care/src/access.rs`, `care/src/access.rs`, `crates/floor/`"
            ),
            0
        );
    }

    #[test]
    fn a_path_that_leads_nowhere_is_found() {
        for path in [
            "crates/floor/care/src/gone.rs",
            "gone.rs",
            "crates/gone",
            "gone/",
        ] {
            assert_eq!(found(&format!("care `{path}`")), 1, "{path}");
        }
    }

    #[test]
    fn what_is_not_a_path_passes() {
        assert_eq!(
            found("care `text/html`, `/`, `cargo xtask ci`, `Act::open`, `.rs`"),
            0
        );
    }

    #[test]
    fn a_crate_that_is_not_on_the_map_is_found() {
        assert_eq!(found("careful"), 1);
    }

    #[test]
    fn a_missing_map_is_found() {
        assert_eq!(check(&Tree::default()).len(), 1);
    }
}
