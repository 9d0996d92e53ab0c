//! Messages as acts: what is refused first, then what is kept, promised, answered and taken back.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use care::{Facts, HOUR, Happened, KeptFrom, Line, MINUTE, RecordId, Section, Sections};
use messages::{
    KindV1, MOST, MessageV1, MessagesGistV1, New, PartV1, Ready, Refused, ReplyTimes, Within,
    answer, release, send, take_back, thread,
};
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use testing::{AMAL, BEN, INES, MARA, RUTH, Small, TOMAS};

const WRITES: [Section; 4] = [
    Section::Messages,
    Section::Overview,
    Section::Relationship,
    Section::Consent,
];
const ANSWERS: [Section; 3] = [Section::Messages, Section::Overview, Section::Relationship];

/// Within how many hours an answer was agreed on, if it was.
struct Agreed(Option<u16>);

impl ReplyTimes for Agreed {
    fn reply_within<'a>(&'a self, _: &'a Act) -> Pending<'a, Result<Option<Within>, ReadError>> {
        let within = self.0.map(|hours| Within {
            hours,
            agreed: true,
        });
        Box::pin(async move { Ok(within) })
    }
}

fn words(words: &str) -> Line<MOST> {
    Line::parse(words).unwrap()
}

/// A file that takes three parts.
fn file() -> Ready {
    Ready {
        kind: KindV1::Pdf,
        bytes: (0..=255).cycle().take(1_100_000).collect(),
        shape: None,
    }
}

async fn sends(small: &Small, said: &str, files: &[Ready], hours: Option<u16>) -> RecordId {
    let mut act = small.act(AMAL, AMAL, &WRITES).await;
    let (once, line) = (act.mint(), words(said));
    let new = New {
        once,
        words: Some(&line),
        files,
    };
    send(&mut act, &Agreed(hours), &new).await.unwrap();
    act.done().await.unwrap();
    once
}

async fn answers(small: &Small, said: &str, which: &[RecordId]) -> Result<Vec<Happened>, Refused> {
    let mut act = small.act(RUTH, AMAL, &ANSWERS).await;
    let (once, line) = (act.mint(), words(said));
    let new = New {
        once,
        words: Some(&line),
        files: &[],
    };
    let happened = answer(&mut act, &new, which).await?;
    act.done().await.unwrap();
    Ok(happened)
}

async fn waiting(small: &Small) -> Vec<RecordId> {
    let mut act = small.act(AMAL, AMAL, &[Section::Overview]).await;
    let gist = act.gist::<MessagesGistV1>().await.unwrap();
    let open = gist.unwrap_or_default().glance(small.vault.now()).open;
    open.iter().map(|open| open.message).collect()
}

#[tokio::test]
async fn nobody_but_their_therapist_opens_what_a_client_wrote() {
    let small = Small::in_memory().await;
    sends(&small, "We hurried.", &[], None).await;
    let messages = Sections::of(&[Section::Messages]);
    for person in [BEN, INES, TOMAS, MARA] {
        assert!(small.ask(person, AMAL, messages).await.is_err());
    }
    assert!(small.ask(RUTH, AMAL, messages).await.is_ok());
}

#[tokio::test]
async fn a_message_that_nobody_would_read_is_not_sent() {
    let small = Small::in_memory().await;
    let mut facts = Facts::default();
    for keep in [false, true] {
        if keep {
            let mut act = small.act(AMAL, AMAL, &[Section::Consent]).await;
            facts = act.standing().await.unwrap();
            facts.kept_from = vec![KeptFrom {
                person: RUTH,
                sections: Sections::of(&[Section::Messages]),
            }];
            act.set_standing(&facts).await.unwrap();
            act.done().await.unwrap();
        } else {
            small.relate(AMAL, &[]).await;
        }
        let mut act = small.act(AMAL, AMAL, &WRITES).await;
        let line = words("We hurried.");
        let new = New {
            once: act.mint(),
            words: Some(&line),
            files: &[],
        };
        let refused = send(&mut act, &Agreed(Some(24)), &new).await;
        assert!(matches!(refused, Err(Refused::Nobody)), "{keep}");
        if !keep {
            small
                .relate(AMAL, &[(RUTH, care::RelationKind::Therapist)])
                .await;
        }
    }
    assert!(!facts.relations.is_empty());
}

#[tokio::test]
async fn what_was_agreed_is_promised_and_where_nothing_was_nothing_is() {
    let small = Small::in_memory().await;
    for (hours, promised) in [(None, None), (Some(48), Some(48 * HOUR))] {
        let mut act = small.act(AMAL, AMAL, &WRITES).await;
        let (once, line) = (act.mint(), words("We hurried."));
        let new = New {
            once,
            words: Some(&line),
            files: &[],
        };
        let sent = send(&mut act, &Agreed(hours), &new).await.unwrap();
        let by = promised.map(|long| small.vault.now() + long);
        assert_eq!(sent.reply_by, by);
        let Happened::MessageSent { to, reply_by, .. } = &sent.happened[0] else {
            unreachable!()
        };
        assert_eq!((to.as_slice(), *reply_by), (&[RUTH][..], by));
        act.done().await.unwrap();
    }
}

