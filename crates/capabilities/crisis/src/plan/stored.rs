//! What is kept of the plan. Each version is a record of its own that is never written over; what
//! the other side says to it is its next state.

use care::{Moment, Section};
use forms::StoredAnswers;
use sealed::Stored;
use serde::{Deserialize, Serialize};

/// What someone said to a version.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SaidWhatV1 {
    /// That it is right so.
    Agreed,
    /// What should change.
    Change(String),
}

/// Who said what to a version, and when.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidV1 {
    /// Who.
    pub by: [u8; 16],
    /// Whether it was the client.
    pub by_client: bool,
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// What.
    pub what: SaidWhatV1,
}

/// A version of the plan.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionV1 {
    /// Which, from 1.
    pub number: u16,
    /// Who wrote it.
    pub by: [u8; 16],
    /// Whether it was the client. If not, it is proposed until the client says that it is right.
    pub by_client: bool,
    /// When it was written, in milliseconds since the epoch.
    pub at: i64,
    /// The version that was taken back to, if it was that.
    pub again: Option<u16>,
    /// What it says.
    pub answers: StoredAnswers,
    /// What was said to it, oldest first.
    pub said: Vec<SaidV1>,
}

impl Stored for VersionV1 {
    const KIND: &'static str = "crisis-plan";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::CrisisPlan;
}

impl VersionV1 {
    /// When it was written.
    pub const fn written(&self) -> Moment {
        Moment::from_millis(self.at)
    }

    fn agreed(&self, by_client: bool) -> bool {
        self.by_client == by_client
            || self
                .said
                .iter()
                .any(|said| said.by_client == by_client && said.what == SaidWhatV1::Agreed)
    }

    /// Whether it is the client's plan: they wrote it, or said that it is right.
    pub fn is_the_clients(&self) -> bool {
        self.agreed(true)
    }

    /// Whether both sides stand behind it.
    pub fn is_of_both(&self) -> bool {
        self.agreed(true) && self.agreed(false)
    }

    /// What the other side asks to be changed, if that is the last it said.
    pub fn change_asked(&self) -> Option<&SaidV1> {
        let last = self
            .said
            .iter()
            .rfind(|said| said.by_client != self.by_client);
        last.filter(|said| matches!(said.what, SaidWhatV1::Change(_)))
    }

    /// Whether the other side has said nothing to it yet.
    pub fn is_unanswered(&self) -> bool {
        !self
            .said
            .iter()
            .any(|said| said.by_client != self.by_client)
    }
}
