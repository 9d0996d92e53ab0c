//! What is kept. Each version is a record of its own that is never written over; the other side's
//! signature is its next state. What someone sees differently is a record beside.

use care::{Moment, Section};
use forms::{Response, StoredAnswers};
use sealed::{Damaged, Stored};
use serde::{Deserialize, Serialize};

/// The signature of the side that did not write a version.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedV1 {
    /// Who.
    pub by: [u8; 16],
    /// When, in milliseconds since the epoch.
    pub at: i64,
}

/// A version of the agreement. Whoever wrote it signed it by sending it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionV1 {
    /// Which, from 1.
    pub number: u16,
    /// Who wrote it.
    pub by: [u8; 16],
    /// Whether it was the client.
    pub by_client: bool,
    /// When it was written, in milliseconds since the epoch.
    pub at: i64,
    /// What it says. What is not there was left open.
    pub answers: StoredAnswers,
    /// The other side's signature, once it is there.
    pub signed: Option<SignedV1>,
}

impl Stored for VersionV1 {
    const KIND: &'static str = "agreement-version";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Relationship;
}

impl VersionV1 {
    /// When it was written.
    pub const fn written(&self) -> Moment {
        Moment::from_millis(self.at)
    }

    /// What it says, held against the form.
    ///
    /// # Errors
    /// [`Damaged`] if it does not fit the form: it must not be read as if everything were open.
    pub fn response(&self) -> Result<Response, Damaged> {
        let form = crate::form().ok_or(Damaged)?;
        Response::from_stored(form, &self.answers).map_err(|_| Damaged)
    }

    /// When the second of both signed it, if they did.
    pub fn signed_by_both(&self) -> Option<Moment> {
        self.signed.map(|signed| Moment::from_millis(signed.at))
    }
}

/// What someone sees differently about a part of the agreement.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemarkV1 {
    /// The part: the name of its group in the form.
    pub part: String,
    /// Who.
    pub by: [u8; 16],
    /// Whether it was the client.
    pub by_client: bool,
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// In their words. Empty once they took it back; what it was stays in its earlier states.
    pub words: String,
}

impl Stored for RemarkV1 {
    const KIND: &'static str = "agreement-remark";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Relationship;
}
