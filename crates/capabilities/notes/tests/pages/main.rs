//! The pages of notes, over a service that has nothing else: process notes here, progress notes and
//! notes of two in files of their own.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod browser;
mod held;
mod keystrokes;
mod progress;
mod served;
mod two;

use axum::http::StatusCode;
use care::{ClientId, MINUTE, RecordId};
use notes::{IDLE, PAUSE, TRIES};
use sealed::Blind;
use served::{Came, Served};
use testing::{AMAL, RUTH};

const WORD: &str = "a word of mine";

fn at(step: &str) -> String {
    format!("/clients/{}/process-notes{step}", ClientId::of(AMAL))
}

async fn begins(served: &Served) {
    let twice = [("new-word", WORD), ("word-again", WORD)];
    let came = served.post("ruth", &at("/word"), &twice).await;
    assert_eq!((came.status, came.to), (StatusCode::SEE_OTHER, at("")));
}

async fn opens(served: &Served, word: &str) -> Came {
    served.post("ruth", &at("/word"), &[("word", word)]).await
}

async fn writes(served: &Served, number: &str, words: &str) -> Came {
    let form = [("seen", number), ("note-words", words)];
    served.post("ruth", &at("/new"), &form).await
}

fn refused(came: &Came, says: &str) {
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(came.has(says), "{}", came.page);
}

#[tokio::test]
async fn the_first_word_is_chosen_with_what_it_means_said_and_opens_the_notes() {
    for (blind, says, not) in [
        (Blind::Yes, "lost for ever", "way in of its own: if"),
        (Blind::No, "way in of its own: if", "lost for ever"),
    ] {
        let served = Served::new(blind).await;
        assert_eq!(served.get("ruth", &at("")).await.to, at("/word"));
        let page = served.get("ruth", &at("/word")).await;
        assert!(page.has(says) && !page.has(not), "{}", page.page);
        for (word, again, says) in [
            ("short", "short", "at least 8 letters"),
            (WORD, "another word", "not the same"),
        ] {
            let twice = [("new-word", word), ("word-again", again)];
            let came = served.post("ruth", &at("/word"), &twice).await;
            refused(&came, says);
            assert!(!came.has(WORD), "a word stands in a page");
        }
        begins(&served).await;
        let page = served.get("ruth", &at("")).await;
        assert!(page.has("There are no process notes"), "{}", page.page);
    }
}

#[tokio::test]
async fn a_note_is_written_read_and_set_right_beside_what_it_said() {
    let served = Served::new(Blind::Yes).await;
    begins(&served).await;
    let page = served.get("ruth", &at("/new")).await;
    assert!(page.has("name=\"seen\" value=\"1\""), "{}", page.page);
    refused(&writes(&served, "1", "  ").await, "note-words-wrong");
    assert_eq!(
        writes(&served, "1", "A thought.\n<b>More.").await.to,
        at("")
    );
    let list = served.get("ruth", &at("")).await;
    assert!(
        list.has("A thought.") && !list.has("More."),
        "{}",
        list.page
    );
    let before = format!("href=\"{}/", at(""));
    let mut parts = list.page.split(&before);
    let id = parts.find_map(|part| RecordId::parse(part.get(..32)?));
    let id = id.unwrap();
    let one = at(&format!("/{id}"));
    let page = served.get("ruth", &one).await;
    assert!(page.has("A thought.\n&#60;b&#62;More."), "{}", page.page);
    let amend = format!("{one}/amend");
    assert!(served.get("ruth", &amend).await.has("A thought."));
    let right = [("seen", "1"), ("note-words", "Another thought.")];
    assert_eq!(served.post("ruth", &amend, &right).await.to, one);
    let page = served.get("ruth", &one).await;
    assert!(page.has("Another thought.") && page.has("A thought."));
    // From a page that is older: the words stay, and nothing is overwritten.
    let older = [("seen", "1"), ("note-words", "From an older page.")];
    let came = served.post("ruth", &amend, &older).await;
    refused(&came, "was changed while");
    assert!(came.has("From an older page.") && came.has("value=\"2\""));
}

