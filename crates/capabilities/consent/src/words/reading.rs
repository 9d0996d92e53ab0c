//! LE-6: how old a reader has to be for the words about who has seen their record, by the Flesch-
//! Kincaid grade (Kincaid, Fishburne, Rogers and Chissom 1975): 0.39 words a sentence + 11.8
//! syllables a word - 15.59. A grade of 4 is read at nine.

use pages::{Language, Words};

/// The messages that a client reads there. Those of staff are not among them.
const FILES: [&str; 2] = [
    include_str!("../../../../../library/locales/en/consent.ftl"),
    include_str!("../../../../../library/locales/en/ledger.ftl"),
];
/// A grade of the first school year is read at six, so age is grade and five more; reading at nine
/// is a grade of four.
const AGE_OF_GRADE_NOUGHT: f64 = 5.0;
const AGE: f64 = 9.0;

/// Syllables as the formula's counters count them: groups of vowels, without a silent e at the end.
fn syllables(word: &str) -> usize {
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

fn grade(text: &str) -> f64 {
    let sentences = text
        .split(['.', '!', '?', ':'])
        .filter(|sentence| sentence.chars().any(char::is_alphabetic))
        .count();
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .filter(|word| !word.is_empty())
        .collect();
    let count = |number: usize| f64::from(u32::try_from(number).unwrap());
    let syllables = words.iter().map(|word| syllables(word)).sum();
    let (said, sentences) = (count(words.len()), count(sentences));
    0.39 * said / sentences + 11.8 * count(syllables) / said - 15.59
}

/// Every sentence a client reads on these pages, with plain words where a name or a part stands.
fn sentences() -> String {
    let words = Words::new(Language::English);
    let mut all = String::new();
    for line in FILES.iter().flat_map(|file| file.lines()) {
        let Some((key, _)) = line.split_once(" = ") else {
            continue;
        };
        let for_client = ["seen-", "ask-", "along-", "check-lines-"];
        let is_sentence = |said: &str| said.ends_with(['.', '?']);
        let given = [
            ("name", "Ruth".into()),
            ("how", "your therapist".into()),
            ("role", "a therapist here".into()),
            ("what", "your notes".into()),
            ("purpose", "to work with you".into()),
            ("when", "at 14:02".into()),
            ("since", "Monday".into()),
            ("until", "Friday".into()),
            ("day", "3 May".into()),
            ("did", "".into()),
            ("count", 3.into()),
            ("size", 90.into()),
            ("key", "the key".into()),
            ("seconds", "two".into()),
            ("who", "Mara".into()),
        ];
        let said = words.say_with(key, &given);
        if for_client.iter().any(|begins| key.starts_with(begins)) && is_sentence(&said) {
            all.push_str(&said);
            all.push(' ');
        }
    }
    all
}

#[test]
fn the_words_about_who_has_seen_a_record_are_read_at_nine() {
    let all = sentences();
    assert!(all.split_whitespace().count() > 500, "{all}");
    let age = grade(&all) + AGE_OF_GRADE_NOUGHT;
    assert!(age <= AGE, "read at {age:.1}: {all}");
    testing::shows(
        "LE-6",
        &format!(
            "the client's words about their ledger are read at {age:.1} (Flesch-Kincaid grade and five); no id stands on the page"
        ),
    );
}

#[test]
fn hard_words_are_found_to_be_hard() {
    let easy = "The cat sat on the mat. It was glad.";
    let hard =
        "Institutional confidentiality notwithstanding, authorisation necessitates documentation.";
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
