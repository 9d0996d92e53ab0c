//! What a client sets right stands beside the record, is answered once, and is never altered.

use super::act::{Said, StatementRefused, answer, say, take_back};
use super::{StatementV1, WantsV1};
use care::{Happened, Line, PersonId, RecordId, Section, Sections};
use sealed::Act;
use testing::{AMAL, INES, RUTH, Small};

const OPENS: Sections = Sections::of(&[Section::Relationship]);

async fn act(small: &Small, who: PersonId) -> Act {
    let access = small.ask(who, AMAL, OPENS).await.unwrap();
    Act::open(&small.vault, access).await.unwrap()
}

fn said(wants: WantsV1) -> Said {
    Said {
        about: Some(RecordId::from_bytes([5; 16])),
        called: "Session – Tuesday".to_owned(),
        words: Line::parse("I was not late. The door was locked.").unwrap(),
        wants,
    }
}

async fn says(small: &Small, id: RecordId, wants: WantsV1) -> Vec<Happened> {
    let mut act = act(small, AMAL).await;
    let happened = say(&mut act, id, &said(wants)).await.unwrap();
    act.done().await.unwrap();
    happened
}

async fn reads(small: &Small, who: PersonId, id: RecordId) -> Option<StatementV1> {
    let act = act(small, who).await;
    let found = act.find::<StatementV1>(id).await.unwrap();
    found.map(|kept| kept.value)
}

#[tokio::test]
async fn what_a_client_says_stands_beside_the_entry_for_all_who_read_it() {
    let small = Small::in_memory().await;
    let id = RecordId::from_bytes([1; 16]);
    let happened = says(&small, id, WantsV1::Beside).await;
    assert!(matches!(happened[..], [Happened::StatementAdded { .. }]));
    for who in [AMAL, RUTH, INES] {
        let found = reads(&small, who, id).await.unwrap();
        assert_eq!(found.about(), Some(RecordId::from_bytes([5; 16])));
        assert_eq!(found.words, "I was not late. The door was locked.");
        assert!(!found.waits());
    }
}

#[tokio::test]
async fn sent_twice_it_is_said_once() {
    let small = Small::in_memory().await;
    let id = RecordId::from_bytes([1; 16]);
    says(&small, id, WantsV1::Change).await;
    assert!(says(&small, id, WantsV1::Change).await.is_empty());
    let act = act(&small, AMAL).await;
    assert_eq!(act.history::<StatementV1>(id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn one_that_is_taken_back_is_the_clients_alone_and_the_first_wording_with_it() {
    let small = Small::in_memory().await;
    let id = RecordId::from_bytes([1; 16]);
    says(&small, id, WantsV1::Change).await;
    let mut taking = act(&small, AMAL).await;
    take_back(&mut taking, id).await.unwrap();
    taking.done().await.unwrap();
    assert!(reads(&small, AMAL, id).await.is_some());
    for who in [RUTH, INES] {
        assert!(reads(&small, who, id).await.is_none());
        let act = act(&small, who).await;
        assert!(act.history::<StatementV1>(id).await.unwrap().is_empty());
    }
    let mut late = act(&small, RUTH).await;
    let words = Line::parse("Done.").unwrap();
    let refused = answer(&mut late, id, true, &words).await;
    assert!(matches!(refused, Err(StatementRefused::None)));
}

#[tokio::test]
async fn a_change_that_is_asked_for_is_answered_once() {
    let small = Small::in_memory().await;
    let id = RecordId::from_bytes([1; 16]);
    says(&small, id, WantsV1::Change).await;
    let words = Line::parse("I wrote it down wrongly, and have set it right.").unwrap();
    let mut first = act(&small, RUTH).await;
    answer(&mut first, id, true, &words).await.unwrap();
    first.done().await.unwrap();
    let mut again = act(&small, RUTH).await;
    let refused = answer(&mut again, id, false, &words).await;
    assert!(matches!(refused, Err(StatementRefused::Answered)));
    let found = reads(&small, AMAL, id).await.unwrap();
    let answered = found.answer.unwrap();
    assert_eq!(PersonId::from_bytes(answered.by), RUTH);
    assert!(answered.changed);
}

#[tokio::test]
async fn nobody_says_anything_or_takes_it_back_in_a_clients_name() {
    let small = Small::in_memory().await;
    let id = RecordId::from_bytes([1; 16]);
    let mut ruth = act(&small, RUTH).await;
    let refused = say(&mut ruth, id, &said(WantsV1::Beside)).await;
    assert!(matches!(refused, Err(StatementRefused::OnlyTheClient)));
    says(&small, id, WantsV1::Beside).await;
    let refused = take_back(&mut ruth, id).await;
    assert!(matches!(refused, Err(StatementRefused::OnlyTheClient)));
    // What asks for nothing is not answered either.
    let words = Line::parse("No.").unwrap();
    let refused = answer(&mut ruth, id, false, &words).await;
    assert!(matches!(refused, Err(StatementRefused::Answered)));
}
