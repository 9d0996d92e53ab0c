//! What answers come to.

use crate::between::{OFFER, answers, asks, core, due_now, opens, phq, sends};
use measures::{AnsweredV1, AnswersV1, OutcomeV1, ReadersV1, Verdict, course};
use testing::{AMAL, RUTH, Small};

#[tokio::test]
async fn a_skipped_answer_is_missing_and_never_zero() {
    let small = Small::in_memory().await;
    asks(&small, "phq-9", 14).await;
    let (record, _) = answers(&small, "phq-9", &phq(2, None), 14).await;
    let act = opens(&small, RUTH).await;
    let kept = act.find::<AnsweredV1>(record).await.unwrap().unwrap().value;
    assert_eq!((kept.answered, kept.asked), (8, 9));
    assert_eq!(
        kept.main().unwrap().value,
        None,
        "the PHQ-9 has no rule for missing answers"
    );
    let rule = kept
        .findings
        .iter()
        .find(|found| found.name == "phq-9-major-syndrome");
    assert!(
        rule.is_some_and(|rule| rule.outcome == OutcomeV1::Met),
        "eight say enough"
    );
    let each = act.latest::<AnswersV1>().await.unwrap().kept;
    assert!(each[0].value.answers.get("phq-9.9").unwrap().is_skipped());
    let course = course(&act, &OFFER, None, "phq-9").await.unwrap().unwrap();
    assert_eq!(course.points[0].verdict, Verdict::NoScore);
    assert_eq!(course.latest, None);
}

#[tokio::test]
async fn a_score_is_kept_with_its_measure_its_version_and_what_rules_found() {
    let small = Small::in_memory().await;
    asks(&small, "phq-9", 14).await;
    let (record, _) = answers(&small, "phq-9", &phq(2, Some(0)), 14).await;
    let act = opens(&small, RUTH).await;
    let kept = act.find::<AnsweredV1>(record).await.unwrap().unwrap().value;
    assert_eq!(kept.form, "urn:x-attune:questionnaire:phq-9|1");
    assert_eq!(kept.main().unwrap().value, Some(16.0));
    assert!(kept.findings.iter().all(|found| !found.source.is_empty()));
    assert_eq!((kept.typed_in_by, kept.safety.as_slice()), (None, &[][..]));
}

#[tokio::test]
async fn items_that_are_asked_the_other_way_round_count_the_other_way_round() {
    let small = Small::in_memory().await;
    asks(&small, "core-10", 7).await;
    // Someone to turn to and able to cope, most of the time: none of the distress there is.
    let (record, _) = answers(&small, "core-10", &core([1, 4, 4, 1, 1, 0, 1, 1, 1, 1]), 7).await;
    let act = opens(&small, RUTH).await;
    let kept = act.find::<AnsweredV1>(record).await.unwrap().unwrap().value;
    assert_eq!(kept.main().unwrap().value, Some(7.0));
}

#[tokio::test]
async fn what_was_answered_on_paper_says_who_typed_it_in() {
    let small = Small::in_memory().await;
    asks(&small, "phq-9", 14).await;
    let due = due_now(&small).await[0].occurrence;
    sends(
        &small,
        RUTH,
        due,
        "phq-9",
        &phq(1, Some(0)),
        ReadersV1::Section,
    )
    .await
    .unwrap();
    let act = opens(&small, AMAL).await;
    let kept = act.find::<AnsweredV1>(due).await.unwrap().unwrap().value;
    assert_eq!(kept.typed_in_by, Some(*RUTH.bytes()));
    let course = course(&act, &OFFER, None, "phq-9").await.unwrap().unwrap();
    assert!(course.points[0].on_paper);
}

#[tokio::test]
async fn a_course_says_what_it_was_and_by_which_published_line() {
    let small = Small::in_memory().await;
    asks(&small, "phq-9", 14).await;
    for (each, days) in [(2, 14), (1, 14), (1, 14)] {
        answers(&small, "phq-9", &phq(each, Some(0)), days).await;
    }
    let act = opens(&small, AMAL).await;
    let course = course(&act, &OFFER, None, "phq-9").await.unwrap().unwrap();
    let verdicts: Vec<_> = course.points.iter().map(|point| point.verdict).collect();
    assert_eq!(
        verdicts,
        [Verdict::First, Verdict::BetterOnce, Verdict::Better]
    );
    let said = course.latest.as_ref().unwrap();
    assert_eq!((said.first, said.score), (16.0, 8.0));
    assert!(
        said.rules
            .iter()
            .all(|(rule, source)| !rule.is_empty() && !source.is_empty())
    );
    assert!(course.changes[0].default && course.changes.iter().skip(1).all(|c| !c.default));
    assert!(course.cutoffs.iter().any(|cutoff| cutoff.default));
    assert_eq!(course.scale, (0.0, 27.0));
}
