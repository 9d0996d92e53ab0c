//! What the screens and the form say to a client.

use testing::content::{Spoken, check_ftl, in_form, in_ftl};

#[test]
fn nothing_is_said_that_is_never_said_and_it_is_read_at_nine() {
    check_ftl("courage");
}

#[test]
fn the_look_before_the_first_step_says_nothing_that_is_never_said() {
    let form = include_str!("../../../../../library/plans/courage_ready.json");
    let found = in_form(form);
    assert!(found.is_empty(), "{found:?}");
    assert!(courage::form().is_some(), "the form ships");
}

/// Staff words are read by a client as well when both look at the page.
#[test]
fn what_stands_at_the_desk_promises_nothing_either() {
    for (file, spoken) in [
        (
            include_str!("../../../../../library/locales/en/courage.ftl"),
            Spoken::English,
        ),
        (
            include_str!("../../../../../library/locales/es/courage.ftl"),
            Spoken::Spanish,
        ),
    ] {
        let all = file
            .replace("## Taken along", "")
            .replace("## For staff", "");
        let found = in_ftl(&all, spoken);
        assert!(found.is_empty(), "{found:?}");
    }
}
