//! Progress notes as they are written, read, set right, answered, and waited for.

use crate::served::{Came, LAST_WEEK, Served, YESTERDAY};
use axum::http::StatusCode;
use care::{ClientId, DAY, Happened, MINUTE, RecordId, Section};
use notes::{HELD_MOST, LOOKS_BACK, NotesGistV1, ProgressV1, held_back, progress};
use sealed::Blind;
use testing::{AMAL, RUTH};

pub(crate) fn at(step: &str) -> String {
    format!("/clients/{}/notes{step}", ClientId::of(AMAL))
}

async fn served() -> Served {
    Served::new(Blind::Yes).await
}

/// Ruth writes a note and finishes it; where it stands.
async fn writes(served: &Served, more: &[(&str, &str)]) -> String {
    let once = served.get("ruth", &at("/new")).await.hidden("once");
    let session = YESTERDAY.to_string();
    let mut form = vec![("once", &*once), ("session", &*session)];
    form.extend_from_slice(more);
    let came = served.post("ruth", &at("/new"), &form).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.page);
    assert_eq!(came.to, at(&format!("/{once}?done=yes")));
    once
}

const WRITTEN: [(&str, &str); 2] = [
    ("did", "We read the <letter> together."),
    ("next", "Evening walks."),
];

async fn reads(served: &Served, note: &str) -> Came {
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
    let none = at(&format!("/new?session={}", RecordId::from_bytes([9; 16])));
    assert_eq!(
        served.get("ruth", &none).await.status,
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
    let one = at(&format!("/{note}"));
    let page = served.get("ruth", &one).await;
    assert!(page.has("You read it. I &#60;listened&#62;."));
    let said = page.hidden("said");
    let answer = format!("{one}/answer");
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
    assert!(!served.get("ruth", &one).await.has("I &#60;listened"));
}

#[tokio::test]
async fn a_note_waited_for_says_so_why_and_until_when_and_opens_by_itself() {
    let served = served().await;
    let most = HELD_MOST.to_string();
    let over = (HELD_MOST + 1).to_string();
    let once = served.get("ruth", &at("/new")).await.hidden("once");
    for days in ["", "0", "x", &over] {
        let form = [
            ("once", &*once),
            ("did", "We spoke of him."),
            ("held", "own"),
            ("held-days", days),
        ];
        let came = served.post("ruth", &at("/new"), &form).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{days}");
        assert!(came.has("held-days-wrong") && came.has("We spoke of him."));
    }
    let words = [
        ("did", "We spoke of him."),
        ("held", "other"),
        ("held-days", &*most),
    ];
    let note = writes(&served, &words).await;
    // The client hears of it at once, with the reason, and can say something.
    assert_eq!(served.heard.take().len(), 1);
    for shown in [
        served.client(&[("do", "notes")]).await,
        reads(&served, &note).await,
    ] {
        assert!(
            shown.has("could put someone else in danger"),
            "{}",
            shown.page
        );
        assert!(!shown.has("We spoke of him."));
    }
    let counts = held_back(&served.small.vault).await.unwrap();
    assert_eq!((counts.now, counts.in_90_days), (1, 1));
    // Setting it right does not make anyone wait longer.
    served.small.clock.pass(2 * DAY);
    let amend = at(&format!("/{note}/amend"));
    let right = [
        ("seen", "1"),
        ("did", "We spoke of them."),
        ("why", "A slip."),
    ];
    served.post("ruth", &amend, &right).await;
    served
        .small
        .clock
        .pass(i64::from(HELD_MOST - 2) * DAY - MINUTE);
    assert!(!reads(&served, &note).await.has("We spoke"));
    served.small.clock.pass(MINUTE);
    let shown = reads(&served, &note).await;
    assert!(shown.has("We spoke of them.") && shown.has("We spoke of him."));
    let counts = held_back(&served.small.vault).await.unwrap();
    assert_eq!((counts.now, counts.in_90_days), (0, 1));
    served.small.clock.pass(LOOKS_BACK * DAY);
    let counts = held_back(&served.small.vault).await.unwrap();
    assert_eq!((counts.now, counts.in_90_days), (0, 0));
}

#[tokio::test]
async fn a_note_waited_for_can_be_let_go_before_and_then_stays_open() {
    let served = served().await;
    let words = [("did", "We spoke."), ("held", "own"), ("held-days", "7")];
    let note = writes(&served, &words).await;
    let one = at(&format!("/{note}"));
    assert!(served.get("ruth", &one).await.has("They know."));
    for _ in 0..2 {
        let came = served.post("ruth", &format!("{one}/share"), &[]).await;
        assert_eq!(came.status, StatusCode::SEE_OTHER);
    }
    assert!(reads(&served, &note).await.has("We spoke."));
    let counts = held_back(&served.small.vault).await.unwrap();
    assert_eq!((counts.now, counts.in_90_days), (0, 1));
    let right = [
        ("seen", "2"),
        ("did", "We spoke again."),
        ("why", "A slip."),
    ];
    served.post("ruth", &format!("{one}/amend"), &right).await;
    assert!(reads(&served, &note).await.has("We spoke again."));
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

#[tokio::test]
async fn whatever_is_written_there_nobody_waits_longer_than_two_weeks() {
    let served = served().await;
    let note = writes(&served, &WRITTEN).await;
    let acting = served.small.act(RUTH, AMAL, &[Section::Notes]).await;
    let id = RecordId::parse(&note).unwrap();
    let kept = acting.find::<ProgressV1>(id).await.unwrap().unwrap();
    let for_ever = ProgressV1 {
        held: Some(notes::HeldV1 {
            why: notes::HoldWhyV1::Own,
            until: i64::MAX,
            ended: None,
        }),
        ..kept.value
    };
    let written = for_ever.written();
    let last = written + i64::from(HELD_MOST) * DAY;
    assert!(for_ever.held_at(last + (-1)).is_some());
    assert!(for_ever.held_at(last).is_none());
}
