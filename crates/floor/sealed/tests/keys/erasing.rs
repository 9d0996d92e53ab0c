//! Safety test CR-4: someone who was erased opens nowhere any more, whatever old copy is brought,
//! and everyone else opens everywhere.

use crate::shelf::{Fault, KINDS, Shelf, new, person, read, start, write};
use care::{ClientId, DAY, PersonId, RelationKind};
use sealed::engine::{Engine, WrappedKey};
use sealed::engines::{MemoryEngine, SqliteEngine};
use sealed::{EraseError, RootKey, RotateError, Vault};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use testing::{Frozen, RUTH, Seeded, Small, asker, shows};

fn sqlite(folder: &Path) -> Arc<dyn Engine> {
    std::fs::create_dir_all(folder).unwrap();
    Arc::new(SqliteEngine::open(&folder.join("attune.sqlite"), &Frozen::default()).unwrap())
}

/// A thief's place: a backup of the records and a copy of a key store.
fn brought_together(folder: &Path, records: &Path, keys: &Path) -> Arc<dyn Engine> {
    std::fs::create_dir(folder).unwrap();
    std::fs::copy(records, folder.join("attune.sqlite")).unwrap();
    std::fs::copy(keys, folder.join("keys.sqlite")).unwrap();
    sqlite(folder)
}

/// How many keys of the key stores from before there are, and how many of them this root key opens.
/// Each opens under the root key of its own time.
async fn tried_on(
    now: &RootKey,
    roots: &[RootKey],
    copies: &[(PathBuf, PathBuf)],
    place: &Path,
) -> (usize, usize) {
    let (mut tried, mut opened) = (0, 0);
    for (number, (records, keys)) in copies.iter().enumerate() {
        let thief = place.join(format!("thief-{number}"));
        let engine = brought_together(&thief, records, keys);
        let stored: Vec<WrappedKey> = engine.keys().await.unwrap();
        tried += stored.len();
        opened += stored.iter().filter(|key| now.opens(key)).count();
        assert!(
            stored.iter().all(|key| roots[number].opens(key)),
            "a control"
        );
        engine.close().await;
    }
    (tried, opened)
}

#[tokio::test(flavor = "multi_thread")]
async fn someone_erased_opens_in_no_backup_and_everyone_else_in_all() {
    let place = tempfile::tempdir().unwrap();
    let home = place.path().join("home");
    let (faulty, clock, chance) = new(sqlite(&home));
    let small = start(&faulty, &clock, &chance).await;
    let people: Vec<PersonId> = (0..30).map(person).collect();
    small.vault.admit(&people).await.unwrap();
    let (mut copies, mut roots) = (Vec::new(), Vec::new());
    for day in 0..4 {
        for who in &people {
            write(&small, *who, "words of that day").await;
        }
        let records = place.path().join(format!("records-{day}"));
        let keys = place.path().join(format!("keys-{day}"));
        faulty.engine.back_up(records.clone()).await.unwrap();
        SqliteEngine::back_up_keys(&home.join("attune.sqlite"), &keys).unwrap();
        copies.push((records, keys));
        roots.extend(faulty.shelf.lying().current);
        if day == 1 {
            small.vault.rotate_root().await.unwrap();
        }
        clock.pass(DAY);
    }
    let gone: Vec<PersonId> = vec![people[3], people[17]];
    for who in &gone {
        let erased = small.vault.erase(ClientId::of(*who)).await.unwrap();
        assert_eq!(erased.copies_gone_by - erased.at, 30 * DAY);
    }
    let now = faulty.shelf.lying().current.unwrap();
    let newest = place.path().join("keys-now");
    SqliteEngine::back_up_keys(&home.join("attune.sqlite"), &newest).unwrap();

    // The root key of today opens nothing in any key store from before: not of the erased, not of
    // anyone. That of its own time would, which is why it was destroyed and copies of it must be.
    let (tried, opened) = tried_on(&now, &roots, &copies, place.path()).await;
    assert_eq!(opened, 0);

    // The newest key store opens everyone in every backup but those who were erased.
    let (mut others, mut theirs) = (0, 0);
    for (number, (records, _)) in copies.iter().enumerate() {
        let folder = place.path().join(format!("restored-{number}"));
        let engine = brought_together(&folder, records, &newest);
        let rows = engine.all_rows(None, 10_000).await.unwrap();
        let of_gone = rows
            .iter()
            .filter(|row| gone.contains(&row.client.person()));
        let of_gone = of_gone.count() as u64;
        assert_eq!(of_gone, 2 * (number as u64 + 1));
        let shelf = Shelf::with(&now);
        let restored = crate::shelf::Faulty { engine, shelf };
        let restored = start(&restored, &clock, &chance).await;
        let found = restored.vault.verify(&KINDS).await.unwrap();
        assert!(found.is_whole(), "{found:?}");
        assert_eq!(found.without_key, of_gone);
        assert_eq!(found.opened, rows.len() as u64 - of_gone);
        others += found.opened;
        theirs += of_gone;
        for who in &gone {
            let facts = restored.vault.decide(
                asker(*who),
                ClientId::of(*who),
                care::Sections::of(&[care::Section::Notes]),
                care::Purpose::OwnRecord,
            );
            assert!(facts.await.unwrap().is_err());
        }
    }
    shows(
        "CR-4",
        &format!(
            "2 of 30 erased, 4 backups and 4 key stores from before: with the root key of now {opened} of {tried} keys and 0 of {theirs} records of the erased open; of everyone else's {others} all do"
        ),
    );
}

