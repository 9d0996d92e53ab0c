//! The root key comes back from shares or from a secret, in every epoch, and from nothing less.

use crate::shelf::{KINDS, new, person, read, start, write};
use care::{Chance, ClientId, Clock};
use sealed::engine::Engine;
use sealed::engines::MemoryEngine;
use sealed::shares::{Share, join, split};
use sealed::{
    Keeper, Keeping, Lock, LockError, RecoveryKey, RootKey, StretchV1, Vault, recovery_of,
};
use std::sync::Arc;
use testing::{Frozen, Seeded};

/// Where shares and locks lie in the key store.
const RECOVERY: ClientId = ClientId::from_bytes([0xFF; 16]);
const UNTRIED: ClientId = ClientId::from_bytes([0xFD; 16]);
const LOCKED: ClientId = ClientId::from_bytes([0xFE; 16]);

#[tokio::test]
async fn shares_on_paper_open_the_service_after_every_change_of_the_root_key() {
    let (faulty, clock, chance) = new(Arc::new(MemoryEngine::new()));
    let small = start(&faulty, &clock, &chance).await;
    small.vault.admit(&[person(1), person(2)]).await.unwrap();
    let id = write(&small, person(2), "kept").await;
    assert!(!small.vault.has_recovery().await.unwrap());
    let key = small.vault.make_recovery().await.unwrap();
    assert!(small.vault.recovery_opens(&key).await.unwrap());
    let paper: Vec<String> = split(&key, 3, 2, &*chance)
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    drop(key);
    small.vault.rotate_root().await.unwrap();
    small.vault.erase(ClientId::of(person(1))).await.unwrap();
    small.vault.rotate_root().await.unwrap();

    // The root key is lost; the key store and two of the papers are there.
    let typed: Vec<Share> = paper[1..]
        .iter()
        .map(|line| Share::parse(&line.to_uppercase()).unwrap())
        .collect();
    let key = join(&typed).unwrap();
    assert!(small.vault.recovery_opens(&key).await.unwrap());
    let stored = faulty.engine.key(RECOVERY).await.unwrap().unwrap();
    let root = key.open(&stored).unwrap();
    let now = faulty.shelf.lying().current.unwrap();
    assert_eq!(*root.to_hex(), *now.to_hex());
    assert_eq!(read(&small, person(2), id).await, "kept");
    let found = small.vault.verify(&KINDS).await.unwrap();
    assert!(found.is_whole(), "{found:?}");

    // New shares: the old ones open nothing more as soon as the new ones did once.
    let newer = small.vault.make_recovery().await.unwrap();
    assert!(small.vault.recovery_opens(&key).await.unwrap());
    assert!(small.vault.recovery_opens(&newer).await.unwrap());
    assert!(!small.vault.recovery_opens(&key).await.unwrap());
    let stored = faulty.engine.key(RECOVERY).await.unwrap().unwrap();
    assert!(key.open(&stored).is_err());
    assert!(small.vault.has_recovery().await.unwrap());
}

/// Whether these open what shares open at this moment, as a key store alone says it.
async fn opens(faulty: &crate::shelf::Faulty, key: &RecoveryKey) -> bool {
    let stored = recovery_of(&*faulty.engine).await.unwrap().unwrap();
    key.open(&stored).is_ok()
}

