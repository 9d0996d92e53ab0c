//! Held against another hand's implementation of RFC 6962 (`ct-merkle`): every root, every
//! inclusion proof and every consistency proof of trees up to a size, in both directions.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ct_merkle::{ConsistencyProof, InclusionProof, RootHash};
use proofs::{
    Frontier, Hash, Hashes, Wrong, consistency, inclusion, leaf_hash, verify_consistency,
    verify_inclusion,
};
use sha2::Sha256;

/// Every size up to this.
const SIZES: u64 = 70;

fn leaf(place: u64) -> Vec<u8> {
    format!("line {place}").into_bytes()
}

fn cut(bytes: &[u8]) -> Vec<Hash> {
    let hashes = bytes.chunks_exact(32);
    hashes.map(|hash| hash.try_into().unwrap()).collect()
}

type Theirs = MemoryBackedTree<Sha256, Vec<u8>>;

/// Both trees at every size: theirs, ours, and our root.
fn grown() -> (Vec<Theirs>, Hashes, Vec<Hash>) {
    let (mut theirs, mut ours, mut frontier) = (Vec::new(), Hashes::default(), Frontier::default());
    let mut tree = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    let mut roots = vec![frontier.root()];
    theirs.push(tree.clone());
    for place in 0..SIZES {
        tree.push(leaf(place));
        theirs.push(tree.clone());
        let hash = leaf_hash(&leaf(place));
        ours.0.push(hash);
        frontier.push(hash);
        roots.push(frontier.root());
    }
    (theirs, ours, roots)
}

fn at(size: u64) -> usize {
    usize::try_from(size).unwrap()
}

#[test]
fn roots_and_inclusion_proofs_are_those_of_another_implementation() {
    let (theirs, ours, roots) = grown();
    let mut checked = 0;
    for size in 1..=SIZES {
        let (tree, root) = (&theirs[at(size)], &roots[at(size)]);
        assert_eq!(tree.root().as_bytes().as_slice(), root, "{size}");
        for index in 0..size {
            let path = inclusion(index, size, &ours).unwrap();
            let other = tree.prove_inclusion(at(index));
            assert_eq!(path, cut(other.as_bytes()), "{index} of {size}");
            // Theirs checks ours, ours checks theirs.
            let joined = InclusionProof::<Sha256>::from_bytes(path.concat());
            tree.root()
                .verify_inclusion(&leaf(index), index, &joined)
                .unwrap();
            let hash = leaf_hash(&leaf(index));
            assert_eq!(verify_inclusion(index, size, &hash, &path, root), Ok(()));
            checked += 1;
        }
    }
    testing::shows(
        "LE-2",
        &format!(
            "{checked} inclusion proofs equal those of ct-merkle 0.3, each checked by the other"
        ),
    );
}

#[test]
fn consistency_proofs_are_those_of_another_implementation() {
    let (theirs, ours, roots) = grown();
    let mut checked = 0;
    for new in 2..=SIZES {
        for old in 1..new {
            let path = consistency(old, new, &ours).unwrap();
            let other = theirs[at(new)].prove_consistency(at(new - old));
            assert_eq!(path, cut(other.as_bytes()), "{old} to {new}");
            let joined = ConsistencyProof::<Sha256>::try_from_bytes(path.concat()).unwrap();
            let old_root: RootHash<Sha256> = theirs[at(old)].root();
            let root = theirs[at(new)].root();
            root.verify_consistency(&old_root, &joined).unwrap();
            let proven = verify_consistency(old, new, &roots[at(old)], &roots[at(new)], &path);
            assert_eq!(proven, Ok(()));
            checked += 1;
        }
    }
    testing::shows(
        "LE-2",
        &format!(
            "{checked} consistency proofs equal those of ct-merkle 0.3, each checked by the other"
        ),
    );
}

#[test]
fn a_proof_that_was_changed_anywhere_proves_nothing() {
    let (_, ours, roots) = grown();
    let no = Err(Wrong::NotProven);
    for (old, new) in [(3_u64, 7_u64), (4, 7), (1, 70), (64, 70), (63, 64)] {
        let (before, root) = (&roots[at(old)], &roots[at(new)]);
        let path = consistency(old, new, &ours).unwrap();
        for place in 0..path.len() {
            let mut changed = path.clone();
            changed[place][7] ^= 1;
            assert_eq!(verify_consistency(old, new, before, root, &changed), no);
            let mut shorter = path.clone();
            shorter.remove(place);
            assert_eq!(verify_consistency(old, new, before, root, &shorter), no);
        }
        let mut longer = path.clone();
        longer.push([0; 32]);
        assert_eq!(verify_consistency(old, new, before, root, &longer), no);
        assert_eq!(verify_consistency(new, old, root, before, &path), no);
        let index = old - 1;
        let leaf = ours.0[at(index)];
        let path = inclusion(index, new, &ours).unwrap();
        assert_eq!(verify_inclusion(old, new, &leaf, &path, root), no);
        assert_eq!(verify_inclusion(index, new, &[1; 32], &path, root), no);
        assert_eq!(verify_inclusion(new, new, &leaf, &path, root), no);
        for place in 0..path.len() {
            let mut changed = path.clone();
            changed[place][31] ^= 128;
            assert_eq!(verify_inclusion(index, new, &leaf, &changed, root), no);
        }
    }
}
