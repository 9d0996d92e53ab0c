//! What is kept about destroying records: ids, numbers and times, in the service's directory.

use sealed::InDirectory;
use serde::{Deserialize, Serialize};

/// Where a wish stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum WishV1 {
    /// Asked for; it can be stopped.
    Asked,
    /// Stopped by the client.
    Stopped,
    /// Begun: nothing stops it any more.
    Begun,
}

/// A client's wish to have their record destroyed. Kept under an id that follows from theirs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EraseAskedV1 {
    /// Whose.
    pub client: [u8; 16],
    /// The number on their sheet: random, says nothing.
    pub receipt: [u8; 8],
    /// When they asked, in milliseconds since the epoch.
    pub asked_at: i64,
    /// Where it stands. Each change is the next version, so that stopping and beginning cannot
    /// both happen.
    pub stands: WishV1,
    /// The names of their nameless sums, which nobody can find without their key.
    pub sums: Vec<[u8; 16]>,
}

impl InDirectory for EraseAskedV1 {
    const KIND: &'static str = "erase-asked";
    const SHAPE: u16 = 1;
}

/// That a record was destroyed. Nothing in it leads to whose it was.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasedV1 {
    /// The number on the sheet.
    pub receipt: [u8; 8],
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// After when no copy of the key exists that the runbook allows.
    pub copies_gone_by: i64,
}

impl InDirectory for ErasedV1 {
    const KIND: &'static str = "erased-record";
    const SHAPE: u16 = 1;
}

/// The number as it is read aloud: four groups of four.
pub(crate) fn receipt(number: [u8; 8]) -> String {
    let hex = data_encoding::BASE32_NOPAD.encode(&number);
    let groups: Vec<&str> = [(0, 4), (4, 8), (8, 13)]
        .into_iter()
        .filter_map(|(from, to)| hex.get(from..to))
        .collect();
    groups.join("-")
}
