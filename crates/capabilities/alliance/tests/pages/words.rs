//! What a client reads here can be read at nine.

use testing::reading_age::{AGE, age};

#[test]
fn what_a_client_reads_can_be_read_at_nine() {
    let whole = include_str!("../../../../../library/locales/en/alliance.ftl");
    let (_, rest) = whole.split_once("## Something felt wrong").unwrap();
    let (theirs, _) = rest.split_once("## A rupture, to staff").unwrap();
    let mut all = String::new();
    let of_client = |key: &str| !key.ends_with("-staff");
    let lines = theirs.lines().filter_map(|line| line.split_once(" = "));
    for (_, words) in lines.filter(|(key, _)| of_client(key)) {
        let mut rest = words;
        // Names and days are not ours to choose.
        while let Some((before, after)) = rest.split_once('{') {
            all.push_str(before);
            all.push_str("Ben");
            rest = after.split_once('}').unwrap().1;
        }
        all.push_str(rest);
        let ends = all.ends_with(['.', '?']);
        all.push_str(if ends { " " } else { ". " });
    }
    assert!(all.split_whitespace().count() > 300, "{all}");
    let age = age(&all);
    assert!(age <= AGE, "read at {age:.1}: {all}");
}
