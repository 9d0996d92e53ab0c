//! How long a note takes: the keys that are really pressed on the page as it is served, for the note
//! of one scripted session.

use crate::progress::at;
use crate::served::Served;
use axum::http::StatusCode;
use sealed::Blind;
use testing::{Sends, keystrokes, shows, stops};

/// What Ruth writes about yesterday's session.
const SCRIPT: [(&str, &str); 5] = [
    (
        "did",
        "Read the court letter together, slowly, with two pauses. Wrote down three questions for the \
         lawyer. Ten minutes of orienting in the room at the start and at the end.",
    ),
    (
        "mattered",
        "That she may say stop, and did, once, and nothing bad came of it.",
    ),
    (
        "how",
        "Tense at first, then steady. Said: lighter than I came.",
    ),
    (
        "next",
        "The evening walk, three times, with her sister if she wants. The questions go off on Monday.",
    ),
    ("safety", "Asked. Nothing new since last time."),
];
/// Four minutes at 200 keystrokes a minute.
const MOST: usize = 4 * 200;

#[tokio::test]
async fn the_note_of_a_scripted_session_takes_less_than_four_minutes_of_keystrokes() {
    let served = Served::new(Blind::Yes).await;
    let page = served.get("ruth", &at("/new")).await;
    let stops = stops(&page.page, "data-keep=");
    let count = |sends| keystrokes(&stops, &SCRIPT, sends).unwrap();
    let (short, plain) = (count(Sends::AtOnce), count(Sends::ByTheButton));
    // Nearly all of it is what she says: the page costs a handful of keys.
    let said: usize = SCRIPT.iter().map(|(_, words)| words.chars().count()).sum();
    assert!(
        said < short && plain < said + 50,
        "{said}, {short} and {plain}"
    );
    assert!(short < plain && plain < MOST, "{short} and {plain}");
    // What was counted is what the page takes, and what is read afterwards.
    let (once, session) = (page.hidden("once"), page.hidden("session"));
    let given = crate::served::PREFILLED.join("\n");
    let mut form = vec![("once", &*once), ("session", &session), ("given", &given)];
    form.extend_from_slice(&SCRIPT);
    let came = served.post("ruth", &at("/new"), &form).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER);
    let shown = served.client(&[("do", "notes"), ("about", &once)]).await;
    for (_, words) in SCRIPT {
        let words = words.lines().next().unwrap();
        assert!(shown.has(words), "{words}");
    }
    for line in crate::served::PREFILLED {
        assert!(shown.has(line), "{line}");
    }
    let figure = format!(
        "to write the note of a scripted session: {short} keystrokes with Ctrl+Enter, {plain} \
         without scripts, of {MOST} in four minutes at 200 a minute; {} letters stood already",
        given.chars().count()
    );
    println!("{figure}");
    shows("RE-2", &figure);
}
