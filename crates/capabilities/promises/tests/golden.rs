//! What this capability keeps, as its first version sealed it. It must open for ever: a shape is
//! succeeded, never edited.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use care::{ClientId, DAY, HOUR, RecordId, RelationKind, Section};
use promises::{
    Became, Emergency, Kind, New, PromiseDueV1, PromiseEndedV1, PromiseErrandV1, PromiseGlassV1,
    PromiseToldV1, PromiseV1, PromisesGistV1, StepV1, WhatV1, ended, errands, holds, late, made,
    missed, on_emergency,
};
use testing::{AMAL, BEGINNING, RUTH, Small, golden};

const SECTIONS: [Section; 2] = [Section::Relationship, Section::Overview];

fn said() -> String {
    "la puerta abierta — «sí»".to_owned()
}

/// A promise of every kind, and among them every step.
fn promises() -> Vec<PromiseV1> {
    let at = BEGINNING.millis();
    let steps = vec![
        WhatV1::Told {
            until: at + 3 * DAY,
            said: said(),
        },
        WhatV1::Moved {
            due_at: at + 4 * DAY,
            by_client: true,
        },
        WhatV1::CalledOff { by_client: false },
        WhatV1::Broken,
        WhatV1::Done {
            at: at + 5 * DAY,
            said: String::new(),
        },
        WhatV1::Released { said: said() },
        WhatV1::Sorry { said: said() },
        WhatV1::Mended { said: said() },
    ];
    let step = |(number, what): (usize, WhatV1)| StepV1 {
        by: *RUTH.bytes(),
        at: at + i64::try_from(number).unwrap(),
        what,
    };
    let steps: Vec<StepV1> = steps.into_iter().enumerate().map(step).collect();
    Kind::ALL
        .into_iter()
        .enumerate()
        .map(|(number, kind)| PromiseV1 {
            kind,
            about: (number % 2 == 0).then_some([7; 16]),
            by: *RUTH.bytes(),
            made_at: at,
            due_at: at + 2 * DAY,
            words: said(),
            steps: steps.iter().take(number + 2).cloned().collect(),
        })
        .collect()
}

fn about(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

async fn make(small: &Small) -> Vec<String> {
    small.relate(AMAL, &[(RUTH, RelationKind::Therapist)]).await;
    let mut act = small.act(RUTH, AMAL, &SECTIONS).await;
    let mut ids = Vec::new();
    for promise in promises() {
        let id = act.mint();
        act.keep(id, &promise).unwrap();
        ids.push(id.to_string());
    }
    act.done().await.unwrap();
    for number in 1..=2 {
        let mut act = small.act(RUTH, AMAL, &SECTIONS).await;
        let new = New {
            kind: Kind::Task,
            about: about(number),
            by: RUTH,
            due: act.now() + HOUR,
        };
        made(&mut act, new).await.unwrap();
        act.done().await.unwrap();
    }
    let mut act = small.act(RUTH, AMAL, &SECTIONS).await;
    missed(&mut act, Kind::Task, about(2)).await.unwrap();
    act.done().await.unwrap();
    let mut act = small.act(RUTH, AMAL, &[Section::Notes]).await;
    missed(&mut act, Kind::Task, about(3)).await.unwrap();
    act.done().await.unwrap();
    let emergency = Emergency {
        record: about(4),
        client: ClientId::of(AMAL),
        at: BEGINNING,
        due: BEGINNING + 3 * DAY,
        looked_at: None,
    };
    on_emergency(&small.vault, &emergency).await.unwrap();
    small.clock.pass(2 * HOUR);
    assert_eq!(late(&small.vault).await.unwrap().told, 1);
    ids
}

#[tokio::test]
async fn promises_and_what_lists_know_of_them_open_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "promises.v1", make).await.unwrap();
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    for (id, promise) in notes.iter().zip(promises()) {
        let id = RecordId::parse(id).unwrap();
        let kept = act.find::<PromiseV1>(id).await.unwrap().unwrap();
        assert!(kept.value == promise);
    }
    let gist = act.gist::<PromisesGistV1>().await.unwrap().unwrap();
    let glance = gist.glance(act.now());
    let ([open], [broken]) = (glance.open.as_slice(), glance.broken.as_slice()) else {
        panic!("one is open and one broken");
    };
    assert_eq!((open.kind, open.by, open.late), (Kind::Task, RUTH, true));
    assert_eq!(open.due, BEGINNING + HOUR);
    assert_eq!((broken.kind, broken.late), (Kind::Task, false));
}

#[tokio::test]
async fn what_the_directory_knows_of_promises_opens_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, _) = golden::sample(home, "promises.v1", make).await.unwrap();
    let vault = &small.vault;
    let held = holds(vault, RUTH).await.unwrap();
    let [(client, _, kind, due)] = held.as_slice() else {
        panic!("Ruth holds one");
    };
    let expected = (ClientId::of(AMAL), Kind::Task, BEGINNING + HOUR);
    assert_eq!((*client, *kind, *due), expected);
    let counted = ended(vault, BEGINNING, BEGINNING + DAY).await.unwrap();
    let found: Vec<_> = counted.iter().map(|one| (one.by, one.how)).collect();
    assert_eq!(found, [(RUTH, Became::Broken)]);
    assert_eq!(errands(vault).await.unwrap().len(), 2);
    let told = vault.directory_all::<PromiseToldV1>().await.unwrap();
    let due = vault.directory_all::<PromiseDueV1>().await.unwrap();
    let ended = vault.directory_all::<PromiseEndedV1>().await.unwrap();
    let glass = vault.directory_all::<PromiseGlassV1>().await.unwrap();
    let errands = vault.directory_all::<PromiseErrandV1>().await.unwrap();
    let counts = [
        told.kept.len(),
        due.kept.len(),
        ended.kept.len(),
        glass.kept.len(),
        errands.kept.len(),
    ];
    assert_eq!(counts, [1, 1, 1, 1, 2]);
    let damaged = [
        told.damaged.len(),
        due.damaged.len(),
        ended.damaged.len(),
        glass.damaged.len(),
        errands.damaged.len(),
    ];
    assert_eq!(damaged, [0; 5]);
}
