//! Own questions: who asks, who answers, who sees it.

use care::{Happened, Line, PersonId, RecordId, Section};
use profile::{
    DomainV1, HIGHEST, MOST, Own, Refused, Wording, answer, ask, let_see, own, put_away,
};
use sealed::{Act, ReadersV1};
use testing::{AMAL, RUTH, Small};

fn wording(asks: &str) -> Wording {
    Wording {
        domain: DomainV1::Others,
        asks: Line::parse(asks).unwrap(),
        low: Line::parse("no").unwrap(),
        high: Line::parse("yes").unwrap(),
    }
}

const fn id(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

async fn act(small: &Small, who: PersonId) -> Act {
    small.act(who, AMAL, &[Section::Work]).await
}

async fn asks(
    small: &Small,
    who: PersonId,
    once: u8,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let mut act = act(small, who).await;
    let happened = ask(&mut act, id(once), &wording("Could I say no?"), readers).await?;
    act.done().await.unwrap();
    Ok(happened)
}

async fn answers(
    small: &Small,
    who: PersonId,
    once: u8,
    value: u8,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let mut act = act(small, who).await;
    let happened = answer(&mut act, id(once), id(1), value, readers).await?;
    act.done().await.unwrap();
    Ok(happened)
}

async fn seen(small: &Small, who: PersonId) -> Own {
    own(&act(small, who).await).await.unwrap()
}

#[tokio::test]
async fn what_is_kept_for_oneself_is_met_by_nobody_else() {
    let small = Small::in_memory().await;
    assert!(
        asks(&small, AMAL, 1, ReadersV1::Nobody)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        answers(&small, AMAL, 2, 4, ReadersV1::Nobody)
            .await
            .unwrap()
            .is_empty()
    );
    let hers = seen(&small, AMAL).await;
    assert_eq!((hers.questions.len(), hers.answers.len()), (1, 1));
    let theirs = seen(&small, RUTH).await;
    assert_eq!(
        (theirs.questions.len(), theirs.answers.len(), theirs.damaged),
        (0, 0, 0)
    );
    let refused = answers(&small, AMAL, 3, 4, ReadersV1::Section).await;
    assert!(matches!(refused, Err(Refused::OwnOnly)));
}

#[tokio::test]
async fn what_is_sent_can_be_taken_back_with_its_answers() {
    let small = Small::in_memory().await;
    let happened = asks(&small, AMAL, 1, ReadersV1::Section).await.unwrap();
    assert!(matches!(happened[..], [Happened::WorkShared { .. }]));
    answers(&small, AMAL, 2, 4, ReadersV1::Section)
        .await
        .unwrap();
    answers(&small, AMAL, 3, 9, ReadersV1::Nobody)
        .await
        .unwrap();
    let theirs = seen(&small, RUTH).await;
    assert_eq!((theirs.questions.len(), theirs.answers.len()), (1, 1));
    let mut hers = act(&small, AMAL).await;
    let_see(&mut hers, id(1), ReadersV1::Nobody).await.unwrap();
    hers.done().await.unwrap();
    let theirs = seen(&small, RUTH).await;
    assert_eq!((theirs.questions.len(), theirs.answers.len()), (0, 0));
    assert_eq!(seen(&small, AMAL).await.answers.len(), 2);
}

#[tokio::test]
async fn only_the_client_answers_and_only_the_client_says_who_reads() {
    let small = Small::in_memory().await;
    let happened = asks(&small, RUTH, 1, ReadersV1::Nobody).await.unwrap();
    assert!(
        matches!(happened[..], [Happened::WorkGiven { .. }]),
        "a therapist's is for both"
    );
    let refused = answers(&small, RUTH, 2, 4, ReadersV1::Section).await;
    assert!(matches!(refused, Err(Refused::OnlyTheClient)));
    let mut hers = act(&small, RUTH).await;
    let refused = let_see(&mut hers, id(1), ReadersV1::Nobody).await;
    assert!(matches!(refused, Err(Refused::OnlyTheClient)));
}

#[tokio::test]
async fn there_are_three_at_a_time_and_what_is_put_away_keeps_its_answers() {
    let small = Small::in_memory().await;
    for once in 1..=u8::try_from(MOST).unwrap() {
        asks(&small, AMAL, once, ReadersV1::Section).await.unwrap();
    }
    answers(&small, AMAL, 8, 0, ReadersV1::Section)
        .await
        .unwrap();
    assert!(matches!(
        asks(&small, AMAL, 9, ReadersV1::Section).await,
        Err(Refused::Full)
    ));
    let mut hers = act(&small, AMAL).await;
    put_away(&mut hers, id(1), true).await.unwrap();
    hers.done().await.unwrap();
    assert!(matches!(
        answers(&small, AMAL, 10, 1, ReadersV1::Section).await,
        Err(Refused::None)
    ));
    asks(&small, AMAL, 9, ReadersV1::Section).await.unwrap();
    let own = seen(&small, AMAL).await;
    assert_eq!((own.asked().count(), own.to(id(1)).count()), (MOST, 1));
    let mut hers = act(&small, AMAL).await;
    assert!(matches!(
        put_away(&mut hers, id(1), false).await,
        Err(Refused::Full)
    ));
}

#[tokio::test]
async fn sent_twice_is_once_and_off_the_scale_is_refused() {
    let small = Small::in_memory().await;
    asks(&small, AMAL, 1, ReadersV1::Nobody).await.unwrap();
    assert!(
        asks(&small, AMAL, 1, ReadersV1::Nobody)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(seen(&small, AMAL).await.questions.len(), 1);
    for _ in 0..2 {
        answers(&small, AMAL, 2, HIGHEST, ReadersV1::Nobody)
            .await
            .unwrap();
    }
    assert_eq!(seen(&small, AMAL).await.answers.len(), 1);
    let other = answers(&small, AMAL, 2, 3, ReadersV1::Nobody).await;
    assert!(matches!(other, Err(Refused::Another)));
    let off = answers(&small, AMAL, 3, HIGHEST + 1, ReadersV1::Nobody).await;
    assert!(matches!(off, Err(Refused::OffScale)));
}
