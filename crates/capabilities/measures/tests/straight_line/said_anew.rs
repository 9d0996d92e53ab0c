//! What someone says anew is told anew, and what nobody said is not told as if they had.

use crate::between::{OFFER, answers, asks, core, core_of, opens, plans, today};
use care::{Basis, DAY, HOUR, Happened, Line, RecordId, RelationKind};
use measures::{
    ActionV1, AnsweredV1, BY_AN_ANSWER, Change, MeasuresGistV1, Offer, Signal, SignalV1, course,
    move_action,
};
use testing::{AMAL, RUTH, Small};

async fn signals(small: &Small) -> Vec<(RecordId, SignalV1)> {
    let act = opens(small, RUTH).await;
    let all = act.latest::<SignalV1>().await.unwrap().kept;
    all.into_iter()
        .map(|kept| (kept.record, kept.value))
        .collect()
}

async fn moves(small: &Small, signal: RecordId, to: ActionV1) {
    let why: Line<500> = Line::parse("We spoke, and she has a plan").unwrap();
    let mut act = opens(small, RUTH).await;
    move_action(&mut act, signal, None, to, Some(&why))
        .await
        .unwrap();
    act.done().await.unwrap();
}

fn is_told(happened: &[Happened]) -> bool {
    let safety = |one: &Happened| matches!(one, Happened::MeasureSignal { safety: true, .. });
    happened.iter().any(safety)
}

/// A CORE-10 with this answer to the question about plans to end one's life.
fn planning(sixth: usize) -> Vec<(String, String)> {
    core([0, 4, 4, 0, 0, sixth, 0, 0, 0, 0])
}

fn named(measure: &str, answers: &[(&str, &str)]) -> Vec<(String, String)> {
    let field = |(name, answer): &(&str, &str)| match *answer {
        "" => (format!("skip.{measure}.{name}"), "on".to_owned()),
        answer => (format!("{measure}.{name}"), answer.to_owned()),
    };
    answers.iter().map(field).collect()
}

#[tokio::test]
async fn what_was_lowered_once_does_not_lower_a_new_answer() {
    for to in [ActionV1::Nothing, ActionV1::NextContact] {
        let small = Small::in_memory().await;
        asks(&small, "core-10", 7).await;
        answers(&small, "core-10", &planning(1), 7).await;
        let (signal, _) = signals(&small).await.remove(0);
        moves(&small, signal, to).await;
        let (_, done) = answers(&small, "core-10", &planning(4), 0).await;
        assert!(is_told(&done.happened), "{to:?}");
        let (_, value) = signals(&small).await.remove(0);
        assert_eq!(value.action(), ActionV1::Today, "{to:?}");
        let due = (small.vault.now() + DAY).millis();
        assert_eq!(value.due_at, Some(due), "{to:?}");
        // What people did before stands there, and what raised it.
        let path: Vec<_> = value.moved.iter().map(|m| (m.by, m.from, m.to)).collect();
        assert_eq!(
            path,
            [
                (*RUTH.bytes(), ActionV1::Today, to),
                (BY_AN_ANSWER, to, ActionV1::Today)
            ]
        );
        // And it can be lowered again.
        moves(&small, signal, to).await;
        let (_, value) = signals(&small).await.remove(0);
        assert_eq!((value.action(), value.due_at), (to, None));
    }
}

#[tokio::test]
async fn what_someone_raised_stays_raised_when_it_is_said_again() {
    let small = Small::in_memory().await;
    asks(&small, "core-10", 7).await;
    answers(&small, "core-10", &planning(1), 7).await;
    let (signal, _) = signals(&small).await.remove(0);
    moves(&small, signal, ActionV1::Now).await;
    answers(&small, "core-10", &planning(1), 0).await;
    let (_, value) = signals(&small).await.remove(0);
    assert_eq!(value.action(), ActionV1::Now);
}

#[tokio::test]
async fn what_was_to_be_done_by_yesterday_is_not_given_another_day() {
    let small = Small::in_memory().await;
    asks(&small, "core-10", 7).await;
    let due = (small.vault.now() + DAY).millis();
    answers(&small, "core-10", &planning(1), 7).await;
    answers(&small, "core-10", &planning(2), 0).await;
    let (_, value) = signals(&small).await.remove(0);
    assert_eq!((value.times, value.due_at), (2, Some(due)));
}

#[tokio::test]
async fn the_earlier_of_two_times_counts() {
    // A fifth question with a yes is to be seen to at once, a yes to another one within a day.
    let small = Small::in_memory().await;
    let once = |small: &Small| Change::Begin {
        measure: "asq".to_owned(),
        every: Some(1),
        first: today(small),
    };
    plans(&small, RUTH, once(&small)).await.unwrap();
    let yes = [
        ("1", "true"),
        ("2", "false"),
        ("3", "false"),
        ("4", "false"),
    ];
    let mild = named("asq", &[&yes[..], &[("5", "false")]].concat());
    let grave = named("asq", &[&yes[..], &[("5", "true")]].concat());
    answers(&small, "asq", &mild, 0).await;
    let (_, first) = signals(&small).await.remove(0);
    small.clock.pass(DAY - HOUR);
    small.clock.pass(HOUR);
    answers(&small, "asq", &grave, 0).await;
    let (_, value) = signals(&small).await.remove(0);
    assert_eq!(value.action(), ActionV1::Now);
    assert_eq!(value.due_at, first.due_at);
}