#[tokio::test]
async fn shares_that_were_not_tried_change_nothing_and_a_crash_leaves_one_set_that_opens() {
    let (faulty, clock, chance) = new(Arc::new(MemoryEngine::new()));
    let small = start(&faulty, &clock, &chance).await;
    small.vault.admit(&[person(1)]).await.unwrap();
    let first = small.vault.make_recovery().await.unwrap();
    assert!(!small.vault.has_recovery().await.unwrap(), "not tried yet");
    assert!(small.vault.recovery_opens(&first).await.unwrap());
    assert!(small.vault.has_recovery().await.unwrap());

    // Made and broken off at the typing, twice: what is in the safes goes on opening it, also after
    // the root key was changed, and nothing else does.
    let given_up = small.vault.make_recovery().await.unwrap();
    let newer = small.vault.make_recovery().await.unwrap();
    small.vault.rotate_root().await.unwrap();
    assert!(!small.vault.recovery_opens(&given_up).await.unwrap());
    assert!(opens(&faulty, &first).await);
    assert!(!opens(&faulty, &newer).await && !opens(&faulty, &given_up).await);
    let found = small.vault.verify(&KINDS).await.unwrap();
    assert!(found.is_whole(), "{found:?}");
    assert_eq!(
        small.vault.clients().await.unwrap(),
        [ClientId::of(person(1))]
    );

    // Cut off in the middle of the switch, at each place: the new ones open it, and asking again
    // finishes it.
    let untried = faulty.engine.key(UNTRIED).await.unwrap().unwrap();
    faulty.engine.destroy_key(RECOVERY).await.unwrap();
    assert!(opens(&faulty, &newer).await && !opens(&faulty, &first).await);
    assert!(small.vault.recovery_opens(&newer).await.unwrap());
    assert_eq!(faulty.engine.key(UNTRIED).await.unwrap(), None);
    faulty.engine.put_keys(vec![untried]).await.unwrap();
    assert!(opens(&faulty, &newer).await);
    small.vault.rotate_root().await.unwrap();
    assert!(opens(&faulty, &newer).await && !opens(&faulty, &first).await);
    let found = small.vault.verify(&KINDS).await.unwrap();
    assert!(found.is_whole(), "{found:?}");
}

async fn locked(engine: &Arc<dyn Engine>, secret: &[u8]) -> Result<(RootKey, Lock), LockError> {
    let stored = engine.key(LOCKED).await.unwrap().unwrap();
    Lock::open(&stored, secret).map(|(lock, root)| (root, lock))
}

async fn open(engine: &Arc<dyn Engine>, root: RootKey, lock: Lock) -> Vault {
    let faulty = crate::shelf::Faulty {
        engine: Arc::clone(engine),
        shelf: crate::shelf::Shelf::default(),
    };
    let keeping = Keeping {
        keeper: Keeper::Lock(lock),
        ..Keeping::default()
    };
    let clock: Arc<dyn Clock> = Arc::new(Frozen::default());
    let chance: Arc<dyn Chance> = Arc::new(Seeded::new(31));
    Vault::open_kept(Box::new(faulty), root, keeping, clock, chance)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_root_key_behind_a_passphrase_changes_with_the_keys_and_opens_with_the_passphrase() {
    let engine: Arc<dyn Engine> = Arc::new(MemoryEngine::new());
    let chance = Seeded::new(32);
    let lock = Lock::new(b"a slow green river", StretchV1::LEAST, &chance).unwrap();
    let vault = open(&engine, RootKey::mint(&chance), lock).await;
    vault.admit(&[person(1), person(2)]).await.unwrap();
    let key = vault.make_recovery().await.unwrap();
    assert!(vault.recovery_opens(&key).await.unwrap());
    for _ in 0..3 {
        let (before, _) = locked(&engine, b"a slow green river").await.unwrap();
        vault.rotate_root().await.unwrap();
        let (root, lock) = locked(&engine, b"a slow green river").await.unwrap();
        assert_eq!(root.epoch(), before.epoch() + 1);
        let again = open(&engine, root, lock).await;
        let found = again.verify(&KINDS).await.unwrap();
        assert!(found.is_whole(), "{found:?}");
        assert_eq!(found.keys, 5);
    }
    let refused = locked(&engine, b"a slow green rivet").await;
    assert_eq!(refused.err(), Some(LockError::WrongSecret));
}

#[tokio::test]
async fn a_spoiled_lock_or_recovery_is_damage_that_verification_counts() {
    for spoiled in [LOCKED, RECOVERY, UNTRIED] {
        let engine: Arc<dyn Engine> = Arc::new(MemoryEngine::new());
        let chance = Seeded::new(33);
        let lock = Lock::new(b"words", StretchV1::LEAST, &chance).unwrap();
        let vault = open(&engine, RootKey::mint(&chance), lock).await;
        let key = vault.make_recovery().await.unwrap();
        assert!(vault.recovery_opens(&key).await.unwrap());
        vault.make_recovery().await.unwrap();
        let mut stored = engine.key(spoiled).await.unwrap().unwrap();
        for byte in &mut stored.wrapped {
            *byte = byte.wrapping_add(1);
        }
        engine.destroy_key(spoiled).await.unwrap();
        engine.put_keys(vec![stored]).await.unwrap();
        let found = vault.verify(&KINDS).await.unwrap();
        assert_eq!((found.damaged, found.is_whole()), (1, false));
    }
}
