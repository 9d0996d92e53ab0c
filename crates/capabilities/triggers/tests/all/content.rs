//! The words for the client.

#[test]
fn the_words_for_the_client_are_plain_and_promise_nothing() {
    testing::content::check_ftl("triggers");
}
