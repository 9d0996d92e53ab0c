//! What may be done and what may not, and that a second sending is the same thing.

use super::readers::{act, add, began, finished, ladder, line, look, seen};
use care::DAY;
use courage::{
    Against, CameV1, Gate, Move, NewLine, NewScript, NewStep, Refused, STEPS, ScriptV1, StepKindV1,
    Waits,
};
use sealed::ReadersV1;
use testing::{AMAL, RUTH, Small};

const BOTH: ReadersV1 = ReadersV1::Section;

#[tokio::test]
async fn nothing_is_tried_before_the_look_and_what_was_said_there_is_talked_about_first() {
    let small = Small::in_memory().await;
    let of = ladder(&small, AMAL, BOTH, StepKindV1::RealLife).await;
    for (said, gate) in [
        (&["body"][..], Gate::Talk),
        (&["self-harm", "drink"], Gate::Talk),
        (&["danger"], Gate::Danger),
    ] {
        let mut amal = act(&small, AMAL).await;
        let told = courage::keep_check(&mut amal, of.0, &look(said)).await;
        assert_eq!(told.unwrap().len(), 1, "the therapist hears: {said:?}");
        amal.done().await.unwrap();
        for who in [AMAL, RUTH] {
            let tried = began(&small, who, of).await;
            assert!(matches!(tried, Err(Refused::Gate(found)) if found == gate));
        }
    }
    // No reasons open what somebody could be hurt by.
    let mut ruth = act(&small, RUTH).await;
    let words = line("we talked about it");
    let opened = courage::open_anyway(&mut ruth, of.0, &words).await;
    assert!(matches!(opened, Err(Refused::Danger)));
    courage::keep_check(&mut ruth, of.0, &look(&["body"]))
        .await
        .unwrap();
    ruth.done().await.unwrap();
    // A client does not open it for themself.
    let mut amal = act(&small, AMAL).await;
    let opened = courage::open_anyway(&mut amal, of.0, &words).await;
    assert!(matches!(opened, Err(Refused::None)));
    let mut ruth = act(&small, RUTH).await;
    courage::open_anyway(&mut ruth, of.0, &words).await.unwrap();
    ruth.done().await.unwrap();
    began(&small, AMAL, of).await.unwrap();
    let check = seen(&small, AMAL).await;
    let check = check.check(of.0).unwrap();
    assert_eq!(courage::ticked(&check.answers), Some(vec![Against::Body]));
    assert_eq!(check.opened.as_ref().unwrap().words, "we talked about it");
    // Another look closes it again.
    let mut amal = act(&small, AMAL).await;
    courage::keep_check(&mut amal, of.0, &look(&["body"]))
        .await
        .unwrap();
    amal.done().await.unwrap();
    assert!(began(&small, AMAL, of).await.is_err());
}

#[tokio::test]
async fn the_look_comes_again_after_four_weeks_and_after_a_stop() {
    let small = Small::in_memory().await;
    let of = ladder(&small, AMAL, BOTH, StepKindV1::RealLife).await;
    let first = |tried: Result<_, Refused>| match tried {
        Ok(_) => None,
        Err(Refused::Gate(gate)) => Some(gate),
        Err(other) => panic!("{other}"),
    };
    small.clock.pass(27 * DAY);
    assert_eq!(first(began(&small, AMAL, of).await), None);
    small.clock.pass(DAY);
    assert_eq!(first(began(&small, AMAL, of).await), Some(Gate::Look));
    let mut amal = act(&small, AMAL).await;
    courage::keep_check(&mut amal, of.0, &look(&[]))
        .await
        .unwrap();
    courage::stop(&mut amal, of.0).await.unwrap();
    amal.done().await.unwrap();
    assert_eq!(first(began(&small, RUTH, of).await), Some(Gate::Stopped));
    assert!(
        courage::open(&act(&small, AMAL).await)
            .await
            .unwrap()
            .is_empty()
    );
    small.clock.pass(1);
    let mut amal = act(&small, AMAL).await;
    courage::go_on(&mut amal, of.0).await.unwrap();
    amal.done().await.unwrap();
    assert_eq!(first(began(&small, AMAL, of).await), Some(Gate::Look));
}

