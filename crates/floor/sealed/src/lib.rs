//! Sealed records: what a client wrote is kept so that only an opening with a ledger line reads it.
//!
//! Read in this order: [`Act`] (the only way to plaintext), [`Vault`] (keys, decisions, lists),
//! [`Stored`] (what can be kept), [`engine`] (bytes in, bytes out). The order of things is the
//! promise: an [`Access`](care::Access) is decided and found to hold, its line is made durable, then
//! plaintext is handed out. No `Access`, no [`Act`]; no `Act`, no plaintext: by type.

mod act;
mod codes;
mod directory;
pub mod engine;
pub mod engines;
mod envelope;
mod epochs;
mod erase;
mod facts;
mod keys;
mod ledger;
mod locked;
mod mentions;
mod overview;
mod own_key;
mod post;
mod readers;
mod recovery;
mod relations;
pub mod shares;
mod standing;
mod stored;
mod stretch;
mod tree;
mod two_sided;
mod vault;
mod verify;
mod watch;
mod windows;

pub use act::{Act, Broken, Reason};
pub use directory::DirectoryChange;
pub use envelope::Damaged;
pub use epochs::{Keeper, RootSource, RotateError, recovery_of, which_opens};
pub use erase::{EraseError, Erased, ErasedV1};
pub use facts::Decided;
pub use keys::{RootKey, RootKeyError};
pub use ledger::{Done, LINE_COVERS, Line};
pub use locked::{Lock, LockError};
pub use mentions::MentionError;
pub use overview::Overview;
pub use own_key::{Blind, OwnKey, OwnKeyError, Renewed};
pub use post::{DeliverError, Due, Errand, Notice, Parcel};
pub use readers::ReadersV1;
pub use recovery::RecoveryKey;
pub use standing::{StandingV1, StandingV2};
pub use stored::{DeskNote, Gist, InDirectory, Kept, Listing, Passing, Stored};
pub use stretch::StretchV1;
pub use tree::{
    CheckpointV1, Checkpointed, Extends, LogError, LogV1, Proven, ProvenLine, Standing, Witnessed,
    WitnessesV1,
};
pub use two_sided::{TwoSided, Versions, Waits};
pub use vault::{
    KEY_COPIES_KEPT_DAYS, Keeping, LOCKED_ROOT, OpenError, RECOVERY, RECOVERY_UNTRIED, ReadError,
    Vault,
};
pub use verify::{Kind, Verified};

#[cfg(any(test, feature = "conformance"))]
pub mod conformance;
