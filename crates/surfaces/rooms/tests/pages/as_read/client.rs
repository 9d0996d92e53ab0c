//! What a client reads.

use super::{looks_at, read};
use crate::served::{Came, OWN, Served};
use crate::year::level;
use alliance::AudienceV1;
use alliance::rupture::{RuptureV1, SaidV1};
use axum::http::StatusCode;
use care::{DAY, HOUR, RecordId};
use testing::{AMAL, BEGINNING, RUTH, TOMAS};

#[tokio::test]
async fn home_with_nothing_yet() {
    let served = Served::new().await;
    looks_at!("home_nothing", served, "amal", "/");
}

#[tokio::test]
async fn home_with_a_next_session() {
    let served = Served::new().await;
    served.session(BEGINNING + 3 * DAY).await;
    looks_at!("home_next_session", served, "amal", "/");
}

#[tokio::test]
async fn home_when_a_check_in_is_due_asks_for_it_first() {
    let served = Served::new().await;
    served.weeks(&[Some("8"), None]).await;
    let home = served.get("amal", "/").await;
    let at = |words: &str| home.page.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(at("How was Monday 11 May?") < at("What happens next"));
    assert_eq!(
        home.main().matches("class=\"button\"").count(),
        1,
        "one thing to do first"
    );
    looks_at!("home_check_in_due", served, "amal", "/");
}

#[tokio::test]
async fn nobody_is_asked_how_a_session_was_while_it_still_is() {
    let served = Served::new().await;
    served.session(BEGINNING + HOUR).await;
    for (minutes, asked) in [(0, false), (70, false), (109, false), (110, true)] {
        served.clock.set(BEGINNING + minutes * care::MINUTE);
        let home = served.get("amal", "/").await;
        assert_eq!(home.has("How was Monday"), asked, "{minutes}");
    }
}

#[tokio::test]
async fn home_with_what_is_open() {
    let served = Served::new().await;
    let rupture = served.fallen().await;
    looks_at!("home_open", served, "amal", "/");
    served.offered(rupture).await;
    looks_at!("home_offered", served, "amal", "/");
    served.says(rupture, SaidV1::Closed, "").await;
    looks_at!("home_closed", served, "amal", "/");
    let named = served
        .names(
            RUTH,
            "I think I hurried you on Monday.",
            AudienceV1::Section,
        )
        .await;
    looks_at!("home_named_by_staff", served, "amal", "/");
    screens("rupture_named_by_staff", &served, "rupture", named).await;
}

#[tokio::test]
async fn home_when_part_of_the_record_is_damaged_says_so_and_is_never_empty() {
    let served = Served::new().await;
    let rupture = served.fallen().await;
    let engine = served.vault.engine();
    let mut row = engine
        .record(care::ClientId::of(AMAL), rupture)
        .await
        .unwrap()
        .unwrap();
    row.sealed.reverse();
    let batch = sealed::engine::Batch {
        overwrite: vec![row],
        ..sealed::engine::Batch::default()
    };
    engine.commit(batch).await.unwrap();
    looks_at!("home_damaged", served, "amal", "/");
}

async fn goes(served: &Served, who: &str, screen: &str, about: Option<RecordId>) -> Came {
    let about = about.map(|about| about.to_string());
    let fields: Vec<(&str, &str)> = about.iter().map(|id| ("about", id.as_str())).collect();
    let came = served.does(who, screen, &fields).await;
    assert_eq!(came.status, StatusCode::OK);
    came
}

async fn screens(name: &str, served: &Served, screen: &str, about: RecordId) {
    for language in ["en", "es"] {
        let came = goes(served, &format!("amal.{language}"), screen, Some(about)).await;
        insta::assert_snapshot!(format!("{name}_{language}"), read(&came));
    }
}

#[tokio::test]
async fn the_check_in() {
    let served = Served::new().await;
    served.weeks(&[None]).await;
    for language in ["en", "es"] {
        let who = format!("amal.{language}");
        let came = goes(&served, &who, "check-in", None).await;
        insta::assert_snapshot!(format!("check_in_fresh_{language}"), read(&came));
        let (session, version) = (came.hidden("session"), came.hidden("session-version"));
        let long = "and then ".repeat(60);
        let mut fields = vec![("session", &*session), ("session-version", &*version)];
        fields.extend([("heard", "11"), ("own_words", &*long), ("felt_off", "yes")]);
        let came = served.does(&who, "answer-check-in", &fields).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
        insta::assert_snapshot!(format!("check_in_wrong_{language}"), read(&came));
        fields.retain(|(name, _)| *name != "heard" && *name != "own_words");
        fields.push(("who_sees", "someone_else"));
        // Two stand beside her, and nobody was chosen.
        let came = served.does(&who, "answer-check-in", &fields).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(came.has("<h1 tabindex=\"-1\">") && came.main().matches("has-wrong").count() == 1);
        insta::assert_snapshot!(format!("check_in_nobody_instead_{language}"), read(&came));
    }
}

