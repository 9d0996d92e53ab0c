//! The pages between the client and their therapist.

use crate::served::{FIRST, agreed, amal_sends, at, id, ruth_sends, served};
use axum::http::StatusCode;
use care::{Happened, Section};
use plan::{PlanGistV1, WhoV1};
use testing::{AMAL, RUTH};

#[tokio::test]
async fn both_sign_and_what_changes_is_said_line_by_line() {
    let served = served().await;
    let page = served.does("amal", "plan", &[]).await;
    page.says("No plan is agreed yet.");
    page.says("Begin my plan");
    let page = amal_sends(&served, "0", &FIRST).await;
    page.says("Sent, with your name to it.");
    let page = served.get("ruth", &at("")).await;
    for words in [
        "Amal wrote version 1",
        "&#60;light&#62;",
        "paced breathing",
        "Wants this",
    ] {
        page.says(words);
    }
    served.post("ruth", &at("/sign"), &[("number", "1")]).await;
    let page = served.does("amal", "plan", &[]).await;
    page.says("Version 1 holds since");
    page.says("I want this");
    page.says("it is mine");
    page.says("My therapist");

    // Ruth words the step anew and takes nothing of what Amal thinks out.
    let second = [
        ("goal.#1", "sleep with the <light> off"),
        ("option.#1.#2", "paced breathing"),
        ("step.#1.#3", "buy a dimmer"),
        ("who.#3", "both"),
        ("until.#3", "2026-06-01"),
    ];
    let came = ruth_sends(&served, "1", &second).await;
    assert_eq!((came.status, came.to), (StatusCode::SEE_OTHER, at("")));
    let page = served.does("amal", "plan", &[]).await;
    for words in [
        "Ruth Okafor wrote version 2",
        "Version 1 holds since",
        "buy a dimmer · We both, until",
    ] {
        page.says(words);
    }
    page.says("Changed</span> Step");
    page.says_not("Changed</span> Way");
    // What is in force is still the first.
    page.says("buy a lamp");
    let page = served.does("amal", "goals-sign", &[("number", "2")]).await;
    page.says("You have both signed.");
    page.says("I want this");
    page.says_not("buy a lamp");
    let page = served.does("amal", "goals-versions", &[]).await;
    page.says("Version 2, by Ruth Okafor");
    page.says("Version 1, by you");
    let told = served.take_happened();
    let written = |one: &&Happened| matches!(one, Happened::PlanWritten { .. });
    let signed = |one: &&Happened| matches!(one, Happened::PlanSigned { .. });
    assert_eq!(
        (
            told.iter().filter(written).count(),
            told.iter().filter(signed).count(),
            told.len()
        ),
        (2, 2, 4)
    );
}

#[tokio::test]
async fn a_different_view_stands_beside_for_both_and_holds_nothing_up() {
    let served = served().await;
    amal_sends(&served, "0", &FIRST).await;
    let way = id(2);
    let said = [("of", way.as_str()), ("beside", "slower than it looks")];
    let came = served.post("ruth", &at("/beside"), &said).await;
    assert_eq!(came.to, at(""));
    let page = served.does("amal", "plan", &[]).await;
    page.says("Ruth Okafor sees this differently");
    page.says("slower than it looks");
    page.says_not("Take these words back");
    let goal = id(1);
    let mine = [
        ("of", goal.as_str()),
        ("beside", "I would rather start small"),
    ];
    served
        .does("amal", "goals-beside", &mine)
        .await
        .says("Take these words back");
    served.post("ruth", &at("/sign"), &[("number", "1")]).await;
    let page = served.does("amal", "plan", &[]).await;
    page.says("Version 1 holds since");
    page.says("I would rather start small");
    let gone = [("of", goal.as_str()), ("beside", "")];
    let page = served.does("amal", "goals-beside", &gone).await;
    page.says("Your words are taken back.");
    page.says_not("I would rather start small");
    let long = "y".repeat(501);
    let said = [("of", way.as_str()), ("beside", long.as_str())];
    let page = served.post("ruth", &at("/beside"), &said).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says(&long);
}

#[tokio::test]
async fn steps_are_taken_between_versions_and_the_room_hears_of_the_open_ones() {
    let served = served().await;
    let open = async || {
        let act = served.small.act(RUTH, AMAL, &[Section::Work]).await;
        plan::steps(&act).await.unwrap()
    };
    amal_sends(&served, "0", &FIRST).await;
    assert_eq!(open().await, []);
    served.post("ruth", &at("/sign"), &[("number", "1")]).await;
    let steps = open().await;
    assert_eq!(
        (steps.len(), steps[0].who, steps[0].words.as_str()),
        (1, WhoV1::Therapist, "buy a lamp")
    );
    let step = id(3);
    let done = [("step", step.as_str()), ("done", "yes")];
    served.post("ruth", &at("/step"), &done).await;
    assert_eq!(open().await, []);
    let page = served.does("amal", "plan", &[]).await;
    page.says("Done: Ruth Okafor");
    let undone = [("step", step.as_str()), ("done", "no")];
    let page = served.does("amal", "goals-step", &undone).await;
    page.says("That step is open again.");
    assert_eq!(open().await.len(), 1);
}