#[tokio::test]
async fn imagining_is_begun_by_the_therapist_and_never_alone() {
    let small = Small::in_memory().await;
    let of = ladder(&small, AMAL, BOTH, StepKindV1::Imagining).await;
    let alone = began(&small, AMAL, of).await;
    assert!(matches!(alone, Err(Refused::Gate(Gate::Together))));
    let trial = began(&small, RUTH, of).await.unwrap();
    // Either of the two can stop it, and either can write down what came of it.
    let mut amal = act(&small, AMAL).await;
    courage::end(&mut amal, trial, true).await.unwrap();
    amal.done().await.unwrap();
    finished(&small, RUTH, trial, CameV1::No, BOTH)
        .await
        .unwrap();
    let all = seen(&small, AMAL).await;
    assert!(all.trial(trial).unwrap().value.stopped);
}

#[tokio::test]
async fn a_try_half_finished_waits_and_is_written_down_once() {
    let small = Small::in_memory().await;
    let of = ladder(&small, AMAL, BOTH, StepKindV1::RealLife).await;
    let trial = began(&small, AMAL, of).await.unwrap();
    // The therapist neither sees nor finishes what the client began alone.
    let theirs = finished(&small, RUTH, trial, CameV1::No, BOTH).await;
    assert!(matches!(theirs, Err(Refused::None)));
    let mut amal = act(&small, AMAL).await;
    courage::end(&mut amal, trial, true).await.unwrap();
    amal.done().await.unwrap();
    small.clock.pass(DAY);
    let mut amal = act(&small, AMAL).await;
    courage::end(&mut amal, trial, false).await.unwrap();
    amal.done().await.unwrap();
    let open = courage::open(&act(&small, AMAL).await).await.unwrap();
    assert_eq!(open[0].waits, Waits::Try);
    let sent = finished(&small, AMAL, trial, CameV1::No, BOTH)
        .await
        .unwrap();
    assert_eq!(sent.len(), 1);
    let again = finished(&small, AMAL, trial, CameV1::No, BOTH)
        .await
        .unwrap();
    assert_eq!(again, [], "the same words a second time");
    let other = finished(&small, AMAL, trial, CameV1::Yes, BOTH).await;
    assert!(matches!(other, Err(Refused::Newer)));
    let all = seen(&small, AMAL).await;
    let kept = &all.trial(trial).unwrap().value;
    assert!(kept.stopped, "the first end counts");
    assert!(kept.ended.unwrap() < kept.after.as_ref().unwrap().at);
    // A step stopped early is no first time.
    let firsts = courage::firsts(&act(&small, AMAL).await).await.unwrap();
    assert_eq!(firsts, []);
}

#[tokio::test]
async fn what_came_true_waits_for_a_talk_and_what_was_taken_out_counts_for_nothing() {
    let small = Small::in_memory().await;
    let of = ladder(&small, AMAL, BOTH, StepKindV1::RealLife).await;
    let trial = began(&small, AMAL, of).await.unwrap();
    finished(&small, AMAL, trial, CameV1::Partly, BOTH)
        .await
        .unwrap();
    let open = courage::open(&act(&small, RUTH).await).await.unwrap();
    assert_eq!(
        (open[0].waits, open[0].goal.as_str()),
        (Waits::Talk, "go to the market")
    );
    let mut ruth = act(&small, RUTH).await;
    let out = courage::leave_out(&mut ruth, trial).await;
    assert!(matches!(out, Err(Refused::None)), "not theirs to take out");
    let mut amal = act(&small, AMAL).await;
    courage::leave_out(&mut amal, trial).await.unwrap();
    amal.done().await.unwrap();
    let all = seen(&small, AMAL).await;
    let gone = &all.trial(trial).unwrap().value;
    assert!(gone.feared.is_empty() && gone.after.is_none() && gone.gone.is_some());
    assert!(seen(&small, RUTH).await.trials.is_empty());
    let open = courage::open(&act(&small, AMAL).await).await.unwrap();
    assert_eq!(open[0].waits, Waits::Step);
}

