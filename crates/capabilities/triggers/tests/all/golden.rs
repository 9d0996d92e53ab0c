//! What this capability keeps, as its first version sealed it. It must open for ever: a shape is
//! succeeded, never edited.

use care::{RecordId, Section};
use pages::quiet::{QuietV1, stored};
use sealed::ReadersV1;
use testing::{AMAL, BEGINNING, BEN, RUTH, Small, golden};
use triggers::{
    CardV1, KindV1, LineV1, PlaceV1, QuietSharedV1, SetOffV1, SleptV1, TeamCardV1, WardCardV1,
    WithV1,
};

const SECTIONS: [Section; 4] = [
    Section::Work,
    Section::Sessions,
    Section::CrisisPlan,
    Section::Drafts,
];

pub(crate) fn entry() -> SetOffV1 {
    SetOffV1 {
        at: BEGINNING.millis(),
        earlier: true,
        cue: "Un portazo".to_owned(),
        kind: KindV1::Sound,
        signs: "cold hands".to_owned(),
        body: "could not move".to_owned(),
        did: "went to the kitchen".to_owned(),
        helped: "warm water".to_owned(),
        strong: Some(8),
        place: Some(PlaceV1::Home),
        with: Some(WithV1::Alone),
        slept: Some(SleptV1::Bad),
        gone: false,
        readers: ReadersV1::Nobody,
    }
}

pub(crate) fn card() -> CardV1 {
    CardV1 {
        by: *RUTH.bytes(),
        own: true,
        at: BEGINNING.millis() + 1,
        cue: "A slammed door".to_owned(),
        signs: "I go quiet".to_owned(),
        helps: "A low voice — «calma»".to_owned(),
        not: "Do not touch me".to_owned(),
        gone: false,
        readers: ReadersV1::Section,
    }
}

fn team() -> TeamCardV1 {
    TeamCardV1 {
        card: [7; 16],
        at: BEGINNING.millis() + 2,
        people: vec![*BEN.bytes()],
        lines: vec![(LineV1::Not, "Do not touch me".to_owned())],
    }
}

fn ward() -> WardCardV1 {
    WardCardV1 {
        card: [7; 16],
        at: BEGINNING.millis() + 3,
        lines: vec![
            (LineV1::Helps, "A low voice".to_owned()),
            (LineV1::Signs, "I go quiet".to_owned()),
            (LineV1::Cue, "A slammed door".to_owned()),
        ],
    }
}

fn shared() -> QuietSharedV1 {
    QuietSharedV1 {
        at: BEGINNING.millis() + 4,
        words: vec!["Orrin Vale".to_owned()],
        pictures: true,
        readers: ReadersV1::Section,
    }
}

fn quiet() -> QuietV1 {
    QuietV1::typed("Orrin Vale\nel sótano", true).unwrap()
}

async fn make(small: &Small) -> Vec<String> {
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    let ids: Vec<RecordId> = (0..5).map(|_| act.mint()).collect();
    act.keep(ids[0], &entry()).unwrap();
    act.keep(ids[1], &card()).unwrap();
    act.keep(ids[2], &team()).unwrap();
    act.keep(ids[3], &ward()).unwrap();
    act.keep(ids[4], &shared()).unwrap();
    pages::quiet::keep(&mut act, &quiet()).unwrap();
    act.done().await.unwrap();
    ids.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn what_is_kept_opens_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "triggers.v1", make).await.unwrap();
    let ids: Vec<RecordId> = notes
        .iter()
        .map(|note| RecordId::parse(note).unwrap())
        .collect();
    let act = small.act(AMAL, AMAL, &SECTIONS).await;
    assert!(act.find::<SetOffV1>(ids[0]).await.unwrap().unwrap().value == entry());
    assert!(act.find::<CardV1>(ids[1]).await.unwrap().unwrap().value == card());
    assert!(act.find::<TeamCardV1>(ids[2]).await.unwrap().unwrap().value == team());
    assert!(act.find::<WardCardV1>(ids[3]).await.unwrap().unwrap().value == ward());
    assert!(
        act.find::<QuietSharedV1>(ids[4])
            .await
            .unwrap()
            .unwrap()
            .value
            == shared()
    );
    assert!(stored(&act).await.unwrap() == quiet());
}
