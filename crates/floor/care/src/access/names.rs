//! When a name that a client wrote down is the name of someone here. A client who is afraid of one
//! person writes what they know; so it errs towards "that may be them", and whoever is held off by
//! it hears only that someone else must be chosen.

use super::Facts;
use alloc::string::String;
use alloc::vec::Vec;

/// Words in front of a name that say nothing about who it is.
const TITLES: [&str; 8] = ["dr", "dra", "mr", "mrs", "ms", "sr", "sra", "prof"];

/// A letter without its marks and capitals, for the letters of European languages.
fn plain(letter: char) -> &'static str {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ł' | 'ľ' | 'ļ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ß' => "ss",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ť' | 'ţ' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    }
}

fn words(name: &str) -> Vec<String> {
    let mut flat = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        let without = plain(letter);
        // A mark that stands apart from its letter is left out with it.
        if ('\u{300}'..='\u{36f}').contains(&letter) || letter == '\'' || letter == '\u{2019}' {
        } else if !without.is_empty() {
            flat.push_str(without);
        } else if letter.is_alphanumeric() {
            flat.push(letter);
        } else {
            flat.push(' ');
        }
    }
    let is_said = |word: &&str| word.chars().count() > 1 && !TITLES.contains(word);
    flat.split(' ').filter(is_said).map(String::from).collect()
}

/// Whether two names may be the same person's: every word of the shorter one stands in the longer
/// one, whatever the order, capitals, marks, titles and initials.
pub fn same_name(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    !short.is_empty() && short.iter().all(|word| long.contains(word))
}

/// Whether the client wrote down this name, as one of somebody for whom they do not exist.
pub fn is_named(facts: &Facts, name: &str) -> bool {
    facts
        .named
        .iter()
        .any(|named| same_name(named.expose(), name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::private::Private;

    #[test]
    fn a_name_is_known_again_however_it_is_written() {
        for (one, other, same) in [
            ("Ben Stone", "ben  STONE", true),
            ("Ben Stone", "Stone, Ben", true),
            ("Ben Stone", "Dr. Ben A. Stone", true),
            ("Ben", "Ben Stone", true),
            ("José Núñez", "Jose Nunez", true),
            ("Jose\u{301} Nu\u{301}n\u{303}ez", "José Núñez", true),
            ("O'Neill", "O\u{2019}Neill", true),
            ("Günther Groß", "Gunther Gross", true),
            ("Мария Петрова", "мария петрова", true),
            ("Ben Stone", "Ben Stoner", false),
            ("Ben Stone", "Ana Stone", false),
            ("Dr.", "Dr. Ben Stone", false),
            ("", "Ben Stone", false),
            ("B", "Ben Stone", false),
        ] {
            assert_eq!(same_name(one, other), same, "{one} and {other}");
            assert_eq!(same_name(other, one), same, "{other} and {one}");
        }
    }

    #[test]
    fn a_name_nobody_wrote_down_is_nobodys() {
        let mut facts = Facts::default();
        assert!(!is_named(&facts, "Ben Stone"));
        facts.named.push(Private::new(String::from("ben stone")));
        assert!(is_named(&facts, "Ben Stone"));
        assert!(!is_named(&facts, "Ruth Okafor"));
    }
}
