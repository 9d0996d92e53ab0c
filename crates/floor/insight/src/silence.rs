//! A turn to silence: someone who used to answer begins to skip, to write less, to answer late or
//! not at all. Scores at the top of a scale hide a rupture; falling silent may show it.
//!
//! No published rule was found. These are the project's own choice, made to be rarely wrong: each
//! compares the person with themselves only, and needs three earlier check-ins.

use crate::quantity::Quantity;
use crate::scale::{ROUNDING, mean};
use crate::verdict::{Outcome, Rule, Verdict};

/// Earlier check-ins a person's own habit is taken from.
const HABIT: usize = 3;
/// At least this share of a check-in skipped ...
const SKIPPED_NOW: f64 = 0.5;
/// ... where usually at most this share was.
const SKIPPED_BEFORE: f64 = 0.1;
/// Two check-ins in a row with at most this share of the usual words ...
const WORDS_NOW: f64 = 0.25;
/// ... where usually at least this many characters were written.
const WORDS_BEFORE: f64 = 40.0;
/// Two check-ins in a row at least this many hours after the session ...
const HOURS_NOW: f64 = 72.0;
/// ... where it usually took at most this many.
const HOURS_BEFORE: f64 = 24.0;
/// Check-ins in a row that speak for less words, lateness, or no answer.
const RUN: usize = 2;

/// How a check-in was answered, leaving aside what was said.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Engagement {
    /// Questions asked.
    pub asked: u32,
    /// Of these, skipped on purpose or left open.
    pub skipped: u32,
    /// Characters of own words; `None`: there was nowhere to write.
    pub words: Option<u32>,
    /// Hours from the end of the session to the answer; `None`: not known.
    pub hours: Option<f64>,
}

impl Engagement {
    fn skipped_share(self) -> Option<f64> {
        let share = || f64::from(self.skipped) / f64::from(self.asked);
        (self.asked > 0).then(share)
    }
}

/// Whether the latest check-ins turn to silence. One per session, in order, the latest last;
/// `None`: it was not answered at all.
///
/// A signal: at least half skipped where usually at most a tenth was; or, two check-ins in a row,
/// at most a quarter of the usual words where usually 40 characters or more were written, or 72
/// hours late or more where usually a day at most, or no answer where every earlier one was
/// answered.
pub fn silence(check_ins: &[Option<Engagement>]) -> Verdict {
    let rule = Rule::Silence;
    let judged = [
        unanswered(check_ins),
        skipping(check_ins),
        fewer_words(check_ins),
        later(check_ins),
    ];
    let known = judged.iter().flatten();
    let found = known
        .clone()
        .find(|found| found.stands_out)
        .or_else(|| known.clone().next());
    let Some(found) = found else {
        let outcome = match check_ins.last() {
            Some(Some(_)) => Outcome::TooEarly,
            _ => Outcome::NoScore,
        };
        return Verdict::new(rule, outcome, check_ins.iter().flatten().count(), &[]);
    };
    let outcome = if found.stands_out {
        Outcome::Signal
    } else {
        Outcome::Quiet
    };
    Verdict::new(rule, outcome, found.sessions, &found.numbers)
}

struct Found {
    stands_out: bool,
    sessions: usize,
    numbers: Vec<(Quantity, f64)>,
}

fn unanswered(check_ins: &[Option<Engagement>]) -> Option<Found> {
    let (run, earlier) = run_and_earlier(check_ins)?;
    let always = earlier.len() >= HABIT && earlier.iter().all(Option::is_some);
    // Only speaks when it is so: otherwise the rules on what was answered do.
    (always && run.iter().all(Option::is_none)).then(|| Found {
        stands_out: true,
        sessions: check_ins.len(),
        numbers: vec![(
            Quantity::Unanswered,
            f64::from(u32::try_from(RUN).unwrap_or(u32::MAX)),
        )],
    })
}

fn skipping(check_ins: &[Option<Engagement>]) -> Option<Found> {
    let (latest, earlier) = check_ins.split_last()?;
    let now = (*latest)?.skipped_share()?;
    let before: Vec<f64> = earlier
        .iter()
        .flatten()
        .filter_map(|e| e.skipped_share())
        .collect();
    let usual = mean(&before).filter(|_| before.len() >= HABIT)?;
    Some(Found {
        stands_out: now >= SKIPPED_NOW - ROUNDING && usual <= SKIPPED_BEFORE + ROUNDING,
        sessions: before.len() + 1,
        numbers: vec![
            (Quantity::SkippedShare, now),
            (Quantity::UsualSkippedShare, usual),
        ],
    })
}

fn fewer_words(check_ins: &[Option<Engagement>]) -> Option<Found> {
    let (now, before) = measured(check_ins, |e| e.words.map(f64::from))?;
    let usual = mean(&before)?;
    Some(Found {
        stands_out: usual >= WORDS_BEFORE - ROUNDING
            && now
                .iter()
                .all(|words| *words <= WORDS_NOW * usual + ROUNDING),
        sessions: before.len() + now.len(),
        numbers: vec![
            (Quantity::Words, now[RUN - 1]),
            (Quantity::UsualWords, usual),
        ],
    })
}

