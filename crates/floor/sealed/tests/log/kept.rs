//! What the log keeps of itself, as the first version sealed it, and a line in its second shape. It
//! must open for ever.

use proofs::cosignature::cosign;
use proofs::note::{Kind, Note, Signer};
use sealed::{CheckpointV1, Extends, LogV1, StandingV1, StandingV2, WitnessesV1};
use testing::{AMAL, Small, golden};
use zeroize::Zeroizing;

async fn make(small: &Small) -> Vec<String> {
    small
        .relate(AMAL, &[(testing::RUTH, care::RelationKind::Therapist)])
        .await;
    let witness = Signer::new(
        "witness.example/ward",
        Kind::Cosignature,
        &Zeroizing::new([4; 32]),
    );
    let witness = witness.unwrap();
    let vault = &small.vault;
    let signed = vault.checkpoint().await.unwrap();
    let mut note = Note::parse(&signed.note).unwrap();
    note.add(cosign(&note, &witness, 1_777_885_200).unwrap());
    let key = witness.verifier().to_string();
    vault.add_witness(&key).await.unwrap();
    vault.add_cosigned(&note.to_string()).await.unwrap();
    vec![vault.log_key().await.unwrap()]
}

#[tokio::test]
async fn what_the_log_keeps_of_itself_opens_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "log.v1", make).await.unwrap();
    let kinds = [
        sealed::Kind::of::<StandingV1>(),
        sealed::Kind::of::<StandingV2>(),
        sealed::Kind::in_directory::<LogV1>(),
        sealed::Kind::in_directory::<CheckpointV1>(),
        sealed::Kind::in_directory::<WitnessesV1>(),
    ];
    let found = small.vault.verify(&kinds).await.unwrap();
    assert!(found.is_whole(), "{found:?}");
    assert_eq!(small.vault.log_key().await.unwrap(), notes[0]);
    let standing = small.vault.log_standing().await.unwrap();
    let (size, seen) = standing.cosigned.unwrap();
    assert_eq!((size, seen.len()), (standing.signed, 1));
    let note = small.vault.checkpoint().await.unwrap().note;
    assert!(matches!(
        small.vault.extends(&note).await.unwrap(),
        Extends::Yes { since: 0, .. }
    ));
    let taken = crate::copies::take_along(&small).await;
    assert_eq!(taken.lines.len(), 3);
}
