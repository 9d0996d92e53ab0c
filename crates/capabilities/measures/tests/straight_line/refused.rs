//! Answers that are refused, with the reason, and what is sent twice.

use crate::between::{OFFER, asks, due_now, opens, phq, plans, sends, today};
use care::{DAY, RecordId};
use forms::Posted;
use measures::{AnsweredV1, AnswersV1, Change, ReadersV1, Sent, SentRefused, complete};
use testing::{AMAL, RUTH, Small};

const TEAM: ReadersV1 = ReadersV1::Section;

#[tokio::test]
async fn answers_are_refused_with_the_reason_and_nothing_is_kept() {
    let small = Small::in_memory().await;
    let unknown = RecordId::from_bytes([9; 16]);
    let good = phq(1, Some(0));
    assert!(matches!(
        sends(&small, AMAL, unknown, "phq-9", &good, TEAM).await,
        Err(SentRefused::NotAsked)
    ));
    asks(&small, "phq-9", 14).await;
    let due = due_now(&small).await[0].occurrence;
    assert!(matches!(
        sends(&small, AMAL, unknown, "phq-9", &good, TEAM).await,
        Err(SentRefused::NotAsked)
    ));
    assert!(matches!(
        sends(&small, RUTH, due, "phq-9", &good, ReadersV1::Nobody).await,
        Err(SentRefused::PaperIsOpen)
    ));
    let form = OFFER.measure("phq-9").unwrap().form().unwrap();
    let response = Posted::new(&good).answers(form).unwrap();
    let mut act = opens(&small, AMAL).await;
    let older = Sent {
        occurrence: due,
        measure: "phq-9",
        form: "urn:x-attune:questionnaire:phq-9|0",
        response: &response,
        readers: TEAM,
        today: today(&small),
    };
    let refused = complete(&mut act, &OFFER, None, &older).await;
    assert!(matches!(refused, Err(SentRefused::OlderForm)));
    let act = opens(&small, AMAL).await;
    assert!(act.latest::<AnsweredV1>().await.unwrap().kept.is_empty());

    let stop = Change::Stop {
        measure: "phq-9".to_owned(),
    };
    plans(&small, AMAL, stop).await.unwrap();
    assert!(matches!(
        sends(&small, AMAL, due, "phq-9", &good, TEAM).await,
        Err(SentRefused::NotAsked)
    ));
}

#[tokio::test]
async fn what_is_sent_twice_is_kept_once() {
    let small = Small::in_memory().await;
    asks(&small, "phq-9", 14).await;
    let due = due_now(&small).await[0].occurrence;
    let good = phq(1, Some(0));
    sends(&small, AMAL, due, "phq-9", &good, TEAM)
        .await
        .unwrap();
    assert!(matches!(
        sends(&small, AMAL, due, "phq-9", &good, TEAM).await,
        Err(SentRefused::AnsweredAlready)
    ));
    // Another form, opened before, after it was answered: it is not due.
    small.clock.pass(3 * DAY);
    let unknown = RecordId::from_bytes([9; 16]);
    let refused = sends(&small, AMAL, unknown, "phq-9", &good, TEAM).await;
    let from = today(&small).after(11);
    assert!(matches!(refused, Err(SentRefused::NotYet { from: said }) if said == from));
    let act = opens(&small, AMAL).await;
    assert_eq!(act.latest::<AnswersV1>().await.unwrap().kept.len(), 1);
}

#[tokio::test]
async fn two_sendings_at_the_same_moment_keep_one() {
    let small = Small::in_memory().await;
    asks(&small, "phq-9", 14).await;
    let due = due_now(&small).await[0].occurrence;
    let form = OFFER.measure("phq-9").unwrap().form().unwrap();
    let response = Posted::new(&phq(2, Some(0))).answers(form).unwrap();
    let sent = Sent {
        occurrence: due,
        measure: "phq-9",
        form: &form.canonical(),
        response: &response,
        readers: TEAM,
        today: today(&small),
    };
    let (mut first, mut second) = (opens(&small, AMAL).await, opens(&small, AMAL).await);
    complete(&mut first, &OFFER, None, &sent).await.unwrap();
    complete(&mut second, &OFFER, None, &sent).await.unwrap();
    first.done().await.unwrap();
    assert!(matches!(
        second.done().await,
        Err(sealed::engine::CommitError::Conflict)
    ));
}
