//! Whatever anyone sends: no parser panics, and what was read is written back as it was.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use proofs::checkpoint::Checkpoint;
use proofs::cosignature::{cosign, cosigned};
use proofs::note::{Kind, NOTE_MAX, Note, Signer, Verifier};
use proofs::tlog_proof::TlogProof;
use proofs::{Hashes, Wrong, inclusion, leaf_hash, root, verify_consistency, verify_inclusion};
use proptest::prelude::*;
use zeroize::Zeroizing;

fn signer(kind: Kind, byte: u8) -> Signer {
    Signer::new("log.invalid/one", kind, &Zeroizing::new([byte; 32])).unwrap()
}

/// A log of `size` lines, its signed checkpoint with a witness under it, and a proof of one line.
fn proof(size: u64, index: u64) -> TlogProof {
    let leaves = Hashes((0..size).map(|n| leaf_hash(&n.to_be_bytes())).collect());
    let checkpoint = Checkpoint {
        origin: "log.invalid/one".to_owned(),
        size,
        root: root(size, &leaves).unwrap(),
    };
    let mut note = Note::unsigned(checkpoint.to_string()).unwrap();
    note.sign(&signer(Kind::Note, 1));
    note.add(cosign(&note, &signer(Kind::Cosignature, 2), 1_700_000_000).unwrap());
    TlogProof {
        extra: Some(index.to_be_bytes().to_vec()),
        index,
        path: inclusion(index, size, &leaves).unwrap(),
        checkpoint: note,
    }
}

fn read_everything(text: &str) {
    let _ = Note::parse(text).map(|note| {
        assert_eq!(note.to_string(), text);
        let _ = note.signed_by(&signer(Kind::Note, 1).verifier());
        let _ = cosigned(&note, &signer(Kind::Cosignature, 2).verifier());
        let _ = Checkpoint::parse(note.text());
    });
    let _ = Verifier::parse(text);
    let _ = Checkpoint::parse(text);
    let _ = TlogProof::parse(text).map(|proof| {
        assert_eq!(proof.to_string(), text);
        let _ = proof.verify(&[0; 32], &signer(Kind::Note, 1).verifier());
    });
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(20_000) })]

    #[test]
    fn no_text_makes_a_parser_panic(text in "\\PC{0,200}") {
        read_everything(&text);
    }

    #[test]
    fn no_bytes_make_a_parser_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read_everything(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_path_makes_a_check_panic(
        index in any::<u64>(), size in any::<u64>(),
        path in proptest::collection::vec(any::<[u8; 32]>(), 0..70), hash in any::<[u8; 32]>(),
    ) {
        prop_assert!(verify_inclusion(index, size, &hash, &path, &[7; 32]).is_err());
        prop_assert!(verify_consistency(index, size, &hash, &[7; 32], &path).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3_000) })]

    #[test]
    fn a_proof_with_one_byte_changed_proves_nothing_or_is_the_same(
        size in 1_u64..40, of in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(), to in 0x20_u8..0x7f,
    ) {
        let index = of.index(usize::try_from(size).unwrap()) as u64;
        let whole = proof(size, index);
        let log = signer(Kind::Note, 1).verifier();
        let leaf = leaf_hash(&index.to_be_bytes());
        prop_assert!(whole.verify(&leaf, &log).is_ok());
        let text = whole.to_string();
        let mut bytes = text.clone().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = to;
        let Ok(changed) = String::from_utf8(bytes) else { return Ok(()) };
        read_everything(&changed);
        if let Ok(read) = TlogProof::parse(&changed) {
            // The words handed along and a witness's own line are not what the log signed.
            let same = read.index == whole.index
                && read.path == whole.path
                && read.checkpoint.text() == whole.checkpoint.text();
            if read.verify(&leaf, &log).is_ok() {
                prop_assert!(same);
            }
        }
    }
}

#[test]
fn a_witness_says_when_they_saw_it_and_only_for_this_text() {
    let proof = proof(9, 3);
    let witness = signer(Kind::Cosignature, 2);
    assert_eq!(
        cosigned(&proof.checkpoint, &witness.verifier()),
        Ok(1_700_000_000)
    );
    // The same secret as a log's key is another key: it signs no checkpoint as a log.
    assert_eq!(
        cosign(&proof.checkpoint, &signer(Kind::Note, 2), 5),
        Err(Wrong::Format("C2SP tlog-cosignature"))
    );
    let other =
        Note::unsigned("log.invalid/one\n9\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");
    let mut moved = other.unwrap();
    for signed in proof.checkpoint.signatures() {
        moved.add(signed.clone());
    }
    assert_eq!(cosigned(&moved, &witness.verifier()), Err(Wrong::Signature));
    let late = cosign(&proof.checkpoint, &witness, u64::MAX);
    assert!(late.is_err());
}

#[test]
fn what_is_too_long_is_not_read() {
    assert_eq!(Note::parse(&"a".repeat(NOTE_MAX + 1)), Err(Wrong::TooLong));
    let line = format!("{}", proof(1, 0).checkpoint.signatures()[0]);
    let many = format!("text\n\n{}", line.repeat(65));
    assert_eq!(Note::parse(&many), Err(Wrong::TooLong));
    let mut long = proof(3, 1);
    long.path = vec![[0; 32]; 65];
    assert_eq!(TlogProof::parse(&long.to_string()), Err(Wrong::TooLong));
}

#[test]
fn the_log_is_the_one_that_its_key_names() {
    let proof = proof(5, 2);
    let other = Signer::new("log.invalid/two", Kind::Note, &Zeroizing::new([1; 32])).unwrap();
    assert_eq!(
        Checkpoint::signed(&proof.checkpoint, &other.verifier()),
        Err(Wrong::Unsigned)
    );
    // Signed by that other log, about a tree that is not its own.
    let mut note = Note::unsigned(proof.checkpoint.text()).unwrap();
    note.sign(&other);
    assert_eq!(
        Checkpoint::signed(&note, &other.verifier()),
        Err(Wrong::Unsigned)
    );
}
