//! Progress notes as they are written, read, set right, answered, and waited for.

use crate::served::{Came, LAST_WEEK, Served, YESTERDAY};
use axum::http::StatusCode;
use care::{ClientId, Happened, RecordId, Section};
use notes::{NotesGistV1, progress};
use sealed::Blind;
use testing::{AMAL, RUTH};

pub(crate) fn at(step: &str) -> String {
    format!("/clients/{}/notes{step}", ClientId::of(AMAL))
}

async fn served() -> Served {
    Served::new(Blind::Yes).await
}

/// Ruth writes a note and finishes it; where it stands.
pub(crate) async fn writes(served: &Served, more: &[(&str, &str)]) -> String {
    let once = served.get("ruth", &at("/new")).await.hidden("once");
    let session = YESTERDAY.to_string();
    let mut form = vec![("once", &*once), ("session", &*session)];
    form.extend_from_slice(more);
    let came = served.post("ruth", &at("/new"), &form).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.page);
    assert_eq!(came.to, at(&format!("/{once}?done=yes")));
    once
}

pub(crate) const WRITTEN: [(&str, &str); 2] = [
    ("did", "We read the <letter> together."),
    ("next", "Evening walks."),
];

pub(crate) async fn reads(served: &Served, note: &str) -> Came {
    served.client(&[("do", "notes"), ("about", note)]).await
}

#[tokio::test]
async fn a_note_begins_with_what_stands_and_the_client_reads_it_once_it_is_finished() {
    let served = served().await;
    let page = served.get("ruth", &at("/new")).await;
    for line in crate::served::PREFILLED {
        assert!(page.has(line), "{line}: {}", page.page);
    }
    assert!(page.has("accesskey=\"2\" autofocus"), "{}", page.page);
    assert_eq!(page.hidden("session"), YESTERDAY.to_string());
    let note = writes(&served, &WRITTEN).await;
    let heard = served.heard.take();
    let session = Some(YESTERDAY);
    let client = ClientId::of(AMAL);
    let id = RecordId::parse(&note).unwrap();
    assert!(
        heard
            == [Happened::NoteWritten {
                client,
                note: id,
                session
            }]
    );
    for shown in [
        served.client(&[("do", "notes")]).await,
        reads(&served, &note).await,
    ] {
        assert!(shown.has("Ruth Okafor"), "{}", shown.page);
    }
    let shown = reads(&served, &note).await;
    assert!(shown.has("We read the &#60;letter&#62; together."));
    assert!(shown.has("Agreed until next time") && !shown.has("Anything about safety"));
    // The list knows of which meeting there is a note; a meeting that is not hers is none.
    let mut acting = served.small.act(RUTH, AMAL, &[Section::Overview]).await;
    let gist = acting.gist::<NotesGistV1>().await.unwrap().unwrap();
    assert!(gist.has(YESTERDAY) && !gist.has(LAST_WEEK));
    let other = at(&format!("/new?session={LAST_WEEK}"));
    assert_eq!(
        served.get("ruth", &other).await.hidden("session"),
        LAST_WEEK.to_string()
    );
    let nobodys = at(&format!("/new?session={}", RecordId::from_bytes([9; 16])));
    assert_eq!(
        served.get("ruth", &nobodys).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_note_sent_twice_is_kept_once_and_one_that_says_nothing_is_not_kept() {
    let served = served().await;
    let once = served.get("ruth", &at("/new")).await.hidden("once");
    let empty = [("once", &*once), ("given", "What stood."), ("did", "  ")];
    let came = served.post("ruth", &at("/new"), &empty).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        came.has("at least one field") && came.has("What stood."),
        "{}",
        came.page
    );
    let form = [("once", &*once), ("mattered", "The silence.")];
    for _ in 0..2 {
        let came = served.post("ruth", &at("/new"), &form).await;
        assert_eq!(came.status, StatusCode::SEE_OTHER);
    }
    let acting = served.small.act(RUTH, AMAL, &[Section::Notes]).await;
    assert_eq!(progress(&acting).await.unwrap().open.len(), 1);
}

#[tokio::test]
async fn what_is_half_written_is_its_authors_and_is_there_again() {
    let served = served().await;
    let once = served.get("ruth", &at("/new")).await.hidden("once");
    let session = YESTERDAY.to_string();
    let form = [
        ("once", &*once),
        ("session", &*session),
        ("given", "What stood."),
        ("did", "Half a senten"),
    ];
    let came = served.quietly("ruth", &at("/draft"), &form).await;
    assert_eq!(came.status, StatusCode::NO_CONTENT);
    // Nobody else: not the client, not a second therapist of hers.
    let shown = served.client(&[("do", "notes")]).await;
    assert!(!shown.has("Half a senten") && shown.has("There are no notes yet."));
    let relations = [RUTH, testing::BEN].map(|who| (who, care::RelationKind::Therapist));
    served.small.relate(AMAL, &relations).await;
    assert!(!served.get("ben", &at("")).await.has("A note you began"));
    assert!(!served.get("ben", &at("/new")).await.has("Half a senten"));
    // Ruth finds it on the list, and as she left it, under the same id.
    assert!(served.get("ruth", &at("")).await.has("A note you began"));
    let page = served.get("ruth", &at("/new")).await;
    assert!(page.has("Half a senten") && page.has("You began this on"));
    assert_eq!(page.hidden("once"), once);
    // Without scripts keeping is a button, and leads to the list.
    let came = served.post("ruth", &at("/draft"), &form).await;
    assert!(
        served
            .get("ruth", &came.to)
            .await
            .has("Your words are kept")
    );
    let done = [
        ("once", &*once),
        ("session", &session),
        ("did", "A sentence."),
    ];
    served.post("ruth", &at("/new"), &done).await;
    // A draft that comes late does not come back.
    served.quietly("ruth", &at("/draft"), &form).await;
    assert!(!served.get("ruth", &at("")).await.has("A note you began"));
}

#[tokio::test]
async fn a_note_is_set_right_beside_what_it_said_with_who_when_and_why() {
    let served = served().await;
    let note = writes(&served, &WRITTEN).await;
    let amend = at(&format!("/{note}/amend"));
    let page = served.get("ruth", &amend).await;
    assert!(page.has("We read the &#60;letter&#62; together."));
    let seen = page.hidden("seen");
    let mut form = vec![("seen", &*seen), ("did", "We read half the letter.")];
    let came = served.post("ruth", &amend, &form).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(came.has("why-wrong") && came.has("We read half the letter."));
    form.push(("why", "I had it wrong."));
    let came = served.post("ruth", &amend, &form).await;
    assert_eq!(came.to, at(&format!("/{note}?done=yes")));
    for shown in [
        served.get("ruth", &at(&format!("/{note}"))).await,
        reads(&served, &note).await,
    ] {
        for words in [
            "We read half the letter.",
            "I had it wrong.",
            "Set right by Ruth Okafor",
            "We read the &#60;letter&#62; together.",
        ] {
            assert!(shown.has(words), "{words}: {}", shown.page);
        }
    }
    // From a page that is older: the words stay, and nothing is overwritten.
    let older = [
        ("seen", &*seen),
        ("did", "From an older page."),
        ("why", "Again."),
    ];
    let came = served.post("ruth", &amend, &older).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(came.has("From an older page.") && came.has("was changed while"));
}

#[tokio::test]
async fn a_client_says_how_they_see_it_asks_for_a_change_and_is_answered_once() {
    let served = served().await;
    let note = writes(&served, &WRITTEN).await;
    served.heard.take();
    let page = reads(&served, &note).await;
    let once = page.hidden("once");
    let mut form = vec![
        ("do", "note-beside"),
        ("once", &*once),
        ("about", &*note),
        ("own-words", " "),
        ("wish", "change"),
    ];
    let came = served.client(&form).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    form[3].1 = "You read it. I <listened>.";
    let came = served.client(&form).await;
    assert!(
        came.has("You read it. I &#60;listened&#62;."),
        "{}",
        came.page
    );
    assert!(came.has("Nobody has said yes or no yet."));
    let client = ClientId::of(AMAL);
    assert!(served.heard.take() == [Happened::StatementAdded { client }]);
    let list = served.get("ruth", &at("")).await;
    assert!(list.has("Your client asks for a change."), "{}", list.page);
    let place = at(&format!("/{note}"));
    let page = served.get("ruth", &place).await;
    assert!(page.has("You read it. I &#60;listened&#62;."));
    let said = page.hidden("said");
    let answer = format!("{place}/answer");
    let came = served
        .post("ruth", &answer, &[("said", &said), ("words", "Yes.")])
        .await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(came.has("Choose one of the two.") && came.has("Yes."));
    let form = [
        ("said", &*said),
        ("words", "You are right."),
        ("changed", "yes"),
    ];
    for _ in 0..2 {
        let came = served.post("ruth", &answer, &form).await;
        assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.page);
    }
    let other = [("said", &*said), ("words", "No."), ("changed", "no")];
    let came = served.post("ruth", &answer, &other).await;
    assert!(came.has("answered or taken back while"), "{}", came.page);
    let page = reads(&served, &note).await;
    assert!(page.has("Ruth Okafor changed the note:") && page.has("You are right."));
    let mut acting = served.small.act(RUTH, AMAL, &[Section::Overview]).await;
    assert_eq!(
        acting.gist::<NotesGistV1>().await.unwrap().unwrap().asked,
        0
    );
    // Taken back it is the client's alone.
    let back = [
        ("do", "note-beside-back"),
        ("about", &*note),
        ("said", &said),
    ];
    assert!(served.client(&back).await.has("You took this back on"));
    assert!(!served.get("ruth", &place).await.has("I &#60;listened"));
}

