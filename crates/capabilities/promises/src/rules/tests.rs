//! The life of a promise, by tables and over every order of things.

use super::*;
use care::{DAY, HOUR, PersonId};
use proptest::prelude::*;

const MADE: i64 = 1_800_000_000_000;
const DUE: i64 = MADE + DAY;
const RUTH: [u8; 16] = [0xb1; 16];

fn at(millis: i64) -> Moment {
    Moment::from_millis(millis)
}

fn promise(kind: Kind, steps: &[(i64, WhatV1)]) -> PromiseV1 {
    PromiseV1 {
        kind,
        about: None,
        by: RUTH,
        made_at: MADE,
        due_at: DUE,
        words: String::new(),
        steps: steps
            .iter()
            .map(|(at, what)| StepV1 {
                by: RUTH,
                at: *at,
                what: what.clone(),
            })
            .collect(),
    }
}

fn done(at: i64) -> WhatV1 {
    let said = String::new();
    WhatV1::Done { at, said }
}

fn told(until: i64) -> WhatV1 {
    let said = "a long night".to_owned();
    WhatV1::Told { until, said }
}

fn said() -> String {
    "a line".to_owned()
}

#[test]
fn kept_late_and_broken_are_exact_to_the_millisecond() {
    use Became::{Broken, Kept, KeptLate};
    for (kind, grace) in [
        (Kind::Reply, 24 * HOUR),
        (Kind::Task, 24 * HOUR),
        (Kind::Hand, 24 * HOUR),
        (Kind::NextContact, 24 * HOUR),
        (Kind::Answer, 24 * HOUR),
        (Kind::Appointment, 24 * HOUR),
        (Kind::Debrief, 0),
    ] {
        for (when, became) in [
            (MADE, Kept),
            (DUE - 1, Kept),
            (DUE, Kept),
            (DUE + 1, if grace > 0 { KeptLate } else { Broken }),
            (DUE + grace, if grace > 0 { KeptLate } else { Kept }),
            (DUE + grace + 1, Broken),
            (DUE + 30 * DAY, Broken),
        ] {
            let stands = stands(&promise(kind, &[(when, done(when))]));
            assert_eq!(
                stands.became,
                became,
                "{kind:?} done at due {:+}",
                when - DUE
            );
        }
    }
}

#[test]
fn a_promise_is_late_after_its_due_time_and_broken_after_its_grace() {
    for (kind, passed, late, breaks) in [
        (Kind::Reply, 0, false, false),
        (Kind::Reply, 1, true, false),
        (Kind::Reply, 24 * HOUR, true, false),
        (Kind::Reply, 24 * HOUR + 1, true, true),
        (Kind::Debrief, 0, false, false),
        (Kind::Debrief, 1, true, true),
        // How a session went only a person can write down.
        (Kind::Appointment, 1, false, false),
        (Kind::Appointment, 24 * HOUR, false, false),
        (Kind::Appointment, 24 * HOUR + 1, false, true),
    ] {
        let stands = stands(&promise(kind, &[]));
        let now = at(DUE + passed);
        let found = (stands.is_late(now), stands.is_to_break(now));
        assert_eq!(found, (late, breaks), "{kind:?} {passed}");
    }
}

#[test]
fn what_was_told_in_advance_gives_time_and_stays_late() {
    let until = DUE + 3 * DAY;
    for (when, became) in [
        (DUE, Became::Kept),
        (DUE + 1, Became::KeptLate),
        (until, Became::KeptLate),
        (until + DAY, Became::KeptLate),
        (until + DAY + 1, Became::Broken),
    ] {
        let steps = [(DUE - 1, told(until)), (when, done(when))];
        let stands = stands(&promise(Kind::Reply, &steps));
        assert_eq!((stands.became, stands.told), (became, true), "{when}");
        assert_eq!(stands.until, Some(at(until)));
    }
}

#[test]
fn a_moved_promise_is_judged_by_its_new_time_and_keeps_its_history() {
    for by_client in [true, false] {
        let moved = WhatV1::Moved {
            due_at: DUE + 7 * DAY,
            by_client,
        };
        let when = DUE + 7 * DAY;
        let promise = promise(Kind::Appointment, &[(MADE + 1, moved), (when, done(when))]);
        let stands = stands(&promise);
        assert_eq!(stands.became, Became::Kept);
        assert_eq!(stands.told, !by_client);
        assert_eq!((promise.due_at, promise.steps.len()), (DUE, 2));
    }
}

