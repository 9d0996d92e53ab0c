//! A disk that loses power. Tests only.
//!
//! When a service tells someone "saved", it has to be so even if the plug is pulled in that very
//! moment: a crisis note that was acknowledged and then vanished is a broken promise to a person.
//! Pulling plugs is slow, so this crate simulates the disk. [`Disk`] lives in memory, is handed to
//! SQLite as a VFS, and keeps apart what was *written* from what was *synced*. When the power goes,
//! everything that was not synced may be there, be missing, or be torn, sector by sector.
//!
//! What the disk promises, which is what ext4 (`data=ordered`, barriers on) promises:
//! - a sync makes the file's bytes and length durable, and every earlier creation, removal and
//!   shortening of any file;
//! - without a sync, creations, removals and shortenings survive in the order they happened, up to
//!   a random point;
//! - without a sync, every sector of 512 bytes is on its own: old, new, or torn at any byte, and
//!   may have reached the disk early, in a version that was written over since;
//! - bytes that a write did not touch are never harmed (what SQLite calls powersafe overwrite).
//!
//! It does not rot at rest, and does not lie about syncs unless it is told to
//! ([`Disk::lie_about_syncs`]): no software keeps its promises on a drive that acknowledges a flush
//! it did not do.

mod disk;
mod draw;
mod locks;
mod platter;
mod vfs;

pub use disk::Disk;
pub use draw::Draw;
