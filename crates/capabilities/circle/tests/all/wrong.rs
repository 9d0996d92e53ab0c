//! What is wrong with what was sent is said where it stands, and nothing typed is lost.

use crate::{WORD, adds, chosen, lines, open, own, writes};
use care::RecordId;
use circle::PersonV1;
use sealed::Blind;
use testing::AMAL;

#[tokio::test]
async fn a_full_name_is_asked_about_once() {
    let served = open().await;
    let once = served.does("amal", "circle-edit", &[]).await.field("once");
    let fields = [
        ("own-key", "circle-edit"),
        ("once", once.as_str()),
        ("called", "Jonas Vogel"),
        ("who", "my uncle"),
    ];
    let page = served.does("amal", "circle-keep", &fields).await;
    page.says("This looks like a full name.");
    page.says("my uncle");
    assert_eq!(page.field("sure"), "Jonas Vogel");
    // Another full name is asked about anew.
    let mut other = fields.to_vec();
    other[2] = ("called", "Ana Solís");
    other.push(("sure", "Jonas Vogel"));
    let page = served.does("amal", "circle-keep", &other).await;
    page.says("This looks like a full name.");
    let mut sure = fields.to_vec();
    sure.push(("sure", "Jonas Vogel"));
    served
        .does("amal", "circle-keep", &sure)
        .await
        .says("It is saved.");
    // Sent twice, it is one person.
    served.does("amal", "circle-keep", &sure).await;
    let all = own(&served.small).await.latest::<PersonV1>().await.unwrap();
    assert_eq!(all.kept.len(), 1);
}

#[tokio::test]
async fn too_long_too_early_and_nothing_at_all_keep_what_was_typed() {
    let served = open().await;
    let heron = adds(&served, "Heron").await;
    let long = "é".repeat(1_001);
    let page = writes(&served, heron, &[("words", &long), ("kind", "yes")]).await;
    assert_eq!(page.status, 422);
    assert!(page.has("This is 1001 letters long.") && page.has(&long));
    page.says("value=\"yes\" checked");
    for day in ["2026-05-05", "1899-12-31", "soon", "", "2026-02-30"] {
        let page = writes(&served, heron, &[("day", day), ("words", "Kept here.")]).await;
        assert!(page.has("Please choose a day that has come."), "{day}");
        page.says("Kept here.");
    }
    let page = writes(&served, heron, &[("kept", "perhaps"), ("words", " ")]).await;
    page.says("Please choose one of the answers above");
    let huge = "a".repeat(64 * 1024);
    let page = writes(&served, heron, &[("words", &huge)]).await;
    assert_eq!(page.status, 413);
    assert!(lines(&served).await.is_empty());
    // The same page sent twice is one day.
    let id = heron.to_string();
    let once = served
        .does("amal", "circle-log", &[("about", &id)])
        .await
        .field("once");
    for _ in 0..2 {
        let fields = [
            ("own-key", "circle-log"),
            ("once", once.as_str()),
            ("about", &id),
            ("day", "2026-05-04"),
            ("kept", "yes"),
        ];
        served.does("amal", "circle-log-keep", &fields).await;
    }
    assert_eq!(lines(&served).await.len(), 1);
}

