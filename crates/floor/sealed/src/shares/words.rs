//! Bytes as words that can be read out over a telephone: two bytes are a word of five letters,
//! consonant and vowel in turn, as proquints do it (arXiv:0901.4016). No letter looks like another.

use super::{ShareError, WORDS};
use std::fmt;
use zeroize::Zeroizing;

const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
const VOWELS: &[u8; 4] = b"aiou";

/// Letters of a word: which sixteenth or quarter of what is left each one says.
const LETTERS: [(u32, &[u8]); 5] = [
    (12, CONSONANTS),
    (10, VOWELS),
    (6, CONSONANTS),
    (4, VOWELS),
    (0, CONSONANTS),
];

/// The letters of what stands before the words, for someone who types it without its colon.
const BEFORE: &str = "shareofanytogether";

/// Writes each pair of bytes as a word after a space.
pub(super) fn write(f: &mut fmt::Formatter<'_>, bytes: &[u8]) -> fmt::Result {
    for pair in bytes.chunks_exact(2) {
        let bits = pair
            .iter()
            .fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
        f.write_str(" ")?;
        for (shift, letters) in LETTERS {
            let which = (bits >> shift) as usize & (letters.len() - 1);
            let letter = letters.get(which).copied().unwrap_or_default();
            fmt::Write::write_char(f, char::from(letter))?;
        }
    }
    Ok(())
}

/// Reads the words of a share; whatever is not a letter is passed over.
pub(super) fn read(text: &str) -> Result<Zeroizing<Vec<u8>>, ShareError> {
    let all = text.chars().filter(|letter| letter.is_alphabetic());
    let all: Zeroizing<Vec<char>> =
        Zeroizing::new(all.map(|letter| letter.to_ascii_lowercase()).collect());
    let before: Vec<char> = BEFORE.chars().collect();
    let letters = all.strip_prefix(before.as_slice()).unwrap_or(&all);
    let wanted = WORDS * LETTERS.len();
    if letters.len() != wanted {
        return Err(ShareError::Length {
            found: letters.len(),
            wanted,
        });
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(2 * WORDS));
    for (place, word) in letters.chunks(LETTERS.len()).enumerate() {
        let bits = bits(word).ok_or_else(|| ShareError::Word {
            word: place + 1,
            text: word.iter().collect(),
        })?;
        bytes.extend_from_slice(&bits.to_be_bytes());
    }
    Ok(bytes)
}

fn bits(word: &[char]) -> Option<u16> {
    let mut bits = 0_usize;
    for (letter, (shift, letters)) in word.iter().zip(LETTERS) {
        let letter = u8::try_from(*letter).ok()?;
        let which = letters.iter().position(|known| *known == letter)?;
        bits |= which << shift;
    }
    u16::try_from(bits).ok()
}
