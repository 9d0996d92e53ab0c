//! What is kept of next actions about safety, as its first version sealed it. It must open for ever.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use care::{DAY, HOUR, RecordId, RelationKind, Section};
use measures::{
    ActionV1, Day, SafetyActionV1, SafetyDueV1, SafetyStateV1, SafetyStepV1, SafetyStepWhatV1,
    SafetyToldV1,
};
use testing::{AMAL, BEGINNING, INES, RUTH, Small, golden};

const SECTIONS: [Section; 2] = [Section::Measures, Section::Overview];

fn action() -> SafetyActionV1 {
    let at = BEGINNING.millis();
    let step = |what| SafetyStepV1 {
        by: *RUTH.bytes(),
        at,
        what,
    };
    SafetyActionV1 {
        signal: [4; 16],
        kind: 1,
        action: ActionV1::Today,
        who: Some(*RUTH.bytes()),
        then: vec![*INES.bytes()],
        opened_at: at,
        due_at: at + DAY,
        steps: vec![
            step(SafetyStepWhatV1::Anew {
                action: ActionV1::Now,
                due_at: at + HOUR,
            }),
            step(SafetyStepWhatV1::Moved {
                action: ActionV1::Today,
                due_at: at + DAY,
            }),
            step(SafetyStepWhatV1::HandedOver {
                said: "estoy enferma".to_owned(),
            }),
            step(SafetyStepWhatV1::Taken {
                what: "Llamar".to_owned(),
                who: "Inés".to_owned(),
                by: Day(20_577),
                due_at: at + 2 * DAY,
            }),
            step(SafetyStepWhatV1::Done {
                said: "«hablamos»".to_owned(),
            }),
        ],
    }
}

fn due() -> SafetyDueV1 {
    SafetyDueV1 {
        client: *AMAL.bytes(),
        who: Some(*RUTH.bytes()),
        then: vec![*INES.bytes()],
        opened_at: BEGINNING.millis(),
        due_at: BEGINNING.millis() + DAY,
        state: SafetyStateV1::HandedOver,
    }
}

fn told() -> SafetyToldV1 {
    SafetyToldV1 {
        told: vec![*INES.bytes()],
        at: BEGINNING.millis(),
    }
}

async fn make(small: &Small) -> Vec<String> {
    let therapist = [(RUTH, RelationKind::Therapist)];
    small.relate(AMAL, &therapist).await;
    let mut act = small.act(RUTH, AMAL, &SECTIONS).await;
    let ids: Vec<RecordId> = (0..3).map(|_| act.mint()).collect();
    act.keep(ids[0], &action()).unwrap();
    act.keep_in_directory(ids[1], 0, &due()).await.unwrap();
    act.keep_in_directory(ids[2], 0, &told()).await.unwrap();
    act.done().await.unwrap();
    ids.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn a_next_action_opens_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "safety.v1", make).await.unwrap();
    let id = |at: usize| RecordId::parse(&notes[at]).unwrap();
    let act = small.act(RUTH, AMAL, &SECTIONS).await;
    let kept = act.find::<SafetyActionV1>(id(0)).await.unwrap().unwrap();
    assert!(kept.value == action());
    assert_eq!(kept.value.state(), SafetyStateV1::Done);
    assert_eq!(kept.value.action(), ActionV1::Today);
    let vault = &small.vault;
    assert!(
        vault
            .directory_find::<SafetyDueV1>(id(1))
            .await
            .unwrap()
            .unwrap()
            .value
            == due()
    );
    assert!(
        vault
            .directory_find::<SafetyToldV1>(id(2))
            .await
            .unwrap()
            .unwrap()
            .value
            == told()
    );
}
