//! How old a reader has to be for words a client reads, by the Flesch-Kincaid grade (Kincaid,
//! Fishburne, Rogers and Chissom 1975): 0.39 words a sentence + 11.8 syllables a word - 15.59. A
//! grade of 4 is read at nine. It knows English only.

/// A grade of the first school year is read at six, so age is grade and five more.
const AGE_OF_GRADE_NOUGHT: f64 = 5.0;
/// The age for which a client's words are written, in years: this project's own choice.
pub const AGE: f64 = 9.0;

/// Syllables as the formula's counters count them: groups of vowels, without a silent e at the end.
pub fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word.to_lowercase().chars().collect();
    let vowel = |letter: char| "aeiouy".contains(letter);
    let mut count = 0;
    let mut before = false;
    for letter in &letters {
        count += usize::from(vowel(*letter) && !before);
        before = vowel(*letter);
    }
    let silent = match letters.as_slice() {
        [.., 'l', 'e'] => false,
        [.., last, 'e'] => !vowel(*last),
        [.., last, 'e', 'd'] => !matches!(last, 't' | 'd') && !vowel(*last),
        _ => false,
    };
    (count - usize::from(silent && count > 1)).max(1)
}

/// The grade of a text. A text without a sentence has none: it is not a number then.
pub fn grade(text: &str) -> f64 {
    let sentences = text
        .split(['.', '!', '?', ':'])
        .filter(|sentence| sentence.chars().any(char::is_alphabetic))
        .count();
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .filter(|word| !word.is_empty())
        .collect();
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    let syllables = words.iter().map(|word| syllables(word)).sum();
    let (said, sentences) = (count(words.len()), count(sentences));
    0.39 * said / sentences + 11.8 * count(syllables) / said - 15.59
}

/// At what age a text is read, in years.
pub fn age(text: &str) -> f64 {
    grade(text) + AGE_OF_GRADE_NOUGHT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hard_words_are_found_to_be_hard() {
        let easy = "The cat sat on the mat. It was glad.";
        let hard = "Institutional confidentiality notwithstanding, authorisation necessitates documentation.";
        assert!(grade(easy) < 3.0, "{}", grade(easy));
        assert!(grade(hard) > 20.0, "{}", grade(hard));
        for (word, count) in [
            ("little", 2),
            ("made", 1),
            ("opened", 2),
            ("wanted", 2),
            ("record", 2),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }
}
