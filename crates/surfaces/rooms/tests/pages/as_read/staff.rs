//! What those who work with a client read.

use super::{looks_at, read};
use crate::served::{OWN, Served};
use crate::year::at;
use alliance::AudienceV1;
use alliance::rupture::SaidV1;
use axum::http::StatusCode;
use testing::AMAL;

#[tokio::test]
async fn a_caseload_empty_quiet_and_in_need_of_care() {
    let served = Served::new().await;
    looks_at!("caseload_quiet_at_first", served, "ruth", "/caseload");
    served.weeks(&[Some("8"), Some("8")]).await;
    looks_at!("caseload_quiet", served, "ruth", "/caseload");
    served
        .names(AMAL, "You laughed, and I went quiet.", AudienceV1::Section)
        .await;
    looks_at!("caseload_needs_care", served, "ruth", "/caseload");
    looks_at!("caseload_supervisor", served, "ines", "/caseload");
    looks_at!("caseload_peer_supporter", served, "pim", "/caseload");
}

#[tokio::test]
async fn a_caseload_with_nobody_on_it() {
    let served = Served::new().await;
    let mara = testing::asker(testing::MARA);
    let noor = care::ClientId::of(testing::NOOR);
    people::end_relation(
        &served.vault,
        mara,
        noor,
        testing::BEN,
        care::RelationKind::Therapist,
    )
    .await
    .unwrap();
    looks_at!("caseload_empty", served, "ben", "/caseload");
}

#[tokio::test]
async fn a_relationship_with_all_its_parts() {
    let served = Served::new().await;
    let weeks = [Some("9"), Some("8"), None, Some("9"), Some("8"), Some("4")];
    served.weeks(&weeks).await;
    let rupture = served.ruptures().await[0];
    served.offered(rupture).await;
    served.says(rupture, SaidV1::Closed, "").await;
    served
        .names(AMAL, "You laughed, and I went quiet.", AudienceV1::Section)
        .await;
    looks_at!("relationship", served, "ruth", &at());
    looks_at!(
        "relationship_beside",
        served,
        "ines",
        &format!("{}/beside", at())
    );
}

#[tokio::test]
async fn a_relationship_that_has_only_begun() {
    let served = Served::new().await;
    looks_at!("relationship_begun", served, "ruth", &at());
}

#[tokio::test]
async fn a_rupture_open_answered_closed_and_beside() {
    let served = Served::new().await;
    let rupture = served.fallen().await;
    let page = format!("{}/ruptures/{rupture}", at());
    let beside = format!("{}/beside/ruptures/{rupture}", at());
    looks_at!("staff_rupture_open", served, "ruth", &page);
    served.answered(rupture).await;
    looks_at!("staff_rupture_answered", served, "ruth", &page);
    looks_at!("staff_rupture_beside", served, "ines", &beside);
    served.offered(rupture).await;
    served
        .says(rupture, SaidV1::Closed, "The sign helps.")
        .await;
    looks_at!("staff_rupture_closed", served, "ruth", &page);
}

#[tokio::test]
async fn what_comes_first_is_the_one_button() {
    let served = Served::new().await;
    let rupture = served.fallen().await;
    let page = format!("{}/ruptures/{rupture}", at());
    let (answer, repair) = ("Save the answer", "Save the repair");
    // The first time one form takes both; after that the repair is what is left to do.
    let came = served.get("ruth", &page).await;
    let main = came.main();
    assert!(main.contains(&format!("<button class=\"button\">{answer}")));
    assert!(!main.contains(repair));
    assert_eq!(main.matches("class=\"button\"").count(), 1);
    served.answered(rupture).await;
    let came = served.get("ruth", &page).await;
    let main = came.main();
    let first = format!("<button class=\"button\">{repair}");
    let second = format!("<button class=\"button plain\">{answer}");
    assert!(main.find(&first).unwrap() < main.find(&second).unwrap());
    assert_eq!(main.matches("class=\"button\"").count(), 1);
}

#[tokio::test]
async fn those_beside_read_and_write_nothing() {
    let served = Served::new().await;
    let rupture = served.fallen().await;
    let page = format!("{}/ruptures/{rupture}", at());
    let beside = format!("{}/beside/ruptures/{rupture}", at());
    for who in ["ines", "tomas"] {
        let came = served.get(who, &beside).await;
        assert_eq!(came.status, StatusCode::OK, "{who}");
        // All they can say is that they have looked, which the client reads.
        let forms = came.main().matches("<form").count();
        let looked = format!("action=\"{beside}/looked\"");
        assert_eq!(forms, came.main().matches(&looked).count(), "{who}");
        assert_eq!(forms, came.main().matches("<button").count(), "{who}");
        let back = format!("href=\"{}/beside\"", at());
        assert!(
            came.main().contains(&back),
            "{who} is led back to where they may go"
        );
        assert_eq!(served.get(who, &page).await.status, StatusCode::NOT_FOUND);
        for way in ["answer", "step"] {
            let sent = [("step", "x"), ("noticed", "x"), ("plan", "x")];
            let came = served.post(who, &format!("{page}/{way}"), &sent).await;
            assert_eq!(came.status, StatusCode::NOT_FOUND, "{who} {way}");
        }
    }
    assert!(served.rupture(rupture).await.steps.is_empty());
    let act = served.opens(AMAL, OWN).await;
    assert_eq!(
        act.history::<alliance::rupture::RuptureV1>(rupture)
            .await
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn planning_and_naming() {
    let served = Served::new().await;
    served.weeks(&[Some("8")]).await;
    for language in ["en", "es"] {
        let who = format!("ruth.{language}");
        for (name, way, sent) in [
            (
                "plan_session",
                "sessions",
                [("day", "someday"), ("minutes", "5 or so")],
            ),
            ("name_rupture", "ruptures", [("words", " "), ("", "")]),
        ] {
            let came = served.get(&who, &format!("{}/{way}/new", at())).await;
            assert_eq!(came.status, StatusCode::OK);
            insta::assert_snapshot!(format!("{name}_fresh_{language}"), read(&came));
            let once = came.hidden("once");
            let fields = [&[("once", &*once)][..], &sent].concat();
            let came = served.post(&who, &format!("{}/{way}", at()), &fields).await;
            assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
            insta::assert_snapshot!(format!("{name}_wrong_{language}"), read(&came));
        }
    }
}
