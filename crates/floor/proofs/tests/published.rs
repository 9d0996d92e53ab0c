//! Numbers that others published: the roots and proofs of the eight leaves with which Certificate
//! Transparency's own implementation is tested (RFC 6962's authors, `merkle_tree_test`), and the
//! signed note of C2SP signed-note.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use proofs::note::{Note, Verifier};
use proofs::{
    EMPTY_ROOT, Frontier, Hash, Hashes, Wrong, consistency, inclusion, leaf_hash, root,
    verify_consistency, verify_inclusion,
};

const LEAVES: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];

const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn hex(text: &str) -> Hash {
    let bytes = data_encoding::HEXLOWER.decode(text.as_bytes()).unwrap();
    bytes.try_into().unwrap()
}

fn leaves() -> Hashes {
    Hashes(LEAVES.iter().map(|leaf| leaf_hash(leaf)).collect())
}

#[test]
fn the_published_roots_are_ours() {
    assert_eq!(Frontier::default().root(), EMPTY_ROOT);
    let (mut frontier, leaves) = (Frontier::default(), leaves());
    for (place, published) in ROOTS.iter().enumerate() {
        frontier.push(leaves.0[place]);
        assert_eq!(frontier.root(), hex(published), "{place}");
        assert_eq!(root(frontier.size(), &leaves), Ok(hex(published)));
    }
}

#[test]
fn the_published_inclusion_proofs_are_ours() {
    let table: [(u64, u64, &[&str]); 4] = [
        (0, 1, &[]),
        (
            0,
            8,
            &[
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
        ),
        (
            5,
            8,
            &[
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
        ),
        (
            2,
            3,
            &["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
        ),
    ];
    let leaves = leaves();
    for (index, size, published) in table {
        let published: Vec<Hash> = published.iter().map(|hash| hex(hash)).collect();
        assert_eq!(inclusion(index, size, &leaves), Ok(published.clone()));
        let leaf = leaves.0[usize::try_from(index).unwrap()];
        let root = hex(ROOTS[usize::try_from(size).unwrap() - 1]);
        assert_eq!(
            verify_inclusion(index, size, &leaf, &published, &root),
            Ok(())
        );
    }
    assert_eq!(inclusion(8, 8, &leaves), Err(Wrong::Missing));
}

#[test]
fn the_published_consistency_proofs_are_ours() {
    let table: [(u64, u64, &[&str]); 4] = [
        (1, 1, &[]),
        (
            1,
            8,
            &[
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
        ),
        (
            6,
            8,
            &[
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
        ),
        (
            2,
            5,
            &[
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ],
        ),
    ];
    let leaves = leaves();
    let root = |size: u64| hex(ROOTS[usize::try_from(size).unwrap() - 1]);
    for (old, new, published) in table {
        let published: Vec<Hash> = published.iter().map(|hash| hex(hash)).collect();
        assert_eq!(consistency(old, new, &leaves), Ok(published.clone()));
        let proven = verify_consistency(old, new, &root(old), &root(new), &published);
        assert_eq!(proven, Ok(()));
    }
    testing::shows(
        "LE-2",
        "RFC 6962: 8 published roots, 4 inclusion and 4 consistency proofs made and checked as published",
    );
}

const KEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const NOTE: &str = "This is an example message.\n\n\u{2014} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

#[test]
fn the_published_note_is_signed_by_the_published_key() {
    let key = Verifier::parse(KEY).unwrap();
    assert_eq!(key.to_string(), KEY);
    let note = Note::parse(NOTE).unwrap();
    assert_eq!(note.to_string(), NOTE);
    assert_eq!(note.signed_by(&key), Ok(()));

    let changed = Note::parse(&NOTE.replace("example message", "example massage")).unwrap();
    assert_eq!(changed.signed_by(&key), Err(Wrong::Signature));
    let renamed = Note::parse(&NOTE.replace("foo ", "bar ")).unwrap();
    assert_eq!(renamed.signed_by(&key), Err(Wrong::Unsigned));
    let other_number = KEY.replace("530d903a", "530d903b");
    assert!(Verifier::parse(&other_number).is_err());
    testing::shows(
        "LE-2",
        "C2SP signed-note: the published note and key are read, checked and written byte for byte",
    );
}
