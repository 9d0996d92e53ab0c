//! What the record points out, once, with a next step, and what becomes of it.

use crate::between::{OFFER, answers, asks, core, core_of, opens, phq, plans, today};
use care::{Basis, DAY, Happened, Line, RecordId, RelationKind};
use measures::{
    ActionV1, Answer, Change, Glance, MeasuresGistV1, Signal, SignalRefused, SignalV1,
    answer_signal, move_action, see_to_unanswered,
};
use testing::{AMAL, RUTH, Small};

async fn signals(small: &Small) -> Vec<(RecordId, SignalV1)> {
    let act = opens(small, RUTH).await;
    let all = act.latest::<SignalV1>().await.unwrap().kept;
    all.into_iter()
        .map(|kept| (kept.record, kept.value))
        .collect()
}

async fn glance(small: &Small) -> Glance {
    let mut act = opens(small, RUTH).await;
    let gist = act
        .gist::<MeasuresGistV1>()
        .await
        .unwrap()
        .unwrap_or_default();
    gist.glance(
        Basis::Relation(RelationKind::Therapist),
        &OFFER,
        today(small),
    )
}

async fn kinds(small: &Small) -> Vec<Signal> {
    let open = glance(small).await.open;
    open.into_iter().map(|open| open.signal).collect()
}

fn next_step(small: &Small) -> Answer {
    Answer::NextStep {
        what: Line::parse("Ring this afternoon and ask").unwrap(),
        who: Line::parse("Ruth").unwrap(),
        by: today(small),
    }
}

async fn says(small: &Small, signal: RecordId, said: &Answer) -> Result<(), SignalRefused> {
    let mut act = opens(small, RUTH).await;
    answer_signal(&mut act, signal, None, said).await?;
    act.done().await.unwrap();
    Ok(())
}

#[tokio::test]
async fn an_answer_about_safety_is_pointed_out_at_once_whatever_the_total_is() {
    for (measure, every, fields, item) in [
        ("phq-9", 14, phq(0, Some(1)), "phq-9.9"),
        (
            "core-10",
            7,
            core([0, 4, 4, 0, 0, 1, 0, 0, 0, 0]),
            "core-10.6",
        ),
    ] {
        let small = Small::in_memory().await;
        asks(&small, measure, every).await;
        let (occurrence, done) = answers(&small, measure, &fields, 0).await;
        let told = done
            .happened
            .iter()
            .any(|happened| matches!(happened, Happened::MeasureSignal { safety: true, .. }));
        assert!(told, "{measure}");
        let all = signals(&small).await;
        let [(_, signal)] = all.as_slice() else {
            panic!("one signal, and not {}", all.len())
        };
        assert_eq!(signal.signal(), Signal::Safety);
        assert_eq!(signal.items, [item]);
        assert_eq!(signal.action(), ActionV1::Today);
        assert_eq!(signal.due_at, Some((small.vault.now() + DAY).millis()));
        assert_eq!(signal.answered, Some(*occurrence.bytes()));
        assert!(!signal.next.is_empty() && !signal.source.is_empty());
        assert_eq!(kinds(&small).await, [Signal::Safety]);
    }
}

#[tokio::test]
async fn worse_once_is_check_again_and_worse_twice_in_a_row_is_confirmed() {
    let small = Small::in_memory().await;
    asks(&small, "core-10", 7).await;
    for (score, expected) in [
        (12, vec![]),
        (14, vec![]),
        (19, vec![Signal::CheckAgain]),
        (20, vec![Signal::Deteriorated]),
    ] {
        answers(&small, "core-10", &core_of(score), 7).await;
        let kinds = kinds(&small).await;
        for kind in expected {
            assert!(kinds.contains(&kind), "{score}: {kinds:?}");
        }
    }
    let all = signals(&small).await;
    let worse = all.iter().find(|(_, s)| s.signal() == Signal::Deteriorated);
    let worse = &worse.unwrap().1;
    assert_eq!((worse.score, worse.against), (Some(20.0), Some(12.0)));
}

#[tokio::test]
async fn what_goes_on_is_told_once_and_not_again_after_someone_has_answered_it() {
    let small = Small::in_memory().await;
    asks(&small, "core-10", 7).await;
    for score in [12, 19, 20] {
        answers(&small, "core-10", &core_of(score), 7).await;
    }
    let all = signals(&small).await;
    for (id, signal) in &all {
        if signal.is_open() {
            says(&small, *id, &next_step(&small)).await.unwrap();
        }
    }
    assert_eq!(kinds(&small).await, []);
    answers(&small, "core-10", &core_of(21), 7).await;
    assert_eq!(
        kinds(&small).await,
        [],
        "the same course, and someone is at it"
    );
    // Safety is pointed out each time.
    answers(&small, "core-10", &core([4, 0, 0, 4, 4, 2, 4, 4, 0, 0]), 7).await;
    assert!(kinds(&small).await.contains(&Signal::Safety));
}

#[tokio::test]
async fn what_is_open_already_is_told_with_how_often() {
    let small = Small::in_memory().await;
    asks(&small, "phq-9", 14).await;
    answers(&small, "phq-9", &phq(0, Some(1)), 14).await;
    let first = small.vault.now() - 14 * DAY;
    answers(&small, "phq-9", &phq(0, Some(3)), 0).await;
    let all = signals(&small).await;
    let [(_, signal)] = all.as_slice() else {
        panic!("one talk, and not {}", all.len())
    };
    assert_eq!((signal.times, signal.raised()), (2, first));
}

