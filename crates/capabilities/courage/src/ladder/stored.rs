//! What is kept of a ladder, and of the look taken before its first step.

use care::{Audience, Moment, RecordId, Section};
use forms::{Response, StoredAnswers};
use sealed::{Damaged, ReadersV1, Stored};
use serde::{Deserialize, Serialize};

/// What a ladder is about: which prediction its tries put to the test.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum AimV1 {
    /// Something feared or avoided.
    Feared,
    /// Trust: what others will say or do.
    People,
}

/// How a step is taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum StepKindV1 {
    /// In the world.
    RealLife,
    /// In the mind, and only while the therapist is there.
    Imagining,
    /// Played by the two.
    RolePlay,
    /// A conversation for real.
    Conversation,
}

/// A step.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepV1 {
    /// By which it is named, whatever its words and its place are.
    pub id: [u8; 16],
    /// What is done.
    pub what: String,
    /// Where, and with whom; none where it was left open.
    pub place: String,
    /// How much fear is expected, from 0 to 100 (subjective units of distress: Wolpe 1969).
    pub fear: Option<u8>,
    /// How it is taken.
    pub kind: StepKindV1,
    /// What makes it safe enough, and when to stop. Never empty.
    pub safety: String,
    /// Whether it is left alone for now.
    pub resting: bool,
    /// Whether the client wrote it last.
    pub by_client: bool,
    /// The script that goes with it.
    pub script: Option<[u8; 16]>,
    /// How often it was written.
    pub edits: u16,
}

impl StepV1 {
    /// By which it is named.
    pub const fn id(&self) -> RecordId {
        RecordId::from_bytes(self.id)
    }
}

/// A ladder.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LadderV1 {
    /// Who began it.
    pub by: [u8; 16],
    /// Whether that was the client.
    pub by_client: bool,
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// Since when it goes on: when it was begun, or taken up again after it was stopped.
    pub since: i64,
    /// What it leads to, in the client's words.
    pub goal: String,
    /// What it is about.
    pub aim: AimV1,
    /// The steps, in their order; whoever wants to starts elsewhere.
    pub steps: Vec<StepV1>,
    /// When it was stopped.
    pub stopped: Option<i64>,
    /// Who may read it.
    pub readers: ReadersV1,
}

impl Stored for LadderV1 {
    const KIND: &'static str = "courage-ladder";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        self.readers.to_care()
    }
}

impl LadderV1 {
    /// The step of this name.
    pub fn step(&self, id: RecordId) -> Option<&StepV1> {
        self.steps.iter().find(|step| step.id() == id)
    }
}

/// That a therapist opened a ladder although something was said in the look before.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedV1 {
    /// Who.
    pub by: [u8; 16],
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// Their reasons, which the client reads.
    pub words: String,
}

/// The look before the first step: what would speak against it now. There is one for each ladder, in
/// versions; the newest counts.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckV1 {
    /// Of which ladder.
    pub ladder: [u8; 16],
    /// Who answered.
    pub by: [u8; 16],
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// The answers to the form.
    pub answers: StoredAnswers,
    /// That it was opened although something was said.
    pub opened: Option<OpenedV1>,
    /// Who may read it: as the ladder.
    pub readers: ReadersV1,
}

impl Stored for CheckV1 {
    const KIND: &'static str = "courage-check";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        self.readers.to_care()
    }
}

impl CheckV1 {
    /// When it was answered.
    pub const fn answered(&self) -> Moment {
        Moment::from_millis(self.at)
    }

    /// The answers, held against the form.
    ///
    /// # Errors
    /// Damaged, if they do not fit it.
    pub fn response(&self) -> Result<Response, Damaged> {
        let form = super::form().ok_or(Damaged)?;
        Response::from_stored(form, &self.answers).map_err(|_| Damaged)
    }
}
