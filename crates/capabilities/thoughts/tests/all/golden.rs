//! What this capability keeps, as its first version sealed it. It must open for ever: a shape is
//! succeeded, never edited.

use care::{RecordId, Section};
use sealed::ReadersV1;
use testing::{AMAL, BEGINNING, RUTH, Small, golden};
use thoughts::{
    AboutV1, BeliefV1, FeltV1, LineV1, OfV1, PointV1, SideV1, StateV1, ThemeV1, VoiceV1, WhomV1,
};

const SECTIONS: [Section; 1] = [Section::Work];

fn point() -> PointV1 {
    PointV1 {
        by: *AMAL.bytes(),
        by_client: true,
        at: BEGINNING.millis(),
        words: "No se puede confiar en nadie — «nunca»".to_owned(),
        about: vec![
            AboutV1 {
                theme: ThemeV1::Safety,
                whom: WhomV1::Myself,
            },
            AboutV1 {
                theme: ThemeV1::Intimacy,
                whom: WhomV1::Others,
            },
        ],
        state: StateV1::Loosening,
        state_at: BEGINNING.millis() + 1,
        readers: ReadersV1::Section,
        gone: None,
    }
}

fn line(side: SideV1) -> LineV1 {
    LineV1 {
        point: [7; 16],
        side,
        words: "My aunt came when she said".to_owned(),
        pattern: if side == SideV1::Pattern {
            "once-always"
        } else {
            ""
        }
        .to_owned(),
        by: *RUTH.bytes(),
        by_client: false,
        at: BEGINNING.millis() + 2,
        readers: ReadersV1::Section,
        gone: (side == SideV1::For).then_some(BEGINNING.millis() + 3),
    }
}

fn belief(of: OfV1) -> BeliefV1 {
    BeliefV1 {
        point: [7; 16],
        of,
        value: 85,
        by: *AMAL.bytes(),
        by_client: true,
        at: BEGINNING.millis() + 4,
        readers: ReadersV1::Nobody,
        gone: None,
    }
}

fn voice() -> VoiceV1 {
    VoiceV1 {
        at: BEGINNING.millis() + 5,
        says: "You are too much".to_owned(),
        pattern: "bad-name".to_owned(),
        answer: "I am one person with a lot to carry".to_owned(),
        felt: vec![FeltV1 {
            at: BEGINNING.millis() + 6,
            value: 30,
        }],
        readers: ReadersV1::Nobody,
        gone: None,
    }
}

const SIDES: [SideV1; 4] = [
    SideV1::For,
    SideV1::Against,
    SideV1::Pattern,
    SideV1::Instead,
];
const BELIEVED: [OfV1; 2] = [OfV1::Thought, OfV1::Instead([9; 16])];

async fn make(small: &Small) -> Vec<String> {
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    let ids: Vec<RecordId> = (0..8).map(|_| act.mint()).collect();
    act.keep(ids[0], &point()).unwrap();
    for (id, side) in ids[1..5].iter().zip(SIDES) {
        act.keep(*id, &line(side)).unwrap();
    }
    for (id, of) in ids[5..7].iter().zip(BELIEVED) {
        act.keep(*id, &belief(of)).unwrap();
    }
    act.keep(ids[7], &voice()).unwrap();
    act.done().await.unwrap();
    ids.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn a_stuck_point_its_lines_its_ratings_and_the_voice_open_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "thoughts.v1", make).await.unwrap();
    let ids: Vec<RecordId> = notes
        .iter()
        .map(|note| RecordId::parse(note).unwrap())
        .collect();
    let act = small.act(AMAL, AMAL, &SECTIONS).await;
    assert!(act.find::<PointV1>(ids[0]).await.unwrap().unwrap().value == point());
    for (id, side) in ids[1..5].iter().zip(SIDES) {
        assert!(act.find::<LineV1>(*id).await.unwrap().unwrap().value == line(side));
    }
    for (id, of) in ids[5..7].iter().zip(BELIEVED) {
        assert!(act.find::<BeliefV1>(*id).await.unwrap().unwrap().value == belief(of));
    }
    assert!(act.find::<VoiceV1>(ids[7]).await.unwrap().unwrap().value == voice());
}
