//! What is kept is kept whole or not at all, and never twice.

use crate::shapes::{CountV1, EntryV1, HalfV1, NoteV1, note};
use crate::tampered::{Cell, Tampered};
use care::{ClientId, RecordId, Section};
use sealed::engine::CommitError;
use sealed::{Act, Notice, ReadError};
use testing::{AMAL, NOOR, RUTH, Small};

const OPEN: [Section; 2] = [Section::Notes, Section::Overview];

fn half(words: &str) -> HalfV1 {
    HalfV1 {
        words: words.to_owned(),
    }
}

async fn words(act: &Act, id: RecordId) -> Option<String> {
    act.find::<NoteV1>(id)
        .await
        .unwrap()
        .map(|kept| kept.value.words)
}

#[tokio::test]
async fn a_second_submission_is_a_conflict_and_nothing_of_it_is_kept() {
    let engine = Tampered::default();
    let small = Small::over(Box::new(engine.clone())).await;
    let id = RecordId::from_bytes([5; 16]);
    for (notes, expected) in [(1, true), (2, false)] {
        let mut act = small.act(RUTH, AMAL, &OPEN).await;
        act.keep(act.mint(), &note("beside it")).unwrap();
        act.keep(id, &note(&format!("try {notes}"))).unwrap();
        act.set_gist(&CountV1 { notes }).await.unwrap();
        act.post(AMAL, Notice::SomethingWaits, act.now())
            .await
            .unwrap();
        let before = engine.commits().len();
        let done = act.done().await;
        assert_eq!(done.is_ok(), expected);
        assert!(expected || matches!(done, Err(CommitError::Conflict)));
        assert_eq!(engine.commits().len(), before + usize::from(expected));
    }
    let mut act = small.act(RUTH, AMAL, &OPEN).await;
    assert_eq!(words(&act, id).await.unwrap(), "try 1");
    assert_eq!(act.latest::<NoteV1>().await.unwrap().kept.len(), 2);
    assert_eq!(
        act.gist::<CountV1>().await.unwrap(),
        Some(CountV1 { notes: 1 })
    );
    assert_eq!(small.vault.due(10).await.unwrap().0.len(), 1);
}

#[tokio::test]
async fn of_two_who_amend_the_same_version_one_is_told() {
    let small = Small::in_memory().await;
    let mut act = small.act(RUTH, AMAL, &OPEN).await;
    let id = act.mint();
    act.keep(id, &note("as it was")).unwrap();
    act.done().await.unwrap();

    let (mut first, mut second) = (
        small.act(RUTH, AMAL, &OPEN).await,
        small.act(AMAL, AMAL, &OPEN).await,
    );
    let was = first.find::<NoteV1>(id).await.unwrap().unwrap();
    first.amend(&was, &note("first")).unwrap();
    second.amend(&was, &note("second")).unwrap();
    first.done().await.unwrap();
    assert!(matches!(second.done().await, Err(CommitError::Conflict)));

    let act = small.act(RUTH, AMAL, &OPEN).await;
    let history = act.history::<NoteV1>(id).await.unwrap();
    let words: Vec<_> = history
        .iter()
        .map(|kept| kept.value.words.as_str())
        .collect();
    assert_eq!(words, ["as it was", "first"]);
}

