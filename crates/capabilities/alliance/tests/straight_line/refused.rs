//! What is refused, with its reason, and what is sent twice.

use crate::between::{NOW, level, opens, sends, session, with};
use crate::met::{Sessions, meets};
use alliance::{CheckInAnswersV1, CheckInV1, CompleteRefused, Meetings, Sent, complete, form};
use care::{DAY, MINUTE, RecordId};
use forms::Problem;
use testing::{AMAL, RUTH, Small};

#[tokio::test]
async fn a_check_in_is_refused_with_its_reason_and_nothing_is_kept() {
    let small = Small::in_memory().await;
    let past = session(&small).await;
    let mut act = opens(&small, RUTH).await;
    let starts = act.now() + DAY;
    let coming = meets(&mut act, starts);
    act.done().await.unwrap();

    let unknown = RecordId::from_bytes([9; 16]);
    let good = with(level(8), NOW);
    assert!(matches!(
        sends(&small, unknown, &good).await,
        Err(CompleteRefused::NoSuchSession)
    ));
    assert!(matches!(
        sends(&small, coming, &good).await,
        Err(CompleteRefused::NotYet)
    ));
    let wrong = with(level(8), &[("heard", "11")]);
    let refused = sends(&small, past, &with(wrong, &[("pace", "sideways")]))
        .await
        .unwrap_err();
    let CompleteRefused::Wrong(wrong) = refused else {
        panic!("{refused}")
    };
    let wrong: Vec<_> = wrong.iter().map(|w| (w.link_id(), w.problem)).collect();
    assert_eq!(
        wrong,
        [
            ("heard", Problem::AnsweredTwice),
            ("pace", Problem::NotAnOption)
        ]
    );

    let mut act = opens(&small, AMAL).await;
    let old = Sent {
        session: past,
        session_version: 2,
        fields: &good,
        instead: None,
    };
    let refused = complete(&mut act, form().unwrap(), &old, &Sessions)
        .await
        .unwrap_err();
    assert!(matches!(refused, CompleteRefused::OlderForm));
    assert!(act.latest::<CheckInV1>().await.unwrap().kept.is_empty());

    sends(&small, past, &good).await.unwrap();
    assert!(matches!(
        sends(&small, past, &good).await,
        Err(CompleteRefused::AlreadyAnswered)
    ));
    let act = opens(&small, AMAL).await;
    assert_eq!(
        act.latest::<CheckInV1>().await.unwrap().kept.len(),
        1,
        "twice sent, once kept"
    );
}

#[tokio::test]
async fn two_sendings_at_the_same_moment_keep_one() {
    let small = Small::in_memory().await;
    let session = session(&small).await;
    let fields = with(level(7), NOW);
    let sent = Sent {
        session,
        session_version: 1,
        fields: &fields,
        instead: None,
    };
    let (mut first, mut second) = (opens(&small, AMAL).await, opens(&small, AMAL).await);
    complete(&mut first, form().unwrap(), &sent, &Sessions)
        .await
        .unwrap();
    complete(&mut second, form().unwrap(), &sent, &Sessions)
        .await
        .unwrap();
    first.done().await.unwrap();
    assert!(matches!(
        second.done().await,
        Err(sealed::engine::CommitError::Conflict)
    ));
    let act = opens(&small, AMAL).await;
    assert_eq!(
        act.latest::<CheckInAnswersV1>().await.unwrap().kept.len(),
        1
    );
}

#[tokio::test]
async fn a_check_in_is_asked_for_two_weeks_and_not_after_it_is_answered() {
    let small = Small::in_memory().await;
    let past = session(&small).await;
    let due = async || {
        let act = opens(&small, AMAL).await;
        let sessions = Sessions.meetings(&act).await.unwrap().meetings;
        let answered = alliance::answered(&act.latest::<CheckInV1>().await.unwrap().kept);
        alliance::due(&sessions, &answered, act.now()).map(|session| session.session)
    };
    assert_eq!(due().await, Some(past));
    // It ended ten minutes ago.
    small.clock.pass(14 * DAY - 10 * MINUTE);
    assert_eq!(due().await, Some(past));
    small.clock.pass(1);
    assert_eq!(due().await, None);
    let next = session(&small).await;
    assert_eq!(due().await, Some(next));
    sends(&small, next, &with(level(8), NOW)).await.unwrap();
    assert_eq!(due().await, None);
}
