//! What became of a session: it was, or it was not, and nobody says so before its time.

use crate::{kept, line, looked, own, planned, small, staff};
use care::{DAY, HOUR, Happened, MINUTE, Moment, RecordId};
use sessions::change::call_off_by_client;
use sessions::held::{Held, held, missed};
use sessions::stored::WhatV1;
use sessions::{Refused, SessionsGistV1, meetings, room};
use testing::{AMAL, BEGINNING, RUTH, Small};

const TOMORROW: Moment = Moment::from_millis(BEGINNING.millis() + DAY);

async fn writes(
    small: &Small,
    session: RecordId,
    written: &Held,
) -> Result<Vec<Happened>, Refused> {
    let act = staff(small, RUTH, AMAL).await;
    kept(act, async |act| held(act, session, written).await).await
}

fn was(seen: u32, began: Moment, ended: Option<Moment>) -> Held {
    Held {
        ended,
        arriving: Some(4),
        arriving_words: Some(line("tired")),
        grounding: Some(line("five things in the room")),
        ..Held::begins(seen, began)
    }
}

#[tokio::test]
async fn a_session_is_written_down_when_it_has_begun_and_as_it_was() {
    let small = small().await;
    let session = planned(&small, AMAL, TOMORROW).await;
    let seen = looked(&small, AMAL, session).await.seen;
    let now = small.vault.now();
    let early = writes(&small, session, &Held::begins(seen, now)).await;
    assert!(matches!(early, Err(Refused::NotYet)));
    small.clock.set(TOMORROW + 3 * MINUTE);
    let now = small.vault.now();
    for (began, ended) in [
        (now + MINUTE, None),
        (TOMORROW - HOUR, None),
        (TOMORROW, Some(TOMORROW)),
        (TOMORROW, Some(now + HOUR)),
    ] {
        let outcome = writes(&small, session, &was(seen, began, ended)).await;
        assert!(
            matches!(outcome, Err(Refused::Times)),
            "{began:?} {ended:?}"
        );
    }
    let happened = writes(&small, session, &Held::begins(seen, now))
        .await
        .unwrap();
    let [
        Happened::SessionHeld {
            starts,
            began,
            with,
            ..
        },
    ] = happened[..]
    else {
        panic!("it is said that it began");
    };
    assert!(starts == TOMORROW && began == now && with == RUTH);
    let act = own(&small, AMAL).await;
    assert!(
        room(&act)
            .await
            .unwrap()
            .now
            .is_some_and(|now| now.session == session)
    );
    // What was noted later amends it, and it is not said a second time that it began.
    small.clock.pass(50 * MINUTE);
    let seen = looked(&small, AMAL, session).await.seen;
    let full = was(seen, TOMORROW + 3 * MINUTE, Some(TOMORROW + 50 * MINUTE));
    assert!(writes(&small, session, &full).await.unwrap().is_empty());
    assert!(matches!(
        writes(&small, session, &full).await,
        Err(Refused::Already)
    ));
    let end = looked(&small, AMAL, session).await.end.unwrap();
    assert_eq!(
        (end.arriving, end.arriving_words.as_str()),
        (Some(4), "tired")
    );
    assert_eq!(end.grounding, "five things in the room");
    let act = own(&small, AMAL).await;
    let room = room(&act).await.unwrap();
    assert!(room.now.is_none() && room.last.is_some_and(|last| last.is_held()));
}

#[tokio::test]
async fn how_someone_is_arriving_is_never_zero_where_it_was_not_said() {
    let small = small().await;
    let session = planned(&small, AMAL, TOMORROW).await;
    small.clock.set(TOMORROW + MINUTE);
    for (said, stands) in [(Some(11), None), (Some(0), Some(0)), (None, None)] {
        let seen = looked(&small, AMAL, session).await.seen;
        let mut written = was(seen, TOMORROW, None);
        written.arriving = said;
        writes(&small, session, &written).await.unwrap();
        let end = looked(&small, AMAL, session).await.end.unwrap();
        assert_eq!(end.arriving, stands);
    }
}

