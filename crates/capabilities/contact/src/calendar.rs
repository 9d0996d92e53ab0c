//! A meeting as a file for a calendar of one's own: when it begins, when it ends, and the words the
//! client chose. Nothing else is in it, and nothing can be put in (RFC 5545).
//!
//! No person, no place, no link, no reminder that could pop up, and no address to subscribe to:
//! whoever had such an address would have every meeting to come.

use care::{Moment, RecordId};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The name the file is downloaded under.
pub const FILE: &str = "calendar.ics";
/// What kind of file it is.
pub const KIND: &str = "text/calendar; charset=utf-8";
/// The longest words a meeting can be called by, in characters.
pub const WORDS_MAX: usize = 60;
/// The most octets on a line (RFC 5545, section 3.1), its end not counted.
const LINE: usize = 75;

/// One meeting as a calendar file. `uid` is a new random id, so that two files have nothing in
/// common; `now` is when it is made.
pub fn file(uid: RecordId, now: Moment, starts: Moment, ends: Moment, words: &str) -> String {
    let mut file = String::new();
    for line in [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//calendar//EN".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{uid}"),
        format!("DTSTAMP:{}", utc(now)),
        format!("DTSTART:{}", utc(starts)),
        format!("DTEND:{}", utc(ends)),
        format!("SUMMARY:{}", escaped(words)),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ] {
        fold_into(&mut file, &line);
    }
    file
}

fn utc(at: Moment) -> String {
    let at = Timestamp::from_millisecond(at.millis()).unwrap_or(Timestamp::UNIX_EPOCH);
    let at = at.to_zoned(TimeZone::UTC);
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Text as RFC 5545, section 3.3.11, writes it. What would end a line stands for a space.
fn escaped(words: &str) -> String {
    let mut text = String::new();
    for character in words.chars() {
        match character {
            '\\' | ';' | ',' => text.extend(['\\', character]),
            other if other.is_control() || matches!(other, '\u{2028}' | '\u{2029}') => {
                text.push(' ');
            }
            other => text.push(other),
        }
    }
    text
}

/// Adds a line, folded where it is too long, never inside a character.
fn fold_into(file: &mut String, line: &str) {
    let mut room = LINE;
    for character in line.chars() {
        if character.len_utf8() > room {
            file.push_str("\r\n ");
            room = LINE - 1;
        }
        file.push(character);
        room -= character.len_utf8();
    }
    file.push_str("\r\n");
}
