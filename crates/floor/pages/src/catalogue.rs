//! Everything the service says, in every language it speaks.
//!
//! Words live in `library/locales/<language>/<area>.ftl`, one file per capability; adding a file is
//! enough. A word that is missing is shown as its key and logged as its key, never more: a person
//! is never met by an empty page because a translation was forgotten.

use crate::words::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Entry;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// Language tag, area, text; gathered when the crate is built.
const FILES: &[(&str, &str, &str)] = &include!(concat!(env!("OUT_DIR"), "/messages.rs"));

static SHIPPED: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::read(FILES));

/// A number or words to put into a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Put<'a> {
    /// Words, shown as they are.
    Words(&'a str),
    /// A whole number: decides the plural and is shown without grouping.
    Number(i64),
}

impl<'a> From<&'a str> for Put<'a> {
    fn from(words: &'a str) -> Self {
        Self::Words(words)
    }
}

impl<'a> From<&'a String> for Put<'a> {
    fn from(words: &'a String) -> Self {
        Self::Words(words)
    }
}

impl From<i64> for Put<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<i32> for Put<'_> {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u32> for Put<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u16> for Put<'_> {
    fn from(number: u16) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Put<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// The words of every language.
pub struct Catalogue {
    languages: BTreeMap<Language, Said>,
}

/// The words of one language.
struct Said {
    bundle: FluentBundle<FluentResource>,
    /// The messages that say the same whatever is put into them, said once: most of a page.
    always: HashMap<String, String>,
}

impl Said {
    fn of(bundle: FluentBundle<FluentResource>, keys: Vec<String>) -> Self {
        let mut always = HashMap::with_capacity(keys.len());
        for key in keys {
            let Some(pattern) = bundle.get_message(&key).and_then(|found| found.value()) else {
                continue;
            };
            // A message that speaks of something says that it is missing.
            let mut missing = Vec::new();
            let said = bundle
                .format_pattern(pattern, None, &mut missing)
                .into_owned();
            if missing.is_empty() {
                always.insert(key, said);
            }
        }
        Self { bundle, always }
    }
}

/// The keys of the messages in a file.
fn keys(resource: &FluentResource) -> Vec<String> {
    let key = |entry: &Entry<&str>| match entry {
        Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    };
    resource.entries().filter_map(key).collect()
}

impl Catalogue {
    /// The words this program was built with.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    fn read(files: &[(&str, &str, &str)]) -> Self {
        let mut languages = BTreeMap::new();
        for language in Language::ALL {
            let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
            // The marks that Fluent can put around arguments break words in titles and in tests,
            // and both languages here are written from left to right.
            bundle.set_use_isolating(false);
            let mut named = Vec::new();
            for (tag, area, text) in files {
                if *tag == language.tag() {
                    // What can be read of a faulty file is used; tests refuse faulty files.
                    let resource =
                        FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(rest, _)| {
                            tracing::error!(area, language = tag, "a message file has a mistake");
                            rest
                        });
                    named.extend(keys(&resource));
                    if bundle.add_resource(resource).is_err() {
                        tracing::error!(area, language = tag, "a message is there twice");
                    }
                }
            }
            languages.insert(language, Said::of(bundle, named));
        }
        Self { languages }
    }

    /// Says the message `key` in `language`. A missing key is said as itself.
    pub fn say(&self, language: Language, key: &str, put: &[(&str, Put<'_>)]) -> String {
        self.find(language, key, put)
            .or_else(|| {
                tracing::error!(key, language = language.tag(), "a message is missing");
                self.find(Language::English, key, put)
            })
            .unwrap_or_else(|| key.to_owned())
    }

    fn find(&self, language: Language, key: &str, put: &[(&str, Put<'_>)]) -> Option<String> {
        let said = self.languages.get(&language)?;
        if let Some(words) = said.always.get(key) {
            return Some(words.clone());
        }
        let bundle = &said.bundle;
        let pattern = bundle.get_message(key)?.value()?;
        let mut arguments = FluentArgs::with_capacity(put.len());
        for (name, value) in put {
            match value {
                Put::Words(words) => arguments.set(*name, FluentValue::from(*words)),
                Put::Number(number) => arguments.set(*name, FluentValue::from(*number)),
            }
        }
        let mut errors = Vec::new();
        let said = bundle
            .format_pattern(pattern, Some(&arguments), &mut errors)
            .into_owned();
        if !errors.is_empty() {
            tracing::error!(
                key,
                language = language.tag(),
                "a message lacks what it speaks of"
            );
        }
        Some(said)
    }

    /// Whether `language` has the message `key`.
    pub fn has(&self, language: Language, key: &str) -> bool {
        self.languages
            .get(&language)
            .is_some_and(|said| said.bundle.has_message(key))
    }
}

/// Language tag, area and text of every message file, for the tests that compare them.
#[doc(hidden)]
pub fn files() -> &'static [(&'static str, &'static str, &'static str)] {
    FILES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_word_is_said_as_its_key() {
        assert_eq!(
            Catalogue::shipped().say(Language::Spanish, "no-such-word", &[]),
            "no-such-word"
        );
    }

    #[test]
    fn a_word_missing_in_one_language_is_said_in_english_before_it_is_said_as_a_key() {
        let catalogue =
            Catalogue::read(&[("en", "a", "hello = Hello { $name }\n"), ("es", "a", "")]);
        let said = catalogue.say(Language::Spanish, "hello", &[("name", "Ana".into())]);
        assert_eq!(said, "Hello Ana");
    }

    #[test]
    fn a_faulty_file_loses_only_its_faulty_words() {
        let catalogue = Catalogue::read(&[("en", "a", "good = Good\n= = bad\nalso = Also\n")]);
        assert_eq!(catalogue.say(Language::English, "good", &[]), "Good");
        assert_eq!(catalogue.say(Language::English, "also", &[]), "Also");
    }

    #[test]
    fn plurals_follow_the_language_and_nothing_is_wrapped_in_marks() {
        let catalogue = Catalogue::shipped();
        for (language, n, said) in [
            (Language::English, 1, "an hour ago"),
            (Language::English, 3, "3 hours ago"),
            (Language::Spanish, 1, "hace una hora"),
            (Language::Spanish, 3, "hace 3 horas"),
        ] {
            assert_eq!(
                catalogue.say(language, "ago-hours", &[("n", n.into())]),
                said
            );
        }
    }
}
