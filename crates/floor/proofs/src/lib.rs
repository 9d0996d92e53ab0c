//! The tree under the access ledger: proof that a line has been there since, and that no line before
//! it was changed.
//!
//! Hashes and proofs as RFC 6962 has them, written as C2SP's checkpoint, proof and cosignature
//! texts, so that anyone's program can check what a service says. No storage, no clock, no chance:
//! everything is handed in. Whatever is parsed may come from anyone, so no parser panics or takes
//! more than a bounded size.
//!
//! Read in this order: [`Frontier`] (a tree that grows), [`inclusion`] and [`consistency`] (what
//! proves something about it), [`note`] (texts that are signed), [`checkpoint`] (the tree in three
//! lines), [`cosignature`] (someone else saw it), [`tlog_proof`] (all of it in one file).
//!
//! Signatures are Ed25519 (RFC 8032). C2SP prefers ML-DSA-44 for new logs; why it is not here is in
//! `docs/decisions/0011`.

pub mod checkpoint;
pub mod cosignature;
mod frontier;
pub mod note;
mod path;
pub mod tlog_proof;
mod tree;

pub use frontier::Frontier;
pub use path::{consistency, inclusion, verify_consistency, verify_inclusion};
pub use tree::{EMPTY_ROOT, Hash, Hashes, Subtrees, leaf_hash, node_hash, root};

/// Why a text is not what it should be, or a proof does not prove.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Wrong {
    /// The text is not written as its format says.
    #[error("this is not written as {0} says")]
    Format(&'static str),
    /// It is longer than is taken.
    #[error("this is longer than anything of its kind can be")]
    TooLong,
    /// No signature of a known key is on it.
    #[error("nobody who is known has signed this")]
    Unsigned,
    /// A signature of a known key does not fit the text.
    #[error("the signature does not fit: the text was changed, or someone else signed it")]
    Signature,
    /// The hashes do not lead to the root: what is proven is not in this tree.
    #[error("the hashes do not lead to the root of this tree")]
    NotProven,
    /// A hash that is needed was not handed in.
    #[error("a part of the tree is missing")]
    Missing,
}

/// Reads Base 64 (RFC 4648, section 4), with its padding and nothing around it. Bytes have one way
/// to be written: pieces that are padded one by one are not it.
fn base64(text: &str, format: &'static str) -> Result<Vec<u8>, Wrong> {
    let wrong = Wrong::Format(format);
    let bytes = data_encoding::BASE64
        .decode(text.as_bytes())
        .map_err(|_| wrong)?;
    if data_encoding::BASE64.encode(&bytes) == text {
        Ok(bytes)
    } else {
        Err(wrong)
    }
}

/// Reads a hash as Base 64.
fn hash(text: &str, format: &'static str) -> Result<Hash, Wrong> {
    base64(text, format)?
        .try_into()
        .map_err(|_| Wrong::Format(format))
}

/// Reads a whole number without sign or leading zeros.
fn number(text: &str, format: &'static str) -> Result<u64, Wrong> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    let leading = text.len() > 1 && text.starts_with('0');
    if !plain || leading {
        return Err(Wrong::Format(format));
    }
    text.parse().map_err(|_| Wrong::Format(format))
}
