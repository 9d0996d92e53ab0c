//! What belongs to the client: taking the record along, setting it right, and having it destroyed.

mod archive;
mod bundle;
mod contents;
mod readable;

pub use archive::{ArchiveError, Asked, ROUNDS, WORDS_MIN, archive, opened};
pub use contents::{Contents, File};
