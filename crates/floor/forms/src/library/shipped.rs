//! The library's files as they ship inside the program.

use super::{Library, LibraryRefused};

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        [$(($path, include_bytes!(concat!("../../../../../library/", $path)).as_slice())),*]
    };
}

/// Every file of the library's check-ins and plans. Measures are listed in the crate that scores
/// them.
pub(super) const FILES: [(&str, &[u8]); 12] = files![
    "check_ins/session.json",
    "check_ins/session.evidence.toml",
    "check_ins/next_day.json",
    "check_ins/next_day.evidence.toml",
    "plans/crisis.json",
    "plans/crisis.evidence.toml",
    "plans/agreement.json",
    "plans/agreement.evidence.toml",
    "plans/emdr_ready.json",
    "plans/emdr_ready.evidence.toml",
    "plans/courage_ready.json",
    "plans/courage_ready.evidence.toml",
];

/// The check-ins and plans that ship with the program.
///
/// # Errors
/// A shipped file is not as it should be, which this crate's tests would have said.
pub fn shipped() -> Result<Library, LibraryRefused> {
    Library::from_files(FILES)
}

/// Every file of the library's worksheets, by name; gathered when the crate is built.
const WORKSHEETS: &[(&str, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/worksheets.rs"));

/// The worksheets that ship with the program.
///
/// # Errors
/// A shipped file is not as it should be, which this crate's tests would have said.
pub fn worksheets() -> Result<Library, LibraryRefused> {
    Library::from_files(WORKSHEETS.iter().copied())
}

/// The files of the worksheets that ship with the program, as they are: a name and what is in it.
pub const fn worksheet_files() -> &'static [(&'static str, &'static [u8])] {
    WORKSHEETS
}
