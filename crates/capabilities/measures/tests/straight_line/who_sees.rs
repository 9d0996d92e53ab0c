//! The client chooses who reads it, and the record keeps to it.

use crate::between::{OFFER, asks, due_now, opens, phq, sends, today};
use care::{Basis, Happened, RelationKind};
use measures::{
    AnsweredV1, AnswersV1, MeasuresGistV1, ReadersV1, SentRefused, SignalV1, course, share,
};
use testing::{AMAL, RUTH, Small};

#[tokio::test]
async fn what_is_kept_for_oneself_is_read_by_nobody_and_raises_nothing() {
    let small = Small::in_memory().await;
    asks(&small, "phq-9", 14).await;
    let due = due_now(&small).await[0].occurrence;
    let done = sends(
        &small,
        AMAL,
        due,
        "phq-9",
        &phq(3, Some(3)),
        ReadersV1::Nobody,
    )
    .await
    .unwrap();
    assert!(
        !done
            .happened
            .iter()
            .any(|h| matches!(h, Happened::MeasureSignal { .. }))
    );
    for (who, seen) in [(AMAL, 1), (RUTH, 0)] {
        let act = opens(&small, who).await;
        assert_eq!(act.latest::<AnsweredV1>().await.unwrap().kept.len(), seen);
        assert_eq!(act.latest::<AnswersV1>().await.unwrap().kept.len(), seen);
        assert!(act.latest::<SignalV1>().await.unwrap().kept.is_empty());
        let course = course(&act, &OFFER, None, "phq-9").await.unwrap().unwrap();
        assert_eq!(course.points.len(), seen);
    }
    let mut act = opens(&small, RUTH).await;
    let gist = act.gist::<MeasuresGistV1>().await.unwrap().unwrap();
    let theirs = gist.glance(
        Basis::Relation(RelationKind::Therapist),
        &OFFER,
        today(&small),
    );
    assert_eq!((theirs.latest.len(), theirs.open.len()), (0, 0));
    assert!(
        theirs.due.is_empty(),
        "that it was answered is seen, and that is said"
    );
    // Ruth's own key of the overview opens all of the gist, and a list of others opens it too.
    let own = gist.glance(Basis::Own, &OFFER, today(&small));
    assert!(own.latest.is_empty(), "{:?}", own.latest);
}

#[tokio::test]
async fn what_was_kept_can_be_sent_after_all_and_is_judged_then() {
    let small = Small::in_memory().await;
    asks(&small, "phq-9", 14).await;
    let due = due_now(&small).await[0].occurrence;
    sends(
        &small,
        AMAL,
        due,
        "phq-9",
        &phq(0, Some(1)),
        ReadersV1::Nobody,
    )
    .await
    .unwrap();
    let mut act = opens(&small, RUTH).await;
    assert!(matches!(
        share(&mut act, &OFFER, None, due).await,
        Err(SentRefused::NotAsked)
    ));
    let mut act = opens(&small, AMAL).await;
    share(&mut act, &OFFER, None, due).await.unwrap();
    act.done().await.unwrap();
    let mut act = opens(&small, AMAL).await;
    assert!(matches!(
        share(&mut act, &OFFER, None, due).await,
        Err(SentRefused::AnsweredAlready)
    ));
    let mut act = opens(&small, RUTH).await;
    assert_eq!(act.latest::<AnswersV1>().await.unwrap().kept.len(), 1);
    assert_eq!(act.latest::<SignalV1>().await.unwrap().kept.len(), 1);
    let gist = act.gist::<MeasuresGistV1>().await.unwrap().unwrap();
    let glance = gist.glance(Basis::Own, &OFFER, today(&small));
    assert_eq!(glance.latest[0].scores[0].1, Some(1.0));
}

#[tokio::test]
async fn a_list_that_others_read_says_nothing_of_measures() {
    let small = Small::in_memory().await;
    asks(&small, "phq-9", 14).await;
    let due = due_now(&small).await[0].occurrence;
    sends(
        &small,
        AMAL,
        due,
        "phq-9",
        &phq(3, Some(3)),
        ReadersV1::Section,
    )
    .await
    .unwrap();
    let mut act = opens(&small, RUTH).await;
    let gist = act.gist::<MeasuresGistV1>().await.unwrap().unwrap();
    for (basis, seen) in [
        (Basis::Relation(RelationKind::Therapist), 1),
        (Basis::Own, 1),
        (Basis::Relation(RelationKind::Supervisor), 0),
        (Basis::Relation(RelationKind::Advocate), 0),
        (Basis::Relation(RelationKind::Team), 0),
        (Basis::Grant, 0),
    ] {
        let glance = gist.glance(basis, &OFFER, today(&small));
        assert_eq!(
            (glance.open.len(), glance.latest.len()),
            (seen, seen),
            "{basis:?}"
        );
    }
}
