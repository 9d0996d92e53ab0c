//! What both want to speak about, what is told beforehand, and who does what until next time.

use crate::{kept, line, looked, own, planned, small, staff, told};
use care::{DAY, HOUR, Happened, Moment, RecordId};
use sessions::agenda::{propose, take_back, tell};
use sessions::change::call_off_by_client;
use sessions::stored::TaskV1;
use sessions::task::{Becomes, NewTask, Who, agree, becomes};
use sessions::{Refused, SessionsGistV1, room};
use testing::{AMAL, BEGINNING, RUTH, Small};

const TOMORROW: Moment = Moment::from_millis(BEGINNING.millis() + DAY);

#[tokio::test]
async fn both_propose_each_takes_back_their_own_and_nobody_takes_the_others() {
    let small = small().await;
    let session = planned(&small, AMAL, TOMORROW).await;
    let mut ids = Vec::new();
    for (client, words) in [(true, "sleeping"), (false, "the week")] {
        for twice in [false, true] {
            let act = if client {
                own(&small, AMAL).await
            } else {
                staff(&small, RUTH, AMAL).await
            };
            let once = if twice {
                ids[ids.len() - 1]
            } else {
                act.mint()
            };
            let words = line(words);
            let outcome = kept(act, async |act| propose(act, session, once, &words).await).await;
            if twice {
                assert!(matches!(outcome, Err(Refused::Already)));
            } else {
                assert!(matches!(
                    outcome.unwrap()[..],
                    [Happened::AgendaProposed { .. }]
                ));
                ids.push(once);
            }
        }
    }
    let agenda = looked(&small, AMAL, session).await.agenda;
    let whose: Vec<_> = agenda
        .iter()
        .map(|item| (item.by, item.words.as_str()))
        .collect();
    assert!(whose == [(AMAL, "sleeping"), (RUTH, "the week")]);
    let mut act = staff(&small, RUTH, AMAL).await;
    assert!(matches!(
        take_back(&mut act, session, ids[0]).await,
        Err(Refused::None)
    ));
    let mut act = own(&small, AMAL).await;
    assert!(matches!(
        take_back(&mut act, session, ids[1]).await,
        Err(Refused::None)
    ));
    take_back(&mut act, session, ids[0]).await.unwrap();
    act.done().await.unwrap();
    assert_eq!(looked(&small, AMAL, session).await.agenda.len(), 1);
    let mut act = own(&small, AMAL).await;
    assert!(matches!(
        take_back(&mut act, session, ids[0]).await,
        Err(Refused::Already)
    ));
    // Nobody was told that something was taken back.
    assert_eq!((told(&small, RUTH).await, told(&small, AMAL).await), (0, 0));
    small.clock.set(TOMORROW + HOUR);
    let mut act = own(&small, AMAL).await;
    let (once, late) = (act.mint(), line("too late"));
    let outcome = propose(&mut act, session, once, &late).await;
    assert!(matches!(outcome, Err(Refused::Over)));
}

#[tokio::test]
async fn who_else_is_there_and_what_will_not_happen_is_for_staff_to_tell() {
    let small = small().await;
    let session = planned(&small, AMAL, TOMORROW).await;
    let (others, will_not) = (line("a student, if you agree"), line("no exposure"));
    let mut act = own(&small, AMAL).await;
    let outcome = tell(&mut act, session, Some(&others), None).await;
    assert!(matches!(outcome, Err(Refused::OnlyStaff)));
    let act = staff(&small, RUTH, AMAL).await;
    kept(act, async |act| {
        tell(act, session, Some(&others), Some(&will_not)).await
    })
    .await
    .unwrap();
    let whole = looked(&small, AMAL, session).await;
    assert_eq!(
        (whole.others.as_str(), whole.will_not.as_str()),
        ("a student, if you agree", "no exposure")
    );
    let act = staff(&small, RUTH, AMAL).await;
    kept(act, async |act| tell(act, session, None, None).await)
        .await
        .unwrap();
    assert!(looked(&small, AMAL, session).await.others.is_empty());
}

