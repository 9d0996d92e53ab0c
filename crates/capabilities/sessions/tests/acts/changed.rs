//! A session never changes silently: reason, notice, and what the client says to it.

use crate::{changes, kept, line, looked, own, planned, small, staff, to, told};
use care::{DAY, HOUR, Happened, MINUTE, Moment, RecordId, Section};
use sessions::change::{
    CallOff, NewChange, answer, ask_for_another_time, call_off, call_off_by_client, change, choose,
    take_offer,
};
use sessions::stored::{ChangeV1, ChoiceV1, ReasonV1, WhatV1};
use sessions::{Refused, SessionsGistV1, meetings};
use testing::{AMAL, BEGINNING, NOOR, RUTH, Small};

const IN_THREE_DAYS: Moment = Moment::from_millis(BEGINNING.millis() + 3 * DAY);

async fn said(
    small: &Small,
    session: RecordId,
    choice: ChoiceV1,
) -> Result<Vec<Happened>, Refused> {
    let change = looked(small, AMAL, session)
        .await
        .changes
        .last()
        .map(ChangeV1::id);
    let change = change.unwrap_or(session);
    let act = own(small, AMAL).await;
    let words = line("after four would be good");
    kept(act, async |act| {
        choose(act, session, change, choice, Some(&words)).await
    })
    .await
}

#[tokio::test]
async fn a_change_keeps_what_was_why_and_with_how_much_notice() {
    let small = small().await;
    let session = planned(&small, AMAL, IN_THREE_DAYS).await;
    let mut new = to(&small, session, IN_THREE_DAYS + 2 * HOUR).await;
    new.place = line("Room 7");
    let happened = changes(&small, session, &new).await.unwrap();
    let [
        Happened::SessionChanged {
            was,
            starts,
            with,
            by_client,
            ..
        },
    ] = &happened[..]
    else {
        panic!("it is said that it changed");
    };
    assert!(*was == IN_THREE_DAYS && *starts == IN_THREE_DAYS + 2 * HOUR);
    assert!(*with == RUTH && !by_client);
    let whole = looked(&small, AMAL, session).await;
    assert!(whole.starts == IN_THREE_DAYS + 2 * HOUR && whole.place == "Room 7");
    let change = whole.change_waits().unwrap();
    assert_eq!(change.notice_hours(), 72);
    assert_eq!(change.reason, ReasonV1::Room);
    assert_eq!(change.words, "the heating is being mended");
    assert!(change.was.starts() == IN_THREE_DAYS && change.was.place == "Room 4");
    assert!(change.now == whole.placed());
    // What is planned for it stays.
    assert_eq!(whole.plan, "go on with what helped");
}

#[tokio::test]
async fn what_cannot_be_is_refused_and_nothing_is_kept() {
    let small = small().await;
    let session = planned(&small, AMAL, IN_THREE_DAYS).await;
    let other = planned(&small, AMAL, IN_THREE_DAYS + DAY).await;
    let ok = to(&small, session, IN_THREE_DAYS + HOUR).await;
    let with = |does: fn(&mut NewChange)| {
        let mut new = ok.clone();
        does(&mut new);
        new
    };
    let table: [(NewChange, &str); 6] = [
        (
            with(|new| new.starts = BEGINNING - HOUR),
            "a session is changed to a time to come",
        ),
        (
            with(|new| new.starts = BEGINNING),
            "a session is changed to a time to come",
        ),
        (
            with(|new| new.minutes = 9),
            "a session lasts between 10 minutes and 4 hours",
        ),
        (
            with(|new| new.minutes = 241),
            "a session lasts between 10 minutes and 4 hours",
        ),
        (
            with(|new| new.starts = IN_THREE_DAYS + DAY + 10 * MINUTE),
            "there is already a session at that time",
        ),
        (
            with(|new| new.starts = IN_THREE_DAYS),
            "nothing is different",
        ),
    ];
    for (new, refused) in table {
        let why = changes(&small, session, &new).await.unwrap_err();
        assert_eq!(why.to_string(), refused);
    }
    let old = with(|new| new.seen += 1);
    assert!(matches!(
        changes(&small, session, &old).await,
        Err(Refused::Changed)
    ));
    assert!(looked(&small, AMAL, session).await.changes.is_empty());
    // Somebody else's session is none of this record's.
    let mut act = staff(&small, RUTH, NOOR).await;
    assert!(matches!(
        change(&mut act, session, &ok).await,
        Err(Refused::None)
    ));
    // Nor does a client change one.
    let mut act = own(&small, AMAL).await;
    assert!(matches!(
        change(&mut act, session, &ok).await,
        Err(Refused::OnlyStaff)
    ));
    // One that has begun is not changed any more, and one that is called off neither.
    let act = own(&small, AMAL).await;
    kept(act, async |act| call_off_by_client(act, other, None).await)
        .await
        .unwrap();
    let new = to(&small, other, IN_THREE_DAYS + 5 * DAY).await;
    assert!(matches!(
        changes(&small, other, &new).await,
        Err(Refused::Ended)
    ));
    small.clock.set(IN_THREE_DAYS + MINUTE);
    let late = to(&small, session, IN_THREE_DAYS + DAY).await;
    assert!(matches!(
        changes(&small, session, &late).await,
        Err(Refused::Over)
    ));
}

