//! The page as a browser gets it.

use super::pages;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use std::path::Path;
use tower::ServiceExt;

const FORM: &str = include_str!("../../../../../../library/measures/gad-7.json");
const EVIDENCE: &str = include_str!("../../../../../../library/measures/gad-7.evidence.toml");

async fn ask(file: &Path, request: Request<Body>) -> (StatusCode, String) {
    let response = pages(file.to_owned()).oneshot(request).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), 1 << 22).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

async fn get(file: &Path, at: &str) -> String {
    let request = Request::get(at).header(header::HOST, "127.0.0.1:4000");
    let (status, page) = ask(file, request.body(Body::empty()).unwrap()).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    page
}

async fn post(file: &Path, fields: &str) -> String {
    let request = Request::post("/?in=en")
        .header(header::HOST, "localhost:4000")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    ask(file, request.body(Body::from(fields.to_owned())).unwrap())
        .await
        .1
}

fn gad() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("gad-7.json");
    std::fs::write(&file, FORM).unwrap();
    std::fs::write(folder.path().join("gad-7.evidence.toml"), EVIDENCE).unwrap();
    (folder, file)
}

#[tokio::test]
async fn a_form_is_shown_as_it_is_now_each_time_it_is_looked_at() {
    let (_folder, file) = gad();
    let page = get(&file, "/").await;
    assert!(
        page.contains("Feeling nervous") && page.contains("Nothing is kept"),
        "{page}"
    );
    assert!(
        page.contains("action=\"/?in=en\"") && page.contains("href=\"/?in=es\""),
        "{page}"
    );
    std::fs::write(&file, FORM.replace("Feeling nervous", "Being restless")).unwrap();
    assert!(get(&file, "/").await.contains("Being restless"));
    assert!(get(&file, "/?in=es").await.contains("lang=\"es\""));
}

#[tokio::test]
async fn a_form_that_was_tried_shows_what_a_program_gets_and_its_scores() {
    let (_folder, file) = gad();
    let chosen = serde_json::from_str::<serde_json::Value>(FORM).unwrap();
    let code = chosen["item"][0]["item"][0]["answerOption"][2]["valueCoding"]["code"]
        .as_str()
        .unwrap();
    let fields: Vec<String> = (1..=7).map(|n| format!("gad-7.{n}={code}")).collect();
    let page = post(&file, &(fields.join("&") + "&do=try")).await;
    for said in [
        "total: 14 (7 of 7 answered",
        "&quot;QuestionnaireResponse&quot;",
        "gad-7.7",
    ] {
        let plain = said.replace("&quot;", "&#34;");
        assert!(
            page.contains(said) || page.contains(&plain),
            "{said}: {page}"
        );
    }
    let wrong = post(&file, "gad-7.1=never-heard-of&do=try").await;
    assert!(!wrong.contains("QuestionnaireResponse"), "{wrong}");
    assert!(
        wrong.contains("class=\"wrong\"") || wrong.contains("aria-invalid"),
        "{wrong}"
    );
}

#[tokio::test]
async fn a_form_that_cannot_be_shown_says_what_is_to_be_mended_there() {
    let (_folder, file) = gad();
    std::fs::write(
        &file,
        FORM.replace("\"type\": \"choice\"", "\"type\": \"<b>chioce\""),
    )
    .unwrap();
    let page = get(&file, "/").await;
    assert!(
        page.contains("to be mended") && page.contains("gad-7.1"),
        "{page}"
    );
    assert!(!page.contains("<b>chioce"), "{page}");
    std::fs::remove_file(&file).unwrap();
    assert!(get(&file, "/").await.contains("could not be read"));
}

#[tokio::test]
async fn only_this_machine_by_its_own_name_is_answered() {
    let (_folder, file) = gad();
    for host in ["attacker.example", "127.0.0.1.example:80"] {
        let request = Request::get("/").header(header::HOST, host);
        let (status, _) = ask(&file, request.body(Body::empty()).unwrap()).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{host}");
    }
}