#[tokio::test]
async fn sent_twice_it_is_kept_once_and_other_words_are_another_message() {
    let small = Small::in_memory().await;
    let once = sends(&small, "We hurried.", &[], Some(24)).await;
    for (said, same) in [("We hurried.", true), ("Not so.", false)] {
        let mut act = small.act(AMAL, AMAL, &WRITES).await;
        let line = words(said);
        let new = New {
            once,
            words: Some(&line),
            files: &[],
        };
        match send(&mut act, &Agreed(Some(24)), &new).await {
            Ok(sent) => assert!(same && sent.happened.is_empty() && sent.reply_by.is_some()),
            Err(refused) => assert!(!same && matches!(refused, Refused::Another)),
        }
    }
    let mut act = small.act(AMAL, AMAL, &WRITES).await;
    let new = New {
        once: act.mint(),
        words: None,
        files: &[],
    };
    let empty = send(&mut act, &Agreed(None), &new).await;
    assert!(matches!(empty, Err(Refused::Empty)));
    let act = small.act(AMAL, AMAL, &[Section::Messages]).await;
    assert_eq!(thread(&act).await.unwrap().messages.len(), 1);
}

#[tokio::test]
async fn an_answer_ends_the_waiting_of_what_it_answers_and_of_nothing_else() {
    let small = Small::in_memory().await;
    let first = sends(&small, "One.", &[], Some(24)).await;
    small.clock.pass(MINUTE);
    let second = sends(&small, "Two.", &[], Some(24)).await;
    assert_eq!(waiting(&small).await, [first, second]);
    small.clock.pass(MINUTE);
    // A letter of the therapist's own accord answers nothing.
    let happened = answers(&small, "A word of mine.", &[]).await.unwrap();
    assert_eq!(happened.len(), 1);
    assert_eq!(waiting(&small).await, [first, second]);
    let happened = answers(&small, "To one.", &[first]).await.unwrap();
    let told = |one: &Happened| matches!(one, Happened::MessageAnswered { message, by, .. } if *message == first && *by == RUTH);
    assert!(happened.iter().any(told));
    assert_eq!(waiting(&small).await, [second]);
    let again = answers(&small, "Again.", &[first]).await;
    assert!(matches!(again, Err(Refused::NotOpen)));
}

#[tokio::test]
async fn only_the_client_says_that_no_answer_is_needed() {
    let small = Small::in_memory().await;
    let message = sends(&small, "Thank you.", &[], Some(24)).await;
    let mut act = small.act(RUTH, AMAL, &ANSWERS).await;
    assert!(matches!(
        release(&mut act, message).await,
        Err(Refused::None)
    ));
    assert!(matches!(
        take_back(&mut act, message).await,
        Err(Refused::None)
    ));
    drop(act);
    let mut act = small.act(AMAL, AMAL, &WRITES).await;
    let happened = release(&mut act, message).await.unwrap();
    assert!(matches!(happened[..], [Happened::MessageReleased { .. }]));
    act.done().await.unwrap();
    assert!(waiting(&small).await.is_empty());
    let mut act = small.act(AMAL, AMAL, &WRITES).await;
    assert!(release(&mut act, message).await.unwrap().is_empty(), "once");
    assert!(matches!(
        answers(&small, "Still.", &[message]).await,
        Err(Refused::NotOpen)
    ));
}

#[tokio::test]
async fn what_a_client_took_back_nobody_else_reads_from_any_side() {
    let small = Small::in_memory().await;
    let message = sends(&small, "He was here.", &[file()], Some(24)).await;
    let act = small.act(RUTH, AMAL, &[Section::Messages]).await;
    let there = thread(&act).await.unwrap();
    let kept = there.messages[0].clone();
    assert_eq!(kept.value.files[0].parts, 3);
    let parts = act.latest::<PartV1>().await.unwrap().kept;
    let parts: Vec<RecordId> = parts.iter().map(|kept| kept.record).collect();
    assert_eq!(parts.len(), 3);
    drop(act);

    let mut act = small.act(AMAL, AMAL, &WRITES).await;
    let happened = take_back(&mut act, message).await.unwrap();
    assert!(matches!(happened[..], [Happened::MessageReleased { .. }]));
    act.done().await.unwrap();
    assert!(
        waiting(&small).await.is_empty(),
        "nobody owes an answer to it"
    );

    let act = small.act(RUTH, AMAL, &[Section::Messages]).await;
    assert!(act.find::<MessageV1>(message).await.unwrap().is_none());
    assert!(act.history::<MessageV1>(message).await.unwrap().is_empty());
    for part in &parts {
        assert!(act.find::<PartV1>(*part).await.unwrap().is_none());
        assert!(act.history::<PartV1>(*part).await.unwrap().is_empty());
    }
    let there = thread(&act).await.unwrap();
    assert!(there.messages.is_empty() && there.damaged == 0);
    assert_eq!(there.taken_back.len(), 1, "that there was one is seen");
    drop(act);

    // It stays theirs, and taking it back once more changes nothing.
    let mut act = small.act(AMAL, AMAL, &WRITES).await;
    let own = act.find::<MessageV1>(message).await.unwrap().unwrap();
    assert_eq!(own.value.words, "He was here.");
    assert!(take_back(&mut act, message).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_was_answered_can_still_be_taken_back_and_the_answer_stays() {
    let small = Small::in_memory().await;
    let message = sends(&small, "He was here.", &[], Some(24)).await;
    small.clock.pass(MINUTE);
    answers(&small, "I am glad you said so.", &[message])
        .await
        .unwrap();
    let mut act = small.act(AMAL, AMAL, &WRITES).await;
    assert!(
        take_back(&mut act, message).await.unwrap().is_empty(),
        "nothing was owed"
    );
    act.done().await.unwrap();
    let act = small.act(RUTH, AMAL, &[Section::Messages]).await;
    let there = thread(&act).await.unwrap();
    assert_eq!(there.messages.len(), 1);
    assert!(there.messages[0].value.answers(message));
}