#[tokio::test]
async fn of_someone_erased_nothing_stays_but_the_leaves_of_the_ledger() {
    let small = Small::in_memory().await;
    let (client, others) = (testing::AMAL, testing::NOOR);
    small
        .relate(others, &[(RUTH, RelationKind::Therapist)])
        .await;
    write(&small, client, "hers").await;
    let theirs = write(&small, others, "another's").await;
    let engine = small.vault.engine();
    let lines = engine.all_lines(0, 100).await.unwrap();
    let whose = ClientId::of(client);
    let list = async || small.vault.caseload(asker(RUTH)).await.unwrap();
    assert!(list().await.contains(&whose));

    let erased = small.vault.erase(whose).await.unwrap();
    assert_eq!(list().await, [ClientId::of(others)]);
    assert_eq!(engine.key(whose).await.unwrap(), None);
    let rows = engine.all_rows(None, 100).await.unwrap();
    assert!(rows.iter().all(|row| row.client != whose));
    assert!(engine.gists(vec![whose]).await.unwrap().is_empty());
    let after = engine.all_lines(0, 100).await.unwrap();
    for (was, is) in lines.iter().zip(&after) {
        assert_eq!((was.place, was.line.leaf), (is.place, is.line.leaf));
        assert_eq!(is.line.sealed.is_empty(), is.line.client == whose);
    }
    let found = small.vault.verify(&KINDS).await.unwrap();
    assert!(found.is_whole() && found.without_key == 0, "{found:?}");
    assert_eq!(read(&small, others, theirs).await, "another's");

    // Erasing again says the same; nobody else can be erased by mistake.
    small.clock.pass(DAY);
    assert_eq!(small.vault.erase(whose).await.unwrap(), erased);
    assert_eq!(small.vault.erased(whose).await.unwrap(), Some(erased));
    for nobody in [[0; 16], [0xFF; 16], [0xFE; 16], [9; 16]] {
        let refused = small.vault.erase(ClientId::from_bytes(nobody)).await;
        assert!(matches!(refused, Err(EraseError::Nobody)), "{refused:?}");
    }
}

#[tokio::test]
async fn an_act_that_was_open_when_its_client_was_erased_keeps_and_reads_nothing_more() {
    let small = Small::in_memory().await;
    let whose = testing::AMAL;
    let id = write(&small, whose, "hers").await;
    let mut act = small.act(whose, whose, &[care::Section::Notes]).await;
    small.vault.erase(ClientId::of(whose)).await.unwrap();
    assert!(act.find::<crate::shelf::WordsV1>(id).await.is_err());
    act.keep(act.mint(), &crate::shelf::WordsV1("late".to_owned()))
        .unwrap();
    assert!(act.done().await.is_err());
    let rows = small.vault.engine().all_rows(None, 100).await.unwrap();
    assert!(rows.iter().all(|row| row.client != ClientId::of(whose)));
}