#[tokio::test]
async fn the_same_form_twice_is_one_change_and_several_keep_their_history() {
    let small = small().await;
    let session = planned(&small, AMAL, IN_THREE_DAYS).await;
    let new = to(&small, session, IN_THREE_DAYS + HOUR).await;
    changes(&small, session, &new).await.unwrap();
    assert!(matches!(
        changes(&small, session, &new).await,
        Err(Refused::Already)
    ));
    let first = looked(&small, AMAL, session).await.changes[0].id();
    small.clock.pass(2 * DAY + 20 * HOUR);
    let next = to(&small, session, IN_THREE_DAYS + 3 * HOUR).await;
    changes(&small, session, &next).await.unwrap();
    let whole = looked(&small, AMAL, session).await;
    let notices: Vec<i64> = whole.changes.iter().map(ChangeV1::notice_hours).collect();
    assert_eq!(notices, [72, 5]);
    assert!(whole.changes[0].now == whole.changes[1].was);
    // What the client would say to the first is not said to the second.
    let mut act = own(&small, AMAL).await;
    let outcome = choose(&mut act, session, first, ChoiceV1::Fine, None).await;
    assert!(matches!(outcome, Err(Refused::Changed)));
}

#[tokio::test]
async fn the_client_chooses_once_and_it_comes_back() {
    for (choice, hears, stands) in [
        (ChoiceV1::Fine, 0, true),
        (ChoiceV1::AnotherTime, 1, true),
        (ChoiceV1::CallOff, 0, false),
    ] {
        let small = small().await;
        let session = planned(&small, AMAL, IN_THREE_DAYS).await;
        assert!(matches!(
            said(&small, session, choice).await,
            Err(Refused::None)
        ));
        let new = to(&small, session, IN_THREE_DAYS + HOUR).await;
        changes(&small, session, &new).await.unwrap();
        let mut act = staff(&small, RUTH, AMAL).await;
        let outcome = choose(&mut act, session, new.once, choice, None).await;
        assert!(matches!(outcome, Err(Refused::OnlyTheClient)));
        let happened = said(&small, session, choice).await.unwrap();
        // Who hears of a session called off is said with what happened.
        assert_eq!(told(&small, RUTH).await, hears, "{choice:?}");
        assert_eq!(happened.is_empty(), stands);
        let again = said(&small, session, ChoiceV1::Fine).await;
        assert!(matches!(again, Err(Refused::Already)), "{choice:?}");
        let whole = looked(&small, AMAL, session).await;
        let chosen = whole.changes[0].choice.clone().unwrap();
        assert_eq!(
            (chosen.choice, chosen.words.as_str()),
            (choice, "after four would be good")
        );
        assert_eq!(whole.takes_place(), stands);
        assert_eq!(
            whole.wish_waits().is_some(),
            choice == ChoiceV1::AnotherTime
        );
    }
}

#[tokio::test]
async fn a_wish_is_answered_in_words_or_by_another_time() {
    let small = small().await;
    let session = planned(&small, AMAL, IN_THREE_DAYS).await;
    let wish = async |small: &Small| {
        let act = own(small, AMAL).await;
        kept(act, async |act| {
            ask_for_another_time(act, session, None).await
        })
        .await
    };
    wish(&small).await.unwrap();
    assert!(matches!(wish(&small).await, Err(Refused::Already)));
    assert_eq!(told(&small, RUTH).await, 1);
    let glance = |gist: Option<SessionsGistV1>| gist.unwrap().coming(BEGINNING)[0];
    let mut act = staff(&small, RUTH, AMAL).await;
    assert!(glance(act.gist().await.unwrap()).wish_waits);
    let seen = looked(&small, AMAL, session).await.seen;
    let words = line("that week is full; the week after?");
    let outcome = answer(&mut act, session, seen - 1, &words).await;
    assert!(matches!(outcome, Err(Refused::Changed)));
    answer(&mut act, session, seen, &words).await.unwrap();
    act.done().await.unwrap();
    assert_eq!(told(&small, AMAL).await, 1);
    assert!(looked(&small, AMAL, session).await.wish_waits().is_none());
    wish(&small).await.unwrap();
    let new = to(&small, session, IN_THREE_DAYS + DAY).await;
    let happened = changes(&small, session, &new).await.unwrap();
    assert!(matches!(
        happened[..],
        [Happened::SessionChanged {
            by_client: true,
            ..
        }]
    ));
    let whole = looked(&small, AMAL, session).await;
    // What they wished is not asked of them again, and is no change the service made.
    assert!(whole.wish_waits().is_none() && whole.change_waits().is_none());
    assert_eq!(whole.changes[0].reason, ReasonV1::Wished);
}