#[tokio::test]
async fn nobody_without_the_notes_meets_any_and_a_note_tells_nothing_of_process_notes() {
    let served = served().await;
    let note = writes(&served, &WRITTEN).await;
    let twice = [
        ("new-word", "a word of mine"),
        ("word-again", "a word of mine"),
    ];
    let process = format!("/clients/{}/process-notes", ClientId::of(AMAL));
    served
        .post("ruth", &format!("{process}/word"), &twice)
        .await;
    let form = [("seen", "1"), ("note-words", "Only mine.")];
    served.post("ruth", &format!("{process}/new"), &form).await;
    for who in ["ben", "mara", "ines", "sol"] {
        for step in ["", "/new", &format!("/{note}"), &format!("/{note}/amend")] {
            let came = served.get(who, &at(step)).await;
            assert_eq!(came.status, StatusCode::NOT_FOUND, "{who} {step}");
        }
    }
    for step in ["", "/new", &format!("/{note}"), &format!("/{note}/amend")] {
        let page = served.get("ruth", &at(step)).await;
        for word in ["rocess note", "process-note", "Only mine."] {
            assert!(!page.has(word), "{word} on {step}");
        }
    }
    let page = reads(&served, &note).await;
    assert!(!page.has("rocess note") && !page.has("Only mine."));
    let spanish = served.get("ruth.es", &at("/new")).await;
    assert!(spanish.has("Qué hicimos"), "{}", spanish.page);
}
