//! Notes that a client waits for: told at once, with why and until when, and never for long.

use crate::progress::{WRITTEN, at, reads, writes};
use crate::served::Served;
use axum::http::StatusCode;
use care::{DAY, MINUTE, RecordId, Section};
use notes::{HELD_MOST, HeldV1, HoldWhyV1, LOOKS_BACK, ProgressV1, held_back};
use sealed::Blind;
use testing::{AMAL, RUTH, TOMAS};

async fn served() -> Served {
    Served::new(Blind::Yes).await
}

/// Ruth writes a note that Amal is to read after two weeks.
async fn waited_for(served: &Served) -> String {
    let most = HELD_MOST.to_string();
    let words = [
        ("did", "We spoke of him."),
        ("held", "other"),
        ("held-days", &*most),
    ];
    writes(served, &words).await
}

async fn counts(served: &Served) -> (usize, usize) {
    let counts = held_back(&served.small.vault).await.unwrap();
    assert_eq!(counts.damaged, 0);
    (counts.now, counts.in_90_days)
}

#[tokio::test]
async fn how_long_a_client_waits_is_said_and_is_two_weeks_at_most() {
    let served = served().await;
    let over = (HELD_MOST + 1).to_string();
    let once = served.get("ruth", &at("/new")).await.hidden("once");
    for days in ["", "0", "x", "-1", &over] {
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
    assert_eq!(counts(&served).await, (0, 0));
}

#[tokio::test]
async fn a_note_waited_for_says_so_why_and_until_when_and_opens_by_itself() {
    let served = served().await;
    let note = waited_for(&served).await;
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
    assert!(reads(&served, &note).await.has("value=\"note-beside\""));
    assert_eq!(counts(&served).await, (1, 1));
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
    assert_eq!(counts(&served).await, (0, 1));
    served.small.clock.pass(LOOKS_BACK * DAY);
    assert_eq!(counts(&served).await, (0, 0));
}

#[tokio::test]
async fn what_waits_is_not_taken_along_and_not_read_by_the_clients_leave_either() {
    let served = served().await;
    let note = waited_for(&served).await;
    let along = served.client(&[("do", "take")]).await;
    assert!(
        along.has("could put someone else in danger"),
        "{}",
        along.page
    );
    assert!(!along.has("We spoke of him.") && !along.has("resourceType"));
    served.grants_notes(TOMAS).await;
    for step in ["", &format!("/{note}")] {
        let page = served.get("tomas", &at(step)).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.has("someone else’s life") && !page.has("We spoke of him."));
        assert!(!page.has("/amend") && !page.has("/share") && !page.has("/notes/new"));
    }
    for step in ["/new", &format!("/{note}/amend")] {
        let came = served.get("tomas", &at(step)).await;
        assert_eq!(came.status, StatusCode::NOT_FOUND, "{step}");
    }
    served
        .post("ruth", &at(&format!("/{note}/share")), &[])
        .await;
    let along = served.client(&[("do", "take")]).await;
    for words in ["We spoke of him.", "Ruth Okafor", "11506-3"] {
        assert!(along.has(words), "{words}: {}", along.page);
    }
    let page = served.get("tomas", &at(&format!("/{note}"))).await;
    assert!(page.has("We spoke of him."));
}

#[tokio::test]
async fn a_note_waited_for_can_be_let_go_before_and_then_stays_open() {
    let served = served().await;
    let note = waited_for(&served).await;
    let one = at(&format!("/{note}"));
    assert!(served.get("ruth", &one).await.has("They know."));
    for _ in 0..2 {
        let came = served.post("ruth", &format!("{one}/share"), &[]).await;
        assert_eq!(came.status, StatusCode::SEE_OTHER);
    }
    let shown = reads(&served, &note).await;
    // Letting it go is no wording of its own.
    assert_eq!(shown.page.matches("We spoke of him.").count(), 1);
    assert_eq!(counts(&served).await, (0, 1));
    let right = [
        ("seen", "2"),
        ("did", "We spoke again."),
        ("why", "A slip."),
    ];
    served.post("ruth", &format!("{one}/amend"), &right).await;
    assert!(reads(&served, &note).await.has("We spoke again."));
}

#[tokio::test]
async fn whatever_is_written_there_nobody_waits_longer_than_two_weeks() {
    let served = served().await;
    let note = writes(&served, &WRITTEN).await;
    let acting = served.small.act(RUTH, AMAL, &[Section::Notes]).await;
    let id = RecordId::parse(&note).unwrap();
    let kept = acting.find::<ProgressV1>(id).await.unwrap().unwrap();
    let for_ever = ProgressV1 {
        held: Some(HeldV1 {
            why: HoldWhyV1::Own,
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
