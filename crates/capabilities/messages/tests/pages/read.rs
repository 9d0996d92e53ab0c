//! How old a reader has to be for what a client reads here.

use pages::{Language, Words};
use testing::reading_age::{AGE, age};

const FILE: &str = include_str!("../../../../../library/locales/en/messages.ftl");
/// What only those who work with clients read.
const STAFF: [&str; 5] = [
    "messages-waits",
    "messages-staff",
    "messages-answer",
    "messages-not-open",
    "messages-took",
];

#[test]
fn a_child_of_nine_could_read_what_a_client_reads() {
    let words = Words::new(Language::English);
    let given = [
        ("name", "Ruth".into()),
        ("names", "Ruth".into()),
        ("who", "Ruth".into()),
        ("when", "Monday at 14:02".into()),
        ("long", "two days".into()),
        ("what", "note".into()),
        ("first", "Ruth".into()),
        ("last", "Ben".into()),
        ("size", 10.into()),
        ("pdf", 5.into()),
        ("files", 3.into()),
        ("count", 2.into()),
    ];
    let keys = FILE.lines().filter_map(|line| line.split_once(" = "));
    let keys = keys.filter(|(key, _)| key.starts_with("messages-"));
    let ours = keys.filter(|(key, _)| !STAFF.iter().any(|staff| key.starts_with(staff)));
    let said = ours.map(|(key, _)| words.say_with(key, &given));
    let sentences: Vec<String> = said
        .filter(|said| said.ends_with(['.', '?', ':']))
        .collect();
    assert!(sentences.len() > 20);
    let found = age(&sentences.join(" "));
    assert!(found <= AGE, "{found}");
}
