//! What this capability keeps, as its first version sealed it. It must open for ever: a shape is
//! succeeded, never edited.

use care::{RecordId, Section};
use diary::{
    CardV1, ClassV1, DiaryGistV1, EntryV1, GoesV1, ItemV1, KindV1, LabelV1, LookV1, MarkV1,
    MedicineV1, ProposalV1, StateV1, ToV1, ValueV1, WhyV1,
};
use sealed::ReadersV1;
use testing::{AMAL, BEGINNING, RUTH, Small, golden};

const SECTIONS: [Section; 2] = [Section::Work, Section::Overview];

fn item(id: u16, kind: KindV1, class: Option<ClassV1>) -> ItemV1 {
    ItemV1 {
        id,
        label: if id.is_multiple_of(2) {
            LabelV1::Own("salir «sola» — sí".to_owned())
        } else {
            LabelV1::Known("fear".to_owned())
        },
        kind,
        class,
    }
}

/// A line of each kind and class, with what can be said to it.
fn marks() -> Vec<MarkV1> {
    let unit = "cups".to_owned();
    let urge = |level, acted, times| ValueV1::Urge {
        level,
        acted,
        times,
    };
    [
        (KindV1::Emotion, None, ValueV1::Level(5)),
        (
            KindV1::Urge,
            Some(ClassV1::Life),
            urge(Some(0), Some(true), Some(2)),
        ),
        (
            KindV1::Urge,
            Some(ClassV1::Therapy),
            urge(None, Some(false), None),
        ),
        (
            KindV1::Act { more: false },
            Some(ClassV1::Daily),
            ValueV1::Did {
                did: true,
                times: None,
            },
        ),
        (
            KindV1::Act { more: true },
            None,
            ValueV1::Did {
                did: true,
                times: Some(3),
            },
        ),
        (KindV1::Medicine, None, ValueV1::Medicine(MedicineV1::Yes)),
        (KindV1::Medicine, None, ValueV1::Medicine(MedicineV1::No)),
        (KindV1::Medicine, None, ValueV1::Medicine(MedicineV1::None)),
        (KindV1::Skills, None, ValueV1::Level(7)),
        (KindV1::Sleep, None, ValueV1::Sleep(435)),
        (KindV1::Words, None, ValueV1::Words("ñ\n«fin»".to_owned())),
        (KindV1::YesNo, None, ValueV1::YesNo(true)),
        (KindV1::Number { unit }, None, ValueV1::Number(-250)),
    ]
    .into_iter()
    .zip(1..)
    .map(|((kind, class, value), id)| MarkV1 {
        item: item(id, kind, class),
        value,
    })
    .collect()
}

fn items() -> Vec<ItemV1> {
    marks().into_iter().map(|mark| mark.item).collect()
}

fn card() -> CardV1 {
    CardV1 {
        number: 2,
        by: *RUTH.bytes(),
        at: BEGINNING.millis(),
        next: 14,
        items: items(),
        takes_up: Some([3; 16]),
    }
}

fn proposal(state: StateV1, readers: ReadersV1) -> ProposalV1 {
    ProposalV1 {
        from: 1,
        at: BEGINNING.millis() + 1,
        items: items(),
        words: "menos líneas".to_owned(),
        state,
        readers,
    }
}

fn entry(readers: ReadersV1) -> EntryV1 {
    EntryV1 {
        day: "2026-05-03".to_owned(),
        card: 2,
        written: BEGINNING.millis(),
        changed: Some(BEGINNING.millis() + 2),
        late: 1,
        marks: marks(),
        readers,
        session: readers == ReadersV1::Nobody,
        gone: false,
    }
}

const PROPOSALS: [(StateV1, ReadersV1); 4] = [
    (StateV1::Waits, ReadersV1::Section),
    (StateV1::TakenUp, ReadersV1::Section),
    (StateV1::Stays, ReadersV1::Section),
    (StateV1::TakenBack, ReadersV1::Nobody),
];
const READERS: [ReadersV1; 2] = [ReadersV1::Section, ReadersV1::Nobody];

fn goes(to: ToV1) -> GoesV1 {
    GoesV1 {
        to,
        at: BEGINNING.millis() + 3,
    }
}

fn gist() -> DiaryGistV1 {
    let look = |entry, why| LookV1 {
        entry: [entry; 16],
        day: "2026-05-03".to_owned(),
        why,
        since: BEGINNING.millis() + 4,
    };
    DiaryGistV1 {
        card: 2,
        last: Some("2026-05-03".to_owned()),
        look: vec![look(1, WhyV1::Acted), look(2, WhyV1::Strong)],
        proposed: Some(BEGINNING.millis()),
    }
}

async fn make(small: &Small) -> Vec<String> {
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    let ids: Vec<RecordId> = (0..10).map(|_| act.mint()).collect();
    act.keep(ids[0], &card()).unwrap();
    for (id, (state, readers)) in ids[1..5].iter().zip(PROPOSALS) {
        act.keep(*id, &proposal(state, readers)).unwrap();
    }
    for (id, readers) in ids[5..7].iter().zip(READERS) {
        act.keep(*id, &entry(readers)).unwrap();
    }
    for (id, to) in ids[7..10].iter().zip(ToV1::ALL) {
        act.keep(*id, &goes(to)).unwrap();
    }
    act.set_gist(&gist()).await.unwrap();
    act.done().await.unwrap();
    ids.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn a_card_its_days_and_where_they_go_open_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "diary.v1", make).await.unwrap();
    let ids: Vec<RecordId> = notes
        .iter()
        .map(|note| RecordId::parse(note).unwrap())
        .collect();
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    assert!(act.find::<CardV1>(ids[0]).await.unwrap().unwrap().value == card());
    for (id, (state, readers)) in ids[1..5].iter().zip(PROPOSALS) {
        let kept = act.find::<ProposalV1>(*id).await.unwrap().unwrap();
        assert!(kept.value == proposal(state, readers), "{state:?}");
    }
    for (id, readers) in ids[5..7].iter().zip(READERS) {
        let kept = act.find::<EntryV1>(*id).await.unwrap().unwrap();
        assert!(kept.value == entry(readers), "{readers:?}");
    }
    for (id, to) in ids[7..10].iter().zip(ToV1::ALL) {
        let kept = act.find::<GoesV1>(*id).await.unwrap().unwrap();
        assert!(kept.value == goes(to), "{to:?}");
    }
    assert!(act.gist::<DiaryGistV1>().await.unwrap().unwrap() == gist());
}
