//! What is said to the client: plain, no promise, nobody asked to go through it alone.

use testing::content;

#[test]
fn the_clients_words_say_nothing_that_is_never_said() {
    content::check_ftl("emdr");
}

#[test]
fn the_talk_before_the_first_target_says_nothing_that_is_never_said() {
    let json = include_str!("../../../../../library/plans/emdr_ready.json");
    let found = content::in_form(json);
    assert!(found.is_empty(), "{found:#?}");
}
