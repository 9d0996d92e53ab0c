//! Who may read a piece of a client's work. The client says so each time, and can say otherwise later.

use care::Audience;
use serde::{Deserialize, Serialize};

/// Who may read it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ReadersV1 {
    /// Everyone who may open the section: those who treat the client.
    Section,
    /// Nobody but the client.
    Nobody,
}

impl ReadersV1 {
    /// The choice as the access rules know it.
    pub const fn to_care(self) -> Audience {
        match self {
            Self::Section => Audience::Section,
            Self::Nobody => Audience::Nobody,
        }
    }
}
