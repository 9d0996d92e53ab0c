//! The tree over the ledger: what a service signs about all its lines, and what a client takes
//! along to hold against it.
//!
//! The leaves are the hashes stored beside the lines, in the order of their places. Nothing else of
//! the tree is kept: it is read from them when the service starts, so a line that was changed,
//! moved or taken away changes the root, and [`Vault::checkpoint`] refuses to sign a tree that does
//! not continue the one it signed last. Erasing someone leaves their leaves where they are.

mod check;
mod grown;
mod kept;
mod proven;

pub use check::{Checkpointed, Extends, LogError, Standing, Witnessed};
pub use kept::{CheckpointV1, LogV1, WitnessesV1};
pub use proven::{Proven, ProvenLine};

pub(crate) use grown::Grown;
