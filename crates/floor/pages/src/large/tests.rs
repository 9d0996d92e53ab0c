//! However many send at once, and however they go away again, only so many files are here.

use super::*;
use crate::form::{FilesLeft, Form};
use crate::multipart;
use axum::body::Body;
use tokio::task::yield_now;

fn person(number: u8) -> PersonId {
    PersonId::from_bytes([number; 16])
}

/// A form with words and a file of this many bytes.
fn sent(bytes: usize) -> Body {
    let mut all =
        b"--x\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\nWe hurried.\r\n".to_vec();
    all.extend_from_slice(
        b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n",
    );
    all.extend(vec![7; bytes]);
    all.extend_from_slice(b"\r\n--x--\r\n");
    Body::from(all)
}

const LARGE: usize = 300_000;

async fn reads(large: &Large, who: u8, bytes: usize) -> Form {
    multipart::read(b"x", sent(bytes), large, person(who))
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_that_send_at_once_only_so_many_have_files_here() {
    let large = Arc::new(Large::default());
    let (here, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let send = |number: u8| {
        let (large, here, most) = (Arc::clone(&large), Arc::clone(&here), Arc::clone(&most));
        tokio::spawn(async move {
            let form = reads(&large, number % 60, LARGE).await;
            assert_eq!(form.get("words"), Some("We hurried."));
            if form.files().is_empty() {
                assert_eq!(form.files_left(), Some(FilesLeft::Busy));
                return false;
            }
            let now = here.fetch_add(1, Ordering::AcqRel) + 1;
            most.fetch_max(now, Ordering::AcqRel);
            // A handler clones a visit, keeps one file of it, and lets the rest go.
            let kept = form.clone().files()[0].bytes.clone();
            drop(form);
            for _ in 0..50 {
                yield_now().await;
            }
            assert_eq!(kept.len(), LARGE);
            here.fetch_sub(1, Ordering::AcqRel);
            drop(kept);
            true
        })
    };
    let mut taken = 0;
    for one in (0..200).map(send).collect::<Vec<_>>() {
        taken += usize::from(one.await.unwrap());
    }
    assert!(taken >= AT_ONCE, "{taken}");
    let most = most.load(Ordering::Acquire);
    assert!((1..=AT_ONCE).contains(&most), "{most}");
    // And afterwards everything is free again.
    assert_eq!(large.places.available_permits(), AT_ONCE);
    assert_eq!(large.waiting.load(Ordering::Acquire), 0);
    assert!(large.of.lock().unwrap().is_empty());
}

#[tokio::test]
async fn one_person_does_not_take_everyones_room_and_their_words_are_kept() {
    let large = Large::default();
    let first = reads(&large, 1, LARGE).await;
    let second = reads(&large, 1, LARGE).await;
    let third = reads(&large, 1, LARGE).await;
    assert_eq!((first.files().len(), second.files().len()), (1, 1));
    assert_eq!(third.files_left(), Some(FilesLeft::Busy));
    assert_eq!(third.get("words"), Some("We hurried."));
    // Someone else has room, and words alone need none.
    assert_eq!(reads(&large, 2, LARGE).await.files().len(), 1);
    assert_eq!(reads(&large, 1, 100).await.files_left(), None);
    drop((first, third));
    assert_eq!(reads(&large, 1, LARGE).await.files().len(), 1);
}

#[tokio::test]
async fn the_place_is_held_by_the_bytes_and_by_whoever_still_has_some_of_them() {
    let large = Large::default();
    let form = reads(&large, 1, LARGE).await;
    let kept = form.files()[0].bytes.slice(..9);
    drop(form);
    assert_eq!(large.places.available_permits(), AT_ONCE - 1);
    drop(kept);
    assert_eq!(large.places.available_permits(), AT_ONCE);
}

#[tokio::test]
async fn whoever_goes_away_while_they_wait_waits_no_longer() {
    let large = Arc::new(Large::default());
    let mut held = Vec::new();
    for who in 0..4 {
        held.push(large.place(person(who)).await.unwrap());
        held.push(large.place(person(who)).await.unwrap());
    }
    let mut waits = Vec::new();
    for who in 10..26 {
        let large = Arc::clone(&large);
        waits.push(tokio::spawn(async move {
            large.place(person(who)).await.is_some()
        }));
    }
    while large.waiting.load(Ordering::Acquire) < WAITING {
        yield_now().await;
    }
    // There are enough who wait: one more is told at once.
    assert!(large.place(person(99)).await.is_none());
    for one in &waits {
        one.abort();
    }
    for one in waits {
        assert!(one.await.is_err());
    }
    assert_eq!(large.waiting.load(Ordering::Acquire), 0);
    drop(held);
    assert!(large.place(person(99)).await.is_some());
    assert!(large.of.lock().unwrap().is_empty());
}