#[tokio::test]
async fn there_is_nothing_to_answer() {
    let served = Served::new().await;
    for language in ["en", "es"] {
        let came = goes(&served, &format!("amal.{language}"), "check-in", None).await;
        insta::assert_snapshot!(format!("check_in_none_{language}"), read(&came));
    }
}

#[tokio::test]
async fn something_felt_wrong() {
    let served = Served::new().await;
    for language in ["en", "es"] {
        let who = format!("amal.{language}");
        let came = goes(&served, &who, "felt-wrong", None).await;
        insta::assert_snapshot!(format!("felt_wrong_fresh_{language}"), read(&came));
        let (once, long) = (came.hidden("once"), "and then ".repeat(60));
        let fields = [
            ("once", &*once),
            ("own-words", &*long),
            ("fit", "clashed"),
            ("who", "only-me"),
        ];
        let came = served.does(&who, "name-it", &fields).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
        insta::assert_snapshot!(format!("felt_wrong_too_long_{language}"), read(&came));
    }
}

#[tokio::test]
async fn a_rupture_from_open_to_closed() {
    let served = Served::new().await;
    let rupture = served.fallen().await;
    screens("rupture_open", &served, "rupture", rupture).await;
    served.answered(rupture).await;
    served.offered(rupture).await;
    screens("rupture_offered", &served, "rupture", rupture).await;
    served
        .says(
            rupture,
            SaidV1::NotYet,
            "I want to see how the next session goes first.",
        )
        .await;
    screens("rupture_not_yet", &served, "rupture", rupture).await;
    served.offered(rupture).await;
    served
        .says(rupture, SaidV1::Closed, "The sign helps.")
        .await;
    screens("rupture_closed", &served, "rupture", rupture).await;
}

#[tokio::test]
async fn nobody_is_told_to_wait_for_an_answer_that_nobody_can_give() {
    let served = Served::new().await;
    let later = AudienceV1::From((BEGINNING + 7 * DAY).millis());
    let tomas = AudienceV1::Only(vec![*TOMAS.bytes()]);
    for (name, audience) in [
        ("nobody", AudienceV1::Nobody),
        ("later", later),
        ("instead", tomas),
    ] {
        let named = served
            .names(AMAL, "You laughed, and I went quiet.", audience)
            .await;
        let came = goes(&served, "amal", "rupture", Some(named)).await;
        assert!(!came.has("Nobody has answered yet"), "{name}");
        screens(&format!("rupture_for_{name}"), &served, "rupture", named).await;
    }
}

#[tokio::test]
async fn how_it_has_been() {
    let served = Served::new().await;
    for language in ["en", "es"] {
        let came = goes(&served, &format!("amal.{language}"), "course", None).await;
        insta::assert_snapshot!(format!("course_nothing_{language}"), read(&came));
    }
    let weeks = [Some("9"), Some("8"), None, Some("9"), Some("8"), Some("4")];
    served.weeks(&weeks).await;
    let rupture = served.ruptures().await[0];
    served.offered(rupture).await;
    served.says(rupture, SaidV1::Closed, "").await;
    for language in ["en", "es"] {
        let came = goes(&served, &format!("amal.{language}"), "course", None).await;
        insta::assert_snapshot!(format!("course_{language}"), read(&came));
    }
}

#[tokio::test]
async fn what_is_kept_from_the_therapist_keeps_no_fall_from_being_noticed_for_her() {
    let served = Served::new().await;
    served.weeks(&[Some("9"), Some("9")]).await;
    served.names(AMAL, "Only for me.", AudienceV1::Nobody).await;
    served.clock.pass(DAY);
    let third = served.session(served.vault.now() - HOUR).await;
    served.check_in(third, &level("3", "therapist_now")).await;
    let act = served.opens(RUTH, &[care::Section::Relationship]).await;
    assert_eq!(act.latest::<RuptureV1>().await.unwrap().kept.len(), 1);
    let act = served.opens(AMAL, OWN).await;
    assert_eq!(act.latest::<RuptureV1>().await.unwrap().kept.len(), 2);
}
