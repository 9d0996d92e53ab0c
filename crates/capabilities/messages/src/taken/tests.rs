//! What came along is found by itself, and only with the message that it came with.

use super::*;
use crate::file::{Ready, keep_file};
use crate::message::{KindV1, PartV1};
use care::Section;
use testing::{AMAL, RUTH, Small};

const OPENS: [Section; 1] = [Section::Messages];

/// A message of Amal's with a PDF, as it is when it is kept and as it is when it was taken back.
async fn sent(small: &Small) -> (RecordId, RecordId) {
    let mut act = small.act(AMAL, AMAL, &OPENS).await;
    let message = act.mint();
    let ready = Ready {
        kind: KindV1::Pdf,
        bytes: vec![7; 9],
        shape: None,
    };
    let file = keep_file(&mut act, message, &ready).unwrap();
    let kept = MessageV1 {
        by: *AMAL.bytes(),
        by_client: true,
        at: act.now().millis(),
        words: String::new(),
        files: vec![file.clone()],
        answers: Vec::new(),
        reply_by: None,
        released: None,
        taken_back: None,
    };
    act.keep(message, &kept).unwrap();
    act.done().await.unwrap();
    (message, RecordId::from_bytes(file.id))
}

#[tokio::test]
async fn a_file_is_found_by_its_own_id_and_nothing_else_is() {
    let small = Small::in_memory().await;
    let (message, file) = sent(&small).await;
    for who in [AMAL, RUTH] {
        let act = small.act(who, AMAL, &OPENS).await;
        let found = file_of(&act, file).await.unwrap().unwrap();
        assert_eq!(bytes(&act, &found).await.unwrap(), vec![7; 9]);
        // Neither a message, nor a part of a file, nor what is nowhere.
        let part = act.id_for("message part 0", file);
        assert!(act.find::<PartV1>(part).await.unwrap().is_some());
        for other in [message, part, act.mint()] {
            assert!(file_of(&act, other).await.unwrap().is_none());
        }
    }
}

#[tokio::test]
async fn nobody_finds_a_file_whose_message_was_taken_back_or_is_another_ones() {
    let small = Small::in_memory().await;
    let (message, file) = sent(&small).await;
    let mut act = small.act(AMAL, AMAL, &OPENS).await;
    // Someone else's pointer at a message leads to no file that is not in it.
    let stray = act.mint();
    let with = CameWithV1 {
        message: *message.bytes(),
    };
    act.keep(stray, &with).unwrap();
    let kept = act.find::<MessageV1>(message).await.unwrap().unwrap();
    let gone = MessageV1 {
        taken_back: Some(1),
        ..kept.value.clone()
    };
    act.amend(&kept, &gone).unwrap();
    act.done().await.unwrap();
    for who in [AMAL, RUTH] {
        let act = small.act(who, AMAL, &OPENS).await;
        for id in [file, stray] {
            assert!(file_of(&act, id).await.unwrap().is_none());
        }
    }
}