#[tokio::test]
async fn an_erasure_that_is_cut_off_is_finished_by_the_next_start() {
    use Fault::{NotReplaced, Prepare, Prepared, Promote, ReplacedInSilence};
    for fault in [Prepare, Prepared, NotReplaced, ReplacedInSilence, Promote] {
        let (faulty, clock, chance) = new(Arc::new(MemoryEngine::new()));
        let small = start(&faulty, &clock, &chance).await;
        let (who, other) = (person(1), person(2));
        small.vault.admit(&[who, other]).await.unwrap();
        write(&small, who, "hers").await;
        let id = write(&small, other, "another's").await;
        faulty.shelf.fail(fault);
        let outcome = small.vault.erase(ClientId::of(who)).await;
        match (fault, outcome) {
            (ReplacedInSilence, Ok(_))
            | (Prepare | Prepared | NotReplaced, Err(EraseError::Rotate(_)))
            | (Promote, Err(EraseError::Rotate(RotateError::Unfinished(_)))) => {}
            (_, outcome) => panic!("{fault:?}: {outcome:?}"),
        }
        let again = start(&faulty, &clock, &chance).await;
        again.vault.finish_erasures().await.unwrap();
        again.vault.erase(ClientId::of(who)).await.unwrap();
        assert_eq!(again.vault.finish_erasures().await.unwrap(), 0);
        let rows = faulty.engine.all_rows(None, 100).await.unwrap();
        assert!(rows.iter().all(|row| row.client != ClientId::of(who)));
        assert_eq!(read(&again, other, id).await, "another's");
        let found = again.vault.verify(&KINDS).await.unwrap();
        assert!(found.is_whole(), "{fault:?}: {found:?}");
    }
}

#[tokio::test]
async fn a_key_store_from_before_that_is_put_back_after_a_disaster_is_erased_again() {
    let (faulty, clock, chance) = new(Arc::new(MemoryEngine::new()));
    let small = start(&faulty, &clock, &chance).await;
    small.vault.admit(&[person(1), person(2)]).await.unwrap();
    write(&small, person(1), "hers").await;
    let old = (faulty.engine.keys().await.unwrap(), faulty.shelf.lying());
    small.vault.erase(ClientId::of(person(1))).await.unwrap();
    // The records of now, with a key store and a root key from before.
    let engine: Arc<dyn Engine> = Arc::new(MemoryEngine::new());
    engine.put_keys(old.0).await.unwrap();
    for row in faulty.engine.all_rows(None, 100).await.unwrap() {
        let batch = sealed::engine::Batch {
            rows: vec![row],
            ..Default::default()
        };
        engine.commit(batch).await.unwrap();
    }
    let shelf = Shelf::with(&old.1.current.unwrap());
    let restored = crate::shelf::Faulty { engine, shelf };
    let vault = start(&restored, &clock, &chance).await.vault;
    assert_eq!(vault.finish_erasures().await.unwrap(), 1);
    let key = restored.engine.key(ClientId::of(person(1))).await.unwrap();
    assert_eq!(key, None);
    assert_eq!(vault.finish_erasures().await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_others_are_wrapped_anew() {
    const OTHERS: u32 = 10_000;
    let place = tempfile::tempdir().unwrap();
    let (faulty, clock, chance) = new(sqlite(place.path()));
    let small = start(&faulty, &clock, &chance).await;
    let people: Vec<PersonId> = (0..=OTHERS).map(person).collect();
    small.vault.admit(&people).await.unwrap();
    let root = faulty.shelf.lying().current.unwrap();
    let before: HashSet<Vec<u8>> = wrapped(&small.vault).await;
    #[expect(
        clippy::disallowed_methods,
        reason = "measures the machine, and asserts nothing of it"
    )]
    let began = std::time::Instant::now();
    small.vault.erase(ClientId::of(people[0])).await.unwrap();
    let took = began.elapsed();
    let after = wrapped(&small.vault).await;
    assert_eq!(after.len(), before.len() - 1);
    assert!(after.is_disjoint(&before));
    let stored = faulty.engine.keys().await.unwrap();
    assert!(!stored.iter().any(|key| root.opens(key)));
    let now = faulty.shelf.lying().current.unwrap();
    assert!(stored.iter().all(|key| now.opens(key)));
    let _: &Arc<Seeded> = &chance;
    shows(
        "CR-4",
        &format!(
            "one of {OTHERS} erased and the others wrapped anew, durable in SQLite: {} ms in a development build (asked for: 5 s)",
            took.as_millis()
        ),
    );
}

async fn wrapped(vault: &Vault) -> HashSet<Vec<u8>> {
    let keys = vault.engine().keys().await.unwrap();
    keys.into_iter().map(|key| key.wrapped).collect()
}
