//! Verification calls a whole store whole, and finds whatever is done to it.

use crate::shapes::{CountV1, EntryV1, HalfV1, KINDS, NoteV1, note};
use crate::tampered::{Cell, Place, Tampered};
use care::{ClientId, RecordId, Section};
use sealed::engine::GistRow;
use sealed::{Notice, Verified};
use std::sync::{Arc, Mutex};
use testing::{AMAL, NOOR, RUTH, Small};

/// A small service with something of everything in it.
pub(crate) async fn full(engine: &Tampered) -> Small {
    let small = Small::over(Box::new(engine.clone())).await;
    for who in [AMAL, NOOR] {
        let sections = [Section::Notes, Section::Overview, Section::Drafts];
        for words in ["one", "two"] {
            let mut act = small.act(who, who, &sections).await;
            let id = act.id_for("note", RecordId::from_bytes([1; 16]));
            match act.find::<NoteV1>(id).await.unwrap() {
                None => act.keep(id, &note(words)).unwrap(),
                Some(kept) => act.amend(&kept, &note(words)).unwrap(),
            }
            let notes = act
                .gist::<CountV1>()
                .await
                .unwrap()
                .unwrap_or_default()
                .notes
                + 1;
            act.set_gist(&CountV1 { notes }).await.unwrap();
            let draft = RecordId::from_bytes([2; 16]);
            act.overwrite(
                draft,
                &HalfV1 {
                    words: "half".to_owned(),
                },
            )
            .unwrap();
            act.post(RUTH, Notice::SomethingWaits, act.now())
                .await
                .unwrap();
            act.done().await.unwrap();
        }
    }
    let (due, _) = small.vault.due(1).await.unwrap();
    small.vault.deliver_inside(due[0]).await.unwrap();
    let mut change = small.vault.directory_change();
    let id = small.vault.directory_id("entry", b"one").await.unwrap();
    change.keep(id, 0, &EntryV1 { number: 1 }).await.unwrap();
    change.done().await.unwrap();
    small
}

async fn verify(small: &Small) -> Verified {
    small.vault.verify(&KINDS).await.unwrap()
}

#[tokio::test]
async fn a_whole_store_is_called_whole_and_everything_in_it_was_opened() {
    let engine = Tampered::default();
    let small = full(&engine).await;
    let found = verify(&small).await;
    assert!(found.is_whole(), "{found:?}");
    let places = engine.places().await;
    let count = |of: fn(&Place) -> bool| places.iter().filter(|place| of(place)).count() as u64;
    assert_eq!(found.keys, count(|place| matches!(place, Place::Key(..))));
    assert_eq!(found.opened, count(|place| matches!(place, Place::Row(..))));
    assert_eq!(found.gists, count(|place| matches!(place, Place::Gist(..))));
    assert_eq!(found.lines, count(|place| matches!(place, Place::Line(..))));
    assert_eq!(found.post, count(|place| matches!(place, Place::Post(..))));
}

fn flip(mut cell: Cell<'_>) {
    let middle = cell.sealed().len() / 2;
    cell.sealed()[middle] ^= 4;
}

#[tokio::test]
async fn every_lost_and_every_altered_cell_is_found() {
    let engine = Tampered::default();
    let small = full(&engine).await;
    let mut unfound = Vec::new();
    for place in engine.places().await {
        engine.tamper(move |cell| {
            if cell.place() == place {
                flip(cell);
            }
            true
        });
        let altered = verify(&small).await;
        assert!(!altered.is_whole(), "{place:?} altered");
        engine.tamper(move |cell| cell.place() != place);
        if verify(&small).await.is_whole() {
            unfound.push(place);
        }
    }
    // What no line speaks of can be lost unseen: half-written words, notices and what waits for
    // someone, the directory; a wrapped key, because that is what erasure is; and the newest line
    // if it tells of no write, because only checkpoints kept elsewhere could tell.
    let draft = RecordId::from_bytes([2; 16]);
    unfound.retain(|place| match place {
        Place::Row(client, record, _) => *record != draft && *client.bytes() != [0; 16],
        Place::Post(..) | Place::Key(..) => false,
        Place::Gist(client, _) => *client != ClientId::of(RUTH),
        Place::Line(_) => true,
    });
    assert_eq!(unfound, []);
}

#[tokio::test]
async fn a_lost_line_shows_as_a_missing_place_and_a_write_without_a_line() {
    let engine = Tampered::default();
    let small = full(&engine).await;
    let whole = verify(&small).await;
    let lines = whole.lines;
    for lost in 0..lines {
        engine.tamper(move |cell| cell.place() != Place::Line(lost));
        let found = verify(&small).await;
        assert_eq!(found.lines, lines - 1);
        assert_eq!(
            found.lines_wrong,
            u64::from(lost + 1 < lines),
            "place {lost}"
        );
        assert!(!found.is_whole(), "place {lost}");
    }
}

#[tokio::test]
async fn a_row_of_a_kind_this_program_does_not_know_is_found() {
    let engine = Tampered::default();
    let small = full(&engine).await;
    let found = small.vault.verify(&KINDS[1..]).await.unwrap();
    assert!(!found.is_whole());
    assert_eq!(
        (found.unknown, found.damaged),
        (1, 0),
        "the standing's history"
    );

    engine.tamper(|cell| {
        if let Cell::Row(row) = cell
            && row.client == ClientId::of(NOOR)
        {
            row.tag[0] ^= 1;
        }
        true
    });
    assert_eq!(verify(&small).await.unknown, 3);
}

#[tokio::test]
async fn a_gist_that_was_put_back_is_found() {
    let engine = Tampered::default();
    let small = full(&engine).await;
    let taken: Arc<Mutex<Vec<GistRow>>> = Arc::default();
    let copy = Arc::clone(&taken);
    engine.tamper(move |cell| {
        if let Cell::Gist(gist) = cell {
            copy.lock().unwrap().push(gist.clone());
        }
        true
    });
    assert!(verify(&small).await.is_whole());
    engine.leave_alone();
    let old = std::mem::take(&mut *taken.lock().unwrap());

    // A year later everything about Amal was written once more.
    let mut act = small
        .act(AMAL, AMAL, &[Section::Overview, Section::Consent])
        .await;
    act.set_gist(&CountV1 { notes: 9 }).await.unwrap();
    act.done().await.unwrap();
    small.relate(AMAL, &[]).await;
    assert!(verify(&small).await.is_whole());

    let mut tried = 0;
    for old in old
        .into_iter()
        .filter(|gist| gist.client == ClientId::of(AMAL))
    {
        engine.tamper(move |cell| {
            if let Cell::Gist(gist) = cell
                && (gist.client, gist.tag) == (old.client, old.tag)
            {
                *gist = old.clone();
            }
            true
        });
        let found = verify(&small).await;
        assert_eq!(found.gists_wrong, 1, "{found:?}");
        tried += 1;
    }
    assert_eq!(tried, 2, "the count and the standing");
}

#[tokio::test]
async fn rows_whose_key_is_gone_are_counted_apart() {
    let engine = Tampered::default();
    let small = full(&engine).await;
    let before = verify(&small).await;
    small
        .vault
        .engine()
        .destroy_key(ClientId::of(NOOR))
        .await
        .unwrap();
    let found = verify(&small).await;
    assert!(found.is_whole(), "{found:?}");
    assert_eq!(found.without_key, 3, "two versions of a note and a draft");
    assert_eq!(found.opened, before.opened - found.without_key);
}