#[tokio::test]
async fn one_act_may_keep_a_record_and_amend_it() {
    let small = Small::in_memory().await;
    let mut act = small.act(RUTH, AMAL, &OPEN).await;
    let id = act.mint();
    act.keep(id, &note("one")).unwrap();
    let was = sealed::Kept {
        record: id,
        version: 1,
        at: act.now(),
        value: note("one"),
    };
    act.amend(&was, &note("two")).unwrap();
    act.done().await.unwrap();
    let act = small.act(RUTH, AMAL, &OPEN).await;
    assert_eq!(act.history::<NoteV1>(id).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_record_of_someone_else_is_not_amended_into_this_one() {
    let small = Small::in_memory().await;
    let mut act = small.act(AMAL, AMAL, &OPEN).await;
    let id = act.mint();
    act.keep(id, &note("Amal's")).unwrap();
    act.done().await.unwrap();
    let act = small.act(AMAL, AMAL, &OPEN).await;
    let amals = act.find::<NoteV1>(id).await.unwrap().unwrap();

    let mut act = small.act(NOOR, NOOR, &OPEN).await;
    assert!(act.find::<NoteV1>(id).await.unwrap().is_none());
    act.amend(&amals, &amals.value).unwrap();
    assert!(matches!(act.done().await, Err(CommitError::Conflict)));
    let past_all = sealed::Kept {
        version: u32::MAX,
        ..amals
    };
    let mut act = small.act(AMAL, AMAL, &OPEN).await;
    assert!(matches!(
        act.amend(&past_all, &note("no")),
        Err(ReadError::Damaged(_))
    ));
}

#[tokio::test]
async fn a_gist_that_changed_since_it_was_first_read_is_not_written_over() {
    let small = Small::in_memory().await;
    let mut slow = small.act(RUTH, AMAL, &OPEN).await;
    assert_eq!(slow.gist::<CountV1>().await.unwrap(), None);
    let mut quick = small.act(AMAL, AMAL, &OPEN).await;
    quick.set_gist(&CountV1 { notes: 1 }).await.unwrap();
    quick.done().await.unwrap();
    // Reading it again does not make what was worked out before any newer.
    slow.gist::<CountV1>().await.unwrap();
    slow.set_gist(&CountV1 { notes: 1 }).await.unwrap();
    assert!(matches!(slow.done().await, Err(CommitError::Conflict)));
}

#[tokio::test]
async fn two_changes_of_a_gist_in_one_act_add_up() {
    let small = Small::in_memory().await;
    let mut act = small.act(RUTH, AMAL, &OPEN).await;
    for _ in 0..3 {
        let gist = act.gist::<CountV1>().await.unwrap().unwrap_or_default();
        act.set_gist(&CountV1 {
            notes: gist.notes + 1,
        })
        .await
        .unwrap();
    }
    act.done().await.unwrap();
    let mut act = small.act(RUTH, AMAL, &OPEN).await;
    assert_eq!(
        act.gist::<CountV1>().await.unwrap(),
        Some(CountV1 { notes: 3 })
    );
}

#[tokio::test]
async fn half_written_words_are_written_over_and_thrown_away_without_a_trace() {
    let engine = Tampered::default();
    let small = Small::over(Box::new(engine.clone())).await;
    let id = RecordId::from_bytes([9; 16]);
    small.act(AMAL, AMAL, &[Section::Drafts]).await;
    let before = engine.commits().len();
    for words in ["I felt", "I felt that you"] {
        let mut act = small.act(AMAL, AMAL, &[Section::Drafts]).await;
        act.overwrite(id, &half(words)).unwrap();
        act.done().await.unwrap();
        let act = small.act(AMAL, AMAL, &[Section::Drafts]).await;
        assert_eq!(
            act.history::<HalfV1>(id).await.unwrap()[0].value,
            half(words)
        );
        assert_eq!(act.history::<HalfV1>(id).await.unwrap().len(), 1);
    }
    let mut act = small.act(AMAL, AMAL, &[Section::Drafts]).await;
    act.forget::<HalfV1>(id).unwrap();
    act.done().await.unwrap();
    let act = small.act(AMAL, AMAL, &[Section::Drafts]).await;
    assert!(act.find::<HalfV1>(id).await.unwrap().is_none());
    assert_eq!(
        engine.commits()[before..],
        [(0, 0); 3],
        "no rows that stay and no lines"
    );
}

#[tokio::test]
async fn nothing_but_a_passing_record_is_written_over_or_thrown_away() {
    let small = Small::in_memory().await;
    let sections = [Section::Notes, Section::Drafts];
    let mut act = small.act(AMAL, AMAL, &sections).await;
    let id = act.mint();
    act.keep(id, &note("stays")).unwrap();
    act.done().await.unwrap();

    let mut act = small.act(AMAL, AMAL, &sections).await;
    act.forget::<HalfV1>(id).unwrap();
    assert!(matches!(act.done().await, Err(CommitError::Conflict)));
    let mut act = small.act(AMAL, AMAL, &sections).await;
    act.overwrite(id, &half("over it")).unwrap();
    assert!(matches!(act.done().await, Err(CommitError::Conflict)));
    let act = small.act(AMAL, AMAL, &sections).await;
    assert_eq!(words(&act, id).await.unwrap(), "stays");
}

#[tokio::test]
async fn an_id_that_follows_from_a_name_is_the_same_for_this_client_and_no_other() {
    let small = Small::in_memory().await;
    let session = RecordId::from_bytes([3; 16]);
    let id_for = async |who, kind| small.act(who, who, &OPEN).await.id_for(kind, session);
    assert_eq!(
        id_for(AMAL, "check-in").await,
        id_for(AMAL, "check-in").await
    );
    assert_ne!(
        id_for(AMAL, "check-in").await,
        id_for(AMAL, "rupture").await
    );
    assert_ne!(
        id_for(AMAL, "check-in").await,
        id_for(NOOR, "check-in").await
    );
}

#[tokio::test]
async fn a_stopped_engine_says_so_and_nothing_is_kept() {
    let engine = Tampered::default();
    let small = Small::over(Box::new(engine.clone())).await;
    let mut act = small.act(RUTH, AMAL, &OPEN).await;
    act.keep(act.mint(), &note("too late")).unwrap();
    let before = engine.commits();
    small.vault.engine().close().await;
    assert!(matches!(act.done().await, Err(CommitError::Fault(_))));
    assert_eq!(engine.commits(), before);
}

#[tokio::test]
async fn a_damaged_record_is_named_and_the_others_are_shown() {
    let engine = Tampered::default();
    let small = Small::over(Box::new(engine.clone())).await;
    let mut act = small.act(RUTH, AMAL, &OPEN).await;
    let ids: Vec<_> = (0..3).map(|_| act.mint()).collect();
    for id in &ids {
        act.keep(*id, &note("as it was")).unwrap();
    }
    act.set_gist(&CountV1 { notes: 3 }).await.unwrap();
    act.done().await.unwrap();
    let hurt = ids[1];
    engine.tamper(move |mut cell| {
        let hit = match &cell {
            Cell::Row(row) => row.record == hurt,
            Cell::Gist(gist) => gist.client == ClientId::of(AMAL),
            _ => false,
        };
        if hit {
            cell.sealed()[40] ^= 1;
        }
        true
    });
    let mut act = small.act(RUTH, AMAL, &OPEN).await;
    let listing = act.latest::<NoteV1>().await.unwrap();
    assert_eq!((listing.kept.len(), listing.damaged), (2, vec![hurt]));
    assert!(matches!(
        act.find::<NoteV1>(hurt).await,
        Err(ReadError::Damaged(_))
    ));
    assert!(matches!(
        act.history::<NoteV1>(hurt).await,
        Err(ReadError::Damaged(_))
    ));
    assert!(matches!(
        act.gist::<CountV1>().await,
        Err(ReadError::Damaged(_))
    ));
    engine.leave_alone();
    assert_eq!(act.latest::<NoteV1>().await.unwrap().kept.len(), 3);
}

#[tokio::test]
async fn the_time_of_a_record_cannot_be_moved() {
    let engine = Tampered::default();
    let small = Small::over(Box::new(engine.clone())).await;
    let mut act = small.act(RUTH, AMAL, &[Section::Notes]).await;
    act.keep(act.mint(), &note("said on Monday")).unwrap();
    act.done().await.unwrap();
    let act = small.act(RUTH, AMAL, &[Section::Notes]).await;
    let own = small.act(AMAL, AMAL, &[Section::Ledger]).await;
    let whole = own.lines(None, 100).await.unwrap().0.len();
    engine.tamper(|cell| {
        match cell {
            Cell::Row(row) => row.at = row.at + 1,
            Cell::Line(line) => line.line.at = line.line.at + 1,
            _ => {}
        }
        true
    });
    assert_eq!(act.latest::<NoteV1>().await.unwrap().damaged.len(), 1);
    let (lines, damaged) = own.lines(None, 100).await.unwrap();
    assert_eq!((lines.len(), damaged), (0, whole));
}

#[tokio::test]
async fn the_directory_keeps_amends_writes_over_and_forgets() {
    let small = Small::in_memory().await;
    let vault = &small.vault;
    let id = vault.directory_id("entry", b"someone").await.unwrap();
    assert_ne!(id, vault.directory_id("entr", b"y\0someone").await.unwrap());
    assert!(vault.directory_find::<EntryV1>(id).await.unwrap().is_none());
    for (after, number, kept) in [(0, 1, true), (0, 2, false), (1, 3, true), (1, 4, false)] {
        let mut change = vault.directory_change();
        change.keep(id, after, &EntryV1 { number }).await.unwrap();
        assert_eq!(change.done().await.is_ok(), kept, "{number} after {after}");
    }
    let found = vault.directory_find::<EntryV1>(id).await.unwrap().unwrap();
    assert_eq!((found.version, found.value.number), (2, 3));
    assert_eq!(
        vault.directory_all::<EntryV1>().await.unwrap().kept.len(),
        1
    );
    let mut change = vault.directory_change();
    change.forget(id).await.unwrap();
    change.done().await.unwrap();
    assert!(vault.directory_find::<EntryV1>(id).await.unwrap().is_none());
    for number in [5, 6] {
        let mut change = vault.directory_change();
        change.overwrite(id, &EntryV1 { number }).await.unwrap();
        change.done().await.unwrap();
    }
    let found = vault.directory_find::<EntryV1>(id).await.unwrap().unwrap();
    assert_eq!((found.version, found.value.number), (1, 6));
}
