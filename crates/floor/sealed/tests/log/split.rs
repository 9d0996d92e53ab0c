//! LE-5: a service that shows one story to one client and another to another is found as soon as
//! the two hold their checkpoints against each other.

use crate::copies::{Copy, at_work, work};
use proofs::checkpoint::Checkpoint;
use proofs::note::{Note, Verifier};
use proofs::{Hash, verify_consistency};
use sealed::{Extends, LogError};
use testing::Small;

/// What one client holds: a checkpoint that the service signed.
async fn holds(side: &Small, key: &Verifier) -> (String, Checkpoint) {
    let note = side.vault.checkpoint().await.unwrap().note;
    let checkpoint = Checkpoint::signed(&Note::parse(&note).unwrap(), key).unwrap();
    (note, checkpoint)
}

/// Whether two clients see by themselves that their checkpoints are not of one story. Where one is
/// longer, the service has to prove that it continues the other; `offered` is what it says.
fn forked(one: &Checkpoint, other: &Checkpoint, offered: &[Hash]) -> bool {
    let (old, new) = if one.size <= other.size {
        (one, other)
    } else {
        (other, one)
    };
    verify_consistency(old.size, new.size, &old.root, &new.root, offered).is_err()
}

#[tokio::test]
async fn two_clients_who_are_shown_different_stories_find_it() {
    const ROUNDS: usize = 60;
    let small = at_work().await;
    let key = Verifier::parse(&small.vault.log_key().await.unwrap()).unwrap();
    work(&small, 24).await;
    small.vault.checkpoint().await.unwrap();
    let together = Copy::of(small.vault.engine()).await;
    let mut found = 0;
    for round in 0..ROUNDS {
        let seed = 10 + 2 * round as u64;
        let (left, right) = (together.open(seed).await, together.open(seed + 1).await);
        work(&left, 1 + round % 7).await;
        work(&right, 1 + round % 5).await;
        let ((note_a, a), (note_b, b)) = (holds(&left, &key).await, holds(&right, &key).await);
        let (old, new) = (a.size.min(b.size), a.size.max(b.size));
        // Neither side of the service has anything to offer that proves one from the other.
        for side in [&left, &right] {
            let offered = side.vault.consistency(old, new).await.unwrap_or_default();
            assert!(forked(&a, &b, &offered), "round {round}");
        }
        // Nor does either side take the other's checkpoint for its own past.
        for (side, note) in [(&left, &note_b), (&right, &note_a)] {
            let continues = side.vault.extends(note).await.unwrap();
            assert!(matches!(continues, Extends::No { .. }), "round {round}");
        }
        found += 1;
    }
    assert_eq!(found, ROUNDS);
    testing::shows(
        "LE-5",
        &format!("two clients under a split view, {ROUNDS} splits: found in all {found}"),
    );
}

#[tokio::test]
async fn two_clients_who_are_shown_one_story_find_nothing() {
    let small = at_work().await;
    let key = Verifier::parse(&small.vault.log_key().await.unwrap()).unwrap();
    work(&small, 300).await;
    let (_, before) = holds(&small, &key).await;
    work(&small, 23).await;
    let (_, after) = holds(&small, &key).await;
    let proof = small.vault.consistency(before.size, after.size).await;
    assert!(!forked(&before, &after, &proof.unwrap()));
    assert!(matches!(
        small.vault.consistency(1, after.size + 1).await,
        Err(LogError::Wrong(_))
    ));
}
