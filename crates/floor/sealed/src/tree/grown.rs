//! The tree in memory. Of a million lines it holds some quarter of a megabyte: the roots of every
//! 256 leaves and of what stands above them. Leaves themselves are read again where they are needed.

use proofs::{Frontier, Hash, Subtrees, node_hash};
use std::collections::HashMap;

/// The height of the smallest subtrees that are remembered.
const HEIGHT: u32 = 8;
/// How many leaves such a subtree has.
pub(crate) const BLOCK: u64 = 1 << HEIGHT;

/// The tree over all lines that were read so far.
#[derive(Default)]
pub(crate) struct Grown {
    frontier: Frontier,
    /// For every height from [`HEIGHT`] up, the roots of the whole subtrees of that height.
    roots: Vec<Vec<Hash>>,
    /// The leaves after the last whole block.
    tail: Vec<Hash>,
    /// Whether nothing may be signed: what is stored has not been held against what someone
    /// outside has seen, or was and does not continue it.
    pub(crate) held: bool,
}

impl Grown {
    pub(crate) const fn size(&self) -> u64 {
        self.frontier.size()
    }

    pub(crate) fn root(&self) -> Hash {
        self.frontier.root()
    }

    pub(crate) fn push(&mut self, leaf: Hash) {
        let (roots, tail) = (&mut self.roots, &mut self.tail);
        tail.push(leaf);
        self.frontier.push_joining(leaf, |height, root| {
            let Some(above) = height.checked_sub(HEIGHT) else {
                return;
            };
            let above = usize::try_from(above).unwrap_or(usize::MAX);
            if above == 0 {
                tail.clear();
            }
            if roots.len() == above {
                roots.push(Vec::new());
            }
            if let Some(level) = roots.get_mut(above) {
                level.push(root);
            }
        });
    }

    /// Whether the leaves of this block have to be read to prove something inside it.
    pub(crate) const fn must_be_read(&self, block: u64) -> bool {
        block < self.size() / BLOCK
    }
}

/// The leaves of a block, with every hash above them inside it: levels from the leaves up.
pub(crate) struct Block(Vec<Vec<Hash>>);

impl Block {
    pub(crate) fn new(leaves: Vec<Hash>) -> Self {
        let mut levels = vec![leaves];
        while let Some(below) = levels.last().filter(|below| below.len() > 1) {
            let pairs = below.chunks_exact(2);
            let above = pairs.filter_map(|pair| match pair {
                [left, right] => Some(node_hash(left, right)),
                _ => None,
            });
            levels.push(above.collect());
        }
        Self(levels)
    }

    fn at(&self, start: u64, height: u32) -> Option<Hash> {
        let level = self.0.get(usize::try_from(height).ok()?)?;
        let place = (start % BLOCK) >> height;
        level.get(usize::try_from(place).ok()?).copied()
    }
}

/// The tree with the blocks that were read for one question.
pub(crate) struct View<'a> {
    grown: &'a Grown,
    blocks: HashMap<u64, Block>,
}

impl<'a> View<'a> {
    pub(crate) fn new(grown: &'a Grown, mut blocks: HashMap<u64, Block>) -> Self {
        blocks.insert(grown.size() / BLOCK, Block::new(grown.tail.clone()));
        Self { grown, blocks }
    }
}

impl Subtrees for View<'_> {
    fn subtree(&self, start: u64, height: u32) -> Option<Hash> {
        let Some(above) = height.checked_sub(HEIGHT) else {
            return self.blocks.get(&(start / BLOCK))?.at(start, height);
        };
        let level = self.grown.roots.get(usize::try_from(above).ok()?)?;
        level.get(usize::try_from(start >> height).ok()?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proofs::{
        Hashes, consistency, inclusion, leaf_hash, root, verify_consistency, verify_inclusion,
    };

    #[test]
    fn every_proof_is_the_one_of_a_tree_that_remembers_everything() {
        let (mut grown, mut all) = (Grown::default(), Hashes::default());
        let sizes = [0_u64, 1, 2, 255, 256, 257, 511, 512, 700, 1_024, 1_300];
        for size in sizes {
            while grown.size() < size {
                let leaf = leaf_hash(&grown.size().to_be_bytes());
                grown.push(leaf);
                all.0.push(leaf);
            }
            assert_eq!(Ok(grown.root()), root(size, &all), "{size}");
            let block = |block: u64| {
                let from = usize::try_from(block * BLOCK).unwrap();
                Block::new(all.0[from..from + usize::try_from(BLOCK).unwrap()].to_vec())
            };
            let blocks = (0..size / BLOCK).map(|n| (n, block(n))).collect();
            let view = View::new(&grown, blocks);
            for index in (0..size).step_by(37) {
                let path = inclusion(index, size, &view).unwrap();
                assert_eq!(Ok(path.clone()), inclusion(index, size, &all));
                let leaf = all.0[usize::try_from(index).unwrap()];
                verify_inclusion(index, size, &leaf, &path, &grown.root()).unwrap();
            }
            for old in (1..size).step_by(41) {
                let path = consistency(old, size, &view).unwrap();
                let before = root(old, &view).unwrap();
                assert_eq!(Ok(before), root(old, &all));
                verify_consistency(old, size, &before, &grown.root(), &path).unwrap();
            }
        }
    }
}
