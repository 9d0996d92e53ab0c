//! What words for a client never say: a check over the words of a capability and over forms.
//!
//! It finds phrases, not meanings: that nothing is found does not make words good, and each rule
//! says why it stands. A test of each capability runs it over the client's part of its words and
//! over its sheets.

mod forbidden;
mod gather;

use crate::reading_age;
use forbidden::{ENGLISH, Rule, SPANISH};
use std::path::{Path, PathBuf};

/// In which language words are spoken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spoken {
    /// English.
    English,
    /// Spanish.
    Spanish,
}

/// Words that are not said to a client.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The words as a whole.
    pub words: String,
    /// What was found in them.
    pub pattern: &'static str,
    /// Why it is not said.
    pub why: &'static str,
}

/// How many words make a text long enough to say at what age it is read.
const ENOUGH_WORDS: usize = 40;

/// What is found in these words.
pub fn in_words(words: &str, spoken: Spoken) -> Vec<Found> {
    let rules = match spoken {
        Spoken::English => ENGLISH,
        Spoken::Spanish => SPANISH,
    };
    let heard = heard(words);
    let found = |rule: &Rule| {
        let patterns = rule.patterns.iter();
        let met: Vec<_> = patterns.filter(|one| is_said(one, &heard)).collect();
        met.into_iter()
            .map(|pattern| Found {
                words: words.to_owned(),
                pattern,
                why: rule.why,
            })
            .collect::<Vec<_>>()
    };
    let mut all: Vec<Found> = rules.iter().flat_map(found).collect();
    if words.contains(['!', '¡']) {
        all.push(Found {
            words: words.to_owned(),
            pattern: "!",
            why: "nothing is shouted at a frightened person",
        });
    }
    all
}

/// Words one by one, in small letters.
fn heard(words: &str) -> Vec<String> {
    words
        .to_lowercase()
        .replace('’', "'")
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .filter(|word| !word.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}

/// Whether a pattern is said: its words one after the other, `*` for any ending, `_` for any word.
fn is_said(pattern: &str, heard: &[String]) -> bool {
    let wanted: Vec<&str> = pattern.split(' ').collect();
    let one = |wanted: &&str, word: &String| match wanted.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => *wanted == "_" || wanted == word,
    };
    heard.windows(wanted.len()).any(|said| {
        wanted
            .iter()
            .zip(said)
            .all(|(wanted, word)| one(wanted, word))
    })
}

/// What is found in the client's part of a file of words: all of it but the sections headed
/// `## Taken along` and `## For staff…`.
pub fn in_ftl(file: &str, spoken: Spoken) -> Vec<Found> {
    let said = gather::client_words(file);
    said.iter().flat_map(|one| in_words(one, spoken)).collect()
}

/// What is found in a FHIR Questionnaire, in its own words (English) and their Spanish.
///
/// # Panics
/// If it is not JSON.
pub fn in_form(json: &str) -> Vec<Found> {
    let words = gather::form_words(json);
    let english = words.english.iter();
    let english = english.flat_map(|one| in_words(one, Spoken::English));
    let spanish = words.spanish.iter();
    english
        .chain(spanish.flat_map(|one| in_words(one, Spoken::Spanish)))
        .collect()
}

/// Fails, naming everything found, if the client's words of this area say what is never said, or
/// are read later than at nine. `area`: the name of the files, such as `diary`.
///
/// # Panics
/// If something is found, or a file cannot be read.
pub fn check_ftl(area: &str) {
    let read = |language: &str| read(&format!("locales/{language}/{area}.ftl"));
    let (english, spanish) = (read("en"), read("es"));
    let mut found = in_ftl(&english, Spoken::English);
    found.extend(in_ftl(&spanish, Spoken::Spanish));
    assert!(found.is_empty(), "{area}.ftl: {found:#?}");
    read_at_nine(area, &gather::client_words(&english));
}

/// The same for a sheet of the library. `name`: its file without the ending, such as `chain`.
///
/// # Panics
/// If something is found, a word has no Spanish, or the file cannot be read.
pub fn check_sheet(name: &str) {
    let json = read(&format!("worksheets/{name}.json"));
    let found = in_form(&json);
    assert!(found.is_empty(), "{name}.json: {found:#?}");
    let words = gather::form_words(&json);
    assert_eq!(
        words.without_spanish,
        Vec::<String>::new(),
        "{name}.json: without Spanish"
    );
    read_at_nine(name, &words.english);
}

/// Sentences among these words are read at nine. Labels and buttons are no sentences.
fn read_at_nine(name: &str, words: &[String]) {
    let is_sentence = |one: &&String| one.ends_with(['.', '?']);
    let all: Vec<&str> = words
        .iter()
        .filter(is_sentence)
        .map(String::as_str)
        .collect();
    let all = all.join(" ");
    if all.split_whitespace().count() < ENOUGH_WORDS {
        return;
    }
    let age = reading_age::age(&all);
    assert!(
        age <= reading_age::AGE,
        "{name} is read at {age:.1}, not at {}: {all}",
        reading_age::AGE
    );
}

#[expect(clippy::panic, reason = "a test fails where a file is missing")]
fn read(path: &str) -> String {
    let library: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../library");
    let path = library.join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests;
