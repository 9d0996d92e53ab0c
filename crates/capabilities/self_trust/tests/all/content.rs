//! What the client reads: plain, without promise, praise or verdict.

#[test]
fn what_the_client_reads_is_plain() {
    testing::content::check_ftl("self-trust");
}

#[test]
fn the_sheets_of_kindness_are_plain_and_say_that_stopping_is_fine() {
    for name in ["kindness-letter", "kindness-pause", "kindness-common"] {
        testing::content::check_sheet(name);
    }
}
