//! What a client does not want to meet: words and names, and pictures that come unasked. Kept where
//! nobody but the client ever reads.

use super::fold::{Cut, words_of};
use care::{RecordId, Section};
use sealed::{Act, Passing, ReadError, Stored};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fmt;

/// How many words a client can name: this project's own choice.
pub const WORDS_MAX: usize = 64;
/// How many letters one of them may have: this project's own choice; a name of several words fits.
pub const LETTERS_MAX: usize = 40;
/// How many letters one must have at least: a single one stands in too many sentences.
const LETTERS_MIN: usize = 2;

/// The stored shape. It lies with the half-written words, the only section that nobody but the
/// client opens, whatever anyone is granted, and is written over: of a word that was taken off
/// nothing is left.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietV1 {
    /// The words, as they were typed.
    pub words: Vec<String>,
    /// Whether pictures on screens are shown only when tapped.
    pub pictures: bool,
}

impl Stored for QuietV1 {
    const KIND: &'static str = "quiet-words";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Drafts;
}

impl Passing for QuietV1 {}

impl fmt::Debug for QuietV1 {
    /// Says how many there are, not which.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "QuietV1({} words)", self.words.len())
    }
}

/// Why a list of words was not taken. Nothing was cut off.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum WrongQuiet {
    /// More than [`WORDS_MAX`].
    #[error("there are {0} words, {WORDS_MAX} at most")]
    Many(usize),
    /// One has more than [`LETTERS_MAX`] letters.
    #[error("a word has more than {LETTERS_MAX} letters")]
    Long(String),
    /// One has a single letter, or none.
    #[error("a word has fewer than {LETTERS_MIN} letters")]
    Short(String),
}

impl QuietV1 {
    /// The list as it was typed: a word or a name on each line. The same word twice is one.
    ///
    /// # Errors
    /// As [`WrongQuiet`] says.
    pub fn typed(typed: &str, pictures: bool) -> Result<Self, WrongQuiet> {
        let (mut words, mut folded) = (Vec::new(), Vec::new());
        for line in typed.lines() {
            let word = line.split_whitespace().collect::<Vec<_>>().join(" ");
            if word.is_empty() {
                continue;
            }
            let parts = words_of(&word);
            if word.chars().count() > LETTERS_MAX {
                return Err(WrongQuiet::Long(word));
            }
            let letters: usize = parts.iter().map(|part| part.chars().count()).sum();
            if letters < LETTERS_MIN {
                return Err(WrongQuiet::Short(word));
            }
            if !folded.contains(&parts) {
                folded.push(parts);
                words.push(word);
            }
        }
        if words.len() > WORDS_MAX {
            return Err(WrongQuiet::Many(words.len()));
        }
        Ok(Self { words, pictures })
    }
}

fn id(act: &Act) -> RecordId {
    act.id_for("quiet words", RecordId::from_bytes([0; 16]))
}

/// What the client named; nothing if they never did. The act opens the half-written words.
///
/// # Errors
/// If it could not be read.
pub async fn stored(act: &Act) -> Result<QuietV1, ReadError> {
    let found = act.find::<QuietV1>(id(act)).await?;
    Ok(found.map(|kept| kept.value).unwrap_or_default())
}

/// Keeps the list in place of the one before.
///
/// # Errors
/// If it could not be sealed.
pub fn keep(act: &mut Act, list: &QuietV1) -> Result<(), ReadError> {
    let id = id(act);
    act.overwrite(id, list)
}

/// The list, ready to be looked for in texts.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Quiet {
    /// By the first word, what must follow it; the longest first.
    words: HashMap<String, Vec<Vec<String>>>,
    list: QuietV1,
    /// Whether there is a list that does not open.
    pub(super) unreadable: bool,
}

impl fmt::Debug for Quiet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.list.fmt(f)
    }
}

impl Quiet {
    /// The list as it is kept.
    pub fn of(list: &QuietV1) -> Self {
        let mut words: HashMap<String, Vec<Vec<String>>> = HashMap::new();
        for word in list.words.iter().take(WORDS_MAX) {
            let mut parts = words_of(word).into_iter();
            if let Some(first) = parts.next() {
                words.entry(first).or_default().push(parts.collect());
            }
        }
        for rest in words.values_mut() {
            rest.sort_by_key(|rest| std::cmp::Reverse(rest.len()));
        }
        Self {
            words,
            list: list.clone(),
            unreadable: false,
        }
    }

