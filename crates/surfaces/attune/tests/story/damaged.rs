//! A part of a record is damaged, as on a disk that fails: it is named as damaged to everyone who
//! may see it, and never shown as if it were empty.

use crate::bad_input::{after_three, check_ins, say};
use crate::people_here::{check_in, own};
use crate::service::{Answered, Service, words};
use alliance::rupture::RuptureV1;
use axum::http::StatusCode;
use care::{ClientId, RecordId, Section};
use pages::Language;
use sealed::engine::{Batch, GistRow, Row};

fn broken(sealed: &[u8]) -> Vec<u8> {
    let mut broken = sealed.to_vec();
    let last = broken.len() - 1;
    broken[last] ^= 1;
    broken
}

/// One bit of a stored record turns over, as on a disk that fails.
async fn damage(service: &Service, client: ClientId, record: RecordId) {
    let row = service
        .vault
        .engine()
        .record(client, record)
        .await
        .unwrap()
        .unwrap();
    let row = Row {
        sealed: broken(&row.sealed),
        ..row
    };
    let batch = Batch {
        overwrite: vec![row],
        ..Batch::default()
    };
    service.vault.engine().commit(batch).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_record_is_named_as_damaged_and_never_shown_as_empty() {
    let (service, folk, third) = after_three().await;
    check_in(&service, folk.amal, third, &["3", "2", "3", "4", "3"]).await;
    let act = own(&service, folk.amal, &[Section::Relationship]).await;
    let rupture = act.latest::<RuptureV1>().await.unwrap().kept[0].record;
    let (amal, ruth) = (service.sign_in("amal").await, service.sign_in("ruth").await);
    let page = format!("/clients/{}", folk.amal);
    let whole = service.get(&page, &ruth).await;
    let damaged = |came: &Answered, count: usize| {
        let said =
            words(Language::English).say_with("relationship-damaged", &[("count", count.into())]);
        came.page.contains(&said)
    };
    assert!(whole.status.is_success() && !damaged(&whole, 1));

    let (check_in, _) = check_ins(&service, folk.amal).await[2];
    damage(&service, folk.amal, check_in).await;
    assert!(damaged(&service.get(&page, &ruth).await, 1));
    damage(&service, folk.amal, rupture).await;
    let both = service.get(&page, &ruth).await;
    assert!(damaged(&both, 2), "{}", both.page);
    let act = own(&service, folk.amal, &[Section::CheckIns]).await;
    damage(&service, folk.amal, act.id_for("check-in-answers", third)).await;
    let answers = service.get(&page, &ruth).await;
    assert!(damaged(&answers, 3), "{}", answers.page);
    assert!(
        service
            .get("/", &amal)
            .await
            .page
            .contains(&say("home-damaged"))
    );
    let course = service.client_does(&amal, &[("do", "course")]).await;
    assert!(course.page.contains(&say("home-damaged")));
    let came = service
        .get(&format!("{page}/ruptures/{rupture}"), &ruth)
        .await;
    assert_eq!(came.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(came.page.contains(&say("error-damaged-title")));

    // The list is drawn from gists. Each of them, damaged in turn, is named on it.
    let engine = service.vault.engine();
    for gist in engine.gists(vec![folk.amal]).await.unwrap() {
        let hurt = GistRow {
            version: gist.version + 1,
            sealed: broken(&gist.sealed),
            ..gist
        };
        engine
            .commit(Batch {
                gists: vec![hurt],
                ..Batch::default()
            })
            .await
            .unwrap();
    }
    let list = service.get("/caseload", &ruth).await;
    assert!(
        list.page.contains(&say("caseload-damaged")),
        "{}",
        list.page
    );
    assert!(!list.page.contains(&say("caseload-empty")), "{}", list.page);
}
