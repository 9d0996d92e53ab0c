//! What comes along: who gets to see it, how it is handed out, and that it goes with the copy.

use crate::served::{A_PDF, Served, a_picture};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use testing::AMAL;

#[tokio::test]
async fn a_picture_stands_on_the_page_and_nothing_in_it_can_do_anything() {
    let served = Served::new().await;
    served.amal_writes("", &[&a_picture(), A_PDF]).await;
    let page = served.get("amal", "/").await;
    let picture = page.pictures().remove(0);
    assert!(picture.starts_with("/i/"));
    assert!(!page.has("police"), "the name it had on her phone");
    let came = served.get("amal", &picture).await;
    assert_eq!(came.status, StatusCode::OK);
    assert_eq!(came.header(header::CONTENT_TYPE), "image/png");
    assert_eq!(came.header(header::CONTENT_DISPOSITION), "inline");
    assert_eq!(came.header(header::CACHE_CONTROL), "no-store");
    assert_eq!(came.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    assert!(
        came.header(header::CONTENT_SECURITY_POLICY)
            .ends_with("sandbox")
    );
    let seen = image::load_from_memory(&came.bytes).unwrap();
    assert_eq!((seen.width(), seen.height()), (40, 30));
}

#[tokio::test]
async fn a_document_is_saved_under_a_name_that_says_nothing() {
    let served = Served::new().await;
    served.amal_writes("", &[A_PDF]).await;
    let page = served.get("amal", "/").await;
    assert!(page.has("Save the PDF, 1 KB"));
    let file = page.field("about");
    let saved = served
        .post("amal", "/", &[("do", "message-file"), ("about", &file)])
        .await;
    assert_eq!(saved.bytes, A_PDF);
    let named = saved.header(header::CONTENT_DISPOSITION);
    assert_eq!(named, "attachment; filename=\"document.pdf\"");
    assert!(
        saved
            .header(header::CONTENT_SECURITY_POLICY)
            .ends_with("sandbox")
    );
    let address = format!("/clients/{AMAL}/messages/files/{file}");
    let saved = served.get("ruth", &address).await;
    assert_eq!(saved.bytes, A_PDF);
    assert_eq!(saved.header(header::CONTENT_DISPOSITION), named);
}

#[tokio::test]
async fn a_picture_is_nothing_for_anyone_else_and_nothing_behind_the_lock() {
    let served = Served::new().await;
    served.amal_writes("Look.", &[&a_picture()]).await;
    let picture = served.get("amal", "/").await.pictures().remove(0);
    let nothing = served
        .get("amal", "/i/00000000000000000000000000000000")
        .await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    served.unlocks("noor").await;
    for who in ["noor", "ruth", "ines", "mara", "nobody"] {
        let came = served.get(who, &picture).await;
        assert_eq!(
            (came.status, &came.bytes),
            (nothing.status, &nothing.bytes),
            "{who}"
        );
    }
    served.post("amal", "/", &[("do", "hide")]).await;
    let came = served.get("amal", &picture).await;
    assert_eq!((came.status, &came.bytes), (nothing.status, &nothing.bytes));
    let staff = served
        .get("ruth", &format!("/clients/{AMAL}/messages"))
        .await;
    let address = staff.pictures().remove(0);
    assert_eq!(served.get("ruth", &address).await.status, StatusCode::OK);
    for who in ["ben", "ines", "mara"] {
        assert_eq!(
            served.get(who, &address).await.status,
            StatusCode::NOT_FOUND,
            "{who}"
        );
    }
}

#[tokio::test]
async fn files_are_taken_where_a_form_says_so_and_nowhere_else() {
    let served = Served::new().await;
    // Of someone who is not signed in, nothing is read.
    let large = vec![7; 2 * pages::BODY_MAX];
    let came = served
        .post_files("nobody", "/", &[("do", "message-send")], &[&large])
        .await;
    assert_eq!(came.status, StatusCode::UNAUTHORIZED);
    let address = format!("/clients/{AMAL}/messages");
    let came = served.post_files("nobody", &address, &[], &[&large]).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER);
    // Where none is taken, a form with files is not understood.
    let came = served.post_files("amal", "/x", &[], &[&a_picture()]).await;
    assert!(!came.status.is_server_error());
    let came = served
        .post_files("ruth", &format!("{address}/files/x"), &[], &[&a_picture()])
        .await;
    assert!(came.status.is_client_error());
    // Words have the room they have everywhere.
    let words = "x".repeat(pages::BODY_MAX);
    served.unlocks("amal").await;
    let fields = [("do", "message-send"), ("message-words", &*words)];
    let came = served.post_files("amal", "/", &fields, &[]).await;
    assert_eq!(came.status, StatusCode::PAYLOAD_TOO_LARGE);
    // A form that ends in the middle is not understood, and nothing of it is done.
    let request =
        Request::post("/").header(header::CONTENT_TYPE, "multipart/form-data; boundary=here");
    let body = Body::from("--here\r\nContent-Disposition: form-data; name=\"do\"\r\n\r\nmes");
    assert_eq!(
        served.ask("amal", request, body).await.status,
        StatusCode::BAD_REQUEST
    );
    assert!(served.happened().is_empty());
}

#[tokio::test]
async fn what_came_along_goes_with_the_copy() {
    let served = Served::new().await;
    served.amal_writes("Look.", &[&a_picture(), A_PDF]).await;
    let all = served.sees("amal", "all").await;
    for part in [
        "Communication",
        "Look.",
        "application/pdf",
        "image/png",
        // How a PDF begins, as FHIR carries it.
        "JVBERi0xLjQK",
    ] {
        assert!(all.has(part), "{part}");
    }
}
