//! Words as they are compared: without capitals, marks or letters that are not seen, and only whole.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A letter that is there and not seen: it splits no word and is no part of one.
const fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

fn is_of_a_word(letter: char) -> bool {
    letter.is_alphanumeric() || is_combining_mark(letter) || is_unseen(letter)
}

/// What may stand between the words of one name: a space, a hyphen, an apostrophe.
fn joins(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '\u{2010}' | '\u{2011}' | '\'' | '\u{2019}')
}

fn fold_into(folded: &mut String, letter: char) {
    if letter.is_ascii() {
        folded.push(letter.to_ascii_lowercase());
        return;
    }
    if is_unseen(letter) {
        return;
    }
    let plain = letter.to_lowercase().nfd();
    folded.extend(plain.filter(|part| !is_combining_mark(*part)));
}

/// A whole word of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Word {
    /// Where it begins and ends in the text, in bytes.
    pub(super) from: usize,
    pub(super) to: usize,
    /// The same in what was folded.
    folded_from: usize,
    folded_to: usize,
    /// Whether only what joins the words of one name stands before it.
    pub(super) joined: bool,
}

/// The whole words of a text that was read letter by letter.
#[derive(Default)]
pub(super) struct Cut {
    folded: String,
    pub(super) words: Vec<Word>,
}

impl Cut {
    pub(super) fn folded(&self, word: Word) -> &str {
        self.folded
            .get(word.folded_from..word.folded_to)
            .unwrap_or_default()
    }

    /// Cuts a text anew: each letter with the bytes that stand for it. Buffers are kept.
    pub(super) fn again(&mut self, letters: impl Iterator<Item = (usize, usize, char)>) {
        self.folded.clear();
        self.words.clear();
        let (mut open, mut joined): (Option<Word>, bool) = (None, true);
        for (from, to, letter) in letters {
            if !is_of_a_word(letter) {
                self.close(&mut open, &mut joined);
                joined &= joins(letter);
                continue;
            }
            let begins = self.folded.len();
            fold_into(&mut self.folded, letter);
            let folded_to = self.folded.len();
            match &mut open {
                Some(word) => (word.to, word.folded_to) = (to, folded_to),
                None => {
                    open = Some(Word {
                        from,
                        to,
                        folded_from: begins,
                        folded_to,
                        joined,
                    });
                }
            }
        }
        self.close(&mut open, &mut joined);
    }

    fn close(&mut self, open: &mut Option<Word>, joined: &mut bool) {
        // Marks alone, without a letter, are no word.
        if let Some(word) = open.take()
            && word.folded_to > word.folded_from
        {
            self.words.push(word);
            *joined = true;
        }
    }
}

/// The words of a plain text, as they are compared.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let mut cut = Cut::default();
    let letters = text.char_indices();
    cut.again(letters.map(|(at, letter)| (at, at + letter.len_utf8(), letter)));
    let words = cut.words.iter();
    words.map(|word| cut.folded(*word).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_whole_and_compared_without_capitals_and_marks() {
        for (text, words) in [
            ("Uncle  Bob's PIZZA", &["uncle", "bob", "s", "pizza"][..]),
            ("José, Jose\u{301}!", &["jose", "jose"]),
            ("to\u{ad}day", &["today"]),
            ("\u{301} – ", &[]),
            ("Łódź 24 ÑANDÚ", &["łodz", "24", "nandu"]),
            ("", &[]),
        ] {
            assert_eq!(words_of(text), words, "{text}");
        }
    }
}
