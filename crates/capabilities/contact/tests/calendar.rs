//! Calendar files: nothing in them but two times and the words the client chose, whatever those are,
//! as another program reads them.

use care::{Moment, RecordId};
use contact::calendar::file;
use icalendar::parser::{read_calendar, unfold};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use testing::shows;

/// What may stand in a file, and nothing else (safety.md T5).
const ALLOWED: [&str; 7] = [
    "VERSION", "PRODID", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY",
];
const ROUNDS: u32 = 10_000;

#[test]
fn a_calendar_entry_holds_two_times_and_the_chosen_words_and_nothing_else() {
    let mut runner = TestRunner::new(Config {
        cases: ROUNDS,
        ..Config::default()
    });
    let words = prop_oneof![
        "\\PC{1,60}",
        any::<String>().prop_map(|text| text.chars().take(60).collect()),
        Just("Dentist\r\nATTENDEE:mailto:x@example.org".to_owned()),
        Just("a;b,c\\n:\u{2028}END:VEVENT".to_owned()),
        Just("Zahnärztin ñ 木曜日の歯医者さんの予約、忘れないでください、いつもの場所".to_owned()),
    ];
    let times = 0_i64..4_102_444_800_000;
    let everything = (words, times, any::<[u8; 16]>(), 1_i64..86_400_000);
    runner
        .run(&everything, |(words, starts, uid, lasts)| {
            let at = Moment::from_millis(starts);
            let text = file(RecordId::from_bytes(uid), at, at, at + lasts, &words);
            for line in text.split("\r\n") {
                prop_assert!(line.len() <= 75, "{line}");
                prop_assert!(!line.contains(['\r', '\n']));
            }
            let unfolded = unfold(&text);
            let read = read_calendar(&unfolded).unwrap();
            prop_assert_eq!(read.components.len(), 1);
            let event = &read.components[0];
            prop_assert_eq!(event.name.as_str(), "VEVENT");
            prop_assert!(event.components.is_empty());
            let names = read.properties.iter().chain(&event.properties);
            let mut names: Vec<&str> = names
                .inspect(|property| assert!(property.params.is_empty()))
                .map(|property| property.name.as_str())
                .collect();
            names.sort_unstable();
            let mut allowed = ALLOWED;
            allowed.sort_unstable();
            prop_assert_eq!(names, allowed);
            prop_assert!(event.find_prop("SUMMARY").is_some());
            let summary = unfolded
                .lines()
                .find_map(|line| line.strip_prefix("SUMMARY:"));
            let back = unescaped(summary.unwrap());
            let flat = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
            let sent: String = words
                .chars()
                .map(|c| if flat(c) { ' ' } else { c })
                .collect();
            prop_assert_eq!(back, sent);
            Ok(())
        })
        .unwrap();
    shows(
        "SC-4",
        &format!(
            "{ROUNDS} entries read by another program: 7 properties, no others; no line over 75 octets"
        ),
    );
}

/// Text as RFC 5545, section 3.3.11, is read: a backslash makes the next character plain.
fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => plain.extend(characters.next()),
            other => plain.push(other),
        }
    }
    plain
}

#[test]
fn two_files_of_one_meeting_have_no_id_in_common_but_the_one_given() {
    let at = Moment::from_millis(1_750_000_000_000);
    let text = file(
        RecordId::from_bytes([1; 16]),
        at,
        at,
        at + 3_000_000,
        "Dentist",
    );
    assert!(text.contains("UID:01010101010101010101010101010101\r\n"));
    assert!(text.contains("DTSTART:20250615T150640Z\r\n"), "{text}");
    assert!(text.contains("DTEND:20250615T155640Z\r\n"), "{text}");
    assert!(text.contains("SUMMARY:Dentist\r\n"));
}
