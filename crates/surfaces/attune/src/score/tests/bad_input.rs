//! What cannot be scored is told, without what stands there, and the rest goes on.

use super::{head, phq, response, run, table};
use std::fmt::Write as _;

/// Rows that are not right, and what is told of each.
const BAD: [(&[u8], &str); 8] = [
    (
        b"Amal,secret,1,1,1,1,1,1,1,1,",
        "column phq-9.1: wanted a whole number from 0 to 3",
    ),
    (
        b"Amal,1,1,1,4,1,1,1,1,1,",
        "column phq-9.4: wanted a whole number from 0 to 3",
    ),
    (b"Amal,1,1,1.5,1,1,1,1,1,1,", "column phq-9.3: wanted"),
    (b"Amal,-1,1,1,1,1,1,1,1,1,", "column phq-9.1: wanted"),
    (b"Amal,1,1,1", "column phq-9.4: the row ends before it"),
    (b"Amal,1,1,1,1,1,1,1,1,1,,secret", "more cells than"),
    (b"Amal,1,1,1,1,1,1,1,1,\xFF\xFE,", "column phq-9.9: wanted"),
    (b"\xC3\x28,1,1,1,1,1,1,1,1,1,", "column who: not UTF-8"),
];

#[test]
fn a_bad_row_is_told_by_line_and_column_without_what_stands_there_and_the_rest_goes_on() {
    for (row, told) in BAD {
        let mut file = table(&["Noor,1,1,1,1,1,1,1,1,1,"]).into_bytes();
        file.extend_from_slice(row);
        file.extend_from_slice(b"\nRuth,2,1,1,1,1,1,1,1,1,\n");
        let found = phq(&[], file);
        assert_eq!(found.code(), 3, "{told}");
        assert!(found.aside.starts_with("line 3, "), "{}", found.aside);
        assert!(found.aside.contains(told), "{}", found.aside);
        assert!(!found.aside.contains("secret"), "{}", found.aside);
        assert!(found.said().contains("1 of 3 rows"), "{}", found.said());
        assert_eq!(found.rows().len(), 2);
        assert_eq!(found.cell(1, "phq-9.total"), "10");
    }
}

#[test]
fn a_quoted_cell_that_never_ends_does_not_hide_what_was_before_it() {
    let found = phq(
        &[],
        table(&["Noor,1,1,1,1,1,1,1,1,1,", "Amal,\"secret,1", "Ruth,1"]),
    );
    assert_eq!((found.code(), found.rows().len()), (3, 1));
    assert!(
        found
            .aside
            .contains("line 3, a quoted cell begins here and does not end before line 5"),
        "{}",
        found.aside
    );
}

#[test]
fn a_bad_response_is_told_by_line_and_place_without_what_was_answered() {
    let good = response(&[Some(1); 9], "a");
    for (line, told) in [
        (
            good.replace("LA6569-3", "secret"),
            "column phq-9.1: wanted an option",
        ),
        (
            good.replace("phq-9.3", "phq-9.33"),
            "there is no question 'phq-9.33'",
        ),
        (good.replace("completed", "in-progress"), "status: must be"),
        (
            good.replace("phq-9|1", "gad-7|1"),
            "wanted answers to urn:x-attune:questionnaire:phq-9|1",
        ),
        (good.chars().take(60).collect(), "not JSON"),
        (format!("{}1", "[".repeat(5000)), "not JSON"),
        ("{\"secret\":1}".to_owned(), "resourceType: must be"),
    ] {
        let found = phq(
            &["--input", "ndjson"],
            format!("{good}\n\n{line}\n{good}\n"),
        );
        assert_eq!(found.code(), 3, "{told}");
        assert!(found.aside.starts_with("line 3, "), "{}", found.aside);
        assert!(found.aside.contains(told), "{}", found.aside);
        assert!(!found.aside.contains("secret"), "{}", found.aside);
        assert_eq!(found.rows().len(), 2);
    }
}

#[test]
fn many_bad_rows_do_not_fill_the_screen() {
    let mut file = head();
    for row in 0..500 {
        writeln!(file, "Amal{row},x,1,1,1,1,1,1,1,1,").unwrap();
    }
    let found = phq(&[], file);
    assert_eq!(found.aside.lines().count(), 21);
    assert!(found.said().contains("500 of 500"), "{}", found.said());
}

#[test]
fn columns_that_are_not_there_are_named_and_nothing_is_scored() {
    let missing = phq(
        &[],
        head().replace("phq-9.4,", "").replace("phq-9.7", "seven"),
    );
    assert_eq!((missing.code(), missing.out.as_str()), (2, ""));
    assert!(missing.said().contains("these questions: phq-9.4, phq-9.7. Wanted are 9 columns, named phq-9.1 to phq-9.9, or item1 to item9"), "{}", missing.said());
    let twice = phq(&[], head().replace("note", "item3"));
    assert!(
        twice.said().contains("two columns for phq-9.3"),
        "{}",
        twice.said()
    );
    assert!(
        phq(&[], "").said().contains("phq-9.1, phq-9.2"),
        "an empty file"
    );
    assert!(phq(&[], b"\xFF\xFE,\n").said().contains("UTF-8"));
    let unknown = run(&["--measure", "phq9"], head());
    assert!(
        unknown.code() == 2 && unknown.said().contains("phq-9, "),
        "{}",
        unknown.said()
    );
    let scoreless = run(&["--measure", "lec-5"], "a\n");
    assert!(
        scoreless.code() == 2 && scoreless.said().contains("no score"),
        "{}",
        scoreless.said()
    );
}
