//! Words people write, parsed at the edge: trimmed, not empty, not longer than their place allows.

use alloc::borrow::ToOwned as _;
use alloc::string::String;
use core::fmt;

/// A few words of at most `MAX` characters. Printing one for debugging shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Line<const MAX: usize>(String);

/// Why words could not be taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WrongWords {
    /// Nothing was written.
    Missing,
    /// More was written than there is room for.
    TooLong {
        /// How many letters there are.
        was: usize,
        /// How many there may be.
        most: usize,
    },
}

impl fmt::Display for WrongWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("nothing was written"),
            Self::TooLong { was, most } => write!(
                f,
                "{was} letters were written, and there is room for {most}"
            ),
        }
    }
}

impl core::error::Error for WrongWords {}

/// Whether a character is one of those that embed, override or isolate the direction of writing
/// (Unicode Standard Annex 9, section 2): U+202A to U+202E and U+2066 to U+2069. Nobody types them,
/// every script is written without them, and with them words can be shown in another order than they
/// stand in, and run on into what stands beside them. The marks of Arabic and Hebrew are not among
/// them.
pub const fn turns_letters(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

impl<const MAX: usize> Line<MAX> {
    /// Takes words: without spaces around them, without control characters, and without what turns
    /// the order of letters round ([`turns_letters`]).
    pub fn parse(words: &str) -> Result<Self, WrongWords> {
        let meant = |one: &char| (!one.is_control() || *one == '\n') && !turns_letters(*one);
        let kept: String = words.chars().filter(meant).collect();
        let kept = kept.trim().to_owned();
        match kept.chars().count() {
            0 => Err(WrongWords::Missing),
            was if was > MAX => Err(WrongWords::TooLong { was, most: MAX }),
            _ => Ok(Self(kept)),
        }
    }

    /// Takes words that may be left out.
    pub fn parse_optional(words: Option<&str>) -> Result<Option<Self>, WrongWords> {
        match words.map(Self::parse) {
            None | Some(Err(WrongWords::Missing)) => Ok(None),
            Some(Ok(line)) => Ok(Some(line)),
            Some(Err(wrong)) => Err(wrong),
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
    use std::format;

    #[test]
    fn words_are_taken_as_they_were_meant() {
        for (written, taken) in [
            ("  we rushed \r\n", Ok("we rushed")),
            ("a\u{0}b", Ok("ab")),
            ("not \u{202e}won\u{202c}", Ok("not won")),
            ("\u{2066}  \u{2069}", Err(WrongWords::Missing)),
            // The marks with which Arabic and Hebrew are written stay.
            ("\u{200f}\u{5e9}\u{5dc}", Ok("\u{200f}\u{5e9}\u{5dc}")),
            ("", Err(WrongWords::Missing)),
            (" \n ", Err(WrongWords::Missing)),
            ("ñandúñandú", Ok("ñandúñandú")),
            (
                "ñandúñandúñ",
                Err(WrongWords::TooLong { was: 11, most: 10 }),
            ),
        ] {
            assert_eq!(
                Line::<10>::parse(written).as_ref().map(Line::as_str),
                taken.as_ref().copied(),
                "{written:?}"
            );
        }
        let turns = (0..=0x2100).filter_map(char::from_u32);
        let turns: std::vec::Vec<char> = turns.filter(|one| turns_letters(*one)).collect();
        assert_eq!(turns.len(), 9);
        for one in turns {
            let written = format!("a{one}b");
            assert_eq!(Line::<10>::parse(&written).unwrap().as_str(), "ab");
        }
        assert_eq!(Line::<10>::parse_optional(Some("  ")), Ok(None));
        assert_eq!(
            format!("{:?}", Line::<10>::parse("secret").unwrap()),
            "Line(..)"
        );
    }
}
