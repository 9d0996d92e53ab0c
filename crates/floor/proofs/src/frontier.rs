//! A tree that grows by one leaf at a time and remembers as little as it can: the roots of the
//! whole subtrees it consists of, one for each bit of its size.

use crate::tree::{EMPTY_ROOT, Hash, node_hash};

/// The right edge of a growing tree.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Frontier {
    size: u64,
    /// Roots of the whole subtrees, the largest first.
    peaks: Vec<Hash>,
}

impl Frontier {
    /// How many leaves there are.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf by its hash.
    pub fn push(&mut self, leaf: Hash) {
        self.push_joining(leaf, |_, _| {});
    }

    /// Adds a leaf by its hash and tells of every subtree that became whole: its height and root,
    /// the leaf itself first, at height 0.
    pub fn push_joining(&mut self, leaf: Hash, mut whole: impl FnMut(u32, Hash)) {
        let mut root = leaf;
        whole(0, root);
        for height in 0..self.size.trailing_ones() {
            // There is a peak for every bit that is set, so this is never empty here.
            let left = self.peaks.pop().unwrap_or(EMPTY_ROOT);
            root = node_hash(&left, &root);
            whole(height + 1, root);
        }
        self.peaks.push(root);
        self.size += 1;
    }

    /// The root over all leaves so far.
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        let Some(smallest) = peaks.next() else {
            return EMPTY_ROOT;
        };
        peaks.fold(*smallest, |right, left| node_hash(left, &right))
    }
}
