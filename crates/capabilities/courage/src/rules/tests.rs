//! Each rule with the cases that decide it.

use super::*;
use crate::ladder::{AimV1, OpenedV1};
use crate::trial::{AfterV1, CameV1};
use care::RecordId;
use forms::{Answer, StoredAnswers};
use insight::{NextStep, Quantity, Why};
use sealed::ReadersV1;

const START: i64 = 1_000 * DAY;

fn step(n: u8, kind: StepKindV1) -> StepV1 {
    StepV1 {
        id: [n; 16],
        what: format!("step {n}"),
        place: String::new(),
        fear: Some(40),
        kind,
        safety: "my sister knows where I am".to_owned(),
        resting: false,
        by_client: true,
        script: None,
        edits: 1,
    }
}

fn ladder() -> LadderV1 {
    LadderV1 {
        by: [1; 16],
        by_client: true,
        at: START,
        since: START,
        goal: "go to the market".to_owned(),
        aim: AimV1::Feared,
        steps: vec![
            step(1, StepKindV1::RealLife),
            step(2, StepKindV1::Imagining),
            step(3, StepKindV1::Conversation),
        ],
        stopped: None,
        readers: ReadersV1::Section,
    }
}

fn check(codes: &[&str]) -> CheckV1 {
    let answer = |code: &&str| {
        (
            "now".to_owned(),
            Answer::Choice {
                code: (*code).to_owned(),
            },
        )
    };
    CheckV1 {
        ladder: [9; 16],
        by: [1; 16],
        at: START,
        answers: StoredAnswers {
            questionnaire: "urn:x-attune:questionnaire:courage-ready|1".to_owned(),
            answers: codes.iter().map(answer).collect(),
        },
        opened: None,
        readers: ReadersV1::Section,
    }
}

fn opened(check: CheckV1) -> CheckV1 {
    CheckV1 {
        opened: Some(OpenedV1 {
            by: [2; 16],
            at: START,
            words: "seen by her doctor last week".to_owned(),
        }),
        ..check
    }
}

fn at(days: i64) -> Moment {
    Moment::from_millis(START + days * DAY)
}

#[test]
fn what_comes_before_a_first_step() {
    let going = ladder();
    let stopped = LadderV1 {
        stopped: Some(START),
        ..ladder()
    };
    let taken_up = LadderV1 {
        since: START + 1,
        ..ladder()
    };
    let clear = check(&["none"]);
    for (ladder, check, days, expected) in [
        (&going, None, 0, Some(Gate::Look)),
        (&going, Some(clear.clone()), 0, None),
        (&going, Some(clear.clone()), LOOK_DAYS - 1, None),
        (&going, Some(clear.clone()), LOOK_DAYS, Some(Gate::Look)),
        // What was left open is not a no.
        (&going, Some(check(&[])), 0, Some(Gate::Look)),
        (&going, Some(check(&["body"])), 0, Some(Gate::Talk)),
        (&going, Some(opened(check(&["body"]))), 0, None),
        (&going, Some(check(&["unheard-of"])), 0, Some(Gate::Talk)),
        // No reasons open what someone could be hurt by.
        (
            &going,
            Some(opened(check(&["danger"]))),
            0,
            Some(Gate::Danger),
        ),
        (
            &going,
            Some(opened(check(&["body", "danger"]))),
            0,
            Some(Gate::Danger),
        ),
        (&stopped, Some(clear.clone()), 0, Some(Gate::Stopped)),
        // After it was stopped and taken up again the look comes first again.
        (&taken_up, Some(clear), 1, Some(Gate::Look)),
    ] {
        assert!(gate(ladder, check.as_ref(), at(days)) == expected);
    }
}

