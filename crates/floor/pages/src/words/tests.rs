//! Days, times and languages, as people say them.

use super::*;
use Language::{English, Spanish};

fn at(text: &str, zone: &TimeZone) -> Moment {
    let zoned = text
        .parse::<jiff::civil::DateTime>()
        .unwrap()
        .to_zoned(zone.clone())
        .unwrap();
    Moment::from_millis(zoned.timestamp().as_millisecond())
}

fn madrid() -> TimeZone {
    TimeZone::get("Europe/Madrid").unwrap()
}

#[test]
fn a_day_and_time_is_said_as_people_say_it() {
    let zone = madrid();
    let now = at("2026-05-01T09:00", &zone);
    let session = at("2026-05-14T14:00", &zone);
    let next_year = at("2027-01-08T09:05", &zone);
    for (language, moment, said) in [
        (English, session, "Thursday 14 May, 14:00"),
        (Spanish, session, "jueves 14 de mayo, 14:00"),
        (English, next_year, "Friday 8 January 2027, 09:05"),
        (Spanish, next_year, "viernes 8 de enero de 2027, 09:05"),
    ] {
        assert_eq!(Words::new(language).day_and_time(moment, now, &zone), said);
    }
    assert_eq!(Words::new(English).short_day(session, now, &zone), "14 May");
    assert_eq!(
        Words::new(Spanish).short_day(next_year, now, &zone),
        "8 ene 2027"
    );
}

#[test]
fn the_same_moment_is_another_hour_elsewhere() {
    let session = at("2026-05-14T14:00", &madrid());
    let there = TimeZone::get("America/Bogota").unwrap();
    assert_eq!(Words::new(English).time(session, &there), "07:00");
}

#[test]
fn how_far_away_something_is() {
    let zone = madrid();
    let now = at("2026-05-14T14:00", &zone);
    for (then, english, spanish) in [
        ("2026-05-14T14:00", "just now", "ahora mismo"),
        ("2026-05-14T13:59", "a minute ago", "hace un minuto"),
        ("2026-05-14T14:20", "in 20 minutes", "en 20 minutos"),
        ("2026-05-14T09:00", "5 hours ago", "hace 5 horas"),
        ("2026-05-14T15:30", "in an hour", "en una hora"),
        ("2026-05-13T23:50", "yesterday", "ayer"),
        ("2026-05-15T00:10", "tomorrow", "mañana"),
        ("2026-05-17T08:00", "in 3 days", "en 3 días"),
        ("2026-05-01T08:00", "13 days ago", "hace 13 días"),
        ("2026-04-23T08:00", "3 weeks ago", "hace 3 semanas"),
        ("2026-08-14T08:00", "in 3 months", "en 3 meses"),
        ("2025-05-14T08:00", "a year ago", "hace un año"),
    ] {
        let moment = at(then, &zone);
        assert_eq!(
            Words::new(English).relative(moment, now, &zone),
            english,
            "{then}"
        );
        assert_eq!(
            Words::new(Spanish).relative(moment, now, &zone),
            spanish,
            "{then}"
        );
    }
}

#[test]
fn a_day_is_counted_by_the_calendar_even_when_a_clock_jumped() {
    let zone = madrid();
    // Clocks went forward in the night: 23 hours lie between these two noons.
    let (before, after) = (at("2026-03-28T12:00", &zone), at("2026-03-29T12:00", &zone));
    assert_eq!(
        Words::new(English).relative_day(after, before, &zone),
        "tomorrow"
    );
}

#[test]
fn a_moment_beyond_the_calendar_is_said_and_does_not_end_the_program() {
    let far = Moment::from_millis(i64::MAX);
    let said = Words::new(English).relative(far, Moment::from_millis(0), &madrid());
    assert!(!said.is_empty());
}

#[test]
fn the_browser_is_answered_in_the_language_it_wants_most() {
    for (header, language) in [
        ("", English),
        ("es", Spanish),
        ("es-MX,es;q=0.9,en;q=0.8", Spanish),
        ("en-GB,es;q=0.9", English),
        ("fr, es;q=0.4, en;q=0.3", Spanish),
        ("fr;q=1, de", English),
        ("es;q=0, en;q=0.1", English),
        (";;;,q=,es;q=x", Spanish),
    ] {
        assert_eq!(Language::wanted(header), language, "{header:?}");
    }
}
