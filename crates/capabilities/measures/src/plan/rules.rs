//! When a measure is due, when it may be asked at the earliest, and what was not answered. Pure:
//! days in, days out.

use super::stored::{AskedV1, StateV1};
use crate::day::Day;

/// The longest time between two askings that can be planned, in days: this project's own choice, a
/// little over a year.
pub const LONGEST_INTERVAL: u16 = 400;
/// So many askings in a row without an answer are worth a word: this project's own choice.
pub const UNANSWERED: u16 = 2;

/// Why an interval was not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum WrongInterval {
    /// More often than the measure's window of recall allows.
    #[error("this measure asks about {shortest} days, so it is not asked more often than that")]
    TooOften {
        /// The shortest interval, in days.
        shortest: u16,
    },
    /// Longer than can be planned.
    #[error(
        "a measure is asked at least every {LONGEST_INTERVAL} days; to ask it once, ask it once"
    )]
    TooSeldom,
}

/// Whether a measure may be asked every so many days.
pub const fn interval(every: u16, shortest: u16) -> Result<(), WrongInterval> {
    if every < shortest || every == 0 {
        Err(WrongInterval::TooOften { shortest })
    } else if every > LONGEST_INTERVAL {
        Err(WrongInterval::TooSeldom)
    } else {
        Ok(())
    }
}

/// The first day on which it may be asked again after the last answer.
pub fn possible_from(last: Option<Day>, shortest: u16) -> Option<Day> {
    last.map(|last| last.after(shortest.max(1)))
}

/// The day from which it is due next; `None`: it is not asked any more.
pub fn due(asked: &AskedV1, last: Option<Day>, shortest: u16) -> Option<Day> {
    if asked.state != StateV1::Asked {
        return None;
    }
    let again = asked.every.map(|every| match last {
        Some(last) => last.after(every).max(asked.first),
        None => asked.first,
    });
    // A measure without a rhythm is asked on its first day and then not any more.
    let single = (asked.every.is_none() && last.is_none_or(|last| last < asked.first))
        .then_some(asked.first);
    let once = asked
        .once
        .filter(|once| last.is_none_or(|last| last < *once));
    let due = [again, single, once].into_iter().flatten().min()?;
    Some(possible_from(last, shortest).map_or(due, |possible| due.max(possible)))
}

/// The day since which it is offered; `None`: it is not due, or the client put it off.
pub fn offered(asked: &AskedV1, last: Option<Day>, shortest: u16, today: Day) -> Option<Day> {
    let due = due(asked, last, shortest)?;
    let quiet = asked.quiet_until.is_some_and(|until| today < until);
    (due <= today && !quiet).then_some(due)
}

/// "Not now": the next day of its rhythm after today. `None`: it has no rhythm, so it is not asked
/// again until someone asks it anew.
pub fn put_off(asked: &AskedV1, due: Day, today: Day) -> Option<Day> {
    let every = i32::from(asked.every?).max(1);
    let passed = today.since(due).max(0) / every;
    Some(Day(due.0.saturating_add(every.saturating_mul(passed + 1))))
}

