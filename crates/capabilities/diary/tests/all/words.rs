//! What the client is told, and the worksheet that belongs to the diary.

#[test]
fn the_clients_words_are_plain_and_promise_nothing() {
    testing::content::check_ftl("diary");
    testing::content::check_sheet("chain");
}
