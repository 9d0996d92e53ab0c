//! What this capability keeps, as its first version sealed it. It must open for ever: a shape is
//! succeeded, never edited.

use care::{RecordId, Section};
use courage::{
    AfterV1, AimV1, AtLineV1, CameV1, CheckV1, FeedbackV1, LadderV1, LineV1, OpenedV1, ScriptV1,
    StepKindV1, StepV1, TrialV1,
};
use forms::{Answer, StoredAnswers};
use sealed::ReadersV1;
use testing::{AMAL, BEGINNING, RUTH, Small, golden};

const SECTIONS: [Section; 1] = [Section::Work];

fn ladder() -> LadderV1 {
    let kinds = [
        StepKindV1::RealLife,
        StepKindV1::Imagining,
        StepKindV1::RolePlay,
        StepKindV1::Conversation,
    ];
    let step = |(kind, n): (StepKindV1, u8)| StepV1 {
        id: [n; 16],
        what: "Hasta la esquina — «sí»".to_owned(),
        place: "the corner".to_owned(),
        fear: (n > 1).then_some(10 * n),
        kind,
        safety: "my sister knows".to_owned(),
        resting: n == 2,
        by_client: n == 1,
        script: (n == 3).then_some([9; 16]),
        edits: 2,
    };
    LadderV1 {
        by: *AMAL.bytes(),
        by_client: true,
        at: BEGINNING.millis(),
        since: BEGINNING.millis() + 1,
        goal: "go to the market".to_owned(),
        aim: AimV1::People,
        steps: kinds.into_iter().zip(1..).map(step).collect(),
        stopped: Some(BEGINNING.millis() + 2),
        readers: ReadersV1::Section,
    }
}

fn check() -> CheckV1 {
    CheckV1 {
        ladder: [7; 16],
        by: *RUTH.bytes(),
        at: BEGINNING.millis(),
        answers: StoredAnswers {
            questionnaire: "urn:x-attune:questionnaire:courage-ready|1".to_owned(),
            answers: vec![(
                "now".to_owned(),
                Answer::Choice {
                    code: "body".to_owned(),
                },
            )],
        },
        opened: Some(OpenedV1 {
            by: *RUTH.bytes(),
            at: BEGINNING.millis() + 3,
            words: "seen by her doctor".to_owned(),
        }),
        readers: ReadersV1::Section,
    }
}

fn trial() -> TrialV1 {
    TrialV1 {
        ladder: [7; 16],
        step: [1; 16],
        what: "to the corner".to_owned(),
        by: *AMAL.bytes(),
        by_client: true,
        begun: BEGINNING.millis(),
        feared: "they laugh".to_owned(),
        sure: Some(90),
        before: None,
        ended: Some(BEGINNING.millis() + 4),
        stopped: true,
        after: Some(AfterV1 {
            by: *AMAL.bytes(),
            at: BEGINNING.millis() + 5,
            peak: Some(100),
            end: Some(0),
            came: Some(CameV1::Partly),
            sure: None,
            what: "one did".to_owned(),
            learned: String::new(),
        }),
        gone: Some(BEGINNING.millis() + 6),
        readers: ReadersV1::Nobody,
    }
}

fn script() -> ScriptV1 {
    ScriptV1 {
        begun_by_client: true,
        by: *RUTH.bytes(),
        by_client: false,
        at: BEGINNING.millis(),
        about: "the shift".to_owned(),
        want: "an evening off".to_owned(),
        lines: vec![
            LineV1 {
                mine: true,
                words: "I need Thursday off.".to_owned(),
            },
            LineV1 {
                mine: false,
                words: "¿Otra vez?".to_owned(),
            },
        ],
        readers: ReadersV1::Section,
    }
}

fn feedback() -> FeedbackV1 {
    FeedbackV1 {
        script: [8; 16],
        by: *AMAL.bytes(),
        by_client: true,
        at: BEGINNING.millis(),
        well: "the first line".to_owned(),
        change: "slower".to_owned(),
        readers: ReadersV1::Nobody,
    }
}

const AT: AtLineV1 = AtLineV1 {
    line: 3,
    hidden: true,
    shown: false,
};

async fn make(small: &Small) -> Vec<String> {
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    let ids: Vec<RecordId> = (0..6).map(|_| act.mint()).collect();
    act.keep(ids[0], &ladder()).unwrap();
    act.keep(ids[1], &check()).unwrap();
    act.keep(ids[2], &trial()).unwrap();
    act.keep(ids[3], &script()).unwrap();
    act.keep(ids[4], &feedback()).unwrap();
    act.overwrite(ids[5], &AT).unwrap();
    act.done().await.unwrap();
    ids.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn a_ladder_and_all_that_belongs_to_it_open_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "courage.v1", make).await.unwrap();
    let ids: Vec<RecordId> = notes
        .iter()
        .map(|note| RecordId::parse(note).unwrap())
        .collect();
    let act = small.act(AMAL, AMAL, &SECTIONS).await;
    assert!(act.find::<LadderV1>(ids[0]).await.unwrap().unwrap().value == ladder());
    assert!(act.find::<CheckV1>(ids[1]).await.unwrap().unwrap().value == check());
    assert!(act.find::<TrialV1>(ids[2]).await.unwrap().unwrap().value == trial());
    assert!(act.find::<ScriptV1>(ids[3]).await.unwrap().unwrap().value == script());
    assert!(act.find::<FeedbackV1>(ids[4]).await.unwrap().unwrap().value == feedback());
    assert!(act.find::<AtLineV1>(ids[5]).await.unwrap().unwrap().value == AT);
}
