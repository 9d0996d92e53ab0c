//! What a check-in is worth, and when the record notices something.

use crate::between::{NOW, fallen, level, opens, sends, session, with};
use alliance::rupture::{RuptureV1, StateV1};
use alliance::{CheckInAnswersV1, CheckInV1, course};
use care::SignalKind;
use testing::{RUTH, Small};

#[tokio::test]
async fn a_skipped_answer_stays_skipped_and_is_never_zero() {
    let small = Small::in_memory().await;
    let session = session(&small).await;
    let mut fields = with(level(8), NOW);
    fields.retain(|(name, _)| name != "heard");
    sends(&small, session, &with(fields, &[("skip.heard", "on")]))
        .await
        .unwrap();
    let act = opens(&small, RUTH).await;
    let check_in = &act.latest::<CheckInV1>().await.unwrap().kept[0].value;
    assert_eq!(
        (check_in.score, check_in.answered, check_in.asked),
        (Some(800), 5, 6)
    );
    let answers = &act.latest::<CheckInAnswersV1>().await.unwrap().kept[0]
        .value
        .answers;
    assert!(answers.get("heard").unwrap().is_skipped());
}

#[tokio::test]
async fn a_third_check_in_that_falls_is_noticed_with_its_reason() {
    let small = Small::in_memory().await;
    let rupture = fallen(&small).await;
    let act = opens(&small, RUTH).await;
    let kept = act.find::<RuptureV1>(rupture).await.unwrap().unwrap();
    let reason = &kept.value.reasons[0];
    assert_eq!(reason.signal(), SignalKind::EarlyDrop);
    assert_eq!(
        (reason.score, reason.against, reason.sessions),
        (Some(500), Some(800), 2)
    );
    assert!(!reason.source.is_empty());
    assert_eq!(kept.value.state(), StateV1::Open);
    let course = course(&act, &crate::met::Sessions).await.unwrap();
    assert_eq!(course.points.len(), 3);
    assert!(course.points[2].noticed);
}
