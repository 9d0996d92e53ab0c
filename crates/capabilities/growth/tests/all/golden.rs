//! What this capability keeps, as its first version sealed it. It must open for ever: a shape is
//! succeeded, never edited.

use care::{RecordId, Section};
use growth::{ChapterV1, ChoiceV1, NoteKindV1, NoteV1, OnV1, OrderV1};
use sealed::ReadersV1;
use testing::{AMAL, BEGINNING, Small, golden};

const SECTIONS: [Section; 1] = [Section::Work];
const CHOICES: [OnV1; 3] = [OnV1::On, OnV1::Off, OnV1::No];
const KINDS: [NoteKindV1; 3] = [NoteKindV1::First, NoteKindV1::Step, NoteKindV1::Strength];

fn choice(on: OnV1) -> ChoiceV1 {
    ChoiceV1 {
        on,
        at: BEGINNING.millis(),
    }
}

fn note(kind: NoteKindV1) -> NoteV1 {
    NoteV1 {
        kind,
        words: "Dije «no» — y me quedé".to_owned(),
        day: "2026-05-02".to_owned(),
        at: BEGINNING.millis() + 1,
        readers: ReadersV1::Nobody,
    }
}

fn chapter() -> ChapterV1 {
    ChapterV1 {
        chapter: [7; 16],
        title: "The yard".to_owned(),
        words: "We had a fig tree.\nIt is still there.".to_owned(),
        number: 2,
        at: BEGINNING.millis() + 2,
        readers: ReadersV1::Section,
    }
}

fn order() -> OrderV1 {
    OrderV1 {
        chapters: vec![[7; 16], [8; 16]],
    }
}

async fn make(small: &Small) -> Vec<String> {
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    let ids: Vec<RecordId> = (0..8).map(|_| act.mint()).collect();
    for (id, on) in ids[0..3].iter().zip(CHOICES) {
        act.overwrite(*id, &choice(on)).unwrap();
    }
    for (id, kind) in ids[3..6].iter().zip(KINDS) {
        act.overwrite(*id, &note(kind)).unwrap();
    }
    act.overwrite(ids[6], &chapter()).unwrap();
    act.overwrite(ids[7], &order()).unwrap();
    act.done().await.unwrap();
    ids.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn a_choice_a_line_a_chapter_and_their_order_open_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "growth.v1", make).await.unwrap();
    let ids = notes.iter().map(|note| RecordId::parse(note).unwrap());
    let ids: Vec<RecordId> = ids.collect();
    let act = small.act(AMAL, AMAL, &SECTIONS).await;
    for (id, on) in ids[0..3].iter().zip(CHOICES) {
        assert!(act.find::<ChoiceV1>(*id).await.unwrap().unwrap().value == choice(on));
    }
    for (id, kind) in ids[3..6].iter().zip(KINDS) {
        assert!(act.find::<NoteV1>(*id).await.unwrap().unwrap().value == note(kind));
    }
    assert!(act.find::<ChapterV1>(ids[6]).await.unwrap().unwrap().value == chapter());
    assert!(act.find::<OrderV1>(ids[7]).await.unwrap().unwrap().value == order());
}
