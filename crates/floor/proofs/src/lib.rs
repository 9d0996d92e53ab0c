//! The tree under the access ledger: proof that a line has been there since, and that no line before
//! it was changed.
//!
//! Hashes and proofs as RFC 6962 has them, written as C2SP's checkpoint, proof and cosignature
//! texts, so that anyone's program can check what a service says. No storage, no clock, no keys of
//! its own: everything is handed in.
