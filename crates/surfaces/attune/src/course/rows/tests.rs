//! Tables as they come: quoted or not, in any order of columns, with lines of any length.

use super::{Ended, Head, Short, Wanted, read};
use proptest::prelude::*;
use std::fmt::Write;
use std::io::{self, Read};

const WANTED: Wanted<'_> = Wanted {
    must: ["person", "session", "score"],
    may: "intake",
    may_is_must: false,
};

/// A source that hands out a few bytes at a time.
struct Drops<'a>(&'a [u8], usize);

impl Read for Drops<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let count = self.1.min(to.len()).min(self.0.len());
        let (now, later) = self.0.split_at(count);
        to[..count].copy_from_slice(now);
        self.0 = later;
        Ok(count)
    }
}

/// Everything a row says, as text.
fn rows(text: &[u8], drops: usize) -> Result<Vec<(u64, String)>, String> {
    let mut all = Vec::new();
    let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let head = |head: &Head<'_>| head.places(&WANTED).map_err(|why| why.missing);
    let outcome = read(Drops(text, drops), head, |line, row| {
        let text = match row {
            Ok(row) => {
                let mut cells = vec![told(row.person), told(row.session), told(row.score)];
                cells.extend(row.intake.map(told));
                cells.join("|")
            }
            Err(Short(count)) => format!("short {count}"),
        };
        all.push((line, text));
    });
    match outcome {
        Ok(()) => Ok(all),
        Err(Ended::Head(missing)) => Err(missing),
        Err(Ended::Io(error)) => Err(error.to_string()),
    }
}

fn told(text: &str) -> Vec<(u64, String)> {
    let whole = rows(text.as_bytes(), usize::MAX).unwrap();
    assert_eq!(rows(text.as_bytes(), 1).unwrap(), whole, "a byte at a time");
    whole
}

#[test]
fn tables_are_read_whatever_their_dialect() {
    let wanted = vec![(2, "a|0|12".to_owned()), (3, "b|1|7.5".to_owned())];
    for text in [
        "person,session,score\na,0,12\nb,1,7.5\n",
        "person,session,score\r\na,0,12\r\nb,1,7.5",
        "\u{feff}Person;Session;Score\na;0;12\nb;1;7.5\n",
        "score\tnote\tperson\tsession\n12\tx\ta\t0\n7.5\t\tb\t1\n",
        "\"person\",\"session\",\"score\"\n\"a\",0,12\nb,1,7.5\n",
        "person,session,score\na,0,12\n\"b\",\"1\",\"7.5\"\n",
        "person , session, score\n a , 0 ,12\nb,1,7.5 ,more\n",
    ] {
        assert_eq!(told(text), wanted, "{text:?}");
    }
}

#[test]
fn a_quoted_cell_may_hold_anything() {
    let text = "person,session,score,intake\na,0,1,9\n\"b, \"\"B\"\"\",1,2,9\n\"c\nd\",2,3,8\n\"e\",3,4,8\n";
    let wanted = ["a|0|1|9", "b, \"B\"|1|2|9", "c\nd|2|3|8", "e|3|4|8"];
    let found = told(text);
    assert_eq!(
        found.iter().map(|row| row.1.as_str()).collect::<Vec<_>>(),
        wanted
    );
    assert_eq!(
        found.iter().map(|row| row.0).collect::<Vec<_>>(),
        [2, 3, 4, 6]
    );
}

#[test]
fn short_rows_and_empty_lines() {
    let text = "person,session,score\n\na,0\n\nb,1,2\n,,\n";
    let wanted = [(3, "short 2"), (5, "b|1|2"), (6, "||")];
    assert_eq!(told(text), wanted.map(|(line, row)| (line, row.to_owned())));
}

#[test]
fn a_column_that_is_not_there() {
    for (text, missing) in [
        ("", "person"),
        ("a,b,c\n1,2,3\n", "person"),
        ("person,session\n", "score"),
        ("\"person\",\"score\"\n", "session"),
    ] {
        assert_eq!(
            rows(text.as_bytes(), 3),
            Err(missing.to_owned()),
            "{text:?}"
        );
    }
}

proptest! {
    #[test]
    fn bytes_and_the_csv_crate_read_the_same(
        cells in prop::collection::vec(prop::array::uniform3("[a-z0-9.é ]{1,6}"), 0..40), drops in 1_usize..40
    ) {
        let mut plain = String::from("person,session,score\n");
        let mut quoted = plain.clone();
        for [a, b, c] in &cells {
            writeln!(plain, "{a},{b},{c}").unwrap();
            writeln!(quoted, "\"{a}\",\"{b}\",\"{c}\"").unwrap();
        }
        prop_assert_eq!(rows(plain.as_bytes(), drops), rows(quoted.as_bytes(), drops));
    }

    #[test]
    fn no_bytes_are_too_strange(bytes in prop::collection::vec(any::<u8>(), 0..300), drops in 1_usize..40) {
        let mut text = b"person,session,score\n".to_vec();
        text.extend(bytes);
        prop_assert!(rows(&text, drops).is_ok());
    }
}
