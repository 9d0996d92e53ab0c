//! What this capability keeps, as its first version sealed it. It must open for ever: a shape is
//! succeeded, never edited.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use agreement::{AgreementGistV1, FORM, RemarkV1, SignedV1, VersionV1};
use care::{RecordId, Section};
use forms::{Answer, StoredAnswers};
use testing::{AMAL, BEGINNING, RUTH, Small, golden};

const SECTIONS: [Section; 2] = [Section::Relationship, Section::Overview];

fn version(by_client: bool) -> VersionV1 {
    let (by, other) = if by_client {
        (AMAL, RUTH)
    } else {
        (RUTH, AMAL)
    };
    VersionV1 {
        number: if by_client { 2 } else { 1 },
        by: *by.bytes(),
        by_client,
        at: BEGINNING.millis(),
        answers: StoredAnswers {
            questionnaire: FORM.to_owned(),
            answers: vec![
                ("reply_hours".to_owned(), Answer::Integer(48)),
                (
                    "seating".to_owned(),
                    Answer::Text("junto a la puerta — «sí»".to_owned()),
                ),
                ("place".to_owned(), Answer::Skipped { reason: None }),
            ],
        },
        signed: (!by_client).then_some(SignedV1 {
            by: *other.bytes(),
            at: BEGINNING.millis() + 1,
        }),
    }
}

fn remark() -> RemarkV1 {
    RemarkV1 {
        part: "room".to_owned(),
        by: *AMAL.bytes(),
        by_client: true,
        at: BEGINNING.millis() + 2,
        words: "I would rather face the window".to_owned(),
    }
}

fn gist() -> AgreementGistV1 {
    AgreementGistV1 {
        in_force: 1,
        waits_for_staff: true,
        waits_for_client: false,
        since: BEGINNING.millis(),
        review: Some("2027-01-31".to_owned()),
    }
}

async fn make(small: &Small) -> Vec<String> {
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    let ids: Vec<RecordId> = (0..3).map(|_| act.mint()).collect();
    act.keep(ids[0], &version(false)).unwrap();
    act.keep(ids[1], &version(true)).unwrap();
    act.keep(ids[2], &remark()).unwrap();
    act.set_gist(&gist()).await.unwrap();
    act.done().await.unwrap();
    ids.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn an_agreement_and_what_stands_beside_it_open_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "agreement.v1", make).await.unwrap();
    let ids: Vec<RecordId> = notes
        .iter()
        .map(|note| RecordId::parse(note).unwrap())
        .collect();
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    for (id, by_client) in [(ids[0], false), (ids[1], true)] {
        let kept = act.find::<VersionV1>(id).await.unwrap().unwrap();
        assert!(kept.value == version(by_client));
    }
    assert!(act.find::<RemarkV1>(ids[2]).await.unwrap().unwrap().value == remark());
    assert!(act.gist::<AgreementGistV1>().await.unwrap().unwrap() == gist());
}
