//! What is kept of a check-in. Two records, because a client may show how it was overall and keep
//! each answer to themselves: what is not shown is not merely hidden on a page, it is a record
//! that is meant for nobody else.

use crate::audience::AudienceV1;
use care::{Audience, Moment, RecordId, Section};
use forms::StoredAnswers;
use sealed::Stored;
use serde::{Deserialize, Serialize};

/// How it was overall.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckInV1 {
    /// The session it is about.
    pub session: [u8; 16],
    /// When that session began, in milliseconds since the epoch: the place on the time axis.
    pub session_at: i64,
    /// When it was answered.
    pub answered_at: i64,
    /// The mean of the answered scales in hundredths, 0 to 1000. `None`: too few were answered to
    /// say anything. Never zero for something left out.
    pub score: Option<u16>,
    /// How many of the scales were answered.
    pub answered: u8,
    /// How many there were.
    pub asked: u8,
    /// Whether something felt off. `None`: skipped, or "prefer not to say now".
    pub felt_off: Option<bool>,
    /// Whether each answer is shown to whoever sees this, or only this.
    pub shows_answers: bool,
    /// Who may see it.
    pub audience: AudienceV1,
}

impl Stored for CheckInV1 {
    const KIND: &'static str = "check-in";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::CheckIns;

    fn audience(&self) -> Audience {
        self.audience.to_care()
    }
}

impl CheckInV1 {
    /// The session it is about.
    pub const fn of_session(&self) -> RecordId {
        RecordId::from_bytes(self.session)
    }

    /// When that session began.
    pub const fn at(&self) -> Moment {
        Moment::from_millis(self.session_at)
    }

    /// The score on the 0 to 10 scale of the questions.
    pub fn score(&self) -> Option<f64> {
        self.score.map(|hundredths| f64::from(hundredths) / 100.0)
    }
}

/// Each answer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckInAnswersV1 {
    /// The session it is about.
    pub session: [u8; 16],
    /// The answers.
    pub answers: StoredAnswers,
    /// Who may see them.
    pub audience: AudienceV1,
}

impl Stored for CheckInAnswersV1 {
    const KIND: &'static str = "check-in-answers";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::CheckIns;

    fn audience(&self) -> Audience {
        self.audience.to_care()
    }
}