#[tokio::test]
async fn how_close_a_goal_is_stays_with_the_client_until_it_is_sent() {
    let served = served().await;
    agreed(&served).await;
    let goal = id(1);
    let page = served.does("amal", "goals-goal", &[("about", &goal)]).await;
    page.says("Nobody reads it while you write.");
    let rates = async |does: &str, close: &str| {
        let page = served.does("amal", "goals-goal", &[("about", &goal)]).await;
        let once = page.field("once");
        let all = [
            ("about", goal.as_str()),
            ("once", once.as_str()),
            ("close", close),
        ];
        served.does("amal", does, &all).await;
        served.small.clock.pass(24 * 3_600_000);
        served.does("amal", does, &all).await
    };
    rates("goals-rate-send", "2")
        .await
        .says("You put it at 2 of 10.");
    served.take_happened();
    let page = rates("goals-rate-keep", "9").await;
    page.says("It was at 2 the first time, and at 9 of 10 the last time.");
    page.says("Only you can see this.");
    assert_eq!(served.take_happened(), []);
    let page = served.get("ruth", &at("")).await;
    page.says("at 2 of 10");
    page.says_not("at 9 of 10");
    let page = served.does("amal", "goals-goal", &[("about", &goal)]).await;
    let kept = page.field("rating");
    let all = [("about", goal.as_str()), ("rating", kept.as_str())];
    served
        .does("amal", "goals-rate-share", &all)
        .await
        .says("It is sent.");
    served
        .get("ruth", &at(""))
        .await
        .says("and at 9 of 10 the last time");
    let page = served.does("amal", "goals-rate-take-back", &all).await;
    page.says("Only you can see it now.");
    served.get("ruth", &at("")).await.says_not("at 9 of 10");
    let none = [("about", goal.as_str()), ("once", &id(8)), ("close", "")];
    let page = served.does("amal", "goals-rate-send", &none).await;
    page.says("Choose a number from 0 to 10.");
}

#[tokio::test]
async fn a_review_that_has_come_is_a_quiet_line_and_the_same_words_go_on() {
    let served = served().await;
    let mut first = FIRST.to_vec();
    first.push(("review", "2026-05-10"));
    amal_sends(&served, "0", &first).await;
    served.post("ruth", &at("/sign"), &[("number", "1")]).await;
    served
        .does("amal", "plan", &[])
        .await
        .says_not("You both wanted to look at this again");
    served.small.clock.pass(10 * 24 * 3_600_000);
    served
        .does("amal", "plan", &[])
        .await
        .says("You both wanted to look at this again");
    let mut act = served.small.act(AMAL, AMAL, &[Section::Overview]).await;
    let gist = act.gist::<PlanGistV1>().await.unwrap().unwrap();
    assert!(gist.is_to_be_looked_at("2026-05-10") && !gist.is_to_be_looked_at("2026-05-09"));
    let again = [(".seen", "1"), ("again", "2026-08-01")];
    let came = served.post("ruth", &at("/again"), &again).await;
    assert_eq!(came.to, at(""));
    let page = served.does("amal", "plan", &[]).await;
    page.says("Changed</span> To be looked at again");
    page.says_not("Changed</span> Step");
    served
        .does("amal", "goals-sign", &[("number", "2")])
        .await
        .says("I want this");
}

#[tokio::test]
async fn half_a_plan_is_there_after_the_line_dropped_and_room_is_made_without_scripts() {
    let served = served().await;
    served
        .does("amal", "goals-write", &[])
        .await
        .says("What do you want to be different?");
    let goal = format!("goal.{}", id(1));
    let typed = [("do", "draft"), (".seen", "0"), (goal.as_str(), "half a")];
    served.quietly("amal", "/", &typed).await;
    served.does("amal", "goals-write", &[]).await.says("half a");
    let more = [(".seen", "0"), (goal.as_str(), "half a")];
    let page = served.does("amal", "goals-more", &more).await;
    page.says("Goal 2");
    page.says("half a");
    let came = served
        .post(
            "ruth",
            &at("/write"),
            &[(".seen", "0"), ("more", "1"), (goal.as_str(), "hers")],
        )
        .await;
    assert_eq!(came.status, StatusCode::OK);
    came.says("hers");
    served.get("ruth", &at("")).await.says_not("half a");
}

#[tokio::test]
async fn the_pages_are_there_in_spanish() {
    let served = served().await;
    agreed(&served).await;
    let page = served.does("amal.es", "plan", &[]).await;
    page.says("Mi plan");
    page.says("Lo quiero");
    page.says_not("goals-line");
    served
        .get("ruth.es", &at("/write"))
        .await
        .says("La meta, en las palabras de la persona");
}
