//! What this capability keeps, as its first version sealed it. It must open for ever: a shape is
//! succeeded, never edited.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use care::{RecordId, RelationKind, Section};
use notes::NoteV1;
use sealed::{Blind, StretchV1};
use testing::{AMAL, BEGINNING, RUTH, Small, golden};

const WORD: &str = "a word of mine";

fn sample(words: &str) -> NoteV1 {
    NoteV1 {
        by: *RUTH.bytes(),
        number: 1,
        at: BEGINNING.millis(),
        words: words.to_owned(),
    }
}

async fn make(small: &Small) -> Vec<String> {
    small.relate(AMAL, &[(RUTH, RelationKind::Therapist)]).await;
    let key = small
        .vault
        .make_own_key_with(RUTH, WORD, Blind::Yes, StretchV1::LEAST);
    let key = key.await.unwrap();
    let act = small.act(RUTH, AMAL, &[Section::PsychotherapyNotes]).await;
    let mut act = act.with_own_key(key.clone());
    let id = act.mint();
    act.keep(id, &sample("el silencio — «otra vez»")).unwrap();
    act.done().await.unwrap();
    let act = small.act(RUTH, AMAL, &[Section::PsychotherapyNotes]).await;
    let mut act = act.with_own_key(key);
    let stands = act.find::<NoteV1>(id).await.unwrap().unwrap();
    act.amend(&stands, &sample("my own silence")).unwrap();
    act.done().await.unwrap();
    vec![id.to_string()]
}

#[tokio::test]
async fn a_note_and_what_it_said_before_open_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "notes.v1", make).await.unwrap();
    let id = RecordId::parse(&notes[0]).unwrap();
    let key = small.vault.open_own_key(RUTH, WORD).await.unwrap();
    let act = small.act(RUTH, AMAL, &[Section::PsychotherapyNotes]).await;
    let act = act.with_own_key(key);
    let versions = act.history::<NoteV1>(id).await.unwrap();
    let said: Vec<NoteV1> = versions.into_iter().map(|kept| kept.value).collect();
    assert!(said == [sample("el silencio — «otra vez»"), sample("my own silence")]);
}
