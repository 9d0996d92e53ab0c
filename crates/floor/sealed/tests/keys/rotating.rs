//! The root key changes: under load nobody notices, and a crash at any step loses no key.

use crate::shelf::{Fault, KINDS, new, person, read, start, write};
use sealed::engine::Engine;
use sealed::engines::{MemoryEngine, SqliteEngine};
use sealed::{RootKey, RotateError, which_opens};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use testing::{Frozen, shows};

/// How many keys each of these root keys opens.
async fn opened_by(engine: &dyn Engine, roots: &[RootKey]) -> Vec<usize> {
    let keys = engine.keys().await.unwrap();
    let opens = |root: &RootKey| keys.iter().filter(|key| root.opens(key)).count();
    roots.iter().map(opens).collect()
}

fn sqlite(folder: &tempfile::TempDir) -> Arc<dyn Engine> {
    let path = folder.path().join("attune.sqlite");
    Arc::new(SqliteEngine::open(&path, &Frozen::default()).unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn people_read_write_and_are_admitted_while_the_root_key_changes() {
    let folder = tempfile::tempdir().unwrap();
    let engines: [Arc<dyn Engine>; 2] = [Arc::new(MemoryEngine::new()), sqlite(&folder)];
    let (mut changes, mut people) = (0, 0);
    for engine in engines {
        let (faulty, clock, chance) = new(engine);
        let small = Arc::new(start(&faulty, &clock, &chance).await);
        let (stop, next) = (
            Arc::new(AtomicBool::new(false)),
            Arc::new(AtomicU32::new(0)),
        );
        let mut working = Vec::new();
        for _ in 0..4 {
            let (stop, next) = (Arc::clone(&stop), Arc::clone(&next));
            let (faulty, clock, chance, small) = (
                faulty.clone(),
                clock.clone(),
                chance.clone(),
                Arc::clone(&small),
            );
            working.push(tokio::spawn(async move {
                let mut round = 0;
                while !stop.load(Ordering::Relaxed) || round == 0 {
                    let who = person(next.fetch_add(1, Ordering::Relaxed));
                    small.vault.admit(&[who]).await.unwrap();
                    let id = write(&small, who, "still here").await;
                    assert_eq!(read(&small, who, id).await, "still here");
                    round += 1;
                }
                drop((faulty, clock, chance));
                round
            }));
        }
        let mut roots = Vec::new();
        for _ in 0..60 {
            roots.extend(faulty.shelf.lying().current);
            let epoch = small.vault.rotate_root().await.unwrap();
            assert_eq!(epoch as usize, roots.len() + 1);
        }
        stop.store(true, Ordering::Relaxed);
        for one in working {
            people += one.await.unwrap();
        }
        changes += roots.len();
        assert_eq!(
            opened_by(&*faulty.engine, &roots).await,
            vec![0; roots.len()]
        );
        // A start with nothing in memory finds every key under the newest.
        let again = start(&faulty, &clock, &chance).await;
        let found = again.vault.verify(&KINDS).await.unwrap();
        assert!(found.is_whole() && found.without_key == 0, "{found:?}");
        assert_eq!(found.keys, 1 + u64::from(next.load(Ordering::Relaxed)));
    }
    shows(
        "CR-5",
        &format!(
            "{changes} changes of the root key while {people} people were admitted, wrote and read: 0 refused, 0 records unreadable, 0 keys open under an old root key"
        ),
    );
}

#[tokio::test]
async fn whatever_fails_at_whatever_step_every_key_opens_and_the_next_start_finishes() {
    use Fault::{NotReplaced, Prepare, Prepared, Promote, ReplacedInSilence};
    let mut points = 0;
    for round in 0..100_u32 {
        for fault in [Prepare, Prepared, NotReplaced, ReplacedInSilence, Promote] {
            let (faulty, clock, chance) = new(Arc::new(MemoryEngine::new()));
            let small = start(&faulty, &clock, &chance).await;
            let people: Vec<_> = (0..=round % 7).map(person).collect();
            small.vault.admit(&people).await.unwrap();
            let id = write(&small, people[0], "before").await;
            let before = faulty.shelf.lying().current.unwrap();
            faulty.shelf.fail(fault);
            let outcome = small.vault.rotate_root().await;
            let changed = match fault {
                Prepare | Prepared => {
                    assert!(
                        matches!(outcome, Err(RotateError::Source(_))),
                        "{outcome:?}"
                    );
                    false
                }
                NotReplaced => {
                    assert!(
                        matches!(outcome, Err(RotateError::Commit(_))),
                        "{outcome:?}"
                    );
                    false
                }
                ReplacedInSilence => {
                    assert!(matches!(outcome, Ok(2)), "{outcome:?}");
                    true
                }
                Promote => {
                    assert!(
                        matches!(outcome, Err(RotateError::Unfinished(_))),
                        "{outcome:?}"
                    );
                    true
                }
            };
            // The service that is running goes on.
            assert_eq!(read(&small, people[0], id).await, "before");
            small.vault.admit(&[person(99)]).await.unwrap();
            write(&small, person(99), "after").await;
            // And so does one that starts after a crash at that very point.
            let again = start(&faulty, &clock, &chance).await;
            let lying = faulty.shelf.lying();
            assert!(lying.next.is_none(), "{fault:?} left two root keys");
            let found = again.vault.verify(&KINDS).await.unwrap();
            assert!(
                found.is_whole() && found.without_key == 0,
                "{fault:?}: {found:?}"
            );
            let keys = faulty.engine.keys().await.unwrap().len();
            let expected = if changed { vec![0] } else { vec![keys] };
            assert_eq!(opened_by(&*faulty.engine, &[before]).await, expected);
            again.vault.rotate_root().await.unwrap();
            assert_eq!(read(&again, people[0], id).await, "before");
            points += 1;
        }
    }
    shows(
        "CR-5",
        &format!(
            "{points} changes of the root key cut off at one of 5 steps: 0 keys lost, the next start finished or undid every one"
        ),
    );
}

#[tokio::test]
async fn a_damaged_key_is_never_wrapped_anew_and_stops_the_change() {
    let (faulty, clock, chance) = new(Arc::new(MemoryEngine::new()));
    let small = start(&faulty, &clock, &chance).await;
    small.vault.admit(&[person(1), person(2)]).await.unwrap();
    let mut spoiled = faulty.engine.keys().await.unwrap();
    spoiled[1].wrapped[30] ^= 1;
    let anew = sealed::engine::KeysAnew {
        keys: spoiled.clone(),
        gone: Vec::new(),
    };
    faulty.engine.replace_keys(anew).await.unwrap();
    let refused = small.vault.rotate_root().await;
    assert!(
        matches!(refused, Err(RotateError::Damaged(1))),
        "{refused:?}"
    );
    assert_eq!(faulty.engine.keys().await.unwrap(), spoiled);
    assert!(faulty.shelf.lying().next.is_none());
}

#[tokio::test]
async fn a_root_key_of_another_service_opens_nothing() {
    let (faulty, clock, chance) = new(Arc::new(MemoryEngine::new()));
    let stranger = RootKey::mint(&*chance);
    assert!(matches!(
        which_opens(&*faulty.engine, std::slice::from_ref(&stranger)).await,
        Ok(None)
    ));
    start(&faulty, &clock, &chance).await;
    assert!(which_opens(&*faulty.engine, &[stranger]).await.is_err());
    assert!(which_opens(&*faulty.engine, &[]).await.is_err());
}

#[tokio::test]
async fn nothing_of_the_keys_before_stays_in_the_files_of_the_key_store() {
    let folder = tempfile::tempdir().unwrap();
    let (faulty, clock, chance) = new(sqlite(&folder));
    let small = start(&faulty, &clock, &chance).await;
    let people: Vec<_> = (0..300).map(person).collect();
    small.vault.admit(&people).await.unwrap();
    let before = faulty.engine.keys().await.unwrap();
    let files = || -> Vec<u8> {
        let all = ["keys.sqlite", "keys.sqlite-wal"];
        let all = all.map(|name| std::fs::read(folder.path().join(name)).unwrap_or_default());
        all.concat()
    };
    let left = |bytes: &[u8]| {
        let there = |key: &&sealed::engine::WrappedKey| {
            bytes.windows(40).any(|some| some == &key.wrapped[..40])
        };
        before.iter().filter(there).count()
    };
    assert_eq!(left(&files()), before.len());
    small.vault.rotate_root().await.unwrap();
    assert_eq!(left(&files()), 0);
}
