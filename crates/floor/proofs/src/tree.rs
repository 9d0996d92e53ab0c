//! Hashes of leaves and of what stands above them, as in RFC 6962, section 2.1.

use crate::Wrong;
use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// The root of a tree with no leaf: SHA-256 of nothing (RFC 6962, 2.1).
pub const EMPTY_ROOT: Hash = [
    0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24,
    0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
];

/// The hash of a leaf: SHA-256 over a zero byte and its bytes.
pub fn leaf_hash(bytes: &[u8]) -> Hash {
    Sha256::new()
        .chain_update([0])
        .chain_update(bytes)
        .finalize()
        .into()
}

/// The hash of two neighbours: SHA-256 over a one and both.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new()
        .chain_update([1])
        .chain_update(left)
        .chain_update(right)
        .finalize()
        .into()
}

/// Where the hashes of whole subtrees are found. Whoever implements it decides what is kept and
/// what is worked out anew.
pub trait Subtrees {
    /// The root of the subtree over the `2^height` leaves from `start` on, where `start` is a
    /// multiple of `2^height`. `None` where it is not known.
    fn subtree(&self, start: u64, height: u32) -> Option<Hash>;
}

/// The hashes of all leaves, in memory: a [`Subtrees`] for short trees.
#[derive(Clone, Default, Debug)]
pub struct Hashes(pub Vec<Hash>);

impl Subtrees for Hashes {
    fn subtree(&self, start: u64, height: u32) -> Option<Hash> {
        if height == 0 {
            return self.0.get(usize::try_from(start).ok()?).copied();
        }
        let half = 1_u64.checked_shl(height - 1)?;
        let left = self.subtree(start, height - 1)?;
        let right = self.subtree(start.checked_add(half)?, height - 1)?;
        Some(node_hash(&left, &right))
    }
}

/// The largest power of two below `count`, which is 2 or more.
pub(crate) fn split(count: u64) -> u64 {
    1 << (u64::BITS - 1 - (count - 1).leading_zeros())
}

/// The root over the leaves from `start` to before `end`. `start` lies where RFC 6962 cuts.
pub(crate) fn root_of(start: u64, end: u64, trees: &impl Subtrees) -> Result<Hash, Wrong> {
    let count = end.checked_sub(start).ok_or(Wrong::Missing)?;
    if count == 0 {
        return Ok(EMPTY_ROOT);
    }
    if count.is_power_of_two() {
        return trees
            .subtree(start, count.trailing_zeros())
            .ok_or(Wrong::Missing);
    }
    let middle = start + split(count);
    Ok(node_hash(
        &root_of(start, middle, trees)?,
        &root_of(middle, end, trees)?,
    ))
}

/// The root of the tree of the first `size` leaves.
pub fn root(size: u64, trees: &impl Subtrees) -> Result<Hash, Wrong> {
    root_of(0, size, trees)
}
