//! What can be written to disk or wire is a stored shape, and a stored shape is for ever.
//!
//! A type that derives or implements `Serialize` is named `…V1`, `…V2` and so on, and is never
//! edited but succeeded; or it belongs to `forms`, whose shapes are FHIR's; or it is listed.

use super::Finding;
use super::code::{find_words, is_word, line_of};
use super::tree::Tree;

/// Every type that can be serialised and does not say which version it is.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree
        .rust()
        .filter(|file| !file.path.starts_with("crates/floor/forms/"))
    {
        let code = file.running_code();
        for (at, name) in serialised(&code) {
            if !is_versioned(&name) {
                findings.push(Finding {
                    path: file.path.clone(),
                    line: line_of(&code, at),
                    rule: "shapes",
                    message: format!("`{name}` can be serialised: name it {name}V1 if it is stored, or keep it out of storage and wire"),
                });
            }
        }
    }
    findings
}

/// Whether a name ends in V and a number.
fn is_versioned(name: &str) -> bool {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    stem.len() < name.len() && stem.len() > 1 && stem.ends_with('V')
}

fn serialised(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for at in find_words(code, "Serialize") {
        let (before, after) = code.split_at(at);
        let rest = after.trim_start_matches("Serialize").trim_start();
        if let Some(whose) = rest.strip_prefix("for ") {
            found.push((at, first_word(whose)));
            continue;
        }
        let in_derive = before
            .rsplit_once("derive(")
            .is_some_and(|(_, inside)| !inside.contains(')'));
        let item = ["struct ", "enum "]
            .iter()
            .filter_map(|word| find_words(rest, word).first().map(|at| at + word.len()))
            .min();
        if let (true, Some(name_at)) = (in_derive, item) {
            found.push((at, first_word(rest.split_at(name_at).1)));
        }
    }
    found
}

fn first_word(text: &str) -> String {
    // The last part of a path: `impl Serialize for super::Name`.
    let path: String = text
        .trim_start()
        .chars()
        .take_while(|&c| is_word(c) || c == ':')
        .collect();
    path.rsplit(':').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(path: &str, text: &str) -> Vec<String> {
        check(&Tree::of(&[(path, text)]))
            .into_iter()
            .map(|finding| finding.message)
            .collect()
    }

    #[test]
    fn a_serialised_type_without_a_version_is_found_however_it_is_written() {
        for text in [
            "#[derive(Clone, Serialize)]\npub struct CheckIn { a: u8 }",
            "#[derive(serde::Serialize, serde::Deserialize)]\n#[serde(deny_unknown_fields)]\npub enum CheckIn {}",
            "#[cfg_attr(feature = \"x\", derive(Serialize))]\npub struct CheckIn(u8);",
            "impl serde::Serialize for CheckIn {}",
        ] {
            let found = named("crates/capabilities/alliance/src/check_in.rs", text);
            assert_eq!(found.len(), 1, "{text}");
            assert!(
                found.iter().all(|message| message.starts_with("`CheckIn`")),
                "{found:?}"
            );
        }
    }

    #[test]
    fn stored_shapes_forms_tests_and_readers_pass() {
        let file = "crates/capabilities/alliance/src/check_in.rs";
        assert_eq!(
            named(file, "#[derive(Serialize)]\nstruct CheckInV12 {}"),
            [""; 0]
        );
        assert_eq!(
            named(file, "#[derive(Deserialize)]\nstruct Answers {}"),
            [""; 0]
        );
        assert_eq!(
            named(file, "use serde::Serialize;\nstruct Answers {}"),
            [""; 0]
        );
        assert_eq!(
            named(
                file,
                "#[cfg(test)]\nmod tests { #[derive(Serialize)] struct A {} }"
            ),
            [""; 0]
        );
        assert_eq!(
            named(
                "crates/floor/forms/src/answer.rs",
                "#[derive(Serialize)] struct A {}"
            ),
            [""; 0]
        );
    }

    #[test]
    fn a_version_is_a_capital_v_and_a_number() {
        assert!(is_versioned("GistV1") && is_versioned("CheckInV23"));
        for name in ["Gist", "V1", "Gistv1", "GistV", "Model3"] {
            assert!(!is_versioned(name), "{name}");
        }
    }
}
