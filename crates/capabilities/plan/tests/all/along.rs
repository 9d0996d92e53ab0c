//! What does not open is said, and what a client takes along of their plan.

use crate::served::{agreed, at, id, served};
use axum::http::StatusCode;
use care::Section;
use sealed::Stored;
use serde::{Deserialize, Serialize};
use testing::{AMAL, RUTH};

/// Another shape under the name of a plan.
#[derive(Serialize, Deserialize)]
struct Broken;

impl Stored for Broken {
    const KIND: &'static str = "goals-plan";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;
}

#[tokio::test]
async fn a_plan_that_does_not_open_in_part_never_looks_as_if_there_were_none() {
    let served = served().await;
    agreed(&served).await;
    let mut act = served.small.act(RUTH, AMAL, &[Section::Work]).await;
    let broken = act.mint();
    act.keep(broken, &Broken).unwrap();
    act.done().await.unwrap();
    for page in [
        served.does("amal", "plan", &[]).await,
        served.does("amal", "goals-write", &[]).await,
        served.get("ruth", &at("")).await,
    ] {
        assert_ne!(page.status, StatusCode::OK);
        page.says_not("No plan is agreed yet.");
        page.says_not("No version in force");
    }
    let act = served.small.act(RUTH, AMAL, &[Section::Work]).await;
    assert!(matches!(
        plan::steps(&act).await,
        Err(sealed::ReadError::Damaged(_))
    ));
}

#[tokio::test]
async fn every_version_is_taken_along_with_its_signatures_and_what_stands_beside() {
    let served = served().await;
    agreed(&served).await;
    let (goal, step, once) = (id(1), id(3), id(8));
    let beside = [
        ("of", goal.as_str()),
        ("beside", "I would rather start small"),
    ];
    served.does("amal", "goals-beside", &beside).await;
    let taken = [("step", step.as_str()), ("done", "yes")];
    served.does("amal", "goals-step", &taken).await;
    let close = [
        ("about", goal.as_str()),
        ("once", once.as_str()),
        ("close", "4"),
    ];
    served.does("amal", "goals-rate-keep", &close).await;
    let page = served.does("amal", "taken-along", &[]).await;
    for words in [
        "Plan, version 1",
        "paced breathing · I want this · it is mine",
        "buy a lamp · My therapist",
        "Ruth Okafor, ",
        "I would rather start small",
        "A step of the plan was done",
        "From 0 to 10: 4",
        "accepted",
    ] {
        page.says(words);
    }
}