#[test]
fn imagining_is_only_ever_done_while_the_therapist_is_there() {
    let (ladder, clear) = (ladder(), check(&["none"]));
    for step in &ladder.steps {
        let imagined = step.kind == StepKindV1::Imagining;
        let alone = may_try(&ladder, step, Some(&clear), true, at(0));
        assert_eq!(alone.err(), imagined.then_some(Gate::Together));
        assert!(may_try(&ladder, step, Some(&clear), false, at(0)).is_ok());
    }
    let resting = StepV1 {
        resting: true,
        ..ladder.steps[0].clone()
    };
    let tried = may_try(&ladder, &resting, Some(&clear), false, at(0));
    assert_eq!(tried, Err(Gate::Resting));
}

fn trial(step: u8, numbers: (u8, u8, u8, u8), came: CameV1) -> TrialV1 {
    let (sure, peak, end, now) = numbers;
    TrialV1 {
        ladder: [9; 16],
        step: [step; 16],
        what: String::new(),
        by: [1; 16],
        by_client: true,
        begun: START,
        feared: "they laugh at me".to_owned(),
        sure: Some(sure),
        before: Some(50),
        ended: Some(START),
        stopped: false,
        after: Some(AfterV1 {
            by: [1; 16],
            at: START,
            peak: Some(peak),
            end: Some(end),
            came: Some(came),
            sure: Some(now),
            what: String::new(),
            learned: String::new(),
        }),
        gone: None,
        readers: ReadersV1::Nobody,
    }
}

/// The published case expo-01 of the evidence file, as a try on a phone.
#[test]
fn the_worked_case_comes_out_as_published() {
    let one = trial(1, (90, 80, 40, 30), CameV1::No).counted().unwrap();
    let judged = insight::trial(one, None);
    assert_eq!(judged.outcome, insight::Learnt::Violated);
    for (quantity, expected) in [
        (Quantity::WithinTrial, 40.0),
        (Quantity::WithinTrialPercent, 50.0),
        (Quantity::ExpectancyViolation, 60.0),
    ] {
        let found = judged.number(quantity).unwrap();
        assert!((found - expected).abs() < 1e-9, "{quantity:?}: {found}");
    }
    let two = trial(1, (30, 60, 20, 30), CameV1::No).counted().unwrap();
    let between = insight::trial(two, Some(one));
    let between = between.number(Quantity::BetweenTrials).unwrap();
    assert!((between - 20.0).abs() < 1e-9, "{between}");
}

#[test]
fn what_counts_for_the_next_step_and_what_does_not() {
    let wrong = trial(1, (90, 80, 40, 30), CameV1::No);
    let again = trial(1, (60, 70, 40, 20), CameV1::No);
    let came = trial(1, (90, 80, 40, 100), CameV1::Yes);
    let partly = trial(1, (90, 80, 40, 30), CameV1::Partly);
    let stopped = TrialV1 {
        stopped: true,
        ..again.clone()
    };
    let mut half = again.clone();
    if let Some(after) = &mut half.after {
        after.sure = None;
    }
    let open = TrialV1 {
        after: None,
        ..again.clone()
    };
    let on = NextStep::On {
        from: 0,
        to: 1,
        why: Why::Wrong,
    };
    for (trials, expected) in [
        (vec![], NextStep::Begin(0)),
        (vec![&wrong], NextStep::Again(0)),
        (vec![&wrong, &again], on),
        // Stopped early, left open in part, or not finished: kept, and not counted.
        (vec![&wrong, &stopped], NextStep::Again(0)),
        (vec![&wrong, &half], NextStep::Again(0)),
        (vec![&wrong, &open], NextStep::Again(0)),
        // It came, in whole or in part: talk, count nothing.
        (vec![&wrong, &again, &came], NextStep::Talk(0)),
        (vec![&wrong, &partly], NextStep::Talk(0)),
        (vec![&partly, &wrong], NextStep::Again(0)),
    ] {
        assert_eq!(next(&ladder(), &trials).outcome, expected);
    }
}

#[test]
fn tries_of_steps_that_are_not_there_any_more_change_nothing() {
    let gone = trial(7, (90, 80, 40, 30), CameV1::Yes);
    let ladder = ladder();
    assert!(ladder.step(RecordId::from_bytes([7; 16])).is_none());
    assert_eq!(next(&ladder, &[&gone]).outcome, NextStep::Begin(0));
}