/// How many askings in a row have gone by without an answer; the one that is open now does not
/// count before the next is due.
pub fn unanswered(asked: &AskedV1, last: Option<Day>, shortest: u16, today: Day) -> u16 {
    let (Some(every), Some(due)) = (asked.every, due(asked, last, shortest)) else {
        return 0;
    };
    let passed = today.since(due).max(0) / i32::from(every).max(1);
    u16::try_from(passed).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn asked(every: Option<u16>, first: i32) -> AskedV1 {
        AskedV1 {
            measure: "phq-9".to_owned(),
            every,
            first: Day(first),
            once: None,
            state: StateV1::Asked,
            state_by: [0; 16],
            state_at: 0,
            asked_by: [0; 16],
            asked_at: 0,
            pathway: None,
            quiet_until: None,
        }
    }

    #[test]
    fn it_is_due_on_its_first_day_and_then_so_many_days_after_each_answer() {
        let weekly = asked(Some(7), 100);
        for (last, expected) in [
            (None, 100),
            (Some(100), 107),
            (Some(103), 110),
            // Answered long before it was taken up again: the new beginning counts.
            (Some(50), 100),
        ] {
            assert_eq!(
                due(&weekly, last.map(Day), 7),
                Some(Day(expected)),
                "{last:?}"
            );
        }
    }

    #[test]
    fn what_is_asked_once_is_asked_once() {
        let single = asked(None, 100);
        assert_eq!(due(&single, None, 14), Some(Day(100)));
        assert_eq!(due(&single, Some(Day(100)), 14), None);
        let once = AskedV1 {
            once: Some(Day(110)),
            ..asked(Some(42), 100)
        };
        assert_eq!(due(&once, Some(Day(90)), 14), Some(Day(110)));
        assert_eq!(due(&once, Some(Day(110)), 14), Some(Day(152)));
        // Not before the window of recall has passed, whoever asks.
        assert_eq!(due(&once, Some(Day(105)), 14), Some(Day(119)));
    }

    #[test]
    fn what_rests_or_was_stopped_is_not_due() {
        for state in [StateV1::Paused, StateV1::Stopped] {
            let resting = AskedV1 {
                state,
                ..asked(Some(7), 100)
            };
            assert_eq!(due(&resting, None, 7), None);
            assert_eq!(unanswered(&resting, None, 7, Day(500)), 0);
        }
    }

    #[test]
    fn not_now_means_the_next_time_of_its_rhythm() {
        let weekly = asked(Some(7), 100);
        for (today, until) in [(100, 107), (106, 107), (107, 114), (113, 114)] {
            let day = put_off(&weekly, Day(100), Day(today));
            assert_eq!(day, Some(Day(until)), "{today}");
        }
        assert_eq!(put_off(&asked(None, 100), Day(100), Day(101)), None);
        let quiet = AskedV1 {
            quiet_until: Some(Day(107)),
            ..weekly
        };
        assert_eq!(offered(&quiet, None, 7, Day(106)), None);
        assert_eq!(offered(&quiet, None, 7, Day(107)), Some(Day(100)));
    }

    #[test]
    fn two_askings_without_an_answer_are_counted_when_the_second_has_gone_by() {
        let weekly = asked(Some(7), 100);
        for (today, missed) in [(99, 0), (100, 0), (106, 0), (107, 1), (113, 1), (114, 2)] {
            assert_eq!(unanswered(&weekly, None, 7, Day(today)), missed, "{today}");
        }
    }

    #[test]
    fn an_interval_is_never_shorter_than_the_window_of_recall() {
        assert_eq!(interval(14, 14), Ok(()));
        assert_eq!(
            interval(13, 14),
            Err(WrongInterval::TooOften { shortest: 14 })
        );
        assert_eq!(interval(0, 0), Err(WrongInterval::TooOften { shortest: 0 }));
        assert_eq!(interval(401, 14), Err(WrongInterval::TooSeldom));
    }

    proptest! {
        #[test]
        fn whatever_the_plan_says_it_is_never_due_before_the_window_has_passed(
            every in proptest::option::of(1u16..60),
            first in 0i32..400,
            once in proptest::option::of(0i32..400),
            last in proptest::option::of(0i32..400),
            shortest in 1u16..40,
        ) {
            let asked = AskedV1 { once: once.map(Day), ..asked(every, first) };
            let last = last.map(Day);
            if let (Some(due), Some(last)) = (due(&asked, last, shortest), last) {
                prop_assert!(due.since(last) >= i32::from(shortest));
            }
        }

        #[test]
        fn what_is_put_off_comes_back_after_today_and_within_one_rhythm(
            every in 1u16..60, due in 0i32..400, late in 0i32..200,
        ) {
            let today = Day(due + late);
            let back = put_off(&asked(Some(every), due), Day(due), today).unwrap();
            prop_assert!(back > today && back.since(today) <= i32::from(every));
        }
    }
}
