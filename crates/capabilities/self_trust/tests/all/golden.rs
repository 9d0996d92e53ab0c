//! What this capability keeps, as its first version sealed it. It must open for ever: a shape is
//! succeeded, never edited.

use care::{RecordId, Section};
use sealed::ReadersV1;
use self_trust::{
    BoundaryV1, CameV1, FromV1, HeldV1, JudgementV1, OutcomeV1, StrengthV1, TriedV1, WhomV1,
    WordingV1,
};
use testing::{AMAL, BEGINNING, Small, golden};

fn judgement() -> JudgementV1 {
    JudgementV1 {
        at: BEGINNING.millis(),
        sensed: "The new neighbour listens — «sí»".to_owned(),
        expects: "They will ask before they come in".to_owned(),
        sure: 70,
        again: "2027-01-31".to_owned(),
        outcome: Some(OutcomeV1 {
            at: BEGINNING.millis() + 5,
            came: CameV1::Partly,
            happened: "They rang first".to_owned(),
            tells: "I saw it".to_owned(),
        }),
        gone: false,
        readers: ReadersV1::Nobody,
    }
}

fn boundary() -> BoundaryV1 {
    let wording = |at, words: &str| WordingV1 {
        at: BEGINNING.millis() + at,
        words: words.to_owned(),
    };
    BoundaryV1 {
        wordings: vec![wording(0, "Ring first"), wording(9, "Please ring first")],
        whom: WhomV1::Family,
        tried: vec![TriedV1 {
            once: [7; 16],
            on: BEGINNING.millis() + 3,
            held: HeldV1::Not,
            followed: "They came in".to_owned(),
            next: "The door stays shut".to_owned(),
        }],
        away: true,
        gone: false,
        readers: ReadersV1::Section,
    }
}

fn strength() -> StrengthV1 {
    StrengthV1 {
        at: BEGINNING.millis() + 1,
        words: "I come back".to_owned(),
        from: FromV1::Other,
        gone: false,
        readers: ReadersV1::Section,
    }
}

async fn make(small: &Small) -> Vec<String> {
    let mut act = small.act(AMAL, AMAL, &[Section::Work]).await;
    let ids = [act.mint(), act.mint(), act.mint()];
    act.keep(ids[0], &judgement()).unwrap();
    act.keep(ids[1], &boundary()).unwrap();
    act.keep(ids[2], &strength()).unwrap();
    act.done().await.unwrap();
    ids.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn judgements_boundaries_and_strengths_open_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "self_trust.v1", make).await.unwrap();
    let ids: Vec<_> = notes
        .iter()
        .map(|note| RecordId::parse(note).unwrap())
        .collect();
    let act = small.act(AMAL, AMAL, &[Section::Work]).await;
    let one = act.find::<JudgementV1>(ids[0]).await.unwrap().unwrap();
    assert!(one.value == judgement());
    let one = act.find::<BoundaryV1>(ids[1]).await.unwrap().unwrap();
    assert!(one.value == boundary());
    let one = act.find::<StrengthV1>(ids[2]).await.unwrap().unwrap();
    assert!(one.value == strength());
}
