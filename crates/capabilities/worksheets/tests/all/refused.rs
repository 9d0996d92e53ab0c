//! What is not taken, and that nothing is lost or told by it.

use crate::served::{at, begins, ends, served};
use axum::http::StatusCode;
use care::{ClientId, RecordId};
use testing::NOOR;

#[tokio::test]
async fn nobody_reaches_anothers_worksheet_by_its_id() {
    let served = served().await;
    let (_, id) = begins(&served, "two-columns").await;
    ends(
        &served,
        ("worksheet-send", &id, "1"),
        &[("noticed", "the clock")],
    )
    .await;
    let none = RecordId::from_bytes([7; 16]).to_string();
    for other in [none.as_str(), "x", ""] {
        let page = served.get("ruth", &at(&format!("/{other}"))).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{other}");
    }
    let of_noor = format!("/clients/{}/worksheets/{id}", ClientId::of(NOOR));
    assert_eq!(
        served.get("ruth", &of_noor).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        served.get("ben", &at(&format!("/{id}"))).await.status,
        StatusCode::NOT_FOUND
    );
    // Noor names Amal's: it is as if there were none.
    for does in [
        "worksheet",
        "worksheet-share",
        "worksheet-delete",
        "worksheet-take-back",
    ] {
        let page = served.does("noor", does, &[("about", &id)]).await;
        page.says_not("the clock");
    }
    served
        .get("ruth", &at(&format!("/{id}")))
        .await
        .says("the clock");
    // Supervisors, advocates and the lead do not open the work at all.
    for who in ["ines", "tomas", "mara"] {
        let page = served.get(who, &at("")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{who}");
    }
}

#[tokio::test]
async fn what_does_not_fit_is_said_where_it_stands_and_stays_as_it_was_typed() {
    let served = served().await;
    let (_, id) = begins(&served, "two-columns").await;
    let page = ends(&served, ("worksheet-send", &id, "1"), &[("noticed", "  ")]).await;
    page.says("Write at least one line.");
    let long = "a ".repeat(1_500);
    let page = ends(&served, ("worksheet-send", &id, "1"), &[("noticed", &long)]).await;
    page.says(long.trim());
    page.says("class=\"wrong\"");
    let (_, heavy) = begins(&served, "how-heavy").await;
    for wrong in ["11", "-1", "many"] {
        let page = ends(&served, ("worksheet-send", &heavy, "1"), &[("body", wrong)]).await;
        page.says("class=\"wrong\"");
    }
    let page = ends(&served, ("worksheet-send", &heavy, "x"), &[("body", "1")]).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    let whole = "b".repeat(64 * 1024);
    let page = ends(
        &served,
        ("worksheet-send", &id, "1"),
        &[("noticed", &whole)],
    )
    .await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    served
        .get("ruth", &at(""))
        .await
        .says("Amal has sent nothing");
}

#[tokio::test]
async fn a_sheet_that_is_not_there_is_neither_begun_nor_given() {
    let served = served().await;
    let page = served
        .does("amal", "begin-worksheet", &[("sheet", "no-such-sheet")])
        .await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    for step in ["/give", "/together"] {
        let fields = [("sheet", "no-such-sheet"), ("words", "still here")];
        let page = served.post("ruth", &at(step), &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("Choose a sheet that is there.");
        page.says("still here");
    }
    let long = "c".repeat(501);
    let fields = [("sheet", "two-columns"), ("words", long.as_str())];
    let page = served.post("ruth", &at("/give"), &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says(&long);
    assert_eq!(served.take_happened(), []);
    // A client gives nothing, and a therapist takes nothing out.
    let page = served.post("amal", &at("/give"), &fields).await;
    assert_ne!(page.status, StatusCode::SEE_OTHER);
}
