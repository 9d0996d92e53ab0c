//! What this capability keeps, as its first version sealed it. It must open for ever: a shape is
//! succeeded, never edited.

use crate::{SECTIONS, WORD};
use care::{DAY, RecordId, RelationKind};
use circle::{AskedV1, LineV1, OpenedV1, PersonV1, ScriptV1, SharedV1};
use pages::draft::OwnDraftV1;
use sealed::{Blind, StretchV1};
use testing::{AMAL, BEGINNING, RUTH, Small, golden};

fn person() -> PersonV1 {
    PersonV1 {
        called: "la garza".to_owned(),
        who: "from the choir".to_owned(),
        wants: "more room — «sí»".to_owned(),
        limits: String::new(),
        at: BEGINNING.millis(),
    }
}

fn line() -> LineV1 {
    LineV1 {
        person: [7; 16],
        day: "2026-05-03".to_owned(),
        seen: [Some(true), Some(false), None, Some(true)],
        words: "called when they said".to_owned(),
        at: BEGINNING.millis(),
    }
}

fn script() -> ScriptV1 {
    ScriptV1 {
        words: "No.".to_owned(),
        at: BEGINNING.millis(),
    }
}

fn asked() -> AskedV1 {
    AskedV1 {
        alone: true,
        at: BEGINNING.millis(),
    }
}

fn shared() -> SharedV1 {
    SharedV1 {
        to: *RUTH.bytes(),
        of: [7; 16],
        at: BEGINNING.millis(),
        until: (BEGINNING + DAY).millis(),
        words: "la garza\nRespected a no".to_owned(),
    }
}

fn opened() -> OpenedV1 {
    OpenedV1 {
        by: *RUTH.bytes(),
        at: BEGINNING.millis() + 1,
    }
}

fn draft() -> OwnDraftV1 {
    OwnDraftV1 {
        fields: vec![("words".to_owned(), "half a sen".to_owned())],
    }
}

async fn make(small: &Small) -> Vec<String> {
    small.relate(AMAL, &[(RUTH, RelationKind::Therapist)]).await;
    let key = small
        .vault
        .make_own_key_with(AMAL, WORD, Blind::Yes, StretchV1::LEAST);
    let key = key.await.unwrap();
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await.with_own_key(key);
    let ids: Vec<RecordId> = (0..7).map(|_| act.mint()).collect();
    act.overwrite(ids[0], &person()).unwrap();
    act.overwrite(ids[1], &line()).unwrap();
    act.overwrite(ids[2], &script()).unwrap();
    act.overwrite(ids[3], &asked()).unwrap();
    act.overwrite(ids[4], &shared()).unwrap();
    act.overwrite(ids[5], &opened()).unwrap();
    act.overwrite(ids[6], &draft()).unwrap();
    act.done().await.unwrap();
    ids.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn a_circle_and_what_is_shared_of_it_open_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "circle.v1", make).await.unwrap();
    let ids: Vec<RecordId> = notes
        .iter()
        .map(|note| RecordId::parse(note).unwrap())
        .collect();
    let key = small.vault.open_own_key(AMAL, WORD).await.unwrap();
    let act = small.act(AMAL, AMAL, &SECTIONS).await.with_own_key(key);
    assert!(act.find::<PersonV1>(ids[0]).await.unwrap().unwrap().value == person());
    assert!(act.find::<LineV1>(ids[1]).await.unwrap().unwrap().value == line());
    assert!(act.find::<ScriptV1>(ids[2]).await.unwrap().unwrap().value == script());
    assert!(act.find::<AskedV1>(ids[3]).await.unwrap().unwrap().value == asked());
    assert!(act.find::<SharedV1>(ids[4]).await.unwrap().unwrap().value == shared());
    assert!(act.find::<OpenedV1>(ids[5]).await.unwrap().unwrap().value == opened());
    assert!(act.find::<OwnDraftV1>(ids[6]).await.unwrap().unwrap().value == draft());
}
