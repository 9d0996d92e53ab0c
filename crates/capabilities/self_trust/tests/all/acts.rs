//! What the client can do, and what nobody else sees or does.

use care::{DAY, Happened, Line, Moment, PersonId, RecordId, Section};
use sealed::{Act, ReadersV1};
use self_trust::{
    CameV1, FromV1, HeldV1, NewJudgement, NewTry, Outcome, Refused, SelfTrust, Typed, What, WhomV1,
    answer_judgement, boundaries_set, firsts, keep_judgement, keep_strength, put_away, reword,
    self_trust, set_boundary, set_readers, strengths, take_out, tried,
};
use testing::{AMAL, BEGINNING, RUTH, Small};

const ALONE: ReadersV1 = ReadersV1::Nobody;
const SENT: ReadersV1 = ReadersV1::Section;

fn typed(words: &str) -> Typed {
    Line::parse(words).unwrap()
}

const fn id(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

async fn act(small: &Small, who: PersonId) -> Act {
    small.act(who, AMAL, &[Section::Work]).await
}

async fn seen(small: &Small, who: PersonId) -> SelfTrust {
    self_trust(&act(small, who).await).await.unwrap()
}

async fn judges(
    small: &Small,
    who: PersonId,
    once: u8,
    sure: u8,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let mut act = act(small, who).await;
    let new = NewJudgement {
        sensed: typed("They look away"),
        expects: typed("They will not come"),
        sure,
        again: None,
    };
    let happened = keep_judgement(&mut act, id(once), &new, readers).await?;
    act.done().await.unwrap();
    Ok(happened)
}

async fn answers(
    small: &Small,
    seen: u32,
    happened: &str,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let mut act = act(small, AMAL).await;
    let outcome = Outcome {
        came: CameV1::Yes,
        happened: Some(typed(happened)),
        tells: None,
    };
    let told = answer_judgement(&mut act, id(1), seen, &outcome, readers).await?;
    act.done().await.unwrap();
    Ok(told)
}

async fn sets(small: &Small, once: u8, readers: ReadersV1) -> Result<Vec<Happened>, Refused> {
    let mut act = act(small, AMAL).await;
    let words = typed("Please ring first");
    let told = set_boundary(&mut act, id(once), &words, WhomV1::Family, readers).await?;
    act.done().await.unwrap();
    Ok(told)
}

async fn tries(
    small: &Small,
    once: u8,
    day: i64,
    held: HeldV1,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let mut act = act(small, AMAL).await;
    let new = NewTry {
        on: Moment::from_millis(BEGINNING.millis() - day * DAY),
        held,
        followed: None,
        next: Some(typed("I said ring first")),
    };
    let told = tried(&mut act, id(1), id(once), &new, readers).await?;
    act.done().await.unwrap();
    Ok(told)
}

async fn lets(small: &Small, who: PersonId, what: What, readers: ReadersV1) -> Result<(), Refused> {
    let mut act = act(small, who).await;
    set_readers(&mut act, what, id(1), readers).await?;
    act.done().await.unwrap();
    Ok(())
}

#[tokio::test]
async fn what_is_kept_for_oneself_is_met_by_nobody_else() {
    let small = Small::in_memory().await;
    assert_eq!(judges(&small, AMAL, 2, 70, ALONE).await.unwrap().len(), 0);
    assert_eq!(sets(&small, 1, ALONE).await.unwrap().len(), 0);
    tries(&small, 5, 1, HeldV1::Held, ALONE).await.unwrap();
    let mut hers = act(&small, AMAL).await;
    let words = typed("I come back");
    keep_strength(&mut hers, id(3), &words, FromV1::Me, ALONE)
        .await
        .unwrap();
    hers.done().await.unwrap();

    let mine = seen(&small, AMAL).await;
    let counts = |all: &SelfTrust| {
        (
            all.judgements.len(),
            all.boundaries.len(),
            all.strengths.len(),
            all.damaged,
        )
    };
    assert_eq!(counts(&mine), (1, 1, 1, 0));
    assert_eq!(counts(&seen(&small, RUTH).await), (0, 0, 0, 0));
    let theirs = act(&small, RUTH).await;
    assert!(strengths(&theirs).await.unwrap().is_empty());
    assert!(firsts(&theirs).await.unwrap().is_empty());
    assert!(boundaries_set(&theirs).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_is_sent_is_read_whole_and_can_be_taken_back() {
    let small = Small::in_memory().await;
    let told = sets(&small, 1, ALONE).await.unwrap();
    assert!(told.is_empty());
    let told = tries(&small, 5, 1, HeldV1::Partly, SENT).await.unwrap();
    assert!(matches!(told[..], [Happened::WorkShared { .. }]));
    let theirs = seen(&small, RUTH).await;
    assert_eq!(theirs.boundaries[0].value.tried.len(), 1);
    lets(&small, AMAL, What::Boundary, ALONE).await.unwrap();
    assert!(seen(&small, RUTH).await.boundaries.is_empty());
    assert_eq!(seen(&small, AMAL).await.boundaries.len(), 1);
}

#[tokio::test]
async fn only_the_client_writes_and_says_who_reads() {
    let small = Small::in_memory().await;
    let refused = judges(&small, RUTH, 1, 70, SENT).await;
    assert!(matches!(refused, Err(Refused::OnlyTheClient)));
    judges(&small, AMAL, 1, 70, SENT).await.unwrap();
    let refused = lets(&small, RUTH, What::Judgement, ALONE).await;
    assert!(matches!(refused, Err(Refused::OnlyTheClient)));
    let mut theirs = act(&small, RUTH).await;
    let refused = take_out(&mut theirs, What::Judgement, id(1)).await;
    assert!(matches!(refused, Err(Refused::OnlyTheClient)));
}

#[tokio::test]
async fn sent_twice_is_once_and_an_older_page_changes_nothing() {
    let small = Small::in_memory().await;
    for _ in 0..2 {
        judges(&small, AMAL, 1, 70, SENT).await.unwrap();
    }
    assert_eq!(seen(&small, AMAL).await.judgements.len(), 1);
    let other = judges(&small, AMAL, 1, 80, SENT).await;
    assert!(matches!(other, Err(Refused::Another)));
    for off in [0, 49, 101] {
        let off = judges(&small, AMAL, 2, off, SENT).await;
        assert!(matches!(off, Err(Refused::OffScale)));
    }
    for _ in 0..2 {
        answers(&small, 1, "Nobody came", SENT).await.unwrap();
    }
    let older = answers(&small, 1, "Somebody came", SENT).await;
    assert!(matches!(older, Err(Refused::Newer)));
    let all = seen(&small, AMAL).await;
    let outcome = all.judgements[0].value.outcome.as_ref().unwrap();
    assert_eq!(outcome.happened, "Nobody came");
}

#[tokio::test]
async fn a_boundary_keeps_every_wording_and_its_first_is_the_first_time_it_held() {
    let small = Small::in_memory().await;
    sets(&small, 1, SENT).await.unwrap();
    for (once, day, held) in [
        (5, 9, HeldV1::Not),
        (6, 2, HeldV1::Held),
        (7, 4, HeldV1::Held),
        (7, 4, HeldV1::Held),
    ] {
        tries(&small, once, day, held, SENT).await.unwrap();
    }
    let mut hers = act(&small, AMAL).await;
    let words = typed("Ring, and wait");
    reword(&mut hers, id(1), 4, &words, SENT).await.unwrap();
    hers.done().await.unwrap();
    let mut hers = act(&small, AMAL).await;
    let older = reword(&mut hers, id(1), 4, &typed("Other"), SENT).await;
    assert!(matches!(older, Err(Refused::Newer)));

    let theirs = act(&small, RUTH).await;
    let all = self_trust(&theirs).await.unwrap();
    let one = &all.boundaries[0].value;
    assert_eq!((one.wordings.len(), one.tried.len()), (2, 3));
    assert_eq!(one.words(), "Ring, and wait");
    let first = firsts(&theirs).await.unwrap();
    assert_eq!(first.len(), 1);
    assert_eq!(
        first[0].at,
        Moment::from_millis(BEGINNING.millis() - 4 * DAY)
    );
    assert_eq!(boundaries_set(&theirs).await.unwrap().len(), 1);
    drop(theirs);
    let mut hers = act(&small, AMAL).await;
    put_away(&mut hers, id(1), true).await.unwrap();
    hers.done().await.unwrap();
    assert!(seen(&small, AMAL).await.boundaries[0].value.away);
}

#[tokio::test]
async fn what_is_taken_out_stands_nowhere_and_has_no_words() {
    let small = Small::in_memory().await;
    sets(&small, 1, SENT).await.unwrap();
    let mut hers = act(&small, AMAL).await;
    take_out(&mut hers, What::Boundary, id(1)).await.unwrap();
    hers.done().await.unwrap();
    for who in [AMAL, RUTH] {
        assert!(seen(&small, who).await.boundaries.is_empty());
    }
    let hers = act(&small, AMAL).await;
    let left = hers.find::<self_trust::BoundaryV1>(id(1)).await.unwrap();
    assert!(left.unwrap().value.wordings.is_empty());
    let refused = tries(&small, 5, 1, HeldV1::Held, SENT).await;
    assert!(matches!(refused, Err(Refused::None)));
}
