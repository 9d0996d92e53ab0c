//! The words that are looked for: unlikely, each of its own, and written down as they are used.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Words that were handed out.
#[derive(Default)]
pub(crate) struct Planted {
    all: Vec<String>,
    /// Those that people were told are kept, and that must be readable with the keys.
    kept: Vec<String>,
    /// How many in each place.
    places: BTreeMap<&'static str, usize>,
}

impl Planted {
    /// So many words that nobody has used.
    pub(crate) fn of(count: usize) -> Self {
        let mut planted = Self::default();
        for _ in 0..count {
            planted.typed("nowhere");
        }
        planted
    }

    /// A word that someone types and that is not kept: a passphrase, something refused.
    pub(crate) fn typed(&mut self, place: &'static str) -> String {
        // Twelve letters and digits: long enough to mean nothing by chance in random bytes.
        let word = format!("zqxv{:04}kwuj", self.all.len());
        self.all.push(word.clone());
        *self.places.entry(place).or_default() += 1;
        word
    }

    /// A word that someone writes and that is kept.
    pub(crate) fn word(&mut self, place: &'static str) -> String {
        let word = self.typed(place);
        self.kept.push(word.clone());
        word
    }

    /// Two of them in a sentence.
    pub(crate) fn words(&mut self, place: &'static str) -> String {
        let first = self.word(place);
        format!("Made up: {first}, and then {}.", self.word(place))
    }

    pub(crate) fn all(&self) -> &[String] {
        &self.all
    }

    pub(crate) fn kept(&self) -> &[String] {
        &self.kept
    }

    /// Where they were planted, in one line.
    pub(crate) fn places(&self) -> String {
        let mut told = String::from("  planted in:");
        for (place, count) in &self.places {
            // Writing to a string cannot fail.
            let _ = write!(told, " {place} {count},");
        }
        told
    }
}