#[tokio::test]
async fn a_signal_is_answered_once_by_staff_with_a_next_step_or_a_reason() {
    let small = Small::in_memory().await;
    asks(&small, "phq-9", 14).await;
    answers(&small, "phq-9", &phq(0, Some(1)), 0).await;
    let (signal, _) = signals(&small).await.remove(0);
    let step = next_step(&small);
    let mut act = opens(&small, AMAL).await;
    assert!(matches!(
        answer_signal(&mut act, signal, None, &step).await,
        Err(SignalRefused::OnlyStaff)
    ));
    let mut act = opens(&small, RUTH).await;
    assert!(matches!(
        answer_signal(&mut act, signal, Some(7), &step).await,
        Err(SignalRefused::Changed)
    ));
    let unknown = RecordId::from_bytes([9; 16]);
    assert!(matches!(
        answer_signal(&mut act, unknown, None, &step).await,
        Err(SignalRefused::None)
    ));
    says(&small, signal, &step).await.unwrap();
    assert!(matches!(
        says(&small, signal, &step).await,
        Err(SignalRefused::AnsweredAlready)
    ));
    assert!(glance(&small).await.open.is_empty());
    // The client reads what became of it.
    let act = opens(&small, AMAL).await;
    let kept = act.find::<SignalV1>(signal).await.unwrap().unwrap();
    assert!(kept.value.answer.is_some());
}

#[tokio::test]
async fn what_is_to_be_done_is_raised_without_a_reason_and_lowered_only_with_one() {
    let small = Small::in_memory().await;
    asks(&small, "phq-9", 14).await;
    answers(&small, "phq-9", &phq(0, Some(1)), 0).await;
    let (signal, _) = signals(&small).await.remove(0);
    let moves = async |to, reason: Option<&str>| {
        let reason: Option<Line<500>> = reason.map(|reason| Line::parse(reason).unwrap());
        let mut act = opens(&small, RUTH).await;
        move_action(&mut act, signal, None, to, reason.as_ref()).await?;
        act.done().await.unwrap();
        Ok::<_, SignalRefused>(())
    };
    moves(ActionV1::Now, None).await.unwrap();
    assert!(matches!(
        moves(ActionV1::NextContact, None).await,
        Err(SignalRefused::NeedsReason)
    ));
    moves(ActionV1::NextContact, Some("We spoke, and she has a plan"))
        .await
        .unwrap();
    let (_, value) = signals(&small).await.remove(0);
    assert_eq!(value.action(), ActionV1::NextContact);
    let path: Vec<_> = value
        .moved
        .iter()
        .map(|moved| (moved.from, moved.to))
        .collect();
    assert_eq!(
        path,
        [
            (ActionV1::Today, ActionV1::Now),
            (ActionV1::Now, ActionV1::NextContact)
        ]
    );
}

#[tokio::test]
async fn what_is_asked_twice_and_not_answered_is_pointed_out_until_someone_says_what_comes_of_it() {
    let small = Small::in_memory().await;
    asks(&small, "core-10", 7).await;
    small.clock.pass(13 * DAY);
    assert_eq!(kinds(&small).await, []);
    small.clock.pass(DAY);
    assert_eq!(kinds(&small).await, [Signal::Unanswered]);
    let reason = Answer::Dismiss {
        reason: Line::parse("She is on holiday").unwrap(),
    };
    let mut act = opens(&small, RUTH).await;
    see_to_unanswered(&mut act, &OFFER, "core-10", &reason)
        .await
        .unwrap();
    act.done().await.unwrap();
    assert_eq!(kinds(&small).await, []);
    let mut act = opens(&small, RUTH).await;
    assert!(matches!(
        see_to_unanswered(&mut act, &OFFER, "core-10", &reason).await,
        Err(SignalRefused::AnsweredAlready)
    ));
    // Answered once, and then again not: it is pointed out anew.
    answers(&small, "core-10", &core_of(8), 21).await;
    assert_eq!(kinds(&small).await, [Signal::Unanswered]);
    // What the client said no to is not something they failed to answer.
    let no = Change::Stop {
        measure: "core-10".to_owned(),
    };
    plans(&small, AMAL, no).await.unwrap();
    assert_eq!(kinds(&small).await, []);
}

#[tokio::test]
async fn a_screen_for_suicide_names_the_next_action_and_makes_one_signal_of_it() {
    let yes = |items: &[u8]| -> Vec<(String, String)> {
        let answer = |item: u8| {
            if items.contains(&item) {
                "true"
            } else {
                "false"
            }
        };
        (1..=5)
            .map(|item| (format!("asq.{item}"), answer(item).to_owned()))
            .collect()
    };
    for (items, action, within) in [
        (&[][..], None, None),
        (&[1], Some(ActionV1::Today), Some(24)),
        (&[2, 5], Some(ActionV1::Now), Some(0)),
    ] {
        let small = Small::in_memory().await;
        let wanted = Change::Begin {
            measure: "asq".to_owned(),
            every: None,
            first: today(&small),
        };
        plans(&small, RUTH, wanted).await.unwrap();
        // Without a yes to one of the first four, the fifth is not asked.
        let mut fields = yes(items);
        if items.is_empty() {
            fields.pop();
        }
        answers(&small, "asq", &fields, 0).await;
        let all = signals(&small).await;
        let found: Vec<_> = all.iter().map(|(_, signal)| signal.action()).collect();
        assert_eq!(found, action.into_iter().collect::<Vec<_>>(), "{items:?}");
        let due = all.first().and_then(|(_, signal)| signal.due_at);
        let hours = due.map(|due| (due - small.vault.now().millis()) / care::HOUR);
        assert_eq!(hours, within, "{items:?}");
        if let Some((_, signal)) = all.first() {
            assert_eq!(signal.signal(), Signal::Triage);
            let yes = items.iter().map(|item| format!("asq.{item}"));
            assert_eq!(signal.items, yes.collect::<Vec<_>>());
        }
    }
}
