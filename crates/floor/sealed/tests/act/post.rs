//! The outbox: each notice is delivered once, however many workers there are.

use crate::tampered::{Cell, Tampered};
use care::{ClientId, DAY, MINUTE, Section};
use sealed::engine::CommitError;
use sealed::{DeliverError, Due, Notice, Vault};
use testing::{AMAL, RUTH, Small};

async fn post(small: &Small, count: usize, in_millis: i64) {
    let mut act = small.act(AMAL, AMAL, &[Section::CheckIns]).await;
    for _ in 0..count {
        act.post(RUTH, Notice::SomethingWaits, act.now() + in_millis)
            .await
            .unwrap();
    }
    act.done().await.unwrap();
}

async fn due(vault: &Vault) -> Vec<Due> {
    let (due, damaged) = vault.due(1_000).await.unwrap();
    assert_eq!(damaged, 0);
    due
}

/// Delivers, again where someone else was first.
async fn deliver(vault: &Vault, item: Due) {
    loop {
        match vault.deliver_inside(item).await {
            Err(DeliverError::Commit(CommitError::Conflict)) => tokio::task::yield_now().await,
            done => return done.unwrap(),
        }
    }
}

#[tokio::test]
async fn a_notice_waits_for_its_time_and_then_says_since_when() {
    let small = Small::in_memory().await;
    post(&small, 1, DAY).await;
    assert_eq!(due(&small.vault).await, []);
    small.clock.pass(DAY);
    let items = due(&small.vault).await;
    assert_eq!(items.len(), 1);
    assert_eq!(
        (items[0].to, items[0].notice),
        (RUTH, Notice::SomethingWaits)
    );
    assert_eq!(small.vault.waiting(RUTH).await.unwrap(), None);
    deliver(&small.vault, items[0]).await;
    let since = small.vault.now();
    assert_eq!(small.vault.waiting(RUTH).await.unwrap(), Some(since));
    assert_eq!(due(&small.vault).await, []);
    small.clock.pass(MINUTE);
    post(&small, 1, 0).await;
    deliver(&small.vault, due(&small.vault).await[0]).await;
    assert_eq!(
        small.vault.waiting(RUTH).await.unwrap(),
        Some(since),
        "since the first"
    );
    small.vault.looked(RUTH).await.unwrap();
    assert_eq!(small.vault.waiting(RUTH).await.unwrap(), None);
}

#[tokio::test]
async fn what_two_workers_took_is_delivered_once() {
    let small = Small::in_memory().await;
    post(&small, 1, 0).await;
    let item = due(&small.vault).await[0];
    deliver(&small.vault, item).await;
    small.vault.looked(RUTH).await.unwrap();
    // The second worker took it before the first was done, and comes after she looked.
    deliver(&small.vault, item).await;
    assert_eq!(
        small.vault.waiting(RUTH).await.unwrap(),
        None,
        "it does not come back"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_workers_empty_the_outbox_between_them() {
    let small = Small::in_memory().await;
    post(&small, 60, 0).await;
    let work = |vault: Vault| async move {
        for item in due(&vault).await {
            deliver(&vault, item).await;
        }
    };
    let workers = [small.vault.clone(), small.vault.clone()].map(|vault| tokio::spawn(work(vault)));
    for worker in workers {
        worker.await.unwrap();
    }
    assert_eq!(due(&small.vault).await, []);
    assert!(small.vault.waiting(RUTH).await.unwrap().is_some());
}

#[tokio::test]
async fn nothing_is_posted_when_the_act_is_not_kept() {
    let engine = Tampered::default();
    let small = Small::over(Box::new(engine.clone())).await;
    let mut act = small.act(AMAL, AMAL, &[Section::CheckIns]).await;
    act.post(RUTH, Notice::SomethingWaits, act.now())
        .await
        .unwrap();
    engine.refuse(Some(|| CommitError::Full));
    assert!(matches!(act.done().await, Err(CommitError::Full)));
    engine.refuse(None);
    assert_eq!(due(&small.vault).await, []);
}

#[tokio::test]
async fn a_damaged_notice_is_counted_and_the_others_are_delivered() {
    let engine = Tampered::default();
    let small = Small::over(Box::new(engine.clone())).await;
    post(&small, 3, 0).await;
    let hurt = due(&small.vault).await[1].post;
    engine.tamper(move |mut cell| {
        if matches!(&cell, Cell::Post(item) if item.post == hurt) {
            cell.sealed()[60] ^= 1;
        }
        true
    });
    let (due, damaged) = small.vault.due(10).await.unwrap();
    assert_eq!((due.len(), damaged), (2, 1));
}

#[tokio::test]
async fn a_damaged_page_of_ones_own_is_named_and_the_notice_stays() {
    let engine = Tampered::default();
    let small = Small::over(Box::new(engine.clone())).await;
    post(&small, 1, 0).await;
    let item = due(&small.vault).await[0];
    deliver(&small.vault, item).await;
    post(&small, 1, 0).await;
    let item = due(&small.vault).await[0];
    engine.tamper(|mut cell| {
        if matches!(&cell, Cell::Gist(gist) if gist.client == ClientId::of(RUTH)) {
            cell.sealed()[30] ^= 1;
        }
        true
    });
    assert!(small.vault.waiting(RUTH).await.is_err());
    assert!(small.vault.deliver_inside(item).await.is_err());
    engine.leave_alone();
    assert_eq!(due(&small.vault).await, [item]);
}