#[tokio::test]
async fn steps_are_added_once_changed_on_what_was_seen_moved_and_rested() {
    let small = Small::in_memory().await;
    let of = ladder(&small, AMAL, BOTH, StepKindV1::RealLife).await;
    let second = act(&small, RUTH).await.mint();
    for _ in 0..2 {
        add(&small, RUTH, of.0, second, StepKindV1::Conversation).await;
    }
    let change = async |who, seen, words: &str| {
        let (what, safety) = (line(words), line("my sister knows"));
        let new = NewStep {
            what: &what,
            place: None,
            fear: None,
            kind: StepKindV1::RealLife,
            safety: &safety,
            script: None,
        };
        let mut by = act(&small, who).await;
        let changed = courage::change_step(&mut by, of.0, of.1, seen, &new).await;
        by.done().await.unwrap();
        changed.map(|_| ())
    };
    change(AMAL, 1, "to the bridge").await.unwrap();
    assert!(matches!(
        change(RUTH, 1, "to the shop").await,
        Err(Refused::Newer)
    ));
    change(AMAL, 1, "to the bridge").await.unwrap();
    change(RUTH, 2, "to the shop").await.unwrap();
    for (way, expected) in [
        (Move::Up, [of.1, second]),
        (Move::Down, [second, of.1]),
        (Move::Down, [second, of.1]),
        (Move::Rest, [second, of.1]),
    ] {
        let mut amal = act(&small, AMAL).await;
        courage::move_step(&mut amal, of.0, of.1, way)
            .await
            .unwrap();
        amal.done().await.unwrap();
        let all = seen(&small, AMAL).await;
        let steps = &all.ladder(of.0).unwrap().value.steps;
        let ids: Vec<_> = steps.iter().map(courage::StepV1::id).collect();
        assert_eq!(ids, expected, "{way:?}");
    }
    let tried = began(&small, AMAL, of).await;
    assert!(matches!(tried, Err(Refused::Gate(Gate::Resting))));
    let all = seen(&small, AMAL).await;
    assert_eq!(
        all.ladder(of.0).unwrap().value.step(of.1).unwrap().what,
        "to the shop"
    );
    for _ in 2..STEPS {
        let id = act(&small, AMAL).await.mint();
        add(&small, AMAL, of.0, id, StepKindV1::RealLife).await;
    }
    let (what, safety) = (line("one more"), line("none"));
    let new = NewStep {
        what: &what,
        place: None,
        fear: None,
        kind: StepKindV1::RealLife,
        safety: &safety,
        script: None,
    };
    let mut amal = act(&small, AMAL).await;
    let id = amal.mint();
    let full = courage::add_step(&mut amal, of.0, id, &new).await;
    assert!(matches!(full, Err(Refused::Full)));
}

#[tokio::test]
async fn a_script_has_versions_with_their_authors_and_is_written_on_what_was_seen() {
    let small = Small::in_memory().await;
    let script = act(&small, AMAL).await.mint();
    let write = async |who, seen, words: &str| {
        let about = line("the shift");
        let lines = [NewLine {
            mine: true,
            words: line(words),
        }];
        let new = NewScript {
            about: &about,
            want: None,
            lines: &lines,
        };
        let mut by = act(&small, who).await;
        let kept = courage::keep_script(&mut by, script, seen, &new, BOTH).await;
        by.done().await.unwrap();
        kept.map(|happened| happened.len())
    };
    assert_eq!(write(AMAL, 0, "I need Thursday off.").await.unwrap(), 1);
    assert_eq!(write(AMAL, 0, "I need Thursday off.").await.unwrap(), 0);
    assert!(matches!(
        write(RUTH, 0, "Please give me Thursday.").await,
        Err(Refused::Newer)
    ));
    assert_eq!(write(RUTH, 1, "Please give me Thursday.").await.unwrap(), 1);
    let history = act(&small, AMAL).await.history::<ScriptV1>(script).await;
    let authors: Vec<_> = history
        .unwrap()
        .into_iter()
        .map(|one| one.value.by)
        .collect();
    assert_eq!(authors, [*AMAL.bytes(), *RUTH.bytes()]);
    assert!(matches!(write(RUTH, 7, "x").await, Err(Refused::Newer)));
}
