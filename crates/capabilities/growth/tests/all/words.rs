//! What is said to a client.

#[test]
fn nothing_is_said_that_is_never_said_and_all_of_it_is_read_at_nine() {
    testing::content::check_ftl("growth");
}