#[tokio::test]
async fn a_client_calls_off_without_a_reason_and_once() {
    let small = small().await;
    let session = planned(&small, AMAL, IN_THREE_DAYS).await;
    small.clock.set(IN_THREE_DAYS - HOUR);
    let act = own(&small, AMAL).await;
    let happened = kept(act, async |act| {
        call_off_by_client(act, session, None).await
    })
    .await;
    assert!(matches!(
        happened.unwrap()[..],
        [Happened::SessionCancelled {
            by_client: true,
            ..
        }]
    ));
    let mut act = own(&small, AMAL).await;
    let again = call_off_by_client(&mut act, session, None).await;
    assert!(matches!(again, Err(Refused::Ended)));
    let act = own(&small, AMAL).await;
    let (all, damaged) = meetings(&act).await.unwrap();
    assert!(damaged == 0 && all.len() == 1 && !all[0].takes_place);
    let mut act = own(&small, AMAL).await;
    let gist: SessionsGistV1 = act.gist().await.unwrap().unwrap();
    assert!(gist.coming(small.vault.now()).is_empty());
    // Nothing of it counts against them: only what the service changed is counted.
    let counts = sessions::service_counts(&small.vault).await.unwrap();
    assert!(counts.by_reason.is_empty());
}

#[tokio::test]
async fn a_session_called_off_by_the_service_offers_another_time() {
    let small = small().await;
    let session = planned(&small, AMAL, IN_THREE_DAYS).await;
    let off = |seen, offer| CallOff {
        seen,
        reason: ReasonV1::Illness,
        words: line("I have a fever"),
        offer,
    };
    let seen = looked(&small, AMAL, session).await.seen;
    for (off, refused) in [
        (off(seen, Some(BEGINNING)), Refused::InThePast),
        (off(seen + 1, None), Refused::Changed),
    ] {
        let mut act = staff(&small, RUTH, AMAL).await;
        let why = call_off(&mut act, session, &off).await.unwrap_err();
        assert_eq!(why.to_string(), refused.to_string());
    }
    let off = off(seen, Some(IN_THREE_DAYS + 2 * DAY));
    for twice in [false, true] {
        let act = staff(&small, RUTH, AMAL).await;
        let outcome = kept(act, async |act| call_off(act, session, &off).await).await;
        assert_eq!(matches!(outcome, Err(Refused::Already)), twice);
    }
    let whole = looked(&small, AMAL, session).await;
    let end = whole.end.unwrap();
    assert_eq!(
        (end.what, end.notice_minutes),
        (WhatV1::CalledOffByService, Some(3 * 24 * 60))
    );
    let act = own(&small, AMAL).await;
    let happened = kept(act, async |act| take_offer(act, session, true).await)
        .await
        .unwrap();
    let [
        Happened::SessionPlanned {
            session: new,
            starts,
            with,
            ..
        },
    ] = happened[..]
    else {
        panic!("it is planned at once");
    };
    assert!(starts == IN_THREE_DAYS + 2 * DAY && with == RUTH && new != session);
    let mut act = own(&small, AMAL).await;
    let again = take_offer(&mut act, session, true).await;
    assert!(matches!(again, Err(Refused::Already)));
    assert_eq!(looked(&small, AMAL, new).await.place, "Room 4");
}

#[tokio::test]
async fn staff_who_reach_the_list_alone_reach_nothing_of_this() {
    let small = small().await;
    let session = planned(&small, AMAL, IN_THREE_DAYS).await;
    let act = small
        .act(RUTH, AMAL, &[Section::Identity, Section::Overview])
        .await;
    assert!(sessions::whole(&act, session).await.is_err());
}