fn later(check_ins: &[Option<Engagement>]) -> Option<Found> {
    let (now, before) = measured(check_ins, |e| e.hours.filter(|hours| hours.is_finite()))?;
    let usual = mean(&before)?;
    Some(Found {
        stands_out: usual <= HOURS_BEFORE + ROUNDING && now.iter().all(|hours| *hours >= HOURS_NOW),
        sessions: before.len() + now.len(),
        numbers: vec![
            (Quantity::Hours, now[RUN - 1]),
            (Quantity::UsualHours, usual),
        ],
    })
}

/// The last check-ins and those before them.
fn run_and_earlier<T>(check_ins: &[T]) -> Option<(&[T; RUN], &[T])> {
    let (earlier, run) = check_ins.split_last_chunk::<RUN>()?;
    Some((run, earlier))
}

/// What was measured at each of the last check-ins, and at those before, if all of the last and
/// enough of the earlier were measured.
fn measured(
    check_ins: &[Option<Engagement>],
    what: impl Fn(Engagement) -> Option<f64>,
) -> Option<([f64; RUN], Vec<f64>)> {
    let (run, earlier) = run_and_earlier(check_ins)?;
    let mut now = [0.0; RUN];
    for (place, check_in) in now.iter_mut().zip(run) {
        *place = what((*check_in)?)?;
    }
    let before: Vec<f64> = earlier.iter().flatten().filter_map(|e| what(*e)).collect();
    (before.len() >= HABIT).then_some((now, before))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const USUAL: Engagement = Engagement {
        asked: 10,
        skipped: 1,
        words: Some(80),
        hours: Some(3.0),
    };

    fn after(habit: usize, latest: &[Option<Engagement>]) -> Verdict {
        let mut all = vec![Some(USUAL); habit];
        all.extend(latest);
        silence(&all)
    }

    #[test]
    fn someone_who_used_to_answer_begins_to_skip() {
        for (habit, skipped, outcome) in [
            (3, 5, Outcome::Signal),
            (3, 4, Outcome::Quiet),
            (2, 10, Outcome::TooEarly),
            (9, 10, Outcome::Signal),
        ] {
            let latest = Engagement { skipped, ..USUAL };
            let verdict = after(habit, &[Some(latest)]);
            assert_eq!(verdict.outcome, outcome, "{habit} {skipped}");
            assert_eq!(verdict.rule, Rule::Silence);
        }
        let verdict = after(
            3,
            &[Some(Engagement {
                skipped: 6,
                ..USUAL
            })],
        );
        assert_eq!(verdict.number(Quantity::SkippedShare), Some(0.6));
        assert_eq!(verdict.sessions, 4);
    }

    #[test]
    fn someone_who_always_skips_is_not_falling_silent() {
        let habit = Engagement {
            skipped: 4,
            ..USUAL
        };
        let all = [
            Some(habit),
            Some(habit),
            Some(habit),
            Some(Engagement {
                skipped: 9,
                ..USUAL
            }),
        ];
        assert_eq!(silence(&all).outcome, Outcome::Quiet);
    }

    #[test]
    fn fewer_words_and_later_answers_count_from_the_second_time() {
        let short = Some(Engagement {
            words: Some(20),
            ..USUAL
        });
        let wordy = Some(Engagement {
            words: Some(21),
            ..USUAL
        });
        let late = Some(Engagement {
            hours: Some(72.0),
            ..USUAL
        });
        for (latest, outcome) in [
            (vec![short], Outcome::Quiet),
            (vec![short, short], Outcome::Signal),
            (vec![short, wordy], Outcome::Quiet),
            (vec![late], Outcome::Quiet),
            (vec![late, late], Outcome::Signal),
            (vec![late, Some(USUAL)], Outcome::Quiet),
            (vec![late, short], Outcome::Quiet),
        ] {
            assert_eq!(after(3, &latest).outcome, outcome, "{latest:?}");
        }
    }

    #[test]
    fn two_check_ins_unanswered_by_someone_who_always_answered() {
        for (habit, latest, outcome) in [
            (3, vec![None, None], Outcome::Signal),
            (3, vec![None], Outcome::NoScore),
            (2, vec![None, None], Outcome::NoScore),
            (3, vec![None, Some(USUAL), None, None], Outcome::NoScore),
        ] {
            assert_eq!(after(habit, &latest).outcome, outcome, "{habit} {latest:?}");
        }
        assert_eq!(silence(&[]).outcome, Outcome::NoScore);
    }

    proptest! {
        #[test]
        fn an_unchanging_habit_never_alarms(
            skipped in 0_u32..=10, words in prop::option::of(0_u32..500),
            hours in prop::option::of(0.0_f64..500.0), sessions in 0_usize..20
        ) {
            let same = Engagement { asked: 10, skipped, words, hours };
            prop_assert!(!silence(&vec![Some(same); sessions]).is_signal());
        }
    }
}
