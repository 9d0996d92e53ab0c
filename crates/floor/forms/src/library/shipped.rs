//! The library's files as they ship inside the program.

use super::{Library, LibraryRefused};

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        [$(($path, include_bytes!(concat!("../../../../../library/", $path)).as_slice())),*]
    };
}

/// Every file of the library's check-ins. Measures are listed in the crate that scores them.
pub(super) const FILES: [(&str, &[u8]); 2] =
    files!["check_ins/session.json", "check_ins/session.evidence.toml"];

/// The check-ins that ship with the program.
///
/// # Errors
/// A shipped file is not as it should be, which this crate's tests would have said.
pub fn shipped() -> Result<Library, LibraryRefused> {
    Library::from_files(FILES)
}