#[tokio::test]
async fn the_notes_close_after_ten_minutes_and_what_was_typed_meanwhile_stays() {
    let served = Served::new(Blind::Yes).await;
    begins(&served).await;
    served.small.clock.pass(IDLE - 1);
    assert!(
        served.get("ruth", &at("")).await.to.is_empty(),
        "still open"
    );
    served.small.clock.pass(IDLE);
    let came = writes(&served, "1", "Long thought of.").await;
    refused(&came, "Your notes closed while you wrote");
    assert!(came.has("Long thought of.") && came.has("id=\"word\""));
    for (word, says) in [("not my word", "This is not your notes word"), (WORD, "")] {
        let form = [
            ("seen", "1"),
            ("note-words", "Long thought of."),
            ("word", word),
        ];
        let came = served.post("ruth", &at("/new"), &form).await;
        if says.is_empty() {
            assert_eq!(came.to, at(""));
        } else {
            refused(&came, says);
            assert!(came.has("Long thought of.") && !came.has(word));
        }
    }
    assert!(served.get("ruth", &at("")).await.has("Long thought of."));
    served.post("ruth", &at("/close"), &[]).await;
    assert_eq!(served.get("ruth", &at("")).await.to, at("/word"));
    // As when a sign-in ends, and as the clock takes them out of memory.
    opens(&served, WORD).await;
    assert_eq!(served.desk.open_now(), 1);
    served.desk.close(RecordId::from_bytes(*RUTH.bytes()));
    assert_eq!(served.desk.open_now(), 0);
    opens(&served, WORD).await;
    served.desk.sweep(served.small.vault.now() + IDLE);
    assert_eq!(served.desk.open_now(), 0);
}

#[tokio::test]
async fn after_five_wrong_words_none_is_looked_at_for_ten_minutes() {
    let served = Served::new(Blind::Yes).await;
    begins(&served).await;
    served.post("ruth", &at("/close"), &[]).await;
    for _ in 0..TRIES {
        refused(
            &opens(&served, "not this one").await,
            "This is not your notes word",
        );
        served.small.clock.pass(MINUTE);
    }
    refused(&opens(&served, WORD).await, "too often");
    let change = [
        ("word", WORD),
        ("new-word", "one more word"),
        ("word-again", "one more word"),
    ];
    refused(
        &served.post("ruth", &at("/change"), &change).await,
        "too often",
    );
    served.small.clock.pass(PAUSE);
    assert_eq!(opens(&served, WORD).await.to, at(""));
}

#[tokio::test]
async fn a_changed_word_opens_what_was_written_before_and_the_old_one_nothing() {
    let served = Served::new(Blind::Yes).await;
    begins(&served).await;
    writes(&served, "1", "From before.").await;
    let change = [
        ("word", WORD),
        ("new-word", "one more word"),
        ("word-again", "one more word"),
    ];
    let came = served.post("ruth", &at("/change"), &change).await;
    assert!(
        served
            .get("ruth", &came.to)
            .await
            .has("Your notes word is changed.")
    );
    served.post("ruth", &at("/close"), &[]).await;
    refused(&opens(&served, WORD).await, "This is not");
    opens(&served, "one more word").await;
    assert!(served.get("ruth", &at("")).await.has("From before."));
}

#[tokio::test]
async fn a_forgotten_word_is_replaced_after_proving_who_one_is_and_says_what_is_lost() {
    for (blind, says, reads) in [
        (Blind::Yes, "cannot be opened any more", false),
        (Blind::No, "way in of its own", true),
    ] {
        let served = Served::new(blind).await;
        begins(&served).await;
        writes(&served, "1", "From before.").await;
        let page = served.get("ruth", &at("/lost")).await;
        assert!(page.has(says), "{}", page.page);
        let twice = [
            ("new-word", "one more word"),
            ("word-again", "one more word"),
        ];
        let came = served.post("ruth", &at("/lost"), &twice).await;
        let page = served.get("ruth", &came.to).await;
        assert_eq!(page.has("From before."), reads);
        assert_eq!(page.has("One note is closed"), !reads, "{}", page.page);
        // Proven too long ago: first that, and nothing is done.
        served.small.clock.pass(6 * MINUTE);
        for came in [
            served.get("ruth", &at("/lost")).await,
            served.post("ruth", &at("/lost"), &twice).await,
        ] {
            assert!(came.to.starts_with("/again?to="), "{}", came.to);
        }
    }
}

#[tokio::test]
async fn for_everyone_else_there_is_nothing_here() {
    let served = Served::new(Blind::No).await;
    begins(&served).await;
    writes(&served, "1", "Only mine.").await;
    for who in ["ben", "mara"] {
        for step in ["", "/word", "/new", "/lost", "/change"] {
            let came = served.get(who, &at(step)).await;
            assert_eq!(came.status, StatusCode::NOT_FOUND, "{who} {step}");
        }
    }
    assert!(!served.get("amal", &at("")).await.has("Only mine."));
    let page = served.get("ruth.es", &at("")).await;
    assert!(page.has("Notas de proceso") && page.has("Only mine."));
}
