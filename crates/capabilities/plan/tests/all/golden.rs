//! What this capability keeps, as its first version sealed it. It must open for ever: a shape is
//! succeeded, never edited.

use care::{RecordId, Section};
use plan::{
    BesideV1, DoneV1, GoalV1, OptionV1, PlanGistV1, PlanV1, RatingV1, SignedV1, StepV1, WantsV1,
    WhoV1,
};
use sealed::ReadersV1;
use testing::{AMAL, BEGINNING, RUTH, Small, golden};

const SECTIONS: [Section; 2] = [Section::Work, Section::Overview];

fn option(id: u8, wants: WantsV1) -> OptionV1 {
    OptionV1 {
        id: [id; 16],
        words: "respirar — «despacio»".to_owned(),
        wants,
        why: "it is mine".to_owned(),
    }
}

fn step(id: u8, who: WhoV1) -> StepV1 {
    StepV1 {
        id: [id; 16],
        words: "buy a lamp".to_owned(),
        who,
        until: (who == WhoV1::Both).then(|| "2026-06-01".to_owned()),
    }
}

fn version() -> PlanV1 {
    let wants = [
        WantsV1::Open,
        WantsV1::Want,
        WantsV1::Maybe,
        WantsV1::NotNow,
    ];
    let who = [WhoV1::Both, WhoV1::Client, WhoV1::Therapist];
    PlanV1 {
        number: 2,
        by: *AMAL.bytes(),
        by_client: true,
        at: BEGINNING.millis(),
        goals: vec![GoalV1 {
            id: [1; 16],
            words: "sleep with the light off".to_owned(),
            options: (10..)
                .zip(wants)
                .map(|(id, wants)| option(id, wants))
                .collect(),
            steps: (20..).zip(who).map(|(id, who)| step(id, who)).collect(),
        }],
        review: Some("2026-08-01".to_owned()),
        signed: Some(SignedV1 {
            by: *RUTH.bytes(),
            at: BEGINNING.millis() + 1,
        }),
    }
}

fn done() -> DoneV1 {
    DoneV1 {
        step: [20; 16],
        by: *RUTH.bytes(),
        at: BEGINNING.millis() + 2,
        done: true,
    }
}

fn beside() -> BesideV1 {
    BesideV1 {
        beside: [10; 16],
        by: *RUTH.bytes(),
        by_client: false,
        at: BEGINNING.millis() + 3,
        words: "slower".to_owned(),
    }
}

fn rating() -> RatingV1 {
    RatingV1 {
        goal: [1; 16],
        close: 7,
        at: BEGINNING.millis() + 4,
        readers: ReadersV1::Nobody,
    }
}

fn gist() -> PlanGistV1 {
    PlanGistV1 {
        in_force: 1,
        waits_for_staff: true,
        waits_for_client: false,
        since: BEGINNING.millis(),
        review: Some("2026-08-01".to_owned()),
    }
}

async fn make(small: &Small) -> Vec<String> {
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    let ids: Vec<RecordId> = (0..4).map(|_| act.mint()).collect();
    act.keep(ids[0], &version()).unwrap();
    act.keep(ids[1], &done()).unwrap();
    act.keep(ids[2], &beside()).unwrap();
    act.keep(ids[3], &rating()).unwrap();
    act.set_gist(&gist()).await.unwrap();
    act.done().await.unwrap();
    ids.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn a_plan_and_what_goes_along_with_it_open_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "plan.v1", make).await.unwrap();
    let ids: Vec<RecordId> = notes
        .iter()
        .map(|note| RecordId::parse(note).unwrap())
        .collect();
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    assert!(act.find::<PlanV1>(ids[0]).await.unwrap().unwrap().value == version());
    assert!(act.find::<DoneV1>(ids[1]).await.unwrap().unwrap().value == done());
    assert!(act.find::<BesideV1>(ids[2]).await.unwrap().unwrap().value == beside());
    assert!(act.find::<RatingV1>(ids[3]).await.unwrap().unwrap().value == rating());
    assert!(act.gist::<PlanGistV1>().await.unwrap().unwrap() == gist());
}
