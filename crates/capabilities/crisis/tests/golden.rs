//! What this capability keeps, as its first version sealed it. It must open for ever: a shape is
//! succeeded, never edited.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use care::{Moment, RecordId, Section};
use crisis::{CrisisGistV1, FORM, PrintV1, SEALED_BYTES, SaidV1, SaidWhatV1, SheetV1, VersionV1};
use forms::{Answer, StoredAnswers};
use testing::{AMAL, BEGINNING, RUTH, Small, golden};

const SECTIONS: [Section; 3] = [Section::CrisisPlan, Section::Overview, Section::Drafts];

fn version(by_client: bool) -> VersionV1 {
    VersionV1 {
        number: if by_client { 1 } else { 2 },
        by: if by_client {
            *AMAL.bytes()
        } else {
            *RUTH.bytes()
        },
        by_client,
        at: BEGINNING.millis(),
        again: (!by_client).then_some(1),
        answers: StoredAnswers {
            questionnaire: FORM.to_owned(),
            answers: vec![
                (
                    "night".to_owned(),
                    Answer::Text("la puerta abierta — «sí»".to_owned()),
                ),
                (
                    "touch".to_owned(),
                    Answer::Choice {
                        code: "ask".to_owned(),
                    },
                ),
            ],
        },
        said: vec![
            SaidV1 {
                by: *RUTH.bytes(),
                by_client: false,
                at: BEGINNING.millis() + 1,
                what: SaidWhatV1::Change("who checks?".to_owned()),
            },
            SaidV1 {
                by: *AMAL.bytes(),
                by_client: true,
                at: BEGINNING.millis() + 2,
                what: SaidWhatV1::Agreed,
            },
        ],
    }
}

fn sheet() -> SheetV1 {
    SheetV1 {
        sealed: vec![7; SEALED_BYTES / 64],
        at: BEGINNING.millis(),
        of: 1,
    }
}

fn print() -> PrintV1 {
    PrintV1 {
        title: "Einkauf".to_owned(),
        size: "pocket".to_owned(),
        parts: vec!["alone".to_owned(), "wishes".to_owned()],
    }
}

fn gist() -> CrisisGistV1 {
    CrisisGistV1 {
        holds: 2,
        waits_for_staff: true,
        waits_for_client: false,
        since: BEGINNING.millis(),
        review: Some("2027-01-31".to_owned()),
    }
}

async fn make(small: &Small) -> Vec<String> {
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    let ids: Vec<RecordId> = (0..4).map(|_| act.mint()).collect();
    act.keep(ids[0], &version(true)).unwrap();
    act.keep(ids[1], &version(false)).unwrap();
    act.overwrite(ids[2], &sheet()).unwrap();
    act.overwrite(ids[3], &print()).unwrap();
    act.set_gist(&gist()).await.unwrap();
    act.done().await.unwrap();
    ids.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn a_plan_and_what_is_kept_beside_it_open_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "crisis.v1", make).await.unwrap();
    let ids: Vec<RecordId> = notes
        .iter()
        .map(|note| RecordId::parse(note).unwrap())
        .collect();
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    for (id, by_client) in [(ids[0], true), (ids[1], false)] {
        let kept = act.find::<VersionV1>(id).await.unwrap().unwrap();
        assert!(kept.value == version(by_client));
        assert_eq!(
            kept.value.written(),
            Moment::from_millis(BEGINNING.millis())
        );
    }
    assert!(act.find::<SheetV1>(ids[2]).await.unwrap().unwrap().value == sheet());
    assert!(act.find::<PrintV1>(ids[3]).await.unwrap().unwrap().value == print());
    assert!(act.gist::<CrisisGistV1>().await.unwrap().unwrap() == gist());
}
