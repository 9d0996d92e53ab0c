//! What this capability keeps, as its first version sealed it. It must open for ever: a shape is
//! succeeded, never edited.

use body::{AwayV1, FeltV1, FirstV1, LevelV1, MapV1, NowV1, OwnToolV1, UseV1, WorseV1};
use care::{RecordId, Section};
use sealed::{Act, ReadersV1, Stored};
use testing::{AMAL, BEGINNING, RUTH, Small, golden};

const SECTIONS: [Section; 1] = [Section::Work];
const AT: i64 = BEGINNING.millis();

fn uses(readers: ReadersV1) -> UseV1 {
    UseV1 {
        tool: [7; 16],
        at: AT,
        before: Some(8),
        after: None,
        words: Some("Más tranquila".to_owned()),
        readers,
        gone: matches!(readers, ReadersV1::Nobody).then_some(AT + 1),
    }
}

fn map() -> MapV1 {
    MapV1 {
        at: AT,
        felt: vec![
            FeltV1 {
                region: "chest".to_owned(),
                like: Some("tight".to_owned()),
                words: None,
                much: Some(7),
            },
            FeltV1 {
                region: "hands".to_owned(),
                like: None,
                words: Some("buzzing".to_owned()),
                much: None,
            },
        ],
        words: None,
        readers: ReadersV1::Section,
        gone: None,
    }
}

fn now(level: LevelV1) -> NowV1 {
    NowV1 {
        at: AT,
        level,
        words: None,
        readers: ReadersV1::Nobody,
        gone: None,
    }
}

fn own() -> OwnToolV1 {
    OwnToolV1 {
        by: *RUTH.bytes(),
        at: AT,
        called: "The blue mug".to_owned(),
        steps: vec!["Hold it.".to_owned(), "Feel its edge.".to_owned()],
        note: Some("Only when it is not hot.".to_owned()),
        gone: Some(AT + 2),
    }
}

fn away() -> AwayV1 {
    AwayV1 {
        tool: [7; 16],
        away: true,
        at: AT,
    }
}

fn worse() -> WorseV1 {
    WorseV1 {
        tool: [7; 16],
        called: "Breathe slowly".to_owned(),
        at: AT,
        words: Some("My heart raced.".to_owned()),
        back: Some(AT + 3),
    }
}

fn first() -> FirstV1 {
    FirstV1 {
        tools: vec![[7; 16], [8; 16]],
        by: *RUTH.bytes(),
    }
}

async fn make(small: &Small) -> Vec<String> {
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    let ids: Vec<RecordId> = (0..10).map(|_| act.mint()).collect();
    act.keep(ids[0], &uses(ReadersV1::Section)).unwrap();
    act.keep(ids[1], &uses(ReadersV1::Nobody)).unwrap();
    act.keep(ids[2], &map()).unwrap();
    for (level, id) in LevelV1::ALL.into_iter().zip(&ids[3..6]) {
        act.keep(*id, &now(level)).unwrap();
    }
    act.keep(ids[6], &own()).unwrap();
    act.keep(ids[7], &away()).unwrap();
    act.keep(ids[8], &worse()).unwrap();
    act.keep(ids[9], &first()).unwrap();
    act.done().await.unwrap();
    ids.iter().map(ToString::to_string).collect()
}

async fn opens<T: Stored + PartialEq>(act: &Act, id: RecordId, as_it_was: &T) {
    let kept = act.find::<T>(id).await.unwrap().unwrap();
    assert!(kept.value == *as_it_was, "{}", T::KIND);
}

#[tokio::test]
async fn everything_of_the_body_opens_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "body.v1", make).await.unwrap();
    let ids = notes.iter().map(|note| RecordId::parse(note).unwrap());
    let ids: Vec<RecordId> = ids.collect();
    let act = small.act(AMAL, AMAL, &SECTIONS).await;
    opens(&act, ids[0], &uses(ReadersV1::Section)).await;
    opens(&act, ids[1], &uses(ReadersV1::Nobody)).await;
    opens(&act, ids[2], &map()).await;
    for (level, id) in LevelV1::ALL.into_iter().zip(&ids[3..6]) {
        opens(&act, *id, &now(level)).await;
    }
    opens(&act, ids[6], &own()).await;
    opens(&act, ids[7], &away()).await;
    opens(&act, ids[8], &worse()).await;
    opens(&act, ids[9], &first()).await;
}