#[tokio::test]
async fn a_missed_session_is_written_down_once_and_can_be_put_right() {
    for by_client in [true, false] {
        let small = small().await;
        let session = planned(&small, AMAL, TOMORROW).await;
        let miss = async |small: &Small, by_client| {
            let seen = looked(small, AMAL, session).await.seen;
            let act = staff(small, RUTH, AMAL).await;
            let said = line("I was held up in the ward. I am sorry.");
            kept(act, async |act| {
                missed(act, session, seen, by_client, Some(&said)).await
            })
            .await
        };
        assert!(matches!(
            miss(&small, by_client).await,
            Err(Refused::NotYet)
        ));
        small.clock.set(TOMORROW + 20 * MINUTE);
        let happened = miss(&small, by_client).await.unwrap();
        let [
            Happened::SessionMissed {
                by_client: said, ..
            },
        ] = happened[..]
        else {
            panic!("it is said that it was missed");
        };
        assert_eq!(said, by_client);
        assert!(matches!(
            miss(&small, by_client).await,
            Err(Refused::Already)
        ));
        assert!(matches!(
            miss(&small, !by_client).await,
            Err(Refused::Ended)
        ));
        let act = own(&small, AMAL).await;
        assert!(!meetings(&act).await.unwrap().0[0].takes_place);
        // It was a mistake: they met after all.
        let seen = looked(&small, AMAL, session).await.seen;
        let written = Held::begins(seen, TOMORROW + 15 * MINUTE);
        let happened = writes(&small, session, &written).await.unwrap();
        assert!(matches!(happened[..], [Happened::SessionHeld { .. }]));
        let end = looked(&small, AMAL, session).await.end.unwrap();
        assert_eq!(end.what, WhatV1::Held);
    }
}

#[tokio::test]
async fn what_was_called_off_was_neither_held_nor_missed() {
    let small = small().await;
    let session = planned(&small, AMAL, TOMORROW).await;
    let act = own(&small, AMAL).await;
    kept(act, async |act| {
        call_off_by_client(act, session, None).await
    })
    .await
    .unwrap();
    small.clock.set(TOMORROW + HOUR);
    let seen = looked(&small, AMAL, session).await.seen;
    let outcome = writes(&small, session, &Held::begins(seen, TOMORROW)).await;
    assert!(matches!(outcome, Err(Refused::Ended)));
    let mut act = staff(&small, RUTH, AMAL).await;
    let outcome = missed(&mut act, session, seen, true, None).await;
    assert!(matches!(outcome, Err(Refused::Ended)));
}

#[tokio::test]
async fn the_gist_moves_on_with_time_and_says_what_is_still_to_be_written_down() {
    let small = small().await;
    let first = planned(&small, AMAL, TOMORROW).await;
    planned(&small, AMAL, TOMORROW + 7 * DAY).await;
    let gist = async |small: &Small| -> SessionsGistV1 {
        let mut act = own(small, AMAL).await;
        act.gist().await.unwrap().unwrap()
    };
    let known = gist(&small).await;
    assert!(known.glance(BEGINNING).next == Some(TOMORROW));
    assert!(known.glance(BEGINNING).last.is_none());
    let after = TOMORROW + HOUR;
    assert!(known.glance(after).next == Some(TOMORROW + 7 * DAY));
    assert!(known.glance(after).last == Some(TOMORROW));
    assert!(known.last(after).is_some_and(|last| !last.written));
    small.clock.set(after);
    let seen = looked(&small, AMAL, first).await.seen;
    writes(&small, first, &was(seen, TOMORROW, Some(after)))
        .await
        .unwrap();
    assert!(
        gist(&small)
            .await
            .last(after)
            .is_some_and(|last| last.written)
    );
}
