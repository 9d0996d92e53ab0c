//! Taking one meeting as a calendar entry.

use crate::served::Served;
use axum::http::StatusCode;

#[tokio::test]
async fn one_meeting_is_taken_under_words_of_ones_own() {
    let served = Served::new().await;
    let screen = served.does("amal", "calendar", &[]).await;
    assert!(screen.has("Anyone who sees that calendar"));
    assert!(!screen.has("Ruth") && !screen.has("Lindenhaus"));
    let chosen = "01".repeat(16);
    let file = [("called", "Dentist"), ("meeting", chosen.as_str())];
    let came = served.does("amal", "calendar-file", &file).await;
    assert_eq!(came.status, StatusCode::OK);
    assert!(
        came.page.starts_with("BEGIN:VCALENDAR\r\n"),
        "{}",
        came.page
    );
    assert!(came.has("SUMMARY:Dentist\r\n"));
    assert!(!came.has("Ruth") && !came.has("example") && !came.has("Lindenhaus"));
    let again = served.does("amal", "calendar", &[]).await;
    assert!(again.has("value=\"Dentist\""), "the words are remembered");
}

#[tokio::test]
async fn a_meeting_that_is_not_theirs_and_words_that_are_too_long_are_not_taken() {
    let served = Served::new().await;
    let (first, other, long) = ("01".repeat(16), "77".repeat(16), "x".repeat(61));
    for (called, meeting) in [("Dentist", &other), (long.as_str(), &first), ("", &first)] {
        let file = [("called", called), ("meeting", meeting.as_str())];
        let came = served.does("amal", "calendar-file", &file).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(came.has("Choose a meeting"));
    }
}
