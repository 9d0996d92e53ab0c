//! The rules: days, hours, reasons, running out, and the nights on which clocks are changed.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use care::{DAY, HOUR, MINUTE, Moment};
use contact::{Reason, Refused, RuleV1, Way, next_allowed, permit, to_confirm};
use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::prelude::*;

fn rule(days: u8, from: u16, until: u16, confirmed: Moment) -> RuleV1 {
    RuleV1 {
        way: Way::Mail.number(),
        to: "sam@example.org".to_owned(),
        reasons: Reason::SomethingWaits.bit(),
        days,
        from,
        until,
        cover: 0,
        language: 0,
        ask_for: String::new(),
        say: String::new(),
        first: String::new(),
        confirmed_at: confirmed.millis(),
        holds_days: 30,
    }
}

fn at(zone: &TimeZone, day: i8, hour: i8, minute: i8) -> Moment {
    let wall = date(2026, 3, day).at(hour, minute, 0, 0);
    let zoned = wall.to_zoned(zone.clone()).unwrap();
    Moment::from_millis(zoned.timestamp().as_millisecond())
}

fn madrid() -> TimeZone {
    TimeZone::get("Europe/Madrid").unwrap()
}

/// Whether it may, or what is said instead.
fn asked(rule: Option<&RuleV1>, reason: Reason, now: Moment) -> Result<(), Refused> {
    permit(rule, reason, now, &madrid()).map(drop)
}

#[test]
fn without_a_rule_nobody_is_reached() {
    let now = at(&madrid(), 3, 12, 0);
    for reason in Reason::ALL {
        assert_eq!(asked(None, reason, now), Err(Refused::NotAllowed));
        assert_eq!(next_allowed(None, reason, now, &madrid()), None);
    }
}

#[test]
fn a_rule_allows_its_reasons_on_its_days_in_its_hours_until_it_runs_out() {
    let zone = madrid();
    let confirmed = at(&zone, 1, 12, 0);
    // 3 March 2026 is a Tuesday.
    let tuesdays = rule(0b10, 9 * 60, 12 * 60, confirmed);
    let waits = Reason::SomethingWaits;
    let next = at(&zone, 10, 9, 0);
    let not_now = |next| Err(Refused::NotNow { next: Some(next) });
    for (now, expected) in [
        (at(&zone, 3, 9, 0), Ok(())),
        (at(&zone, 3, 11, 59), Ok(())),
        (at(&zone, 3, 12, 0), not_now(next)),
        (at(&zone, 3, 8, 59), not_now(at(&zone, 3, 9, 0))),
        (at(&zone, 4, 10, 0), not_now(next)),
        (at(&zone, 30, 10, 0), not_now(at(&zone, 31, 9, 0))),
        (at(&zone, 31, 12, 0), Err(Refused::NotNow { next: None })),
        (confirmed + 30 * DAY, Err(Refused::RunOut)),
    ] {
        assert_eq!(asked(Some(&tuesdays), waits, now), expected, "{now:?}");
    }
    let other = asked(Some(&tuesdays), Reason::WayIn, at(&zone, 3, 10, 0));
    assert_eq!(other, Err(Refused::NotForThis));
}

#[test]
fn on_the_night_an_hour_is_left_out_a_window_in_it_stays_shut() {
    // 29 March 2026 in Madrid: after 01:59 comes 03:00.
    let zone = madrid();
    let nights = rule(0b111_1111, 2 * 60, 3 * 60, at(&zone, 20, 12, 0));
    let before = at(&zone, 29, 1, 30);
    let next = next_allowed(Some(&nights), Reason::SomethingWaits, before, &zone);
    assert_eq!(next, Some(at(&zone, 30, 2, 0)));
    for minute in 0..120 {
        let now = before + minute * MINUTE;
        let may = asked(Some(&nights), Reason::SomethingWaits, now);
        assert!(may.is_err(), "{minute}");
    }
}

#[test]
fn on_the_night_an_hour_comes_twice_a_window_in_it_opens_twice() {
    // 25 October 2026 in Madrid: after 02:59 comes 02:00 again.
    let zone = madrid();
    let wall = date(2026, 10, 25).at(2, 30, 0, 0).to_zoned(zone.clone());
    let first = Moment::from_millis(wall.unwrap().timestamp().as_millisecond());
    let nights = rule(0b111_1111, 2 * 60 + 30, 3 * 60, first - 2 * DAY);
    let may = |now| asked(Some(&nights), Reason::SomethingWaits, now).is_ok();
    assert!(may(first) && may(first + 29 * MINUTE));
    assert!(!may(first + 30 * MINUTE) && !may(first + 59 * MINUTE));
    assert!(may(first + HOUR));
    let next = next_allowed(
        Some(&nights),
        Reason::SomethingWaits,
        first + 40 * MINUTE,
        &zone,
    );
    assert_eq!(next, Some(first + HOUR));
}

#[test]
fn it_is_asked_for_again_a_week_before_it_runs_out() {
    let confirmed = Moment::from_millis(0);
    let rule = rule(1, 0, 1, confirmed);
    assert!(!to_confirm(&rule, confirmed + 23 * DAY - 1));
    assert!(to_confirm(&rule, confirmed + 23 * DAY));
    assert!(to_confirm(&rule, confirmed + 40 * DAY));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// What is said to be the next moment is one, and no whole hour of allowed minutes before it was
    /// passed over. Where none is said, there is none in the week to come.
    #[test]
    fn the_next_moment_is_allowed_and_none_before_it_was_passed_over(
        days in 0_u8..128,
        from in 0_u16..1_439,
        long in 1_u16..1_440,
        days_in in 0_i64..700,
        minutes_in in 0_i64..1_440,
        zone in prop::sample::select(vec!["Europe/Madrid", "America/New_York", "Australia/Lord_Howe"]),
    ) {
        let zone = TimeZone::get(zone).unwrap();
        let now = Moment::from_millis(1_767_225_600_000 + days_in * DAY + minutes_in * MINUTE);
        let rule = rule(days, from, (from + long).min(1_440), now);
        let waits = Reason::SomethingWaits;
        let may = |at: Moment| permit(Some(&rule), waits, at, &zone).is_ok();
        let next = next_allowed(Some(&rule), waits, now, &zone);
        let first = (0..8 * 1_440).map(|minute| now + minute * MINUTE).find(|at| may(*at));
        match (next, first) {
            (Some(next), Some(first)) => {
                prop_assert!(may(next));
                prop_assert!(next - first <= HOUR, "{next:?} {first:?}");
                prop_assert!(next >= now);
            }
            (None, None) => {}
            // The first free minute may lie a little over a week ahead.
            (Some(next), None) => prop_assert!(may(next) && next - now > 7 * DAY),
            (None, Some(first)) => prop_assert!(false, "{first:?} was passed over"),
        }
    }
}