#[tokio::test]
async fn ids_of_nothing_of_others_and_of_another_kind_open_nothing() {
    let served = open().await;
    let heron = adds(&served, "Heron").await;
    writes(&served, heron, &[("kept", "yes")]).await;
    let act = own(&served.small).await;
    let line = act.latest::<circle::LineV1>().await.unwrap().kept[0].record;
    let nobody = RecordId::from_bytes([9; 16]);
    let of = |id: RecordId| id.to_string();
    for (screen, id) in [
        ("circle-person", line),
        ("circle-person", nobody),
        ("circle-line", heron),
        ("circle-log", line),
        ("circle-edit", line),
        ("circle-share", nobody),
        ("circle-erase", nobody),
        ("circle-script", heron),
    ] {
        let page = served.does("amal", screen, &[("about", &of(id))]).await;
        assert_eq!(page.status, 404, "{screen} {id}");
    }
    let once = nobody.to_string();
    for (act, form, id) in [
        ("circle-keep", "circle-edit", of(nobody)),
        ("circle-log-keep", "circle-log", of(line)),
        ("circle-log-keep", "circle-log", "heron".to_owned()),
        ("circle-share-do", "circle-share", of(nobody)),
        ("circle-script-keep", "circle-script", of(nobody)),
    ] {
        let fields = [
            ("own-key", form),
            ("once", once.as_str()),
            ("about", &id),
            ("called", "Crow"),
            ("words", "x"),
            ("days", "7"),
        ];
        let page = served.does("amal", act, &fields).await;
        let refused = page.status.is_client_error();
        // Without an id the first form writes someone new: then there is nothing to refuse.
        assert!(refused, "{act} {id}: {}", page.status);
    }
    let page = served
        .does("amal", "circle-share", &[("about", &of(heron))])
        .await;
    let once = page.field("once");
    for days in ["0", "2", "-1", "365", "", "99999999999"] {
        let fields = [
            ("own-key", "circle-share"),
            ("once", once.as_str()),
            ("about", &of(heron)),
            ("words", "x"),
            ("days", days),
        ];
        let page = served.does("amal", "circle-share-do", &fields).await;
        page.says("Please choose for how long.");
    }
    assert!(served.happened().is_empty());
    assert_eq!(lines(&served).await.len(), 1);
}

#[tokio::test]
async fn what_is_wrong_with_a_word_is_said_and_no_word_stands_in_a_page() {
    let served = crate::served().await;
    served.does("amal", "circle", &[]).await;
    served.does("amal", "circle-alone", &[]).await;
    let long = "x".repeat(201);
    for (word, again, says) in [
        ("short", "short", "at least 8 letters"),
        (WORD, "another word", "The two are not the same."),
        (&long, &long, "This is too long."),
    ] {
        let new = [
            ("way", "mine"),
            ("new-secret", word),
            ("secret-again", again),
        ];
        let page = served.does("amal", "circle-begin", &new).await;
        page.says(says);
        page.says_not(&format!("value=\"{word}"));
        page.says("value=\"mine\" checked");
    }
    assert!(!served.small.vault.has_own_key(AMAL).await.unwrap());
    // A second beginning, from an older page, loses nothing of the first.
    let served = chosen(Blind::Yes).await;
    let new = [
        ("way", "mine"),
        ("new-secret", WORD),
        ("secret-again", WORD),
    ];
    let page = served.does("amal", "circle-begin", &new).await;
    assert_eq!(page.status, 409);
    crate::opens(&served)
        .await
        .says("There is nobody here yet.");
}

#[tokio::test]
async fn a_damaged_part_is_said_to_be_there_and_never_shown_as_nothing() {
    let served = open().await;
    let heron = adds(&served, "Heron").await;
    writes(&served, heron, &[("kept", "yes")]).await;
    // Another shape's bytes under the same id, as a fault would leave them.
    let engine = served.small.vault.engine();
    let row = engine
        .record(crate::client(), heron)
        .await
        .unwrap()
        .unwrap();
    let mut sealed = row.sealed.clone();
    let last = sealed.len() - 1;
    sealed[last] ^= 1;
    let batch = sealed::engine::Batch {
        overwrite: vec![sealed::engine::Row { sealed, ..row }],
        ..sealed::engine::Batch::default()
    };
    engine.commit(batch).await.unwrap();
    let page = served.does("amal", "circle", &[]).await;
    page.says("A part of this could not be opened.");
    page.says("Erase everything here");
    page.says_not("Heron");
    served
        .does("amal", "circle-erase-everything", &[])
        .await
        .says_not("could not be opened");
}
