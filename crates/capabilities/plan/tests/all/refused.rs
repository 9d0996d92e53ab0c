//! What is not taken, and that nothing is lost or told by it.

use crate::served::{FIRST, agreed, amal_sends, at, id, ruth_sends, served};
use axum::http::StatusCode;
use care::{ClientId, Section};
use plan::{Content, GoalV1, OptionV1, PlanRefused, WantsV1, propose, sign};
use testing::{AMAL, INES, NOOR, RUTH};

fn content(words: &str) -> Content {
    Content {
        goals: vec![GoalV1 {
            id: [1; 16],
            words: words.to_owned(),
            options: vec![OptionV1 {
                id: [2; 16],
                words: "walk".to_owned(),
                wants: WantsV1::NotNow,
                why: "forged".to_owned(),
            }],
            steps: Vec::new(),
        }],
        review: None,
    }
}

const OPENS: [Section; 2] = [Section::Work, Section::Overview];

#[tokio::test]
async fn nobody_signs_for_the_other_side_or_answers_for_the_client() {
    let served = served().await;
    amal_sends(&served, "0", &FIRST).await;
    // One's own words, a version that is not there, one that is past.
    for number in ["1", "2", "0"] {
        let page = served
            .does("amal", "goals-sign", &[("number", number)])
            .await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{number}");
    }
    let mut act = served.small.act(RUTH, AMAL, &OPENS).await;
    let sent = propose(&mut act, 1, content("hers")).await.unwrap();
    assert_eq!(sent.0, plan::Sent::Waits);
    let stands = plan::plan(&act).await.unwrap();
    assert_eq!(stands.in_force().map(|kept| kept.value.number), None);
    act.done().await.unwrap();
    let act = served.small.act(AMAL, AMAL, &OPENS).await;
    let stands = plan::plan(&act).await.unwrap();
    let newest = &stands.versions.last().unwrap().value;
    assert!(!newest.by_client && newest.by == *RUTH.bytes());
    // What Amal thinks of the way is what she said, whatever was sent for her.
    let option = &newest.goals[0].options[0];
    assert_eq!(
        (option.wants, option.why.as_str()),
        (WantsV1::Want, "it is mine")
    );
    // Who stands beside the client reads no plan and signs none.
    for who in ["ines", "tomas", "mara", "ben"] {
        let page = served.get(who, &at("")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{who}");
        let page = served.post(who, &at("/sign"), &[("number", "2")]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{who}");
    }
    assert!(
        served
            .small
            .ask(INES, AMAL, care::Sections::of(&[Section::Work]))
            .await
            .is_err()
    );
}

#[tokio::test]
async fn of_two_who_write_at_once_the_second_sees_the_first() {
    let served = served().await;
    agreed(&served).await;
    let mut amal = served.small.act(AMAL, AMAL, &OPENS).await;
    let mut ruth = served.small.act(RUTH, AMAL, &OPENS).await;
    propose(&mut amal, 1, content("amals")).await.unwrap();
    propose(&mut ruth, 1, content("ruths")).await.unwrap();
    amal.done().await.unwrap();
    assert!(ruth.done().await.is_err());
    let mut ruth = served.small.act(RUTH, AMAL, &OPENS).await;
    let late = propose(&mut ruth, 1, content("ruths")).await;
    assert!(matches!(late, Err(PlanRefused::Newer)));
    assert!(matches!(sign(&mut ruth, 1).await, Err(PlanRefused::Newer)));
    // On the page what was typed stays, beside what is there now.
    let page = ruth_sends(&served, "1", &[("goal.#1", "ruths goal")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("ruths goal");
    page.says("The plan was changed while you had this page open.");
    assert_eq!(page.field(".seen"), "2");
}

#[tokio::test]
async fn what_does_not_fit_is_named_at_its_field_with_nothing_lost() {
    let served = served().await;
    let page = amal_sends(&served, "0", &[("goal.#1", " ")]).await;
    page.says("Please write at least one goal.");
    let long = "z".repeat(301);
    let wrong = [
        ("goal.#1", long.as_str()),
        ("step.#1.#3", "walk"),
        ("until.#3", "soon"),
    ];
    let page = amal_sends(&served, "0", &wrong).await;
    page.says(&long);
    page.says("Write a day, like 2027-01-31.");
    assert_eq!(page.times("aria-invalid=\"true\""), 2);
    assert_eq!(page.times("autofocus"), 1);
    let whole = "w".repeat(64 * 1024);
    let page = amal_sends(&served, "0", &[("goal.#1", &whole)]).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    for forged in [
        vec![("goal.\"><script>", "a")],
        vec![
            ("goal.#1", "a"),
            ("option.#1.#2", "b"),
            ("wants.#2", "always"),
        ],
    ] {
        let page = amal_sends(&served, "0", &forged).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST);
        let page = served.does("amal", "goals-more", &forged).await;
        page.says_not("<script>");
    }
    // Two things under one id.
    let twice = [("goal.#1", "a"), ("option.#1.#2", "b"), ("step.#1.#2", "c")];
    assert_eq!(
        amal_sends(&served, "0", &twice).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(served.take_happened(), []);
}

#[tokio::test]
async fn anothers_ids_lead_nowhere() {
    let served = served().await;
    agreed(&served).await;
    let (goal, step, none) = (id(1), id(3), id(7));
    for does in [
        ("goals-step", vec![("step", step.as_str()), ("done", "yes")]),
        ("goals-beside", vec![("of", goal.as_str()), ("beside", "a")]),
        (
            "goals-rate-send",
            vec![
                ("about", goal.as_str()),
                ("once", none.as_str()),
                ("close", "3"),
            ],
        ),
    ] {
        let page = served.does("noor", does.0, &does.1).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{}", does.0);
    }
    let over = [
        ("about", goal.as_str()),
        ("once", none.as_str()),
        ("close", "11"),
    ];
    let page = served.does("amal", "goals-rate-send", &over).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let unknown = [("step", none.as_str()), ("done", "yes")];
    let page = served.post("ruth", &at("/step"), &unknown).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let of_noor = format!("/clients/{}/goals", ClientId::of(NOOR));
    assert_eq!(
        served.get("ruth", &of_noor).await.status,
        StatusCode::NOT_FOUND
    );
}
