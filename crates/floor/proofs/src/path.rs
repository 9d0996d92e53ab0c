//! Proofs: that a leaf is in a tree, and that a tree continues an earlier one. Made as RFC 6962,
//! 2.1.1 and 2.1.2 say; checked with the steps of RFC 9162, 2.1.3.2 and 2.1.4.2, which need no
//! recursion and so no more than the proof itself.

use crate::Wrong;
use crate::tree::{EMPTY_ROOT, Hash, Subtrees, node_hash, root_of, split};

/// The hashes that lead from leaf `index` to the root of the first `size` leaves, the leaf's
/// neighbour first.
pub fn inclusion(index: u64, size: u64, trees: &impl Subtrees) -> Result<Vec<Hash>, Wrong> {
    if index >= size {
        return Err(Wrong::Missing);
    }
    let (mut start, mut end) = (0, size);
    let mut path = Vec::new();
    while end - start > 1 {
        let middle = start + split(end - start);
        if index < middle {
            path.push(root_of(middle, end, trees)?);
            end = middle;
        } else {
            path.push(root_of(start, middle, trees)?);
            start = middle;
        }
    }
    path.reverse();
    Ok(path)
}

/// The hashes that prove that the tree of the first `new` leaves continues the one of the first
/// `old`. Empty where both are the same, or the old one is.
pub fn consistency(old: u64, new: u64, trees: &impl Subtrees) -> Result<Vec<Hash>, Wrong> {
    if old > new {
        return Err(Wrong::Missing);
    }
    let mut path = Vec::new();
    if old == 0 || old == new {
        return Ok(path);
    }
    let (mut start, mut end) = (0, new);
    // Whether what is left of the old tree is the whole old tree, whose root is known.
    let mut known = true;
    while old != end {
        let middle = start + split(end - start);
        if old <= middle {
            path.push(root_of(middle, end, trees)?);
            end = middle;
        } else {
            path.push(root_of(start, middle, trees)?);
            start = middle;
            known = false;
        }
    }
    if !known {
        path.push(root_of(start, end, trees)?);
    }
    path.reverse();
    Ok(path)
}

/// Checks that the leaf with this hash stands at `index` of the tree with this size and root.
///
/// # Errors
/// [`Wrong::NotProven`] if it does not follow from the path.
pub fn verify_inclusion(
    index: u64,
    size: u64,
    leaf: &Hash,
    path: &[Hash],
    root: &Hash,
) -> Result<(), Wrong> {
    if index >= size {
        return Err(Wrong::NotProven);
    }
    let (mut place, mut last) = (index, size - 1);
    let mut hash = *leaf;
    for step in path {
        if last == 0 {
            return Err(Wrong::NotProven);
        }
        if place & 1 == 1 || place == last {
            hash = node_hash(step, &hash);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, step);
        }
        place >>= 1;
        last >>= 1;
    }
    if last == 0 && hash == *root {
        Ok(())
    } else {
        Err(Wrong::NotProven)
    }
}

/// Checks that the tree of `new` leaves with root `new_root` continues the one of `old` leaves
/// with root `old_root`.
///
/// # Errors
/// [`Wrong::NotProven`] if it does not follow from the path.
pub fn verify_consistency(
    old: u64,
    new: u64,
    old_root: &Hash,
    new_root: &Hash,
    path: &[Hash],
) -> Result<(), Wrong> {
    let proven = |yes: bool| if yes { Ok(()) } else { Err(Wrong::NotProven) };
    if old > new {
        return Err(Wrong::NotProven);
    }
    if old == new {
        return proven(path.is_empty() && old_root == new_root);
    }
    if old == 0 {
        return proven(path.is_empty() && *old_root == EMPTY_ROOT);
    }
    let (mut place, mut last) = (old - 1, new - 1);
    while place & 1 == 1 {
        place >>= 1;
        last >>= 1;
    }
    // A whole old tree is its own first hash.
    let mut steps = path.iter();
    let first = if old.is_power_of_two() {
        old_root
    } else {
        steps.next().ok_or(Wrong::NotProven)?
    };
    let (mut of_old, mut of_new) = (*first, *first);
    for step in steps {
        if last == 0 {
            return Err(Wrong::NotProven);
        }
        if place & 1 == 1 || place == last {
            of_old = node_hash(step, &of_old);
            of_new = node_hash(step, &of_new);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            of_new = node_hash(&of_new, step);
        }
        place >>= 1;
        last >>= 1;
    }
    proven(last == 0 && of_old == *old_root && of_new == *new_root)
}
