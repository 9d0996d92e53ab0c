//! Words people write, parsed at the edge: trimmed, not empty, not longer than their place allows.

use pages::Words;
use std::fmt;

/// A few words of at most `MAX` characters. Printing one for debugging shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Line<const MAX: usize>(String);

/// Why words could not be taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum WrongWords {
    /// Nothing was written.
    #[error("nothing was written")]
    Missing,
    /// More was written than there is room for.
    #[error("{was} letters were written, and there is room for {most}")]
    TooLong {
        /// How many letters there are.
        was: usize,
        /// How many there may be.
        most: usize,
    },
}

impl WrongWords {
    /// What is said at the field: what to do, and that nothing was cut.
    pub(crate) fn say(self, words: Words) -> String {
        match self {
            Self::Missing => words.say("wrong-required-staff"),
            Self::TooLong { was, most } => words.say_with(
                "wrong-too-long",
                &[("was", was.into()), ("most", most.into())],
            ),
        }
    }
}

impl<const MAX: usize> Line<MAX> {
    /// Takes words: without spaces around them and without control characters.
    pub fn parse(words: &str) -> Result<Self, WrongWords> {
        let kept: String = words
            .trim()
            .chars()
            .filter(|character| !character.is_control() || *character == '\n')
            .collect();
        match kept.chars().count() {
            0 => Err(WrongWords::Missing),
            was if was > MAX => Err(WrongWords::TooLong { was, most: MAX }),
            _ => Ok(Self(kept)),
        }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> fmt::Debug for Line<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Line(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_as_they_were_meant() {
        for (written, taken) in [
            ("  ring her \r\n", Ok("ring her")),
            ("a\u{0}b", Ok("ab")),
            (" \n ", Err(WrongWords::Missing)),
            ("ñandúñandú", Ok("ñandúñandú")),
            (
                "ñandúñandúñ",
                Err(WrongWords::TooLong { was: 11, most: 10 }),
            ),
        ] {
            let line = Line::<10>::parse(written);
            assert_eq!(line.as_ref().map(Line::as_str), taken.as_ref().copied());
        }
        let line = Line::<10>::parse("secret").unwrap();
        assert_eq!(format!("{line:?}"), "Line(..)");
    }
}
