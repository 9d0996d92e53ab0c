//! What can be kept: shapes that are never edited, only succeeded.

use crate::envelope::Damaged;
use care::{Audience, Moment, RecordId, Section};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt;
use zeroize::Zeroizing;

/// A shape of a client's record. Stored shapes are for ever: `CheckInV1` is never edited, it is
/// succeeded by `CheckInV2`, and a golden sealed sample of every shape must open in every later
/// version of Attune.
pub trait Stored: Serialize + DeserializeOwned + Send + Sync {
    /// The kind, in the field's own word. The database holds only its keyed tag.
    const KIND: &'static str;
    /// The version of the shape.
    const SHAPE: u16;
    /// The section it belongs to: what access is asked for and which key seals it.
    const SECTION: Section;

    /// Whom, among those who may open the section, this record is meant for.
    fn audience(&self) -> Audience {
        Audience::Section
    }
}

/// The few facts of one client and capability from which lists are drawn, written anew in the
/// transaction that changes them.
pub trait Gist: Serialize + DeserializeOwned + Send + Sync {
    /// Whose gist it is: the capability's name.
    const KIND: &'static str;
    /// The version of the shape.
    const SHAPE: u16;
}

/// The few facts about a person that machinery needs without anyone asking: how they may be
/// reached. Sealed under the person's own key, section [`Identity`](Section::Identity); read by
/// [`Vault::desk_note`](crate::Vault::desk_note) without an act, so for nothing else.
pub trait DeskNote: Gist {}

/// A record that machinery needs and that is written over or thrown away: a draft, a sign-in.
pub trait Passing: Stored {}

/// A shape kept under the service's own key: its directory of people and its sign-ins. Never a
/// client's content.
pub trait InDirectory: Serialize + DeserializeOwned + Send + Sync {
    /// The kind.
    const KIND: &'static str;
    /// The version of the shape.
    const SHAPE: u16;
}

/// A record as it was read, with its place. Printing it shows where it is, never what it says.
#[derive(Clone, PartialEq, Eq)]
pub struct Kept<T> {
    /// Which record.
    pub record: RecordId,
    /// Which version of it, from 1.
    pub version: u32,
    /// When this version was kept.
    pub at: Moment,
    /// What it says.
    pub value: T,
}

impl<T> fmt::Debug for Kept<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kept({} v{})", self.record, self.version)
    }
}

/// What a list of records holds: those that opened and, named apart, those that are damaged.
#[derive(Clone, Debug)]
pub struct Listing<T> {
    /// The records that opened, in the order of their ids: oldest first where ids are minted.
    pub kept: Vec<Kept<T>>,
    /// The records that are there and do not open. Staff are told; they are never left out silently.
    pub damaged: Vec<RecordId>,
    /// The records that are under an own key other than the one at hand: somebody else's, or one
    /// whose secret was forgotten. Only in sections that are under own keys.
    pub apart: Vec<RecordId>,
}

impl<T> Default for Listing<T> {
    fn default() -> Self {
        Self {
            kept: Vec::new(),
            damaged: Vec::new(),
            apart: Vec::new(),
        }
    }
}

/// Writes a shape compactly. Every field in order, no names: this is why shapes are never edited.
pub(crate) fn to_bytes<T: Serialize>(value: &T) -> Result<Zeroizing<Vec<u8>>, Damaged> {
    postcard::to_allocvec(value)
        .map(Zeroizing::new)
        .map_err(|_| Damaged)
}

/// Reads what [`to_bytes`] wrote; bytes left over are damage.
pub(crate) fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Damaged> {
    match postcard::take_from_bytes(bytes) {
        Ok((value, [])) => Ok(value),
        _ => Err(Damaged),
    }
}
