//! The witness file, and what is found with it.

use super::*;
use crate::ledger::signing::{hold, sign};
use care::{ClientId, Purpose, Role, Section, Sections};
use sealed::engines::MemoryEngine;
use sealed::{Act, RootKey};
use std::sync::Arc;
use testing::{AMAL, Frozen, Seeded};
use tokio::sync::watch;

async fn vault(seed: u64) -> (Vault, Arc<Frozen>) {
    let (clock, chance) = (Arc::new(Frozen::default()), Arc::new(Seeded::new(seed)));
    let root = RootKey::mint(&*chance);
    let engine = Box::new(MemoryEngine::new());
    let vault = Vault::open(engine, root, clock.clone(), chance).await;
    let vault = vault.unwrap();
    vault.admit(&[AMAL]).await.unwrap();
    (vault, clock)
}

/// She looks at her own record so many times, each with a line.
async fn looks(vault: &Vault, clock: &Frozen, times: usize) {
    let asker = care::Asker {
        person: AMAL,
        role: Role::Client,
    };
    let sections = Sections::of(&[Section::Notes]);
    for _ in 0..times {
        clock.pass(sealed::LINE_COVERS);
        let access = vault
            .decide(asker, ClientId::of(AMAL), sections, Purpose::OwnRecord)
            .await;
        Act::open(vault, access.unwrap().unwrap()).await.unwrap();
    }
}

fn at() -> Timestamp {
    Timestamp::from_second(1_777_885_200).unwrap()
}

#[tokio::test]
async fn the_newest_whole_checkpoint_of_the_file_counts() {
    let folder = tempfile::tempdir().unwrap();
    let file = WitnessFile::at(folder.path().join("witness"));
    assert_eq!(file.newest().unwrap(), None);
    let (vault, clock) = vault(1).await;
    let mut last = String::new();
    for _ in 0..3 {
        looks(&vault, &clock, 2).await;
        last = vault.checkpoint().await.unwrap().note;
        file.append(&last, at()).unwrap();
        assert_eq!(file.newest().unwrap().as_deref(), Some(last.as_str()));
    }
    // Cut off while it was written: the one before counts, and the next one stands by itself.
    let whole = std::fs::read_to_string(file.path()).unwrap();
    std::fs::write(
        file.path(),
        format!("{whole}\ncheckpoint 2026-05-04T09:00:00Z\nlog.inv"),
    )
    .unwrap();
    assert_eq!(file.newest().unwrap().as_deref(), Some(last.as_str()));
    file.append(&last, at()).unwrap();
    assert_eq!(file.newest().unwrap().as_deref(), Some(last.as_str()));
    std::fs::write(file.path(), "something else").unwrap();
    assert_eq!(file.newest().unwrap_err().code(), 3);
}

#[tokio::test]
async fn an_older_state_put_back_as_a_whole_is_found_with_the_witness_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = WitnessFile::at(folder.path().join("witness"));
    let (now, clock) = vault(1).await;
    looks(&now, &clock, 9).await;
    continues(&now, Some(&file)).await.unwrap();
    file.append(&now.checkpoint().await.unwrap().note, at())
        .unwrap();
    continues(&now, Some(&file)).await.unwrap();
    // The same service, as it was before it had opened anything: same keys, fewer lines.
    let (older, clock) = vault(1).await;
    looks(&older, &clock, 4).await;
    older.log_key().await.unwrap();
    let found = continues(&older, Some(&file)).await.unwrap_err();
    assert_eq!(found.code(), 3, "{found}");
}

#[tokio::test]
async fn a_service_signs_by_itself_and_nothing_that_does_not_continue_the_witness_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = WitnessFile::at(folder.path().join("witness"));
    let (one, clock) = vault(1).await;
    looks(&one, &clock, 3).await;
    let (stop, stopping) = watch::channel(false);
    hold(&one, Some(&file)).await;
    assert!(matches!(one.checkpoint().await, Err(LogError::Held)));
    let signing = tokio::spawn(sign(one.clone(), Some(file.clone()), stopping));
    while file.newest().unwrap().is_none() {
        tokio::task::yield_now().await;
    }
    stop.send(true).unwrap();
    signing.await.unwrap();
    let standing = one.log_standing().await.unwrap();
    assert_eq!((standing.lines, standing.signed), (3, 3));

    let (other, clock) = vault(2).await;
    looks(&other, &clock, 5).await;
    let (stop, stopping) = watch::channel(false);
    hold(&other, Some(&file)).await;
    let signing = tokio::spawn(sign(other.clone(), Some(file.clone()), stopping));
    tokio::task::yield_now().await;
    stop.send(true).unwrap();
    signing.await.unwrap();
    assert!(matches!(other.checkpoint().await, Err(LogError::Held)));
    let newest = file.newest().unwrap().unwrap();
    assert!(matches!(
        one.extends(&newest).await.unwrap(),
        Extends::Yes { .. }
    ));
}
