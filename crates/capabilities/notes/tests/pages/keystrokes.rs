//! How long a note takes: the keys that are really pressed on the page as it is served, for the note
//! of one scripted session.

use crate::progress::at;
use crate::served::Served;
use axum::http::StatusCode;
use sealed::Blind;

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

/// The stops of the Tab key in the form of a page, in their order, from where the cursor is when it
/// opens. What is inside a closed `details` is passed by.
fn stops(page: &str) -> Vec<String> {
    let (_, form) = page.split_once("data-keep=").unwrap();
    let (form, _) = form.split_once("</form>").unwrap();
    let mut stops = Vec::new();
    let (mut closed, mut began) = (false, false);
    for tag in form.split('<').skip(1) {
        let tag = tag.split_once('>').map_or(tag, |(tag, _)| tag);
        let kind = tag.split_whitespace().next().unwrap_or_default();
        match kind {
            "details" => closed = !tag.ends_with(" open"),
            "/details" => closed = false,
            _ => {}
        }
        let is_stop = match kind {
            "textarea" | "button" => !closed,
            "input" => !closed && !tag.contains("type=\"hidden\""),
            "summary" => true,
            _ => false,
        };
        began |= tag.contains(" autofocus");
        if is_stop && began {
            let name = tag.split_once("name=\"").map_or(kind, |(_, rest)| {
                rest.split_once('"').map_or(rest, |(name, _)| name)
            });
            stops.push(name.to_owned());
        }
    }
    stops
}

/// The keys for typing these words into these fields one after the other and finishing: a letter is
/// a key, and two where it wants Shift; Tab leads on; then Ctrl and Enter, or Tab to the button and
/// Enter.
fn keys(stops: &[String], script: &[(&str, &str)], with_script: bool) -> usize {
    let letter = |letter: char| match letter {
        ':' | '?' | '!' | '(' | ')' | '"' => 2,
        letter if letter.is_uppercase() => 2,
        _ => 1,
    };
    let (mut keys, mut here) = (0, 0);
    for (name, words) in script {
        let there = stops.iter().position(|stop| stop == name).unwrap();
        assert!(there >= here, "{name} lies before where one is");
        keys += there - here + words.chars().map(letter).sum::<usize>();
        here = there;
    }
    if with_script {
        return keys + 2;
    }
    let button = stops.iter().position(|stop| stop == "button").unwrap();
    keys + (button - here) + 1
}

#[tokio::test]
async fn the_note_of_a_scripted_session_takes_less_than_four_minutes_of_keystrokes() {
    let served = Served::new(Blind::Yes).await;
    let page = served.get("ruth", &at("/new")).await;
    let stops = stops(&page.page);
    let (short, plain) = (keys(&stops, &SCRIPT, true), keys(&stops, &SCRIPT, false));
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
    println!(
        "a note of a scripted session: {short} keystrokes with Ctrl+Enter, {plain} without scripts, \
         of {MOST} in four minutes at 200 a minute; {} letters stood already",
        given.chars().count()
    );
}

#[test]
fn a_page_that_needed_more_typing_would_not_pass() {
    let page = "<form data-keep=\"x\"><textarea name=\"given\"></textarea>\
                <textarea name=\"did\" autofocus></textarea><details><summary>s</summary>\
                <input type=\"radio\" name=\"held\"></details><textarea name=\"next\"></textarea>\
                <button>f</button></form>";
    let stops = stops(page);
    assert_eq!(stops, ["did", "summary", "next", "button"]);
    // A: 2 keys with Shift; two Tabs; b: 1; then Ctrl and Enter, or Tab and Enter.
    let script = [("did", "A"), ("next", "b")];
    assert_eq!(keys(&stops, &script, true), 2 + 2 + 1 + 2);
    assert_eq!(keys(&stops, &script, false), 2 + 2 + 1 + 1 + 1);
    let long = "x".repeat(MOST);
    assert!(keys(&stops, &[("did", &long)], true) > MOST);
}