/// A promise of Ruth's and two steps of Amal's; and what is refused beside them.
async fn agreed(small: &Small, session: RecordId) -> Vec<TaskV1> {
    let friday = BEGINNING + 4 * DAY;
    let task = |who, words: &str, due| NewTask {
        once: RecordId::from_bytes([u8::try_from(words.len()).unwrap(); 16]),
        who,
        words: line(words),
        due,
    };
    for (new, by_staff, promised) in [
        (
            task(Who::Me, "write to the doctor", Some(friday)),
            true,
            Some(true),
        ),
        (task(Who::Me, "no day given", None), true, None),
        (
            task(Who::Me, "a day that is past", Some(BEGINNING)),
            true,
            None,
        ),
        (task(Who::Client, "walk", None), true, Some(false)),
        // Whatever a client's form says, they promise nothing for anyone.
        (task(Who::Me, "breathe", Some(friday)), false, Some(false)),
    ] {
        let act = if by_staff {
            staff(small, RUTH, AMAL).await
        } else {
            own(small, AMAL).await
        };
        let outcome = kept(act, async |act| agree(act, session, &new).await).await;
        match promised {
            None => assert!(matches!(outcome, Err(Refused::NoDue))),
            Some(true) => assert!(matches!(
                outcome.unwrap()[..],
                [Happened::TaskAgreed { who: RUTH, due, .. }] if due == friday
            )),
            Some(false) => assert!(outcome.unwrap().is_empty()),
        }
        if promised.is_some() {
            let mut act = staff(small, RUTH, AMAL).await;
            let again = agree(&mut act, session, &new).await;
            assert!(matches!(again, Err(Refused::Already)));
        }
    }
    looked(small, AMAL, session).await.tasks
}

#[tokio::test]
async fn what_staff_say_they_do_is_a_promise_and_what_the_client_takes_along_is_none() {
    let small = small().await;
    let session = planned(&small, AMAL, TOMORROW).await;
    let tasks = agreed(&small, session).await;
    assert_eq!(tasks.len(), 3);
    let mut act = own(&small, AMAL).await;
    let gist: SessionsGistV1 = act.gist().await.unwrap().unwrap();
    assert_eq!(gist.tasks().len(), 1);
    assert_eq!(room(&act).await.unwrap().tasks.len(), 3);
    // The promise is kept by staff only; the step is done or let go by the client only.
    let (promise, step, other) = (tasks[0].id(), tasks[1].id(), tasks[2].id());
    let mut act = own(&small, AMAL).await;
    assert!(matches!(
        becomes(&mut act, promise, Becomes::Done).await,
        Err(Refused::None)
    ));
    let mut act = staff(&small, RUTH, AMAL).await;
    assert!(matches!(
        becomes(&mut act, step, Becomes::Done).await,
        Err(Refused::None)
    ));
    assert!(matches!(
        becomes(&mut act, promise, Becomes::LetGo).await,
        Err(Refused::OnlyTheClient)
    ));
    let done = becomes(&mut act, promise, Becomes::Done).await.unwrap();
    assert!(matches!(done[..], [Happened::TaskDone { task, .. }] if task == promise));
    act.done().await.unwrap();
    for (task, to) in [(step, Becomes::Done), (other, Becomes::LetGo)] {
        let act = own(&small, AMAL).await;
        assert!(
            kept(act, async |act| becomes(act, task, to).await)
                .await
                .unwrap()
                .is_empty()
        );
        let mut act = own(&small, AMAL).await;
        assert!(matches!(
            becomes(&mut act, task, to).await,
            Err(Refused::Already)
        ));
    }
    let act = own(&small, AMAL).await;
    assert!(room(&act).await.unwrap().tasks.is_empty());
}

#[tokio::test]
async fn nothing_is_agreed_or_proposed_for_a_session_that_is_called_off() {
    let small = small().await;
    let session = planned(&small, AMAL, TOMORROW).await;
    let act = own(&small, AMAL).await;
    kept(act, async |act| {
        call_off_by_client(act, session, None).await
    })
    .await
    .unwrap();
    let mut act = own(&small, AMAL).await;
    let (once, words) = (act.mint(), line("sleeping"));
    assert!(matches!(
        propose(&mut act, session, once, &words).await,
        Err(Refused::Over)
    ));
    let step = NewTask {
        once,
        who: Who::Client,
        words,
        due: None,
    };
    assert!(matches!(
        agree(&mut act, session, &step).await,
        Err(Refused::Ended)
    ));
}
