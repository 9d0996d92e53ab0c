//! It is never counted: no gist, no event unless something was sent, no line in the ledger that says
//! something was written, and a page of staff that says the same whatever the client keeps.

use super::served::{Served, once, served};
use axum::http::StatusCode;
use care::{ClientId, Section};
use testing::AMAL;

fn at() -> String {
    format!("/clients/{}/growth", ClientId::of(AMAL))
}

async fn writes_everything(served: &Served) {
    served.does("amal", "growth-on", &[]).await;
    for (number, kind) in [(1, "first"), (2, "step"), (3, "strength")] {
        let fields = [
            ("once", &*once(number)),
            ("kind", kind),
            ("note", "secretline"),
        ];
        served.does("amal", "growth-note-keep", &fields).await;
    }
    let fields = [
        ("once", &*once(4)),
        ("seen", "0"),
        ("title", "secrettitle"),
        ("chapter", "secretchapter"),
    ];
    served.does("amal", "growth-chapter-keep", &fields).await;
}

async fn gists(served: &Served) -> usize {
    let engine = served.small.vault.engine();
    engine.gists(vec![ClientId::of(AMAL)]).await.unwrap().len()
}

#[tokio::test]
async fn nothing_of_it_is_a_gist_an_event_or_a_difference_on_a_page_of_staff() {
    let served = served().await;
    let before = served.get("ruth", &at()).await.page;
    assert!(
        before.contains("Amal has sent nothing from here yet."),
        "{before}"
    );
    let gists_before = gists(&served).await;
    writes_everything(&served).await;
    assert_eq!(gists(&served).await, gists_before);
    assert!(served.happened().is_empty());
    assert_eq!(served.get("ruth", &at()).await.page, before);
    for does in ["growth-off-keep", "growth-on", "growth-off-delete"] {
        served.does("amal", does, &[]).await;
        assert_eq!(served.get("ruth", &at()).await.page, before, "{does}");
    }
    assert_eq!(gists(&served).await, gists_before);
    assert!(served.happened().is_empty());
}

#[tokio::test]
async fn the_ledger_says_that_the_client_opened_their_work_and_not_what_they_wrote() {
    let served = served().await;
    writes_everything(&served).await;
    let act = served.small.act(AMAL, AMAL, &[Section::Ledger]).await;
    let (lines, damaged) = act.lines(None, 100).await.unwrap();
    assert_eq!(damaged, 0);
    assert!(!lines.is_empty());
    let written = lines
        .iter()
        .filter(|line| line.by == AMAL && line.done == sealed::Done::Wrote)
        .count();
    assert_eq!(written, 0);
}

#[tokio::test]
async fn staff_see_what_was_sent_and_nobody_else_does() {
    let served = served().await;
    writes_everything(&served).await;
    served
        .does("amal", "growth-note-share", &[("about", &once(1))])
        .await;
    let page = served.get("ruth", &at()).await;
    assert!(
        page.has("secretline") && page.has("A first"),
        "{}",
        page.page
    );
    assert!(!page.has("A small step") && !page.has("secretchapter"));
    served
        .does("amal", "growth-chapter-share", &[("about", &once(4))])
        .await;
    let page = served.get("ruth", &at()).await;
    assert!(page.has("secrettitle") && page.has("secretchapter"));
    assert_eq!(served.happened().len(), 2);
    for who in ["ines", "ben", "mara", "amal"] {
        let page = served.get(who, &at()).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{who}");
    }
    let none = ClientId::of(testing::NOOR);
    let page = served.get("ruth", &format!("/clients/{none}/growth")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let page = served.get("ruth.es", &at()).await;
    assert!(page.has("Una primera vez"), "{}", page.page);
}