    /// There is a list, and it does not open.
    pub(super) fn unreadable() -> Self {
        Self {
            unreadable: true,
            ..Self::default()
        }
    }

    /// Whether nothing is to be left out.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && !self.list.pictures
    }

    /// The list as it is kept.
    pub const fn list(&self) -> &QuietV1 {
        &self.list
    }

    /// The words of a cut text that are named: from which byte to which, in order.
    pub(super) fn named(&self, cut: &Cut, mut found: impl FnMut(usize, usize)) {
        let mut at = 0;
        while let Some(first) = cut.words.get(at) {
            let rest = cut.words.get(at + 1..).unwrap_or_default();
            let length = self.words.get(cut.folded(*first)).and_then(|all| {
                all.iter().find(|follows| {
                    follows.len() <= rest.len()
                        && follows
                            .iter()
                            .zip(rest)
                            .all(|(part, word)| word.joined && cut.folded(*word) == part)
                })
            });
            match length.map(Vec::len) {
                Some(more) => {
                    let last = cut.words.get(at + more).unwrap_or(first);
                    found(first.from, last.to);
                    at += more + 1;
                }
                None => at += 1,
            }
        }
    }

    /// Whether a plain text has a named word in it.
    pub fn meets(&self, text: &str) -> bool {
        let mut met = false;
        self.plain_cut(text, |_, _| met = true);
        met
    }

    /// A plain text with `instead` in the place of each named word: where there is no way to show
    /// it again, as on a sheet without a line.
    pub fn plain(&self, text: &str, instead: &str) -> String {
        let (mut out, mut at) = (String::with_capacity(text.len()), 0);
        self.plain_cut(text, |from, to| {
            out.push_str(text.get(at..from).unwrap_or_default());
            out.push_str(instead);
            at = to;
        });
        out.push_str(text.get(at..).unwrap_or_default());
        out
    }

    fn plain_cut(&self, text: &str, found: impl FnMut(usize, usize)) {
        if self.words.is_empty() {
            return;
        }
        let mut cut = Cut::default();
        let letters = text.char_indices();
        cut.again(letters.map(|(at, letter)| (at, at + letter.len_utf8(), letter)));
        self.named(&cut, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quiet(words: &[&str]) -> Quiet {
        let list = QuietV1::typed(&words.join("\n"), false);
        Quiet::of(&list.unwrap())
    }

    #[test]
    fn whole_words_are_met_however_they_are_written_and_nothing_else() {
        let quiet = quiet(&["Bob", "uncle Bob Stone", "cárcel", "O'Brien", "ex-husband"]);
        for (text, left) in [
            ("bobbin, Bobby and BOB.", "bobbin, Bobby and _."),
            ("Bob's car", "_'s car"),
            ("Uncle  bob-stone came", "_ came"),
            ("Uncle. Bob Stone", "Uncle. _ Stone"),
            ("la Carcel y la CÁRCEL", "la _ y la _"),
            ("O\u{2019}Brien and obrien", "_ and obrien"),
            ("my ex husband", "my _"),
            ("B\u{ad}ob", "_"),
            ("", ""),
        ] {
            assert_eq!(quiet.plain(text, "_"), left);
            assert_eq!(quiet.meets(text), text != left);
        }
        assert!(!Quiet::default().meets("Bob") && Quiet::default().is_empty());
    }

    #[test]
    fn a_list_is_taken_as_typed_or_not_at_all() {
        let list = QuietV1::typed("  Bob \n\nuncle   Bob\nBOB\n", true).unwrap();
        assert_eq!(list.words, ["Bob", "uncle Bob"]);
        assert!(list.pictures);
        let long = "x".repeat(LETTERS_MAX + 1);
        assert_eq!(
            QuietV1::typed(&long, false).err(),
            Some(WrongQuiet::Long(long))
        );
        for short in ["a", "?", "…!"] {
            let wrong = QuietV1::typed(short, false).err();
            assert_eq!(wrong, Some(WrongQuiet::Short(short.to_owned())));
        }
        let many: Vec<String> = (0..=WORDS_MAX).map(|n| format!("word{n}")).collect();
        assert_eq!(
            QuietV1::typed(&many.join("\n"), false).err(),
            Some(WrongQuiet::Many(WORDS_MAX + 1))
        );
        assert!(QuietV1::typed(&many[..WORDS_MAX].join("\n"), false).is_ok());
    }
}
