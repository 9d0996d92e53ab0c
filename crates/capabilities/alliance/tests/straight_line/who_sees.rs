//! The client chooses who sees it, and the record keeps to it.

use crate::between::{level, opens, sends, session, with};
use crate::met::{Sessions, meets};
use alliance::rupture::RuptureV1;
use alliance::{
    AllianceGistV1, CheckInAnswersV1, CheckInV1, CompleteRefused, Sent, complete, form,
};
use care::{DAY, MINUTE};
use testing::{AMAL, INES, RUTH, Small, TOMAS};

#[tokio::test]
async fn the_client_chooses_who_sees_it_and_the_record_keeps_to_it() {
    for (choice, each, ruth, ines) in [
        ("therapist_now", "each", (1, 1), (1, 1)),
        ("therapist_now", "overall", (1, 0), (1, 0)),
        ("therapist_after_next", "each", (0, 0), (0, 0)),
        ("only_me", "", (0, 0), (0, 0)),
        ("", "", (0, 0), (0, 0)),
    ] {
        let small = Small::in_memory().await;
        let session = session(&small).await;
        let fields = with(level(8), &[("who_sees", choice), ("see_each", each)]);
        sends(&small, session, &fields).await.unwrap();
        for (who, expected) in [(RUTH, ruth), (INES, ines), (AMAL, (1, 1))] {
            let act = opens(&small, who).await;
            let overall = act.latest::<CheckInV1>().await.unwrap().kept.len();
            let answers = act.latest::<CheckInAnswersV1>().await.unwrap().kept.len();
            assert_eq!((overall, answers), expected, "{choice} {each} {who}");
        }
    }
}

#[tokio::test]
async fn what_is_held_until_after_the_next_session_is_held_until_then() {
    let small = Small::in_memory().await;
    let fields = with(
        level(4),
        &[
            ("felt_off", "yes"),
            ("who_sees", "therapist_after_next"),
            ("see_each", "each"),
        ],
    );
    let past = session(&small).await;
    let mut act = opens(&small, RUTH).await;
    let starts = act.now() + DAY;
    meets(&mut act, starts);
    act.done().await.unwrap();
    sends(&small, past, &fields).await.unwrap();
    for (pass, seen) in [(0, 0), (DAY + 50 * MINUTE - 1, 0), (1, 1)] {
        small.clock.pass(pass);
        let mut act = opens(&small, RUTH).await;
        assert_eq!(act.latest::<CheckInV1>().await.unwrap().kept.len(), seen);
        assert_eq!(act.latest::<RuptureV1>().await.unwrap().kept.len(), seen);
        let gist = act.gist::<AllianceGistV1>().await.unwrap().unwrap();
        let glance = gist.for_person(RUTH, act.whose(), act.now());
        assert_eq!(
            glance.open.len(),
            seen,
            "the list knows no more than the record"
        );
        assert_eq!(glance.scores, [Some(400).filter(|_| seen == 1)]);
    }
}

#[tokio::test]
async fn someone_else_instead_is_someone_who_stands_beside_and_never_the_therapist() {
    let small = Small::in_memory().await;
    let past = session(&small).await;
    let fields = with(
        level(3),
        &[
            ("felt_off", "yes"),
            ("who_sees", "someone_else"),
            ("see_each", "each"),
        ],
    );
    let attempt = async |instead| {
        let mut act = opens(&small, AMAL).await;
        let sent = Sent {
            session: past,
            session_version: 1,
            fields: &fields,
            instead,
        };
        let done = complete(&mut act, form().unwrap(), &sent, &Sessions).await?;
        act.done().await.unwrap();
        Ok::<_, CompleteRefused>(done)
    };
    // Two stand beside Amal, so one has to be named, and it cannot be her therapist.
    assert!(matches!(
        attempt(None).await,
        Err(CompleteRefused::NobodyInstead)
    ));
    assert!(matches!(
        attempt(Some(RUTH)).await,
        Err(CompleteRefused::NobodyInstead)
    ));
    attempt(Some(TOMAS)).await.unwrap();
    for (who, seen) in [(TOMAS, 1), (RUTH, 0), (INES, 0), (AMAL, 1)] {
        let act = opens(&small, who).await;
        assert_eq!(
            act.latest::<RuptureV1>().await.unwrap().kept.len(),
            seen,
            "{who}"
        );
        assert_eq!(
            act.latest::<CheckInAnswersV1>().await.unwrap().kept.len(),
            seen,
            "{who}"
        );
    }
}
