//! What is kept here, as the first version sealed it. It must open for ever.

use crate::erase::{EraseAskedV1, ErasedV1, ask, asked};
use crate::statement::{AnswerV1, StatementV1, WantsV1};
use care::{RecordId, Section};
use measures::Offer;
use testing::{AMAL, RUTH, Small, golden};

const STATEMENT: RecordId = RecordId::from_bytes([3; 16]);

fn statement() -> StatementV1 {
    StatementV1 {
        about: Some([4; 16]),
        called: "Session".to_owned(),
        words: "I was there on time.".to_owned(),
        wants: WantsV1::Change,
        said_at: 5,
        taken_back_at: Some(6),
        answer: Some(AnswerV1 {
            by: *RUTH.bytes(),
            at: 7,
            changed: false,
            words: "I wrote down when I came.".to_owned(),
        }),
    }
}

/// A statement of Amal's, her wish to have it all destroyed, and that another's was.
async fn make(small: &Small) -> Vec<String> {
    let vault = &small.vault;
    let mut act = small.act(AMAL, AMAL, &[Section::Relationship]).await;
    act.keep(STATEMENT, &statement()).unwrap();
    act.done().await.unwrap();
    let offer = Offer::shipped().unwrap();
    let amal = small.act(AMAL, AMAL, &[Section::Consent]).await;
    ask(vault, &amal, &offer).await.unwrap();
    let mut change = vault.directory_change();
    let place = vault.directory_id("erased-record", &[8; 8]).await.unwrap();
    change.overwrite(place, &erased()).await.unwrap();
    change.done().await.unwrap();
    Vec::new()
}

const fn erased() -> ErasedV1 {
    ErasedV1 {
        receipt: [8; 8],
        at: 1,
        copies_gone_by: 2,
    }
}

#[tokio::test]
async fn what_is_kept_here_opens_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, _) = golden::sample(home, "exchange.v1", make).await.unwrap();
    let act = small.act(AMAL, AMAL, &[Section::Relationship]).await;
    let kept = act.find::<StatementV1>(STATEMENT).await.unwrap();
    assert!(kept.unwrap().value == statement());
    let wish = asked(&small.vault, act.whose()).await.unwrap().unwrap();
    assert_eq!(wish.value.client, *AMAL.bytes());
    assert!(!wish.value.sums.is_empty());
    let wishes = small.vault.directory_all::<EraseAskedV1>().await.unwrap();
    assert_eq!((wishes.kept.len(), wishes.damaged.len()), (1, 0));
    let done = small.vault.directory_all::<ErasedV1>().await.unwrap();
    assert_eq!((done.kept.len(), done.damaged.len()), (1, 0));
    assert!(done.kept[0].value == erased());
}
