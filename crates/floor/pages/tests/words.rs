//! The catalogue, held together: every word exists in every language and speaks of the same things,
//! every word a page asks for exists, and nobody is shouted at.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail where it stands"
)]

use pages::catalogue::{Catalogue, files};
use pages::words::Language;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{env, fs};

/// Every message of one language: its key, the arguments it speaks of, and its text.
fn messages(language: Language) -> BTreeMap<String, (BTreeSet<String>, String)> {
    let mut all = BTreeMap::new();
    for (_, area, text) in files().iter().filter(|(tag, ..)| *tag == language.tag()) {
        let mut key = String::new();
        for line in text
            .lines()
            .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        {
            if !line.starts_with([' ', '}']) {
                let (name, _) = line
                    .split_once('=')
                    .unwrap_or_else(|| panic!("{area}: {line}"));
                name.trim().clone_into(&mut key);
                assert!(
                    all.insert(key.clone(), (BTreeSet::new(), String::new()))
                        .is_none(),
                    "{key} is there twice in {language:?}"
                );
            }
            let (arguments, said) = all.get_mut(&key).unwrap();
            said.push_str(line);
            let named = line.split('$').skip(1).map(|rest| {
                rest.chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '-' || *c == '_')
                    .collect()
            });
            arguments.extend(named);
        }
    }
    all
}

#[test]
fn every_word_exists_in_every_language_and_speaks_of_the_same_things() {
    let english = messages(Language::English);
    assert!(english.len() > 80, "the catalogue was read");
    for language in Language::ALL {
        let theirs = messages(language);
        let missing: Vec<_> = english
            .keys()
            .filter(|key| !theirs.contains_key(*key))
            .collect();
        let extra: Vec<_> = theirs
            .keys()
            .filter(|key| !english.contains_key(*key))
            .collect();
        assert!(
            missing.is_empty() && extra.is_empty(),
            "{language:?} lacks {missing:?}, has {extra:?}"
        );
        for (key, (arguments, _)) in &english {
            assert_eq!(*arguments, theirs[key].0, "{key} in {language:?}");
            assert!(
                Catalogue::shipped().has(language, key),
                "{key} cannot be read in {language:?}"
            );
        }
    }
}

#[test]
fn nobody_is_shouted_at_and_nothing_winks() {
    for language in Language::ALL {
        for (key, (_, said)) in messages(language) {
            let odd: String = said
                .chars()
                .filter(|c| ['!', '¡'].contains(c) || u32::from(*c) > 0x2FFF)
                .collect();
            assert!(odd.is_empty(), "{key} in {language:?}: {odd}");
        }
    }
}

/// The key literals in `say("..")`, `say_with("..")` and `t!("..")`.
fn keys_said(text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    for call in [".say(", ".say_with(", "t!("] {
        for (at, _) in text.match_indices(call) {
            let part_of_a_longer_name = text
                .get(..at)
                .unwrap()
                .ends_with(|c: char| c.is_alphanumeric() || c == '_');
            if call == "t!(" && part_of_a_longer_name {
                continue;
            }
            let rest = text.get(at + call.len()..).unwrap();
            let Some(rest) = rest.trim_start().strip_prefix('"') else {
                continue;
            };
            keys.extend(rest.split('"').next().map(str::to_owned));
        }
    }
    keys
}

fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.ends_with("pages/tests/words.rs") {
            // This file speaks of the calls it looks for.
        } else if path
            .extension()
            .is_some_and(|kind| kind == "rs" || kind == "html")
        {
            found.push((
                path.display().to_string(),
                fs::read_to_string(&path).unwrap(),
            ));
        }
    }
}

#[test]
fn every_word_a_page_asks_for_exists() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = Vec::new();
    sources(&crates, &mut found);
    let known = messages(Language::English);
    let mut asked = 0;
    let mut missing = Vec::new();
    for (path, text) in &found {
        for key in keys_said(text) {
            asked += 1;
            if !known.contains_key(&key) {
                missing.push(format!("{key} in {path}"));
            }
        }
    }
    assert!(asked > 20, "the sources were read");
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn keys_are_found_however_the_call_is_broken_over_lines() {
    let text = "format!(\"no\"); words.say(\"one\"); words\n .say_with(\n  \"two\", &[]); t!(\"three\"); words.say(key)";
    assert_eq!(keys_said(text), ["one", "two", "three"]);
}
