//! What is signed, what never is, and who else has seen it.

use crate::copies::{Copy, at_work, take_along, work};
use proofs::cosignature::cosign;
use proofs::note::{Kind, Note, Signer};
use sealed::{Extends, LogError};
use testing::{AMAL, BEN};
use zeroize::Zeroizing;

fn witness(byte: u8) -> Signer {
    let secret = Zeroizing::new([byte; 32]);
    Signer::new("witness.example/ward", Kind::Cosignature, &secret).unwrap()
}

#[tokio::test]
async fn a_checkpoint_covers_every_line_and_is_signed_once() {
    let small = at_work().await;
    let first = small.vault.checkpoint().await.unwrap();
    assert!(first.fresh);
    let again = small.vault.checkpoint().await.unwrap();
    assert!(!again.fresh);
    assert_eq!(again.note, first.note);
    work(&small, 5).await;
    let standing = small.vault.log_standing().await.unwrap();
    assert_eq!(
        (standing.lines, standing.signed),
        (first.size + 5, first.size)
    );
    let next = small.vault.checkpoint().await.unwrap();
    assert_eq!(next.size, first.size + 5);
    let continues = small.vault.extends(&first.note).await.unwrap();
    assert_eq!(
        continues,
        Extends::Yes {
            size: first.size,
            since: 5
        }
    );
}

#[tokio::test]
async fn what_does_not_continue_what_was_signed_is_never_signed() {
    let small = at_work().await;
    work(&small, 40).await;
    small.vault.checkpoint().await.unwrap();
    let mut copy = Copy::of(small.vault.engine()).await;
    copy.lines.swap(3, 9);
    let swapped = copy.open(2).await.vault;
    work(&copy.open(2).await, 1).await;
    assert!(matches!(
        swapped.checkpoint().await,
        Err(LogError::Forked { .. })
    ));
    copy.lines.truncate(7);
    let shorter = copy.open(2).await.vault;
    let refused = shorter.checkpoint().await;
    assert!(matches!(refused, Err(LogError::Forked { stored: 7, .. })));
    // Someone looked and begins anew: another key, another name, the old one told.
    let old = shorter.log_key().await.unwrap();
    let new = shorter.log_anew().await.unwrap();
    assert_ne!(old, new);
    assert!(shorter.checkpoint().await.unwrap().fresh);
    let former = shorter.former_logs().await.unwrap();
    assert_eq!(former.len(), 1);
    assert_eq!(former[0].0, old);
    // What the old log signed is still known as this service's, and still not continued.
    let before = small.vault.checkpoint().await.unwrap().note;
    assert!(matches!(
        shorter.extends(&before).await.unwrap(),
        Extends::No { .. }
    ));
}

#[tokio::test]
async fn a_witness_is_believed_only_with_their_own_signature_under_our_text() {
    let small = at_work().await;
    let vault = &small.vault;
    let signed = vault.checkpoint().await.unwrap();
    let mut note = Note::parse(&signed.note).unwrap();
    note.add(cosign(&note, &witness(1), 1_700_000_000).unwrap());
    let text = note.to_string();
    // Nobody knows this witness yet.
    assert!(vault.add_cosigned(&text).await.is_err());
    let key = witness(1).verifier().to_string();
    vault.add_witness(&key).await.unwrap();
    let seen = vault.add_cosigned(&text).await.unwrap();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].name, "witness.example/ward");
    assert_eq!(seen[0].at.millis(), 1_700_000_000_000);
    let standing = vault.log_standing().await.unwrap();
    assert_eq!(standing.cosigned.unwrap().0, signed.size);
    assert_eq!(vault.checkpoint().await.unwrap().note, text);

    // A log's key is no witness, and a witness's signature does not move to another text.
    assert!(
        vault
            .add_witness(&vault.log_key().await.unwrap())
            .await
            .is_err()
    );
    work(&small, 3).await;
    let later = vault.checkpoint().await.unwrap();
    let mut moved = Note::parse(&later.note).unwrap();
    for one in note.signatures() {
        if one.name == "witness.example/ward" {
            moved.add(one.clone());
        }
    }
    assert!(vault.add_cosigned(&moved.to_string()).await.is_err());
}

#[tokio::test]
async fn erasing_someone_leaves_the_tree_valid() {
    let small = at_work().await;
    work(&small, 30).await;
    let taken = take_along(&small).await;
    let before = small.vault.checkpoint().await.unwrap().note;
    small.vault.erase(care::ClientId::of(AMAL)).await.unwrap();
    small.vault.checkpoint().await.unwrap();
    for note in [&before, &taken.checkpoint] {
        let continues = small.vault.extends(note).await.unwrap();
        assert!(matches!(continues, Extends::Yes { .. }));
    }
    // What is left of her lines opens for nobody, and everyone else's are whole.
    let found = small.vault.verify(&[]).await.unwrap();
    assert_eq!(found.lines_wrong, 0, "{found:?}");
}

#[tokio::test]
async fn nobody_takes_along_the_lines_of_a_record_they_cannot_open() {
    let small = at_work().await;
    let sections = care::Sections::of(&[care::Section::Ledger]);
    for who in [BEN, testing::RUTH, testing::MARA] {
        assert!(small.ask(who, AMAL, sections).await.is_err());
    }
    // An act that does not open the ledger hands out no line.
    let act = small.act(AMAL, AMAL, &[care::Section::Notes]).await;
    assert!(matches!(
        act.proven_lines().await,
        Err(LogError::Read(sealed::ReadError::NotCovered))
    ));
}
