//! What this capability keeps, as its first version sealed it. It must open for ever: a shape is
//! succeeded, never edited.

use care::{RecordId, Section};
use profile::{DomainV1, OwnAnswerV1, OwnQuestionV1};
use sealed::ReadersV1;
use testing::{AMAL, BEGINNING, RUTH, Small, golden};

fn question() -> OwnQuestionV1 {
    OwnQuestionV1 {
        by: *RUTH.bytes(),
        at: BEGINNING.millis(),
        domain: DomainV1::Closeness,
        asks: "Can I sit beside someone?".to_owned(),
        low: "not at all — «no»".to_owned(),
        high: "yes".to_owned(),
        readers: ReadersV1::Section,
        ended: Some(BEGINNING.millis() + 5),
    }
}

fn answer(of: RecordId) -> OwnAnswerV1 {
    OwnAnswerV1 {
        of: *of.bytes(),
        at: BEGINNING.millis() + 1,
        value: 7,
        asked: "Can I sit with someone?".to_owned(),
        readers: ReadersV1::Nobody,
    }
}

async fn make(small: &Small) -> Vec<String> {
    let mut act = small.act(AMAL, AMAL, &[Section::Work]).await;
    let ids = [act.mint(), act.mint()];
    act.keep(ids[0], &question()).unwrap();
    act.keep(ids[1], &answer(ids[0])).unwrap();
    act.done().await.unwrap();
    ids.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn own_questions_and_their_answers_open_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "profile.v1", make).await.unwrap();
    let ids: Vec<_> = notes
        .iter()
        .map(|note| RecordId::parse(note).unwrap())
        .collect();
    let act = small.act(AMAL, AMAL, &[Section::Work]).await;
    assert!(
        act.find::<OwnQuestionV1>(ids[0])
            .await
            .unwrap()
            .unwrap()
            .value
            == question()
    );
    assert!(
        act.find::<OwnAnswerV1>(ids[1])
            .await
            .unwrap()
            .unwrap()
            .value
            == answer(ids[0])
    );
}
