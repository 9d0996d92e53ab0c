//! How old a reader has to be for what a client reads about notes.

use testing::reading_age::{AGE, age};

const FILE: &str = include_str!("../../../../library/locales/en/progress_notes.ftl");
/// The messages that a client reads begin so.
const THEIRS: [&str; 9] = [
    "my-notes-",
    "my-together-",
    "progress-held-client-",
    "progress-wish-beside-client",
    "progress-wish-change-client",
    "progress-beside-",
    "progress-taken-beside",
    "together-agreed",
    "together-newer",
];

#[test]
fn what_a_client_reads_about_notes_can_be_read_at_nine() {
    let mut all = String::new();
    for (key, words) in FILE.lines().filter_map(|line| line.split_once(" = ")) {
        let theirs = THEIRS.iter().any(|begins| key.starts_with(begins));
        if !theirs || key.ends_with("-staff") {
            continue;
        }
        let mut rest = words;
        // Names and days are not ours to choose.
        while let Some((before, after)) = rest.split_once('{') {
            all.push_str(before);
            all.push_str("Ben");
            rest = after.split_once('}').map_or("", |(_, after)| after);
        }
        all.push_str(rest);
        let ends = all.ends_with(['.', '?']);
        all.push_str(if ends { " " } else { ". " });
    }
    assert!(all.split_whitespace().count() > 200, "{all}");
    let age = age(&all);
    assert!(age <= AGE, "read at {age:.1}: {all}");
}
