//! Measures where they meet the rest: offered at home, on the list in the order of urgency, on the
//! relationship's page, and as a chart beside what happened meanwhile.

use crate::as_read::{looks_at, read};
use crate::served::Served;
use crate::year::at;
use alliance::AudienceV1;
use axum::http::StatusCode;
use care::DAY;
use measures::{Answer, Change, ReadersV1, SignalV1, answer_signal};
use testing::{AMAL, RUTH};

#[tokio::test]
async fn home_offers_what_is_due_and_not_now_puts_it_off() {
    let served = Served::new().await;
    served.asks("phq-9", 14).await;
    served.asks("gad-7", 14).await;
    looks_at!("home_measure_due", served, "amal", "/");
    let home = served.get("amal", "/").await;
    assert_eq!(home.main().matches("class=\"button\"").count(), 1);
    assert!(home.has("One more after that") || home.has("one more after that"));
    let fields = [("about", &*home.hidden("about")), ("measure", "phq-9")];
    let home = served.does("amal", "measure-not-now", &fields).await;
    assert!(!home.has("Mood in the last two weeks"), "{}", home.main());
    assert!(home.has("Worry in the last two weeks"));
    let fields = [("about", &*home.hidden("about")), ("measure", "gad-7")];
    let home = served.does("amal", "measure-not-now", &fields).await;
    assert!(!home.has("id=\"asked\""));
    assert!(home.has("My questions and answers"));
}

#[tokio::test]
async fn after_a_session_how_it_was_comes_before_questions_and_is_the_one_button() {
    let served = Served::new().await;
    served.weeks(&[Some("8"), None]).await;
    served.asks("phq-9", 14).await;
    let home = served.get("amal", "/").await;
    let place = |words: &str| home.page.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(place("How was Monday 11 May?") < place("Mood in the last two weeks"));
    assert_eq!(home.main().matches("class=\"button\"").count(), 1);
}

#[tokio::test]
async fn on_the_list_safety_comes_before_what_was_said_and_that_before_how_it_goes() {
    let served = Served::new().await;
    served.phqs(&[4, 14]).await;
    let list = served.get("ruth", "/caseload").await;
    assert!(list.has("Reliably worse for the first time: PHQ-9 14, 4 at the start."));
    assert!(!list.has("more thing"), "one reason, and nothing beside it");
    served
        .names(AMAL, "You laughed, and I went quiet.", AudienceV1::Section)
        .await;
    let list = served.get("ruth", "/caseload").await;
    assert!(list.has("/ruptures/") && !list.has("Reliably worse"));
    assert!(list.has("One more thing is open."), "{}", list.main());
    served.clock.pass(14 * DAY);
    served.phq(12, 1, ReadersV1::Section).await;
    let list = served.get("ruth", "/caseload").await;
    assert!(list.has("/signals/") && list.has("a question about safety"));
    looks_at!("caseload_measures", served, "ruth", "/caseload");
    for (who, status) in [("ines", StatusCode::OK), ("pim", StatusCode::OK)] {
        let list = served.get(who, "/caseload").await;
        assert_eq!(list.status, status);
        assert!(!list.has("PHQ-9") && !list.has("safety"), "{who}");
    }
}

#[tokio::test]
async fn something_good_is_told_and_asks_for_nothing() {
    let served = Served::new().await;
    served.phqs(&[20, 19, 20, 6, 5, 6]).await;
    let list = served.get("ruth", "/caseload").await;
    assert!(list.has("A sudden gain"), "{}", list.main());
    assert!(list.has("Nothing is open.") && !list.has("These need care first"));
}

#[tokio::test]
async fn what_is_kept_for_oneself_shows_nowhere_else() {
    let served = Served::new().await;
    served.asks("phq-9", 14).await;
    let record = served.phq(20, 3, ReadersV1::Nobody).await;
    let page = format!("{}/measures/phq-9", at());
    for address in ["/caseload", &at(), &page] {
        let came = served.get("ruth", address).await;
        assert_eq!(came.status, StatusCode::OK);
        let main = came.main();
        assert!(
            !main.contains("of 27") && !main.contains("safety") && !main.contains("PHQ-9:"),
            "{address}: {main}"
        );
    }
    let about = record.to_string();
    let own = served
        .does("amal", "measure-course", &[("about", &about)])
        .await;
    assert!(own.has("Your score is 23 of 27."), "{}", own.main());
}

#[tokio::test]
async fn a_chart_with_what_happened_meanwhile_for_both() {
    let served = Served::new().await;
    served.asks("phq-9", 14).await;
    served.phq(18, 0, ReadersV1::Section).await;
    served.clock.pass(5 * DAY);
    served
        .names(AMAL, "You laughed, and I went quiet.", AudienceV1::Section)
        .await;
    served.clock.pass(9 * DAY);
    served.phq(19, 0, ReadersV1::Section).await;
    let every = Change::Every {
        measure: "phq-9".to_owned(),
        every: 21,
    };
    served.plans(every).await;
    served.clock.pass(21 * DAY);
    served.phq(24, 1, ReadersV1::Section).await;
    let page = format!("{}/measures/phq-9", at());
    looks_at!("measure_open", served, "ruth", &page);
    looks_at!("relationship_measures", served, "ruth", &at());

    served.clock.pass(DAY);
    let act = served.own().await;
    let signals = act.latest::<SignalV1>().await.unwrap().kept;
    drop(act);
    for kept in signals {
        let sections = [care::Section::Measures, care::Section::Overview];
        let mut act = served.opens(RUTH, &sections).await;
        let next = Answer::NextStep {
            what: care::Line::parse("Ring on Thursday at ten").unwrap(),
            who: care::Line::parse("Ruth").unwrap(),
            by: served.today().after(2),
        };
        answer_signal(&mut act, kept.record, Some(kept.version), &next)
            .await
            .unwrap();
        act.done().await.unwrap();
    }
    served.clock.pass(20 * DAY);
    let last = served.phq(12, 0, ReadersV1::Section).await;
    looks_at!("measure_answered", served, "ruth", &page);
    for language in ["en", "es"] {
        let who = format!("amal.{language}");
        let about = last.to_string();
        let came = served
            .does(&who, "measure-course", &[("about", &about)])
            .await;
        assert_eq!(came.status, StatusCode::OK);
        insta::assert_snapshot!(format!("measure_own_{language}"), read(&came));
        assert!(!came.main().contains("clinical"));
    }
}

#[tokio::test]
async fn nobody_else_finds_the_chart_and_what_does_not_exist_is_not_found() {
    let served = Served::new().await;
    served.phqs(&[4]).await;
    let page = format!("{}/measures/phq-9", at());
    for who in ["ben", "ines", "tomas", "pim", "mara", "amal"] {
        let came = served.get(who, &page).await;
        assert_eq!(came.status, StatusCode::NOT_FOUND, "{who}");
    }
    let none = format!("{}/measures/nothing-like-it", at());
    assert_eq!(
        served.get("ruth", &none).await.status,
        StatusCode::NOT_FOUND
    );
    // Of a measure that is there and was never answered, it says so.
    let empty = format!("{}/measures/gad-7", at());
    assert!(
        served
            .get("ruth", &empty)
            .await
            .has("Nothing has been answered yet.")
    );
}