#[test]
fn what_was_done_in_time_and_written_down_too_late_was_kept() {
    let broken = (DUE + 2 * DAY, WhatV1::Broken);
    for (began, became) in [
        (DUE, Became::Kept),
        (DUE + 1, Became::KeptLate),
        (DUE + 3 * DAY, Became::Broken),
    ] {
        let steps = [broken.clone(), (DUE + 4 * DAY, done(began))];
        let promise = promise(Kind::Appointment, &steps);
        let stands = stands(&promise);
        assert_eq!((stands.became, stands.done), (became, Some(at(began))));
        assert_eq!(stands.ended, Some(at(broken.0)));
        assert_eq!(ended_after(&promise), Some(1));
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn who_may_say_what_and_when() {
    let late = told(DUE + HOUR);
    let sorry = || WhatV1::Sorry { said: said() };
    let mended = || WhatV1::Mended { said: said() };
    let released = || WhatV1::Released {
        said: String::new(),
    };
    let broken = [(DUE + 2 * DAY, WhatV1::Broken)];
    let kept = [(DUE, done(DUE))];
    let gone = [(DUE - 1, released())];
    let undone = [broken[0].clone(), (DUE + 3 * DAY, done(DUE + 3 * DAY))];
    let far = told(DUE + TOLD_MOST + 1);
    let furthest = told(DUE + TOLD_MOST);
    let none: &[(i64, WhatV1)] = &[];
    let no = Err::<(), _>;
    for (steps, what, by_client, now, answer) in [
        // Only the client releases.
        (none, released(), true, DUE - 1, Ok(())),
        (none, released(), true, DUE + 1, Ok(())),
        (
            none,
            released(),
            false,
            DUE - 1,
            no(NotAllowed::OnlyTheClient),
        ),
        (
            &broken,
            released(),
            true,
            DUE + 3 * DAY,
            no(NotAllowed::Ended),
        ),
        (&kept, released(), true, DUE + 1, no(NotAllowed::Ended)),
        (&gone, released(), true, DUE, no(NotAllowed::Ended)),
        // The rest is not for the client to say.
        (none, done(DUE), true, DUE, no(NotAllowed::OnlyStaff)),
        (none, late.clone(), true, DUE - 1, no(NotAllowed::OnlyStaff)),
        (
            &broken,
            sorry(),
            true,
            DUE + 3 * DAY,
            no(NotAllowed::OnlyStaff),
        ),
        // In advance is before it is due, for a time after that, and not for ever.
        (none, late.clone(), false, DUE - 1, Ok(())),
        (none, late.clone(), false, DUE, no(NotAllowed::TooLate)),
        (none, late.clone(), false, DUE + 1, no(NotAllowed::TooLate)),
        (none, told(DUE), false, DUE - 1, no(NotAllowed::NotThen)),
        (none, furthest, false, DUE - 1, Ok(())),
        (none, far, false, DUE - 1, no(NotAllowed::NotThen)),
        (&broken, late, false, DUE - 1, no(NotAllowed::Ended)),
        // Done, once, also after it was broken.
        (none, done(DUE), false, DUE, Ok(())),
        (&broken, done(DUE + 3 * DAY), false, DUE + 3 * DAY, Ok(())),
        (
            &undone,
            done(DUE + 4 * DAY),
            false,
            DUE + 4 * DAY,
            no(NotAllowed::Ended),
        ),
        (&kept, done(DUE + 1), false, DUE + 1, no(NotAllowed::Ended)),
        (&gone, done(DUE), false, DUE, no(NotAllowed::Ended)),
        // Sorry is said where something went wrong, and as often as it is meant.
        (none, sorry(), false, DUE, no(NotAllowed::NothingWrong)),
        (none, sorry(), false, DUE + 1, Ok(())),
        (none, mended(), false, DUE, no(NotAllowed::NothingWrong)),
        (&broken, sorry(), false, DUE + 3 * DAY, Ok(())),
        (&undone, mended(), false, DUE + 4 * DAY, Ok(())),
        (&kept, sorry(), false, DUE + 1, no(NotAllowed::NothingWrong)),
        (&gone, sorry(), false, DUE, no(NotAllowed::NothingWrong)),
    ] {
        let promise = promise(Kind::Reply, steps);
        let found = may(&promise, &what, by_client, at(now));
        assert_eq!(
            found,
            answer,
            "due {:+}, by the client: {by_client}",
            now - DUE
        );
    }
    let session = promise(Kind::Appointment, &[]);
    let found = may(&session, &done(DUE), false, at(DUE));
    assert_eq!(found, Err(NotAllowed::WithTheSession));
}

#[test]
fn a_promise_lies_ahead_or_is_none() {
    for (due, holds) in [
        (MADE, false),
        (MADE - 1, false),
        (MADE + 1, true),
        (MADE + FURTHEST, true),
        (MADE + FURTHEST + 1, false),
    ] {
        assert_eq!(lies_ahead(at(due), at(MADE)), holds, "{due}");
    }
}

/// What is tried: a number for what, a time, and a yes or no.
fn what_of(number: u8, time: i64, by_client: bool) -> WhatV1 {
    let at = DUE + time;
    match number % 8 {
        0 => told(at),
        1 => WhatV1::Moved {
            due_at: at,
            by_client,
        },
        2 => WhatV1::CalledOff { by_client },
        3 => WhatV1::Broken,
        4 => done(at),
        5 => WhatV1::Released { said: said() },
        6 => WhatV1::Sorry { said: said() },
        _ => WhatV1::Mended { said: said() },
    }
}

proptest! {
    /// Everything people and the service do, in any order, as far as the rules let them.
    #[test]
    fn a_promise_has_a_time_ahead_or_is_judged(
        kind in prop::sample::select(Kind::ALL.to_vec()),
        tried in prop::collection::vec(
            (0..DAY, any::<u8>(), -2 * DAY..20 * DAY, any::<bool>()), 0..30,
        ),
    ) {
        let mut promise = promise(kind, &[]);
        let mut now = at(MADE);
        for (passed, number, time, by_client) in tried {
            now = now + passed;
            let what = what_of(number, time, by_client);
            let before = stands(&promise);
            // The worker comes by.
            let what = if before.is_to_break(now) { WhatV1::Broken } else { what };
            let is_the_workers = what == WhatV1::Broken;
            if is_the_workers && !before.is_to_break(now) {
                continue;
            }
            let what = match what {
                // By hand it is done now; a session began when it is written down at the latest.
                WhatV1::Done { at: done, .. } if kind == Kind::Appointment => {
                    super::tests::done(done.min(now.millis()))
                }
                WhatV1::Done { .. } => done(now.millis()),
                WhatV1::Moved { due_at, by_client } => WhatV1::Moved {
                    due_at: due_at.max(now.millis() + 1), by_client,
                },
                other => other,
            };
            let of_the_session = matches!(what, WhatV1::Done { .. }) && !kind.done_by_hand();
            let allowed = of_the_session && (before.is_open() || before.done.is_none() && before.became == Became::Broken)
                || is_the_workers
                || may(&promise, &what, by_client, now).is_ok();
            if !allowed {
                continue;
            }
            if let WhatV1::Told { .. } = &what {
                prop_assert!(now < before.due, "told after it was due");
            }
            if let WhatV1::Released { .. } = &what {
                prop_assert!(by_client, "released by someone else");
            }
            promise.steps.push(StepV1 { by: RUTH, at: now.millis(), what });
            let after = stands(&promise);
            // What has ended never opens again, and only what was done in time turns broken to kept.
            if !before.is_open() {
                prop_assert!(!after.is_open());
                let turned = before.became == Became::Broken && after.done.is_some();
                prop_assert!(after.became == before.became || turned);
                prop_assert_eq!(after.ended, before.ended);
            }
            prop_assert_eq!(after.is_open(), after.ended.is_none());
            prop_assert_eq!(ended_after(&promise).is_none(), after.is_open());
            prop_assert!(after.breaks >= after.due);
        }
        // Left alone, it has a time ahead, or is late with a time ahead, or is to be broken.
        let left = stands(&promise);
        let far = left.breaks + 1;
        prop_assert!(!left.is_open() || left.is_to_break(far));
        let judged = { promise.steps.push(StepV1 { by: *PersonId::SERVICE.bytes(), at: far.millis(), what: WhatV1::Broken }); stands(&promise) };
        prop_assert!(!judged.is_open());
    }
}
