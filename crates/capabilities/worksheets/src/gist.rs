//! The gist of the worksheets: which were given and not opened yet. Not what they are about.

use sealed::Gist;
use serde::{Deserialize, Serialize};

/// A worksheet that was given and not opened yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitsV1 {
    /// What was given.
    pub given: [u8; 16],
    /// When, in milliseconds since the epoch.
    pub at: i64,
}

/// The stored shape.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorksheetsGistV1 {
    /// Given and not opened or put away yet, oldest first. For the client's first screen; who works
    /// with them is not told what they have opened.
    pub waits: Vec<WaitsV1>,
}

impl Gist for WorksheetsGistV1 {
    const KIND: &'static str = "worksheets";
    const SHAPE: u16 = 1;
}

/// The most that are noted: more than one person is ever given.
const MOST: usize = 64;

impl WorksheetsGistV1 {
    pub(crate) fn given(&mut self, given: [u8; 16], at: i64) {
        self.opened(given);
        self.waits.push(WaitsV1 { given, at });
        let over = self.waits.len().saturating_sub(MOST);
        self.waits.drain(..over);
    }

    /// It waits no longer. Whether it did.
    pub(crate) fn opened(&mut self, given: [u8; 16]) -> bool {
        let was = self.waits.len();
        self.waits.retain(|one| one.given != given);
        was != self.waits.len()
    }
}