#[tokio::test]
async fn a_course_that_goes_on_stays_where_someone_left_it() {
    let small = Small::in_memory().await;
    asks(&small, "core-10", 7).await;
    for score in [12, 19, 20] {
        answers(&small, "core-10", &core_of(score), 7).await;
    }
    let all = signals(&small).await;
    let (worse, _) = all
        .into_iter()
        .find(|(_, signal)| signal.signal() == Signal::Deteriorated)
        .unwrap();
    moves(&small, worse, ActionV1::Nothing).await;
    let (_, done) = answers(&small, "core-10", &core_of(21), 0).await;
    assert!(!done.happened.iter().any(|one| matches!(
        one,
        Happened::MeasureSignal { signal, .. } if *signal == worse
    )));
}

#[tokio::test]
async fn a_skipped_question_is_no_word_about_safety_and_is_asked_again_today() {
    let shipped = instruments::Measures::shipped().unwrap();
    let promising = Offer::new(shipped, None, Some(24)).unwrap();
    assert_eq!(promising.read_within_hours(), Some(24));
    let small = Small::in_memory().await;
    asks(&small, "asq", 1).await;
    let fields = named(
        "asq",
        &[("1", "false"), ("2", ""), ("3", "false"), ("4", "false")],
    );
    let (record, _) = answers(&small, "asq", &fields, 0).await;
    let mut act = opens(&small, RUTH).await;
    let kept = act.find::<AnsweredV1>(record).await.unwrap().unwrap();
    assert!(!kept.value.is_about_safety());
    assert!(kept.value.is_noticed(Signal::LeftOpen));
    let gist = act.gist::<MeasuresGistV1>().await.unwrap().unwrap();
    let basis = Basis::Relation(RelationKind::Therapist);
    let glance = gist.glance(basis, &OFFER, today(&small));
    let [open] = glance.open.as_slice() else {
        panic!("one signal, and not {}", glance.open.len())
    };
    assert_eq!(
        (open.signal, open.action, open.due),
        (
            Signal::LeftOpen,
            ActionV1::AskAgain,
            Some(small.vault.now() + DAY)
        )
    );
}

/// "The day after" with this answer about contact.
fn next_day(contact: &str) -> Vec<(String, String)> {
    let left = ["sleep", "body", "stirred", "words"].map(|name| (name, ""));
    named(
        "attune-next-day",
        &[&left[..], &[("contact", contact)]].concat(),
    )
}

#[tokio::test]
async fn a_wish_to_be_contacted_is_not_a_word_about_safety() {
    let small = Small::in_memory().await;
    asks(&small, "attune-next-day", 1).await;
    let fields = next_day("i-am-not-sure");
    let (record, done) = answers(&small, "attune-next-day", &fields, 0).await;
    assert!(!is_told(&done.happened), "not about safety");
    let heard = |one: &Happened| matches!(one, Happened::MeasureSignal { safety: false, .. });
    assert!(done.happened.iter().any(heard), "and still told");
    let act = opens(&small, AMAL).await;
    let kept = act.find::<AnsweredV1>(record).await.unwrap().unwrap();
    assert!(!kept.value.is_about_safety() && kept.value.safety.is_empty());
    let (_, value) = signals(&small).await.remove(0);
    assert_eq!(value.signal(), Signal::Contact);
    assert_eq!(value.action(), ActionV1::NextContact);
    assert_eq!(value.items, ["attune-next-day.contact"]);
    assert_eq!(value.due_at, Some((small.vault.now() + DAY).millis()));
}

#[tokio::test]
async fn a_chart_counts_from_where_a_measure_was_begun_last_as_signals_do() {
    let small = Small::in_memory().await;
    asks(&small, "core-10", 7).await;
    for score in [24, 22] {
        answers(&small, "core-10", &core_of(score), 7).await;
    }
    let stop = Change::Stop {
        measure: "core-10".to_owned(),
    };
    plans(&small, RUTH, stop).await.unwrap();
    small.clock.pass(70 * DAY);
    asks(&small, "core-10", 7).await;
    for score in [12, 11] {
        answers(&small, "core-10", &core_of(score), 7).await;
    }
    let act = opens(&small, RUTH).await;
    let drawn = course(&act, &OFFER, None, "core-10")
        .await
        .unwrap()
        .unwrap();
    let verdicts: Vec<_> = drawn.points.iter().map(|p| p.verdict.code()).collect();
    assert_eq!(verdicts, ["first", "no-change", "first", "no-change"]);
    let latest = drawn.latest.unwrap();
    assert!((latest.first - 12.0).abs() < f64::EPSILON);
}
