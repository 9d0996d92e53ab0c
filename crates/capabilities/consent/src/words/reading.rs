//! LE-6: how old a reader has to be for the words about who has seen their record.

use pages::{Language, Words};
use testing::reading_age::{AGE, age};

/// The messages that a client reads there. Those of staff are not among them.
const FILES: [&str; 2] = [
    include_str!("../../../../../library/locales/en/consent.ftl"),
    include_str!("../../../../../library/locales/en/ledger.ftl"),
];

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
    let age = age(&all);
    assert!(age <= AGE, "read at {age:.1}: {all}");
    testing::shows(
        "LE-6",
        &format!(
            "the client's words about their ledger are read at {age:.1} (Flesch-Kincaid grade and five); no id stands on the page"
        ),
    );
}
