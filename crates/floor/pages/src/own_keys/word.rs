//! The word that opens what is one's own alone, as it is chosen.

use care::Private;

/// How many letters it has at least. This project's own choice; the guessing is slowed down besides.
pub const LEAST: usize = 8;
/// The most letters that are looked at.
const MOST: usize = 200;

/// Why a word cannot be one's own word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WrongWord {
    /// Fewer than [`LEAST`] letters.
    Short,
    /// More than can be looked at.
    Long,
    /// The second time it was written differently.
    Differ,
}

/// A word as typed, without spaces around it.
pub fn typed(typed: Option<&str>) -> Private<String> {
    Private::new(typed.unwrap_or_default().trim().to_owned())
}

/// Takes a word that was chosen and written twice.
///
/// # Errors
/// What is wrong with it.
pub fn chosen(word: &Private<String>, again: &Private<String>) -> Result<(), WrongWord> {
    match word.expose().chars().count() {
        ..LEAST => Err(WrongWord::Short),
        count if count > MOST => Err(WrongWord::Long),
        _ if word.expose() != again.expose() => Err(WrongWord::Differ),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_eight_letters_and_is_the_same_twice() {
        let long = "x".repeat(MOST + 1);
        for (word, again, taken) in [
            ("", "", Err(WrongWord::Short)),
            ("sieben7", "sieben7", Err(WrongWord::Short)),
            ("ñandúes8", "ñandúes8", Ok(())),
            ("  ñandúes8 ", "ñandúes8", Ok(())),
            ("ñandúes8", "Ñandúes8", Err(WrongWord::Differ)),
            (&long, &long, Err(WrongWord::Long)),
        ] {
            let found = chosen(&typed(Some(word)), &typed(Some(again)));
            assert_eq!(found, taken, "{word}");
        }
    }
}
