//! Bad input, other people's ids, what does not open, and what is taken along.

use super::pages::{at, begins, once, ready, served, writes};
use super::readers::{add, ladder, seen};
use axum::http::StatusCode;
use care::{RecordId, Section};
use courage::StepKindV1;
use sealed::{ReadersV1, Stored};
use serde::{Deserialize, Serialize};
use testing::{AMAL, RUTH};

#[tokio::test]
async fn what_cannot_be_taken_is_said_at_its_field_and_the_words_stay() {
    let served = served().await;
    ready(&served, "courage-new-send").await;
    let long = "x".repeat(50_000);
    served
        .does("amal", "courage-try", &[("about", &once(2))])
        .await;
    for (feared, sure, said) in [
        ("", "90", "Please write a few words here."),
        ("they laugh", "101", "Choose a number from 0 to 100"),
        ("they laugh", "-1", "Choose a number from 0 to 100"),
        ("they laugh", "9.5", "Choose a number from 0 to 100"),
        (&*long, "90", "50,000"),
    ] {
        let before = [
            ("about", &*once(2)),
            ("once", &*once(3)),
            ("feared", feared),
            ("sure", sure),
        ];
        let page = served.does("amal", "courage-try-begin", &before).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{sure}");
        let said_so = page.has(said) || page.has(&said.replace(',', ""));
        assert!(said_so, "{said}: {}", page.main());
        assert!(page.has(feared), "the words stay");
    }
    let mut script = vec![("once", once(5)), ("about-it", "work".to_owned())];
    script.push(("line-2", long.clone()));
    let script: Vec<_> = script
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    served.does("amal", "courage-script-write", &[]).await;
    let page = served.does("amal", "courage-script-keep", &script).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("Line 2: ");
    // More than any form holds is refused as a whole.
    let huge = "x".repeat(70_000);
    let page = served
        .does(
            "amal",
            "courage-new-send",
            &[("once", &once(6)), ("goal", &huge)],
        )
        .await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn nobody_comes_to_what_is_not_theirs() {
    let served = served().await;
    ready(&served, "courage-new-keep").await;
    begins(&served, 3).await;
    writes(&served, 3, "courage-try-keep", "30").await;
    for way in [
        format!("/ladders/{}", once(1)),
        format!("/ladders/{}/steps/{}", once(1), once(2)),
        format!("/ladders/{}/steps/{}/try", once(1), once(2)),
        format!("/tries/{}", once(3)),
        format!("/ladders/{}", once(77)),
        "/ladders/not-an-id".to_owned(),
        format!("/scripts/{}/rehearse", once(77)),
    ] {
        let page = served.get("ruth", &at(&way)).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{way}");
    }
    for who in ["ben", "ines", "tomas", "mara"] {
        let page = served.get(who, &at("")).await;
        assert!(!page.status.is_success(), "{who}");
    }
    for act in [
        "courage-stop",
        "courage-share",
        "courage-step-up",
        "courage-leave-out",
    ] {
        let page = served.does("noor", act, &[("about", &once(1))]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{act}");
        let page = served.does("amal", act, &[("about", &once(77))]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{act}");
    }
}

/// Another shape under the name of a try.
#[derive(Serialize, Deserialize)]
struct Broken;

impl Stored for Broken {
    const KIND: &'static str = "courage-trial";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;
}

#[tokio::test]
async fn what_does_not_open_is_said_and_never_looks_empty() {
    let served = served().await;
    let of = ladder(
        &served.small,
        RUTH,
        ReadersV1::Section,
        StepKindV1::RealLife,
    )
    .await;
    let mut act = served.small.act(RUTH, AMAL, &[Section::Work]).await;
    let id = act.mint();
    act.keep(id, &Broken).unwrap();
    act.done().await.unwrap();
    assert_eq!(seen(&served.small, AMAL).await.damaged, 1);
    let said = "A part of this could not be opened.";
    served.does("amal", "courage", &[]).await.says(said);
    let about = [("about", &*of.0.to_string())];
    served
        .does("amal", "courage-ladder", &about)
        .await
        .says(said);
    served.get("ruth", &at("")).await.says(said);
    served
        .get("ruth", &at(&format!("/ladders/{}", of.0)))
        .await
        .says(said);
}

#[tokio::test]
async fn everything_is_taken_along_and_the_screens_speak_spanish() {
    let served = served().await;
    ready(&served, "courage-new-keep").await;
    begins(&served, 3).await;
    writes(&served, 3, "courage-try-keep", "30").await;
    let page = served.does("amal", "taken-along", &[]).await;
    for words in [
        "What it leads to: go to the market",
        "Step 1: to the ",
        "Safe enough, and when to stop: my sister knows",
        "What was feared: they will laugh",
        "How sure before, 0 to 100: 90",
        "How sure after, 0 to 100: 30",
        "What I learned: it was quiet",
        "None of these",
    ] {
        page.says(words);
    }
    let about = [("about", &*once(1))];
    for (screen, words) in [
        ("courage", "Escaleras"),
        ("courage-ladder", "Pasos"),
        ("courage-tries", "Intentos hasta ahora"),
        ("courage-look", "Antes del primer paso"),
        ("courage-hints", "Lo que veo"),
    ] {
        served.does("amal.es", screen, &about).await.says(words);
    }
}

#[tokio::test]
async fn a_try_that_is_taken_out_is_gone_from_the_page_and_counts_for_nothing() {
    let served = served().await;
    ready(&served, "courage-new-send").await;
    let second = RecordId::from_bytes([12; 16]);
    let ladder = RecordId::from_bytes([1; 16]);
    add(
        &served.small,
        RUTH,
        ladder,
        second,
        StepKindV1::Conversation,
    )
    .await;
    begins(&served, 3).await;
    writes(&served, 3, "courage-try-send", "30").await;
    let page = served
        .does("amal", "courage-try-out", &[("about", &once(3))])
        .await;
    page.says("it counts for nothing");
    let page = served
        .does("amal", "courage-leave-out", &[("about", &once(3))])
        .await;
    page.says("It is taken out.");
    page.says_not("they will laugh");
    let page = served
        .get("ruth", &at(&format!("/ladders/{}", once(1))))
        .await;
    page.says("You could begin with step 1.");
}
