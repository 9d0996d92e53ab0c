//! What is kept beside ruptures, as its first version sealed it. It must open for ever: a shape is
//! succeeded, never edited.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use alliance::rupture::follow_up::{BroughtV1, LookedV1, WaitsForV1};
use alliance::{
    AudienceV1, FollowUpGistV1, FollowUpV1, RuptureDueV1, RuptureTallyV1, RuptureWaitsV1,
    broken_promise, session_held,
};
use care::{DAY, HOUR, RecordId, RelationKind, Section};
use testing::{AMAL, BEGINNING, INES, RUTH, Small, TOMAS, golden};

const SECTIONS: [Section; 2] = [Section::Relationship, Section::Overview];

fn follow_ups() -> Vec<FollowUpV1> {
    let at = BEGINNING.millis();
    let bare = FollowUpV1 {
        rupture: [7; 16],
        opened_at: at,
        answerer: None,
        due_at: at + 2 * DAY,
        prompted_at: None,
        answered_at: None,
        closed_at: None,
        back_at: None,
        unrepaired_at: None,
        brought: Vec::new(),
        looked: Vec::new(),
        tallied: 0,
        timed: 0,
        audience: AudienceV1::Section,
    };
    let full = FollowUpV1 {
        answerer: Some(*RUTH.bytes()),
        prompted_at: Some(at + DAY),
        answered_at: Some(at + DAY + 1),
        closed_at: Some(at + 9 * DAY),
        back_at: Some(at + 8 * DAY),
        unrepaired_at: Some(at + 7 * DAY),
        brought: vec![
            BroughtV1 {
                by: Some(*AMAL.bytes()),
                at,
                to: Some(*TOMAS.bytes()),
            },
            BroughtV1 {
                by: None,
                at: at + 1,
                to: None,
            },
        ],
        looked: vec![LookedV1 {
            by: *INES.bytes(),
            at: at + HOUR,
            words: "«Señora, I have read it»".to_owned(),
        }],
        tallied: 3,
        timed: 2,
        audience: AudienceV1::From(at + HOUR),
        ..bare.clone()
    };
    vec![bare, full]
}

fn due() -> RuptureDueV1 {
    RuptureDueV1 {
        client: *AMAL.bytes(),
        rupture: [7; 16],
        due_at: BEGINNING.millis() + 2 * DAY,
        told: true,
        ended: false,
    }
}

fn tally() -> RuptureTallyV1 {
    let at = BEGINNING.millis();
    RuptureTallyV1 {
        by: Some(*RUTH.bytes()),
        opened_at: at,
        readable_at: Some(at + 1),
        answered_at: Some(at + 2),
        closed_at: Some(at + 3),
        unrepaired_at: Some(at + 4),
    }
}

fn waits() -> [RuptureWaitsV1; 2] {
    [WaitsForV1::CalledOff, WaitsForV1::ThreeSessions].map(|what| RuptureWaitsV1 {
        client: *AMAL.bytes(),
        about: [8; 16],
        with: Some(*RUTH.bytes()),
        what,
        at: BEGINNING.millis() + DAY,
    })
}

async fn make(small: &Small) -> Vec<String> {
    small.relate(AMAL, &[(RUTH, RelationKind::Therapist)]).await;
    let mut act = small.act(RUTH, AMAL, &SECTIONS).await;
    let ids: Vec<RecordId> = (0..6).map(|_| act.mint()).collect();
    let all = follow_ups();
    act.keep(ids[0], &all[0]).unwrap();
    act.keep(ids[1], &all[1]).unwrap();
    act.keep_in_directory(ids[2], 0, &due()).await.unwrap();
    act.keep_in_directory(ids[3], 0, &tally()).await.unwrap();
    let [called_off, three] = waits();
    act.keep_in_directory(ids[4], 0, &called_off).await.unwrap();
    act.keep_in_directory(ids[5], 0, &three).await.unwrap();
    let promise = RecordId::from_bytes([9; 16]);
    broken_promise(&mut act, promise, RUTH).await.unwrap();
    act.done().await.unwrap();
    small.clock.pass(DAY);
    let mut act = small.act(RUTH, AMAL, &SECTIONS).await;
    let now = act.now();
    let session = RecordId::from_bytes([10; 16]);
    session_held(&mut act, session, now).await.unwrap();
    act.done().await.unwrap();
    ids.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn what_follows_a_rupture_opens_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "follow_up.v1", make).await.unwrap();
    let ids: Vec<RecordId> = notes.iter().filter_map(|id| RecordId::parse(id)).collect();
    let mut act = small.act(RUTH, AMAL, &SECTIONS).await;
    for (id, expected) in ids.iter().zip(follow_ups()) {
        let found = act.find::<FollowUpV1>(*id).await.unwrap();
        assert_eq!(found.unwrap().value, expected);
    }
    let vault = &small.vault;
    let found = vault.directory_find::<RuptureDueV1>(ids[2]).await.unwrap();
    assert_eq!(found.unwrap().value, due());
    let found = vault.directory_find::<RuptureTallyV1>(ids[3]).await;
    assert_eq!(found.unwrap().unwrap().value, tally());
    for (id, expected) in ids[4..].iter().zip(waits()) {
        let found = vault.directory_find::<RuptureWaitsV1>(*id).await.unwrap();
        assert_eq!(found.unwrap().value, expected);
    }
    let gist = act.gist::<FollowUpGistV1>().await.unwrap().unwrap();
    let open = gist.for_person(RUTH, act.whose(), act.now());
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].due, BEGINNING + 2 * DAY);
}
