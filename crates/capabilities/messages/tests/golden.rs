//! What this capability keeps, as its first version sealed it. It must open for ever: a shape is
//! succeeded, never edited.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use care::{RecordId, Section};
use messages::{
    CameWithV1, FileV1, KindV1, MessageV1, MessagesGistV1, PartV1, SeenV1, TakenBackV1, WaitsV1,
};
use testing::{AMAL, BEGINNING, RUTH, Small, golden};

const SECTIONS: [Section; 2] = [Section::Messages, Section::Overview];

fn message(by_client: bool) -> MessageV1 {
    let file = |kind, shape| FileV1 {
        id: [7; 16],
        kind,
        parts: 2,
        size: 524_289,
        shape,
    };
    MessageV1 {
        by: if by_client {
            *AMAL.bytes()
        } else {
            *RUTH.bytes()
        },
        by_client,
        at: BEGINNING.millis(),
        words: "Nos vemos el jueves — «sí»".to_owned(),
        files: vec![
            file(KindV1::Jpeg, Some((2_560, 1_440))),
            file(KindV1::Png, Some((3, 4))),
            file(KindV1::Pdf, None),
        ],
        answers: if by_client {
            Vec::new()
        } else {
            vec![[3; 16], [4; 16]]
        },
        reply_by: by_client.then(|| BEGINNING.millis() + 1),
        released: by_client.then(|| BEGINNING.millis() + 2),
        taken_back: by_client.then(|| BEGINNING.millis() + 3),
    }
}

fn part() -> PartV1 {
    PartV1 {
        by: *AMAL.bytes(),
        taken_back: false,
        bytes: (0..=255).collect(),
    }
}

fn back() -> TakenBackV1 {
    TakenBackV1 {
        message: [5; 16],
        sent: BEGINNING.millis(),
        at: BEGINNING.millis() + 9,
    }
}

fn seen() -> SeenV1 {
    SeenV1 {
        by: *AMAL.bytes(),
        newest: BEGINNING.millis() + 4,
    }
}

fn gist() -> MessagesGistV1 {
    MessagesGistV1 {
        waits: vec![WaitsV1 {
            message: [6; 16],
            at: BEGINNING.millis(),
            reply_by: Some(BEGINNING.millis() + 5),
        }],
        last_client: Some(BEGINNING.millis()),
        last_staff: None,
    }
}

async fn make(small: &Small) -> Vec<String> {
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    let ids: Vec<RecordId> = (0..5).map(|_| act.mint()).collect();
    act.keep(ids[0], &message(true)).unwrap();
    act.keep(ids[1], &message(false)).unwrap();
    act.keep(ids[2], &part()).unwrap();
    act.keep(ids[3], &back()).unwrap();
    act.overwrite(ids[4], &seen()).unwrap();
    act.set_gist(&gist()).await.unwrap();
    act.done().await.unwrap();
    ids.iter().map(ToString::to_string).collect()
}

async fn make_file(small: &Small) -> Vec<String> {
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    let id = act.mint();
    act.keep(id, &CameWithV1 { message: [8; 16] }).unwrap();
    act.done().await.unwrap();
    vec![id.to_string()]
}

#[tokio::test]
async fn with_which_message_a_file_came_opens_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "message-file.v1", make_file)
        .await
        .unwrap();
    let act = small.act(AMAL, AMAL, &SECTIONS).await;
    let id = RecordId::parse(&notes[0]).unwrap();
    let kept = act.find::<CameWithV1>(id).await.unwrap().unwrap();
    assert!(kept.value == CameWithV1 { message: [8; 16] });
}

#[tokio::test]
async fn a_message_and_all_that_came_with_it_open_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "messages.v1", make).await.unwrap();
    let ids: Vec<RecordId> = notes
        .iter()
        .map(|note| RecordId::parse(note).unwrap())
        .collect();
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    for (id, by_client) in [(ids[0], true), (ids[1], false)] {
        let kept = act.find::<MessageV1>(id).await.unwrap().unwrap();
        assert!(kept.value == message(by_client));
    }
    assert!(act.find::<PartV1>(ids[2]).await.unwrap().unwrap().value == part());
    assert!(
        act.find::<TakenBackV1>(ids[3])
            .await
            .unwrap()
            .unwrap()
            .value
            == back()
    );
    assert!(act.find::<SeenV1>(ids[4]).await.unwrap().unwrap().value == seen());
    assert!(act.gist::<MessagesGistV1>().await.unwrap().unwrap() == gist());
}
