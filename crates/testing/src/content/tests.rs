//! The check finds what it is for, and leaves plain words alone.

use super::*;

#[test]
fn what_is_never_said_is_found_with_its_reason() {
    for (words, spoken, pattern) in [
        (
            "Think back to what happened.",
            Spoken::English,
            "think back to what happened",
        ),
        ("Try not to relive it", Spoken::English, "relive*"),
        ("This will help you sleep.", Spoken::English, "will help"),
        ("You’ll feel calm.", Spoken::English, "you'll feel"),
        ("She is a safe person", Spoken::English, "safe person"),
        ("Well done. That is all.", Spoken::English, "well done"),
        ("You SHOULD rest.", Spoken::English, "should"),
        ("Three days in a row", Spoken::English, "in a row"),
        ("Stop!", Spoken::English, "!"),
        (
            "Escribe lo que te pasó.",
            Spoken::Spanish,
            "escribe lo que te pasó",
        ),
        ("Te ayudará a dormir", Spoken::Spanish, "te ayudará"),
        ("Es una persona segura", Spoken::Spanish, "persona segura"),
        ("Bien hecho.", Spoken::Spanish, "bien hecho"),
        ("Deberías parar.", Spoken::Spanish, "deberías"),
        ("¡Hola", Spoken::Spanish, "!"),
    ] {
        let found = in_words(words, spoken);
        assert!(
            found
                .iter()
                .any(|one| one.pattern == pattern && !one.why.is_empty()),
            "{words}: {found:?}"
        );
    }
    for plain in [
        "What happened when you tried it?",
        "Some people find that this helps. You may not.",
        "You do not have to.",
        "Rows of chairs. A safe place to sit.",
    ] {
        assert_eq!(in_words(plain, Spoken::English), []);
    }
}

const FILE: &str = "\
# A tool.
a-title = What { $name } said
a-count = { $count ->
    [one] One day you should rest
   *[other] { $count } days
}

## Taken along
a-taken = This will help
## For staff
a-staff = should
## For the client again
a-more = Well done
    and more
";

#[test]
fn the_clients_part_of_a_file_is_read_and_nothing_else_is() {
    let said = gather::client_words(FILE);
    assert_eq!(
        said,
        [
            "What Ruth said",
            "One day you should rest 2 days",
            "Well done and more"
        ]
    );
    let found = in_ftl(FILE, Spoken::English);
    let patterns: Vec<_> = found.iter().map(|one| one.pattern).collect();
    assert_eq!(patterns, ["should", "well done"]);
}

#[test]
fn every_word_of_a_form_is_read_in_both_languages() {
    let json = r#"{"resourceType":"Questionnaire","copyright":"should","title":"T",
        "item":[{"linkId":"a","text":"You should","_text":{"extension":[{"url":"x","extension":[
        {"url":"lang","valueCode":"es"},{"url":"content","valueString":"Deberías"}]}]},
        "answerOption":[{"valueCoding":{"code":"should","display":"Well done"}}]}]}"#;
    let found = in_form(json);
    let mut patterns: Vec<_> = found.iter().map(|one| one.pattern).collect();
    patterns.sort_unstable();
    assert_eq!(patterns, ["deberías", "should", "well done"]);
    let mut missing = gather::form_words(json).without_spanish;
    missing.sort();
    assert_eq!(missing, ["T", "Well done"]);
}
