//! What people say about a promise, refusals first; what lists and machinery know of it; and who
//! sees it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail where it stands"
)]

use care::{
    Audience, ClientId, DAY, HOUR, Happened, Line, Moment, RecordId, Refused, Section, Sections,
};
use promises::{
    Became, ByHand, Kind, New, NotAllowed, PromiseRefused, PromiseV1, PromisesGistV1, Say, by_hand,
    ended, holds, kept, late, made, release, say, stands, turn,
};
use sealed::{Act, Kept};
use testing::{AMAL, BEN, INES, NOOR, RUTH, Small, TOMAS};

const BOTH: [Section; 2] = [Section::Relationship, Section::Overview];

fn line<const MAX: usize>(words: &str) -> Line<MAX> {
    Line::parse(words).unwrap()
}

fn about(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

/// Ruth promises an answer by tomorrow.
async fn promised(small: &Small, number: u8) -> RecordId {
    let mut act = small.act(AMAL, AMAL, &BOTH).await;
    let new = New {
        kind: Kind::Reply,
        about: about(number),
        by: RUTH,
        due: act.now() + DAY,
    };
    assert!(made(&mut act, new).await.unwrap().is_empty());
    act.done().await.unwrap();
    let of_it = |kept: &&Kept<PromiseV1>| kept.value.about == Some([number; 16]);
    all(small).await.iter().find(of_it).unwrap().record
}

async fn all(small: &Small) -> Vec<Kept<PromiseV1>> {
    let act = small.act(AMAL, AMAL, &BOTH).await;
    let mut all = act.latest::<PromiseV1>().await.unwrap().kept;
    all.sort_by_key(|kept| kept.value.made_at);
    all
}

async fn one(small: &Small, id: RecordId) -> Kept<PromiseV1> {
    let act = small.act(AMAL, AMAL, &BOTH).await;
    act.find::<PromiseV1>(id).await.unwrap().unwrap()
}

type Said = Result<Vec<Happened>, PromiseRefused>;

async fn ruth_says(small: &Small, id: RecordId, said: Say) -> Said {
    let seen = one(small, id).await.version;
    let mut act = small.act(RUTH, AMAL, &BOTH).await;
    let happened = say(&mut act, id, seen, &said).await?;
    act.done().await.unwrap();
    Ok(happened)
}

async fn amal_releases(small: &Small, id: RecordId) -> Said {
    let seen = one(small, id).await.version;
    let mut act = small.act(AMAL, AMAL, &BOTH).await;
    let happened = release(&mut act, id, seen, None).await?;
    act.done().await.unwrap();
    Ok(happened)
}

async fn breaks(small: &Small, id: RecordId) -> Vec<Happened> {
    let access = small.vault.keep_watch(ClientId::of(AMAL)).await.unwrap();
    let mut act = Act::open(&small.vault, access.unwrap()).await.unwrap();
    let happened = turn(&mut act, id).await.unwrap();
    act.done().await.unwrap();
    happened
}

fn why(said: Said) -> NotAllowed {
    match said {
        Err(PromiseRefused::Not(why)) => why,
        Err(other) => panic!("refused for another reason: {other}"),
        Ok(_) => panic!("it was taken"),
    }
}

#[tokio::test]
async fn nobody_but_the_client_releases_and_nobody_but_staff_answers() {
    let small = Small::in_memory().await;
    let id = promised(&small, 1).await;
    let seen = one(&small, id).await.version;
    let mut act = small.act(RUTH, AMAL, &BOTH).await;
    let refused = release(&mut act, id, seen, None).await;
    assert_eq!(why(refused), NotAllowed::OnlyTheClient);
    let mut act = small.act(AMAL, AMAL, &BOTH).await;
    for said in [
        Say::Done(None),
        Say::Late(act.now() + 2 * DAY, line("later")),
        Say::Sorry(line("sorry")),
        Say::Mended(line("a cake")),
    ] {
        let refused = say(&mut act, id, seen, &said).await;
        assert_eq!(why(refused), NotAllowed::OnlyStaff);
    }
    let new = ByHand {
        kind: Kind::Hand,
        words: Some(line("bring a cake")),
        due: act.now() + DAY,
    };
    let refused = by_hand(&mut act, about(9), new).await;
    assert_eq!(why(refused), NotAllowed::OnlyStaff);
    assert!(one(&small, id).await.value.steps.is_empty());
    amal_releases(&small, id).await.unwrap();
    let released = one(&small, id).await.value;
    assert_eq!(stands(&released).became, Became::Released);
    assert_eq!(released.steps[0].by, *AMAL.bytes());
}

#[tokio::test]
async fn late_is_told_before_it_is_due_or_not_at_all() {
    let small = Small::in_memory().await;
    let id = promised(&small, 1).await;
    let due = stands(&one(&small, id).await.value).due;
    let later = |until: Moment| Say::Late(until, line("the day was long"));
    for until in [due, due - HOUR, due + 15 * DAY] {
        let refused = ruth_says(&small, id, later(until)).await;
        assert_eq!(why(refused), NotAllowed::NotThen);
    }
    ruth_says(&small, id, later(due + DAY)).await.unwrap();
    small.clock.pass(DAY);
    let refused = ruth_says(&small, id, later(due + 2 * DAY)).await;
    assert_eq!(why(refused), NotAllowed::TooLate);
    // What was told gives until then, and a day.
    small.clock.pass(DAY);
    assert!(breaks(&small, id).await.is_empty());
    let looked = late(&small.vault).await.unwrap();
    assert_eq!((looked.to_break.len(), looked.late), (0, 0));
    small.clock.pass(DAY);
    assert!(breaks(&small, id).await.is_empty());
    small.clock.pass(1);
    assert_eq!(late(&small.vault).await.unwrap().to_break.len(), 1);
    assert_eq!(breaks(&small, id).await.len(), 1);
    assert!(stands(&one(&small, id).await.value).told);
}

#[tokio::test]
async fn sorry_and_made_good_are_said_where_something_went_wrong() {
    let small = Small::in_memory().await;
    let id = promised(&small, 1).await;
    for said in [Say::Sorry(line("sorry")), Say::Mended(line("I call"))] {
        let refused = ruth_says(&small, id, said).await;
        assert_eq!(why(refused), NotAllowed::NothingWrong);
    }
    small.clock.pass(3 * DAY);
    let happened = breaks(&small, id).await;
    let broken = Happened::PromiseBroken {
        client: ClientId::of(AMAL),
        promise: id,
        by: RUTH,
        audience: Audience::Section,
        about: Kind::Reply.opens(),
    };
    assert_eq!(happened, [broken]);
    assert!(breaks(&small, id).await.is_empty(), "turned once");
    assert_eq!(why(amal_releases(&small, id).await), NotAllowed::Ended);
    let answered = [Happened::PromiseAnswered {
        client: ClientId::of(AMAL),
        promise: id,
        by: RUTH,
        audience: Audience::Section,
        about: Kind::Reply.opens(),
    }];
    for said in [
        Say::Sorry(line("I am sorry.")),
        Say::Mended(line("I call on Friday.")),
        Say::Done(Some(line("I called."))),
    ] {
        assert_eq!(ruth_says(&small, id, said).await.unwrap(), answered);
    }
    let refused = ruth_says(&small, id, Say::Done(None)).await;
    assert_eq!(why(refused), NotAllowed::Ended);
    let stands = stands(&one(&small, id).await.value);
    assert_eq!(stands.became, Became::Broken, "broken stays broken");
    assert!(stands.sorry && stands.mended && stands.done.is_some());
}

#[tokio::test]
async fn a_form_sent_twice_says_it_once_and_an_old_one_says_nothing() {
    let small = Small::in_memory().await;
    let id = promised(&small, 1).await;
    small.clock.pass(DAY + HOUR);
    let seen = one(&small, id).await.version;
    for taken in [true, false] {
        let mut act = small.act(RUTH, AMAL, &BOTH).await;
        let said = say(&mut act, id, seen, &Say::Sorry(line("sorry"))).await;
        act.done().await.unwrap();
        let again = matches!(said, Err(PromiseRefused::AlreadySaid));
        assert_eq!((said.is_ok(), again), (taken, !taken));
    }
    let mut act = small.act(RUTH, AMAL, &BOTH).await;
    let old = say(&mut act, id, seen, &Say::Mended(line("I call"))).await;
    assert!(matches!(old, Err(PromiseRefused::Changed)));
    let none = say(&mut act, about(77), 1, &Say::Done(None)).await;
    assert!(matches!(none, Err(PromiseRefused::None)));
    assert_eq!(one(&small, id).await.value.steps.len(), 1);
}

#[tokio::test]
async fn a_promise_by_hand_has_words_and_a_time_ahead() {
    let small = Small::in_memory().await;
    let mut act = small.act(RUTH, AMAL, &BOTH).await;
    let now = act.now();
    let new = |kind, words: Option<&str>, due| ByHand {
        kind,
        words: words.map(line),
        due,
    };
    for due in [now, now - DAY, now + 731 * DAY] {
        let refused = by_hand(&mut act, about(1), new(Kind::Hand, Some("call"), due)).await;
        assert!(matches!(refused, Err(PromiseRefused::NotAhead)));
    }
    for new in [
        new(Kind::Hand, None, now + DAY),
        new(Kind::Reply, Some("answer"), now + DAY),
        new(Kind::Appointment, Some("begin"), now + DAY),
    ] {
        let refused = by_hand(&mut act, about(1), new).await;
        assert!(matches!(refused, Err(PromiseRefused::NoWords)));
    }
    let with_words = new(Kind::Hand, Some("call the school"), now + DAY);
    by_hand(&mut act, about(1), with_words.clone())
        .await
        .unwrap();
    by_hand(&mut act, about(2), new(Kind::NextContact, None, now + DAY))
        .await
        .unwrap();
    act.done().await.unwrap();
    let mut act = small.act(RUTH, AMAL, &BOTH).await;
    let again = by_hand(&mut act, about(1), with_words).await;
    assert!(matches!(again, Err(PromiseRefused::AlreadySaid)));
    let promise = one(&small, about(1)).await.value;
    assert_eq!(
        (promise.words.as_str(), promise.by()),
        ("call the school", RUTH)
    );
    assert_eq!(holds(&small.vault, RUTH).await.unwrap().len(), 2);
}

#[tokio::test]
async fn what_arises_by_itself_arises_once_and_never_for_a_time_gone_by() {
    let small = Small::in_memory().await;
    let id = promised(&small, 1).await;
    let due = stands(&one(&small, id).await.value).due;
    let new = |due| New {
        kind: Kind::Reply,
        about: about(1),
        by: RUTH,
        due,
    };
    for (due, steps) in [(due, 0), (due + DAY, 1), (due + DAY, 1), (due, 1)] {
        let mut act = small.act(AMAL, AMAL, &BOTH).await;
        made(&mut act, new(due)).await.unwrap();
        act.done().await.unwrap();
        assert_eq!(one(&small, id).await.value.steps.len(), steps);
    }
    // It is kept; what is promised about the same thing afterwards is another promise.
    let mut act = small.act(RUTH, AMAL, &BOTH).await;
    let now = act.now();
    kept(&mut act, Kind::Reply, about(1), now).await.unwrap();
    act.done().await.unwrap();
    for (due, count) in [(due, 1), (due - 2 * DAY, 1), (due + 3 * DAY, 2)] {
        let mut act = small.act(AMAL, AMAL, &BOTH).await;
        made(&mut act, new(due)).await.unwrap();
        act.done().await.unwrap();
        assert_eq!(all(&small).await.len(), count);
    }
    assert_eq!(stands(&one(&small, id).await.value).became, Became::Kept);
}

#[tokio::test]
async fn lists_and_counts_follow_what_became_of_it() {
    let small = Small::in_memory().await;
    let begun = small.vault.now();
    let ids = [promised(&small, 1).await, promised(&small, 2).await];
    let glance = async || {
        let mut act = small.act(RUTH, AMAL, &BOTH).await;
        let gist = act.gist::<PromisesGistV1>().await.unwrap().unwrap();
        gist.glance(act.now())
    };
    let counts = async || {
        let ended = ended(&small.vault, begun, begun + 30 * DAY).await.unwrap();
        let count = |how| ended.iter().filter(|one| one.how == how).count();
        let sorry = ended.iter().filter(|one| one.sorry).count();
        (count(Became::Released), count(Became::Broken), sorry)
    };
    assert_eq!(glance().await.open.len(), 2);
    assert_eq!(counts().await, (0, 0, 0));
    amal_releases(&small, ids[0]).await.unwrap();
    assert_eq!(glance().await.open.len(), 1);
    assert_eq!(counts().await, (1, 0, 0));
    small.clock.pass(DAY + 1);
    assert!(glance().await.next().unwrap().late);
    small.clock.pass(DAY);
    breaks(&small, ids[1]).await;
    let after = glance().await;
    assert_eq!((after.open.len(), after.broken.len()), (0, 1));
    assert_eq!(
        (after.of(RUTH).broken.len(), after.of(INES).is_empty()),
        (1, true)
    );
    assert_eq!(counts().await, (1, 1, 0));
    ruth_says(&small, ids[1], Say::Sorry(line("sorry")))
        .await
        .unwrap();
    ruth_says(&small, ids[1], Say::Mended(line("a call")))
        .await
        .unwrap();
    assert!(glance().await.is_empty());
    // One ending, counted once, with what was said since.
    assert_eq!(counts().await, (1, 1, 1));
    assert!(holds(&small.vault, RUTH).await.unwrap().is_empty());
    assert_eq!(late(&small.vault).await.unwrap().open, 0);
}

#[tokio::test]
async fn who_reads_promises_and_who_does_not() {
    let small = Small::in_memory().await;
    promised(&small, 1).await;
    let relationship = Sections::of(&[Section::Relationship]);
    for (who, reads) in [(AMAL, true), (RUTH, true), (INES, true), (TOMAS, true)] {
        let act = small.act(who, AMAL, &[Section::Relationship]).await;
        let found = act.latest::<PromiseV1>().await.unwrap().kept;
        assert_eq!(!found.is_empty(), reads, "{who:?}");
    }
    for who in [BEN, NOOR] {
        let refused = small.ask(who, AMAL, relationship).await;
        assert!(matches!(refused, Err(Refused::NoBasis)), "{who:?}");
    }
}
